"""Errors say a stable code, and values for a sentence."""

from __future__ import annotations

from kazadesk.core import errors
from kazadesk.core.errors import InputError, InputErrors, KazaDeskError, LedgerError


def test_an_error_shows_its_code_and_its_details() -> None:
    assert str(LedgerError("disk_full")) == "disk_full"
    error = LedgerError("ledger_newer", found="9", known="3")
    assert str(error) == "ledger_newer (found='9', known='3')"
    assert (error.code, error.details) == ("ledger_newer", {"found": "9", "known": "3"})


def test_an_input_error_names_its_field() -> None:
    error = InputError("amount", "too_long", digits="18")
    assert (error.field, error.code, error.details) == ("amount", "too_long", {"digits": "18"})


def test_the_errors_of_a_form_keep_their_order() -> None:
    both = InputErrors([InputError("amount", "zero"), InputError("email", "missing")])
    assert [error.field for error in both.errors] == ["amount", "email"]
    assert (both.code, both.details) == ("input", {"fields": "amount, email"})


def test_every_known_cause_is_one_of_the_tree() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    assert all(issubclass(kind, KazaDeskError) for kind in kinds)
    assert all(kind.__name__ in (errors.__doc__ or "") + "InputErrors" for kind in kinds)
