"""More of what people paste: neighbours of the shapes that the generator of hostile references writes."""

from __future__ import annotations

import html
import json
import quopri
from base64 import b64encode, urlsafe_b64encode
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest

from kazadesk.core.webhook.payload import Payload, Unreadable
from kazadesk.core.webhook.reading import decode_bytes, read
from kazadesk.core.webhook.same_ref import same_reference
from kazadesk.core.webhook.verdict import Known, judge
from tests.core.webhook.hostile_references import SHAPES


def only(text: str) -> Payload:
    (item,) = read(text)
    assert isinstance(item, Payload), (item, text)
    return item


def is_whole(item: Payload, webhook: Any) -> bool:
    found = (item.order_ids[0], item.amount, item.secrets[0], item.status, item.currency, item.ref)
    return found == tuple(webhook.fields.values())


@pytest.fixture
def arabic(webhook: Any) -> Any:
    return webhook.but(ref="طلب ٧ للأستاذ عمر")


# Written anew by a terminal, a mail, a page


@pytest.mark.parametrize(
    "colour",
    ["\x1b[1;32m", "\x1b[38;5;208m", "\\x1b[32m", "\\033[0;31m", "\\e[1m", "\\u001b[32m", "^[[32m", "[32m", "␛[32m"],
)
def test_the_colours_of_a_terminal(colour: str, webhook: Any) -> None:
    off = colour.replace("1;32", "0").replace("32", "0")
    lines = ",\n".join(f"  {colour}'{name}'{off}: {colour}'{value}'{off}" for name, value in webhook.fields.items())
    item = only(f"webhook {{\n{lines}\n}}")
    assert is_whole(item, webhook)
    assert "colours" in item.repairs


@pytest.mark.parametrize("width", [20, 40, 60, 76, 80, 100, 120])
@pytest.mark.parametrize(
    "shape", ["json", "python", "lines with equals", "ruby", "form", "json in a log", "call, quoted"]
)
def test_text_cut_into_lines_of_one_width(width: int, shape: str, webhook: Any, arabic: Any) -> None:
    for hook in (webhook, arabic):
        text = SHAPES[shape](list(hook.fields.items())).replace("\n", "; ")
        lines = [text[start : start + width] for start in range(0, len(text), width)]
        assert is_whole(only("\n".join(lines)), hook)
        assert is_whole(only("\r\n".join(lines) + "\r\n"), hook)


def test_a_width_counted_in_bytes_or_columns(webhook: Any) -> None:
    hook = webhook.but(ref="注文 ٧ é")
    body = hook.json().encode()
    pieces, piece = [], b""
    for letter in body.decode():
        if len(piece + letter.encode()) > 40:
            pieces.append(piece.decode())
            piece = b""
        piece += letter.encode()
    text = "\n".join([*pieces, piece.decode()])
    if len({len(line.encode()) for line in pieces}) == 1:
        assert is_whole(only(text), hook)
    wide, line, columns = [], "", 0
    for letter in hook.json():
        if columns >= 40:
            wide.append(line)
            line, columns = "", 0
        line += letter
        columns += 2 if letter in "注文" else 1
    assert is_whole(only("\n".join([*wide, line])), hook)


@pytest.mark.parametrize("shape", ["json", "json, indented", "lines", "python", "form", "print_r"])
def test_the_source_of_a_mail(shape: str, webhook: Any, arabic: Any) -> None:
    for hook in (webhook, arabic):
        source = quopri.encodestring(SHAPES[shape](list(hook.fields.items())).encode()).decode()
        head = "Subject: webhook\nContent-Transfer-Encoding: quoted-printable\n\n"
        for text in (source, head + source, source.replace("\n", "\r\n")):
            assert is_whole(only(text), hook)


