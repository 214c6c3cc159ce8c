"""Reminders on both engines: an event of the link, and a query for those of whom nobody was reminded."""

from __future__ import annotations

import pytest

from kazadesk.core.errors import LedgerError
from kazadesk.core.link import LinkState
from kazadesk.core.records import LinkQuery, matches
from kazadesk.storage.ledger import SqlLedger

FUTURE = "2999-01-01T00:00:00.000Z"


def test_a_reminder_is_an_event_and_stands_with_the_link_while_it_waits(ledger: SqlLedger, run, make_link) -> None:
    waiting, other = make_link("A", "order-a"), make_link("B", "order-b")
    mark = run(ledger.changes(None, 10)).mark
    assert waiting.reminded_at is None
    noted = run(ledger.note_reminder(waiting.id, "whatsapp"))
    again = run(ledger.note_reminder(waiting.id, "copy"))
    assert noted.reminded_at is not None
    assert again.reminded_at >= noted.reminded_at
    assert (again.state, again.updated_at) == (LinkState.WAITING, waiting.updated_at)
    events = [(event.kind, event.detail) for event in run(ledger.events(waiting.id))][-2:]
    assert events == [("reminded", "whatsapp"), ("reminded", "copy")]
    assert [link.id for link in run(ledger.changes(mark, 10)).links] == [waiting.id], "other windows hear of it"
    paid = run(ledger.mark_by_hand(waiting.id, "cash"))
    assert paid.reminded_at is None
    assert run(ledger.link(other.id)).reminded_at is None


def test_only_what_waits_can_be_reminded_of(ledger: SqlLedger, run, make_link) -> None:
    sending = make_link("A")
    with pytest.raises(LedgerError, match="move_refused"):
        run(ledger.note_reminder(sending.id, "copy"))
    assert [event.kind for event in run(ledger.events(sending.id))] == ["created"]


def test_those_who_were_reminded_are_left_out(ledger: SqlLedger, run, make_link) -> None:
    reminded, due, _sending = make_link("A", "order-a"), make_link("B", "order-b"), make_link("C")
    at = run(ledger.note_reminder(reminded.id, "copy")).reminded_at
    states = (LinkState.WAITING,)

    def found(since: str) -> set[int]:
        query = LinkQuery(states=states, until=FUTURE, not_reminded_since=since)
        links = run(ledger.links(query))
        known = [run(ledger.link(each)) for each in (reminded.id, due.id)]
        assert [link for link in known if matches(link, query)] == sorted(links, key=lambda link: link.id)
        assert run(ledger.count(query)) == len(links) == sum(total.count for total in run(ledger.totals(query)))
        return {link.id for link in links}

    assert found(at) == {due.id}
    assert found(FUTURE) == {reminded.id, due.id}
