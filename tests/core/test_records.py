"""What is asked of the ledger, and what it tells."""

from __future__ import annotations

import pytest

from kazadesk.core.records import LinkQuery


def test_a_query_without_limits_leaves_out_what_is_archived() -> None:
    query = LinkQuery()
    assert (query.profile, query.states, query.search, query.currency) == (None, (), "", None)
    assert (query.since, query.until, query.archived) == (None, None, False)


def test_a_query_does_not_change() -> None:
    with pytest.raises(AttributeError):
        LinkQuery().search = "x"  # type: ignore[misc]
