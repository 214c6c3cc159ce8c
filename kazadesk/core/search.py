"""What a person who searches means: spelt in one way, and an amount with its currency as such."""

from __future__ import annotations

import re
from functools import lru_cache

from kazadesk.core.fold import fold

_GROUPED = re.compile(r"\d{1,3}(?:[ ',]\d{3})+(?:\.\d*)?", re.ASCII)
_MONEY = re.compile(r"(?P<amount>\d[\d ',.]*)\s*(?P<currency>[A-Za-z]{3}[A-Za-z0-9]{0,7})?", re.ASCII)
_CODE_FIRST = re.compile(r"(?P<currency>[A-Za-z]{3}[A-Za-z0-9]{0,7}) (?P<amount>\d[\d ',.]*)", re.ASCII)


class Search:
    """Any of some parts of words, each alone or in the amounts of one currency."""

    def __init__(self, text: str) -> None:
        plain = fold(text).strip().lower()
        self.needle = plain
        self.money: tuple[str, str | None] | None = None
        """An amount as the ledger writes it, and its currency where one was named."""
        if found := _MONEY.fullmatch(plain) or _CODE_FIRST.fullmatch(plain):
            amount = found["amount"].strip()
            if _GROUPED.fullmatch(amount):
                amount = re.sub("[ ',]", "", amount)
            currency = found["currency"]
            if currency or amount != plain:
                self.money = amount, currency.upper() if currency else None

    @property
    def needles(self) -> tuple[str, ...]:
        return (self.needle, self.money[0]) if self.money else (self.needle,)

    def fits(self, amount: str, currency: str, *texts: str | None) -> bool:
        """Whether a link is meant; `texts`: all else that is searched of it."""
        needle = self.needle
        if needle in amount or any(text is not None and needle in fold(text).lower() for text in texts):
            return True
        if self.money is None:
            return False
        wanted, code = self.money
        if code is None:
            return any(wanted in text for text in (amount, *texts) if text is not None)
        return code == currency and wanted in amount


@lru_cache(maxsize=16)
def search_for(text: str) -> Search:
    return Search(text)
