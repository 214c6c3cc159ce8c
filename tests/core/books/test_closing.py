"""The lines of a close: exact sums per currency, and what the balance says."""

from __future__ import annotations

from kazadesk.core.books.closing import NOTHING, CloseLine, Sum, close_lines


def test_steps_are_added_up_per_currency_and_kind() -> None:
    lines = close_lines(
        [
            ("USD", "created", False, "10.50", 2),
            ("USD", "paid", False, "10.50", 1),
            ("USD", "paid", True, "0.000001", 1),
            ("USD", "unknown", True, "5", 1),
            ("SYP", "timed_out", True, "15000", 3),
        ]
    )
    dollars, pounds = lines["USD"], lines["SYP"]
    assert (dollars.created, dollars.paid) == (Sum(2, "21.00"), Sum(2, "10.500001"))
    assert (dollars.late, dollars.unknown) == (Sum(1, "0.000001"), Sum(1, "5"))
    assert (pounds.timed_out, pounds.late, pounds.paid) == (Sum(3, "45000"), Sum(3, "45000"), NOTHING)


def test_the_difference_is_what_the_payments_do_not_explain() -> None:
    line = CloseLine("USD", paid=Sum(1, "10.50"), opening="100", closing="90.25")
    assert line.difference == "-20.25"
    assert CloseLine("USD", closing="5").difference is None
    assert CloseLine("USD", opening="5").difference is None


def test_sums_are_joined_exactly() -> None:
    assert Sum(1, "0.1").joined(Sum(2, "999999999999999999.9")) == Sum(3, "1000000000000000000.0")
