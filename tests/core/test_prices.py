"""A price list and what its buttons add up to: exact, and never over two currencies."""

from __future__ import annotations

import pytest

from kazadesk.core.errors import InputError, InputErrors
from kazadesk.core.link import MAX_REFERENCE, check_reference
from kazadesk.core.prices import (
    MAX_PRICES,
    Price,
    Sale,
    check_price,
    merged_prices,
    place_of,
    prices_of_rows,
    with_price,
)

COFFEE, TEA, DINAR = Price("Coffee", "2.50", "USD"), Price("شاي", "0.1", "USD"), Price("Dates", "1.250", "KWD")


def codes(name: str, amount: str, currency: str) -> list[str]:
    with pytest.raises(InputErrors) as caught:
        check_price(name, amount, currency)
    return [f"{error.field}.{error.code}" for error in caught.value.errors]


def test_an_item_is_read_by_the_rules_of_the_form() -> None:
    assert check_price("  قهوة   تركية ", "١٢٫٥٠", "usd") == Price("قهوة تركية", "12.50", "USD")
    assert check_price("Dates", "1.250", "KWD") == DINAR
    assert codes("Coffee", "25.000", "SYP") == ["amount.ambiguous"]
    assert codes(" ", "-1", "?") == ["item.missing", "currency.bad_currency", "amount.negative"]
    assert codes("x" * 41, "0", "USD") == ["item.too_long", "amount.zero"]
    assert codes("a\u202eb", "1", "USD") == ["item.invisible"]
    assert codes("amount=", "1", "USD") == ["item.reference_structure"]


def test_a_name_is_there_once_in_whatever_spelling() -> None:
    prices = [COFFEE, Price("قهوة", "1", "USD")]
    assert place_of(prices, "COFFEE") == 0
    assert place_of(prices, "قهوه") == 1
    with pytest.raises(InputError, match="taken"):
        with_price(prices, Price("قَهوة", "3", "USD"))
    assert with_price(prices, Price("coffee", "3", "USD"), 0)[0].amount == "3"
    many = [Price(str(number), "1", "USD") for number in range(MAX_PRICES)]
    with pytest.raises(InputError, match="too_many"):
        with_price(many, COFFEE)


def test_what_is_pressed_is_added_up_exactly() -> None:
    sale = Sale()
    for price in (COFFEE, TEA, TEA, TEA, COFFEE):
        sale = sale.with_one_more(price)
    assert (sale.amount, sale.currency) == ("5.30", "USD")
    assert sale.words == "2 × Coffee, 3 × شاي"
    assert sale.with_one_more(DINAR) == Sale((DINAR,)), "two currencies are never added up"
    assert Sale().amount == ""
    big = Price("gold", "99999999999999.99", "USD")
    assert Sale((big,) * 3).amount == "299999999999999.97"


def test_a_reference_of_names_fits_and_is_a_reference() -> None:
    assert Sale((COFFEE,)).reference("KD-QFKTPW") == "Coffee KD-QFKTPW"
    long = Sale(tuple(Price(f"item {number}", "1", "USD") for number in range(30)))
    made = long.reference("KD-QFKTPW")
    assert len(made) <= MAX_REFERENCE
    assert made.endswith("… KD-QFKTPW")
    assert check_reference(made) == made


def test_rows_of_a_spreadsheet_are_taken_or_named() -> None:
    rows = [["Name", "Price", "Currency"], ["Coffee", "2.50", ""], [], ["شاي", "٠٫١", "usd"]]
    assert prices_of_rows(rows, "USD") == ([COFFEE, TEA], [])
    _, wrong = prices_of_rows([["Coffee", "25.000"], ["Tea"], ["coffee", "1"], ["Coffee", "2"]], "SYP")
    assert [(row, f"{error.field}.{error.code}") for row, error in wrong] == [
        (1, "amount.ambiguous"),
        (2, "amount.missing"),
        (4, "item.taken"),
    ]
    assert merged_prices([COFFEE, DINAR], [Price("coffee", "3", "USD"), TEA]) == [
        Price("coffee", "3", "USD"),
        DINAR,
        TEA,
    ]
