"""The till: the price list of an account, and what of it the next link is for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kazadesk.core.errors import InputError
from kazadesk.core.prices import Price, Sale, check_price, merged_prices, place_of, prices_of_rows, with_price
from kazadesk.services.links import make_reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kazadesk.services.profiles import ProfileService


class Till:
    """Of the current account; kept with its other defaults, so each desk has its own, and practice mode too."""

    def __init__(self, profiles: ProfileService) -> None:
        self._profiles = profiles

    @property
    def prices(self) -> list[Price]:
        return list(self._profiles.defaults().prices)

    @property
    def in_reference(self) -> bool:
        return self._profiles.defaults().prices_in_reference

    def keep(self, prices: Sequence[Price], *, in_reference: bool | None = None) -> None:
        """From now on this is the list."""
        also = {} if in_reference is None else {"prices_in_reference": in_reference}
        self._profiles.change(self._profiles.current, prices=list(prices), **also)

    def add(self, name: str, amount: str, currency: str) -> Price:
        """One more item, or another price for the one of that name. Raises InputErrors, InputError."""
        price, prices = check_price(name, amount, currency), self.prices
        self.keep(with_price(prices, price, place_of(prices, price.name)))
        return price

    def remove(self, name: str) -> Price:
        """Raises InputError(item, unknown)."""
        price = self.find(name)
        self.keep([each for each in self.prices if each != price])
        return price

    def find(self, name: str) -> Price:
        """The item of that name, in any spelling. Raises InputError(item, unknown)."""
        prices = self.prices
        place = place_of(prices, name)
        if place is None:
            raise InputError("item", "unknown", name=name, known=", ".join(price.name for price in prices))
        return prices[place]

    def take_over(self, path: Path) -> list[Price]:
        """Add the items of a CSV, XLSX or ODS file, all or none. Raises SheetError, InputError (its details: `row`)."""
        from kazadesk.services.books.workbook import read_sheet  # noqa: PLC0415 - for those who have a file

        sheet = read_sheet(path).sheet
        more, wrong = prices_of_rows(sheet.rows, self._profiles.defaults().currency)
        marked = [(row + 1, InputError("item", "bad_cell")) for row, column in sheet.marks if column < 3]
        for row, error in sorted((*wrong, *marked), key=lambda each: each[0]):
            raise InputError(error.field, error.code, **error.details, row=str(row))
        self.keep(merged_prices(self.prices, more))
        return more

    def reference(self, sale: Sale) -> str:
        """For a link that is for `sale`; "" where the account's references say nothing of it."""
        return sale.reference(make_reference()) if self.in_reference and sale.chosen else ""
