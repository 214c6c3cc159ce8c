"""Strict JSON without Python's habits: numbers by their literal, no NaN, no last-one-wins, no deep recursion."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any

from kazadesk.core.payload import MAX_DEPTH

_STRINGS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_STEPS = bytes(1 if chr(byte) in "{[" else 255 if chr(byte) in "}]" else 0 for byte in range(256))
_NO_BRACKETS = bytes(byte for byte in range(256) if chr(byte) not in "{}[]")
# Between top-level values: blanks, commas and the array's own brackets, so that its elements are values of their own.
_BETWEEN = re.compile(r"(?:[ \t\r\n,\[\]]|(?:-?\d[\d.eE+-]*+|true|false|null)(?=[ \t\r\n]*+[,\]]))*+", re.ASCII)


class Num(str):
    """A JSON number by its literal, told apart from a JSON string."""

    __slots__ = ()


class NotJson(ValueError):
    """A value that Python's parser would take and JSON does not know."""


def _refuse(name: str) -> Any:
    raise NotJson(name)


def decoder(*, strict: bool) -> json.JSONDecoder:
    """Objects become tuples of (name, value) pairs, which keeps repeated names; `strict=False` takes raw line ends."""
    return json.JSONDecoder(
        object_pairs_hook=tuple, parse_int=Num, parse_float=Num, parse_constant=_refuse, strict=strict
    )


_scan: Callable[[str, int], tuple[Any, int]] = decoder(strict=False).scan_once  # type: ignore[attr-defined]


def too_deep(text: str) -> bool:
    """Whether brackets outside strings nest deeper than MAX_DEPTH, before any parser sees them."""
    if text.count("{") + text.count("[") <= MAX_DEPTH:
        return False
    brackets = _STRINGS.sub("", text).encode("ascii", "ignore").translate(_STEPS, _NO_BRACKETS)
    return max(accumulate(array("b", brackets)), default=0) > MAX_DEPTH


def values(text: str, start: int) -> Iterator[tuple[Any, int, int]]:
    """(value, start, end) of each JSON object or string from `start` on; stops where strict JSON stops."""
    position = _BETWEEN.match(text, start).end()  # type: ignore[union-attr]
    while text.startswith(("{", '"'), position):
        try:
            value, end = _scan(text, position)
        except (ValueError, StopIteration, RecursionError):
            return
        yield value, position, end
        position = _BETWEEN.match(text, end).end()  # type: ignore[union-attr]
