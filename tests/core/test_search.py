"""What a person who searches means."""

from __future__ import annotations

import pytest

from kazadesk.core.fold import fold, fold_word
from kazadesk.core.search import Search, search_for


@pytest.mark.parametrize(
    ("text", "needles", "currency"),
    [
        ("KD-7F", ("kd-7f",), None),
        ("500.75 USD", ("500.75 usd", "500.75"), "USD"),
        ("USD 1,500.75", ("usd 1,500.75", "1500.75"), "USD"),
        ("\u20661\u202f500.75 USD\u2069", ("1 500.75 usd", "1500.75"), "USD"),
        ("1 500", ("1 500", "1500"), None),
        ("١٥٠٠", ("1500",), None),
        ("فاتورة أولى", ("فاتوره اولي",), None),
    ],
)
def test_needles(text: str, needles: tuple[str, ...], currency: str | None) -> None:
    search = search_for(text)
    assert search.needles == needles
    assert (search.money and search.money[1]) == currency
    assert search_for(text) is search


def test_what_fits() -> None:
    assert Search("500.75 usd").fits("1500.75", "USD", "A-1", None)
    assert not Search("500.75 usd").fits("1500.75", "SYP", "A-1", None)
    assert Search("500.75 usd").fits("1", "SYP", "note: 500.75 USD")
    assert Search("1 500").fits("1500.75", "SYP", "A-1", None)
    assert Search("1 500").fits("7", "SYP", "A-1500", None)
    assert not Search("1 500").fits("7", "SYP", "A-1", None)
    assert not Search("أحمد").fits("7", "SYP", "محمد", None)
    assert Search("أحمد").fits("7", "SYP", None, "احمَد")


def test_folding() -> None:
    assert fold("plain ASCII") == "plain ASCII"
    assert fold("الإسـلامِ\u200f ٣٫٥\u00a0۷") == "الاسلام 3.5 7"
    assert fold_word(" Order_No-1 ") == "order no 1"
