"""Amounts as people read them: 1 500 000 instead of 1500000. Copying and sending use the plain amount."""

from __future__ import annotations

import re

GROUP = "\u202f"
"""A narrow blank: a comma or a point would be read as a decimal mark by half of the readers."""

_PLAIN = re.compile(r"(0|[1-9]\d{0,39})(\.\d{1,40})?", re.ASCII)


def grouped(amount: str) -> str:
    """A plain decimal with its whole part in groups of three; anything else as it is."""
    plain = _PLAIN.fullmatch(amount)
    if plain is None:
        return amount
    whole, fraction = plain.groups("")
    return f"{int(whole):,}".replace(",", GROUP) + fraction
