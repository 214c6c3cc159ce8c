"""The ledger that several desks share on a PostgreSQL server. Imported only where one is opened."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

import psycopg

from kazadesk.core.errors import LedgerError
from kazadesk.core.link import PaymentLink
from kazadesk.core.order import LinkOrder
from kazadesk.core.records import LinkChanges, LinkQuery
from kazadesk.core.search import search_for
from kazadesk.storage.ledger import SqlLedger
from kazadesk.storage.postgres import dialect, schema_steps
from kazadesk.storage.postgres.address import Address
from kazadesk.storage.postgres.copying import copy_from_server
from kazadesk.storage.postgres.server import AGAIN, Server, connect, is_cut, ledger_error
from kazadesk.storage.postgres.watch import GONE, Watch
from kazadesk.storage.rows import LINK_COLUMNS, storable, to_link, where
from kazadesk.storage.worker import Worker, WorkerStopped

T = TypeVar("T")

_TRIES = 8
_SETTLED_WITHIN = 10.0
_END_THE_OTHER = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE pid = ? AND backend_xid::text = (?::bigint % 4294967296)::text"""
_HAPPENED = """SELECT DISTINCT link_id FROM link_events
    WHERE xact >= ? AND xact < pg_snapshot_xmax(pg_current_snapshot())::text::bigint"""
# as an array that is worked out first, so that both indexes are used
_FOUND = """searched LIKE ? OR id = ANY (ARRAY(SELECT link_id FROM link_customers
    WHERE fold_text(name || chr(10) || phone) LIKE ?))"""
_GONE = f"""SELECT sender FROM (SELECT DISTINCT sender FROM links WHERE state = 'sending') AS sending
    WHERE NOT EXISTS (SELECT 1 FROM senders WHERE senders.sender = sending.sender
    AND seen_at > clock_timestamp() - interval '{GONE} seconds')"""  # noqa: S608
_ABOUT = """SELECT current_setting('server_version'), (SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'),
    coalesce((SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()), 'false')"""


@dataclass(slots=True)
class _Doubt:
    """A transaction whose commit was not answered, and what it gives if it was committed."""

    xact: int
    pid: int
    result: Any


