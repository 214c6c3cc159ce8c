"""What a cell's number format shows beside the number, so that no euro is taken for a dollar."""

from __future__ import annotations

import pytest

from kazadesk.core.books.formats import is_otherwise, is_the_currency, shown_by


@pytest.mark.parametrize(
    "code",
    [
        "",
        "General",
        "0",
        "0.00",
        "#,##0.00",
        "#,##0.00;[Red]-#,##0.00",
        "_-* #,##0.00\\ _€_-",
        "_(* #,##0_);_(* \\(#,##0\\)",
        "0.00E+00",
        "# ?/?",
        "@",
        "[$-409]0",
        "#,##0.00\u00a0",
    ],
)
def test_a_plain_number_shows_nothing_more(code: str) -> None:
    assert shown_by(code) == ""


@pytest.mark.parametrize(
    ("code", "shown", "fits", "differs"),
    [
        ("[$€-2] #,##0.00", "€", "EUR", "USD"),
        ('"$"#,##0.00', "$", "USD", "EUR"),
        ("$#,##0", "$", "CAD", "SYP"),
        ('#,##0 "ل.س"', "ل.س", "SYP", "USD"),
        ('#,##0 "ل.س.\u200f"', "ل.س.", "SYP", "AED"),
        ("[$USD] 0.00", "USD", "USD", "EUR"),
        ("#,##0.00\\ [$₺-41F]", "₺", "TRY", "USD"),
        ('0.00" د.إ"', "د.إ", "AED", "SAR"),
        ("0000", "0000", "USD", ""),
        ("0%", "%", "", "USD"),
        ("#,##0,", "#,##0,", "", "USD"),
        ("0.0,,", "0.0,,", "", "USD"),
        ('0" pcs"', "pcs", "", "USD"),
        ("00 [$€]", "00 [$€]", "", "EUR"),
    ],
)
def test_a_sign_has_to_be_that_of_the_currency(code: str, shown: str, fits: str, differs: str) -> None:
    assert shown_by(code) == shown
    if fits:
        assert is_the_currency(shown, fits)
    if differs:
        assert not is_the_currency(shown, differs)


def test_only_an_amount_may_have_a_sign_beside_it() -> None:
    assert not is_otherwise("shows:€", "amount", "EUR")
    assert is_otherwise("shows:€", "amount", "USD")
    assert is_otherwise("shows:0000", "phone", "USD")  # its zeros would be lost
    assert not is_otherwise("shows:0000", "amount", "USD")
