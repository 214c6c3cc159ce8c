"""Genuine webhooks of unpaid links, whose references hold what a reader could take for fields, copied in every shape.

The truth is known here before anything is read: the webhook says `timed_out`, or names a currency that the link did
not ask for. So whatever a paste of it gives, `paid` is wrong. Honest references, whole, must be `paid` instead.
"""

from __future__ import annotations

import html
import json
import quopri
import random
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.redact import Secret
from kazadesk.core.webhook.payload import Payload
from kazadesk.core.webhook.reading import read
from kazadesk.core.webhook.signature import Credentials, signature_text
from kazadesk.core.webhook.verdict import Known, judge
from tests.core.webhook.neighbours import NEIGHBOURS
from tests.core.webhook.programs import PROGRAMS, Program
from tests.core.webhook.writings import WRITINGS

Pairs = list[tuple[str, str]]
Shape = Callable[[Pairs], str]

CREDENTIALS = Credentials("shop", Secret("81A107141716"), Secret("888B6B8877F8"))
ORDER_IDS = [f"pl_{number:04x}" for number in range(64)]
SECRETS = {order_id: signature_text("10.00", order_id, CREDENTIALS) for order_id in ORDER_IDS}

NAMES = ("order_id", "id", "amount", "secret", "status", "currency", "ref")
VALUES = {"status": "fulfilled", "currency": "USD", "amount": "10.00", "ref": "KD"}


def _lines(pattern: str, between: str = "\n", before: str = "", after: str = "") -> Shape:
    return lambda pairs: before + between.join(pattern.format(n=n, v=v, b=len(v.encode())) for n, v in pairs) + after


def _typographic(pairs: Pairs) -> str:
    return "{" + ",".join(f"“{name}”: “{value}”" for name, value in pairs) + "}"


def _python(pairs: Pairs) -> str:
    return repr(dict(pairs))


def _json(pairs: Pairs) -> str:
    return json.dumps(dict(pairs), ensure_ascii=False)


def _csv(pairs: Pairs) -> str:
    cells = ",".join('"' + value.replace('"', '""') + '"' for _, value in pairs)
    return ",".join(name for name, _ in pairs) + "\n" + cells


def _table(delimiter: str) -> Shape:
    return lambda pairs: "\n".join(delimiter.join(column) for column in zip(*pairs, strict=True))


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _mail(text: str) -> str:
    return quopri.encodestring(text.encode()).decode()


def _serialized(pairs: Pairs) -> str:
    inner = "".join(f's:{len(name)}:"{name}";s:{len(value.encode())}:"{value}";' for name, value in pairs)
    return f"a:{len(pairs)}:{{{inner}}}"


def _wrapped(text: str, width: int) -> str:
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