class PostgresLedger(SqlLedger):
    """One desk's view of a shared ledger. The same object serves any number of threads and event loops."""

    is_shared = True
    _dialect = dialect

    def __init__(self, worker: Worker, server: Server, desk: str, password: Callable[[], str | None]) -> None:
        self.place = server.address.place
        self.address = server.address
        self.desk = desk
        self._worker = worker
        self._connection: Server = server
        self._password = password
        self._doubts: dict[tuple[object, ...], _Doubt] = {}
        self._hanging: tuple[int, int] | None = None
        """Process and transaction of a line that was cut: the server may not have noticed, and keep its locks."""
        self._watch: Watch | None = None

    @classmethod
    def open(cls, address: Address, *, desk: str, password: Callable[[], str | None] = lambda: None) -> Self:
        """Connect and bring the schema up to date; blocks. Raises LedgerError.

        `desk`: who does it, in every event; `password`: asked in threads, at each connection.
        """
        worker = Worker("ledger")
        server = Server(address, desk, password)
        try:
            ledger = cls(worker, server, desk, password)
            ledger.run(ledger._upgrade)
        except BaseException:
            worker.stop()
            server.close()
            raise
        return ledger

    @property
    def version(self) -> int:
        """The schema's newest step; more than this version knows: it only reads."""
        return self._connection.newest_step

    @property
    def is_newer(self) -> bool:  # type: ignore[override]
        return self.version > len(schema_steps.steps())

    def watch(self, changed: Callable[[], object], reached: Callable[[bool], object]) -> None:
        if self._watch is None:
            self._watch = Watch(self.address, self.desk, self._password)
        self._watch.tell(changed, reached)

    def run(self, job: Callable[[], T]) -> T:
        try:
            return self._worker.run(lambda: self._guarded(lambda: self._read(job)))
        except WorkerStopped:
            raise self._closed() from None

    async def call(self, job: Callable[[], T]) -> T:
        try:
            return await self._worker.call(lambda: self._guarded(lambda: self._read(job)))
        except WorkerStopped:
            raise self._closed() from None

    async def _write(self, job: Callable[[], T], *key: object, alone: bool = True, durable: bool = True) -> T:
        try:
            value = await self._worker.call(lambda: self._guarded(lambda: self._transact(job, key, alone=alone)))
        except WorkerStopped:
            raise self._closed() from None
        self.written()
        return value

    def _now(self) -> str:
        return self._connection.at

    def _where(self, query: LinkQuery, page: LinkOrder | None = None) -> tuple[str, list[object]]:
        """As Search.fits, by the folded texts of schema/0009_search.sql."""
        condition, values = where(query)
        if not query.search.strip():
            return condition, values
        search = search_for(query.search)
        found, values = _FOUND, [*values, *[_pattern(search.needle)] * 2]
        if search.money is not None:
            amount, currency = search.money
            found += " OR searched LIKE ?"
            values.append(_pattern(amount))
            if currency is not None:
                found += " AND amount LIKE ? AND currency = ?"
                values += [_pattern(amount), currency]
        return f"{condition} AND ({found})", values

    # ── what several desks make different ──

    async def recover(self, is_alive: Callable[[str], bool]) -> list[PaymentLink]:
        """`is_alive` knows the processes of this machine; of others those that were not seen for GONE seconds."""
        if self.is_newer:
            return []
        gone = set(await self.call(lambda: [row[0] for row in self._connection.execute(_GONE)]))
        return await super().recover(lambda sender: is_alive(sender) and sender not in gone)

    async def announce(self, sender: str) -> None:
        """Let other desks see that this process lives, before it has links in flight."""
        if self.is_newer:
            return

        def job() -> None:
            self._connection.execute(
                "INSERT INTO senders (sender, desk) VALUES (?, ?) ON CONFLICT (sender) DO NOTHING", (sender, self.desk)
            )

        await self._write(job, "announce", sender, alone=False)
        if self._watch is None:
            self._watch = Watch(self.address, self.desk, self._password)
        self._watch.announce(sender)

    async def changes(self, since: int | None, limit: int) -> LinkChanges:
        """The mark is the oldest transaction that may still be running: all before it are seen."""
        sql = f"SELECT {LINK_COLUMNS} FROM links WHERE id IN ({_HAPPENED}) ORDER BY id LIMIT ?"  # noqa: S608

        def job() -> LinkChanges:
            mark = int(str(self._get("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")))
            if since is None:
                return LinkChanges(mark, [])
            rows = self._all(sql, (since, limit + 1))
            return LinkChanges(mark, [to_link(row) for row in rows] if len(rows) <= limit else None)

        return await self.call(job)

    async def copy_to(self, target: Path) -> None:
        """With a connection of its own; other calls get their turn meanwhile."""
        stopped = threading.Event()

        def progress(_done: int, _total: int) -> None:
            if stopped.is_set():
                raise LedgerError("ledger_unavailable", path=self.place, why="cancelled")

        worker = Worker("ledger copy")
        try:
            await worker.call(lambda: copy_from_server(self.address, self.desk, self._password(), target, progress))
        except asyncio.CancelledError:
            stopped.set()
            raise
        finally:
            worker.stop()

    async def close(self) -> None:
        self._end_watch()
        with suppress(WorkerStopped):
            await self._worker.call(self._connection.close)
        self._worker.stop()

    def close_now(self) -> None:
        """`close` without an event loop; blocks."""
        self._end_watch()
        with suppress(WorkerStopped):
            self._worker.run(self._connection.close)
        self._worker.stop()

    def _end_watch(self) -> None:
        if self._watch is not None:
            self._watch.stop()
            self._watch = None

    # ── in the ledger's thread ──

    def _upgrade(self) -> None:
        with connect(self.address, self.desk, self._password()) as line:
            self._connection.newest_step = schema_steps.upgrade(line)

    def _guarded(self, job: Callable[[], T]) -> T:
        """No psycopg error leaves the storage floor."""
        try:
            return job()
        except psycopg.Error as error:
            raise ledger_error(error, self.address) from error

    def _connect(self) -> None:
        self._connection.connect()
        if self._hanging is not None:
            self._all(_END_THE_OTHER, self._hanging)
            self._hanging = None

    def _read(self, job: Callable[[], T]) -> T:
        self._connect()
        try:
            return job()
        except psycopg.Error as error:
            if not is_cut(error):
                raise
            # the server was started anew, or the line was cut while nothing happened: what is read can be read again
            self._connection.close()
            self._connect()
            return job()

    def _transact(self, job: Callable[[], T], key: tuple[object, ...], *, alone: bool) -> T:
        for attempt in range(1, _TRIES + 1):
            if key in self._doubts:
                self._connect()
                doubt = self._doubts[key]
                if self._was_committed(doubt):
                    del self._doubts[key]
                    return doubt.result  # type: ignore[no-any-return]
                del self._doubts[key]
            try:
                return self._once(job, key, alone=alone)
            except psycopg.Error as error:
                if is_cut(error):
                    self._connection.close()
                    if attempt == 1 or (key in self._doubts and attempt < _TRIES):
                        continue
                elif error.sqlstate in AGAIN and attempt < _TRIES:
                    continue
                raise
        raise AssertionError

    def _once(self, job: Callable[[], T], key: tuple[object, ...], *, alone: bool) -> T:
        server = self._connection
        self._connect()
        server.xact = 0
        try:
            server.begin(alone=alone)
            if self.is_newer:
                raise LedgerError("ledger_newer", path=self.place, version=str(self.version))
            result = job()
            # from here to the server's answer nobody here knows whether it is committed
            self._doubts[key] = _Doubt(server.xact, server.pid, result)
            server.commit()
        except BaseException as error:
            if isinstance(error, psycopg.Error) and is_cut(error):
                self._hanging = (server.pid, server.xact) if server.xact else None
            else:
                self._doubts.pop(key, None)
                with suppress(psycopg.Error):
                    server.roll_back()
            raise
        del self._doubts[key]
        return result

    def _was_committed(self, doubt: _Doubt) -> bool:
        """Asks the server, and waits until it has decided. Raises psycopg.Error."""
        latest = time.monotonic() + _SETTLED_WITHIN
        while True:
            try:
                status = self._get("SELECT pg_xact_status(?::text::xid8)", (str(doubt.xact),))
            except psycopg.errors.InvalidParameterValue:
                return False  # a standby took over that never heard of it
            if status != "in progress":
                break
            # its connection may hang, and hold its locks, until the server notices
            self._all(_END_THE_OTHER, (doubt.pid, doubt.xact))
            if time.monotonic() > latest:
                raise psycopg.OperationalError("a transaction does not end")
            time.sleep(0.05)
        if status == "committed" and isinstance(doubt.result, PaymentLink):
            # a standby that took over may have used the number again for something else
            link = self._link(doubt.result.id)
            return link is not None and (link.profile, link.reference) == (doubt.result.profile, doubt.result.reference)
        return status == "committed"

    def _closed(self) -> LedgerError:
        return LedgerError("ledger_unavailable", path=self.place, why="closed")


def _pattern(text: str) -> str:
    """What finds `text` in the middle of anything. An ESCAPE clause would keep the index from being used."""
    return storable("%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")


def check(address: Address, desk: str, password: str | None) -> list[tuple[str, str]]:
    """What somebody who joins wants to know of a server, as names and values; changes nothing; blocks.

    Raises LedgerError.
    """
    try:
        with connect(address, desk, password) as line:
            row: Sequence[Any] = line.execute(_ABOUT).fetchone() or ("", 0, "")
            links = "0"
            if newest := schema_steps.newest(line):
                [links] = line.execute("SELECT count(*)::text FROM links").fetchone() or ("0",)
            return [
                ("server", row[0]),
                ("pg_trgm", "yes" if row[1] else "no"),
                ("tls", "yes" if row[2] == "true" else "no"),
                ("schema", str(newest)),
                ("links", links),
            ]
    except psycopg.Error as error:
        raise ledger_error(error, address) from error
