"""The body of a raw HTTP request or of a copied curl command."""

from __future__ import annotations

import re
from urllib.parse import quote

_HEAD = re.compile(r"\s*+(?:[A-Z]{3,7} \S++ HTTP/[\d.]++\r?\n)?+(?:[A-Za-z0-9-]++:[^\n]*+\n)++\r?\n")

_CURL = re.compile(r"\s*+(?:\$ |> )?curl(?:\.exe)? ")
_DATA = re.compile(
    r"""\s(?:(?P<plain>-d|--data(?:-raw|-binary|-ascii)?|--json)|(?P<encode>--data-urlencode|-F|--form(?:-string)?))
        (?=[\s='"$])[\s=]*+
        (?P<value>\$'(?:[^'\\]|\\.)*+' | '[^']*+'(?:\\''[^']*+')*+ | "(?:[^"\\]|\\.)*+" | [^\s'"]++)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}


def body_of(text: str) -> str | None:
    """The body, or None where the text is no request."""
    if head := _HEAD.match(text):
        return text[head.end() :]
    if _CURL.match(text):
        return _curl_body(text)
    return None


def _curl_body(text: str) -> str | None:
    if '^"' in text:  # copied for Windows' cmd, where ^ escapes
        text = re.sub(r"\^(.)", r"\1", text, flags=re.DOTALL)
    pieces = []
    for match in _DATA.finditer(text):
        value = _unquoted(match["value"])
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
