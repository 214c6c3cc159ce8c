"""The body of a raw HTTP request or of a copied curl command."""

from __future__ import annotations

import re
from urllib.parse import quote

from kazadesk.core.webhook.payload import NAMES

_HEAD = re.compile(r"\s*+(?P<line>[A-Z]{3,7} \S++ HTTP/[\d.]++\r?\n)?+(?:[A-Za-z0-9-]++:[^\n]*+\n)++\r?\n")
_HEADERS = re.compile(
    r"^(?:host|user-agent|accept(?:-\w+)?|content-(?:type|length|encoding)|connection|cache-control|date|server|via|"
    r"forwarded|x-[\w-]+|cf-[\w-]+|cdn-[\w-]+|transfer-encoding|origin|referer|traceparent)[ \t]*:",
    re.MULTILINE | re.IGNORECASE | re.ASCII,
)
_FIELDS = re.compile(rf"^(?:{'|'.join(NAMES)})[ \t]*:", re.MULTILINE | re.IGNORECASE | re.ASCII)

_CURL = re.compile(r"\s*+(?:\$ |> )?curl(?:\.exe)? ")
_DATA = re.compile(
    r"""\s(?:(?P<plain>-d|--data(?:-raw|-binary|-ascii)?|--json)|(?P<encode>--data-urlencode|-F|--form(?:-string)?))
        (?=[\s='"$])[\s=]*+
        (?P<value>\$'(?:[^'\\]|\\.)*+' | '[^']*+'(?:\\''[^']*+')*+ | "(?:[^"\\]|\\.|"")*+" | [^\s'"]++)""",
    re.VERBOSE | re.DOTALL,
)
_CARETS = re.compile(r"\^[\"&%]")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}


def body_of(text: str) -> str | None:
    """The body of a raw request, or None where the text is none.

    `status: fulfilled` before a blank line is no head: without a request line, a known header must be among the lines,
    and no field of a payload.
    """
    head = _HEAD.match(text)
    if head and (head["line"] or (_HEADERS.search(head.group()) and not _FIELDS.search(head.group()))):
        return text[head.end() :]
    return None


def curl_body_of(text: str) -> str | None:
    """What a copied curl command sends, or None where the text is no such command."""
    return _curl_body(text) if _CURL.match(text) else None


def _curl_body(text: str) -> str | None:
    if _CARETS.search(text):  # copied for Windows' cmd, where ^ escapes
        text = re.sub(r"\^(.)", r"\1", text, flags=re.DOTALL)
    pieces = []
    for match in _DATA.finditer(text):
        value = _unquoted(match["value"])
        if value.startswith('{""'):  # as cmd and PowerShell double quotes
            value = value.replace('""', '"')
        if match["encode"]:
            name, equals, content = value.partition("=")
            value = name + equals + quote(content, safe="", errors="surrogatepass")
        pieces.append(value)
    return "&".join(pieces) if pieces else None


def _unquoted(value: str) -> str:
    """What a POSIX shell would pass on."""
    if value.startswith("$'"):
        return _ESCAPED.sub(_character, value[2:-1])
    if value.startswith("'"):
        return value[1:-1].replace("'\\''", "'")
    if value.startswith('"'):
        return re.sub(r'\\(["\\$`]|\n)', lambda match: match[1].strip("\n"), value[1:-1])
    return value


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else _LETTERS.get(match[2], match[2])
