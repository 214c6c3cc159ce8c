"""Fields, bounds and the places where parsers disagree: each is refused, or judged as written here."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kazadesk.core.webhook.payload import MAX_LINES, MAX_TEXT, NAMES, Payload, Unreadable
from kazadesk.core.webhook.reading import decode_bytes, read
from kazadesk.core.webhook.verdict import Known, judge

# Fields


@pytest.mark.parametrize("name", ["order_id", "amount", "secret"])
@pytest.mark.parametrize("value", ["absent", None, "", []])
def test_a_field_without_which_nothing_can_be_checked(name: str, value: Any, webhook: Any, why_not: Any) -> None:
    fields = webhook.fields | {name: value}
    if value == "absent":
        del fields[name]
    expected = ("bad_field", name, "not_text") if value == [] else ("missing_field", name, None)
    assert why_not(json.dumps(fields)) == expected


@pytest.mark.parametrize("name", ["status", "currency", "ref"])
@pytest.mark.parametrize("value", [None, ""])
def test_a_field_that_may_be_missing(name: str, value: Any, webhook: Any, read_one: Any) -> None:
    assert read_one(webhook.json(**{name: value}))[name] is None
    fields = webhook.fields
    del fields[name]
    assert read_one(json.dumps(fields))[name] is None


@pytest.mark.parametrize("value", [True, False, {}, {"a": 1}, [], ["a", "b"], [["a"]], [None, None]])
@pytest.mark.parametrize("name", NAMES)
def test_a_field_that_is_neither_text_nor_number(name: str, value: Any, webhook: Any, why_not: Any) -> None:
    assert why_not(webhook.json(**{name: value})) == ("bad_field", name, "not_text")


def test_a_number_is_taken_for_any_field(webhook: Any, read_one: Any) -> None:
    assert read_one(webhook.json(ref=1042, status=1, currency=840))["ref"] == "1042"


@pytest.mark.parametrize(
    ("name", "longest"),
    [
        ("order_id", 255),
        ("id", 255),
        ("ref", 1024),
        ("secret", 512),
        ("signature", 512),
        ("status", 64),
        ("currency", 64),
    ],
)
def test_the_longest_values(name: str, longest: int, webhook: Any, why_not: Any) -> None:
    (item,) = read(webhook.json(**{name: "x" * longest}))
    assert isinstance(item, Payload)
    assert why_not(webhook.json(**{name: "x" * (longest + 1)})) == ("bad_field", name, "too_long")


def test_the_longest_amount(webhook: Any, read_one: Any, why_not: Any) -> None:
    amount = "9" * 37 + ".25"
    assert read_one(webhook.json(amount=amount))["amount"] == amount
    assert why_not(webhook.json(amount="1" + amount)) == ("bad_field", "amount", "too_long")
    assert why_not(webhook.json().replace('"10.00"', "1" * 5000)) == ("bad_field", "amount", "too_long")


@pytest.mark.parametrize(
    "unseen", ["\x00", "\n", "\t", "\x7f", "\x85", "\u200b", "\u200f", "\u202e", "\u2066", "\ufeff"]
)
@pytest.mark.parametrize("name", ["order_id", "id", "amount", "status", "currency", "ref"])
def test_what_cannot_be_seen_is_in_no_value(name: str, unseen: str, webhook: Any, why_not: Any, read_one: Any) -> None:
    text = webhook.json(**{name: f"a{unseen}b"}).replace("\0", "\\u0000")
    if name == "ref" and unseen >= "\u200b":  # the link's reference is the same without such marks
        assert read_one(text) == webhook.fields | {"ref": "ab", "repairs": ["ref_form"]}
        return
    assert why_not(text) == ("bad_field", name, "controls")


@pytest.mark.parametrize("name", ["order_id", "secret", "signature", "amount", "status", "currency", "ref"])
def test_half_a_character(name: str, webhook: Any, why_not: Any) -> None:
    text = json.dumps(webhook.fields | {name: "a\ud800"})
    assert why_not(text) == ("bad_field", name, "surrogate")
    assert why_not(json.dumps(webhook.fields | {name: "a\ud800"}, ensure_ascii=False)) == (
        "bad_field",
        name,
        "surrogate",
    )


def test_a_whole_character_in_two_escapes(webhook: Any, read_one: Any) -> None:
    assert read_one(webhook.json(ref="?").replace("?", "\\ud83c\\udf89"))["ref"] == "🎉"


def test_arabic_values_are_kept(webhook: Any, read_one: Any) -> None:
    hook = webhook.but(order_id="رابط-١", ref="طلب\u00a0٧")
    assert read_one(hook.json()) == hook.fields | {"repairs": []}


def test_both_names_for_one_field(webhook: Any) -> None:
    (item,) = read(webhook.json(id="x", signature="y"))
    assert item.order_ids == ("pl_8f3e", "x")
    assert item.secrets == (webhook.secret, "y")
    assert item.repairs == ()
    (item,) = read(webhook.json(id="pl_8f3e", signature=webhook.secret))
    assert (item.order_ids, item.secrets) == (("pl_8f3e",), (webhook.secret,))
    (item,) = read(webhook.json(order_id=None, id="x", secret="", signature="y"))
    assert (item.order_ids, item.secrets) == (("x",), ("y",))


def test_white_space_in_either_name_of_the_signature_is_removed_and_told(webhook: Any) -> None:
    (item,) = read(webhook.json(signature="a b\tc\u3000d"))
    assert (item.secrets[1], item.repairs) == ("abcd", ("secret_blanks",))


@pytest.mark.parametrize(
    "blank", [" ", "\t", "\n", "\u00a0", "\u3000", "\u200b", "\u200f", "\u2060", "\u00ad", "\ufeff"]
)
def test_each_white_space_in_a_signature_is_removed_and_told(blank: str, webhook: Any, read_one: Any) -> None:
    secret = blank + webhook.secret[:9] + blank + webhook.secret[9:]
    assert read_one(webhook.json(secret=secret)) == webhook.fields | {"repairs": ["secret_blanks"]}


def test_only_the_other_names_within_a_near_miss(webhook: Any) -> None:
    fields = webhook.fields
    inner = {"id": fields["order_id"], "signature": fields["secret"], "amount": fields["amount"]}
    (item,) = read(json.dumps({"id": "evt_1", "amount": 5, "data": inner}))
    assert isinstance(item, Payload)
    assert (item.order_ids, item.secrets) == ((fields["order_id"],), (fields["secret"],))


# Where parsers disagree: (text of the value or field, what becomes of it)

AMOUNTS = {
    "10.00": "paid",
    "10": "paid",
    "10.0": "paid",
    "10.0000000000": "paid",
    "0010.00": "paid",
    '"10"': "paid",
    '"0010"': "paid",
    "1e1": "not_plain_decimal",
    "1E1": "not_plain_decimal",
    "100e-1": "not_plain_decimal",
    '"1e1"': "not_plain_decimal",
    '"+10"': "not_plain_decimal",
    '"１０"': "not_plain_decimal",
    '"١٠"': "not_plain_decimal",
    '"10.00 "': "not_plain_decimal",
    '" 10.00"': "not_plain_decimal",
    '"10.00\\u00a0"': "not_plain_decimal",
    '"10,00"': "not_plain_decimal",
    '"1_0"': "not_plain_decimal",
    '"0x0A"': "not_plain_decimal",
    '"10."': "not_plain_decimal",
    '".10e2"': "not_plain_decimal",
    '"10.0.0"': "not_plain_decimal",
    '"NaN"': "not_plain_decimal",
    '"Infinity"': "not_plain_decimal",
    "-10": "not_plain_decimal",
    "-0": "not_plain_decimal",
    "0": "not_plain_decimal",
    '"0.00"': "not_plain_decimal",
    '"10:::"': "not_plain_decimal",
    '"10.00\\n"': "controls",
    '"10.00\\u0000"': "controls",
    "true": "not_text",
}


@pytest.mark.parametrize("literal", AMOUNTS)
def test_amounts(literal: str, webhook: Any, link: Any) -> None:
    (item,) = read(webhook.json().replace('"10.00"', literal))
    outcome = judge(item, [webhook.credentials], Known(by_id=(link,)))
    if AMOUNTS[literal] == "paid":
        assert outcome.code == "paid"
        assert outcome.amount == literal.strip('"')
        assert outcome.signed_amount == "10.00"
    else:
        assert (outcome.code, outcome.reasons) == ("unreadable", ("bad_field",))
        assert outcome.details == (("field", "amount"), ("why", AMOUNTS[literal]))


@pytest.mark.parametrize("literal", ["NaN", "Infinity", "-Infinity", "0010.00", "+10", "0x10", ".5", "10.", "'10.00'"])
def test_numbers_that_are_no_json_are_not_read_as_json(literal: str, webhook: Any, link: Any) -> None:
    """Some such objects are Python's or JavaScript's; whatever reads them keeps the characters."""
    (item,) = read(webhook.json().replace('"10.00"', literal))
    if isinstance(item, Payload):
        assert item.amount == literal.strip("'")
    else:
        assert (item.reason, item.field, item.why) == ("bad_field", "amount", "not_plain_decimal")


@pytest.mark.parametrize(
    "twice",
    [
        '"amount": "10.00", "amount": "10.00"',
        '"amount": 10.00, "amount": "999"',
        '"amount": "999", "\\u0061mount": "10.00"',
        '"amount": "10.00", "am\\u006funt": "10.00"',
    ],
)
def test_a_name_that_occurs_twice(twice: str, webhook: Any, why_not: Any) -> None:
    text = webhook.json().replace('"amount": "10.00"', twice)
    assert why_not(text) == ("ambiguous", "amount", None)
    assert why_not(f"webhook: {text} ok") == ("ambiguous", "amount", None)
    assert why_not(json.dumps({"body": text})) == ("ambiguous", "amount", None)


@pytest.mark.parametrize("name", NAMES)
def test_any_name_that_occurs_twice(name: str, webhook: Any, why_not: Any) -> None:
    text = f'{{"{name}": "1", {webhook.json(id="1", signature="x")[1:]}'
    assert why_not(text) == ("ambiguous", name, None)
    if name != "id":  # of which there may be more, as the signature tells which is the order's
        assert why_not(text.replace('"', "'")) == ("ambiguous", name, None)
    form = f"{name}=1&" + webhook.form(id="1", signature="x")
    assert why_not(form) == ("ambiguous", name, None)


def test_a_wrapper_with_two_bodies(webhook: Any, why_not: Any) -> None:
    assert why_not(f'{{"body": {webhook.json()}, "body": {webhook.json()}}}') == ("ambiguous", "body", None)


def test_names_in_other_letters_are_other_names(webhook: Any, why_not: Any, read_one: Any) -> None:
    homoglyph = webhook.json().replace("amount", "аmount")
    assert why_not(homoglyph) == ("missing_field", "amount", None)
    assert why_not(webhook.json().replace("secret", "ſecret")) == ("missing_field", "secret", None)
    assert read_one(webhook.json().replace("order_id", "ORDER_ID")) == webhook.fields | {"repairs": []}
    assert why_not(webhook.json().replace("amount", "amount\\u200b")) == ("missing_field", "amount", None)
    both = webhook.json(**{"аmount": "999", "Amount": "999", "amount ": "999"})
    assert read_one(both)["amount"] == "10.00"


@pytest.mark.parametrize("order_id", ["a:::b", ":::", "10:::pl_8f3e", "pl_8f3e:::81A107141716"])
def test_a_separator_inside_an_order_id(order_id: str, webhook: Any, why_not: Any) -> None:
    assert why_not(webhook.json(order_id=order_id)) == ("bad_field", "order_id", "separator")
    assert why_not(webhook.json(id=order_id)) == ("bad_field", "order_id", "separator")


def test_a_separator_cannot_move(webhook: Any) -> None:
    hook = webhook.but(amount="10", signed="10", order_id="::00:x:")
    for amount, order_id in (("10", "::00:x:"), ("10", ":00:x:"), ("10", ":::00:x:")):
        (item,) = read(hook.json(amount=amount, order_id=order_id))
        code = judge(item, [webhook.credentials], Known()).code
        assert code == (
            "paid_unknown" if order_id == "::00:x:" else "not_authentic" if ":::" not in order_id else "unreadable"
        )


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_constants_that_are_no_json_make_an_object_none(constant: str, webhook: Any) -> None:
    (item,) = read(f'{{"time": {constant}, {webhook.json()[1:]}')
    assert isinstance(item, Payload)  # by the forgiving readers
    assert item.amount == "10.00"


def test_what_stands_inside_a_value_is_no_field(webhook: Any, read_one: Any) -> None:
    hook = webhook.but(ref='", "amount": "999", "secret: x, order_id=7&amount=5&secret=6')
    assert read_one(hook.json()) == hook.fields | {"repairs": []}
    python = repr(hook.fields)
    assert read_one(python) == hook.fields | {"repairs": []}


def test_the_payload_goes_before_what_it_wraps(webhook: Any, read_one: Any) -> None:
    inner = webhook.but(order_id="pl_2")
    assert read_one(webhook.json(body=inner.fields)) == webhook.fields | {"repairs": []}


def test_a_near_miss_around_a_payload_is_not_told(webhook: Any, read_one: Any) -> None:
    assert read_one(json.dumps({"id": "evt_1", "amount": 5, "data": webhook.fields})) == webhook.fields | {
        "repairs": []
    }
    assert read_one(str({"id": "evt_1", "amount": 5, "data": webhook.fields}))["order_id"] == "pl_8f3e"


def test_a_near_miss_alone_is_told(why_not: Any) -> None:
    assert why_not('{"data": {"id": "evt_1", "amount": 5}}') == ("missing_field", "secret", None)
    assert why_not("amount: 10\nsecret: abc") == ("missing_field", "order_id", None)
    assert why_not("order_id=7&amount=10") == ("missing_field", "secret", None)
    assert why_not("a=b&secret=7&amount=10&=&c") == ("missing_field", "order_id", None)


def test_prose_about_money_is_no_payload(why_not: Any) -> None:
    assert why_not("The amount: 10 USD, please keep it secret") == ("no_payload", None, None)
    assert why_not("signature=abc") == ("no_payload", None, None)
    assert why_not("secret: a\n\nsecret: b") == ("no_payload", None, None)


# Many


def test_ten_thousand_payloads_one_a_line(webhook: Any) -> None:
    lines = [webhook.but(order_id=f"pl_{number}").json() for number in range(10_000)]
    text = "\r\n".join(lines) + "\r\n"
    assert len(text) > MAX_TEXT
    items = read(text)
    assert [item.raw for item in items] == lines


def test_a_long_text_of_lines_keeps_its_bounds(webhook: Any) -> None:
    line = webhook.json()
    deep, big = "[" * 100, "x" * MAX_TEXT + "y"
    lines = [webhook.but(order_id=f"pl_{number}").json() for number in range(4)]
    items = read("\n".join([lines[0], line[:-1], lines[1], deep, lines[2], big, lines[3]]))
    assert [getattr(item, "reason", None) for item in items] == [
        None,
        "truncated",
        None,
        "too_deep",
        None,
        "too_large",
        None,
    ]
    assert all(len(item.raw) <= 4096 for item in items)


def test_a_long_text_whose_first_line_is_no_object(webhook: Any, why_not: Any) -> None:
    assert why_not(f"webhooks:\n{webhook.json()}\n" + " " * MAX_TEXT)[0] == "too_large"
    assert why_not(" " * MAX_TEXT + "{}")[0] == "too_large"


def test_more_lines_than_are_read(webhook: Any, why_not: Any) -> None:
    text = f"{webhook.json()}\n" + " " * MAX_LINES
    assert why_not(text)[0] == "too_large"


def test_more_parts_than_can_be_payloads_are_not_all_read() -> None:
    items = read('{"id":1,"amount":1,"secret":1}' * 30_000)
    assert isinstance(items[0], Payload)
    assert (items[-1].reason, len(items) < 20_000) == ("too_large", True)


# Files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_file_in_any_unicode(encoding: str, webhook: Any, read_one: Any) -> None:
    hook = webhook.but(ref="طلب-٧")
    text = decode_bytes(hook.json().encode(encoding))
    assert read_one(text) == hook.fields | {"repairs": [] if encoding == "utf-8" else ["byte_order_mark"]}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_file_in_utf16_without_its_mark(encoding: str, webhook: Any, read_one: Any) -> None:
    hook = webhook.but(ref="طلب-٧")
    assert read_one(decode_bytes(hook.json().encode(encoding))) == hook.fields | {"repairs": ["utf16"]}


@pytest.mark.parametrize("mark", [b"\xfe\xff", b"\x00\x00\xfe\xff"])
def test_a_file_in_big_endian_order(mark: bytes, webhook: Any, read_one: Any) -> None:
    encoding = "utf-16-be" if len(mark) == 2 else "utf-32-be"
    assert read_one(decode_bytes(mark + webhook.json().encode(encoding)))["order_id"] == "pl_8f3e"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x01", b"\xff\xfe\x00", "طلب".encode("cp1256"), b"{\xc0\x80}"])
def test_a_file_that_is_no_text(data: bytes) -> None:
    assert decode_bytes(data) == Unreadable("no_payload", why="binary")


def test_an_empty_file(why_not: Any) -> None:
    assert why_not(decode_bytes(b"")) == ("empty", None, None)


def test_the_largest_file() -> None:
    assert decode_bytes(b" " * MAX_LINES) == " " * MAX_LINES
    assert decode_bytes(b" " * (MAX_LINES + 1)) == Unreadable("too_large")


def test_a_text_with_stray_nuls_is_read_without_them(webhook: Any, read_one: Any) -> None:
    assert read_one(webhook.json() + "\0\0€") == webhook.fields | {"repairs": ["utf16"]}


def test_the_core_reads_no_file_itself() -> None:
    for module in (Path(__file__).parents[3] / "kazadesk" / "core").rglob("*.py"):
        source = module.read_text("utf-8")
        asked = re.findall(
            r"\b(?:open|Path)\(|\bimport time\b|\btime\.\w+\(|\bdatetime\.(?:now|utcnow|today)\(", source
        )
        assert asked == [], module
