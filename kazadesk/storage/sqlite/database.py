"""The SQLite file below the ledger: opening, durability, schema steps, and SQLite's errors as LedgerErrors."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import apsw

from kazadesk.core.errors import LedgerError
from kazadesk.storage.files import number_of_opening, refusal, refusal_of_number, remove

SCHEMA_VERSION = 10
APPLICATION_ID = 0x4B5A444B
BUSY_TIMEOUT_MS = 5_000
_WAL_KEPT = 8 * 1024 * 1024
_PAGES_A_STEP = 512
_EVERY = 20_000
_OPERATIONS = {8: 389}
"""Step of the schema → operations of SQLite's virtual machine that it takes a link, where it reads them all."""

_CODES = {
    apsw.SQLITE_FULL: "disk_full",
    apsw.SQLITE_READONLY: "read_only",
    apsw.SQLITE_PERM: "read_only",
    apsw.SQLITE_BUSY: "ledger_busy",
    apsw.SQLITE_LOCKED: "ledger_busy",
    apsw.SQLITE_PROTOCOL: "ledger_busy",
    apsw.SQLITE_CORRUPT: "ledger_corrupt",
    apsw.SQLITE_NOTADB: "ledger_corrupt",
}
_EXTENDED_CODES = {
    apsw.SQLITE_IOERR_CORRUPTFS: "ledger_corrupt",
    apsw.SQLITE_IOERR_SHORT_READ: "ledger_corrupt",
    apsw.SQLITE_IOERR_DATA: "ledger_corrupt",
    apsw.SQLITE_IOERR_SHMSIZE: "disk_full",
    apsw.SQLITE_READONLY_DBMOVED: "ledger_unavailable",
}
_REFUSALS = ("move_refused", "ledger_moved")
_SYSTEM_CODES = {
    "full": "disk_full",
    "too_large": "disk_full",
    "protected": "read_only",
    "in_use": "ledger_busy",
    "too_long": "path_too_long",
}


def now() -> str:
    """UTC, ISO 8601 with milliseconds and `Z`."""
    moment = time.time()
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(moment))}.{int(moment * 1000) % 1000:03d}Z"


@contextmanager
def translated(path: Path, database: apsw.Connection | None = None) -> Iterator[None]:
    """Turn SQLite's errors into LedgerError: no apsw error leaves the storage floor."""
    try:
        yield
    except apsw.Error as error:
        raise ledger_error(error, path, database) from error


def ledger_error(error: apsw.Error, path: Path, database: apsw.Connection | None = None) -> LedgerError:
    """The LedgerError for one of SQLite's; `why` is SQLite's name of the result."""
    extended = getattr(error, "extendedresult", 0)
    primary = extended & 0xFF
    code = _EXTENDED_CODES.get(extended) or _CODES.get(primary)
    if code is None and primary in (apsw.SQLITE_IOERR, apsw.SQLITE_CANTOPEN):
        system = database.system_errno if database is not None else 0
        code = _SYSTEM_CODES.get(refusal_of_number(system)) or _guess(path)
    if extended == apsw.SQLITE_CONSTRAINT_TRIGGER:
        code = next((known for known in _REFUSALS if known in str(error)), None)
    why = apsw.mapping_extended_result_codes.get(extended) or apsw.mapping_result_codes.get(primary)
    return LedgerError(code or "ledger_unavailable", path=str(path), why=str(why or type(error).__name__))


def system_error(error: OSError, path: Path) -> LedgerError:
    """The LedgerError for a file operation beside SQLite's."""
    code = _SYSTEM_CODES.get(refusal(error), "ledger_unavailable")
    return LedgerError(code, path=str(path), why=error.strerror or type(error).__name__)


def _guess(path: Path) -> str | None:
    """SQLite keeps no system error when a first open fails: try what it tried, beside the ledger."""
    if refused := refusal_of_number(number_of_opening(str(path)), "win32"):
        return _SYSTEM_CODES.get(refused)
    probe = path.with_name(f"{path.name}.probe")
    try:
        with probe.open("wb") as file:
            file.write(b"\0" * 65536)
    except OSError as error:
        return _SYSTEM_CODES.get(refusal(error))
    finally:
        remove(probe)
    return None


@contextmanager
def writing(database: apsw.Connection, *, durable: bool = True) -> Iterator[None]:
    """One write transaction that takes the lock first; any exception rolls it back.

    A commit that is not `durable` is in the log but not yet synced. A killed process loses nothing of it: the system
    has it. A power cut may, until the next durable commit of any connection: that one syncs the whole log, and a log
    is read up to its first gap (https://sqlite.org/wal.html), so no later commit is ever there without the earlier one.
    """
    if not durable:
        database.execute("PRAGMA synchronous = NORMAL")
    try:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
    finally:
        if not durable:  # whatever else writes on this connection is durable
            database.execute("PRAGMA synchronous = FULL")


def distrust(database: apsw.Connection) -> None:
    """SQLite's defences against a file that somebody else has made: its schema runs nothing, and is not written to."""
    database.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    database.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)


def connect(path: Path) -> apsw.Connection:
    """A durable connection (WAL, every commit synced), settings read back. Raises apsw.Error or LedgerError."""
    database = apsw.Connection(str(path))
    try:
        distrust(database)
        database.set_busy_timeout(BUSY_TIMEOUT_MS)
        if sys.platform == "win32":
            # A wait in LockFileEx may never be woken (Wine's is not): SQLite asks again and again instead
            database.setlk_timeout(0, 0)
        check_version(database, path)
        mode = _switch_to_wal(database)
        database.execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
        database.execute(f"PRAGMA journal_size_limit = {_WAL_KEPT}")
        if sys.platform == "darwin":
            database.execute("PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON")
        kept = (mode, _pragma(database, "synchronous"), _pragma(database, "foreign_keys"))
        if kept != ("wal", 2, 1):
            raise LedgerError("ledger_unavailable", path=str(path), why=f"settings not taken: {kept}")
    except BaseException:
        database.close(True)
        raise
    return database


