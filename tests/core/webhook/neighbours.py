"""Neighbours of the shapes that others show: logs, databases, chats in Arabic, mail, and what languages print."""

from __future__ import annotations

import json
import quopri
from urllib.parse import urlencode

from tests.core.webhook.programs import Program, lines, plain


def after(head: str, tail: str = "") -> Program:
    """The payload as JSON within a line."""
    return lambda fields: head + plain(fields) + tail


def quoted(mark: str) -> Program:
    return lambda fields: "\n".join(
        mark + line for line in json.dumps(fields, indent=2, ensure_ascii=False).split("\n")
    )


NEIGHBOURS: dict[str, Program] = {
    # logs
    "journal": after("Jan 05 10:00:01 shop php[812]: webhook: "),
    "syslog": after("<134>1 2026-01-05T10:00:01.003Z shop app 812 ID47 - "),
    "apache": after("[Mon Jan 05 10:00:01.123456 2026] [php:notice] [pid 812] [client 10.0.0.7:5512] "),
    "monolog": after("[2026-01-05T10:00:01.123+00:00] app.INFO: webhook ", " []"),
    "zap": after("2026-01-05T10:00:01.123Z\tINFO\thook/main.go:41\twebhook\t"),
    "kubernetes": after("2026-01-05T10:00:01.123456789Z stdout F "),
    "heroku": after("2026-01-05T10:00:01.123456+00:00 app[web.1]: "),
    "spring": after("Before request [POST /hook, client=192.0.2.4, payload=", "]"),
    "serilog": lines('{n}: "{v}"', ", ", "[10:00:01 INF] Got Payload { ", " }"),
    "logrus": lines('{n}="{v}"', " ", 'time="2026-01-05T10:00:01Z" level=info msg=webhook '),
    "slog, a group": lines('body.{n}="{v}"', " ", "level=INFO msg=webhook "),
    "structlog": lines("{n}='{v}'", " ", "2026-01-05 10:00:01 [info     ] webhook      "),
    "pino": lines('      "{n}": "{v}"', ",\n", "[10:00:01.123] INFO (812): webhook\n    body: {\n", "\n    }"),
    "pm2": lines("0|app  |   {n}: '{v}'", ",\n", "0|app  | {\n", "\n0|app  | }"),
    "phoenix": lines('"{n}" => "{v}"', ", ", "[info] POST /hook\n  Parameters: %{", "}\n  Pipelines: [:api]"),
    "modsecurity": lambda fields: f"--a1-C--\n{urlencode(fields)}\n--a1-F--\nHTTP/1.1 200 OK",
    "iis": lambda fields: f"2026-01-05 10:00:01 192.0.2.1 POST /hook {urlencode(fields)} 443 - 192.0.2.4 200 0 0 31",
    "mitmproxy": lambda fields: "POST https://shop/hook HTTP/2.0\n\n" + quoted("    ")(fields),
    "curl, verbose": after("> POST /hook HTTP/1.1\n> Host: shop\n>\n* upload completely sent off\n"),
    # spreadsheets and databases
    "csv for excel": lambda fields: f"sep=;\r\n{';'.join(fields)}\r\n{';'.join(fields.values())}",
    "other columns": lambda fields: (
        f"#,created_at,{','.join(fields)},ip\n1,2026-01-05 10:00,{','.join(fields.values())},192.0.2.4"
    ),
    "phpmyadmin": after("Edit Edit\tCopy Copy\tDelete Delete\t7\t", "\t2026-01-05 10:00:00"),
    "hstore": lines('"{n}"=>"{v}"', ", "),
    "mongosh": lines("  {n}: '{v}'", ",\n", "{\n  _id: ObjectId('65f1a2b3c4d5e6f708091011'),\n", "\n}"),
    "dbeaver": lines("{n}|{v}", "\n", "Name    |Value\n--------+-----\n"),
    # chats
    "whatsapp, arabic": after("[10:00 ص، 5/1/2026] أبو عمر: السلام عليكم، هذا الإشعار\n"),
    "whatsapp, a message a line": lines("[5/1/2026, 10:00:0{i}] عمر: {n}: {v}"),
    "whatsapp of android": lines("05/01/2026, 10:00 - عمر: {n}: {v}"),
    "telegram, a bot": lines("🔹 **{n}**: `{v}`", "\n", "✅ دفعة جديدة\n\n"),
    "telegram, a page": lines("<b>{n}:</b> <code>{v}</code>"),
    "arabic semicolons": lines("{n}: {v}", "؛ "),
    "guillemets": lines("«{n}»: «{v}»", "، ", "{", "}"),
    "right-to-left marks": lines("\u200f{n}:\u200e {v}\u200f"),
    "isolates": lines('\u2066"{n}"\u2069: \u2066"{v}"\u2069', ", ", "{", "}"),
    "names and labels": lines("- {n} ({a}) = {v}"),
    # mail
    "mail, forwarded": after("From: hooks@shop.example\nSent: Monday\nSubject: FW: webhook\n\n"),
    "mail, quoted twice": quoted(">> "),
    "mail, lines in print": lambda fields: quopri.encodestring(lines("{n}: {v}")(fields).encode()).decode(),
    # languages
    "dart": lines("{n}: {v}", ", ", "flutter: {", "}"),
    "haskell": lines('{n} = "{v}"', ", ", "Webhook {", "}"),
    "haskell, a map": lines('("{n}","{v}")', ",", "fromList [", "]"),
    "ocaml": lines('("{n}", "{v}")', "; ", "[", "]"),
    "perl": lines("          '{n}' => '{v}'", ",\n", "$VAR1 = {\n", "\n        };"),
    "julia": lines('  "{n}" => "{v}"', "\n", "Dict{String, Any} with 6 entries:\n"),
    "php, a class": lines("   '{n}' => '{v}',", "\n", "(object) array(\n", "\n)"),
    "php, print_r on a line": lines("[{n}] => {v}", " ", "Array ( ", " )"),
    "javascript, a map": lines("  '{n}' => '{v}'", ",\n", "Map(6) {\n", "\n}"),
    "node, form data": lines(
        "    {{ name: '{n}', value: '{v}' }}", ",\n", "FormData {\n  [Symbol(state)]: [\n", "\n  ]\n}"
    ),
    "deno": lines('  {n}: "{v}"', ",\n", "{\n", ",\n}"),
    "gson": lines('{n}="{v}"', ",", "JsonObject{members={", "}}"),
    "protobuf": lines('{n}: "{v}"'),
    "graphql": lines('{n}: "{v}"', " ", "{", "}"),
    "terraform": lines('  {n:<8} = "{v}"', "\n", "hook {\n", "\n}"),
    "java properties": lines("hook.{n}={v}"),
    "make": lines("{n} := {v}"),
    # services
    "postman, bulk": lines("{n}:{v}"),
    "n8n": lambda fields: json.dumps([{"headers": {"host": "x"}, "body": fields, "webhookUrl": "https://x.example"}]),
    "woocommerce, a note": lines("{n}: {v}", " | ", "Kazawallet: "),
    "requestbin": lines("{n}: {v}", "\n", "FORM/POST PARAMETERS\n", "\nHEADERS\nHost: x.example"),
    "word": lines("{n}\u00a0:\u00a0{v}"),
}
