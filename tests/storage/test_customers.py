"""Customers of links, on both engines: kept in the link's own transaction, recalled newest first."""

from __future__ import annotations

import pytest

from kazadesk.core.customers import Customer
from kazadesk.core.errors import InputError
from kazadesk.core.link import LinkRequest
from kazadesk.core.records import LinkQuery
from kazadesk.storage.ledger import SqlLedger

SARA, OMAR = Customer("سارة الأحمد", "+963944123456"), Customer("Omar", "")


def add(ledger: SqlLedger, run, reference: str, customer: Customer | None, profile: str = "shop") -> int:
    request = LinkRequest("5", "USD", "shop@example.com", reference)
    return int(run(ledger.add_link(request, profile=profile, sender="me", customer=customer)).id)


def test_they_are_kept_with_their_links_and_found(ledger: SqlLedger, run) -> None:
    first, second = add(ledger, run, "A", SARA), add(ledger, run, "B", OMAR)
    none, other = add(ledger, run, "C", Customer()), add(ledger, run, "D", SARA, "branch")
    assert run(ledger.customers_of([first, second, none, other])) == {first: SARA, second: OMAR, other: SARA}
    assert run(ledger.customers_of([])) == {}
    assert run(ledger.known_customers("shop", 10)) == [OMAR, SARA]
    assert run(ledger.known_customers("shop", 1)) == [OMAR]
    assert run(ledger.known_customers("nobody", 10)) == []
    for text in ("ساره", "944123", "+963944"):
        assert {link.reference for link in run(ledger.links(LinkQuery(search=text)))} == {"A", "D"}, text


def test_a_link_that_was_not_kept_leaves_no_customer(ledger: SqlLedger, run) -> None:
    add(ledger, run, "A", OMAR)
    with pytest.raises(InputError, match="taken"):
        add(ledger, run, "A", SARA)
    assert run(ledger.known_customers("shop", 10)) == [OMAR]
