"""Strict JSON without Python's habits: numbers by their literal, no NaN, no last-one-wins, no deep recursion.

Objects come as tuples of (name, value) pairs, which keeps repeated names; numbers as the text that was written. Strings
may hold raw line ends: the hard wraps of a pasted signature.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Callable, Iterator
from itertools import accumulate, islice
from typing import Any

from kazadesk.core.webhook.payload import MAX_DEPTH
from kazadesk.core.webhook.reading.effort import Effort

_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+'
_STRINGS = re.compile(rf'{_STRING}(?:"|\\?\Z)', re.DOTALL)
_STEPS = bytes(1 if chr(byte) in "{[" else 255 if chr(byte) in "}]" else 0 for byte in range(256))
_NO_BRACKETS = bytes(byte for byte in range(256) if chr(byte) not in "{}[]")

# Between top-level values: blanks, commas, scalars of an array, and its brackets, so that its elements are top-level.
_BETWEEN = re.compile(r"(?:[ \t\r\n,\[\]]|(?:-?\d[\d.eE+-]*+|true|false|null)(?=[ \t\r\n]*+[,\]]))*+")

# An object that may hold objects of one more level, anywhere in a text. No backslash stands outside JSON strings, and
# forbidding it here is what keeps the search linear.
_FLAT = rf'\{{(?:[^{{}}"\\]++|{_STRING}")*+\}}'
_INNERMOST = re.compile(_FLAT, re.DOTALL)
_OBJECT = re.compile(rf'\{{(?=\s*+")(?:[^{{}}"\\]++|{_STRING}"|{_FLAT})*+\}}', re.DOTALL)


def _refuse(name: str) -> Any:
    raise ValueError(name)


_scan: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder(
    object_pairs_hook=tuple, parse_int=str, parse_float=str, parse_constant=_refuse, strict=False
).scan_once  # type: ignore[attr-defined]
_NOT_JSON = (ValueError, StopIteration, RecursionError)


def _depths(text: str) -> accumulate[int]:
    """How deep brackets outside strings stand, bracket by bracket."""
    brackets = _STRINGS.sub("", text).encode("ascii", "ignore").translate(_STEPS, _NO_BRACKETS)
    return accumulate(array("b", brackets))


def too_deep(text: str) -> bool:
    """Whether brackets outside strings nest deeper than MAX_DEPTH; asked before any parser sees the text."""
    return text.count("{") + text.count("[") > MAX_DEPTH and max(_depths(text), default=0) > MAX_DEPTH


def is_cut(text: str) -> bool:
    """Whether a text that opens with a bracket ends inside it: in a string, or with brackets still open."""
    *_, last = (0, *_depths(text))
    return last > 0


def values(text: str, start: int) -> Iterator[tuple[Any, int, int]]:
    """(value, start, end) of each JSON object or string from `start` on, then (None, end, end) where reading stopped.

    The elements of a top-level array are values of their own.
    """
    position = _BETWEEN.match(text, start).end()  # type: ignore[union-attr]
    while text.startswith(("{", '"'), position):
        try:
            value, end = _scan(text, position)
        except _NOT_JSON:
            break
        yield value, position, end
        position = _BETWEEN.match(text, end).end()  # type: ignore[union-attr]
    yield None, position, position


def objects(text: str, effort: Effort) -> Iterator[tuple[Any, int, int]]:
    """(value, start, end) of the JSON objects that name a signature, anywhere in a text: a log line, a message."""
    for match in _OBJECT.finditer(text):
        named = _is_named(match.group())
        if not effort.spend(30 if named else 4):
            return
        if named and (value := whole(match.group())) is not None:
            yield value, match.start(), match.end()


def own_texts(values: list[Any], text: str) -> list[str]:
    """For each object among `values` its own part of the text; "" where it is nested too deep to be told apart."""
    texts: dict[str, str] = {}
    missing = {str(value) for value in values}
    for pattern in (_INNERMOST, _OBJECT):
        for match in islice(pattern.finditer(text), len(text) // 20):
            if not missing:
                break
            if _is_named(match.group()) and (key := str(whole(match.group()))) in missing:
                missing.remove(key)
                texts[key] = match.group()
    return [texts.get(str(value), "") for value in values]


def _is_named(text: str) -> bool:
    return "secret" in text or "signature" in text


def whole(text: str) -> Any:
    """The JSON value that `text` is, or None."""
    if too_deep(text):
        return None
    try:
        value, end = _scan(text, 0)
    except _NOT_JSON:
        return None
    return value if end == len(text) else None


def end_of_value(text: str, start: int) -> int | None:
    """Where the JSON value that begins at `start` ends, None where there is none."""
    try:
        return _scan(text, start)[1]
    except _NOT_JSON:
        return None
