"""Takings per period and currency: never added across currencies, by hand apart from confirmed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kazadesk.core.books.closing import NOTHING, Sum
from kazadesk.core.books.day import ShopDay, period_of, periods_between
from kazadesk.words.voice import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kazadesk.services.ports import Ledger

FIELDS = (
    "period",
    "currency",
    "paid",
    "paid_amount",
    "by_hand",
    "by_hand_amount",
    "created",
    "created_amount",
    "timed_out",
    "timed_out_amount",
    "imported",
    "imported_amount",
)
"""For programs; `report_heads` is for people."""


def report_heads() -> tuple[str, ...]:
    """FIELDS in the reader's language."""
    kinds = (
        translate("Books", "Paid"),
        translate("Books", "By hand"),
        translate("Books", "Created"),
        translate("Books", "Timed out"),
        translate("Books", "Of old lists"),
    )
    amount = translate("Books", "{kind}: amount")
    sums = (text for kind in kinds for text in (kind, amount.format(kind=kind)))
    return (translate("Books", "Period"), translate("Books", "Currency"), *sums)


@dataclass(frozen=True, slots=True)
class Takings:
    """What happened in one period in one currency. `period`: its first day."""

    period: date
    currency: str
    paid: Sum = NOTHING
    paid_by_hand: Sum = NOTHING
    created: Sum = NOTHING
    timed_out: Sum = NOTHING
    unknown: Sum = NOTHING
    imported: Sum = NOTHING
    """Of old lists, where they were asked for: nothing has proved them."""

    @property
    def values(self) -> list[str]:
        """As FIELDS names them."""
        sums = (self.paid, self.paid_by_hand, self.created, self.timed_out, self.imported)
        return [
            self.period.isoformat(),
            self.currency,
            *(value for total in sums for value in (str(total.count), total.amount)),
        ]


async def takings(
    ledger: Ledger,
    shop: ShopDay,
    since: date,
    until: date,
    *,
    by: str = "day",
    profile: str | None = None,
    with_imported: bool = False,
) -> list[Takings]:
    """From the day `since` to the day `until`, both of them in it; by period, then currency.

    Every period has an entry in every currency that occurs, also where nothing was sold. Raises LedgerError,
    InputError(day).
    """
    steps = await ledger.steps(profile, shop.begin_of(since), shop.end_of(until))
    found: dict[tuple[date, str], Takings] = {}
    days: dict[str, date] = {}
    old = await ledger.sales(profile, since.isoformat(), until.isoformat()) if with_imported else []
    currencies = sorted({step[1] for step in steps} | {sale[1] for sale in old})
    for period in periods_between(since, until, by):
        found |= {(period, currency): Takings(period, currency) for currency in currencies}
    for at, currency, kind, amount in steps:
        quarter = f"{at[:14]}{int(at[14:16]) // 15 * 15:02d}:00Z"  # no time zone is off by less
        if quarter not in days:
            days[quarter] = period_of(shop.day_of(quarter), by)
        key = days[quarter], currency
        entry = found[key]
        found[key] = replace(entry, **{kind: getattr(entry, kind).plus(1, amount)})
    for day, currency, amount, count in old:
        key = period_of(date.fromisoformat(day), by), currency
        found[key] = replace(found[key], imported=found[key].imported.plus(count, amount))
    return list(found.values())


def totals(entries: Sequence[Takings]) -> list[Takings]:
    """One entry a currency, for the whole time."""
    sums: dict[str, Takings] = {}
    for entry in entries:
        total = sums.get(entry.currency)
        sums[entry.currency] = entry if total is None else _joined(total, entry)
    return [sums[currency] for currency in sorted(sums)]


def _joined(total: Takings, entry: Takings) -> Takings:
    names = ("paid", "paid_by_hand", "created", "timed_out", "unknown", "imported")
    return replace(total, **{name: getattr(total, name).joined(getattr(entry, name)) for name in names})
