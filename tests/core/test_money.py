"""Amounts as people in three scripts type them, and as exact texts ever after."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazadesk.core.errors import InputError
from kazadesk.core.money import (
    decimals_of,
    is_plain,
    is_positive,
    padded,
    parse_amount,
    parse_currency,
    same_amount,
    same_currency,
    shortest,
    usual_amount,
    western,
)


@pytest.mark.parametrize(
    ("typed", "currency", "amount"),
    [
        ("10", "USD", "10"),
        ("10.00", "USD", "10.00"),
        ("  10.5 ", "USD", "10.5"),
        ("10,5", "USD", "10.5"),
        (".5", "USD", "0.5"),
        ("5.", "USD", "5"),
        ("007", "USD", "7"),
        ("١٢٫٥", "USD", "12.5"),
        ("۱۲٫۵۰", "USD", "12.50"),
        ("١٬٢٣٤٫٥٠", "USD", "1234.50"),
        ("1,234.5", "USD", "1234.5"),
        ("1.234,5", "TRY", "1234.5"),
        ("1,234,567", "SYP", "1234567"),
        ("1.234.567", "SYP", "1234567"),
        ("1 234 567", "SYP", "1234567"),
        ("1\u202f234,50", "EUR", "1234.50"),
        ("1'234'567.89", "USD", "1234567.89"),
        ("1’234.50", "USD", "1234.50"),
        ("\u200e25\u200f", "USD", "25"),
        ("\u206725،5\u2069", "USD", "25.5"),
        ("0.000001", "USDT", "0.000001"),
        ("1.234", "KWD", "1.234"),
        ("999999999999999999", "SYP", "999999999999999999"),
    ],
)
def test_amounts_as_typed(typed: str, currency: str, amount: str) -> None:
    assert parse_amount(typed, currency) == amount


@pytest.mark.parametrize(
    ("typed", "currency", "code"),
    [
        ("", "USD", "missing"),
        (" \u200f ", "USD", "missing"),
        ("-5", "USD", "negative"),
        ("\u22125", "USD", "negative"),
        ("1e3", "USD", "exponent"),
        ("1.5E+3", "USD", "exponent"),
        ("1,234", "USD", "ambiguous"),
        ("0", "USD", "zero"),
        ("0.00", "USD", "zero"),
        (".0", "USD", "zero"),
        ("1.005", "USD", "ambiguous"),
        ("25.000", "IQD", "ambiguous"),
        ("٢٥٫٠٠٠", "IQD", "ambiguous"),
        ("1.250", "USDT", "ambiguous"),
        ("250.000", "SYP", "ambiguous"),
        ("1,234", "KWD", "ambiguous"),
        ("1000.005", "USD", "too_many_decimals"),
        ("0,123", "USD", "too_many_decimals"),
        ("1.5", "JPY", "too_many_decimals"),
        ("1234567890123456789", "SYP", "too_long"),
        ("ten", "USD", "not_a_number"),
        ("+5", "USD", "not_a_number"),
        (".", "USD", "not_a_number"),
        (",", "USD", "not_a_number"),
        ("1.2.3", "USD", "not_a_number"),
        ("1,2,3", "USD", "not_a_number"),
        ("12,34,567", "USD", "not_a_number"),
        ("1,234.567,89", "USD", "not_a_number"),
        ("1,234 567", "USD", "not_a_number"),
        ("10$", "USD", "not_a_number"),
        ("1 2", "USD", "not_a_number"),
        ("１０", "USD", "not_a_number"),
        ("1,２３４", "USD", "not_a_number"),
        ("1１e5", "USD", "not_a_number"),
        ("X", "USD", "not_a_number"),
        ("12345678901234567.89", "USD", "too_long"),
        ("²", "USD", "not_a_number"),
        ("1_000", "USD", "not_a_number"),
    ],
)
def test_amounts_that_are_refused(typed: str, currency: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_amount(typed, currency)
    assert (refused.value.field, refused.value.code) == ("amount", code)


def test_what_a_refusal_tells() -> None:
    for typed, currency, details in (
        ("1,234", "USD", {"typed": "1,234", "thousands": "1234", "decimal": ""}),
        (" ١،٢٣٤\u200f", "USD", {"typed": "١،٢٣٤", "thousands": "1234", "decimal": ""}),
        ("25.000", "IQD", {"typed": "25.000", "thousands": "25000", "decimal": "25"}),
        ("1.250", "USDT", {"typed": "1.250", "thousands": "1250", "decimal": "1.25"}),
        ("25.000", "SYP", {"typed": "25.000", "thousands": "25000", "decimal": "25"}),
        ("1000.234", "USD", {"allowed": "2", "currency": "USD"}),
        ("1" * 19, "USD", {"digits": "18"}),
    ):
        with pytest.raises(InputError) as refused:
            parse_amount(typed, currency)
        assert refused.value.details == details


@pytest.mark.parametrize("currency", ["KWD", "BHD", "OMR", "JOD", "TND"])
def test_three_decimals_are_no_thousands_where_prices_have_them(currency: str) -> None:
    assert parse_amount("1.250", currency) == "1.250"
    assert parse_amount("٢٥٫٠٠٠", currency) == "25.000"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("0.250", "0.250"), ("1250.000", "1250.000"), ("1,234.567", "1234.567"), ("25.0000", "25.0000")],
)
def test_what_can_be_read_in_one_way_only_is_not_asked_about(typed: str, amount: str) -> None:
    assert parse_amount(typed, "USDT") == amount


def test_a_chosen_decimal_mark_is_not_asked_about() -> None:
    assert parse_amount("1.250", "USDT", certain=True) == "1.250"


@pytest.mark.parametrize(
    ("amount", "earlier", "usual"),
    [
        ("5000", ["100", "100", "90"], "100"),
        ("4999", ["100", "100", "90"], None),
        ("2", ["100", "100", "150"], "100"),
        ("2.01", ["100", "100", "150"], None),
        ("150000", ["1500.00", "1400", "2000", "1800"], "1800"),
        ("99999", ["1", "1"], None),
        ("99999", ["", "x", "0"], None),
    ],
)
def test_an_unusual_amount(amount: str, earlier: list[str], usual: str | None) -> None:
    assert usual_amount(amount, earlier) == usual


@given(st.integers(1, 10**16 - 1), st.integers(0, 99))
def test_every_price_is_kept_exactly(whole: int, cents: int) -> None:
    for text in (f"{whole}.{cents:02}", f"{whole:_}.{cents:02}".replace("_", "'")):
        assert parse_amount(text, "USD") == f"{whole}.{cents:02}"


@pytest.mark.parametrize(("typed", "code"), [("usd", "USD"), (" Syp ", "SYP"), ("\u200eUSDT", "USDT"), ("T1X", "T1X")])
def test_currencies_as_typed(typed: str, code: str) -> None:
    assert parse_currency(typed) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "missing"), (" ", "missing"), ("US", "bad_currency"), ("$", "bad_currency"), ("1SD", "bad_currency"),
     ("ABCDEFGHIJK", "bad_currency"), ("دولار", "bad_currency"), ("US D", "bad_currency")],
)  # fmt: skip
def test_currencies_that_are_refused(typed: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_currency(typed)
    assert (refused.value.field, refused.value.code) == ("currency", code)


def test_decimals() -> None:
    assert [decimals_of(code) for code in ("USD", "KWD", "JPY", "USDT", "BTC", "XYZ")] == [2, 3, 0, 6, 8, 2]


@pytest.mark.parametrize("text", ["0", "10", "10.0", "007", "0.00", "1" * 40])
def test_plain_decimals(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize(
    "text", ["", ".", "1.", ".1", "-1", "+1", "1e1", "1,0", " 1", "1 ", "1\n", "١", "1" * 41, "1.2.3", "NaN", "0x1"]
)
def test_texts_that_are_no_plain_decimal(text: str) -> None:
    assert not is_plain(text)
    assert not is_positive(text)
    assert not same_amount(text, text)
    assert not same_amount("1", text)
    assert not same_amount(text, "1")


@pytest.mark.parametrize(("text", "positive"), [("1", True), ("0.01", True), ("0", False), ("000.000", False)])
def test_positive(text: str, positive: bool) -> None:
    assert is_positive(text) is positive


plain = st.from_regex(r"[0-9]{1,12}(\.[0-9]{1,12})?", fullmatch=True)


@given(plain, plain)
def test_amounts_are_the_same_where_their_numbers_are(first: str, second: str) -> None:
    assert same_amount(first, second) == (Decimal(first) == Decimal(second))
    assert same_amount(first, f"0{first}")
    assert same_amount(shortest(first), first)
    assert shortest(shortest(first)) == shortest(first)
    assert not same_amount(first, f"{first}1") or "." not in first


@pytest.mark.parametrize(
    ("text", "short"), [("007.50", "7.5"), ("10.00", "10"), ("10", "10"), ("0.0", "0"), ("000", "0"), ("0.05", "0.05")]
)
def test_the_shortest_spelling(text: str, short: str) -> None:
    assert shortest(text) == short


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [("USD", "USD", True), ("usd", "USD", True), ("USD", "USDT", False), ("USD", " USD", False), ("", "USD", False),
     ("\u212a", "K", False), ("ı", "I", False), ("ß", "SS", False), ("ß", "ß", True)],
)  # fmt: skip
def test_currencies_are_the_same_but_for_ascii_case(first: str, second: str, same: bool) -> None:
    assert same_currency(first, second) is same
    assert same_currency(second, first) is same


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("6.5", "USD", "6.50"),
        ("12", "usd", "12.00"),
        ("33.30", "EUR", "33.30"),
        ("1.25", "KWD", "1.250"),
        ("7", "JOD", "7.000"),
        ("5000", "IQD", "5000"),
        ("5000.5", "IQD", "5000.5"),
        ("250000", "SYP", "250000"),
        ("6.123456", "USDT", "6.123456"),
        ("6", "USDT", "6.00"),
        ("0.00012345", "BTC", "0.00012345"),
        ("999999999999999999", "USD", "999999999999999999.00"),
        ("about ten", "USD", "about ten"),
        ("", "USD", ""),
    ],
)
def test_prices_are_shown_with_the_decimals_of_their_currency(amount: str, currency: str, shown: str) -> None:
    assert padded(amount, currency) == shown


@pytest.mark.parametrize(
    ("shown", "searched"),
    [("١٢٫٥٠", "12.50"), ("۱٬۲۳۴", "1234"), ("1\u202f234.5", "1234.5"), ("KD-7F3K طلب ٧", "KD-7F3K طلب 7")],
)
def test_digits_of_other_scripts(shown: str, searched: str) -> None:
    assert western(shown) == searched
