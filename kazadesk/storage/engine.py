"""What every part of the ledger asks of the engine that it runs on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from kazadesk.storage.dialect import Database, Dialect, Row

T = TypeVar("T")


class Engine:
    """Jobs run in the ledger's thread, which alone uses its connection. A write goes through `_write`: its job may be
    run a second time where the engine rolled the first one back.
    """

    is_shared = False
    """Whether other computers may write to it."""
    is_newer = False
    """Whether a newer KazaDesk has changed it, so that this one only reads it."""
    _connection: Database
    _dialect: Dialect
    place: str
    """The file or server, as errors name it; no secret."""

    written: Callable[[], object] = staticmethod(lambda: None)
    """Called after each write, in the caller's event loop."""

    def run(self, job: Callable[[], T]) -> T:
        """Run `job` in the ledger's thread and wait. Raises LedgerError."""
        raise NotImplementedError

    async def call(self, job: Callable[[], T]) -> T:
        """Run `job` in the ledger's thread. Raises LedgerError."""
        raise NotImplementedError

    async def _read_job(self, job: Callable[[], T]) -> T:
        """Run a job that only reads: where the engine has readers of their own, no write waits for it."""
        return await self.call(job)

    async def _write(self, job: Callable[[], T], *key: object, alone: bool = True, durable: bool = True) -> T:
        """Run `job` in the ledger's thread as one durable transaction, in which nobody else writes.

        `durable=False`: a killed process loses nothing of it, a power cut may, until the next durable one; an engine
        may make it durable all the same. `alone=False`: others may write at the same time; what the job decides by is
        a row that it locks, or unique. `key` says which call this is: where the answer to its commit was lost, the
        same call gets it later.
        """
        raise NotImplementedError

    def watch(self, changed: Callable[[], object], reached: Callable[[bool], object]) -> None:
        """Hear of what others do, and whether they can be heard, in any thread. A file says nothing by itself."""

    async def copy_to(self, target: Path) -> None:
        """Copy the ledger, as it is at one moment, into a SQLite file that is not there yet. Raises LedgerError."""
        raise NotImplementedError

    async def close(self) -> None:
        """A second call does nothing."""
        raise NotImplementedError

    def close_now(self) -> None:
        """`close` without an event loop; blocks."""
        raise NotImplementedError

    def _now(self) -> str:
        """The ledger's clock: UTC, ISO 8601 with milliseconds and `Z`. Within a transaction."""
        raise NotImplementedError

    def _all(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        return self._connection.execute(sql, values).fetchall()

    def _get(self, sql: str, values: Sequence[object] = ()) -> object:
        return self._connection.execute(sql, values).get
