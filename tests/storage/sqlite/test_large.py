"""A ledger of any size: searches that fold, sums that are kept, readers that hold up nobody."""

from __future__ import annotations

import asyncio
import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kazadesk.core.books.records import Customer
from kazadesk.core.fold import BLANKS, DIGITS, LETTERS, UNSEEN, fold
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.order import LinkOrder, OrderBy
from kazadesk.core.records import LinkQuery, matches
from kazadesk.storage.ledger import SqlLedger
from kazadesk.storage.rows import where
from kazadesk.storage.sqlite import dialect
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

REFERENCES = [
    "KD-7F3K", "kd-7f3k2", "INV-7/2", "فاتورة أحمد ١٢٣", "فاتوره احمد 124", "مُحَمَّد", "محمـــد", "هدى", "إبراهيم",
    "50% off",
    "a_b", "O'Hara \"x\"", "قهوة", "Straße", "\u200fمخفي\u200e", "۱۲۳", "100\u00a0000",
]  # fmt: skip
AMOUNTS = ["500.75", "1500.75", "10.50", "0.000001", "999999999999999999", "15000"]
LETTERS_MET = "".join(map(chr, (*DIGITS, *LETTERS, *UNSEEN, *BLANKS))) + "aA1 -/أبتé'\"%_"


def _add(ledger: SqliteLedger, run, reference: str, amount: str, currency: str = "USD", state: str = "waiting"):
    request = LinkRequest(amount, currency, "Shop@example.com", reference)
    customer = Customer("سارة الأحمد", "+963 11 555") if reference == "KD-7F3K" else None
    link = run(ledger.add_link(request, profile="shop", sender="me", customer=customer))
    if state == "sending":
        return link
    created = CreatedLink(f"https://pay.example/wallet/pay/{link.id}x{reference.encode().hex()[:20]}", f"id-{link.id}")
    return run(ledger.finish_link(link.id, LinkState(state), created=created if state == "waiting" else None))


@pytest.fixture
def shop(ledger: SqliteLedger, run) -> SqliteLedger:
    """Links with every reference and amount."""
    rng = random.Random(1)
    for number, reference in enumerate(REFERENCES):
        state = rng.choice(["waiting", "waiting", "failed", "unknown", "sending"])
        _add(ledger, run, reference, AMOUNTS[number % len(AMOUNTS)], rng.choice(["USD", "SYP"]), state)
    return ledger


def _found(ledger: SqliteLedger, run, search: str, **more) -> list[str]:
    return [link.reference for link in run(ledger.links(LinkQuery(search=search, **more)))]


@pytest.mark.parametrize(
    ("search", "references"),
    [
        ("kd-7f3k", ["kd-7f3k2", "KD-7F3K"]),
        ("فاتورة احمد", ["فاتوره احمد 124", "فاتورة أحمد ١٢٣"]),
        ("١٢٣", ["۱۲۳", "فاتورة أحمد ١٢٣"]),
        ("محمد", ["محمـــد", "مُحَمَّد"]),
        ("هدي", ["هدى"]),
        ("ابراهيم", ["إبراهيم"]),
        ("50%", ["50% off"]),
        ("a_b", ["a_b"]),
        ('hara "x"', ['O\'Hara "x"']),
        ("inv-7/2", ["INV-7/2"]),
        ("مخفي", ["\u200fمخفي\u200e"]),
        ("100 000", ["100\u00a0000"]),
        ("سارة الاحمد", ["KD-7F3K"]),
        ("+963 11", ["KD-7F3K"]),
        ("zzzz", []),
    ],
)
def test_a_search_finds_every_spelling(shop: SqliteLedger, run, search: str, references: list[str]) -> None:
    assert _found(shop, run, search) == references


def test_an_amount_with_its_currency_is_both(ledger: SqliteLedger, run) -> None:
    _add(ledger, run, "A-1", "1500.75", "USD")
    _add(ledger, run, "A-2", "1500.75", "SYP")
    _add(ledger, run, "A-3", "500.75", "USD")
    for search in ("1500.75 USD", "\u20661\u202f500.75 USD\u2069", "١٬٥٠٠٫٧٥ usd", "1,500.75 USD", "1 500.75USD"):
        assert _found(ledger, run, search) == ["A-1"], search
    assert _found(ledger, run, "500.75 USD") == ["A-3", "A-1"]
    assert _found(ledger, run, "1 500.75") == ["A-2", "A-1"]


