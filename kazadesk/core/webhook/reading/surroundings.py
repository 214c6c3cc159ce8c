"""Payloads in something else, or damaged: a request, a log, a message, a mail, a script's output."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from kazadesk.core.webhook.payload import Payload, Unreadable
from kazadesk.core.webhook.reading import strict
from kazadesk.core.webhook.reading.effort import Effort
from kazadesk.core.webhook.reading.forms import read_forms
from kazadesk.core.webhook.reading.loose import LooseReader
from kazadesk.core.webhook.reading.otherwise import unquoted_lines, written_otherwise
from kazadesk.core.webhook.reading.requests import body_of, curl_body_of
from kazadesk.core.webhook.reading.serialized import serialized
from kazadesk.core.webhook.reading.sql import is_statement, read_statements
from kazadesk.core.webhook.reading.tables import read_tables
from kazadesk.core.webhook.reading.tree import items_of

Item = Payload | Unreadable
Part = tuple[list[Item], int, int]

_NAMED = re.compile(r"(?=[sSaA])(?ai:secret|signature|amount)")
_SIGNED = re.compile(r"(?ai:secret|signature)\W{1,12}[A-Za-z0-9+/_-]{8}")
_AROUND = 4096
_SHORT = 1 << 15


class ReadText(Protocol):
    """Reads a text within the text. `exact`: whether it stands there as it was sent."""

    def __call__(self, text: str, repairs: tuple[str, ...], *, exact: bool) -> list[Item]: ...


def tells(item: Item) -> bool:
    """Whether an item says more than that there is nothing."""
    return isinstance(item, Payload) or item.reason != "no_payload"


class Surroundings:
    """Looks for payloads in texts that are no strict JSON. `read_text`: reads a body or a string found inside."""

    def __init__(self, effort: Effort, read_text: ReadText) -> None:
        self._effort = effort
        self._read_text = read_text

    def read(self, text: str, repairs: tuple[str, ...]) -> list[Item]:
        """What is found, in the order of the text; empty where nothing is."""
        if not self._effort.spend(150) or not _is_named(text):
            return []
        for body, exact in ((body_of(text), True), (curl_body_of(text), False)):
            if body and (items := [item for item in self._read_text(body, repairs, exact=exact) if tells(item)]):
                return items
        parts = self._strict_parts(text, repairs)
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

    def read_inner(self, text: str, *, exact: bool = False) -> list[Item]:
        """What a string of an export holds. `exact`: whether the export is strict JSON as it stands."""
        self._effort.spend(100 + len(text) // 20)
        return [item for item in self._read_text(text, (), exact=exact) if tells(item)]

    def _strict_parts(self, text: str, repairs: tuple[str, ...]) -> list[Part]:
        """(items, start, end) of the strict JSON objects and the forms anywhere in the text."""
        parts: list[Part] = []
        position = 0
        for value, start, end in strict.objects(text, self._effort):
            items = items_of(value, text[start:end], repairs, self._effort, self.read_inner, exact=False)
            if told := [item for item in items if tells(item)]:
                parts += self._forms(text, position, start, repairs)
                parts.append((told, start, end))
                position = end
        if ":{s:" in text:
            for value, start, end in serialized(text, self._effort):
                items = items_of(value, text[start:end], repairs, self._effort, self.read_inner, exact=False)
                if start >= position and (told := [item for item in items if tells(item)]):
                    parts.append((told, start, end))
                    position = end
        return parts + self._forms(text, position, len(text), repairs)

    def _forms(self, text: str, start: int, end: int, repairs: tuple[str, ...]) -> list[Part]:
        forms = read_forms(text[start:end], repairs, self._effort)
        return [([item], start + first, start + last) for item, first, last in forms]

    def _damaged(self, text: str, repairs: tuple[str, ...]) -> list[Item]:
        items: list[Item] = []
        for part in _near_names(text):
            items += self._near(part, repairs)
            if self._effort.spent:
                break
        return items

    def _near(self, text: str, repairs: tuple[str, ...]) -> list[Item]:
        """What one stretch of text holds: as it stands for every reader, then what is written in it otherwise.

        Text whose own quotes are plain is never unescaped: there, an escape belongs to some value.
        """
        plain, codes = unquoted_lines(text)
        codes = (*repairs, *codes)
        if plain != text and (parts := self._strict_parts(plain, codes)):
            return [item for items, _, _ in parts for item in items]
        if not self._effort.spend(len(plain) + 8 * plain.count("\\")):
            return []
        if is_statement(plain) and (items := read_statements(plain, codes, self._effort)):
            return items
        if items := read_tables(plain, codes, self._effort):
            return items
        loose = LooseReader(plain, codes, self._effort)
        items = [item for item, _, _ in loose.read()]
        if items and not loose.otherwise:
            return items
        for code, inner_texts in written_otherwise(plain):
            read: list[Item] = []
            for inner in inner_texts:
                if not self._effort.spend(len(inner)):
                    break
                read += filter(
                    _tells_inside,
                    self._read_text(inner, tuple(dict.fromkeys((*codes, code))) if code else codes, exact=False),
                )
            if read:
                return read
        return items


def _tells_inside(item: Item) -> bool:
    return tells(item) and not (isinstance(item, Unreadable) and item.reason == "too_deep")


def _is_named(text: str) -> bool:
    low = text.lower()
    return any(word in low for word in ("secret", "signature", "amount", "fulfilled", "timed_out"))


def _is_half_a_payload(item: Item) -> bool:
    """What is worth saying about the text around a payload that was read."""
    return isinstance(item, Payload) or item.reason == "truncated"


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
