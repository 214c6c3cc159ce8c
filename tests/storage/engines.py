"""The engines of the ledger: one suite of tests runs on each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import apsw
import psycopg

from kazadesk.storage.ledger import SqlLedger
from kazadesk.storage.postgres.address import is_address, parse
from kazadesk.storage.postgres.ledger import PostgresLedger
from kazadesk.storage.sqlite.ledger_file import SqliteLedger
from tests.postgres_server import PostgresServer


class Refused(Exception):
    """The database itself did not do it."""


class Raw(Protocol):
    """A connection that knows nothing of KazaDesk's code."""

    def execute(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Raises Refused."""

    def close(self) -> None: ...


class Engine(Protocol):
    name: str
    address: str
    """For programs in other processes: a path or a URL."""

    def open(self) -> SqlLedger:
        """The test's ledger, also by several at once."""

    def raw(self) -> Raw: ...


class SqliteRaw:
    def __init__(self, path: Path) -> None:
        self._connection = apsw.Connection(str(path))

    def execute(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except apsw.ConstraintError as error:
            raise Refused(str(error)) from error

    def close(self) -> None:
        self._connection.close()


class SqliteEngine:
    name = "sqlite"

    def __init__(self, path: Path) -> None:
        self.address = str(path)
        self._path = path

    def open(self) -> SqliteLedger:
        return SqliteLedger.open(self._path)

    def raw(self) -> SqliteRaw:
        return SqliteRaw(self._path)


class PostgresRaw:
    def __init__(self, conninfo: str) -> None:
        self._line = psycopg.connect(conninfo, autocommit=True, cursor_factory=psycopg.RawCursor)
        self._line.execute("SET search_path = kazadesk")

    def execute(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        count = 0

        def number(match: re.Match[str]) -> str:
            nonlocal count
            count += 1
            return f"${match[1] or count}"

        plain = [str(value) if isinstance(value, str) else value for value in values]
        try:
            cursor = self._line.execute(re.sub(r"\?(\d*)", number, sql).encode(), plain)
        except psycopg.DatabaseError as error:
            raise Refused(str(error)) from error
        return cursor.fetchall() if cursor.description else []

    def close(self) -> None:
        self._line.close()


DATABASE = "ledger"
_EMPTY = """SET session_replication_role = replica;
DO $$
DECLARE
    one text;
BEGIN
    FOR one IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'kazadesk' AND tablename NOT IN ('schema_steps', 'ledger_info') LOOP
        EXECUTE format('DELETE FROM kazadesk.%I', one);
    END LOOP;
    FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'kazadesk' LOOP
        PERFORM setval(format('kazadesk.%I', one)::regclass, 1, false);
    END LOOP;
END $$"""


class PostgresEngine:
    """One database for all tests of a process, emptied before each: to make one takes as long as ten tests."""

    name = "postgres"

    def __init__(self, server: PostgresServer) -> None:
        self.server = server
        self.address = server.url(DATABASE)
        if not server.execute("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"):
            server.execute("postgres", f"CREATE DATABASE {DATABASE}")
        elif server.execute(DATABASE, "SELECT to_regclass('kazadesk.schema_steps')") != [(None,)]:
            server.execute(DATABASE, _EMPTY)

    def open(self) -> SqlLedger:
        return PostgresLedger.open(parse(self.address), desk="front desk")

    def raw(self) -> PostgresRaw:
        return PostgresRaw(self.server.conninfo(DATABASE))


def open_at(address: str) -> SqlLedger:
    """For programs: the ledger that an engine's `address` means."""
    if not is_address(address):
        return SqliteLedger.open(Path(address))

    return PostgresLedger.open(parse(address), desk="another desk")
