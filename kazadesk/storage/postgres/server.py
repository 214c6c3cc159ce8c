"""One connection to the server: the ledger's Database, transactions, and the server's errors as LedgerErrors."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import psycopg
from psycopg import errors as pg
from psycopg.abc import PQGen

from kazadesk.core.errors import LedgerError
from kazadesk.storage.dialect import Row
from kazadesk.storage.postgres.address import Address
from kazadesk.storage.rows import storable

T = TypeVar("T")

STALL = 20.0
"""Seconds after which a server that does not answer counts as out of reach."""
_CONNECT = 5
_STATEMENT = 15_000
_LOCK = 5_000
_IDLE = 10_000
_NEXT_TRY = 1.0
"""Seconds in which no second attempt is made: the jobs that wait in the thread are told at once."""
WRITERS = 0x4B5A444B
"""The advisory lock of every write: shared by those that decide by one locked row, alone for all others."""
# the clock's reading stands behind the lock, in a statement of its own: times follow the order of the commits
# what a write looks for has one plan, which need not be made anew each time
_BEGIN = """BEGIN; SET LOCAL plan_cache_mode = auto; SELECT {lock}({key});
SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), pg_current_xact_id()::text,
    (SELECT max(number) FROM schema_steps), EXISTS (SELECT 1 FROM ledger_info WHERE name = 'copying')"""
_DURABLE = """SELECT set_config('synchronous_commit', 'on', false)
    WHERE current_setting('synchronous_commit') IN ('off', 'local')"""
_ABOUT = """SELECT current_setting('server_encoding'), current_setting('fsync'),
    current_setting('server_version_num')::int"""
_LINE_IS_CUT = (pg.OperationalError, pg.InterfaceError)
_CODES = {
    "25006": "ledger_unreachable",  # a standby that has not taken over yet
    "28": "ledger_login",
    "3D000": "ledger_database",
    "42501": "ledger_rights",
    "42P01": "ledger_rights",
    "53100": "disk_full",
    "53300": "ledger_busy",
    "55P03": "ledger_busy",
    "57014": "ledger_busy",
    "40": "ledger_busy",
    "XX001": "ledger_corrupt",
    "XX002": "ledger_corrupt",
    "KD001": "move_refused",
}
AGAIN = ("40001", "40P01", "23505")
"""Another desk was quicker: rolled back, and run again it sees what the other did."""


class Line(psycopg.Connection[Row]):
    """A connection that does not wait for ever: a line that is cut without a word gives no error by itself."""

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        try:
            return super().wait(gen, interval, STALL if timeout is None else timeout)
        except pg._WaitTimeout:
            if timeout is not None:
                raise
            self.close()
            raise pg.OperationalError("no answer") from None


class RowList:
    """All that a statement gave."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows

    @property
    def get(self) -> Any:
        if not self._rows:
            return None
        rows = [row[0] for row in self._rows] if len(self._rows[0]) == 1 else self._rows
        return rows[0] if len(rows) == 1 else rows

    def fetchall(self) -> list[Row]:
        return self._rows

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)


