"""What the database itself refuses, whatever program asks."""

from __future__ import annotations

from itertools import product

import apsw
import pytest

from kazadesk.core.link import MOVES, CreatedLink, LinkState, may_move
from kazadesk.core.webhook.payload import Unreadable
from kazadesk.storage.sqlite import database
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

WAYS = {
    LinkState.SENDING: [],
    LinkState.WAITING: [LinkState.WAITING],
    LinkState.FAILED: [LinkState.FAILED],
    LinkState.UNSENT: [LinkState.UNSENT],
    LinkState.UNKNOWN: [LinkState.UNKNOWN],
    LinkState.PAID: [LinkState.WAITING, LinkState.PAID],
    LinkState.TIMED_OUT: [LinkState.WAITING, LinkState.TIMED_OUT],
    LinkState.NEEDS_ATTENTION: [LinkState.WAITING, LinkState.NEEDS_ATTENTION],
    LinkState.PAID_BY_HAND: [LinkState.WAITING, LinkState.PAID_BY_HAND],
}
MOVE = (
    "UPDATE links SET state = ?1, url = 'https://pay.example/1',"
    " by_hand_reason = iif(?1 = 'paid_by_hand', 'told so', NULL) WHERE id = ?2"
)


@pytest.fixture
def raw(ledger, path):
    """A connection that knows nothing of KazaDesk's code."""
    connection = apsw.Connection(str(path))
    yield connection
    connection.close()


@pytest.mark.parametrize(("old", "new"), [pair for pair in product(LinkState, LinkState) if pair[0] != pair[1]])
def test_the_triggers_hold_the_table_of_moves(raw, make_link, old, new):
    link = make_link("R-1")
    for state in WAYS[old]:
        raw.execute(MOVE, (state, link.id))
    if may_move(old, new):
        raw.execute(MOVE, (new, link.id))
    else:
        with pytest.raises(apsw.ConstraintError, match="move_refused"):
            raw.execute(MOVE, (new, link.id))
    assert raw.execute("SELECT state FROM links").get == (new if may_move(old, new) else old)


def test_the_table_of_ways_covers_every_state():
    assert WAYS.keys() == set(LinkState) == MOVES.keys()


def test_a_link_begins_as_sending(raw, make_link):
    make_link("R-1")
    columns = "profile, amount, currency, email, created_at, updated_at, sender"
    with pytest.raises(apsw.ConstraintError, match="move_refused"):
        raw.execute(f"INSERT INTO links ({columns}, reference, state) SELECT {columns}, 'R-2', 'paid' FROM links")


@pytest.mark.parametrize(
    "change",
    ["amount = '1000'", "currency = 'SYP'", "reference = 'R-9'", "profile = 'mine'", "email = 'x'", "id = 9",
     "redirect_url = 'https://x.example'", "created_at = ''", "replaces = 1", "order_id = 'id-9'", "order_id = NULL"],
)  # fmt: skip
def test_what_was_asked_for_never_changes(raw, make_link, change):
    make_link("R-1", "id-1")
    with pytest.raises(apsw.ConstraintError, match="link_fixed"):
        raw.execute(f"UPDATE links SET {change}")


@pytest.mark.parametrize("table", ["links", "link_events", "confirmations"])
def test_nothing_is_ever_deleted(raw, ledger, run, make_link, believe, table):
    make_link("R-1", "id-1")
    run(ledger.confirm([Unreadable("empty")], believe))
    with pytest.raises(apsw.ConstraintError, match="append_only"):
        raw.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize(("table", "column"), [("link_events", "kind"), ("confirmations", "verdict")])
def test_history_is_never_rewritten(raw, ledger, run, make_link, believe, table, column):
    make_link("R-1", "id-1")
    run(ledger.confirm([Unreadable("empty")], believe))
    with pytest.raises(apsw.ConstraintError, match="append_only"):
        raw.execute(f"UPDATE {table} SET {column} = 'other'")


def test_an_order_id_is_counted_once_in_a_profile(raw):
    insert = (
        "INSERT INTO confirmations (at, profile, verdict, reasons, repairs, order_id, counted, raw)"
        " VALUES ('', ?, 'paid', '', '', 'id-1', ?, '')"
    )
    for profile, counted in (("shop", 1), ("shop", 0), ("shop", 0), ("other", 1)):
        raw.execute(insert, (profile, counted))
    with pytest.raises(apsw.ConstraintError, match="UNIQUE"):
        raw.execute(insert, ("shop", 1))


def test_tables_are_strict_and_amounts_keep_their_characters(raw, make_link):
    make_link("R-1")
    assert raw.execute("SELECT typeof(amount), amount FROM links").get == ("text", "10.10")
    tables = raw.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'")
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
        with pytest.raises(database.LedgerError, match="settings not taken"):
            database.connect(path)


def test_one_file_for_each_schema_version():
    assert len(database.schema_steps()) == database.SCHEMA_VERSION


def test_a_link_whose_state_is_waiting_has_a_url(raw, make_link):
    link = make_link("R-1")
    with pytest.raises(apsw.ConstraintError, match="CHECK"):
        raw.execute("UPDATE links SET state = 'waiting' WHERE id = ?", (link.id,))


def test_two_connections_of_one_process_see_the_same(path, run, ledger, make_link):
    link = make_link("R-1", "id-1")
    other = SqliteLedger.open(path)
    assert run(other.link(link.id)) == link
    with pytest.raises(database.LedgerError, match="move_refused"):
        run(other.finish_link(link.id, LinkState.WAITING, created=CreatedLink("https://pay.example/2", None)))
    other.close_now()
