"""Searches on both engines: every spelling, amounts with their currency, customers, parts of anything."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kazadesk.core.customers import Customer
from kazadesk.core.fold import BLANKS, DIGITS, LETTERS, UNSEEN, fold
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.order import LinkOrder, OrderBy
from kazadesk.core.records import LinkQuery, matches
from kazadesk.storage.ledger import SqlLedger
from tests.postgres_server import PostgresServer
from tests.storage.engines import DATABASE, PostgresEngine

REFERENCES = [
    "KD-7F3K", "kd-7f3k2", "INV-7/2", "فاتورة أحمد ١٢٣", "فاتوره احمد 124", "مُحَمَّد", "محمـــد", "هدى", "إبراهيم",
    "50% off",
    "a_b", "O'Hara \"x\"", "قهوة", "Straße", "\u200fمخفي\u200e", "۱۲۳", "100\u00a0000",
]  # fmt: skip
AMOUNTS = ["500.75", "1500.75", "10.50", "0.000001", "999999999999999999", "15000"]
LETTERS_MET = "".join(map(chr, (*DIGITS, *LETTERS, *UNSEEN, *BLANKS))) + "aA1 -/أبتé'\"%_"


def add(ledger: SqlLedger, run, reference: str, amount: str, currency: str = "USD", state: str = "waiting"):
    request = LinkRequest(amount, currency, "Shop@example.com", reference)
    customer = Customer("سارة الأحمد", "+963 11 555") if reference == "KD-7F3K" else None
    link = run(ledger.add_link(request, profile="shop", sender="me", customer=customer))
    if state == "sending":
        return link
    created = CreatedLink(f"https://pay.example/wallet/pay/{link.id}x{reference.encode().hex()[:20]}", f"id-{link.id}")
    return run(ledger.finish_link(link.id, LinkState(state), created=created if state == "waiting" else None))


@pytest.fixture
def shop(ledger: SqlLedger, run) -> SqlLedger:
    """Links with every reference and amount."""
    rng = random.Random(1)
    for number, reference in enumerate(REFERENCES):
        state = rng.choice(["waiting", "waiting", "failed", "unknown", "sending"])
        add(ledger, run, reference, AMOUNTS[number % len(AMOUNTS)], rng.choice(["USD", "SYP"]), state)
    return ledger


def _found(ledger: SqlLedger, run, search: str, **more) -> list[str]:
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
def test_a_search_finds_every_spelling(shop: SqlLedger, run, search: str, references: list[str]) -> None:
    assert _found(shop, run, search) == references


def test_an_amount_with_its_currency_is_both(ledger: SqlLedger, run) -> None:
    add(ledger, run, "A-1", "1500.75", "USD")
    add(ledger, run, "A-2", "1500.75", "SYP")
    add(ledger, run, "A-3", "500.75", "USD")
    for search in ("1500.75 USD", "\u20661\u202f500.75 USD\u2069", "١٬٥٠٠٫٧٥ usd", "1,500.75 USD", "1 500.75USD"):
        assert _found(ledger, run, search) == ["A-1"], search
    assert _found(ledger, run, "500.75 USD") == ["A-3", "A-1"]
    assert _found(ledger, run, "1 500.75") == ["A-2", "A-1"]


def test_urls_addresses_and_order_ids_are_searched(shop: SqlLedger, run) -> None:
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
def test_the_index_finds_what_a_look_at_every_link_finds(shop: SqlLedger, run, search: str) -> None:
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


def test_pages_of_a_search_follow_each_other(ledger: SqlLedger, run) -> None:
    for number in range(30):
        add(ledger, run, f"KD-{number:02d}", "1")
    for down in (True, False):
        order, after, found = LinkOrder(OrderBy.CREATED, down), None, []
        while page := run(ledger.links(LinkQuery(search="kd-"), order=order, after=after, limit=7)):
            found += [link.reference for link in page]
            after = page[-1]
        assert found == sorted((f"KD-{number:02d}" for number in range(30)), reverse=down)


def test_a_server_folds_as_the_program_does(postgres: PostgresServer) -> None:
    PostgresEngine(postgres).open().close_now()
    [(folded,)] = postgres.execute(DATABASE, "SELECT kazadesk.fold_text($1)", [LETTERS_MET])
    assert folded == fold(LETTERS_MET).lower()
