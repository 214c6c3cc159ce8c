"""A ledger of any size: searches that fold, sums that are kept, readers that hold up nobody."""

from __future__ import annotations

import asyncio
import random
import threading
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kazadesk.core.fold import fold
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState, PaymentLink
from kazadesk.core.order import LinkOrder, OrderBy
from kazadesk.core.records import LinkQuery, matches
from kazadesk.storage.ledger import SqlLedger
from kazadesk.storage.rows import order_by, where
from kazadesk.storage.sqlite import dialect, large
from kazadesk.storage.sqlite.ledger_file import SqliteLedger
from tests.storage.test_search import AMOUNTS, LETTERS_MET, add


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(LETTERS_MET, max_size=40))
def test_the_database_folds_as_the_program_does(ledger: SqliteLedger, text: str) -> None:
    def both() -> str:
        with ledger._connection:
            ledger._connection.execute("SAVEPOINT here")
            ledger._connection.execute(
                "INSERT INTO links (profile, reference, amount, currency, email, state, created_at, updated_at, sender)"
                " VALUES ('p', ?, '1', 'USD', 'e', 'sending', 'c', 'u', 's')",
                (text,),
            )
            found = ledger._connection.execute("SELECT text FROM link_texts WHERE id = last_insert_rowid()").get
            ledger._connection.execute("ROLLBACK TO here")
        return str(found)

    assert ledger.run(both).partition("\n1\n")[0] == fold(text)


def test_sums_are_those_of_the_links_whatever_was_done(ledger: SqliteLedger, run) -> None:
    rng = random.Random(3)
    for number in range(60):
        state = rng.choice(["waiting", "failed", "unknown", "sending", "unsent"])
        link = add(ledger, run, f"R-{number}", rng.choice(AMOUNTS), rng.choice(["USD", "SYP"]), state)
        if state in ("waiting", "unknown") and rng.random() < 0.3:
            run(ledger.mark_by_hand(link.id, "cash"))
        if rng.random() < 0.2:
            run(ledger.archive([link.id], archived=True))
        if rng.random() < 0.1:
            run(ledger.archive([link.id], archived=False))
    day = "2000-01-01T00:00:00.000Z"
    queries = [
        LinkQuery(archived=archived, currency=currency, states=states, since=since, profile=profile)
        for archived in (None, False, True)
        for currency in (None, "USD", "EUR")
        for states in ((), (LinkState.WAITING, LinkState.PAID_BY_HAND))
        for since in (None, day, "2000-01-01T13:30:00.000Z", "2999-01-01T00:00:00.000Z")
        for profile in (None, "shop", "other")
    ]
    for query in queries:
        kept = run(ledger.totals(query))
        added = run(ledger.call(partial(SqlLedger._totals, ledger, query)))
        assert [(each.currency, each.state, each.count, Decimal(each.amount)) for each in kept] == [
            (each.currency, each.state, each.count, Decimal(each.amount)) for each in added
        ]
        condition, values = where(query)
        counted = ledger.run(partial(ledger._get, f"SELECT count(*) FROM links WHERE {condition}", values))
        assert run(ledger.count(query)) == counted


@pytest.mark.parametrize("order", [LinkOrder(by, down) for by in OrderBy for down in (True, False)])
def test_every_order_has_its_index(ledger: SqliteLedger, order: LinkOrder) -> None:
    terms = ", ".join(f"{term} {'DESC' if down else 'ASC'}" for term, down in dialect.terms(order))
    plan = ledger.run(lambda: ledger._all(f"EXPLAIN QUERY PLAN SELECT id FROM links ORDER BY {terms} LIMIT 200"))
    assert not any("USE TEMP B-TREE FOR ORDER BY" in row[3] for row in plan), plan


@pytest.fixture
def mixed(ledger: SqliteLedger, run, monkeypatch: pytest.MonkeyPatch) -> list[PaymentLink]:
    """Links of one currency and state that many have, and of some that few have; to five are few."""
    monkeypatch.setattr(large, "_FEW", 5)
    links = []
    for number in range(40):
        asked = LinkRequest(
            str(number % 7 + 1), "EUR" if number % 13 == 0 else "USD", "a@b.example", f"R-{number * 7 % 40}"
        )
        link = run(ledger.add_link(asked, profile="shop", sender="me"))
        if number % 8:
            created = CreatedLink("https://pay.example/1", f"id-{number}")
            link = run(ledger.finish_link(link.id, LinkState.WAITING, created=created))
        else:
            link = run(ledger.finish_link(link.id, LinkState.FAILED, error="refused"))
        links.append(link)
    return links


