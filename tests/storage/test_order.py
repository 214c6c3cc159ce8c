"""The orders of the list: pages of the ledger, and the rule that a list on the screen follows."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest

from kazadesk.core.link import CreatedLink, LinkRequest, LinkState, PaymentLink
from kazadesk.core.order import STATES, LinkOrder, OrderBy, place
from kazadesk.core.records import LinkQuery

ORDERS = [LinkOrder(by, down) for by in OrderBy for down in (True, False)]
orders = pytest.mark.parametrize(
    "order", ORDERS, ids=lambda order: f"{order.by}-{'down' if order.descending else 'up'}"
)

AMOUNTS = (
    "10",
    "9",
    "10.00",
    "9.99",
    "10.5",
    "10.05",
    "100",
    "1000000",
    "0.5",
    "0.05",
    "0010.10",
    "999999999999999999",
)
REFERENCES = ("INV-2", "inv-1", "INV-10", "a", "B", "_", "ب", "é", "Z", "z", "AB", "A")


@pytest.fixture
def filled(ledger, run) -> list[PaymentLink]:
    """A dozen links of two currencies and five states, no two columns of which are in the same order."""
    links = []
    for number, (amount, reference) in enumerate(zip(AMOUNTS, REFERENCES, strict=True)):
        request = LinkRequest(amount, "SYP" if number % 3 else "EUR", "merchant@example.com", reference)
        link = run(ledger.add_link(request, profile="shop", sender="me"))
        if number % 5 == 1:
            link = run(ledger.finish_link(link.id, LinkState.UNKNOWN, error="reset"))
        elif number % 5 > 1:
            created = CreatedLink(f"https://pay.example/{number}", f"id-{number}")
            link = run(ledger.finish_link(link.id, LinkState.WAITING, created=created))
        if number % 5 == 4:
            link = run(ledger.mark_by_hand(link.id, "settled by phone"))
        links.append(link)
    return links


def listed(ledger, run, order, size):
    """All links, read page by page."""
    links, after = [], None
    while page := run(ledger.links(LinkQuery(), order=order, after=after, limit=size)):
        links += page
        after = page[-1]
    return links


@orders
@pytest.mark.parametrize("size", [1, 5, 100])
def test_pages_of_any_size_give_every_link_once_and_in_order(ledger, run, filled, order, size):
    assert listed(ledger, run, order, size) == sorted(filled, key=lambda link: place(link, order))


def test_amounts_are_compared_as_numbers_within_their_currency(ledger, run, filled):
    found = listed(ledger, run, LinkOrder(OrderBy.AMOUNT, True), 3)
    groups = {code: list(links) for code, links in itertools.groupby(found, key=lambda link: link.currency)}
    assert list(groups) == ["EUR", "SYP"]
    for links in groups.values():
        amounts = [Decimal(link.amount) for link in links]
        assert amounts == sorted(amounts, reverse=True)


def test_states_begin_with_what_somebody_should_look_at(ledger, run, filled):
    found = listed(ledger, run, LinkOrder(OrderBy.STATE, False), 100)
    assert [state for state, _ in itertools.groupby(found, key=lambda link: link.state)] == [
        LinkState.UNKNOWN,
        LinkState.SENDING,
        LinkState.WAITING,
        LinkState.PAID_BY_HAND,
    ]
    assert set(STATES) == set(LinkState)


@orders
def test_links_that_are_equal_stand_newest_first(ledger, run, make_link, order):
    made = [make_link("R-1", f"id-{profile}", profile=profile).id for profile in ("a", "b", "c")]
    found = [link.id for link in listed(ledger, run, order, 2)]
    assert found == (made if order == LinkOrder(OrderBy.CREATED, False) else made[::-1])


def test_amounts_written_differently_but_equal_stand_newest_first(ledger, run):
    for number, amount in enumerate(("10", "10.0", "10.000", "010")):
        run(ledger.add_link(LinkRequest(amount, "USD", "a@example.com", f"R-{number}"), profile="shop", sender="me"))
    found = listed(ledger, run, LinkOrder(OrderBy.AMOUNT, False), 1)
    assert [link.reference for link in found] == ["R-3", "R-2", "R-1", "R-0"]


def test_links_are_read_again_by_their_ids(ledger, run, filled):
    wanted = filled[2:9:3]
    assert sorted(run(ledger.links_of([link.id for link in wanted])), key=lambda link: link.id) == wanted
    assert run(ledger.links_of([])) == []
