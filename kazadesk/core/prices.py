"""The price list of a shop, and what its buttons add up to, as exact decimals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

from kazadesk.core.errors import InputError, InputErrors
from kazadesk.core.fold import fold_word
from kazadesk.core.link import MAX_REFERENCE, check_reference
from kazadesk.core.money import parse_amount, parse_currency

MAX_ITEM = 40
MAX_PRICES = 200
TIMES = "\u00d7"
_EXACT = Context(prec=100)
_HEADS = frozenset(map(fold_word, ("name", "item", "product", "الاسم", "اسم", "الصنف", "المنتج", "السلعة", "المادة")))


@dataclass(frozen=True, slots=True)
class Price:
    """An item and what one of it costs: a plain decimal."""

    name: str
    amount: str
    currency: str


def check_price(name: str, amount: str, currency: str) -> Price:
    """What somebody typed as an item. Raises InputErrors (item, amount, currency)."""
    errors: list[InputError] = []
    code = checked = ""
    called = " ".join(name.split())
    try:
        if not fold_word(called):
            raise InputError("item", "missing")
        if len(called) > MAX_ITEM:
            raise InputError("item", "too_long", allowed=str(MAX_ITEM))
        check_reference(called)  # it may be part of one
    except InputError as error:
        errors.append(InputError("item", error.code, **error.details))
    try:
        code = parse_currency(currency)
    except InputError as error:
        errors.append(error)
    try:
        checked = parse_amount(amount, code or "USD")
    except InputError as error:
        errors.append(error)
    if errors:
        raise InputErrors(errors)
    return Price(called, checked, code)


def place_of(prices: Sequence[Price], name: str) -> int | None:
    """Where the item of that name stands, in any spelling."""
    wanted = fold_word(name)
    return next((place for place, price in enumerate(prices) if fold_word(price.name) == wanted), None)


def with_price(prices: Sequence[Price], price: Price, place: int | None = None) -> list[Price]:
    """`prices` with `price` at its end, or instead of the one at `place`. Raises InputError(item): taken, too_many."""
    found = place_of(prices, price.name)
    if found is not None and found != place:
        raise InputError("item", "taken", name=prices[found].name)
    if place is not None:
        return [*prices[:place], price, *prices[place + 1 :]]
    if len(prices) >= MAX_PRICES:
        raise InputError("item", "too_many", allowed=str(MAX_PRICES))
    return [*prices, price]


def prices_of_rows(rows: Sequence[Sequence[str]], currency: str) -> tuple[list[Price], list[tuple[int, InputError]]]:
    """Rows of a spreadsheet (name, amount, and where wanted the currency) as prices, with what is wrong in which row,
    from 1. A first row of head words is left out; of a name that stands twice the second is wrong.
    """
    prices: list[Price] = []
    wrong: list[tuple[int, InputError]] = []
    for number, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in row] + ["", "", ""]
        if not any(cells) or (number == 1 and fold_word(cells[0]) in _HEADS):
            continue
        try:
            prices = with_price(prices, check_price(cells[0], cells[1], cells[2] or currency))
        except InputErrors as errors:
            wrong += [(number, error) for error in errors.errors]
        except InputError as error:
            wrong.append((number, error))
    return prices, wrong


def merged_prices(prices: Sequence[Price], more: Sequence[Price]) -> list[Price]:
    """`prices` with `more`: what has a name that is there takes its place. Raises InputError(item, too_many)."""
    merged = list(prices)
    for price in more:
        merged = with_price(merged, price, place_of(merged, price.name))
    return merged


@dataclass(frozen=True, slots=True)
class Sale:
    """What was chosen for one link, in the order of choosing; all in one currency."""

    chosen: tuple[Price, ...] = ()

    def with_one_more(self, price: Price) -> Sale:
        """As on a till; amounts of two currencies are never added up, so another currency begins anew."""
        same = bool(self.chosen) and self.chosen[0].currency == price.currency
        return Sale((*self.chosen, price) if same else (price,))

    @property
    def currency(self) -> str:
        return self.chosen[0].currency if self.chosen else ""

    @property
    def amount(self) -> str:
        total = Decimal()
        for price in self.chosen:
            total = _EXACT.add(total, Decimal(price.amount))
        return format(total, "f") if self.chosen else ""

    @property
    def counts(self) -> Mapping[Price, int]:
        return Counter(self.chosen)

    @property
    def words(self) -> str:
        """`2 × Coffee, Tea`: also for a reference, where both scripts keep their order."""
        return ", ".join(
            f"{count} {TIMES} {price.name}" if count > 1 else price.name for price, count in self.counts.items()
        )

    def reference(self, code: str) -> str:
        """The names, and `code`, without which the second sale would be taken for the first."""
        room = MAX_REFERENCE - len(code) - 1
        words = self.words if len(self.words) <= room else f"{self.words[: room - 1].rstrip(' ,')}…"
        return f"{words} {code}"
