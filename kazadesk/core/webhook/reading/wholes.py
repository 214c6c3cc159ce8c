"""Whole texts as a terminal, a mail, a page or an export wrote them, and as they were before.

Tried after the text as it stands, and taken only where that gives payloads with all their fields.
"""

from __future__ import annotations

import html
import re
from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from unicodedata import combining, east_asian_width
from urllib.parse import unquote, unquote_plus

from kazadesk.core.webhook.damage import unprint
from kazadesk.core.webhook.payload import NAMES
from kazadesk.core.webhook.reading.bytewise import from_hexadecimal
from kazadesk.core.webhook.reading.otherwise import unquoted_lines
from kazadesk.core.webhook.reading.rewritten import (
    half_width,
    joined_literals,
    joined_records,
    joined_trace,
    labelled_lines,
    named_in_latin,
    other_writings,
    unescaped_lines,
    without_heads,
)

_NAME = "|".join(NAMES)
_COLOUR = re.compile(
    r"(?:[\x1b\x9b␛]|\\x1[bB]|\\0?33|\\e|\\u001[bB]|\^\[)\[?[0-9;?]*[A-Za-z] | \[[0-9]{0,3}(?:;[0-9]{1,3}){0,4}m",
    re.VERBOSE,
)
_PRINTED = re.compile(r"(?<!=)=\r?\n|=3D")
_CODED_FORM = re.compile(r"(?:secret|signature)(?:%5D)?%3D", re.IGNORECASE)
_ELEMENT = re.compile(
    rf"<(?:\w{{1,20}}:)?({_NAME})(?:\s[^<>]{{0,200}})?>\s*(?:<!\[CDATA\[(.*?)\]\]>|([^<]*+))\s*</(?:\w{{1,20}}:)?\1>",
    re.DOTALL,
)
_NAMED_ELEMENT = re.compile(
    rf"""<[^<>]{{0,100}}?\b(?:name|key|id)=["'](?:\w+\[)?({_NAME})\]?["'](?:[^<>]{{0,100}}?\s(?:value|content)="([^"<>]*+)"[^<>]*+>|[^<>]*+>([^<]*+)<)"""
)
_VALUE_FIRST = re.compile(
    rf"""<[^<>]{{0,100}}?\svalue=["']([^"'<>]{{0,2000}}+)["'][^<>]{{0,100}}?\sname=["'](?:\w+\[)?({_NAME})\]?["']"""
)
_PERCENTS = re.compile(r"%(?:25)*(?:22|7[Bb]|3[AaDd])")
_FEWEST_PERCENTS = 5
_UNICODE = re.compile(r"(?:\\u[0-9a-fA-F]{4}){60,}")
_CELL_ENDS = re.compile(
    r"</(?:t[dh]|dt|key|name|label|th|strong|b|span)\s*>\s*"
    r"(?:<(?!/?(?:tr|table|thead|tbody|br|p|div|li|dd|dl|ul)\b)[^<>]{1,200}>\s*)*",
    re.IGNORECASE,
)
_LINE_ENDS = re.compile(
    r"<(?:br|hr)\b[^<>]*>|</(?:tr|p|div|li|dd|pre|h[1-6]|string|value|ul|table|dl)\s*>", re.IGNORECASE
)
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,500}>")
_PREFIXED = re.compile(r"(?<![\w.>])((?:[\w$]{1,40}+(?:\.|->|/|\[['\"]?)){1,8}+)(?:order_?id|id)\b", re.IGNORECASE)
_BELOW = re.compile(r"(?:\.|->|/|\[['\"]?)(?:order_?id|id)\b", re.IGNORECASE)
_LONGEST_PREFIX = 344
_MOST_PREFIXES = 8
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}+(?:\r?\n[A-Za-z0-9+/_-]++)*+={0,2}")
_SHORTEST_BASE64 = 120
_NARROWEST = 16
_MOST_LINES = 2000
_FEW = 3
"""Lines of which one alone may be the one that was cut; of more, the longest is just the longest."""


def is_printed(text: str) -> bool:
    """Whether this can only be the source of a mail: lines that go on after `=`, and `=` written as `=3D`."""
    return "=3D" in text and re.search(r"(?<!=)=\r?\n", text) is not None


def as_they_were(text: str) -> Iterator[tuple[str, str]]:
    """(code of the repair or "", the text as it was) for each way in which `text` may have been written anew."""
    for code, undo in _WAYS:
        for plain in undo(text):
            if plain != text:
                yield code, plain


def _uncoloured(text: str) -> Iterator[str]:
    if "[" in text or "\x9b" in text:
        yield _COLOUR.sub("", text)


def _unprinted(text: str) -> Iterator[str]:
    if _PRINTED.search(text):
        yield unprint(text)


def _unreplied(text: str) -> Iterator[str]:
    plain, codes = unquoted_lines(text)
    if codes:
        yield plain


def _unwrapped(text: str) -> Iterator[str]:
    """With lines of one width joined; its width is counted in characters, columns or bytes."""
    lines = [line.rstrip("\r") for line in text.split("\n", _MOST_LINES)]
    if not 2 <= len(lines) <= _MOST_LINES:
        return
    seen = set()
    for measure in _measures(text):
        widths = [measure(line) for line in lines]
        for width in {max(widths), *(width for width, _ in Counter(widths).most_common(2))}:
            full = widths.count(width)
            if width < _NARROWEST or (full < 2 and len(lines) > _FEW):
                continue
            if (joined := _joined(lines, widths, width)) not in seen:
                seen.add(joined)
                yield joined
    if text.startswith("{"):  # a mail's lines, which end at blanks
        yield " ".join(map(str.strip, lines))


