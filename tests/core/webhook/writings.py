"""Writings whose readers learn from the signature what leads to a value and what ends it, and more neighbours."""

from __future__ import annotations

import html
import json
import pprint
import textwrap
from base64 import b64encode
from urllib.parse import quote, quote_plus, urlencode

from tests.core.webhook.programs import ARABIC, Program, lines, plain

WRITINGS: dict[str, Program] = {
    "groovy": lines("{n}:{v}", ", ", "[", "]"),
    "groovy println": lines("{n}:{v}", ", ", "2026-01-05 10:00:01 INFO  Hook - body=[", "]"),
    "slash pairs": lines("{n}: {v}", " / "),
    "slash pairs eq": lines("{n}={v}", " / "),
    "blanks inside quotes": lines('"{n}": " {v} "', ", ", "{", "}"),
    "blanks inside quotes js": lines("{n}: ' {v} '", ", ", "{", "}"),
    "leading apostrophes csv": lambda fields: ",".join(fields) + "\n" + ",".join("'" + v for v in fields.values()),
    "leading apostrophes tsv": lambda fields: "\t".join(fields) + "\n" + "\t".join("'" + v for v in fields.values()),
    "leading apostrophes lines": lines("{n}\t'{v}"),
    "object per field per line": lambda fields: "\n".join(
        json.dumps({n: v}, ensure_ascii=False) for n, v in fields.items()
    ),
    "object per field array": lambda fields: json.dumps([{n: v} for n, v in fields.items()], ensure_ascii=False),
    "bullets middle dot": lines("{n}: {v}", " · "),
    "bullets •": lines("{n}: {v}", " • "),
    "double slash": lines("{n}={v}", " // "),
    "plus between": lines("{n}={v}", " + "),
    "and between": lines("{n}: {v}", " and "),
    "hash between": lines("{n}={v}", " # "),
    "tilde between": lines("{n}~{v}", "\n"),
    "caret": lines("{n}^{v}", "\n"),
    "double colon": lines("{n} :: {v}"),
    "telegram sendMessage url": lambda fields: (
        "https://api.telegram.org/bot1:AA/sendMessage?chat_id=5&text="
        + quote("\n".join(f"{n}: {v}" for n, v in fields.items()), safe="")
    ),
    "arabic labels tatweel": lambda fields: "\n".join(f"{ARABIC[n]} ـ {v}" for n, v in fields.items()),
    "arabic labels next line": lambda fields: "\n".join(f"{ARABIC[n]}\n{v}" for n, v in fields.items()),
    "arabic one line": lambda fields: "، ".join(f"{ARABIC[n]}: {v}" for n, v in fields.items()),
    "arabic json keys": lambda fields: json.dumps({ARABIC[n]: v for n, v in fields.items()}, ensure_ascii=False),
    "arabic html table": lambda fields: (
        "<table dir=rtl>"
        + "".join(f"<tr><th>{ARABIC[n]}</th><td>{html.escape(v)}</td></tr>" for n, v in fields.items())
        + "</table>"
    ),
    "json zwsp": lambda fields: plain(fields).replace('"', '\u200b"'),
    "json mixed smart": lambda fields: "{" + ", ".join(f'“{n}": "{v}”' for n, v in fields.items()) + "}",
    "json urlencoded plus": lambda fields: quote_plus(plain(fields)),
    "json double urlencoded": lambda fields: quote(quote(plain(fields))),
    "json b64 of b64": lambda fields: b64encode(b64encode(plain(fields).encode())).decode(),
    "hex csv 0x": lambda fields: ", ".join(f"0x{b:02x}" for b in plain(fields).encode()),
    "hex backslash": lambda fields: "".join(f"\\x{b:02x}" for b in plain(fields).encode()),
    "decimal bytes go": lambda fields: "[" + " ".join(str(b) for b in plain(fields).encode()) + "]",
    "powershell bytes": lambda fields: "\n".join(str(b) for b in plain(fields).encode()),
    "unicode escapes all": lambda fields: "".join(f"\\u{ord(c):04x}" for c in plain(fields)),
    "php print_r $_POST one line": lambda fields: (
        "Array ( " + " ".join(f"[{n}] => {v}" for n, v in fields.items()) + " ) 1"
    ),
    "php foreach echo": lambda fields: "".join(f"{n} => {v}<br>" for n, v in fields.items()),
    "php serialize sql": lambda fields: (
        "INSERT INTO `wp_postmeta` VALUES (1,7,'_kaza','a:6:{"
        + "".join(f's:{len(n)}:\\"{n}\\";s:{len(v.encode())}:\\"{v}\\";' for n, v in fields.items())
        + "}');"
    ),
    "kint": lambda fields: (
        "$data array (6)\n" + "\n".join(f'⇄{n} => string ({len(v)}) "{v}"' for n, v in fields.items())
    ),
    "py pprint 20": lambda fields: pprint.pformat(fields, width=20),
    "py enum": lambda fields: (
        "Webhook("
        + ", ".join(f"{n}=<Status.FULFILLED: '{v}'>" if n == "status" else f"{n}={v!r}" for n, v in fields.items())
        + ")"
    ),
    "py items loop": lambda fields: "\n".join(f"{n!r} {v!r}" for n, v in fields.items()),
    "py print comma": lambda fields: "\n".join(f"{n} {v}" for n, v in fields.items()),
    "py rich tb locals": lambda fields: (
        "╭───── locals ─────╮\n" + "\n".join(f"│ {n} = '{v}' │" for n, v in fields.items()) + "\n╰──────────────────╯"
    ),
    "py pandas": lambda fields: (
        "  ".join(f"{n:>10}" for n in fields) + "\n0 " + "  ".join(f"{v:>10}" for v in fields.values())
    ),
    "py pandas series": lambda fields: "\n".join(f"{n:<12}{v}" for n, v in fields.items()) + "\nName: 0, dtype: object",
    "node entries": lambda fields: "[\n" + ",\n".join(f"  [ '{n}', '{v}' ]" for n, v in fields.items()) + "\n]",
    "console, in short and whole": lambda fields: (
        "{"
        + ", ".join(f"{n}: '{v[:20]}…'" if n == "secret" else f"{n}: '{v}'" for n, v in list(fields.items())[:3])
        + ", …}\n"
        + "\n".join(f'{n}: "{v}"' for n, v in sorted(fields.items()))
        + "\n[[Prototype]]: Object"
    ),
    "console, a colon a line": lines('{n}\n: \n"{v}"', "\n", "Request Payload\nview source\n"),
    "chrome copy powershell bytes": lambda fields: (
        'Invoke-WebRequest -Uri "https://shop.example/hook" `\n-Body ([System.Text.Encoding]::UTF8.GetBytes("'
        + "".join(
            c if ord(c) < 127 and c not in '"`$' else ("`" + c if c in '"`$' else f"$([char]{ord(c)})")
            for c in plain(fields)
        )
        + '"))'
    ),
    "curl postman --form": lambda fields: (
        "curl --location 'https://shop.example/hook' \\\n"
        + " \\\n".join(f"--form '{n}=\"{v}\"'" for n, v in fields.items())
    ),
    "n8n form key is json": lambda fields: json.dumps([{"body": {plain(fields): ""}}]),
    "php post key is json": lambda fields: urlencode({plain(fields): ""}),
    "rails activerecord": lines('{n}: "{v}"', ", ", "#<Hook id: 7, ", ', created_at: "2026-01-05 10:00:01">'),
    "rails activerecord pk": lambda fields: (
        "#<Hook:0x0000\n pk: 7,\n" + ",\n".join(f' {n}: "{v}"' for n, v in fields.items()) + ">"
    ),
    "ruby pp each": lambda fields: "\n".join(f'["{n}", "{v}"]' for n, v in fields.items()),
    "har form both": lambda fields: json.dumps(
        {
            "log": {
                "entries": [
                    {
                        "request": {
                            "postData": {
                                "mimeType": "application/x-www-form-urlencoded",
                                "text": urlencode(fields),
                                "params": [{"name": n, "value": quote_plus(v)} for n, v in fields.items()],
                            }
                        }
                    }
                ]
            }
        }
    ),
    "mail html table head": lambda fields: (
        "<table><thead><tr>"
        + "".join(f"<th>{n}</th>" for n in fields)
        + "</tr></thead><tbody><tr>"
        + "".join(f"<td>{html.escape(v)}</td>" for v in fields.values())
        + "</tr></tbody></table>"
    ),
    "html inputs value first": lambda fields: (
        "<form>"
        + "".join(f'<input type="text" value="{html.escape(v)}" name="{n}"/>' for n, v in fields.items())
        + "</form>"
    ),
    "html data attrs": lambda fields: (
        "<div " + " ".join(f'data-{n.replace("_", "-")}="{html.escape(v)}"' for n, v in fields.items()) + "></div>"
    ),
    "slack blocks": lambda fields: json.dumps(
        {
            "blocks": [
                {"type": "section", "fields": [{"type": "mrkdwn", "text": f"*{n}:*\n{v}"} for n, v in fields.items()]}
            ]
        }
    ),
    "teams copied html nbsp": lambda fields: "\n".join(f"{n}:&nbsp;{v}" for n, v in fields.items()),
    "jira table vertical": lambda fields: "\n".join(f"||{n}|{v}|" for n, v in fields.items()),
    "jira bold": lambda fields: "\n".join(f"* *{n}*: {{{{{v}}}}}" for n, v in fields.items()),
    "md dl": lambda fields: "\n\n".join(f"{n}\n: {v}" for n, v in fields.items()),
    "md headings": lambda fields: "\n\n".join(f"## {n}\n\n{v}" for n, v in fields.items()),
    "asciidoc": lambda fields: "\n".join(f"{n}:: {v}" for n, v in fields.items()),
    "textile": lambda fields: "\n".join(f"|_. {n} | {v} |" for n, v in fields.items()),
    "bbcode": lambda fields: "\n".join(f"[b]{n}:[/b] {v}" for n, v in fields.items()),
    "mediawiki": lambda fields: "{|\n" + "\n".join(f"|-\n| {n} || {v}" for n, v in fields.items()) + "\n|}",
    "org": lambda fields: "\n".join(f"- {n} :: {v}" for n, v in fields.items()),
    "java toStringBuilder": lambda fields: (
        "com.shop.Webhook@1b2c3d[" + ",".join(f"{n}={v}" for n, v in fields.items()) + "]"
    ),
    "kotlin mapOf": lambda fields: "mapOf(" + ", ".join(f'"{n}" to "{v}"' for n, v in fields.items()) + ")",
    "groovy nested": lambda fields: (
        "[headers:[host:x], body:[" + ", ".join(f"{n}:{v}" for n, v in fields.items()) + "]]"
    ),
    "jenkins": lambda fields: (
        "[Pipeline] echo\n[" + ", ".join(f"{n}:{v}" for n, v in fields.items()) + "]\n[Pipeline] }"
    ),
    "c# kvp lines": lambda fields: "\n".join(f"Key = {n}, Value = {v}" for n, v in fields.items()),
    "c# kvp quoted": lambda fields: "\n".join(f'Key: "{n}", Value: "{v}"' for n, v in fields.items()),
    "c# debugger": lambda fields: "\n".join(f'+\t\t{n}\t"{v}"\tstring' for n, v in fields.items()),
    "c# nlog pairs": lambda fields: (
        "2026-01-05 10:00:01.1234|INFO|Hook|" + "|".join(f"{n}={v}" for n, v in fields.items())
    ),
    "c# dictionary init": lambda fields: (
        "new Dictionary<string, string>\n{\n" + "".join(f'    {{ "{n}", "{v}" }},\n' for n, v in fields.items()) + "}"
    ),
    "vb concat": lambda fields: (
        'json = "{" & _\n' + " & _\n".join(f'    """{n}"": ""{v}"","' for n, v in fields.items()) + ' & _\n    "}"'
    ),
    "vba debug.print": lambda fields: "\n".join(f"{n}         {v}" for n, v in fields.items()),
    "powershell clixml": lambda fields: (
        '<Objs Version="1.1.0.1"><Obj RefId="0"><MS>'
        + "".join(f'<S N="{n}">{html.escape(v)}</S>' for n, v in fields.items())
        + "</MS></Obj></Objs>"
    ),
    "go spew": lambda fields: (
        "(main.Webhook) {\n"
        + "".join(f' {n}: (string) (len={len(v.encode())}) "{v}",\n' for n, v in fields.items())
        + "}"
    ),
    "go spew map": lambda fields: (
        "(map[string]string) (len=6) {\n"
        + "".join(
            f' (string) (len={len(n)}) "{n}": (string) (len={len(v.encode())}) "{v}",\n' for n, v in fields.items()
        )
        + "}"
    ),
    "perl dumper useqq": lambda fields: (
        "$VAR1 = {\n"
        + ",\n".join(
            f'          "{n}" => "'
            + "".join(c if c.isascii() else f"\\x{{{ord(c):x}}}" for c in v).replace("@", "\\@")
            + '"'
            for n, v in fields.items()
        )
        + "\n        };"
    ),
    "perl p": lambda fields: "\\ {\n" + ",\n".join(f'    {n:<10}   "{v}"' for n, v in fields.items()) + "\n}",
    "swift dump": lambda fields: (
        "▿ 6 key/value pairs\n"
        + "".join(f'  ▿ (2 elements)\n    - key: "{n}"\n    - value: "{v}"\n' for n, v in fields.items())
    ),
    "objc NSDictionary escapes": lambda fields: (
        "{\n"
        + "".join(
            f'    "{n}" = "' + "".join(c if c.isascii() else f"\\U{ord(c):04x}" for c in v) + '";\n'
            for n, v in fields.items()
        )
        + "}"
    ),
    "dart print flutter wrapped": lambda fields: (
        lambda s: "\n".join("I/flutter ( 8123): " + s[i : i + 100] for i in range(0, len(s), 100))
    )("{" + ", ".join(f"{n}: {v}" for n, v in fields.items()) + "}"),
    "elixir kw": lambda fields: "[" + ", ".join(f'{n}: "{v}"' for n, v in fields.items()) + "]",
    "erlang proplist": lambda fields: "[" + ",".join(f'{{{n},"{v}"}}' for n, v in fields.items()) + "]",
    "clojure strings": lambda fields: "{" + ", ".join(f'"{n}" "{v}"' for n, v in fields.items()) + "}",
    "yaml list of names": lambda fields: "\n".join(f"- name: {n}\n  value: {v}" for n, v in fields.items()),
    "yaml question": lambda fields: "\n".join(f"? {n}\n: {v}" for n, v in fields.items()),
    "yaml tag": lambda fields: "\n".join(f"{n}: !!str {v}" for n, v in fields.items()),
    "yaml comments": lambda fields: "# webhook\n" + "\n".join(f"{n}: {v}  # {n}" for n, v in fields.items()),
    "nginx conf map": lambda fields: "\n".join(f'set ${n} "{v}";' for n, v in fields.items()),
    "xml typed": lambda fields: (
        "<hash>"
        + "".join(
            f'<{n.replace("_", "-")} type="string">{html.escape(v)}</{n.replace("_", "-")}>' for n, v in fields.items()
        )
        + "</hash>"
    ),
    "xml pascal": lambda fields: (
        "<Webhook>"
        + "".join(
            f"<{''.join(p.title() for p in n.split('_'))}>{html.escape(v)}</{''.join(p.title() for p in n.split('_'))}>"
            for n, v in fields.items()
        )
        + "</Webhook>"
    ),
    "csv two col": lambda fields: "field,value\n" + "\n".join(f"{n},{v}" for n, v in fields.items()),
    "csv two col semicolon": lambda fields: "field;value\n" + "\n".join(f"{n};{v}" for n, v in fields.items()),
    "csv two col quoted": lambda fields: '"field","value"\n' + "\n".join(f'"{n}","{v}"' for n, v in fields.items()),
    "sheets copied html": lambda fields: (
        "<google-sheets-html-origin><table><tbody><tr>"
        + "".join(f"<td>{n}</td>" for n in fields)
        + "</tr><tr>"
        + "".join(f'<td data-sheets-value="{{}}">{html.escape(v)}</td>' for v in fields.values())
        + "</tr></tbody></table>"
    ),
    "sql insert N": lambda fields: (
        "INSERT [dbo].[Hooks] ("
        + ", ".join(f"[{n}]" for n in fields)
        + ") VALUES ("
        + ", ".join("N'" + v + "'" for v in fields.values())
        + ")"
    ),
    "sql insert into select": lambda fields: (
        "INSERT INTO hooks SELECT " + ", ".join(f"'{v}' AS {n}" for n, v in fields.items()) + ";"
    ),
    "sql select where": lambda fields: (
        "SELECT * FROM hooks WHERE " + " AND ".join(f"{n} = '{v}'" for n, v in fields.items()) + ";"
    ),
    "phpmyadmin export json": lambda fields: json.dumps(
        [{"type": "header"}, {"type": "table", "name": "hooks", "data": [fields]}]
    ),
    "sqlite quote": lambda fields: ",".join(f"'{v}'" for v in fields.values()),
    "redis monitor": lambda fields: (
        '1767600000.123456 [0 127.0.0.1:5512] "HSET" "hook:7" ' + " ".join(f'"{n}" "{v}"' for n, v in fields.items())
    ),
    "json, a signature that may break": lambda fields: plain(
        {name: "<wbr>".join(textwrap.wrap(value, 20)) if name == "secret" else value for name, value in fields.items()}
    ),
    "ocr space around colon": lambda fields: (
        "{\n" + ",\n".join(f'" {n} " : " {v} "' for n, v in fields.items()) + "\n}"
    ),
    "ocr ; for :": lambda fields: "{\n" + ",\n".join(f'"{n}"; "{v}"' for n, v in fields.items()) + "\n}",
    "ocr '' for quote": lambda fields: "{\n" + ",\n".join(f"''{n}'': ''{v}''" for n, v in fields.items()) + "\n}",
    "k v object": lambda fields: json.dumps([{"k": n, "v": v} for n, v in fields.items()]),
    "cols rows": lambda fields: json.dumps({"columns": list(fields), "rows": [list(fields.values())]}),
    "cols data": lambda fields: json.dumps({"fields": [{"name": n} for n in fields], "data": [list(fields.values())]}),
    "array rows header": lambda fields: json.dumps([list(fields), list(fields.values())]),
    "form newline": lambda fields: "\n".join(f"{n}={quote_plus(v)}" for n, v in fields.items()),
    "form \\u0026": lambda fields: urlencode(fields).replace("&", "\\u0026"),
}
