"""What PHP's serialize wrote: `a:6:{s:8:"order_id";s:8:"pl_8f3e";…}`. Its lengths, in bytes, say where a text ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kazadesk.core.webhook.reading.effort import Effort

_START = re.compile(r'(?:a|O:\d{1,3}:"[^"]{1,100}"):\d{1,3}:\{')
_TEXT = re.compile(rb's:(\d{1,5}):"')
_SCALAR = re.compile(rb"(?:[idb]:(-?[\d.eE+-]{1,40})|N)[;]")
_OPENS = re.compile(rb'(?:a|O:\d{1,3}:"[^"]{1,100}"):\d{1,3}:\{')
_HIDDEN = re.compile(rb"\A\0[^\0]{0,100}\0")
_LONGEST = 1 << 15
_DEEPEST = 16


class _Broken(Exception):
    pass


def serialized(text: str, effort: Effort) -> Iterator[tuple[Any, int, int]]:
    """(value, start, end) of each array or object that PHP serialized; arrays are tuples of (name, value)."""
    end = 0
    for match in _START.finditer(text):
        data = text[match.start() : match.start() + _LONGEST].encode("utf-8", "surrogatepass")
        if match.start() < end or not effort.spend(60 + len(data) // 10):
            continue
        try:
            value, length = _array(data, _OPENS.match(data).end(), 0)  # type: ignore[union-attr]
        except _Broken:
            continue
        end = match.start() + len(data[:length].decode("utf-8", "replace"))
        yield value, match.start(), end


def _array(data: bytes, position: int, depth: int) -> tuple[Any, int]:
    pairs = []
    while not data.startswith(b"}", position):
        name, position = _value(data, position, depth)
        value, position = _value(data, position, depth)
        if not isinstance(name, str):
            raise _Broken
        pairs.append((name, value))
    return tuple(pairs), position + 1


def _value(data: bytes, position: int, depth: int) -> tuple[Any, int]:
    if text := _TEXT.match(data, position):
        return _text(data, text.end(), int(text[1]))
    if scalar := _SCALAR.match(data, position):
        return scalar[1] and scalar[1].decode("ascii"), scalar.end()
    if (opens := _OPENS.match(data, position)) and depth < _DEEPEST:
        return _array(data, opens.end(), depth + 1)
    raise _Broken


def _text(data: bytes, start: int, length: int) -> tuple[str, int]:
    end = start + length
    if not data.startswith(b'";', end):  # the way changed its bytes: line ends, another encoding
        end = data.find(b'";', start)
    if end < 0:
        raise _Broken
    return _HIDDEN.sub(b"", data[start:end]).decode("utf-8", "surrogatepass"), end + 2