@pytest.mark.parametrize("shape", ["json", "lines", "print_r", "python", "xml", "page of a table"])
def test_the_source_of_a_page(shape: str, webhook: Any, arabic: Any) -> None:
    for hook in (webhook, arabic, webhook.but(ref="O'Neil & <b>sons</b>")):
        text = html.escape(SHAPES[shape](list(hook.fields.items())))
        for page in (text, f"<pre>{text}</pre>"):
            item = only(page)
            assert is_whole(item, hook) or same_reference(item.ref or "", hook.ref), page


@pytest.mark.parametrize(
    "pattern",
    [
        "<{n}>{v}</{n}>",
        '<{n} type="string">{v}</{n}>',
        "<ns:{n}>{v}</ns:{n}>",
        '<field name="{n}">{v}</field>',
        '<input type="hidden" name="{n}" value="{v}"/>',
        "<li><b>{n}:</b> {v}</li>",
        "<tr><th>{n}</th><td>{v}</td></tr>",
        "<tr>\n  <td>{n}</td>\n  <td>{v}</td>\n</tr>\n",
        "<p>{n}: {v}</p>",
        "{n} = {v}<br>\n",
        "<dt>{n}</dt><dd>{v}</dd>",
        "<member><name>{n}</name><value><string>{v}</string></value></member>",
    ],
)
def test_elements(pattern: str, arabic: Any) -> None:
    text = "".join(pattern.format(n=name, v=html.escape(value)) for name, value in arabic.fields.items())
    assert is_whole(only(f'<?xml version="1.0"?><hook>{text}</hook>'), arabic)


def test_two_elements_of_hooks(webhook: Any) -> None:
    one, two = (SHAPES["xml"](list(hook.fields.items())) for hook in (webhook, webhook.but(order_id="pl_2")))
    assert [item.order_ids for item in read(one + two)] == [("pl_8f3e",), ("pl_2",)]


# Packed


@pytest.mark.parametrize("encode", [b64encode, urlsafe_b64encode])
def test_base64(encode: Any, arabic: Any) -> None:
    for body in (arabic.json(), arabic.form(), SHAPES["lines"](list(arabic.fields.items()))):
        packed = encode(body.encode()).decode()
        lines = "\n".join(packed[start : start + 76] for start in range(0, len(packed), 76))
        for text in (
            json.dumps({"body": packed, "isBase64Encoded": True}),
            json.dumps({"data": {"raw": packed}}),
            packed,
            lines,
            f"body: {packed}",
            f"data:application/json;base64,{packed}",
            packed.rstrip("="),
        ):
            assert is_whole(only(text), arabic), text


def test_base64_of_something_else(webhook: Any) -> None:
    noise = b64encode(b"nothing to see here, move along please " * 5).decode()
    assert is_whole(only(f"{noise}\n{webhook.json()}"), webhook)
    assert [item.reason for item in read(f"amount {noise} A{noise}")] == ["no_payload"]
    assert [item.reason for item in read(f"amount {'A' * 121}")] == ["no_payload"]


def test_what_php_serialized(arabic: Any, webhook: Any) -> None:
    pairs = list(arabic.fields.items())
    inner = SHAPES["serialized by php"](pairs)
    for text in (inner, f'O:8:"App\\Hook":6:{inner[4:]}', f'a:1:{{s:4:"body";{inner}}}', f"log {inner} x"):
        assert is_whole(only(text), arabic), text
    numbers = inner.replace('s:5:"10.00"', "d:10.00").replace('s:7:"pl_8f3e"', "i:12")
    item = only(numbers.replace(f's:{len(arabic.ref.encode())}:"{arabic.ref}"', "N"))
    assert (item.amount, item.order_ids, item.ref) == ("10.00", ("12",), None)
    wrong = inner.replace('s:9:"fulfilled"', 's:7:"fulfilled"')
    assert is_whole(only(wrong), arabic)
    for broken in (
        inner[:-1],
        inner[:60],
        inner.replace(";s:", ";x:"),
        'a:1:{i:0;s:1:"a";}',
        'a:1:{s:6:"secret"',
        "a:1:{" * 30,
    ):
        assert not [item for item in read(broken) if isinstance(item, Payload)]
    private = inner.replace('s:6:"status"', 's:12:"\0Hook\0status"')
    assert "fulfilled" in repr(read(private))


