"""The orders of the list, beside what the ledger makes of them (storage/test_order.py)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.order import NEWEST_FIRST, STATES, LinkOrder, OrderBy, place


def ids(links: list[PaymentLink], order: LinkOrder) -> list[int]:
    return [link.id for link in sorted(links, key=lambda link: place(link, order))]


def test_every_state_has_its_place() -> None:
    assert sorted(STATES) == sorted(LinkState)


@pytest.mark.parametrize(
    ("by", "ascending", "descending"),
    [
        (OrderBy.CREATED, [1, 2, 3, 4], [4, 3, 2, 1]),
        (OrderBy.STATE, [2, 4, 1, 3], [3, 4, 1, 2]),
        (OrderBy.AMOUNT, [3, 4, 2, 1], [3, 1, 4, 2]),
        (OrderBy.REFERENCE, [2, 4, 1, 3], [3, 4, 1, 2]),
    ],
)
def test_orders(link: PaymentLink, by: OrderBy, ascending: list[int], descending: list[int]) -> None:
    """Currencies apart whichever way; what is equal stands newest first either way."""
    links = [
        replace(link, id=1, state=LinkState.WAITING, amount="10.5", reference="b"),
        replace(link, id=2, state=LinkState.UNKNOWN, amount="9", reference="A1"),
        replace(link, id=3, state=LinkState.PAID, amount="70", currency="EUR", reference="ب"),
        replace(link, id=4, state=LinkState.WAITING, amount="9.00", reference="B"),
    ]
    assert ids(links, LinkOrder(by, descending=False)) == ascending
    assert ids(links, LinkOrder(by, descending=True)) == descending
    assert ids(links, NEWEST_FIRST) == [4, 3, 2, 1]
