"""Form bodies: `a=b&c=d` on a line or in a URL, and multipart parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from kazadesk.core.webhook.payload import MAX_REF, NAMES, SIGNATURE_NAMES, Payload, Unreadable, build
from kazadesk.core.webhook.reading.effort import Effort
from kazadesk.core.webhook.reading.names import documented

_NAME = "|".join(NAMES)
_WHOLE = re.compile(r"\??[\w.%\[\]-]++=")
_FIRST = re.compile(rf"(?:(?<=[?&\s\"'])|^)(?:{_NAME})=[^\s\"'<>]*")
# A line end or an entity where the sign between two fields stands, or a name that is not the documented one.
_OTHER = re.compile(r"&(?:amp;|#38;)|\\u0026|\s&|&\r?\n|(?:%5[Bb]|\[|%5[Ff]|[a-z]I[dD]=|ID=|[A-Z]{3}=)")
_AMPERSAND = re.compile(r"\s{0,4}(?:&|\\u0026)(?:amp;|#38;|#x26;)*\s{0,4}")
_WORD = re.compile(r"[^\s\"'<>]++")
_PAIR = re.compile(r"(?<![\w.%\[\]-])[\w.%\[\]-]{2,60}+=")
_MORE = re.compile(rf"[?&]({_NAME})=")
_SIGNED = re.compile(r"(?:secret|signature)=")
_PART = re.compile(rf"""\bname=["']?({_NAME})["']?[^\n]*\n(?:[^\r\n]++\r?\n){{0,3}}+\r?\n([^\r\n]*)""")

# Longer than any field percent-encoded: what is longer is not decoded, and refused as too long all the same.
_LONGEST = MAX_REF * 12
_MOST_PAIRS = 200
_FEWEST_SIGNS = 2

Found = tuple[Payload | Unreadable, int, int]


def read_forms(text: str, repairs: tuple[str, ...], effort: Effort) -> list[Found]:
    """(item, start, end) of each form that names a signature, wherever it stands in the text."""
    if parts := _PART.findall(text):
        return [(_item(parts, repairs, text), 0, len(text))]
    if wrapped := _unwrapped(text):
        return _form(wrapped, 0, len(text), repairs)
    found = _lines(text, repairs, effort)
    if any(isinstance(item, Payload) for item, _, _ in found) or _OTHER.search(text) is None:
        return found
    if not effort.spend(200 + len(text) // 5):
        return found
    plain = _AMPERSAND.sub("&", text)
    others: list[Found] = []
    if plain.count("&") < _FEWEST_SIGNS:
        return found
    for run in _runs(plain):
        if not effort.spend(20 * run.count("&")):
            break
        others += _form(_renamed(run), 0, 0, repairs)
    good: list[Found] = [(item, 0, len(text)) for item, _, _ in others if isinstance(item, Payload)]
    return good or found


def _runs(text: str) -> Iterator[str]:
    """Three or more pairs with `&` between them, from the first name on."""
    for word in map(re.Match.group, _WORD.finditer(text)):
        if word.count("&") < _FEWEST_SIGNS:
            continue
        head = word.index("&")
        if first := _PAIR.search(word, word.rfind("?", 0, head) + 1, head):
            yield word[first.start() :]


def _renamed(form: str) -> str:
    """The form with the documented names for those of another style: encoded, nested."""
    pairs = (piece.partition("=") for piece in form.split("&", _MOST_PAIRS))
    return "&".join(f"{documented(unquote(name)) or name}{equals}{value}" for name, equals, value in pairs)


def _lines(text: str, repairs: tuple[str, ...], effort: Effort) -> list[Found]:
    found: list[Found] = []
    end = 0
    for match in _SIGNED.finditer(text):
        if not effort.spend(80 if match.start() >= end else 2):
            break
        if match.start() >= end:
            start = text.rfind("\n", 0, match.start()) + 1
            end = text.find("\n", match.end())
            end = len(text) if end < 0 else end
            found += _form(text[start:end].strip(), start, end, repairs)
    return found


def _unwrapped(text: str) -> str | None:
    """The one form that hard line wraps cut into lines of one length, or None where the text is no such thing."""
    first, *others = (line.rstrip("\r") for line in text.strip().split("\n", 200))
    if not others or not _WHOLE.match(first) or len(_SIGNED.findall(text)) > 1:
        return None
    whole = all(len(line) == len(first) for line in others[:-1]) and len(others[-1]) <= len(first)
    return "".join((first, *others)) if whole and any("&" in line for line in others) else None


def _form(line: str, start: int, end: int, repairs: tuple[str, ...]) -> list[Found]:
    """The form on one line. Blanks belong to it only where it is all there is: elsewhere they end it.

    What looks like a form within some script's object is more likely a part of one of its values.
    """
    if not _WHOLE.match(line):
        match = None if "{" in line else _FIRST.search(line)
        if match and (more := _MORE.search(line, match.end())):
            return [(Unreadable("ambiguous", more[1], raw=line), start, end)]
        line = match.group() if match else ""
    if "&" not in line or not _SIGNED.search(line):
        return []
    pairs = []
    for piece in line.removeprefix("?").split("&", _MOST_PAIRS):
        name, _, value = piece.partition("=")
        if name in SIGNATURE_NAMES:
            value = unquote(value[:_LONGEST], errors="surrogateescape").rstrip()
            if " " in value:
                value, repairs = value.replace(" ", "+"), (*repairs, "secret_plus")
            pairs.append((name, value))
        elif name in NAMES:
            pairs.append((name, unquote(value[:_LONGEST].replace("+", " "), errors="surrogateescape")))
    return [(_item(pairs, repairs, line), start, end)]


def _item(pairs: Iterable[tuple[str, str]], repairs: tuple[str, ...], raw: str) -> Payload | Unreadable:
    fields: dict[str, object] = {}
    for name, value in pairs:
        if name in fields:
            return Unreadable("ambiguous", name, None, repairs, raw)
        fields[name] = value
    return build(fields, repairs, raw)
