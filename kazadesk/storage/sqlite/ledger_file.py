"""The ledger in one SQLite file: a thread with a connection that writes, and one with a connection that only reads, so
that no create and no verify waits for a search.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self, TypeVar

import apsw

from kazadesk.core.errors import LedgerError
from kazadesk.storage.files import remove
from kazadesk.storage.sqlite import backup, dialect
from kazadesk.storage.sqlite import database as db
from kazadesk.storage.sqlite.large import teach
from kazadesk.storage.sqlite.samples import SampleTables
from kazadesk.storage.worker import Worker, WorkerStopped

T = TypeVar("T")


class SqliteLedger(SampleTables):
    """An open ledger file and its threads; the same object serves any number of threads and event loops."""

    _dialect = dialect

    def __init__(self, path: Path, worker: Worker, connection: apsw.Connection) -> None:
        self.path = path
        self.place = str(path)
        self._worker = worker
        self._writer = connection
        self._own = threading.local()
        """`connection`: of the thread that reads; any other means the one that writes."""
        self._reader: Worker | None = None
        self._reading_connection: apsw.Connection | None = None
        self._reader_lock = threading.Lock()
        self._file = _identity(path)

    @property
    def _connection(self) -> apsw.Connection:  # type: ignore[override]  # that of the thread it is asked in
        return getattr(self._own, "connection", self._writer)

    @classmethod
    def open(cls, path: Path, *, anew: bool = False, told: Callable[[float], bool] = lambda _share: True) -> Self:
        """Open or make the file, bring its schema up to date; blocks. Raises LedgerError.

        With `anew` whatever is there is moved aside first; without, a file that was and is gone is ledger_missing.
        `told`: of an old file, as database.upgrade calls it, in the ledger's thread.
        """
        worker = Worker("ledger")
        try:
            connection = worker.run(lambda: _open(path, anew, told))
        except BaseException:
            worker.stop()
            raise
        return cls(path, worker, connection)

    def run(self, job: Callable[[], T]) -> T:
        """Run `job` in the ledger's thread and wait. Raises LedgerError."""
        try:
            return self._worker.run(lambda: self._guarded(job))
        except WorkerStopped:
            raise self._closed() from None

    async def call(self, job: Callable[[], T]) -> T:
        """Run `job` in the ledger's thread. Raises LedgerError."""
        try:
            return await self._worker.call(lambda: self._guarded(job))
        except WorkerStopped:
            raise self._closed() from None

    async def _read_job(self, job: Callable[[], T]) -> T:
        """Run a job that only reads, in the reader's thread: it sees what was committed before it began."""
        if _identity(self.path) != self._file:
            return await self.call(job)  # what the writer has open is all that there is
        try:
            return await self._reading().call(lambda: self._guarded(lambda: self._with_reader(job)))
        except WorkerStopped:
            raise self._closed() from None

    def _reading(self) -> Worker:
        with self._reader_lock:
            if self._reader is None:
                self._reader = Worker("ledger-reader")
            return self._reader

    def _with_reader(self, job: Callable[[], T]) -> T:
        if not hasattr(self._own, "connection"):
            self._own.connection = db.connect_to_read(self.path)
            teach(self._own.connection)
            self._reading_connection = self._own.connection
        return job()

    def _close_reader(self) -> None:
        if hasattr(self._own, "connection"):
            self._own.connection.close(True)

    async def quick_check(self) -> None:
        """Read the whole file and look for damage: after an unclean end. Raises LedgerError(ledger_corrupt)."""
        await self.call(lambda: db.check(self._connection, self.path, quick=True))

    async def copy_to(self, target: Path) -> None:
        """Copy the ledger as it is when the copy ends; other calls get their turn meanwhile."""
        steps = db.copying(self._connection, target)
        try:
            while await self.call(lambda: next(steps, steps)) is not steps:
                pass
        finally:
            await self.call(steps.close)

    async def close(self) -> None:
        """Write everything into the one file and end the threads. A second call does nothing."""
        reader = self._reading()
        with suppress(WorkerStopped):
            await reader.call(self._close_reader)
        reader.stop()
        with suppress(WorkerStopped):
            await self._worker.call(lambda: self._guarded(self._connection.close))
        self._worker.stop()

    def close_now(self) -> None:
        """`close` without an event loop; blocks."""
        reader = self._reading()
        with suppress(WorkerStopped):
            reader.run(self._close_reader)
        reader.stop()
        with suppress(WorkerStopped):
            self._worker.run(lambda: self._guarded(self._connection.close))
        self._worker.stop()

    def _guarded(self, job: Callable[[], T]) -> T:
        with db.translated(self.path, self._connection):
            return job()

    async def _write(self, job: Callable[[], T], *key: object, alone: bool = True, durable: bool = True) -> T:
        def write() -> T:
            with self._writing(durable):
                return job()

        value = await self.call(write)
        self.written()
        return value

    def _now(self) -> str:
        return db.now()

    @contextmanager
    def _writing(self, durable: bool = True) -> Iterator[None]:
        with db.writing(self._connection, durable=durable):
            if _identity(self.path) != self._file:  # asked now: it may have been moved while this waited for its turn
                # SQLite would go on in a file that nobody finds again
                raise LedgerError("ledger_missing", path=str(self.path), why="moved")
            yield

    def _closed(self) -> LedgerError:
        return LedgerError("ledger_unavailable", path=str(self.path), why="closed")


def _open(path: Path, anew: bool, told: Callable[[float], bool]) -> apsw.Connection:
    if anew:
        backup.move_aside(path)
    elif backup.is_missing(path):
        raise LedgerError("ledger_missing", path=str(path))
    with db.translated(path):
        connection = db.connect(path)
        kept: list[Path] = []
        try:
            teach(connection)
            db.upgrade(
                connection,
                path,
                db.schema_steps(),
                lambda version: kept.append(backup.before_upgrade(connection, path, version, told)),
                told,
            )
        except BaseException as error:
            connection.close(True)
            if isinstance(error, LedgerError) and error.code == "upgrade_stopped":  # there will be another
                for copy in kept:
                    remove(copy)
            raise
        return connection


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