def connect_to_read(path: Path) -> apsw.Connection:
    """A second connection to an open ledger, which writes nothing. Raises apsw.Error."""
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_NOMUTEX  # never made anew
    database = apsw.Connection(str(path), flags=flags)
    try:
        database.set_busy_timeout(BUSY_TIMEOUT_MS)
        database.execute("PRAGMA query_only = ON")
    except BaseException:
        database.close(True)
        raise
    return database


def _switch_to_wal(database: apsw.Connection) -> object:
    """The first switch of a new file needs it alone and, unlike everything else, does not wait for others."""
    deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            return _pragma(database, "journal_mode = WAL")
        except apsw.BusyError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def check_version(database: apsw.Connection, path: Path, newest: int = SCHEMA_VERSION) -> int:
    """The file's schema version, 0 for an empty file. Raises LedgerError(ledger_newer, ledger_corrupt)."""
    # one statement: another process may be making the schema just now
    version, application, tables = database.execute(
        "SELECT user_version, application_id, EXISTS (SELECT 1 FROM sqlite_schema)"
        " FROM pragma_user_version, pragma_application_id"
    ).get
    if (version or tables) and application != APPLICATION_ID:
        raise LedgerError("ledger_corrupt", path=str(path), why="not a ledger")
    if version > newest:
        raise LedgerError("ledger_newer", path=str(path), version=str(version))
    return int(version)


def schema_steps() -> list[str]:
    """The SQL of each schema step, in order; the first makes version 1."""
    return [path.read_text("utf-8") for path in sorted((Path(__file__).parent / "schema").glob("*.sql"))]


def upgrade(
    database: apsw.Connection,
    path: Path,
    steps: Sequence[str],
    before: Callable[[int], object],
    told: Callable[[float], bool] = lambda _share: True,
) -> None:
    """Bring the file to version len(steps) in one transaction; `before(version)` keeps a copy of an old file.

    Of an old file `told` hears every few milliseconds how much is done, from 0 to 1, and whether to go on is its
    answer: if not, nothing has changed. Raises LedgerError(upgrade_stopped).
    """
    version = check_version(database, path, len(steps))
    if version:
        check_schema(database, path, steps[:version])
    if version == len(steps):
        return
    if version:
        before(version)
    with writing(database), _followed(database, path, version, told):
        version = check_version(database, path, len(steps))  # another process may have been quicker
        for number, step in enumerate(steps[version:], version + 1):
            database.execute(step).fetchall()  # all of it: execute stops at a statement that gives a row
            database.execute(f"PRAGMA user_version = {number}")


@contextmanager
def _followed(database: apsw.Connection, path: Path, version: int, told: Callable[[float], bool]) -> Iterator[None]:
    links = int(database.execute("SELECT count(*) FROM links").get) if version else 0
    work = max(1, links * sum(count for step, count in _OPERATIONS.items() if step > version))
    done = 0

    def stops() -> bool:
        nonlocal done
        done += _EVERY
        return not told(min(done / work, 0.99))

    database.set_progress_handler(stops, _EVERY)
    try:
        yield
    except apsw.InterruptError as error:
        raise LedgerError("upgrade_stopped", path=str(path)) from error
    finally:
        database.set_progress_handler(None)


def check_schema(database: apsw.Connection, path: Path, steps: Sequence[str]) -> None:
    """Hold the file's tables, indexes and triggers against what `steps` make, as the rules are kept by them.

    Raises LedgerError(ledger_altered); `why` names what is missing, changed or foreign.
    """
    if differing := altered(database, steps):
        raise LedgerError("ledger_altered", path=str(path), why=", ".join(differing))


def altered(database: apsw.Connection, steps: Sequence[str], schema: str = "main") -> list[str]:
    """What is missing, changed or foreign there, by what `steps` make."""
    made = apsw.Connection(":memory:")
    try:
        for step in steps:
            made.execute(step).fetchall()
        differing = _schema(made) ^ _schema(database, schema)
    finally:
        made.close(True)
    return sorted({f"{kind} {name}" for kind, name, _ in differing})


def _schema(database: apsw.Connection, schema: str = "main") -> set[tuple[str, str, str]]:
    # SQLite's own tables of statistics and sequences come and go
    kept = f"FROM {schema}.sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    sql = f"SELECT type, name, ifnull(sql, '') {kept}"
    return {(str(kind), str(name), str(text)) for kind, name, text in database.execute(sql)}


def copying(database: apsw.Connection, target: Path) -> Generator[None, None, None]:
    """Copy the whole file to `target`, which is not there yet; gives way between steps of some milliseconds."""
    copy = apsw.Connection(str(target))
    try:
        with copy.backup("main", database, "main") as backup:
            while not backup.done:
                backup.step(_PAGES_A_STEP)
                yield
        _pragma(copy, "journal_mode = DELETE")  # one file that needs no other beside it
    finally:
        copy.close(True)


def check(database: apsw.Connection, path: Path, *, quick: bool) -> None:
    """Read the whole file and look for damage. Raises LedgerError(ledger_corrupt)."""
    found = str(_pragma(database, "quick_check(1)" if quick else "integrity_check(1)"))
    if found != "ok":
        raise LedgerError("ledger_corrupt", path=str(path), why=found)


def _pragma(database: apsw.Connection, text: str) -> object:
    return database.execute(f"PRAGMA {text}").get
