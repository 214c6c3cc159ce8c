"""Amounts as exact decimals with the characters they came in, and currency codes.

Amounts are texts of ASCII digits with at most one point: what is sent, kept and shown is never a number type.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kazadesk.core.errors import InputError

MAX_DIGITS = 18
"""More digits than any real price; keeps what is shown, sent and compared short."""

# Offered in the window. The provider publishes no list: those that occur in public code, and the neighbours'.
COMMON_CURRENCIES = ("USD", "SYP", "TRY", "EUR", "USDT", "IQD", "JOD", "LBP", "AED", "SAR", "KWD", "EGP")

_THREE_BY_CUSTOM = ("JOD", "KWD", "BHD", "OMR", "TND")
"""Whose prices are written with three decimals, so that `1.250` is not a thousand and more to anybody."""
_DECIMALS = {"USDT": 6, "USDC": 6, "BTC": 8, "JPY": 0, "KRW": 0} | dict.fromkeys((*_THREE_BY_CUSTOM, "IQD", "LYD"), 3)
_DEFAULT_DECIMALS = 2

_DIGITS = {ord(script[value]): str(value) for script in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value in range(10)}
_MARKS = {ord("٫"): ".", ord("٬"): "'", ord("’"): "'", ord("،"): ","}
_INVISIBLE = dict.fromkeys([0x200E, 0x200F, 0x061C, 0xFEFF, 0x200B, *range(0x2066, 0x206A), *range(0x202A, 0x202F)])
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007"), " ")
_TYPED = str.maketrans(_DIGITS | _MARKS | _INVISIBLE | _BLANKS)
_WESTERN = str.maketrans(_DIGITS | {ord("٫"): ".", ord("٬"): "", ord("\u202f"): ""})

_PLAIN = re.compile(r"(\d*)(?:\.(\d*))?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:(?P<mark>[ ',.])\d{3})(?:(?P=mark)\d{3})*", re.ASCII)
_TWO_WAYS = re.compile(r"(?P<whole>[1-9]\d{0,2})(?P<mark>[.,])(?P<rest>\d{3})", re.ASCII)
_PLAIN_DECIMAL = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z][A-Z0-9]{2,9}", re.ASCII)


def western(text: str) -> str:
    """`text` with digits and decimal marks of other scripts as ASCII, and without the grouping marks we show."""
    return text.translate(_WESTERN)


def decimals_of(currency: str) -> int:
    """How many decimal places an amount in `currency` may have."""
    return _DECIMALS.get(currency, _DEFAULT_DECIMALS)


_SHOWN = dict.fromkeys(("SYP", "IQD", "LBP", "JPY", "KRW", "IRR", "YER", "BTC"), 0) | dict.fromkeys(
    (*_THREE_BY_CUSTOM, "LYD"), 3
)
"""Decimals by custom (Unicode CLDR) where they are not two."""


def padded(amount: str, currency: str) -> str:
    """A plain decimal as prices in `currency` are written: `6.5` USD → `6.50`. No digit is ever left out, and what
    was sent and signed stays what it is: this is for people who read it.
    """
    if not is_plain(amount):
        return amount
    places = _SHOWN.get(currency.upper(), _DEFAULT_DECIMALS)
    whole, _, fraction = amount.partition(".")
    fraction = fraction.ljust(places, "0")
    return f"{whole}.{fraction}" if fraction else whole


def parse_currency(text: str) -> str:
    """A currency code, upper case, 3 to 10 letters and digits. Raises InputError(currency)."""
    code = text.translate(_TYPED).strip().upper()
    if not code:
        raise InputError("currency", "missing")
    if not _CURRENCY.fullmatch(code):
        raise InputError("currency", "bad_currency")
    return code


def parse_amount(text: str, currency: str, *, certain: bool = False) -> str:
    """The amount a person typed, as it will be sent and shown: ASCII digits, one point, no grouping.

    Takes Arabic-Indic and Persian digits, both decimal marks and groups of three. Trailing zeros are kept.
    Three digits after a single mark are thousands to one reader and decimals to another: `ambiguous`, with both
    readings as `thousands` and `decimal` ("" where the currency has not that many decimals), unless the currency is
    written with three decimals, or it is `certain` that a point is the decimal mark.
    Raises InputError(amount): missing, not_a_number, negative, exponent, ambiguous, zero, too_many_decimals, too_long.
    """
    typed = text.translate(_TYPED).strip()
    if not typed:
        raise InputError("amount", "missing")
    if typed[0] in "-\u2212":
        raise InputError("amount", "negative")
    if re.fullmatch(r"[\d.,]+[eE][+-]?\d+", typed, re.ASCII):
        raise InputError("amount", "exponent")
    allowed = decimals_of(currency)
    readings = _TWO_WAYS.fullmatch(typed)
    if readings and not certain and (readings["mark"] == "," or currency not in _THREE_BY_CUSTOM):
        thousands, decimal = readings["whole"] + readings["rest"], shortest(f"{readings['whole']}.{readings['rest']}")
        possible = len(decimal.partition(".")[2]) <= allowed
        details = {"typed": text.translate(_INVISIBLE).strip(), "thousands": thousands}
        raise InputError("amount", "ambiguous", decimal=decimal if possible else "", **details)
    whole, fraction = _split(typed)
    if len(whole) + len(fraction) > MAX_DIGITS:
        raise InputError("amount", "too_long", digits=str(MAX_DIGITS))
    if len(fraction) > allowed:
        raise InputError("amount", "too_many_decimals", allowed=str(allowed), currency=currency)
    if not (whole + fraction).strip("0"):
        raise InputError("amount", "zero")
    return f"{whole}.{fraction}" if fraction else whole


def _split(typed: str) -> tuple[str, str]:
    """The digits before and after the decimal mark; grouping marks are dropped where they can mean nothing else."""
    points, commas = typed.count("."), typed.count(",")
    mark = ""
    if points and commas:
        mark = max(".", ",", key=typed.rfind)
    elif points + commas == 1:
        mark = "." if points else ","
    if mark and typed.count(mark) > 1:
        raise InputError("amount", "not_a_number")
    whole, _, fraction = typed.partition(mark) if mark else (typed, "", "")
    if _GROUPED.fullmatch(whole):
        whole = re.sub(r"\D", "", whole)
    if not _PLAIN.fullmatch(f"{whole}.{fraction}") or not whole + fraction:
        raise InputError("amount", "not_a_number")
    return whole.lstrip("0") or "0", fraction


UNUSUAL = 50
"""So many times more, or less, than usual is asked about: two zeros too many, or the old pounds for the new."""
_ENOUGH = 3


def usual_amount(amount: str, earlier: Sequence[str]) -> str | None:
    """The median of the `earlier` amounts, where `amount` is UNUSUAL times away from it; plain decimals all.

    None where it is not, or where fewer than three are known.
    """
    known = sorted(map(Decimal, filter(is_positive, earlier)))
    if len(known) < _ENOUGH or not is_positive(amount):
        return None
    median, asked = known[len(known) // 2], Decimal(amount)
    return format(median, "f") if asked >= median * UNUSUAL or asked * UNUSUAL <= median else None


def same_amount(first: str, second: str) -> bool:
    """Whether two plain decimals are numerically equal; False if either is not a plain decimal."""
    return is_plain(first) and (first == second or (is_plain(second) and shortest(first) == shortest(second)))


def shortest(amount: str) -> str:
    """A plain decimal without the zeros that mean nothing: `007.50` → `7.5`, `10.00` → `10`."""
    whole, _, fraction = amount.partition(".")
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
    return f"{whole}.{fraction}" if fraction else whole


def is_plain(text: str) -> bool:
    """Whether `text` is ASCII digits with at most one point between digits, of at most 40 characters."""
    return len(text) <= 40 and _PLAIN_DECIMAL.fullmatch(text) is not None


def is_positive(text: str) -> bool:
    """Whether `text` is a plain decimal above zero."""
    return is_plain(text) and bool(text.strip("0."))


def same_currency(first: str, second: str) -> bool:
    """Whether two codes are the same but for the case of ASCII letters."""
    return first == second or (first.isascii() and second.isascii() and first.upper() == second.upper())
