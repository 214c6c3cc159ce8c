"""What SQLite's file itself refuses, and how it keeps what it is given."""

from __future__ import annotations

import pytest

from kazadesk.core.errors import LedgerError
from kazadesk.core.records import LinkQuery
from kazadesk.storage.sqlite import database


def test_tables_are_strict_and_amounts_keep_their_characters(raw, make_link):
    make_link("R-1")
    assert raw.execute("SELECT typeof(amount), amount FROM links") == [("text", "10.10")]
    tables = raw.execute(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'"
        " AND type = 'table' AND name NOT LIKE 'link_search%'"
    )
    tables = dict(tables)
    assert tables.keys() >= {"links", "link_events", "confirmations", "batches", "restores", "link_customers"}
    assert set(tables.values()) == {1}


def test_every_commit_is_synced_and_the_settings_are_read_back(path, monkeypatch):
    connection = database.connect(path)
    pragmas = ("journal_mode", "synchronous", "foreign_keys")
    assert [connection.execute(f"PRAGMA {name}").get for name in pragmas] == ["wal", 2, 1]
    connection.close()
    real = database._pragma
    for lost, answer in (("journal_mode = WAL", "delete"), ("synchronous", 1), ("foreign_keys", 0)):

        def changed(connection, text, lost=lost, answer=answer):
            return answer if text == lost else real(connection, text)

        monkeypatch.setattr(database, "_pragma", changed)
        with pytest.raises(LedgerError, match="settings not taken"):
            database.connect(path)


def test_one_file_for_each_schema_version():
    assert len(database.schema_steps()) == database.SCHEMA_VERSION


def test_the_clock_may_go_backwards(ledger, run, make_link, monkeypatch):
    make_link("R-1")
    monkeypatch.setattr("kazadesk.storage.sqlite.database.time.time", lambda: 0.0)
    older = make_link("R-2")
    assert older.created_at == "1970-01-01T00:00:00.000Z"
    assert [link.reference for link in run(ledger.links(LinkQuery()))] == ["R-2", "R-1"]
