"""Copies a ledger from one engine into another, row by row with its ids; cut off, it goes on where it was.

Each table is read on both sides in the order of its key. What is missing on the other side is put there, what differs
is put right, and what is the same is passed over: a second run is also the comparison of the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kazadesk.core.errors import LedgerError
from kazadesk.storage.dialect import Row

PAGE = 5_000


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


class Side(Protocol):
    """One of the two ledgers; all its methods block."""

    place: str

    def read(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Values as the other side would give them back."""


class Target(Side, Protocol):
    def write(self, table: Table, missing: Sequence[Row], different: Sequence[Row]) -> None:
        """One durable transaction, past the rules that hold for daily work."""


Progress = Callable[[int, int], object]
"""Called with the rows done and the rows there are; raises what shall end the copying."""


def copy(source: Side, target: Target, tables: Sequence[Table], progress: Progress) -> int:
    """The number of rows; afterwards the target has them all, and no others. Raises LedgerError(copy_differs)."""
    total = sum(_count(source, table) for table in tables)
    done = 0
    for table in tables:
        begun = done
        ours, theirs = _rows(source, table), _rows(target, table)
        other = next(theirs, None)
        missing: list[Row] = []
        different: list[Row] = []
        for row in ours:
            key = _key(table, row)
            if other is not None and _key(table, other) < key:
                raise LedgerError("copy_differs", path=target.place, table=table.name)
            if other is None or _key(table, other) != key:
                missing.append(row)
            else:
                if other != row:
                    different.append(row)
                other = next(theirs, None)
            done += 1
            if len(missing) + len(different) >= PAGE:
                target.write(table, missing, different)
                missing, different = [], []
            if done % PAGE == 0:
                progress(done, total)
        if other is not None:
            raise LedgerError("copy_differs", path=target.place, table=table.name)
        if missing or different:
            target.write(table, missing, different)
        if _count(target, table) != done - begun:
            raise LedgerError("copy_differs", path=target.place, table=table.name)
        progress(done, total)
    return done


def _count(side: Side, table: Table) -> int:
    [(count,)] = side.read(f"SELECT count(*) FROM {table.name}")  # noqa: S608
    return int(count)


def _key(table: Table, row: Row) -> tuple[object, ...]:
    """Texts compare by their bytes, as both engines do."""
    values = row[: len(table.key)]
    return tuple(value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value for value in values)


def _rows(side: Side, table: Table) -> Iterator[Row]:
    """The key's columns come first."""
    columns, key = ", ".join(table.columns), ", ".join(table.key)
    after, values = "", list[object]()
    while True:
        sql = f"SELECT {columns} FROM {table.name} {after} ORDER BY {key} LIMIT {PAGE}"  # noqa: S608
        page = side.read(sql, values)
        yield from page
        if len(page) < PAGE:
            return
        values = list(page[-1][: len(table.key)])
        after = f"WHERE ({key}) > ({', '.join('?' * len(values))})"
