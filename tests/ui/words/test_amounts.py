"""Amounts in groups of three, never another amount than what came in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kazadesk.words.amounts import GROUP, grouped


@pytest.mark.parametrize(
    ("plain", "shown"),
    [
        ("5", "5"),
        ("999.99", "999.99"),
        ("1000", "1 000"),
        ("1500000", "1 500 000"),
        ("25000.50", "25 000.50"),
        ("0.000001", "0.000001"),
    ],
)
def test_long_amounts_are_grouped(plain: str, shown: str) -> None:
    assert grouped(plain) == shown.replace(" ", GROUP)


@pytest.mark.parametrize("strange", ["", "007", "1e5", "-5", "1,000", "12.", "١٢٣", "9" * 500])
def test_what_is_no_plain_amount_is_shown_as_it_is(strange: str) -> None:
    assert grouped(strange) == strange


@given(some.text(alphabet="0123456789.,-eE+ ", max_size=50))
def test_nothing_but_group_marks_is_ever_added(text: str) -> None:
    assert grouped(text).replace(GROUP, "") == text
