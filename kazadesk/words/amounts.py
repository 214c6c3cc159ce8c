"""Amounts as people read them: 1 500 000.50, or ١ ٥٠٠ ٠٠٠٫٥٠. What is copied, sent or exported is the plain amount."""

from __future__ import annotations

import re

from kazadesk.core.money import padded
from kazadesk.words.voice import digits, ltr

GROUP = "\u202f"
"""A narrow blank, also between ٠-٩: many take a comma or a point for a decimal mark, and ٬ looks like ٫."""

_PLAIN = re.compile(r"(0|[1-9]\d{0,39})(\.\d{1,40})?", re.ASCII)


def grouped(amount: str) -> str:
    """A plain decimal with its whole part in groups of three, in the user's digits; anything else as it is."""
    return digits(grouped_latin(amount)) if _PLAIN.fullmatch(amount) else amount


def grouped_latin(amount: str) -> str:
    """`grouped` in 0-9 whatever the user's digits are: beside raw values, and for readers who are not the user."""
    plain = _PLAIN.fullmatch(amount)
    if plain is None:
        return amount
    whole, fraction = plain.groups("")
    return f"{int(whole):,}".replace(",", GROUP) + fraction


def ungrouped(amount: str) -> str:
    """A plain decimal as somebody would type it or read it aloud: in the user's digits, without groups."""
    return digits(amount) if _PLAIN.fullmatch(amount) else amount


def number(count: int) -> str:
    """A number of things, grouped, in the user's digits."""
    return grouped(str(count))


def price(amount: str, currency: str) -> str:
    """`grouped`, with the decimals that prices in `currency` have."""
    return grouped(padded(amount, currency))


def money(amount: str | None, currency: str | None) -> str:
    """`25.00 USD` in the user's digits, as a left-to-right island."""
    return ltr(f"{price(amount or '', currency or '')} {currency or ''}".strip())
