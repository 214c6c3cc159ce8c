"""What the database itself refuses, whatever program asks."""

from __future__ import annotations

from itertools import product

import pytest

from kazadesk.core.errors import LedgerError
from kazadesk.core.link import MOVES, CreatedLink, LinkState, may_move
from kazadesk.core.webhook.payload import Unreadable
from tests.storage.engines import Refused

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
    " by_hand_reason = CASE WHEN ?1 = 'paid_by_hand' THEN 'told so' END WHERE id = ?2"
)


@pytest.mark.parametrize(("old", "new"), [pair for pair in product(LinkState, LinkState) if pair[0] != pair[1]])
def test_the_triggers_hold_the_table_of_moves(raw, make_link, old, new):
    link = make_link("R-1")
    for state in WAYS[old]:
        raw.execute(MOVE, (state, link.id))
    if may_move(old, new):
        raw.execute(MOVE, (new, link.id))
    else:
        with pytest.raises(Refused, match="move_refused"):
            raw.execute(MOVE, (new, link.id))
    assert raw.execute("SELECT state FROM links") == [(new if may_move(old, new) else old,)]


def test_the_table_of_ways_covers_every_state():
    assert WAYS.keys() == set(LinkState) == MOVES.keys()


def test_a_link_begins_as_sending(raw, make_link):
    make_link("R-1")
    columns = "profile, amount, currency, email, created_at, updated_at, sender"
    with pytest.raises(Refused, match="move_refused"):
        raw.execute(f"INSERT INTO links ({columns}, reference, state) SELECT {columns}, 'R-2', 'paid' FROM links")


@pytest.mark.parametrize(
    "change",
    ["amount = '1000'", "currency = 'SYP'", "reference = 'R-9'", "profile = 'mine'", "email = 'x'", "id = 9",
     "redirect_url = 'https://x.example'", "created_at = ''", "replaces = 1", "order_id = 'id-9'", "order_id = NULL"],
)  # fmt: skip
def test_what_was_asked_for_never_changes(raw, make_link, change):
    make_link("R-1", "id-1")
    with pytest.raises(Refused, match="link_fixed"):
        raw.execute(f"UPDATE links SET {change}")


@pytest.mark.parametrize("table", ["links", "link_events", "confirmations"])
def test_nothing_is_ever_deleted(raw, ledger, run, make_link, believe, table):
    make_link("R-1", "id-1")
    run(ledger.confirm([Unreadable("empty")], believe))
    with pytest.raises(Refused, match="append_only"):
        raw.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize(("table", "column"), [("link_events", "kind"), ("confirmations", "verdict")])
def test_history_is_never_rewritten(raw, ledger, run, make_link, believe, table, column):
    make_link("R-1", "id-1")
    run(ledger.confirm([Unreadable("empty")], believe))
    with pytest.raises(Refused, match="append_only"):
        raw.execute(f"UPDATE {table} SET {column} = 'other'")


def test_an_order_id_is_counted_once_in_a_profile(raw):
    insert = (
        "INSERT INTO confirmations (at, profile, verdict, reasons, repairs, order_id, counted, raw)"
        " VALUES ('', ?, 'paid', '', '', 'id-1', ?, '')"
    )
    for profile, counted in (("shop", 1), ("shop", 0), ("shop", 0), ("other", 1)):
        raw.execute(insert, (profile, counted))
    with pytest.raises(Refused, match=r"(?i)unique"):
        raw.execute(insert, ("shop", 1))


def test_a_link_whose_state_is_waiting_has_a_url(raw, make_link):
    link = make_link("R-1")
    with pytest.raises(Refused, match=r"(?i)check"):
        raw.execute("UPDATE links SET state = 'waiting' WHERE id = ?", (link.id,))


def test_two_connections_of_one_process_see_the_same(engine, run, ledger, make_link):
    link = make_link("R-1", "id-1")
    other = engine.open()
    assert run(other.link(link.id)) == link
    with pytest.raises(LedgerError, match="move_refused"):
        run(other.finish_link(link.id, LinkState.WAITING, created=CreatedLink("https://pay.example/2", None)))
    other.close_now()
