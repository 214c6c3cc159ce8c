"""What holds for every text: reading never raises, keeps values, and only one row of the table is green."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kazadesk.core.link import LinkState
from kazadesk.core.money import is_plain, same_amount
from kazadesk.core.webhook.payload import NAMES, REPAIRS, UNREADABLE_REASONS, WHY, Payload
from kazadesk.core.webhook.reading import decode_bytes, read
from kazadesk.core.webhook.signature import decode
from kazadesk.core.webhook.verdict import REASONS, Earlier, Known, VerdictCode, judge

thorough = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

PIECES = [
    *NAMES, *('"', "'", "“", "”", "`", "*", "{", "}", "[", "]", "(", ")", ":", "=", "=>", ",", "&", "\\", '\\"', "\\/"),
    *(" ", "\n", "\r\n", "\n\n", "\t", "\0", "\u00a0", "\u200b"),
    *("\ufeff", "\u202e", "\ud800", "> ", "\n> ", "%22", "&quot;"),
    *("Array\n(", "string(3) ", "int(5)", "null", "None", "true"),
    *("-0", "1e9", "10.00", "A" * 86, "==", "curl -d ", "$'"),
    *("POST / HTTP/1.1\n", "Host: a\n\n", 'name="id"\n\n', '{"order_id": "a", "amount": "1", "secret": "b"}', "1:::2"),
]  # fmt: skip
pasted = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=20).map("".join),
    st.text(st.characters(), max_size=200),
)


@thorough
@given(pasted)
def test_reading_never_raises_and_keeps_its_promises(text: str) -> None:
    items = read(text)
    assert items
    for item in items:
        assert set(item.repairs) <= set(REPAIRS)
        assert len(set(item.repairs)) == len(item.repairs)
        if isinstance(item, Payload):
            assert is_plain(item.amount)
            assert Decimal(item.amount) > 0
            assert 1 <= len(item.order_ids) <= 2
            assert 1 <= len(item.secrets) <= 2
            assert all(0 < len(one) <= 255 and ":::" not in one for one in item.order_ids)
            assert all(0 < len(one) <= 512 and not any(map(str.isspace, one)) for one in item.secrets)
            for value in (*item.order_ids, *item.secrets, item.status, item.currency, item.ref):
                assert value is None or value.encode("utf-8")
                assert not {"\0", "\n", "\u202e", "\u200b", "\ufeff"} & set(value or "")
        else:
            assert item.reason in UNREADABLE_REASONS
            assert item.field is None or item.reason == "ambiguous" or item.field in NAMES
            assert (item.why in WHY) if item.reason == "bad_field" else item.why is None
            assert len(item.raw) <= 4096


@thorough
@given(st.binary(max_size=300))
def test_a_file_of_any_bytes_is_text_to_read_or_has_a_reason(data: bytes) -> None:
    text = decode_bytes(data)
    if isinstance(text, str):
        assert read(text)
    else:
        assert text.reason in UNREADABLE_REASONS


printable = st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cs", "Cc", "Cf"]), min_size=1, max_size=30)


@thorough
@given(order_id=printable, ref=printable, status=printable, currency=printable)
def test_json_values_come_out_as_they_went_in(webhook: Any, **values: str) -> None:
    assume(":::" not in values["order_id"])
    for text in (
        webhook.json(**values),
        json.dumps(webhook.fields | values),
        json.dumps({"body": webhook.json(**values)}),
        f"log: {webhook.json(**values)} end",
    ):
        (item,) = read(text)
        assert isinstance(item, Payload)
        assert (item.order_ids, item.ref) == ((values["order_id"],), values["ref"])
        assert (item.status, item.currency) == (values["status"], values["currency"])


@thorough
@given(order_id=printable, ref=printable, status=printable)
def test_python_values_come_out_as_they_went_in(webhook: Any, **values: str) -> None:
    assume(":::" not in values["order_id"])
    (item,) = read(repr(webhook.fields | values))
    assert isinstance(item, Payload)
    assert (item.order_ids, item.ref, item.status) == ((values["order_id"],), values["ref"], values["status"])


@thorough
@given(order_id=printable, ref=printable, status=printable)
def test_form_values_come_out_as_they_went_in(webhook: Any, **values: str) -> None:
    assume(":::" not in values["order_id"])
    (item,) = read(webhook.form(**values))
    assert isinstance(item, Payload)
    assert (item.order_ids, item.ref, item.status) == ((values["order_id"],), values["ref"], values["status"])
    assert item.secrets == (webhook.secret,)


@thorough
@given(data=st.data())
def test_no_altered_byte_of_what_is_signed_is_authentic(webhook: Any, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(["amount", "order_id", "secret"]))
    value = webhook.fields[field]
    place = data.draw(st.integers(0, len(value)))
    kind = data.draw(st.sampled_from(["change", "insert", "remove", "cut"]))
    letter = data.draw(st.one_of(st.characters(), st.sampled_from("0123456789.+-=/_AaQgw ")))
    after = {"change": letter + value[place + 1 :], "insert": letter + value[place:], "cut": ""}
    altered = value[:place] + after.get(kind, value[place + 1 :])
    assume(altered != value)
    for item in read(json.dumps(webhook.fields | {field: altered})):
        verdict = judge(item, [webhook.credentials], Known())
        if verdict.code not in (VerdictCode.UNREADABLE, VerdictCode.NOT_AUTHENTIC):
            assert verdict.signed_amount == "10.00"
            if field == "secret":  # the same 64 bytes: without padding, or with white space that goes
                assert decode(item.secrets[0]) == decode(webhook.secret)
                assert "".join(altered.split()).rstrip("=") == webhook.secret.rstrip("=") or item.repairs
            else:
                assert field == "amount"
                assert same_amount(altered, value)


@pytest.mark.parametrize("field", ["amount", "order_id", "secret"])
def test_every_single_letter_of_what_is_signed_counts(field: str, webhook: Any) -> None:
    value = webhook.fields[field]
    for place in range(len(value)):
        for letter in "A0.=":
            altered = value[:place] + letter + value[place + 1 :]
            (item,) = read(webhook.json(**{field: altered}))
            verdict = judge(item, [webhook.credentials], Known())
            # what stands behind the 86 letters is no part of the bytes: a missing padding, a sentence's point
            genuine = altered == value or (field == "secret" and altered.rstrip(".=") == value.rstrip("="))
            assert (verdict.code == "paid_unknown") == genuine, altered


@thorough
@given(data=st.data())
def test_only_the_first_row_is_green(webhook: Any, link: Any, data: st.DataObject) -> None:
    """Whatever comes, green holds every condition of the table's first row, checked here by other means."""
    draw = data.draw
    fields = webhook.fields | {
        "amount": draw(st.sampled_from(["10.00", "10", "1e1", "9", "010", ""])),
        "order_id": draw(st.sampled_from(["pl_8f3e", "pl_2", ""])),
        "status": draw(st.sampled_from(["fulfilled", "timed_out", "Fulfilled", None, "paid"])),
        "currency": draw(st.sampled_from(["USD", "usd", "SYP", None, "USDT"])),
        "ref": draw(st.sampled_from(["KD-7F3K", None, "KD-2", 7])),
        "secret": draw(st.sampled_from([webhook.secret, webhook.but(signed="10").secret, "A" * 88, ""])),
    }
    if draw(st.booleans()):
        fields["id"] = draw(st.sampled_from(["pl_8f3e", "pl_2"]))
    kept = replace(
        link,
        state=draw(st.sampled_from(LinkState)),
        amount=draw(st.sampled_from(["10.00", "10", "9"])),
        currency=draw(st.sampled_from(["USD", "SYP"])),
        order_id=draw(st.sampled_from(["pl_8f3e", "pl_2", None])),
        profile=draw(st.sampled_from(["shop", "other"])),
    )
    before = draw(st.sampled_from([(), (Earlier("shop", "pl_8f3e", "paid", "fulfilled", "2026"),)]))
    known = Known(by_id=(kept,) if draw(st.booleans()) else (), by_ref=(kept,), earlier=before)
    text = draw(st.sampled_from([json.dumps(fields), repr(fields), json.dumps([{"body": fields}])]))
    for item in read(text):
        verdict = judge(item, [webhook.credentials], known)
        assert set(verdict.reasons) <= set(REASONS) | set(UNREADABLE_REASONS)
        assert verdict.move is None or verdict.code in ("paid", "mismatch", "not_paid")
        if verdict.code == "paid":
            assert isinstance(item, Payload)
            assert verdict.order_id == kept.order_id == "pl_8f3e"
            assert Decimal(fields["amount"]) == Decimal(kept.amount) == 10
            assert (fields["status"], fields["currency"].upper(), kept.currency) == ("fulfilled", "USD", "USD")
            assert fields["ref"] in ("KD-7F3K", None)
            assert (kept.state, kept.profile, known.by_id, known.earlier) == ("waiting", "shop", (kept,), ())
            assert (verdict.move, verdict.counted, verdict.reasons) == (LinkState.PAID, True, ())


@thorough
@given(end=st.integers(1, 10_000), data=st.data())
def test_what_is_cut_off_is_no_payload(webhook: Any, end: int, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([webhook.json(), json.dumps(webhook.fields, indent=2), repr(webhook.fields)]))
    cut = text[: end % len(text)]
    assert not [item for item in read(cut) if isinstance(item, Payload)]
