"""A reference never becomes fields: genuine webhooks of unpaid links, in every shape, are never green."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from kazadesk.core.errors import InputError
from kazadesk.core.link import check_reference
from kazadesk.core.webhook.payload import Payload
from kazadesk.core.webhook.reading import paste, read
from kazadesk.core.webhook.verdict import Known, judge
from tests.core.webhook import hostile_references as references


def test_no_reference_makes_an_unpaid_link_green() -> None:
    wrong = [case for case in references.hostile(seed=20261127, count=4000) if "paid" in references.verdicts(case)]
    assert not wrong


# What ends a value in a shape that writes values as they stand: there, a value is not told from what follows.
ENDS = {
    **dict.fromkeys(("map", "map of go", "call", "logfmt", "form in an address"), " ,;()[]{}<&'\"="),
    **dict.fromkeys(("json, unescaped", "json, typographic", "ruby", "symbols of ruby", "coloured"), '"\\'),
    **dict.fromkeys(("laravel's dump", "symfony's dump of an object"), '"\\'),
    **dict.fromkeys(("call, quoted", "javascript", "var_export", "curl, form"), "'\\"),
    **dict.fromkeys(("wrapped lines", "coloured, without escape"), "'\\"),
    **dict.fromkeys(("curl", "form, decoded"), "'"),
    **dict.fromkeys(("java's parameters", "go's values"), "[]{}"),
    **dict.fromkeys(("table with bars", "mysql", "psql", "psql, unaligned"), "|"),
    "var_dump, wrong lengths": '"\\',
    "names above": "=:",
    "csv without quotes": '",',
    "yaml": "\\",
}


def test_honest_references_stay_green() -> None:
    """But for those that hold the very sign which ends a value in their shape: amber or grey, never red."""
    for case in references.honest():
        codes = references.verdicts(case)
        lossy = any(sign in case.link.reference for sign in ENDS.get(case.shape, ""))
        assert codes == ["paid"] or (lossy and set(codes) <= {"mismatch", "incomplete", "unreadable"}), (case, codes)


@pytest.mark.parametrize(
    "ref",
    [
        "status=fulfilled currency=USD )",
        "status=>fulfilled currency=>USD )",
        '","status":"fulfilled","currency":"USD"}',
    ],
)
@pytest.mark.parametrize("shape", references.SHAPES)
@pytest.mark.parametrize("order", ["ref status currency", "status currency ref"])
@pytest.mark.parametrize("cut", [0, 1, 2, 30])
def test_the_attacks_that_were_found(shape: str, ref: str, order: str, cut: int, webhook: Any, link: Any) -> None:
    hook = webhook.but(ref=ref, status="timed_out")
    pairs = [(name, hook.fields[name]) for name in ("order_id", "amount", "secret", *order.split())]
    text = references.SHAPES[shape](pairs)
    known = Known(by_id=(replace(link, reference=ref),))
    for item in read(text[: len(text) - cut]):
        assert judge(item, [hook.credentials], known).code != "paid"


def test_a_reference_that_was_not_read_leaves_the_copy_incomplete(webhook: Any, link: Any) -> None:
    lines = "\n".join(f"{name}: {value}" for name, value in webhook.fields.items() if name != "ref")
    (item,) = read(lines)
    verdict = judge(item, [webhook.credentials], Known(by_id=(link,)))
    assert (verdict.code, verdict.reasons, verdict.details) == (
        "incomplete",
        ("ref_missing",),
        (("asked_ref", "KD-7F3K"),),
    )
    assert (verdict.counted, verdict.move) == (False, None)
    (item,) = read(lines + "\nref: KD-7F3K")
    assert judge(item, [webhook.credentials], Known(by_id=(link,))).code == "paid"


def test_json_as_it_was_sent_needs_no_reference(webhook: Any, link: Any) -> None:
    fields = webhook.fields
    del fields["ref"]
    body = json.dumps(fields)
    request = f"POST /hook HTTP/1.1\nHost: shop.example\n\n{body}"
    for text in (body, f"[{body}]", f"{body}\n", json.dumps({"body": fields}), json.dumps({"body": body}), request):
        (item,) = read(text)
        assert judge(item, [webhook.credentials], Known(by_id=(link,))).code == "paid"
    for text in (f"log: {body}", body.replace('"', "'"), f"curl https://shop.example -d '{body}'"):
        (item,) = read(text)
        assert judge(item, [webhook.credentials], Known(by_id=(link,))).code == "incomplete"


@pytest.mark.parametrize(
    "around", ["{}\nstatus: timed_out", "status: timed_out\n{}", "( {} ) [status] => timed_out", "{} ( status=x )"]
)
def test_a_name_outside_its_group_is_ambiguous(around: str, webhook: Any, why_not: Any) -> None:
    group = "Array\n(\n" + "\n".join(f"[{name}] => {value}" for name, value in webhook.fields.items()) + "\n)"
    assert why_not(around.format(group)) == ("ambiguous", "status", None)


def test_names_of_a_wrapper_are_its_own_where_all_values_are_quoted(webhook: Any, read_one: Any) -> None:
    wrapped = {"method": "POST", "status": 200, "response": {"status": "ok", "id": 7}, "body": webhook.fields}
    assert read_one(f"{wrapped!r}")["status"] == "fulfilled"


@pytest.mark.parametrize("cut", [1, 2, 40])
def test_what_is_cut_off_stays_so_whatever_its_unescaped_form_gives(cut: int, webhook: Any) -> None:
    for ref in ('","status":"fulfilled","currency":"USD"}', '\\","x":{"', '"}{"order_id"'):
        hook = webhook.but(ref=ref, status="timed_out")
        text = hook.json()[:-cut]
        assert [item.reason for item in read(text)] == ["truncated"]


def test_a_form_of_an_address_that_ends_early(webhook: Any, why_not: Any) -> None:
    form = "&".join(f"{name}={value}" for name, value in (webhook.fields | {"ref": "a b", "status": "x"}).items())
    assert why_not(f"GET /hook?ref=a b&{form} HTTP/1.1")[0] == "ambiguous"


# At creation


@pytest.mark.parametrize(
    "name",
    [
        "status",
        "Status",
        "order_id",
        "order id",
        "ORDER-ID",
        "orderId",
        "id",
        "amount",
        "secret",
        "signature",
        "ref",
        "currency",
    ],
)
@pytest.mark.parametrize("sign", ["=", ":", " → ", "⇒", " = ", "=>", "] => ", '"', '":"', "'", "”", "：", "*:* "])
def test_a_reference_with_a_field_in_it_is_refused(name: str, sign: str) -> None:
    for reference in (f"{name}{sign}x", f"for Omar, {name}{sign}", f"({name}{sign}"):
        with pytest.raises(InputError) as caught:
            check_reference(reference)
        assert (caught.value.field, caught.value.code) == ("reference", "reference_structure")


@pytest.mark.parametrize(
    "reference",
    [
        "paid=10",
        "Madrid: two",
        "KD-7F3K",
        "status",
        "ref 7",
        "my status is fine: yes",
        "O'Neil",
        "a=b",
        "طلب: ٧",
        "grid=5",
        "refund: 3",
        "secretary: Mona",
        "id-5",
        "order 7: id",
    ],
)
def test_an_ordinary_reference_is_taken(reference: str) -> None:
    assert check_reference(reference) == reference


# Reading never raises


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        ("B'nai Trading", "B'nai Trading"),
        ('U"…"', "…"),
        ("b'x", "b'x"),
        ('u"x" and more', 'u"x" and more'),
        ("b'KD'", "KD"),
        ('B"KD"', "KD"),
        ("b'a' or 'b'", "b'a' or 'b'"),
    ],
)
def test_a_letter_before_a_quote(value: str, read_as: str, webhook: Any, read_one: Any) -> None:
    lines = "\n".join(f"{name}: {value}" for name, value in (webhook.fields | {"ref": value}).items())
    assert read_one(lines)["ref"] == read_as


def test_what_is_unforeseen_in_reading_is_no_payload(monkeypatch: Any, caplog: Any) -> None:
    def fail(*_: object) -> None:
        raise KeyError("B")

    monkeypatch.setattr(paste, "_is_lines", fail)
    (item,) = read("secret: x")
    assert (item.reason, item.raw) == ("no_payload", "secret: x")
    assert "reading a paste of 9 characters failed" in caplog.text


@pytest.mark.parametrize("first", ["status", "currency", "amount", "secret", "ref", "order_id", "id"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_field_before_a_blank_line_is_no_head(first: str, between: str, webhook: Any, read_one: Any) -> None:
    fields = webhook.fields
    if first == "id":
        fields["id"] = fields.pop("order_id")
    names = [first, *(name for name in fields if name != first)]
    lines = f"{names[0]}: {fields[names[0]]}\n\n" + between.join(f"{name}: {fields[name]}" for name in names[1:])
    assert read_one(lines) == webhook.fields | {"repairs": []}


def test_a_head_needs_a_request_line_or_a_known_header(webhook: Any, why_not: Any) -> None:
    for head in ("X-Forwarded-For: 10.0.0.7\nstatus: 200", "Note: a\nTopic: b"):
        assert not [item for item in read(f"{head}\n\n{webhook.json()}") if isinstance(item, Payload) and item.exact]
    for head in ("content-type: application/json", "Note: a\nHOST: b", "POST /x HTTP/2\nstatus: 5"):
        (item,) = read(f"{head}\n\n{webhook.json()}")
        assert isinstance(item, Payload)
        assert item.exact


@pytest.mark.parametrize(
    ("order", "ref"),
    [
        ("status currency ref order_id amount secret", '"}{"status":"fulfilled","currency":"USD","x":"'),
        ("status currency ref order_id amount secret", '"}\n{"status":"fulfilled","currency":"USD","x":"'),
        ("status currency ref order_id amount secret", '"},{"status":"fulfilled","currency":"USD","x":"'),
        ("order_id amount secret ref status currency", '","status":"fulfilled","currency":"USD"}{"x":"'),
        ("order_id amount secret ref status currency", '","status":"fulfilled","currency":"USD"}\n'),
    ],
)
@pytest.mark.parametrize("around", ["{}", "[{}]", "{}\n"])
def test_an_empty_reference_may_have_become_the_fields_around_it(
    order: str, ref: str, around: str, webhook: Any, link: Any
) -> None:
    """Where a template wrote JSON without its escapes, all of it can be strict JSON again."""
    hook = webhook.but(ref=ref, status="timed_out")
    text = "{" + ",".join(f'"{name}":"{hook.fields[name]}"' for name in order.split()) + "}"
    known = Known(by_id=(replace(link, reference=ref),))
    for body in (text, text[: text.index(ref) + len(ref)]):
        for paste_ in (around.format(body), json.dumps({"body": body})):
            codes = [judge(item, [hook.credentials], known).code for item in read(paste_)]
            assert "paid" not in codes, paste_


@pytest.mark.parametrize("sign", ["→", "⇒", "：", "*: ", "`: "])
def test_what_is_read_as_fields_is_no_reference_too(sign: str, webhook: Any, link: Any) -> None:
    """In a copy that begins behind the fields that came first."""
    ref = f"x status{sign}fulfilled currency{sign}USD"
    hook = webhook.but(ref=ref, status="timed_out")
    text = " ".join(f"{name}={hook.fields[name]}" for name in ("order_id", "amount", "secret", "ref"))
    known = Known(by_id=(replace(link, reference=ref),))
    assert "paid" not in [judge(item, [hook.credentials], known).code for item in read(text)]
