"""Who is to pay, as a merchant knows them: a name, and a phone number that other programs can call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from kazadesk.core.errors import InputError
from kazadesk.core.fold import fold
from kazadesk.core.link import has_unseen

MAX_NAME, MAX_PHONE = 200, 40
_LEAST, _MOST = 8, 15
"""Digits of a number with its country code (E.164 has at most 15)."""
_BETWEEN = re.compile(r"[\s\-().,/\u2010-\u2015]+")
_COUNTRY = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_SHOWN = 8
"""Customers offered at once."""
_OWN_LEAST = 7
"""Digits that a number has at least besides its country code."""


@dataclass(frozen=True, slots=True)
class Customer:
    """What a merchant keeps about who is to pay. Both may be empty."""

    name: str = ""
    phone: str = ""


def plain_text(text: str, field: str, most: int) -> str:
    """A name or a phone number on one line. Raises InputError(field): too_long, invisible."""
    plain = " ".join(text.split())
    if len(plain) > most:
        raise InputError(field, "too_long", allowed=str(most))
    if has_unseen(plain.replace("\u200c", "").replace("\u200f", "").replace("\u200e", "")):
        raise InputError(field, "invisible")
    return plain


def parse_country(text: str) -> str:
    """A country code such as +963 as its digits, "" for none. Raises InputError(phone_country, bad_country)."""
    digits = _BETWEEN.sub("", fold(text)).removeprefix("+").removeprefix("00")
    if digits and not _COUNTRY.fullmatch(digits):
        raise InputError("phone_country", "bad_country")
    return digits


def parse_phone(text: str, country: str) -> str:
    """A phone number as somebody typed it → with its country code, such as +963944123456; "" for "".

    `country`: the digits that numbers without a country code belong to, "" where nobody said so; it is never guessed.
    Raises InputError(phone): too_long, bad_phone, no_country, two_numbers (`first` and `second` are both possible).
    """
    typed = fold(plain_text(text, "phone", MAX_PHONE))
    if "+" in typed:
        typed = typed.replace("(0)", "")  # +963 (0)944 is written so for both ways of dialling
    typed = _BETWEEN.sub("", typed)
    if not typed:
        return ""
    if typed.startswith(("+", "00")):
        return _number(typed.removeprefix("+").removeprefix("00"))
    if not typed.isdigit() or not typed.isascii():
        raise InputError("phone", "bad_phone")
    if not country:
        raise InputError("phone", "no_country")
    if typed.startswith("0"):
        return _number(country + typed[1:])
    if typed.startswith(country) and len(typed) - len(country) >= _OWN_LEAST:
        raise InputError("phone", "two_numbers", first=f"+{typed}", second=f"+{country}{typed}")
    return _number(country + typed)


def _number(digits: str) -> str:
    if not digits.isascii() or not digits.isdigit() or digits[0] == "0" or not _LEAST <= len(digits) <= _MOST:
        raise InputError("phone", "bad_phone")
    return f"+{digits}"


def dialled(phone: str, country: str) -> str:
    """The digits under which a chat finds a kept number; "" where they are not certain."""
    try:
        return parse_phone(phone, country).removeprefix("+")
    except InputError:
        return ""


@lru_cache(maxsize=1 << 14)
def _folded(name: str) -> str:
    """Thousands are looked through at each letter that is typed."""
    return fold(name).casefold()


@lru_cache(maxsize=1 << 14)
def _joined(phone: str) -> str:
    return _BETWEEN.sub("", fold(phone))


def distinct(customers: Iterable[Customer]) -> list[Customer]:
    """Each once, at its first place; a name without a number says nothing where another has one."""
    known: dict[tuple[str, str], Customer] = {}
    for customer in customers:
        known.setdefault((_folded(customer.name), customer.phone), customer)
    with_phone = {name for name, phone in known if phone}
    return [customer for (name, phone), customer in known.items() if phone or name not in with_phone]


def recalled(customers: Sequence[Customer], text: str) -> list[Customer]:
    """Those whose name has a word that begins like `text`, or whose number has its digits, in any spelling."""
    wanted = " ".join(_folded(text).split())
    digits = _BETWEEN.sub("", wanted).removeprefix("+").removeprefix("00").lstrip("0")
    by_number = digits.isdigit() and len(digits) > 1

    def fits(customer: Customer) -> bool:
        return f" {wanted}" in f" {_folded(customer.name)}" or (by_number and digits in _joined(customer.phone))

    return list(islice(filter(fits, customers), _SHOWN)) if wanted else []
