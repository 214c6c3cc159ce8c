"""Where the SQL of the ledger's engines differs. Each engine has one module of this shape; all other text is shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from kazadesk.core.link import PaymentLink
    from kazadesk.core.order import LinkOrder

Row: TypeAlias = tuple[Any, ...]


class Rows(Protocol):
    """What a statement gave."""

    @property
    def get(self) -> Any:
        """The only value, or row, or list of rows; None where there is none."""

    def fetchall(self) -> list[Row]: ...

    def __iter__(self) -> Iterator[Row]: ...


class Database(Protocol):
    """One connection, with `?` and `?1` for values; errors of its own, which the engine turns into LedgerErrors."""

    def execute(self, sql: str, values: Sequence[object] = ..., /) -> Rows: ...

    def executemany(self, sql: str, rows: Iterable[Sequence[object]], /) -> object: ...


class Dialect(Protocol):
    """The functions of an engine's `dialect.py`."""

    @property
    def LOCKED(self) -> str:
        """What ends a SELECT of a row that the same transaction is about to change."""

    def among(self, column: str) -> str:
        """The condition that `column` is one of the values that `listed` made one value of."""

    def listed(self, values: Iterable[object]) -> object: ...

    def page(self, columns: str, condition: str, terms: str) -> str:
        """The SELECT of the first links in an order; its last value is how many."""

    def terms(self, order: LinkOrder) -> list[tuple[str, bool]]:
        """What links are sorted by, the first first: expressions, and whether they descend. As core/order.py has it."""

    def place(self, order: LinkOrder, link: PaymentLink) -> list[object]:
        """What the terms of `order` are for `link`."""