def _aligned(pairs: Pairs, between: str) -> str:
    widths = [max(len(name), len(value)) for name, value in pairs]
    rows = zip(*pairs, strict=True)
    names, values = (between.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return f" {names}\n-{'-+-'.join('-' * width for width in widths)}-\n {values}\n(1 row)\n"


def _boxed(pairs: Pairs, bar: str, frame: str) -> str:
    names, _, values, *_ = _aligned(pairs, f" {bar} ").split("\n")
    line = frame[0] + frame[1] * (len(names) + 1) + frame[2]
    return "\n".join((line, f"{bar}{names} {bar}", line, f"{bar}{values} {bar}", line))


def _pieces(pairs: Pairs) -> dict[str, object]:
    """A message of Telegram's export: in pieces, and the same once more."""
    text: list[object] = ["New payment\n"]
    for name, value in pairs:
        text += [f"{name}: ", {"type": "code", "text": value}, "\n"]
    entities = [each if isinstance(each, dict) else {"type": "plain", "text": each} for each in text]
    return {"id": 7, "type": "message", "text": text, "text_entities": entities}


SHAPES: dict[str, Shape] = {
    "json": _json,
    "json, indented": lambda pairs: json.dumps(dict(pairs), indent=2),
    "json in a log": lambda pairs: f"[INFO] webhook {_json(pairs)} took=5ms",
    "json escaped in a log": lambda pairs: f'msg="webhook {_escape(_json(pairs))}" took=5ms',
    "json escaped twice": lambda pairs: json.dumps(json.dumps(_json(pairs)))[3:-3],
    "json in json": lambda pairs: json.dumps({"body": _json(pairs)}),
    "json in a cell": lambda pairs: 'id,body\n7,"' + _json(pairs).replace('"', '""') + '"\n',
    "json in a page": lambda pairs: html.escape(_json(pairs)),
    "json in an address": lambda pairs: "payload=" + quote(_json(pairs)),
    "json, a comma too many": lambda pairs: _json(pairs)[:-1] + ",}",
    "json, commented": lambda pairs: "{ // webhook\n" + _json(pairs)[1:],
    "json, unescaped": _lines('"{n}":"{v}"', ",", "{", "}"),
    "json, typographic": _typographic,
    "print_r": _lines("    [{n}] => {v}", before="Array\n(\n", after="\n)\n"),
    "print_r in a page": lambda pairs: html.escape(SHAPES["print_r"](pairs)),
    "var_dump": _lines('  ["{n}"]=>\n  string({b}) "{v}"', before="array(6) {\n", after="\n}\n"),
    "var_dump, wrong lengths": _lines('  ["{n}"]=>\n  string(3) "{v}"', before="array(6) {\n", after="\n}\n"),
    "var_export": _lines("  '{n}' => '{v}',", before="array (\n", after="\n)"),
    "python": _python,
    "querydict": lambda pairs: f"<QueryDict: { {name: [value] for name, value in pairs}!r}>",
    "ruby": _lines('"{n}"=>"{v}"', ", ", "{", "}"),
    "symbols of ruby": _lines(':{n}=>"{v}"', ", ", "{", "}"),
    "map": _lines("{n}={v}", ", ", "{", "}"),
    "map of go": _lines("{n}:{v}", " ", "map[", "]"),
    "call": _lines("{n}={v}", ", ", "Webhook(", ")"),
    "call, quoted": _lines("{n}='{v}'", ", ", "Webhook(", ")"),
    "javascript": _lines("{n}: '{v}'", ", ", "{ ", " }"),
    "lines": _lines("{n}: {v}"),
    "lines with blank lines": _lines("{n}: {v}", "\n\n"),
    "lines with equals": _lines("{n} = {v}"),
    "logfmt": _lines("{n}={v}", " "),
    "names above": _lines("{n}:\n{v}"),
    "tabs": _lines("{n}\t{v}"),
    "one line": _lines("{n}: {v}", "; "),
    "markdown": _lines("*{n}:* `{v}`"),
    "mail": lambda pairs: "\n".join("> " + line for line in json.dumps(dict(pairs), indent=1).splitlines()),
    "form": lambda pairs: urlencode(pairs),
    "form, decoded": _lines("{n}={v}", "&"),
    "form in an address": lambda pairs: f'GET /hook?{SHAPES["form, decoded"](pairs)} HTTP/1.1" 200',
    "curl": lambda pairs: f"curl https://shop.example -d '{_json(pairs)}'",
    "curl, form": lambda pairs: "curl https://shop.example " + " ".join(f"-d '{n}={v}'" for n, v in pairs),
    "request": lambda pairs: f"POST /hook HTTP/1.1\nHost: shop.example\n\n{_json(pairs)}",
    "table": _table("\t"),
    "table with bars": _table("|"),
    "csv": _csv,
    "csv without quotes": _table(","),
    "base64": lambda pairs: json.dumps({"body": b64encode(_json(pairs).encode()).decode(), "isBase64Encoded": True}),
    "base64 in a log": lambda pairs: f"body={b64encode(_json(pairs).encode()).decode()} took=5ms",
    "mail source": lambda pairs: _mail(SHAPES["json, indented"](pairs)),
    "mail source of lines": lambda pairs: _mail(SHAPES["lines"](pairs)),
    "multidict": lambda pairs: f"ImmutableMultiDict({pairs!r})",
    "list of pairs": lambda pairs: json.dumps(pairs),
    "names and values": lambda pairs: json.dumps([{"name": name, "value": value} for name, value in pairs]),
    "serialized by php": _serialized,
    "session of php": lambda pairs: f"payload|{_serialized(pairs)}",
    "laravel's dump": _lines('  "{n}" => "{v}"', before="array:6 [▼\n", after="\n]"),
    "symfony's dump of an object": _lines('  -{n}: "{v}"', before="App\\Hook {#12 ▼\n", after="\n}"),
    "private fields": _lines("    [{n}:protected] => {v}", before="Hook Object\n(\n", after="\n)\n"),
    "var_dump of an object": _lines(
        '  ["{n}":"App\\Hook":private]=>\n  string({b}) "{v}"', before="object(Hook)#1 (6) {\n", after="\n}\n"
    ),
    "yaml": lambda pairs: "\n".join(f"{name}: '{value.replace(chr(39), chr(39) * 2)}'" for name, value in pairs),
    "yaml, folded": lambda pairs: "\n".join(
        f"{name}: >-\n  {value}" if name == "secret" else f"{name}: {value}" for name, value in pairs
    ),
    "nested form": lambda pairs: urlencode([(f"data[{name}]", value) for name, value in pairs]),
    "nested form, decoded": lambda pairs: "&".join(f"data[{name}]={quote(value)}" for name, value in pairs),
    "form with encoded names": lambda pairs: urlencode(pairs).replace("order_id", "order%5Fid"),
    "form in a page": lambda pairs: urlencode(pairs).replace("&", "&amp;"),
    "form, a line each": lambda pairs: urlencode(pairs).replace("&", "\n&"),
    "form encoded twice": lambda pairs: quote(urlencode(pairs)),
    "camel case": lambda pairs: json.dumps({name.replace("_id", "Id"): value for name, value in pairs}),
    "capitals": lambda pairs: json.dumps({name.upper(): value for name, value in pairs}),
    "no underscore": lambda pairs: json.dumps({name.replace("_", ""): value for name, value in pairs}),
    "flat names": lambda pairs: json.dumps({f"body.{name}": value for name, value in pairs}),
    "flat lines": _lines("body.{n}: {v}"),
    "bracket lines": _lines("data[{n}] = {v}"),
    "wrapped json": lambda pairs: _wrapped(_json(pairs), 40),
    "wrapped lines": lambda pairs: _wrapped("  ".join(f"{name}='{value}'" for name, value in pairs), 33),
    "coloured": _lines('\x1b[32m"{n}"\x1b[0m: \x1b[33m"{v}"\x1b[0m', ",\n", "{\n", "\n}"),
    "coloured, without escape": _lines("[32m'{n}'[39m: [33m'{v}'[39m", ",\n", "{\n", "\n}"),
    "mysql": lambda pairs: _boxed(pairs, "|", "+-+"),
    "mysql, vertical": _lines(
        "{n:>12}: {v}", before="*************************** 1. row ***************************\n"
    ),
    "psql": lambda pairs: _aligned(pairs, " | "),
    "psql, framed": lambda pairs: _boxed(pairs, "│", "├─┤"),
    "psql, expanded": _lines("{n:<12} | {v}", before="-[ RECORD 1 ]+-----\n"),
    "psql, expanded and framed": _lines("│ {n:<12} │ {v} │", before="┌─[ RECORD 1 ]──┐\n", after="\n└───┘"),
    "psql, unaligned": lambda pairs: _table("|")(pairs) + "\n(1 row)",
    "markdown of two columns": _lines("| {n} | {v} |", before="| field | value |\n|---|---|\n"),
    "csv in capitals": lambda pairs: _csv([(name.upper(), value) for name, value in pairs]),
    "powershell": lambda pairs: f'-Body "{_json(pairs).replace("`", "``").replace(chr(34), "`" + chr(34))}"',
    "format-list": _lines("{n:<12} : {v}"),
    "multipart": _lines('--b\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n', "", "", "--b--\r\n"),
    "xml": lambda pairs: "<hook>" + "".join(f"<{n}>{html.escape(v)}</{n}>" for n, v in pairs) + "</hook>",
    "xml, sections": lambda pairs: "<hook>" + "".join(f"<{n}><![CDATA[{v}]]></{n}>" for n, v in pairs) + "</hook>",
    "page of a table": lambda pairs: "".join(f"<tr><td>{n}</td><td>{html.escape(v)}</td></tr>" for n, v in pairs),
    "page of a list": lambda pairs: "".join(f"<dt>{n}</dt><dd>{html.escape(v)}</dd>" for n, v in pairs),
    "plist": lambda pairs: "".join(f"<key>{n}</key><string>{html.escape(v)}</string>" for n, v in pairs),
    "java's parameters": _lines("{n}=[{v}]", ", ", "{", "}"),
    "go's values": _lines("{n}:[{v}]", " ", "map[", "]"),
    "telegram, escaped": lambda pairs: "".join(
        f"\\{letter}" if letter in "_*[]()~`>#+-=|{}.!\\" else letter for letter in SHAPES["lines"](pairs)
    ),
    "telegram, export": lambda pairs: json.dumps({"messages": [_pieces(pairs)]}, ensure_ascii=False),
    "har": lambda pairs: json.dumps({"log": {"entries": [{"request": {"postData": {"text": _json(pairs)}}}]}}),
    "har, parameters": lambda pairs: json.dumps(
        {"postData": {"mimeType": "x", "params": [{"name": name, "value": value} for name, value in pairs]}}
    ),
}
"""Every way in which a webhook is copied: name → text of the fields in their order."""

BRACKETS = (")", "(", "}", "{", "]", "[", ");", "),", "},", "<", ">", "</td>", "Array (", "array(1) {", "stdClass{")
QUOTES = (
    '"',
    "'",
    "”",
    "“",
    "’",
    "`",
    '\\"',
    "\\",
    "\\'",
    '""',
    "&quot;",
    "&#39;",
    "%22",
    "=22",
    '"}',
    "'}",
    "\\u0022",
)
BETWEEN = (
    " ",
    ",",
    ", ",
    ";",
    "|",
    "&",
    " & ",
    "\\n",
    "%0A",
    "=0A",
    "&#10;",
    "\\n\\n",
    "-- ",
    "# ",
    "//",
    "*/",
    " => ",
)
SIGNS = (
    "=",
    ":",
    ": ",
    " = ",
    "=>",
    " => ",
    "=&gt;",
    '":"',
    "':'",
    "'=>'",
    '"=>"',
    "%3D",
    "&#61;",
    "\\u003d",
    "=3D",
    "] => ",
)
HONEST = (
    *(
        "KD-7F3K",
        "طلب ٧ للأستاذ عمر",
        'Omar "the shop"',
        "O'Neil & sons",
        "<b>bold</b>",
        "100% cotton",
        "a|b",
        '5" pipe',
        "#1045",
    ),
    *(
        "Order 77/2026",
        "١٢٣",
        "Ali (Homs)",
        "x;y",
        "C:\\new\\table",
        "café ☕",
        "50 % off",
        "a=b",
        "قميص، أزرق",
        "{7}",
        "[7]",
    ),
)


@dataclass(frozen=True)
class Case:
    """One paste of one genuine webhook, with the link that it is about."""

    shape: str
    text: str
    link: PaymentLink
    status: str
    currency: str


def injected(rng: random.Random) -> str:
    """A piece that means to become a field."""
    name = rng.choice(("status", "status", "currency", "ref", rng.choice(NAMES)))
    value = VALUES.get(name, "x")
    mark = rng.choice(("", "", '"', "'", '\\"', "&quot;", "%22", "”", "`", '""'))
    return f"{mark}{name}{mark}{rng.choice(SIGNS)}{mark}{value}{mark}"


def aimed(rng: random.Random) -> str:
    """A whole set of fields in one way of writing, between what ends the reference and what ends the group."""
    mark = rng.choice(("", "", *QUOTES))
    sign, between = rng.choice(SIGNS), rng.choice((" ", *BETWEEN))
    names = ["status", "currency", *rng.sample(("ref", "amount", "id"), rng.choice((0, 0, 0, 1)))]
    rng.shuffle(names)
    fields = between.join(f"{mark}{name}{mark}{sign}{mark}{VALUES.get(name, 'x')}{mark}" for name in names)
    bracket = rng.choice(BRACKETS)
    before = rng.choice(("", "", "KD", mark, f"{mark}{between}", f"{mark}{bracket}", between))
    after = rng.choice(("", between, f"{between}x", f" {bracket}", bracket, rng.choice(QUOTES)))
    return before + fields + after + rng.choice(("", "", rng.choice(BRACKETS), rng.choice(QUOTES)))


def imitated(rng: random.Random, shape: Shape) -> str:
    """A set of fields as the shape itself writes them, without some of what stands around them."""
    fields = [("status", "fulfilled"), ("currency", "USD")]
    text = " ".join(shape(fields[:: rng.choice((1, -1))]).split())
    start, end = text.find("status"), max(text.rfind("USD"), text.rfind("fulfilled"))
    start = min(start, text.find("currency"))
    start, end = rng.randint(0, max(0, start)), rng.randint(end + 3, max(len(text), end + 3))
    before = rng.choice(("", "", "KD ", '"', '","', "'", "',", ")", "} ", "”,"))
    return before + text[start:end] + rng.choice(("", "", " )", ")", "}", "]", " x", '"', "'", ",", ' , "x": "'))


def reference(rng: random.Random, shape: Shape = _json) -> str:
    """A reference that holds structure, of the length that a link may have or longer."""
    kind = rng.random()
    if kind < 0.4:
        return imitated(rng, shape).strip() or "x"
    if kind < 0.8:
        return aimed(rng).strip() or "x"
    pieces = []
    for _ in range(rng.randint(1, 7)):
        kind = rng.random()
        if kind < 0.45:
            pieces.append(injected(rng))
        elif kind < 0.6:
            pieces.append(rng.choice(BRACKETS))
        elif kind < 0.75:
            pieces.append(rng.choice(QUOTES))
        else:
            pieces.append(rng.choice(BETWEEN))
    if rng.random() < 0.3:
        pieces.insert(rng.randint(0, len(pieces)), "KD-7F3K")
    return "".join(pieces).strip() or "x"


def link(order_id: str, ref: str) -> PaymentLink:
    """A link that waits for 10.00 USD."""
    return PaymentLink(
        id=1,
        profile="shop",
        reference=ref,
        amount="10.00",
        currency="USD",
        email="shop@example.com",
        redirect_url=None,
        state=LinkState.WAITING,
        order_id=order_id,
        url="https://kazawallet.example/pay/1",
        error=None,
        message=None,
        maybe_sent=True,
        created_at="2026-01-01T10:00:00.000Z",
        updated_at="2026-01-01T10:00:00.000Z",
    )


def webhook(rng: random.Random, ref: str, status: str, currency: str) -> Pairs:
    """The fields of a genuine webhook in some order; what is not needed may be left out."""
    order_id = rng.choice(ORDER_IDS)
    fields = {"amount": "10.00", "secret": SECRETS[order_id], "status": status, "currency": currency, "ref": ref}
    fields["id" if rng.random() < 0.2 else "order_id"] = order_id
    pairs = list(fields.items())
    rng.shuffle(pairs)
    if rng.random() < 0.4:  # where a reference could put its fields in the place of those that follow
        pairs.sort(key=lambda pair: {"ref": 1, "status": 2, "currency": 2}.get(pair[0], 0))
    return pairs


def _cut(rng: random.Random, text: str) -> str:
    """Most often whole; else without some of its end, of its beginning, or of its lines."""
    kind = rng.random()
    if kind < 0.5:
        return text
    if kind < 0.75:
        return text[: -rng.choice((1, 2, 3, rng.randint(1, max(2, len(text) // 3))))]
    if kind < 0.85:
        return text[rng.choice((1, 2, rng.randint(1, max(2, len(text) // 4)))) :]
    lines = text.split("\n")
    del lines[rng.randrange(len(lines))]
    return "\n".join(lines)


def _of_pairs(program: Program) -> Shape:
    return lambda pairs: program(dict(pairs))


def hostile(seed: int, count: int) -> Iterator[Case]:
    """`count` pastes none of which may be `paid`."""
    rng = random.Random(seed)
    programs = PROGRAMS | NEIGHBOURS | WRITINGS
    shapes = SHAPES | {name: _of_pairs(program) for name, program in programs.items()}
    names = list(shapes)
    for _ in range(count):
        name = rng.choice(names)
        ref = reference(rng, shapes[name if rng.random() < 0.8 else rng.choice(names)])
        status, currency = rng.choice(
            (("timed_out", "USD"), ("timed_out", "USD"), ("fulfilled", "SYP"), ("timed_out", "SYP"))
        )
        pairs = webhook(rng, ref, status, currency)
        text = _cut(rng, shapes[name](pairs))
        if rng.random() < 0.05:  # wrapped once more
            text = rng.choice(
                (f"> {text}", json.dumps({"message": text}), f"Hello,\n{text}\nthanks", html.escape(text))
            )
        order_id = dict(pairs).get("order_id") or dict(pairs)["id"]
        yield Case(name, text, link(order_id, ref), status, currency)


def honest() -> Iterator[Case]:
    """Whole pastes of paid webhooks with ordinary references: each must be `paid`, but where its shape loses text."""
    for number, ref in enumerate(HONEST):
        for name, shape in SHAPES.items():
            rng = random.Random(f"{number} {name}")
            pairs = webhook(rng, ref, "fulfilled", "USD")
            order_id = dict(pairs).get("order_id") or dict(pairs)["id"]
            yield Case(name, shape(pairs), link(order_id, ref), "fulfilled", "USD")


def verdicts(case: Case) -> list[str]:
    """The codes of all verdicts on a paste."""
    given = case.link
    codes = []
    for item in read(case.text):
        ids = item.order_ids if isinstance(item, Payload) else ()
        known = Known(by_id=(given,) if given.order_id in ids else (), by_ref=(given,))
        codes.append(judge(item, [CREDENTIALS], known).code.value)
    return codes
