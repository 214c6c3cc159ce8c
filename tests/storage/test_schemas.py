"""Both engines keep the same tables: what one has, a copy into the other has too."""

from __future__ import annotations

import pytest

from kazadesk.storage.postgres import schema_steps
from kazadesk.storage.sqlite import database
from tests.postgres_server import PostgresServer
from tests.storage.engines import DATABASE, PostgresEngine, SqliteEngine

ONLY_SHARED = {
    "links": {"rank", "value", "searched"},
    "link_events": {"xact"},
    "senders": {"sender", "desk", "seen_at"},
}
"""What only a ledger of several desks needs, or PostgreSQL works out by itself."""


def sqlite_tables(engine: SqliteEngine) -> dict[str, set[str]]:
    """But for what is only made of other tables, so that a search is quick."""
    raw = engine.raw()
    names = raw.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                        " AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'link_search%'"
                        " AND name NOT IN ('link_totals', 'link_values')")  # fmt: skip
    tables = {
        name: {row[0] for row in raw.execute("SELECT name FROM pragma_table_info(?)", (name,))} for (name,) in names
    }
    raw.close()
    return tables


def test_the_same_tables_with_the_same_columns(path, postgres: PostgresServer):
    SqliteEngine(path).open().close_now()
    PostgresEngine(postgres).open().close_now()
    shared: dict[str, set[str]] = {}
    for table, column in postgres.execute(
        DATABASE, "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'kazadesk'"
    ):
        shared.setdefault(table, set()).add(column)
    del shared["schema_steps"]
    for table, columns in ONLY_SHARED.items():
        shared[table] -= columns
    assert {table: columns for table, columns in shared.items() if columns} == sqlite_tables(SqliteEngine(path))


@pytest.mark.parametrize("steps", [database.schema_steps, schema_steps.steps])
def test_each_step_has_a_file(steps):
    assert len(steps()) >= 2
