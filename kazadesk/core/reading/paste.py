"""A whole paste: its bounds, then each shape in its order, strict ones first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import unquote

from kazadesk.core.payload import MAX_LINES, MAX_TEXT, Payload, Unreadable
from kazadesk.core.reading import encoding, strict
from kazadesk.core.reading.forms import read_forms
from kazadesk.core.reading.loose import LooseReader, mended
from kazadesk.core.reading.requests import body_of
from kazadesk.core.reading.tree import items_of

Item = Payload | Unreadable

MAX_NESTED_TEXTS = 4
"""Texts within texts: a string that holds JSON that holds a string that holds JSON."""
MAX_LOOSE = 1 << 16
"""Characters around the names of a signature that are read by the slower, forgiving readers."""
_BLOCK = 1 << 18
_EVIDENCE = 4096

_UNSEEN = (
    " \t\r\n\u00a0\u061c\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_NAMED = re.compile(r"(?ai:secret|signature|amount)")
_SIGNED = re.compile(r"(?ai:secret|signature)\W{1,12}[A-Za-z0-9+/_-]{8}")
_OPENED = re.compile(r'[\[\s]*[{"]')
_AROUND = 4096
_ENTITIES = (
    ("&quot;", '"'),
    ("&#34;", '"'),
    ("&#039;", "'"),
    ("&#39;", "'"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
)
# The doubled backslash steps aside while the single ones go.
_ESCAPES = (("\\\\", "\0"), ('\\"', '"'), ("\\/", "/"), ("\\n", "\n"), ("\\t", "\t"), ("\\r", "\r"), ("\0", "\\"))
_RESUME = re.compile(r"\n(?=[{\[])")


def read_paste(text: str) -> list[Item]:
    """What `payload.read` promises."""
    if not text.strip(_UNSEEN + "\0"):
        items: list[Item] = [Unreadable("empty")]
    elif len(text) <= MAX_TEXT and (text.isascii() or len(text.encode("utf-8", "surrogatepass")) <= MAX_TEXT):
        items = _read_text(text, (), 0)
    elif len(text) <= MAX_LINES and _is_lines(text.lstrip(_UNSEEN)):
        items = _read_lines(text.strip(_UNSEEN), (), 0)
    else:
        items = [Unreadable("too_large", raw=text[:_EVIDENCE])]
    return [_bounded(item) for item in items]


def _bounded(item: Item) -> Item:
    if isinstance(item, Unreadable) and len(item.raw) > _EVIDENCE:
        return Unreadable(item.reason, item.field, item.why, item.repairs, item.raw[:_EVIDENCE])
    return item


def _read_text(text: str, repairs: tuple[str, ...], level: int) -> list[Item]:
    """At least one item."""
    if level > MAX_NESTED_TEXTS:
        return [Unreadable("too_deep", raw=text)]
    if "\0" in text:
        text, repairs = encoding.mend_utf16(text), (*repairs, "utf16")
    core = text.strip(_UNSEEN)
    if not text.isascii():
        around = text[: text.find(core)] + text[text.find(core) + len(core) :]
        repairs = (*repairs, *(code for code in mended(around) if code not in repairs))
    read = _read_lines if _is_lines(core) else _read_region
    return read(core, repairs, level) or [Unreadable("no_payload", raw=text)]


def _is_lines(text: str) -> bool:
    """Whether there are several lines and the first is a JSON object."""
    end = text.find("\n", 0, MAX_TEXT)
    return end > 0 and text[0] == "{" and strict.whole(text[:end].rstrip()) is not None


def _read_lines(text: str, repairs: tuple[str, ...], level: int) -> list[Item]:
    inner = partial(_read_inner, level=level)
    items: list[Item] = []
    values_left, regions_left = 1000 + len(text) // 64, 64 + len(text) // 4096
    for part, value in _lines(text):
        if value is not None:
            values_left -= 1
            _add(items, items_of(value, part, repairs, inner))
        else:
            regions_left -= 1
            _add(items, _read_region(part, repairs, level) if len(part) <= MAX_TEXT else [Unreadable("too_large")])
        if not values_left or not regions_left:
            return [*items, Unreadable("too_large")]
    return items


def _lines(text: str) -> Iterator[tuple[str, Any]]:
    """(line, value) where a line is a JSON object; the lines between two of those as one text, with None."""
    region: list[str] = []
    for full_line in text.split("\n"):
        line = full_line.rstrip(" \t\r")
        value = strict.whole(line) if line.startswith("{") else None
        if value is None:
            region.append(full_line)
            continue
        if odd := "\n".join(region).strip(_UNSEEN):
            yield odd, None
        region = []
        yield line, value
    if odd := "\n".join(region).strip(_UNSEEN):
        yield odd, None


def _read_region(text: str, repairs: tuple[str, ...], level: int) -> list[Item]:
    """JSON values one after the other; what is no strict JSON between them goes to the forgiving readers."""
    if not text.startswith(("{", "[", '"')):
        return _read_marked(text, repairs, level)
    if strict.too_deep(text):
        return [Unreadable("too_deep", raw=text)]
    inner = partial(_read_inner, level=level)
    items: list[Item] = []
    position, values_left, parts_left = 0, 1000 + len(text) // 64, 64 + len(text) // 4096
    while position < len(text):
        values, stop = strict.values(text, position, values_left)
        if text.startswith('"') and stop < len(text):
            return _read_marked(text, repairs, level) or _cut(text)  # no JSON text, but half an object
        values_left -= len(values)
        for value, start, end in values:
            _add(items, items_of(value, text[start:end], repairs, inner))
        position = len(text)
        if stop == len(text):
            break
        if not values_left or not parts_left:
            return [*items, Unreadable("too_large", raw=text[stop:])]
        parts_left -= 1
        if resume := _RESUME.search(text, stop):
            position = resume.end()
        part = text[stop:position].rstrip()
        _add(items, _read_marked(part, repairs, level) or _cut(part))
    if text.startswith("[") and not any(isinstance(item, Unreadable) and item.reason == "truncated" for item in items):
        _add(items, _cut(text))  # a list may be cut between its elements
    return items


def _cut(text: str) -> list[Item]:
    opened = _OPENED.match(text) is not None and strict.is_cut(text)
    return [Unreadable("truncated", raw=text)] if opened else []


def _add(items: list[Item], more: list[Item]) -> None:
    """Append, but say only once in a row that there is no payload."""
    for item in more:
        if isinstance(item, Unreadable) and item.reason == "no_payload" and items:
            last = items[-1]
            if isinstance(last, Unreadable) and last.reason == "no_payload":
                continue
        items.append(item)


def _read_inner(text: str, level: int) -> list[Item]:
    return [
        item
        for item in _read_text(text, (), level + 1)
        if isinstance(item, Payload) or item.reason not in ("no_payload", "too_large")
    ]


def _read_marked(text: str, repairs: tuple[str, ...], level: int) -> list[Item]:
    """Payloads that something surrounds, or that are written as no strict JSON. Empty where there are none."""
    if not _NAMED.search(text):
        return []
    body = body_of(text)
    if body is not None and body.strip(_UNSEEN):
        items = _read_text(body, repairs, level + 1)
        if any(_tells(item) for item in items):
            return items
    parts, full = _read_parts(text, repairs, level)
    sure = any(isinstance(item, Payload) for items, _, _ in parts for item in items)
    items = []
    position, loose_left = 0, MAX_LOOSE
    for read, start, end in [*parts, ([], len(text), len(text))]:
        between = text[position:start]
        if (_SIGNED if sure else _NAMED).search(between):
            more, loose_left = _read_damaged(between, repairs, level, loose_left)
            items += more if not sure else [item for item in more if _is_half_a_payload(item)]
            full = full or loose_left < 0
        items += read
        position = end
    return [*items, Unreadable("too_large", raw=text)] if full else items


def _tells(item: Item) -> bool:
    return isinstance(item, Payload) or item.reason != "no_payload"


def _is_half_a_payload(item: Item) -> bool:
    """What is worth saying about the text around a payload that was read."""
    return isinstance(item, Payload) or item.reason == "truncated"


def _read_parts(text: str, repairs: tuple[str, ...], level: int) -> tuple[list[tuple[list[Item], int, int]], bool]:
    """(items, start, end) of strict JSON objects and forms anywhere in the text; and whether there were more."""
    inner = partial(_read_inner, level=level)
    objects, full = strict.objects(text, 1000 + len(text) // 64)
    parts: list[tuple[list[Item], int, int]] = []
    position = 0
    for value, start, end in [*objects, (None, len(text), len(text))]:
        read = [] if value is None else items_of(value, text[start:end], repairs, inner)
        if (told := [item for item in read if _tells(item)]) or value is None:
            forms = read_forms(text[position:start], repairs)
            parts += [([item], position + first, position + last) for item, first, last in forms]
            parts.append((told, start, end))
            position = end
    return parts[:-1], full


def _read_damaged(text: str, repairs: tuple[str, ...], level: int, most: int) -> tuple[list[Item], int]:
    """What the forgiving readers find in no more than `most` characters, and how many of those are left (< 0: more)."""
    items: list[Item] = []
    for part in _near_names(text):
        most -= len(part)
        if most < 0:
            break
        items += _read_variants(part, repairs, level)
    return items, most


def _read_variants(text: str, repairs: tuple[str, ...], level: int) -> list[Item]:
    variants = [(plain, (*repairs, *codes)) for plain, codes in _variants(text)]
    for plain, codes in variants[1:]:
        if parts := _read_parts(plain, codes, level)[0]:
            return [item for items, _, _ in parts for item in items]
    for plain, codes in variants:
        reader = LooseReader(plain, codes, 4000)
        if found := reader.read():
            items = [item for item, _, _ in found]
            return [*items, Unreadable("too_large", raw=text)] if reader.full else items
    return []


def _variants(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The text, then without what mail, pages, forms and programs put into it, with the codes of those repairs."""
    yield text, ()
    codes: tuple[str, ...] = ()
    plain = text
    if text.startswith(">") or "\n>" in text:
        plain, codes = re.sub(r"(?m)^(?:>[ \t]?)+", "", text), ("quoted_lines",)
    if "&quot;" in plain or "&#34;" in plain or "&#039;" in plain:
        for entity, character in _ENTITIES:
            plain = plain.replace(entity, character)
        codes = (*codes, "html")
    if "%22" in plain:
        plain = unquote(plain, errors="surrogateescape")
    if plain != text:
        yield plain, codes
    codes = (*codes, "escapes")
    for _ in range(MAX_NESTED_TEXTS):
        if '\\"' not in plain:
            return
        for escaped, character in _ESCAPES:
            plain = plain.replace(escaped, character)
        yield plain, codes


def _near_names(text: str) -> Iterator[str]:
    """The text, or of a long one what stands around the names of a payload's fields."""
    if len(text) <= MAX_LOOSE:
        yield text
        return
    end = 0
    for match in _NAMED.finditer(text):
        if match.start() >= end:
            start = max(end, match.start() - _AROUND)
            start = max(start, text.find("\n", start, match.start()) + 1)
            end = min(len(text), match.end() + _AROUND)
            yield text[start:end]
