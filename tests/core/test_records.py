"""What is asked of the ledger, and what it tells."""

from __future__ import annotations

import pytest

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.records import LinkQuery, matches


def test_a_query_without_limits_leaves_out_what_is_archived() -> None:
    query = LinkQuery()
    assert (query.profile, query.states, query.search, query.currency) == (None, (), "", None)
    assert (query.since, query.until, query.archived) == (None, None, False)


def test_a_query_does_not_change() -> None:
    with pytest.raises(AttributeError):
        LinkQuery().search = "x"  # type: ignore[misc]


@pytest.mark.parametrize(
    "query",
    [
        LinkQuery(profile="other"),
        LinkQuery(states=(LinkState.PAID,)),
        LinkQuery(currency="EUR"),
        LinkQuery(since="2026-01-02"),
        LinkQuery(until="2026-01-01T10:00:00.000Z"),
        LinkQuery(without_order_id=True),
        LinkQuery(archived=True),
        LinkQuery(search="another"),
        LinkQuery(paid_since="2026-01-01"),
    ],
)
def test_a_link_that_a_query_leaves_out(link: PaymentLink, query: LinkQuery) -> None:
    assert not matches(link, query)
    assert matches(link, LinkQuery(profile="shop", since=link.created_at, search="7f3k", archived=None))


@pytest.mark.parametrize(
    ("query", "beyond", "single"),
    [
        (LinkQuery(states=(LinkState.PAID,), currency="USD"), False, False),
        (LinkQuery(without_order_id=True), False, True),
        (LinkQuery(not_reminded_since="2026-01-01"), False, True),
        (LinkQuery(paid_until="2026-01-01"), True, True),
        (LinkQuery(batch=1), True, True),
    ],
)
def test_what_decides_a_query(query: LinkQuery, beyond: bool, single: bool) -> None:
    assert (query.beyond_links, query.of_single_links) == (beyond, single)