class Server:
    """The ledger's connection, made when it is needed and again after it was lost; for one thread."""

    def __init__(self, address: Address, desk: str, password: Callable[[], str | None]) -> None:
        self.address = address
        self.at = ""
        """The server's clock at the beginning of this transaction."""
        self.xact = 0
        """The running transaction; unlike an id of a row it says later whether it was committed."""
        self.newest_step = 0
        self._desk = desk
        self._password = password
        self.pid = 0
        self._line: Line | None = None
        self._not_before = 0.0
        self._refusal: psycopg.Error | None = None

    def connect(self) -> None:
        """Sees to it that there is a connection; blocks. Raises psycopg.Error."""
        if self._line is not None and not self._line.closed:
            return
        if self._refusal is not None and time.monotonic() < self._not_before:
            raise self._refusal
        try:
            self._line = connect(self.address, self._desk, self._password())
            self.pid = self._line.info.backend_pid
        except psycopg.Error as error:
            self._refusal, self._not_before = error, time.monotonic() + _NEXT_TRY
            raise
        self._refusal = None

    def close(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    # ── Database ──

    def execute(self, sql: str, values: Sequence[object] = ()) -> RowList:
        cursor = self._open().execute(numbered(sql), [plain(value) for value in values])
        return RowList(cursor.fetchall() if cursor.description is not None else [])

    def executemany(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        with self._open().cursor() as cursor:
            cursor.executemany(numbered(sql), [[plain(value) for value in row] for row in rows])

    # ── transactions ──

    def begin(self, *, alone: bool) -> None:
        lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
        cursor = self._open().execute(_BEGIN.format(lock=lock, key=WRITERS).encode())
        while cursor.nextset():
            pass
        [(self.at, xact, self.newest_step, is_copying)] = cursor.fetchall()
        self.xact = int(xact)
        if is_copying:
            raise LedgerError("ledger_copying", path=self.address.place)

    def commit(self) -> None:
        self._open().execute("COMMIT")

    def roll_back(self) -> None:
        if self._line is not None and not self._line.closed:
            self._line.execute("ROLLBACK")

    def _open(self) -> Line:
        if self._line is None:
            raise pg.OperationalError("not connected")
        return self._line


def connect(address: Address, desk: str, password: str | None, *, bounded: bool = True) -> Line:
    """A connection whose settings are read back. Raises psycopg.Error, LedgerError.

    `bounded`: what takes long, or holds up others, is ended by the server.
    """
    told: dict[str, Any] = {
        **address.parameters(),
        "connect_timeout": _CONNECT,
        "application_name": "KazaDesk",
        "client_encoding": "UTF8",
        "keepalives": 1,
        "keepalives_idle": 10,
        "keepalives_interval": 3,
        "keepalives_count": 3,
    }
    if sys.platform == "linux":
        told["tcp_user_timeout"] = 10_000
    if password is not None:
        told["password"] = password
    line = Line.connect(**told, autocommit=True, cursor_factory=psycopg.RawCursor)
    try:
        _set_up(line, desk, bounded)
    except BaseException:
        line.close()
        raise
    return line


def _set_up(line: Line, desk: str, bounded: bool) -> None:
    limits = (_STATEMENT, _LOCK, _IDLE) if bounded else (0, 0, 60_000)
    settings = {
        "search_path": "kazadesk",
        "TimeZone": "UTC",
        "statement_timeout": limits[0],
        "lock_timeout": limits[1],
        "idle_in_transaction_session_timeout": limits[2],
        "default_transaction_isolation": "read committed",
        "random_page_cost": "1.1",  # of any disk that is no spinning one; else indexes of searches are thought too dear
        "plan_cache_mode": "force_custom_plan",  # which index helps a search depends on what is searched for
        "kazadesk.desk": plain(desk),
    }
    chosen = ", ".join(f"set_config(${2 * number + 1}, ${2 * number + 2}, false)" for number in range(len(settings)))
    values = [str(value) for pair in settings.items() for value in pair]
    line.execute(f"SELECT {chosen}".encode(), values)
    # a server may be told to answer before a commit is on its disk; a stronger promise than `on` is left as it is
    line.execute(_DURABLE)
    kept = line.execute(_ABOUT).fetchone()
    if kept is None or kept[0] != "UTF8" or kept[1] != "on" or kept[2] < 140_000:
        raise LedgerError("ledger_server", why=f"encoding, fsync, version: {kept}")


@lru_cache(maxsize=256)
def numbered(sql: str) -> bytes:
    """`?` and `?1` as PostgreSQL writes them; no text of ours holds a question mark otherwise."""
    count = 0

    def number(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"${match[1] or count}"

    return re.sub(r"\?(\d*)", number, sql).encode()


def plain(value: object) -> object:
    """As the driver understands it. PostgreSQL keeps no zero character: it stands as `\\x00`."""
    if isinstance(value, str):
        text = storable(str(value))
        return text.replace("\0", "\\x00") if "\0" in text else text
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value


def is_cut(error: psycopg.Error) -> bool:
    """Whether the connection is gone with it, so that only another one can do what was asked."""
    state = error.sqlstate
    if state is None:
        return isinstance(error, _LINE_IS_CUT)
    return state == "25006" or state.startswith("08") or state in ("57P01", "57P02", "57P03", "57P05", "25P03")


def ledger_error(error: psycopg.Error, address: Address) -> LedgerError:
    """The LedgerError for one of the server's; `why` holds no value of a statement."""
    state = error.sqlstate or ""
    code = _CODES.get(state) or _CODES.get(state[:2])
    if code is None and is_cut(error):
        code = _reason(error)
    why = (error.diag.message_primary or "") if state else str(error).strip().splitlines()[-1:]
    return LedgerError(
        code or "ledger_unavailable",
        path=address.place,
        why=f"{state} {type(error).__name__}".strip() if state else " ".join(why)[:200],
    )


def _reason(error: psycopg.Error) -> str:
    """A connection that was not made has no code, only libpq's English words."""
    text = str(error)
    if "certificate verify failed" in text or "does not match host name" in text or "root certificate" in text:
        return "ledger_certificate"
    if "does not support SSL" in text:
        return "ledger_certificate"
    if "password authentication failed" in text or "no password supplied" in text or "pg_hba.conf" in text:
        return "ledger_login"
    if re.search(r'database ".*" does not exist', text):
        return "ledger_database"
    if re.search(r'role ".*" does not exist', text):
        return "ledger_login"
    return "ledger_unreachable"
