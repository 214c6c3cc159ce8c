"""Copies between SQLite files and a server, both ways; every function blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

from kazadesk.core.errors import LedgerError
from kazadesk.storage.copying import Progress, Table, copy
from kazadesk.storage.dialect import Row
from kazadesk.storage.postgres import schema_steps
from kazadesk.storage.postgres.address import Address
from kazadesk.storage.postgres.server import Line, connect, ledger_error, numbered, plain
from kazadesk.storage.sqlite.copying import as_source, as_target, mark_moved

_COPYING = 0x4B5A4350
"""The advisory lock of who fills a ledger."""
_SET = """INSERT INTO ledger_info (name, value) VALUES ($1, $2)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value"""
_SEQUENCES = """SELECT table_name::text, pg_get_serial_sequence(format('kazadesk.%I', table_name), column_name)
    FROM information_schema.columns WHERE table_schema = 'kazadesk' AND is_identity = 'YES'"""


class _ServerSide:
    def __init__(self, line: Line, place: str) -> None:
        self.place = place
        self._line = line

    def read(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        return self._line.execute(numbered(sql), [plain(value) for value in values]).fetchall()

    def write(self, table: Table, missing: Sequence[Row], different: Sequence[Row]) -> None:
        columns, key = ", ".join(table.columns), ", ".join(table.key)
        marks = ", ".join(f"${number}" for number in range(1, len(table.columns) + 1))
        put = ", ".join(f"{column} = excluded.{column}" for column in table.columns if column not in table.key)
        name = f"kazadesk.{table.name}"
        with self._line.transaction(), self._line.cursor() as cursor:
            # within the transaction alone, which has the table to itself until it ends
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER".encode())
            with cursor.copy(f"COPY {name} ({columns}) FROM STDIN".encode()) as data:
                for row in missing:
                    data.write_row([plain(value) for value in row])
            if different:
                cursor.executemany(
                    f"INSERT INTO {name} ({columns}) VALUES ({marks}) ON CONFLICT ({key}) DO UPDATE SET {put}".encode(),  # noqa: S608
                    [[plain(value) for value in row] for row in different],
                )
            cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER".encode())


class _NormalSource:
    """A file whose texts are read as the server will give them back."""

    def __init__(self, place: str, read: Callable[[str, Sequence[object]], list[Row]]) -> None:
        self.place = place
        self._read = read

    def read(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        return [
            tuple(plain(value) if isinstance(value, str) else value for value in row) for row in self._read(sql, values)
        ]


def copy_to_server(
    path: Path, address: Address, desk: str, password: str | None, progress: Progress, *, move: bool
) -> int:
    """The number of rows copied. `move`: the file is marked as moved, and refuses to be written, afterwards.

    Raises LedgerError: ledger_not_empty, ledger_sending, ledger_owner, copy_differs and all others of a server's.
    """
    with _translated(address), connect(address, desk, password, bounded=False) as line:
        if schema_steps.upgrade(line) > len(schema_steps.steps()):
            raise LedgerError("ledger_newer", path=address.place, version=str(schema_steps.newest(line)))
        with as_source(path, alone=True) as file:
            if file.moved_to not in (None, address.place):
                raise LedgerError("ledger_moved", path=str(path), to=str(file.moved_to))
            rows = 0
            if _claim(line, address, file.ledger_id):
                source = _NormalSource(file.place, file.read)
                rows = copy(source, _ServerSide(line, address.place), file.tables(), progress)
                _finish(line, file.ledger_id)
            if move:
                mark_moved(file, address.place)
            return rows


def copy_from_server(address: Address, desk: str, password: str | None, path: Path, progress: Progress) -> int:
    """Make `path`, or go on with it: one SQLite file with all that the server has at one moment; the number of rows."""
    with _translated(address), connect(address, desk, password, bounded=False) as line:
        line.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        if schema_steps.newest(line) != len(schema_steps.steps()):
            raise LedgerError("ledger_newer", path=address.place, version=str(schema_steps.newest(line)))
        info: dict[str, str] = dict(line.execute("SELECT name, value FROM ledger_info").fetchall())
        if "copying" in info:
            raise LedgerError("ledger_copying", path=address.place)
        with as_target(path, info["id"]) as file:
            return copy(_ServerSide(line, address.place), file, file.tables(), progress)


def _claim(line: Line, address: Address, ledger_id: str) -> bool:
    """Whether there is something to copy; False where all of it is there. Raises LedgerError(ledger_not_empty)."""
    if line.execute(f"SELECT pg_try_advisory_lock({_COPYING})".encode()).fetchone() != (True,):
        raise LedgerError("ledger_busy", path=address.place)
    info: dict[str, str] = dict(line.execute("SELECT name, value FROM ledger_info").fetchall())
    if "copying" not in info and info.get("id") == ledger_id:
        return False
    filled = line.execute(
        "SELECT 1 FROM links UNION ALL SELECT 1 FROM confirmations UNION ALL SELECT 1 FROM batches LIMIT 1"
    ).fetchone()
    if info.get("copying", ledger_id) != ledger_id or ("copying" not in info and filled):
        raise LedgerError("ledger_not_empty", path=address.place)
    line.execute(_SET, ("copying", ledger_id))
    return True


def _finish(line: Line, ledger_id: str) -> None:
    with line.transaction():
        for table, sequence in line.execute(_SEQUENCES).fetchall():
            line.execute(
                f"SELECT setval($1, greatest((SELECT coalesce(max(id), 0) FROM kazadesk.{table}), 1))".encode(),  # noqa: S608
                (sequence,),
            )
        line.execute(_SET, ("id", ledger_id))
        line.execute("DELETE FROM ledger_info WHERE name = 'copying'")
    line.execute("ANALYZE")


@contextmanager
def _translated(address: Address) -> Iterator[None]:
    try:
        yield
    except psycopg.errors.InsufficientPrivilege:
        raise LedgerError("ledger_owner", path=address.place, version="") from None
    except psycopg.Error as error:
        raise ledger_error(error, address) from error
