"""A webhook as other programs show it: what people copy from terminals, logs, databases, inspectors and chats."""

from __future__ import annotations

import html
import json
import pprint
import quopri
import textwrap
from base64 import b64encode, encodebytes
from collections.abc import Callable
from urllib.parse import quote, urlencode

Fields = dict[str, str]
Program = Callable[[Fields], str]

ARABIC = {
    "order_id": "رقم الطلب",
    "id": "المعرّف",
    "amount": "المبلغ",
    "secret": "الرمز السري",
    "status": "الحالة",
    "currency": "العملة",
    "ref": "المرجع",
}


def lines(pattern: str, between: str = "\n", before: str = "", after: str = "") -> Program:
    def write(fields: Fields) -> str:
        pairs = enumerate(fields.items())
        return before + between.join(pattern.format(n=n, v=v, i=i, a=ARABIC[n]) for i, (n, v) in pairs) + after

    return write


def plain(fields: Fields) -> str:
    return json.dumps(fields, ensure_ascii=False)


def _swapped(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def _quoted(fields: Fields, mark: str) -> Fields:
    """With the quotes inside the values doubled."""
    return {name: value.replace(mark, mark * 2) for name, value in fields.items()}


def _escaped(fields: Fields, mark: str = '"') -> Fields:
    """With the quotes inside the values escaped."""
    return {name: value.replace("\\", "\\\\").replace(mark, "\\" + mark) for name, value in fields.items()}


def _of_escaped(program: Program, mark: str = '"') -> Program:
    return lambda fields: program(_escaped(fields, mark))


def _of_doubled(program: Program, mark: str = "'") -> Program:
    return lambda fields: program(_quoted(fields, mark))


def _aligned(fields: Fields, between: str = "  ", rule: str = "-") -> str:
    widths = [max(len(name), len(value)) for name, value in fields.items()]
    rows = (list(fields), [rule * width for width in widths], list(fields.values()))
    return "\n".join(
        between.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _bytes_in_log(fields: Fields, form: str) -> str:
    text = "".join(
        chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else form.format(byte) for byte in plain(fields).encode()
    )
    return f'10.0.0.7 - - [05/Jan/2026:10:00:00 +0300] "POST /hook HTTP/1.1" 200 2 "-" "axios" "{text}"'


def _xxd(fields: Fields) -> str:
    data, rows = plain(fields).encode(), []
    for start in range(0, len(data), 16):
        row = data[start : start + 16]
        digits = " ".join(row.hex()[place : place + 4] for place in range(0, 2 * len(row), 4))
        rows.append(f"{start:08x}: {digits:<39}  {''.join(chr(b) if 32 <= b < 127 else '.' for b in row)}")
    return "\n".join(rows)


def _hexdump(fields: Fields) -> str:
    data, rows = plain(fields).encode(), []
    for start in range(0, len(data), 16):
        row = data[start : start + 16]
        halves = (" ".join(f"{byte:02x}" for byte in half) for half in (row[:8], row[8:]))
        text = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
        rows.append(f"{start:08x}  {'  '.join(half.ljust(23) for half in halves)}  |{text}|")
    return "\n".join(rows)


def _mail(fields: Fields, encode: Callable[[str], str], name: str) -> str:
    page = "<table>" + "".join(f"<tr><td>{n}</td><td>{html.escape(v)}</td></tr>" for n, v in fields.items())
    parts = (("plain", lines("{n}: {v}")(fields)), ("html", page + "</table>"))
    bodies = "".join(
        f"--b1\nContent-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: {name}\n\n{encode(text)}\n"
        for kind, text in parts
    )
    return f"From: a@x.example\nSubject: hook\nContent-Type: multipart/alternative; boundary=b1\n\n{bodies}--b1--\n"


def _multipart(fields: Fields, mark: str = '"') -> str:
    parts = (f"--b\r\nContent-Disposition: form-data; name={mark}{n}{mark}\r\n\r\n{v}\r\n" for n, v in fields.items())
    return "".join(parts) + "--b--\r\n"


def _cmd(text: str) -> str:
    return "".join(f"^{letter}" if letter in '^"{}%&<>' else letter for letter in text)


_STATEMENT = "INSERT INTO `hooks` (`pk`, {}, `at`) VALUES\n(7, {}, NULL);"
_NODE = _of_escaped(lines("  {n}: '{v}'", ",\n", "{\n", "\n}"), "'")

PROGRAMS: dict[str, Program] = {
    # scripts
    "go, a struct": lines("{n}:{v}", " ", "&{", "}"),
    "go, as written": _of_escaped(lines('"{n}":"{v}"', ", ", "map[string]interface {}{", "}")),
    "python, a dataclass": lambda fields: f"Webhook({', '.join(f'{n}={v!r}' for n, v in fields.items())})",
    "python, an ordered dict": lambda fields: f"OrderedDict([{', '.join(map(repr, fields.items()))}])",
    "python, the new ordered dict": lambda fields: f"OrderedDict({fields!r})",
    "python, bytes of a form": lambda fields: repr(urlencode(fields).encode()),
    "python, a parsed form": lambda fields: f"FormData({list(fields.items())!r})",
    "python, a literal over lines": lambda fields: pprint.pformat({"body": plain(fields)}, width=60),
    "python, rich": _of_escaped(lines("│   '{n}': '{v}',\n", "", "{\n", "}"), "'"),
    "python, multipart as bytes": lambda fields: repr(_multipart(fields).encode()),
    "ruby, new syntax": _of_escaped(lines('{n}: "{v}"', ", ", "{", "}")),
    "ruby, parameters": _of_escaped(
        lines('"{n}"=>"{v}"', ", ", "#<ActionController::Parameters {", "} permitted: false>")
    ),
    "ruby, an object": _of_escaped(lines('@{n}="{v}"', ", ", "#<Webhook:0x0078 ", ">")),
    "php, xdebug": _of_escaped(lines("  '{n}' => string '{v}' (length=7)", "\n", "array (size=6)\n"), "'"),
    "php, an object's state": _of_escaped(
        lines("   '{n}' => '{v}',\n", "", "\\App\\Hook::__set_state(array(\n", "))"), "'"
    ),
    "php, a request": lines(
        '      "{n}" => "{v}"',
        "\n",
        "Illuminate\\Http\\Request {#43 ▼\n  +request: InputBag {#44 ▼\n    #parameters: array:6 [▼\n",
        "\n    ]\n  }\n  +query: InputBag {#51 ▶}\n}",
    ),
    "node": lambda fields: f"webhook body: {_NODE(fields)}\nPOST /hook 200 5.123 ms - 2",
    "node, of no prototype": lambda fields: f"[Object: null prototype] {_NODE(fields)}",
    "node, a map": _of_escaped(lines("  '{n}' => '{v}'", ",\n", "Map(6) {\n", "\n}"), "'"),
    "node, a form": _of_escaped(
        lines("    {{ name: '{n}', value: '{v}' }}", ",\n", "FormData {\n  [\n", "\n  ]\n}"), "'"
    ),
    "node, a table": lines(
        "│ {n:<8} │ '{v}' │",
        "\n",
        "┌──────────┬────┐\n│ (index)  │ Values │\n├──────────┼────┤\n",
        "\n└──────────┴────┘",
    ),
    "node, a buffer": lambda fields: json.dumps({"type": "Buffer", "data": list(plain(fields).encode())}),
    "javascript, literals over lines": lambda fields: (
        "'" + "' +\n'".join(textwrap.wrap(json.dumps(fields), 60, drop_whitespace=False)) + "'"
    ),
    "javascript, a form": _of_escaped(
        lines('formdata.append("{n}", "{v}");', "\n", "var formdata = new FormData();\n")
    ),
    "java, a class": lines("{n}={v}", ", ", "WebhookDto(", ")"),
    "java, a class with quotes": lines("{n}='{v}'", ", ", "Webhook{", "}"),
    "c#, a record": lines("{n} = {v}", ", ", "Webhook { ", " }"),
    "c#, pairs": lines("[{n}, {v}]"),
    "c#, a dictionary": _of_escaped(lines('["{n}"] = "{v}",\n', "")),
    "visual studio": lines('{n}\t"{v}"\tstring'),
    "rust": _of_escaped(lines('    {n}: Some(\n        "{v}",\n    ),\n', "", "Webhook {\n", "}")),
    "rust, a value": _of_escaped(lines('"{n}": String("{v}")', ", ", "Object {", "}")),
    "elixir": _of_escaped(lines('"{n}" => "{v}"', ", ", "%{", "}")),
    "erlang": _of_escaped(lines('{{<<"{n}">>,<<"{v}">>}}', ",", "[", "]")),
    "clojure": _of_escaped(lines(':{n} "{v}"', ", ", "{", "}")),
    "lua": _of_escaped(lines('  ["{n}"] = "{v}",\n', "", "{\n", "}")),
    "swift": _of_escaped(lines('"{n}": "{v}"', ", ", "[", "]")),
    "swift, hashed": _of_escaped(lines('AnyHashable("{n}"): "{v}"', ", ", "[", "]")),
    "swift, optional": _of_escaped(lines('{n}: Optional("{v}")', ", ", "Webhook(", ")")),
    "objective c": _of_escaped(lines('    {n} = "{v}";\n', "", "{\n", "}")),
    "shell": _of_escaped(lines('[{n}]="{v}"', " ", "declare -A hook=(", " )")),
    "go, a form": _of_escaped(lines('"{n}":[]string{{"{v}"}}', ", ", "url.Values{", "}")),
    "r, a list": _of_escaped(lines('${n}\n[1] "{v}"', "\n\n")),
    "r, in short": _of_escaped(lines(' $ {n:<8}: chr "{v}"', "\n", "List of 6\n")),
    "lisp": _of_escaped(lines('("{n}" . "{v}")', " ", "(", ")")),
    "scala": lines("{n} -> {v}", ", ", "Map(", ")"),
    # files
    "ini": lines("{n}={v}", "\n", "[webhook]\n"),
    "toml": _of_escaped(lines('{n} = "{v}"', "\n", "[webhook]\n")),
    "env": lambda fields: "\n".join(f"export {n.upper()}='{v}'" for n, v in fields.items()),
    "yaml, below": _of_doubled(lines("    {n}: '{v}'", "\n", "event:\n  type: payment\n  body:\n")),
    "yaml, in braces": lines("{n}: {v}", ", ", "{", "}"),
    "xml, attributes": lambda fields: (
        "<webhook " + " ".join(f'{n}="{html.escape(v)}"' for n, v in fields.items()) + "/>"
    ),
    "xml, keys": lambda fields: "".join(f'<item key="{n}">{html.escape(v)}</item>' for n, v in fields.items()),
    "xml, entries": lambda fields: "".join(
        f"<entry><string>{n}</string><string>{html.escape(v)}</string></entry>" for n, v in fields.items()
    ),
    "json, typed": lambda fields: json.dumps({n: {"S": v} for n, v in fields.items()}),
    "json, typed otherwise": lambda fields: json.dumps({"fields": {n: {"stringValue": v} for n, v in fields.items()}}),
    "json, titles and values": lambda fields: json.dumps(
        {"attachments": [{"fields": [{"title": n, "value": v, "short": True} for n, v in fields.items()]}]}
    ),
    "json, wide": lines("＂{n}＂：＂{v}＂", "，", "｛", "｝"),
    "hexadecimal": lambda fields: f"\\x{plain(fields).encode().hex()}",
    "hexadecimal, spaced": lambda fields: f"<Buffer {plain(fields).encode().hex(' ')}>",
    "xxd": _xxd,
    "hexdump": _hexdump,
    # databases
    "sql": lambda fields: _STATEMENT.format(
        ", ".join(f"`{name}`" for name in fields),
        ", ".join("'" + v.replace("\\", "\\\\").replace("'", "''") + "'" for v in fields.values()),
    ),
    "sql, an update": _of_doubled(lines("{n} = '{v}'", ", ", "UPDATE hooks SET ", " WHERE pk = 7;")),
    "copy": lambda fields: (
        f"COPY public.hooks ({', '.join(fields)}) FROM stdin;\n" + "\t".join(fields.values()) + "\n\\.\n"
    ),
    "sqlite, columns": _aligned,
    "sqlite, quoted": lambda fields: (
        ",".join(f"'{n}'" for n in fields) + "\n" + ",".join(f"'{v}'" for v in fields.values())
    ),
    "restructured text": lambda fields: (
        "======== =====\nname     value\n======== =====\n" + lines("{n:<8} {v}")(fields) + "\n======== ====="
    ),
    "psql, json over lines": lambda fields: (
        "-[ RECORD 1 ]"
        + "-" * 60
        + "\nid   | 7\nbody | "
        + json.dumps(fields, indent=4, ensure_ascii=False).replace("\n", "+\n     | ")
    ),
    "redis": lambda fields: "\n".join(
        f'{place}) "{text}"' for place, text in enumerate((part for pair in fields.items() for part in pair), 1)
    ),
    "markdown": lambda fields: (
        "| "
        + " | ".join(fields)
        + " |\n|"
        + "---|" * len(fields)
        + "\n| "
        + " | ".join(f"`{v}`" for v in fields.values())
        + " |"
    ),
    "markdown, bold names": lines("| **{n}** | `{v}` |", "\n", "| Field | Value |\n|:--|:--|\n"),
    "a row without names": lambda fields: "2026-01-05 10:00," + ",".join(fields.values()),
    "a numbered row without names": lambda fields: "17\t2026-01-05 10:00:00\t" + "\t".join(fields.values()),
    "psql, a row": lambda fields: (
        "(" + ",".join(f'"{value}"' if " " in value else value for value in _quoted(fields, '"').values()) + ")"
    ),
    "csv, formulas": lambda fields: (
        ",".join(fields) + "\n" + ",".join(f'"=""{value}"""' for value in _quoted(fields, '"').values())
    ),
    # shells
    "curl, a trace": lambda fields: "\n".join(
        f"{start:04x}: {plain(fields)[start : start + 64]}" for start in range(0, len(plain(fields)), 64)
    ),
    "powershell": lines("{n:<8} : {v}"),
    "powershell, a table": lines("{n:<30} {v}", "\n", f"{'Name':<30} Value\n{'----':<30} -----\n"),
    "powershell, an object": lines("{n}={v}", "; ", "@{", "}"),
    "cmd, a form": lambda fields: (
        f'curl "https://shop.example/hook" ^\r\n  --data-raw "{_cmd(urlencode(fields))}" ^\r\n  --compressed'
    ),
    "cmd, doubled quotes": lambda fields: (
        'curl https://shop.example/hook -d "' + json.dumps(fields).replace('"', '""') + '"'
    ),
    "wget": lambda fields: f'wget --post-data="{urlencode(fields)}" https://shop.example/hook',
    "httpie": _of_escaped(lines('{n}="{v}"', " \\\n    ", "http POST https://shop.example/hook \\\n    ")),
    "a here document": lambda fields: (
        f"curl https://shop.example/hook -d @- <<'EOF'\n{json.dumps(fields, indent=2)}\nEOF"
    ),
    # logs
    "nginx": lambda fields: _bytes_in_log(fields, "\\x{:02X}"),
    "docker, an object a line": lambda fields: "\n".join(
        json.dumps({"log": line + "\n", "stream": "stdout"}) for line in json.dumps(fields, indent=2).split("\n")
    ),
    "docker compose": lambda fields: "\n".join(f"web-1  | {line}" for line in _NODE(fields).split("\n")),
    "a name a line": lines("2026-01-05 10:00:00 INFO hook {n}={v}"),
    "lambda": lambda fields: repr({"body": b64encode(plain(fields).encode()).decode(), "isBase64Encoded": True}),
    "axios": lambda fields: (
        f"AxiosError {{\n  config: {{\n    data: '{plain(fields)}'\n  }},\n  response: {{ code: 500 }}\n}}"
    ),
    # pages, mails, chats
    "inspector, names above": lines("{n}\n{v}"),
    "inspector, in short": lambda fields: f"{{{next(iter(fields))}: '10.00', …}}\n" + lines('{n}: "{v}"')(fields),
    "a page of two columns": lines("{n}\n\t\n{v}\n"),
    "webhook.site": lambda fields: (
        "uuid,method,content,created_at\nab-1,POST,"
        + '"'
        + plain(fields).replace('"', '""')
        + '","2026-01-05 10:00:00"\n'
    ),
    "ngrok": lambda fields: json.dumps(
        {
            "request": {
                "raw": b64encode(f"POST /hook HTTP/1.1\r\nHost: a.example\r\n\r\n{plain(fields)}".encode()).decode()
            }
        }
    ),
    "mail, printable": lambda fields: _mail(
        fields, lambda text: quopri.encodestring(text.encode()).decode(), "quoted-printable"
    ),
    "mail, base64": lambda fields: _mail(fields, lambda text: encodebytes(text.encode()).decode(), "base64"),
    "mail, a page in print": lambda fields: quopri.encodestring(
        html.escape(json.dumps(fields, indent=1)).encode()
    ).decode(),
    "mail, wrapped and quoted": lambda fields: "> " + "\n> ".join(textwrap.wrap(plain(fields), 70)),
    "multipart, single quotes": lambda fields: _multipart(fields, "'"),
    "data address": lambda fields: (
        "https://shop.example/hook?payload=" + quote(b64encode(plain(fields).encode()).decode(), safe="")
    ),
    "whatsapp": lines("{n}: {v}", "\n", "5/1/26, 10:00 - Omar: New payment\n", "\n5/1/26, 10:05 - Mona: thanks"),
    "dashes": lines("{n} — {v}"),
    "arrows": lines("{n} -> {v}"),
    "dots": lines("{n} .......... {v}"),
    "words": lines("{n} is {v}"),
    "circles": lines("◦ {n}: {v}"),
    "arabic": lines("{a}: {v}"),
    "arabic, names in brackets": lines("{a} ({n}): {v}"),
    "arabic commas": lines("{n}: {v}", "، "),
}
"""Every program: name → text of the fields in their order."""