@pytest.mark.parametrize("order", [LinkOrder(by, down) for by in OrderBy for down in (True, False)])
def test_a_filter_and_an_order_give_the_same_whatever_is_looked_for_first(
    ledger: SqliteLedger, run, mixed: list[PaymentLink], order: LinkOrder
) -> None:
    everything = run(ledger.links(LinkQuery(), order=order, limit=100))
    assert {link.id for link in everything} == {link.id for link in mixed}
    for currency in (None, "USD", "EUR", "SYP"):
        for states in ((), (LinkState.WAITING,), (LinkState.FAILED,), (LinkState.FAILED, LinkState.PAID)):
            query = LinkQuery(profile="shop", currency=currency, states=states)
            wanted = [link.id for link in everything if matches(link, query)]
            found, after = [], None
            while page := run(ledger.links(query, order=order, after=after, limit=7)):
                found += page
                after = page[-1]
            assert [link.id for link in found] == wanted


@pytest.mark.parametrize(
    ("query", "by", "walked"),
    [
        (LinkQuery(currency="USD"), OrderBy.CREATED, True),
        (LinkQuery(currency="USD"), OrderBy.REFERENCE, True),
        (LinkQuery(currency="EUR"), OrderBy.CREATED, False),
        (LinkQuery(currency="USD"), OrderBy.AMOUNT, False),
        (LinkQuery(states=(LinkState.WAITING,)), OrderBy.AMOUNT, True),
        (LinkQuery(states=(LinkState.FAILED,)), OrderBy.AMOUNT, False),
        (LinkQuery(states=(LinkState.WAITING,)), OrderBy.CREATED, False),
        (LinkQuery(profile="shop"), OrderBy.REFERENCE, True),
    ],
)
def test_what_most_links_share_is_not_looked_for_first(
    ledger: SqliteLedger, mixed: list[PaymentLink], query: LinkQuery, by: OrderBy, walked: bool
) -> None:
    order = LinkOrder(by, False)

    def plan() -> str:
        condition, values = ledger._where(query, order)
        found = f"SELECT id FROM links WHERE {condition} ORDER BY {order_by(order, dialect)} LIMIT 200"
        return str(ledger._all(f"EXPLAIN QUERY PLAN {found}", values))

    said = ledger.run(plan)
    assert ("SEARCH" not in said) is walked, said
    assert not walked or "TEMP B-TREE FOR ORDER BY" not in said, said


def test_a_read_that_takes_long_holds_up_no_create(ledger: SqliteLedger, run) -> None:
    async def scenario() -> None:
        slow = (
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1000000000)"
            " SELECT count(*) FROM n"
        )
        reading = asyncio.ensure_future(ledger._read_job(lambda: ledger._get(slow)))
        request = LinkRequest("1", "USD", "a@example.com", "R-1")
        link = await ledger.add_link(request, profile="shop", sender="me")
        assert not reading.done()
        ended = threading.Event()
        reading.add_done_callback(lambda _reading: ended.set())
        interrupted = asyncio.get_running_loop().run_in_executor(None, _interrupt, ledger, ended)
        with pytest.raises(Exception):  # noqa: B017
            await reading
        await interrupted
        assert await ledger.link(link.id) == link

    run(scenario())


def _interrupt(ledger: SqliteLedger, ended: threading.Event) -> None:
    """Until it has an effect: what is interrupted before its statement runs goes on."""
    while not ended.wait(0.01):
        if ledger._reading_connection is not None:
            ledger._reading_connection.interrupt()


def test_what_was_committed_is_seen_at_once(ledger: SqliteLedger, run, path: Path) -> None:
    other = SqliteLedger.open(path)
    for number in range(20):
        link = add(ledger, run, f"R-{number}", "1")
        assert run(ledger.link(link.id)) == link
        assert run(other.link(link.id)) == link
    other.close_now()
