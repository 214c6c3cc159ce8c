"""A close: what happened to an account's links since the close before, per currency, numbered and never changed.

A step of a link belongs to the first close that was made after it and whose day it is not later than. So each step is
in exactly one close, whatever the clock did: the sum of all closes is the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Context, Decimal

_EXACT = Context(prec=100)
KINDS = ("created", "paid", "paid_by_hand", "timed_out", "unknown")


@dataclass(frozen=True, slots=True)
class Sum:
    """How many links, and what they add up to, exactly."""

    count: int = 0
    amount: str = "0"

    def plus(self, count: int, amount: str) -> Sum:
        """`count` more of `amount` each."""
        more = _EXACT.multiply(Decimal(amount), count)
        return Sum(self.count + count, format(_EXACT.add(Decimal(self.amount), more), "f"))

    def joined(self, other: Sum) -> Sum:
        total = _EXACT.add(Decimal(self.amount), Decimal(other.amount))
        return Sum(self.count + other.count, format(total, "f"))


NOTHING = Sum()


@dataclass(frozen=True, slots=True)
class CloseLine:
    """One currency of a close. `late`: of what was paid or timed out, that for links of days closed before."""

    currency: str
    created: Sum = NOTHING
    paid: Sum = NOTHING
    paid_by_hand: Sum = NOTHING
    timed_out: Sum = NOTHING
    unknown: Sum = NOTHING
    late: Sum = NOTHING
    opening: str | None = None
    closing: str | None = None
    """Kazawallet's balance when the close before and this one were made; None where it gave none."""

    @property
    def difference(self) -> str | None:
        """What the balance changed by that the confirmed payments do not explain; None without both balances."""
        if self.opening is None or self.closing is None:
            return None
        moved = _EXACT.subtract(Decimal(self.closing), Decimal(self.opening))
        return format(_EXACT.subtract(moved, Decimal(self.paid.amount)), "f")


@dataclass(frozen=True, slots=True)
class Close:
    """`first_day` to `day`, both as the shop counts days. Times in UTC, ISO 8601."""

    id: int
    profile: str
    number: int
    first_day: str
    day: str
    until: str
    """The end of `day`."""
    last_event: int
    """The newest step of a link that there was when this close was made."""
    made_at: str
    zone: str
    ends: str
    note: str
    lines: tuple[CloseLine, ...] = ()


def close_lines(rows: Iterable[tuple[str, str, bool, str, int]]) -> dict[str, CloseLine]:
    """Rows of currency, kind, late, amount and number of links → currency → line."""
    lines: dict[str, CloseLine] = {}
    for currency, kind, late, amount, count in rows:
        line = lines.get(currency, CloseLine(currency))
        line = replace(line, **{kind: getattr(line, kind).plus(count, amount)})
        if late and kind in ("paid", "paid_by_hand", "timed_out"):
            line = replace(line, late=line.late.plus(count, amount))
        lines[currency] = line
    return lines