# Lists, tuples, names in other styles


@pytest.mark.parametrize(
    "call", ["ImmutableMultiDict({})", "OrderedDict({})", "MultiDict({})", "{}", "CombinedMultiDict([{}])"]
)
def test_tuples_of_python(call: str, arabic: Any) -> None:
    pairs = list(arabic.fields.items())
    for written in (repr(pairs), repr([list(pair) for pair in pairs]), repr(tuple(pairs))):
        assert is_whole(only(f"form: {call.format(written)}"), arabic)


@pytest.mark.parametrize(
    "style",
    [
        lambda name: name.upper(),
        lambda name: name.title(),
        lambda name: name.replace("_id", "Id"),
        lambda name: name.replace("_id", "ID"),
        lambda name: name.replace("_", ""),
        lambda name: name.replace("_", "-"),
        lambda name: name.replace("_", " "),
        lambda name: f"body.{name}",
        lambda name: f"request.body.{name}",
        lambda name: f"data[{name}]",
        lambda name: f"payload->{name}",
    ],
)
def test_names_in_another_style(style: Any, arabic: Any) -> None:
    named = {style(name): value for name, value in arabic.fields.items()}
    for text in (
        json.dumps(named),
        json.dumps({"id": 7, "hook": named}),
        "\n".join(f"{name}: {value}" for name, value in named.items()),
        "\n".join(f"{name} = {value}" for name, value in named.items()),
        "\t".join(named) + "\n" + "\t".join(named.values()),
    ):
        assert is_whole(only(text), arabic), text


def test_names_in_two_styles(webhook: Any, why_not: Any) -> None:
    named = {"orderId": "a", "ORDER_ID": "b", "amount": "1", "secret": webhook.secret}
    assert why_not(json.dumps(named)) == ("ambiguous", "order_id", None)
    assert only(json.dumps(named | {"order_id": "c"})).order_ids == ("c",)


# Tables


@pytest.mark.parametrize("bar", ["|", "│", "║", "┃"])
def test_records_of_two_columns(bar: str, arabic: Any) -> None:
    fields = arabic.fields
    for pattern in ("{n} {b} {v}", "{n:<10} {b} {v}", "{b} {n:<10} {b} {v:<90} {b}", "{n}{b}{v}"):
        lines = [pattern.format(n=name, b=bar, v=value) for name, value in fields.items()]
        assert is_whole(only("\n".join(lines)), arabic), lines
    other = "\n".join(f"{name} | {value}" for name, value in (fields | {"order_id": "pl_2"}).items())
    two = (
        "-[ RECORD 1 ]---\n"
        + "\n".join(f"{n} | {v}" for n, v in fields.items())
        + f"\n-[ RECORD 2 ]---\n{other}\n(2 rows)"
    )
    assert [item.order_ids for item in read(two)] == [("pl_8f3e",), ("pl_2",)]
    assert [item.reason for item in read(other + f"\n{other}")] == ["ambiguous"]


def test_rows_of_mysql_one_below_the_other(webhook: Any) -> None:
    rows = [
        f"*************************** {number}. row ***************************\n"
        + "\n".join(f"{name:>12}: {value}" for name, value in webhook.but(order_id=f"pl_{number}").fields.items())
        for number in (1, 2)
    ]
    assert [item.order_ids for item in read("\n".join(rows))] == [("pl_1",), ("pl_2",)]


def test_documents_of_yaml(webhook: Any) -> None:
    one, two = (SHAPES["yaml"](list(hook.fields.items())) for hook in (webhook, webhook.but(order_id="pl_2")))
    assert [item.order_ids for item in read(f"---\n{one}\n---\n{two}\n")] == [("pl_8f3e",), ("pl_2",)]
    folded = f"order_id: a\namount: 1\nsecret: |\n  {webhook.secret[:44]}\n  {webhook.secret[44:]}\nref: KD\n"
    assert only(folded).secrets == (webhook.secret,)


