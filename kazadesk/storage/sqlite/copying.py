"""A SQLite file as one side of a copy: moved to a server, or made from one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import apsw

from kazadesk.core.errors import LedgerError
from kazadesk.storage.copying import Table
from kazadesk.storage.dialect import Row
from kazadesk.storage.files import patiently
from kazadesk.storage.sqlite import backup
from kazadesk.storage.sqlite import database as db

_TABLES = """SELECT name FROM pragma_table_list JOIN sqlite_schema USING (name)
    WHERE pragma_table_list.schema = 'main' AND pragma_table_list.type = 'table'
    AND name NOT LIKE 'sqlite%' AND name NOT IN ('ledger_info', 'link_totals', 'link_values')
    ORDER BY sqlite_schema.rowid"""
_COLUMNS = "SELECT name, pk FROM pragma_table_info(?)"
# those that hold the rules; others keep an index true, and go on doing so
_RULES = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%RAISE(%'"


class SqliteSide:
    """An open ledger file."""

    def __init__(self, path: Path, connection: apsw.Connection) -> None:
        self.place = str(path)
        self.connection = connection

    @property
    def ledger_id(self) -> str:
        return str(self.connection.execute("SELECT value FROM ledger_info WHERE name = 'id'").get)

    @property
    def moved_to(self) -> str | None:
        found = self.connection.execute("SELECT value FROM ledger_info WHERE name = 'moved_to'").get
        return None if found is None else str(found)

    def tables(self) -> list[Table]:
        """In the order in which they were made: what refers to another stands behind it."""
        return [self._table(str(name)) for (name,) in self.connection.execute(_TABLES).fetchall()]

    def _table(self, name: str) -> Table:
        places = {str(column): int(str(place)) for column, place in self.connection.execute(_COLUMNS, (name,))}
        key = sorted((column for column in places if places[column]), key=lambda column: places[column])
        return Table(name, (*key, *(column for column in places if column not in key)), tuple(key))

    def read(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        return self.connection.execute(sql, values).fetchall()

    def write(self, table: Table, missing: Sequence[Row], different: Sequence[Row]) -> None:
        columns, key = ", ".join(table.columns), ", ".join(table.key)
        others = [column for column in table.columns if column not in table.key]
        put = ", ".join(f"{column} = excluded.{column}" for column in others)
        sql = f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608
        with db.writing(self.connection):
            self.connection.executemany(sql, missing)
            if different:
                self.connection.executemany(f"{sql} ON CONFLICT ({key}) DO UPDATE SET {put}", different)


@contextmanager
def as_source(path: Path, *, alone: bool) -> Iterator[SqliteSide]:
    """The file at `path`, its schema up to date. `alone`: nobody else writes to it meanwhile."""
    with db.translated(path):
        connection = db.connect(path)
        try:
            db.upgrade(connection, path, db.schema_steps(), partial(backup.before_upgrade, connection, path))
            side = SqliteSide(path, connection)
            if not alone:
                yield side
                return
            if side.moved_to is None and connection.execute("SELECT 1 FROM links WHERE state = 'sending'").get:
                raise LedgerError("ledger_sending", path=str(path))
            with db.writing(connection):
                yield side
        finally:
            connection.close(True)


def mark_moved(side: SqliteSide, place: str) -> None:
    """From the end of the transaction on, the file itself refuses what is written."""
    side.connection.execute(
        "INSERT INTO ledger_info (name, value) VALUES ('moved_to', ?) ON CONFLICT (name) DO UPDATE SET value = ?1",
        (place,),
    )


@contextmanager
def as_target(path: Path, ledger_id: str) -> Iterator[SqliteSide]:
    """The file at `path` to be filled, or gone on with if it was begun from the same ledger; whole at the end."""
    with db.translated(path):
        connection = _begun(path, ledger_id)
        try:
            rules = _rules()
            for name in rules:
                connection.execute(f"DROP TRIGGER IF EXISTS {name}")
            yield SqliteSide(path, connection)
            with db.writing(connection):
                for sql in rules.values():
                    connection.execute(sql)
            db.check(connection, path, quick=True)
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        finally:
            connection.close(True)


def _begun(path: Path, ledger_id: str) -> apsw.Connection:
    if path.exists():
        connection = db.connect(path)
        is_ours = db.check_version(connection, path) == db.SCHEMA_VERSION
        if is_ours and SqliteSide(path, connection).ledger_id == ledger_id:
            return connection
        connection.close(True)
        with backup.translated_errors(path):
            for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
                patiently(partial(path.with_name(name).unlink, missing_ok=True))
    connection = db.connect(path)
    db.upgrade(connection, path, db.schema_steps(), lambda version: None)
    connection.execute("UPDATE ledger_info SET value = ? WHERE name = 'id'", (ledger_id,))
    return connection


def _rules() -> dict[str, str]:
    """From a new ledger: one whose copying was cut off has lost them."""
    new = apsw.Connection(":memory:")
    for step in db.schema_steps():
        new.execute(step).fetchall()
    rules = {str(name): str(sql) for name, sql in new.execute(_RULES)}
    new.close()
    return rules
