"""What a payment link may be made of, and where it may go."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from kazadesk.core.errors import InputError
from kazadesk.core.link import (
    MOVES,
    REFERENCE_LETTERS,
    LinkState,
    PaymentLink,
    check_redirect_url,
    check_reference,
    has_unseen,
    may_move,
    payable,
    reference_again,
)


def test_every_state_has_its_moves() -> None:
    assert set(MOVES) == set(LinkState)
    assert not MOVES[LinkState.PAID]
    assert not MOVES[LinkState.PAID_BY_HAND]


def test_only_a_waiting_link_becomes_paid() -> None:
    for old, new in product(LinkState, LinkState):
        assert may_move(old, new) == (new in MOVES[old])
        if new in ("paid", "timed_out", "needs_attention"):
            assert may_move(old, new) == (old == "waiting")
        if new == "sending":
            assert may_move(old, new) == (old == "unsent")
        if new == "paid_by_hand":
            assert may_move(old, new) == (old not in ("sending", "paid", "paid_by_hand"))


def test_reference_letters_are_not_mistaken_for_each_other() -> None:
    assert not set("0O1IL2Z5S8BUV") & set(REFERENCE_LETTERS)
    assert len(set(REFERENCE_LETTERS)) == len(REFERENCE_LETTERS)


def test_a_reference_of_ours_holds_no_digit_that_a_shop_could_take_for_an_invoice() -> None:
    assert REFERENCE_LETTERS.isascii()
    assert REFERENCE_LETTERS.isalpha()


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        ("1045", "1045-2"),
        ("1045-2", "1045-3"),
        ("1045-9", "1045-10"),
        ("INV-2026", "INV-2026-2"),
        ("1045-1", "1045-1-2"),
        ("طلب ٧", "طلب ٧-2"),
        ("x" * 64, "x" * 62 + "-2"),
        ("x" * 62 + "-9", "x" * 61 + "-10"),
    ],
)
def test_what_is_tried_where_a_reference_is_taken(taken: str, free: str) -> None:
    assert reference_again(taken) == free
    assert check_reference(free) == free


@pytest.mark.parametrize(("typed", "kept"), [("", ""), ("  INV 7 ", "INV 7"), ("طلب ٧", "طلب ٧"), ("x" * 64, "x" * 64)])
def test_references(typed: str, kept: str) -> None:
    assert check_reference(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("x" * 65, "too_long"),
        ("a\nb", "invisible"),
        ("a\u202eb", "invisible"),
        ("\u200fa", "invisible"),
        ("\ud800", "invisible"),
    ],
)
def test_references_that_are_refused(typed: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        check_reference(typed)
    assert (refused.value.field, refused.value.code) == ("reference", code)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", None),
        ("  ", None),
        (" https://shop.example/thanks?a=1#b ", "https://shop.example/thanks?a=1#b"),
        ("HTTP://SHOP.example:8080/x", "HTTP://SHOP.example:8080/x"),
        ("http://[::1]:5000/", "http://[::1]:5000/"),
        ("https://متجر.example/شكرا", "https://xn--pgbep1f.example/شكرا"),
        ("https://متجر.example:8443/", "https://xn--pgbep1f.example:8443/"),
        ("https://BÜCHER.example", "https://xn--bcher-kva.example"),
        ("https://İx.example:80/", "https://xn--ix-rub.example:80/"),
    ],
)
def test_redirect_urls(typed: str, kept: str | None) -> None:
    assert check_redirect_url(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("https://shop.example/" + "x" * 2000, "too_long"),
        ("https://shop.example/a b", "blank_inside"),
        ("https://shop.example/\u200b", "blank_inside"),
        ("https://shop.example/\u202e", "blank_inside"),
        ("shop.example", "not_http"),
        ("javascript:alert(1)", "not_http"),
        ("ftp://shop.example", "not_http"),
        ("//shop.example", "not_http"),
        ("https://", "bad_url"),
        ("https:shop.example", "bad_url"),
        ("https:///path", "bad_url"),
        ("https://.", "bad_url"),
        ("https://..", "bad_url"),
        ("https://a..b/", "bad_url"),
        ("https://user@shop.example", "bad_url"),
        ("https://user:pass@shop.example", "bad_url"),
        ("https://shop.example\\@evil.example", "bad_url"),
        ("https://shop.example:port", "bad_url"),
        ("https://shop.example:99999", "bad_url"),
        ("https://[::1", "bad_url"),
        ("https://" + "م" * 80 + ".example", "bad_url"),
        ("https://\u2024", "bad_url"),
    ],
)
def test_redirect_urls_that_are_refused(typed: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        check_redirect_url(typed)
    assert (refused.value.field, refused.value.code) == ("redirect_url", code)


def test_how_long_things_may_be_is_told() -> None:
    for check, typed, allowed in ((check_reference, "x" * 65, "64"), (check_redirect_url, "x" * 2001, "2000")):
        with pytest.raises(InputError) as refused:
            check(typed)
        assert refused.value.details == {"allowed": allowed}


@pytest.mark.parametrize(
    ("text", "unseen"), [("pl_1", False), ("رابط", False), ("a\u00a0b", False), ("a\u200cb", True)]
)
def test_unseen(text: str, unseen: bool) -> None:
    assert has_unseen(text) is unseen


def test_only_a_waiting_link_has_a_url_to_hand_over(link: PaymentLink) -> None:
    assert payable(link)
    assert not payable(replace(link, url=None))
    assert [state for state in LinkState if payable(replace(link, state=state))] == [LinkState.WAITING]
