"""What the number format of a workbook's cell shows beside the number: a sign of money, a unit, a percent, zeros."""

from __future__ import annotations

import re

from kazadesk.core.fold import fold

SHOWS = "shows:"
"""A mark of a sheet's cell; after it what the format shows."""
BUILT_IN = {**dict.fromkeys((5, 6, 7, 8, 42, 44), '"$"0'), 9: "0%", 10: "0.00%"}
"""Formats that a file names by their number alone, as far as they show anything; the sign is that of the computer."""
_PART = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|(General)|(.)', re.DOTALL | re.IGNORECASE)
_PLACES = "0#?.,"
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_PADDED = re.compile(r"[#?,]*0[0,]*0")
_BARE = re.compile(r"[0#?,]+(\.[0#?]*)?")
_SILENT = re.compile(r"[\s()@+\-/\u200e\u200f\u061c\u00a0\u202f]+")
_SIGNS = {
    "$": ("USD", "CAD", "AUD"),
    "us$": ("USD",),
    "€": ("EUR",),
    "£": ("GBP", "EGP", "SYP", "LBP"),
    "£s": ("SYP",),
    "s£": ("SYP",),
    "sp": ("SYP",),
    "لس": ("SYP",),
    "₺": ("TRY",),
    "tl": ("TRY",),
    "دا": ("AED", "JOD"),
    "jd": ("JOD",),
    "رس": ("SAR",),
    "جم": ("EGP",),
    "دع": ("IQD",),
    "لل": ("LBP",),
    "دك": ("KWD",),
    "رق": ("QAR",),
    "رع": ("OMR",),
    "دب": ("BHD",),
}
"""As it is written without its dots, in the letters of core/fold.py → the currencies that are written so."""


def shown_by(code: str) -> str:
    """What a cell of this format shows that its value does not say; "" where that is nothing.

    A sign or a unit; the format itself where it multiplies, divides or fills up with zeros. Of a date's format too: a
    date is told by its own mark.
    """
    words, places, percent = "", "", False
    for quoted, escaped, sign, general, plain in _PART.findall(code):
        if plain == ";":  # what follows is for negative numbers
            break
        words += quoted + escaped + sign
        if plain == "%":
            percent = True
        elif plain and plain in _PLACES:
            places += plain
        elif plain and not general and not (plain.isascii() and plain.isalnum()):
            words += plain
    words = _SILENT.sub("", words)
    if percent:
        return "%"
    if _SCALED.search(places) or _PADDED.match(places.partition(".")[0]):
        return code
    return words


def is_the_currency(shown: str, currency: str) -> bool:
    """Whether what an amount's format shows is a sign of its currency, or says nothing of what it is worth."""
    if _BARE.fullmatch(shown):
        return not _SCALED.search(shown)
    sign = fold(shown).lower().replace(".", "")
    return sign == currency.lower() or currency in _SIGNS.get(sign, ())


def is_otherwise(mark: str, field: str, currency: str) -> bool:
    """Whether a cell that is marked so would be taken for something else than is seen."""
    return not (field == "amount" and is_the_currency(mark.removeprefix(SHOWS), currency))
