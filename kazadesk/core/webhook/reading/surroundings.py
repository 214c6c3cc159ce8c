"""Payloads in something else, or damaged: a request, a log, a message, a mail, a script's output."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from kazadesk.core.webhook.payload import Payload, Unreadable
from kazadesk.core.webhook.reading import strict
from kazadesk.core.webhook.reading.effort import Effort
from kazadesk.core.webhook.reading.forms import read_forms
from kazadesk.core.webhook.reading.loose import LooseReader
from kazadesk.core.webhook.reading.requests import body_of
from kazadesk.core.webhook.reading.tables import read_tables
from kazadesk.core.webhook.reading.tree import items_of

Item = Payload | Unreadable
Part = tuple[list[Item], int, int]

_NAMED = re.compile(r"(?ai:secret|signature|amount)")
_SIGNED = re.compile(r"(?ai:secret|signature)\W{1,12}[A-Za-z0-9+/_-]{8}")
_AROUND = 4096
_SHORT = 1 << 15
_ENTITIES = {"&quot;": '"', "&#34;": '"', "&#039;": "'", "&#39;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&"}
# The doubled backslash steps aside while the single ones go.
_ESCAPES = {"\\\\": "\0", '\\"': '"', "\\/": "/", "\\n": "\n", "\\t": "\t", "\\r": "\r", "\0": "\\"}
_MOST_ESCAPES = 4


def tells(item: Item) -> bool:
    """Whether an item says more than that there is nothing."""
    return isinstance(item, Payload) or item.reason != "no_payload"


class Surroundings:
    """Looks for payloads in texts that are no strict JSON. `read_text`: reads a body or a string found inside."""

    def __init__(self, effort: Effort, read_text: Callable[[str, tuple[str, ...]], list[Item]]) -> None:
        self._effort = effort
        self._read_text = read_text

    def read(self, text: str, repairs: tuple[str, ...]) -> list[Item]:
        """What is found, in the order of the text; empty where nothing is."""
        if not self._effort.spend(150) or not _is_named(text):
            return []
        body = body_of(text)
        if body and (items := [item for item in self._read_text(body, repairs) if tells(item)]):
            return items
        parts = self._strict_parts(text, repairs)
        if any(_is_escaped(item) for items, _, _ in parts for item in items):
            parts = []
        sure = any(isinstance(item, Payload) for items, _, _ in parts for item in items)
        items = []
        position = 0
        for read, start, end in [*parts, ([], len(text), len(text))]:
            between = text[position:start]
            if _is_named(between) and (not sure or _SIGNED.search(between)):
                damaged = self._damaged(between, repairs)
                items += [item for item in damaged if not sure or _is_half_a_payload(item)]
            items += read
            position = end
        return items

    def read_inner(self, text: str) -> list[Item]:
        """What a string of an export holds."""
        self._effort.spend(100 + len(text) // 20)
        return [item for item in self._read_text(text, ()) if tells(item)]

    def _strict_parts(self, text: str, repairs: tuple[str, ...]) -> list[Part]:
        """(items, start, end) of the strict JSON objects and the forms anywhere in the text."""
        parts: list[Part] = []
        position = 0
        for value, start, end in strict.objects(text, self._effort):
            items = items_of(value, text[start:end], repairs, self._effort, self.read_inner)
            if told := [item for item in items if tells(item)]:
                parts += self._forms(text, position, start, repairs)
                parts.append((told, start, end))
                position = end
        return parts + self._forms(text, position, len(text), repairs)

    def _forms(self, text: str, start: int, end: int, repairs: tuple[str, ...]) -> list[Part]:
        forms = read_forms(text[start:end], repairs, self._effort)
        return [([item], start + first, start + last) for item, first, last in forms]

    def _damaged(self, text: str, repairs: tuple[str, ...]) -> list[Item]:
        items: list[Item] = []
        for part in _near_names(text):
            items += self._variants(part, repairs)
            if self._effort.spent:
                break
        return items

    def _variants(self, text: str, repairs: tuple[str, ...]) -> list[Item]:
        variants = [(plain, (*repairs, *codes)) for plain, codes in _variants(text)]
        for plain, codes in variants[1:]:
            if not self._effort.spend(len(plain) // 3):
                break
            if parts := self._strict_parts(plain, codes):
                return [item for items, _, _ in parts for item in items]
        for plain, codes in variants:
            if not self._effort.spend(len(plain)):
                break
            if items := read_tables(plain, codes, self._effort):
                return items
            if found := LooseReader(plain, codes, self._effort).read():
                return [item for item, _, _ in found]
        return []


def _is_escaped(item: Item) -> bool:
    """Whether a signature holds the backslash of a text that the payload was written into: base64 has none."""
    return isinstance(item, Payload) and "\\" in item.secrets[0]


def _is_named(text: str) -> bool:
    low = text.lower()
    return "secret" in low or "signature" in low or "amount" in low


def _is_half_a_payload(item: Item) -> bool:
    """What is worth saying about the text around a payload that was read."""
    return isinstance(item, Payload) or item.reason == "truncated"


def _variants(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The text, then without what mail, pages, forms and programs put into it, with the codes of those repairs."""
    yield text, ()
    codes: tuple[str, ...] = ()
    plain = text
    if text.startswith(">") or "\n>" in text:
        plain, codes = "\n" + text, ("quoted_lines",)
        for _ in range(_MOST_ESCAPES):
            plain = plain.replace("\n> ", "\n").replace("\n>", "\n")
    if "&quot;" in plain or "&#34;" in plain or "&#039;" in plain:
        for entity, character in _ENTITIES.items():
            plain = plain.replace(entity, character)
        codes = (*codes, "html")
    if "%22" in plain:
        plain = unquote(plain, errors="surrogateescape")
    if plain != text:
        yield plain, codes
    for _ in range(_MOST_ESCAPES):
        if '""' in plain and '{""' in plain:
            plain = plain.replace('""', '"')  # a cell of a CSV file
        elif '\\"' in plain or "\\\\/" in plain:
            for escaped, character in _ESCAPES.items():
                plain = plain.replace(escaped, character)
        else:
            return
        yield plain, (*codes, "escapes")


def _near_names(text: str) -> Iterator[str]:
    """The text, or of a long one what stands around the names of a payload's fields."""
    if len(text) <= _SHORT:
        yield text
        return
    end = 0
    for match in _NAMED.finditer(text):
        if match.start() >= end:
            start = max(end, match.start() - _AROUND)
            start = max(start, text.find("\n", start, match.start()) + 1)
            end = min(len(text), match.end() + _AROUND)
            yield text[start:end]
