"""What uses up a confirmation, and what a later copy of it is then: the second section of the contract's table."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.webhook.field_views import Backing, field_views
from kazadesk.core.webhook.reading import read
from kazadesk.core.webhook.same_ref import same_reference
from kazadesk.core.webhook.verdict import Earlier, Known, Verdict, judge

AT = "2026-01-05T10:00:00.000Z"


def judged(text: str, webhook: Any, known: Known) -> Verdict:
    (item,) = read(text)
    return judge(item, [webhook.credentials], known)


def differed(*reasons: str, currency: str = "USD") -> tuple[Earlier, ...]:
    return (Earlier("shop", "pl_8f3e", "mismatch", "fulfilled", AT, currency=currency, reasons=reasons),)


@pytest.mark.parametrize(
    ("changes", "code", "counted"),
    [
        ({}, "paid", True),
        ({"status": "timed_out"}, "not_paid", True),
        ({"amount": "10.0"}, "paid", True),
        ({"status": "refunded"}, "unknown_status", False),
        ({"status": None}, "incomplete", False),
        ({"currency": None}, "incomplete", False),
        ({"currency": "SYP"}, "mismatch", False),
        ({"ref": "KD-2"}, "mismatch", False),
    ],
)
def test_only_what_settles_something_counts(
    changes: dict[str, Any], code: str, counted: bool, webhook: Any, link: PaymentLink
) -> None:
    verdict = judged(webhook.json(**changes), webhook, Known(by_id=(link,)))
    assert (verdict.code, verdict.counted) == (code, counted)
    if code == "incomplete":
        assert verdict.move is None


def test_an_amount_that_differs_is_signed_and_counts(webhook: Any, link: PaymentLink) -> None:
    verdict = judged(webhook.json(ref="KD-2"), webhook, Known(by_id=(replace(link, amount="11"),)))
    assert (verdict.code, verdict.counted, verdict.reasons) == ("mismatch", True, ("amount_differs", "ref_differs"))


@pytest.mark.parametrize("reasons", [("ref_differs",), ("ref_differs", "needs_attention"), ("currency_missing",)])
def test_after_a_copy_that_differed_in_its_reference_the_right_one_is_green(
    reasons: tuple[str, ...], webhook: Any, link: PaymentLink
) -> None:
    waiting = replace(link, state=LinkState.NEEDS_ATTENTION)
    verdict = judged(webhook.json(), webhook, Known(by_id=(waiting,), differed=differed(*reasons)))
    assert (verdict.code, verdict.reasons, verdict.move, verdict.counted) == ("paid", (), LinkState.PAID, True)
    again = judged(webhook.json(ref="x"), webhook, Known(by_id=(waiting,), differed=differed(*reasons)))
    assert (again.code, again.reasons, again.move) == ("mismatch", ("ref_differs", "needs_attention"), None)


@pytest.mark.parametrize("state", [LinkState.NEEDS_ATTENTION, LinkState.WAITING])
def test_after_a_copy_in_another_currency_the_right_one_stays_amber(
    state: LinkState, webhook: Any, link: PaymentLink
) -> None:
    known = Known(
        by_id=(replace(link, state=state),),
        differed=(*differed("ref_differs"), *differed("currency_differs", currency="SYP")),
    )
    verdict = judged(webhook.json(), webhook, known)
    assert (verdict.code, verdict.reasons, verdict.counted) == ("mismatch", ("copies_differ",), False)
    assert verdict.details == (("earlier_currency", "SYP"),)


@pytest.mark.parametrize(
    "state", [state for state in LinkState if state not in (LinkState.NEEDS_ATTENTION, LinkState.WAITING)]
)
def test_a_link_that_is_settled_is_not_made_green_by_a_second_copy(
    state: LinkState, webhook: Any, link: PaymentLink
) -> None:
    known = Known(by_id=(replace(link, state=state),), differed=differed("ref_differs"))
    verdict = judged(webhook.json(), webhook, known)
    assert verdict.code in ("repeated", "paid_unknown")
    assert verdict.move is None


def test_a_link_that_needs_attention_for_no_known_reason_stays_so(webhook: Any, link: PaymentLink) -> None:
    waiting = replace(link, state=LinkState.NEEDS_ATTENTION)
    other = differed("ref_differs")[0]
    others = (other._replace(profile="other"), other._replace(order_id="x"))
    for known in (Known(by_id=(waiting,)), Known(by_id=(waiting,), differed=others)):
        verdict = judged(webhook.json(), webhook, known)
        assert (verdict.code, verdict.reasons) == ("repeated", ("needs_attention",))


def test_what_was_counted_once_stays_counted(webhook: Any, link: PaymentLink) -> None:
    counted = (Earlier("shop", "pl_8f3e", "mismatch", "fulfilled", AT),)
    waiting = replace(link, state=LinkState.NEEDS_ATTENTION)
    verdict = judged(
        webhook.json(), webhook, Known(by_id=(waiting,), earlier=counted, differed=differed("ref_differs"))
    )
    assert (verdict.code, verdict.counted, verdict.move) == ("repeated", False, None)


# The same reference in another form


@pytest.mark.parametrize(
    ("received", "sent"),
    [
        ("KD 7F3K", "KD  7F3K"),
        ("KD\u00a07F3K", "KD 7F3K"),
        ("KD-7F3K", "KD -7F3K"),
        ("cafe\u0301", "café"),
        ("ＫＤ", "KD"),
        ("\u200fطلب\u200e", "طلب"),
        ("طلب 7", "طلب ٧"),
        ("۷", "7"),
        ("طلب".encode().decode("cp1252"), "طلب"),
        ("طلب".encode().decode("latin-1"), "طلب"),
        ("عمر ف".encode().decode("cp1256"), "عمر ف"),
        ("طلب".encode("cp1256").decode("cp1252"), "طلب"),
        ("طلب".encode().decode("cp437"), "طلب"),
        ("Café".encode().decode("cp1252"), "Café"),
        ("O&#x27;Neil", "O'Neil"),
        ("a &amp; b", "a & b"),
        ("a\\/b", "a/b"),
        ("\\u0637\\u0644\\u0628", "طلب"),
        ("%D8%B7%D9%84%D8%A8", "طلب"),
        ("a%20b", "a b"),
        ("=D8=B7", "ط"),
    ],
)
def test_the_same_reference_by_form(received: str, sent: str, webhook: Any, link: PaymentLink) -> None:
    assert same_reference(received, sent)
    hook = webhook.but(ref=received)
    verdict = judged(hook.json(), webhook, Known(by_id=(replace(link, reference=sent),)))
    assert (verdict.code, verdict.repairs) == ("paid", ("ref_form",))
    assert field_views(verdict)[4].backing is Backing.MATCHES


@pytest.mark.parametrize(
    ("received", "sent"),
    [
        ("KD-7F3K", "KD-7F3L"),
        ("kd-7f3k", "KD-7F3K"),
        ("KD", "KD-7F3K"),
        ("KD-7F3K x", "KD-7F3K"),
        ("???", "طلب"),
        ("طلب", "طلبك"),
        ("طلب", "طلب".encode().decode("cp1252")),
        (" ", "\u200b"),
        ("O&#x26;#x27;Neil", "O'Neil"),
    ],
)
def test_another_reference(received: str, sent: str) -> None:
    assert not same_reference(received, sent)


def test_mojibake_that_holds_what_cannot_be_seen_is_read_as_it_was(
    webhook: Any, link: PaymentLink, why_not: Any
) -> None:
    for encoding in ("latin-1", "cp1256"):
        received = "ففففُ\u06ad".encode().decode(encoding)
        verdict = judged(webhook.json(ref=received), webhook, Known(by_id=(replace(link, reference="ففففُ\u06ad"),)))
        assert (verdict.code, verdict.repairs) == ("paid", ("ref_form",))
    assert why_not(webhook.json(ref="a\x81b")) == ("bad_field", "ref", "controls")
    assert why_not(webhook.json(ref="\u200b".encode().decode("latin-1"))) == ("bad_field", "ref", "controls")
    assert why_not(webhook.json(ref=["a"] * 2)) == ("bad_field", "ref", "not_text")


# Why not authentic


def test_an_order_id_that_a_spreadsheet_changed(webhook: Any, link: PaymentLink) -> None:
    for kept, written in (("0012345", "12345"), ("1449640000000000001", "1.44964E+18"), ("pl_8f3e", "PL_8F3E")):
        hook = webhook.but(order_id=kept)
        known = Known(by_ref=(replace(link, order_id=kept),))
        verdict = judged(hook.json(order_id=written), webhook, known)
        assert (verdict.code, verdict.reasons) == ("not_authentic", ("order_id_altered",))
        assert (verdict.details, verdict.move) == ((("asked_order_id", kept),), None)
    unrelated = Known(by_ref=(replace(link, order_id="x"), replace(link, order_id=None)))
    assert judged(webhook.json(order_id="7"), webhook, unrelated).reasons == ("no_match",)


# Hidden signatures


@pytest.mark.parametrize(
    "mask",
    [
        *("[FILTERED]", "[REDACTED]", "[redacted]", "********", "***", "•••••", "cpPG…SinQ==", "cpPG...SinQ=="),
        *("#ERROR!", "#NAME?", "#VALUE!", "#N/A", "########", "<hidden>", "(masked)", "{secret}", "[ FILTERED ]"),
        *("xxxxxxxx", "XXXX", "REDACTED", "hidden", "--redacted--", "F+LZxxxxxxxxxxYlQ==", "F+LZ********YlQ=="),
        *("****hidden****", "█████", "…"),
    ],
)
def test_a_hidden_signature_is_no_forgery(mask: str, webhook: Any) -> None:
    lines = "\n".join(f"{name}: {value}" for name, value in (webhook.fields | {"secret": mask}).items())
    ruby = ", ".join(f'"{name}"=>"{value}"' for name, value in (webhook.fields | {"secret": mask}).items())
    for text in (
        webhook.json(secret=mask),
        f"log {webhook.json(secret=mask)}",
        f"{{{ruby}}}",
        lines,
        webhook.form(secret=mask),
    ):
        (item,) = read(text)
        verdict = judge(item, [webhook.credentials], Known())
        assert (verdict.code, verdict.reasons) == ("unreadable", ("secret_masked",)), text
        assert verdict.details == (("field", "secret"),)


# One paste, one webhook


def test_the_same_webhook_twice_in_a_paste_is_one(webhook: Any) -> None:
    body = webhook.json()
    lines = "\n".join(f"{name}: {value}" for name, value in webhook.fields.items())
    for text in (
        f"{body}\n{body}",
        f"[{body},{body}]",
        f"10:00 received {body}\n10:01 done {body}",
        f'{{"event": "in", "body": {body}}}\n{{"event": "out", "body": {body}}}',
        f"{lines}\n\n{lines}",
        f"{lines}\n\n{body}",
        f"{webhook.form()}\n{webhook.form()}",
    ):
        (item,) = read(text)
        assert item.order_ids == ("pl_8f3e",), text
    first, second = read(f"{body}\n{webhook.json(status='timed_out')}")
    assert (first.status, second.status) == ("fulfilled", "timed_out")


def test_of_two_copies_the_exact_one_is_judged(webhook: Any) -> None:
    fields = webhook.fields
    del fields["ref"]

    export = json.dumps({"note": "\n".join(f"{name}: {value}" for name, value in fields.items()), "body": fields})
    (item,) = read(f"{export}")
    assert item.exact


@pytest.mark.parametrize("cut", [20, 60, 120, 170])
def test_a_cut_copy_of_what_stands_whole_is_no_second_result(cut: int, webhook: Any) -> None:
    body = webhook.json()
    for text in (f"{body[:cut]}…\n{body}", f"{body}\n{body[:cut]}", f"log {body}\n{body[:cut]}..."):
        (item,) = read(text)
        assert item.order_ids == ("pl_8f3e",)
    other = webhook.but(order_id="pl_2").json()
    assert len(read(f"{other[:60]}\n{body}")) == 2


# Names that occur twice where they mean nothing


def test_a_foreign_name_that_occurs_twice_is_nobodys_business(webhook: Any, read_one: Any) -> None:
    body = webhook.json()
    for text in (
        f'{{"headers": {{"x": 1, "x": 2}}, "body": {body}}}',
        f'{{"id": 1, "id": 2, "body": {body}}}',
        f'{{"n": 1, "n": 2, {body[1:]}',
        f'log {{"secret": {{"a": 1, "a": 2}}}} {body}',
    ):
        assert read_one(text)["order_id"] == "pl_8f3e", text


# Where a customer comes back


@pytest.mark.parametrize(
    "text",
    [
        "https://shop.example/thanks?kazawallet=success",
        "  https://yourwebsite.com?kazawallet=success&ref=KD-7F3K\n",
        "https://shop.example/thanks?status=fulfilled&order_id=7&amount=10",
        "he paid: shop.example/?a=1&kazawallet=success",
        "https://shop.example/thanks",
    ],
)
def test_a_return_address_proves_nothing(text: str, why_not: Any) -> None:
    assert why_not(text) == ("return_page", None, None)


def test_an_address_with_a_webhook_in_it_is_one(webhook: Any, read_one: Any) -> None:
    assert read_one(f"https://shop.example/hook?kazawallet=success&{webhook.form()}")["order_id"] == "pl_8f3e"
