"""A whole paste: the bounds, then each shape in its order."""

from __future__ import annotations

from typing import Any

from kazadesk.core.payload import MAX_TEXT, Payload, Unreadable, build
from kazadesk.core.reading import strict

Item = Payload | Unreadable


def read_paste(text: str) -> list[Item]:
    text = text.removeprefix("\ufeff")
    if not text.strip():
        return [Unreadable("empty", raw=text[:MAX_TEXT])]
    if strict.too_deep(text):
        return [Unreadable("too_deep", raw=text[:MAX_TEXT])]
    items: list[Item] = []
    end = 0
    for value, start, end in strict.values(text, 0):
        items += _payloads(value, text[start:end])
    rest = text[end:]
    if rest.strip(" \t\r\n,[]"):
        items.append(Unreadable("no_payload", raw=rest[:MAX_TEXT]))
    return items or [Unreadable("no_payload", raw=text[:MAX_TEXT])]


def _payloads(value: Any, raw: str) -> list[Item]:
    if not isinstance(value, tuple):
        return [Unreadable("no_payload", raw=raw)]
    fields = dict(value)
    if len(fields) != len(value):
        names = [name for name, _ in value]
        return [Unreadable("ambiguous", next(name for name in names if names.count(name) > 1), raw=raw)]
    return [build(fields, (), raw)]