def _joined(lines: list[str], widths: list[int], width: int) -> str:
    pieces = []
    for line, own in zip(lines, widths, strict=True):
        # a terminal drops the blank at which a line ends
        pieces += [line] if own == width else [line, " "] if own == width - 1 else [line, "\n"]
    return "".join(pieces)


def _measures(text: str) -> tuple[Callable[[str], int], ...]:
    if text.isascii():
        return (len,)
    odd = {letter: 0 if combining(letter) else 2 for letter in set(text) if _is_odd(letter)}
    if not odd:
        return len, _bytes
    columns = str.maketrans({letter: letter * width for letter, width in odd.items()})
    return len, lambda line: len(line.translate(columns)), _bytes


def _is_odd(letter: str) -> bool:
    """Whether a letter takes up no column of its own, or two."""
    return combining(letter) > 0 or east_asian_width(letter) in "WF"


def _bytes(line: str) -> int:
    return len(line.encode("utf-8", "surrogatepass"))


def _untagged(text: str) -> Iterator[str]:
    if text.startswith("{") or ("</" not in text and "/>" not in text):
        return
    for pattern in (_ELEMENT, _NAMED_ELEMENT):
        fields = [(match[1], html.unescape(match[2] or match[3] or "")) for match in pattern.finditer(text)]
        if len(fields) > 2:
            # as a script writes it, quoted: what is in a value stays in it
            groups: list[dict[str, str]] = [{}]
            for name, value in fields:
                if name in groups[-1]:
                    groups.append({})
                groups[-1][name] = value.strip()
            yield "\n\n".join(map(repr, groups))
    if len(fields := [(match[2], html.unescape(match[1])) for match in _VALUE_FIRST.finditer(text)]) > 2:
        yield repr(fields)
    plain = _TAG.sub("", _LINE_ENDS.sub("\n", _CELL_ENDS.sub("\t", text)))
    yield html.unescape(plain)


def _unprefixed(text: str) -> Iterator[str]:
    # looked for from its end: many more texts hold brackets and points than an id below a name
    ends = (match.end() for match in islice(_BELOW.finditer(text), _MOST_PREFIXES))
    found = (_PREFIXED.search(text, max(0, end - _LONGEST_PREFIX), end) for end in ends)
    if (match := next(filter(None, found), None)) is None:
        return
    prefix, bracket = re.escape(match[1]), match[1].rstrip("'\"").endswith("[")
    closing = r"['\"]?\]" if bracket else ""
    names = rf"(?P<name>(?ai:order_?id|{_NAME})){closing}"
    yield re.sub(rf"(?<![\w.>]){prefix}{names}", r"\g<name>", text)


def _decoded(text: str) -> Iterator[str]:
    if _CODED_FORM.search(text):
        yield unquote(text, errors="surrogateescape")
    elif "{" not in text and len(_PERCENTS.findall(text)) > _FEWEST_PERCENTS:
        if "+" in text and "%20" not in text:
            yield unquote_plus(text, errors="surrogateescape")
        yield unquote(text, errors="surrogateescape")


def _unnumbered(text: str) -> Iterator[str]:
    """A text of which a script wrote every character by its number: `\\u007b`."""
    if match := _UNICODE.search(text):
        halves = "".join(chr(int(number, 16)) for number in match.group().split("\\u")[1:])
        yield halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _unpacked(text: str) -> Iterator[str]:
    for match in _BASE64.finditer(text):
        if len(match.group()) >= _SHORTEST_BASE64 and (plain := from_base64(match.group())) is not None:
            yield plain


def from_base64(text: str) -> str | None:
    """The text that `text` holds in base64, if it names an amount and a signature."""
    letters = "".join(text.split()).rstrip("=").translate(str.maketrans("-_", "+/"))
    if len(letters) % 4 == 1:
        return None
    try:
        data = b64decode(letters + "=" * (-len(letters) % 4), validate=True)
    except ValueError:
        return None
    if len(data) >= _SHORTEST_BASE64 and _BASE64.fullmatch(inner := data.decode("latin-1").strip()):
        return from_base64(inner)
    if b"amount" not in data or not (b"secret" in data or b"signature" in data):
        return None
    return data.decode("utf-8", "surrogateescape")


def _unmarked(text: str) -> Iterator[str]:
    if "&lt;" in text:
        yield html.unescape(text)


_WAYS: tuple[tuple[str, Callable[[str], Iterator[str]]], ...] = (
    ("colours", _uncoloured),
    ("mail", _unprinted),
    ("quoted_lines", _unreplied),
    ("", joined_records),
    ("wrapped", joined_literals),
    ("wrapped", joined_trace),
    ("", other_writings),
    ("", _unprefixed),
    ("markup", _untagged),
    ("html", _unmarked),
    ("percent", _decoded),
    ("escapes", _unnumbered),
    ("", _unpacked),
    ("", from_hexadecimal),
    ("escapes", unescaped_lines),
    ("spaces", half_width),
    ("", labelled_lines),
    ("", named_in_latin),
    ("", without_heads),
    ("wrapped", _unwrapped),
)