def test_a_long_signature_with_an_indent(webhook: Any) -> None:
    text = "\n".join(f"{name:<9}: {value}" for name, value in webhook.fields.items())
    cut = text.replace(webhook.secret, f"{webhook.secret[:60]}\n           {webhook.secret[60:]}")
    assert is_whole(only(cut), webhook)


# Forms


@pytest.mark.parametrize("between", ["&amp;", "\n&", "&\n", "\r\n&", " & ", "&amp;amp;", "&#38;"])
def test_what_stands_between_the_fields_of_a_form(between: str, arabic: Any) -> None:
    assert is_whole(only(arabic.form().replace("&", between)), arabic)


@pytest.mark.parametrize("name", ["data[{}]", "data%5B{}%5D", "payload[body][{}]", "{}", "Body.{}"])
def test_nested_names_of_a_form(name: str, arabic: Any) -> None:
    form = "&".join(f"{name.format(key.replace('_', '%5F'))}={quote(value)}" for key, value in arabic.fields.items())
    for text in (form, f"https://shop.example/?{form}", f"body {form} end", json.dumps({"raw": form})):
        assert is_whole(only(text), arabic), text


# Values


def test_unknown_backslashes_stay(webhook: Any) -> None:
    text = "{" + ", ".join(f"“{name}“: “{value}“" for name, value in webhook.fields.items()) + "}"
    assert only(text.replace("fulfilled", "fulfil\\led")).status == "fulfil\\led"
    assert only(repr(webhook.fields).replace("KD-7F3K", "C:\\\\dir\\'s")).ref == "C:\\dir's"


def test_a_list_of_one_without_quotes(webhook: Any) -> None:
    inner = ", ".join(f"{name}=[{value}]" for name, value in webhook.fields.items())
    assert is_whole(only(f"{{{inner}}}"), webhook)
    assert only(f"{{{inner}}}".replace("[KD-7F3K]", "[]")).ref is None


# Files


@pytest.mark.parametrize("encoding", ["cp1256", "utf-8", "utf-16", "utf-16-le", "utf-8-sig"])
def test_a_file_in_an_encoding_of_windows(encoding: str, webhook: Any) -> None:
    hook = webhook.but(ref="طلب للأستاذ عمر")
    text = decode_bytes(hook.json().encode(encoding))
    assert isinstance(text, str)
    assert is_whole(only(text), hook)


def test_a_file_of_western_windows_is_the_same_by_form(webhook: Any, link: Any) -> None:
    hook = webhook.but(ref="São Tomé")
    text = decode_bytes(hook.json().encode("cp1252"))
    assert isinstance(text, str)
    verdict = judge(only(text), [hook.credentials], Known(by_id=(replace(link, reference=hook.ref),)))
    assert (verdict.code, verdict.repairs) == ("paid", ("ref_form",))


@pytest.mark.parametrize(
    "text",
    [
        'a:1:{a:0:{}i:1;} a:1:{s:1:"a";i:1;}',  # a list for a name, and an array that is no webhook
        "[[1, 2], [3, 4]]",  # pairs whose names are numbers
    ],
)
def test_what_only_looks_like_a_dump_is_no_webhook(text: str) -> None:
    assert [item.reason for item in read(text) if isinstance(item, Unreadable)] == ["no_payload"]


def test_columns_that_only_blanks_part(webhook: Any) -> None:
    for ref in ("KD-7F3K", "two words"):
        hook = webhook.but(ref=ref)
        names, values = "  ".join(hook.fields), "   ".join(hook.fields.values())
        for rows in (f"{names}\n{values}", f"   {names}\n\n0  {values}\n\n", f"{names}\n 17 {values}\n(1 row)"):
            assert is_whole(only(rows), hook), rows