def test_urls_addresses_and_order_ids_are_searched(shop: SqliteLedger, run) -> None:
    link = next(link for link in run(shop.links(LinkQuery())) if link.url)
    assert link.url
    for search in (
        link.url,
        link.url[8:],
        link.url[-12:],
        link.url[20:],
        link.order_id or "",
        "y/" + link.url.rpartition("/")[2],
    ):
        assert link.reference in _found(shop, run, search), search
    assert len(_found(shop, run, "SHOP@example")) == len(REFERENCES)
    assert len(_found(shop, run, "pay.example/wallet")) == sum(bool(each.url) for each in run(shop.links(LinkQuery())))


def _parts(text: str) -> st.SearchStrategy[str]:
    places = st.integers(0, len(text))
    return st.tuples(places, places).map(lambda both: text[min(both) : max(both)])


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.text(LETTERS_MET, max_size=6), st.sampled_from(REFERENCES).flatmap(_parts)))
def test_the_index_finds_what_a_look_at_every_link_finds(shop: SqliteLedger, run, search: str) -> None:
    query = LinkQuery(search=search)
    every = run(shop.links(LinkQuery(), limit=1000))
    wanted = [link.reference for link in every if matches(link, query)]
    found = _found(shop, run, search)
    assert [reference for reference in found if reference != "KD-7F3K"] == [
        each for each in wanted if each != "KD-7F3K"
    ]
    for order in (LinkOrder(OrderBy.AMOUNT), LinkOrder(OrderBy.CREATED, descending=False)):
        assert sorted(link.reference for link in run(shop.links(query, order=order))) == sorted(found)
    assert run(shop.count(query)) == len(found)


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


def test_pages_of_a_search_follow_each_other(ledger: SqliteLedger, run) -> None:
    for number in range(30):
        _add(ledger, run, f"KD-{number:02d}", "1")
    for down in (True, False):
        order, after, found = LinkOrder(OrderBy.CREATED, down), None, []
        while page := run(ledger.links(LinkQuery(search="kd-"), order=order, after=after, limit=7)):
            found += [link.reference for link in page]
            after = page[-1]
        assert found == sorted((f"KD-{number:02d}" for number in range(30)), reverse=down)


def test_sums_are_those_of_the_links_whatever_was_done(ledger: SqliteLedger, run) -> None:
    rng = random.Random(3)
    for number in range(60):
        state = rng.choice(["waiting", "failed", "unknown", "sending", "unsent"])
        link = _add(ledger, run, f"R-{number}", rng.choice(AMOUNTS), rng.choice(["USD", "SYP"]), state)
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
        added = run(ledger.call(lambda query=query: SqlLedger._totals(ledger, query)))
        assert [(each.currency, each.state, each.count, Decimal(each.amount)) for each in kept] == [
            (each.currency, each.state, each.count, Decimal(each.amount)) for each in added
        ]
        condition, values = where(query, dialect)
        counted = ledger.run(lambda c=condition, v=values: ledger._get(f"SELECT count(*) FROM links WHERE {c}", v))
        assert run(ledger.count(query)) == counted


@pytest.mark.parametrize("order", [LinkOrder(by, down) for by in OrderBy for down in (True, False)])
def test_every_order_has_its_index(ledger: SqliteLedger, order: LinkOrder) -> None:
    terms = ", ".join(f"{term} {'DESC' if down else 'ASC'}" for term, down in dialect.terms(order))
    plan = ledger.run(lambda: ledger._all(f"EXPLAIN QUERY PLAN SELECT id FROM links ORDER BY {terms} LIMIT 200"))
    assert not any("USE TEMP B-TREE FOR ORDER BY" in row[3] for row in plan), plan


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
        reader = ledger._reader
        assert reader is not None
        interrupted = asyncio.get_running_loop().run_in_executor(None, _interrupt, ledger)
        with pytest.raises(Exception):  # noqa: B017
            await reading
        await interrupted
        assert await ledger.link(link.id) == link

    run(scenario())


def _interrupt(ledger: SqliteLedger) -> None:
    while ledger._reading_connection is None:
        pass
    ledger._reading_connection.interrupt()


def test_what_was_committed_is_seen_at_once(ledger: SqliteLedger, run, path: Path) -> None:
    other = SqliteLedger.open(path)
    for number in range(20):
        link = _add(ledger, run, f"R-{number}", "1")
        assert run(ledger.link(link.id)) == link
        assert run(other.link(link.id)) == link
    other.close_now()
