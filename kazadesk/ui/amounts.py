"""Amounts as people read them: 1 500 000.50, or ١٬٥٠٠٬٠٠٠٫٥٠. What is copied, sent or exported is the plain amount."""

from __future__ import annotations

import re

from kazadesk.ui.i18n import arabic_digits, digits

GROUP, ARABIC_GROUP = "\u202f", "\u066c"
"""A narrow blank: a comma or a point is a decimal mark to half of the readers. ٬ can mean nothing else."""
_POINT = "\u066b"

_PLAIN = re.compile(r"(0|[1-9]\d{0,39})(\.\d{1,40})?", re.ASCII)


def grouped(amount: str) -> str:
    """A plain decimal with its whole part in groups of three, in the user's digits; anything else as it is."""
    return _in_groups(amount, arabic=arabic_digits())


def western(amount: str) -> str:
    """`grouped` in 0-9 whatever the user's digits are: beside raw values, and for readers who are not the user."""
    return _in_groups(amount, arabic=False)


def ungrouped(amount: str) -> str:
    """A plain decimal as somebody would type it or read it aloud: in the user's digits, without groups."""
    return digits(amount.replace(".", _POINT)) if arabic_digits() and _PLAIN.fullmatch(amount) else amount


def number(count: int) -> str:
    """A number of things, grouped, in the user's digits."""
    return grouped(str(count))


def _in_groups(amount: str, *, arabic: bool) -> str:
    plain = _PLAIN.fullmatch(amount)
    if plain is None:
        return amount
    whole, fraction = plain.groups("")
    whole = f"{int(whole):,}".replace(",", ARABIC_GROUP if arabic else GROUP)
    return digits(whole + fraction.replace(".", _POINT)) if arabic else whole + fraction
