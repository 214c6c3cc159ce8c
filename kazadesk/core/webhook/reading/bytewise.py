"""Texts that a program wrote byte by byte: in hexadecimal, as a dump of a file or a packet, as a list of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_RUN = re.compile(r"(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{2}){80,}(?![0-9A-Fa-f])")
_SPACED = re.compile(r"(?:[0-9A-Fa-f]{2}(?:[ ,:]\s{0,40}(?:0x)?|\\x)){80,}[0-9A-Fa-f]{2}")
_NUMBERS = re.compile(r"(?:\d{2,3}(?:,\s{0,4}|\s{1,4})){80,}\d{2,3}(?![\d.])")
_DUMP = re.compile(
    r"(?m)^[ \t]*(?:0x)?[0-9A-Fa-f]{4,8}:?[ \t]+"
    r"(?P<bytes>[0-9A-Fa-f]{2,8}(?:[ \t]{1,3}[0-9A-Fa-f]{2,8}){0,31})(?=[ \t]|$).*$"
)
_FEWEST = 4
"""Lines of a dump."""
_SIXTEEN = 32
"""Hexadecimal digits of a full line of the usual sixteen bytes."""


def from_hexadecimal(text: str) -> Iterator[str]:
    """The texts that `text` holds in hexadecimal, or as a list of numbers."""
    for match in _NUMBERS.finditer(text):
        numbers = [int(number) for number in re.findall(r"\d+", match.group())]
        if max(numbers) < 256:
            yield from named(numbers)
    if "6d" not in (low := text.lower()) or "75" not in low:  # bytes of `amount`
        return
    for match in _RUN.finditer(text):
        yield from named(bytes.fromhex(match.group()))
    for match in _SPACED.finditer(text):
        yield from named(bytes.fromhex(re.sub(r"0x|\\x|[^0-9A-Fa-f]", "", match.group())))
    lines = [re.sub(r"\s", "", line["bytes"]) for line in _DUMP.finditer(text)]
    if len(lines) >= _FEWEST and all(len(line) % 2 == 0 for line in lines):
        yield from named(bytes.fromhex("".join(line[:_SIXTEEN] for line in lines)))


def named(data: bytes | Sequence[int]) -> Iterator[str]:
    """The text of `data`, if it names an amount and a signature."""
    data = bytes(data)
    if b"amount" in data and (b"secret" in data or b"signature" in data):
        start = max(0, data.find(b"POST ")) if b"HTTP/1" in data else 0  # a packet's own bytes stand before
        yield data[start:].decode("utf-8", "replace" if start else "surrogateescape")
