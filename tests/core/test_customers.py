"""Customers: numbers that a chat can open, never guessed in silence, and names found in any spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazadesk.core.customers import Customer, dialled, distinct, parse_country, parse_phone, plain_text, recalled
from kazadesk.core.errors import InputError


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("+963 944 123 456", "", "+963944123456"),
        ("00963-944-123456", "", "+963944123456"),
        ("٠٩٤٤ ١٢٣ ٤٥٦", "963", "+963944123456"),
        ("\u200e0944/123.456\u200f", "963", "+963944123456"),
        ("944123456", "963", "+963944123456"),
        ("+963 (0)944 123456", "90", "+963944123456"),
        ("+1 (202) 555-0143", "963", "+12025550143"),
        ("  ", "963", ""),
    ],
)
def test_a_number_is_read_as_it_is_dialled(typed: str, country: str, number: str) -> None:
    assert parse_phone(typed, country) == number
    assert parse_phone(number, country) == number


@pytest.mark.parametrize(
    ("typed", "country", "code"),
    [
        ("0944123456", "", "no_country"),
        ("944123456", "", "no_country"),
        ("963944123456", "963", "two_numbers"),
        ("+0944123456", "963", "bad_phone"),
        ("+9", "", "bad_phone"),
        ("12", "963", "bad_phone"),
        ("0944 ext 3", "963", "bad_phone"),
        ("+9639441234567890", "", "bad_phone"),
        ("9" * 41, "963", "too_long"),
        ("0944\u202e123", "963", "invisible"),
    ],
)
def test_what_is_not_certain_is_asked_for(typed: str, country: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_phone(typed, country)
    assert (caught.value.field, caught.value.code) == ("phone", code)
    assert dialled(typed, country) == ""


@given(st.text("+0123456789 ()-٠٩a\u200e", max_size=20), st.sampled_from(["", "963", "1"]))
def test_whatever_is_typed_gives_a_number_or_a_reason(typed: str, country: str) -> None:
    try:
        number = parse_phone(typed, country)
    except InputError:
        return
    assert not number or (number[0] == "+" and number[1] != "0" and 8 <= len(number[1:]) <= 15 and number[1:].isdigit())


def test_a_country_is_its_digits() -> None:
    assert [parse_country(text) for text in ("", "+963", "00963", " ٩٦٣ ")] == ["", "963", "963", "963"]
    for wrong in ("0", "96355", "syria", "+0963"):
        with pytest.raises(InputError, match="bad_country"):
            parse_country(wrong)


def test_names_are_kept_on_one_line() -> None:
    assert plain_text(" سارة\n الأحمد ", "name", 200) == "سارة الأحمد"


AHMAD, SARA, OLD = Customer("أحمد علي", "+963944123456"), Customer("سارة", "+963955000111"), Customer("Omar", "0933 77")


def test_customers_are_recalled_by_name_or_number_in_any_spelling() -> None:
    known = [AHMAD, SARA, OLD]
    for text in ("احمد", "عَلي", "علي", "0944", "+963944", "٠٩٤٤١٢", "944 123"):
        assert recalled(known, text) == [AHMAD], text
    assert recalled(known, "ساره") == [SARA]
    assert recalled(known, "OM") == [OLD]
    assert recalled(known, "093377") == [OLD]
    for text in ("", "  ", "حمد", "9", "x"):
        assert recalled(known, text) == [], text
    assert len(recalled([Customer(f"A {number}") for number in range(20)], "a")) == 8


def test_each_customer_is_offered_once() -> None:
    assert distinct([AHMAD, Customer("احمد علي", "+963944123456"), Customer("أحمد علي"), SARA]) == [AHMAD, SARA]
    assert distinct([Customer("Omar"), AHMAD]) == [Customer("Omar"), AHMAD]
