"""A whole paste: its bounds, then lines, values, and what surrounds them, strict shapes first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import Any

from kazadesk.core.webhook.damage import SIGNATURE
from kazadesk.core.webhook.payload import EVIDENCE, MAX_LINES, MAX_TEXT, STATES, Payload, Unreadable, as_sent
from kazadesk.core.webhook.reading import encoding, strict
from kazadesk.core.webhook.reading.alike import told_by_signature
from kazadesk.core.webhook.reading.effort import Effort
from kazadesk.core.webhook.reading.loose import mended
from kazadesk.core.webhook.reading.surroundings import Surroundings, tells
from kazadesk.core.webhook.reading.tree import items_of
from kazadesk.core.webhook.reading.wholes import as_they_were, is_printed

Item = Payload | Unreadable

MAX_NESTED_TEXTS = 4
"""Texts within texts: a string that holds JSON that holds a string that holds JSON."""

_UNSEEN = (
    " \t\r\n\u00a0\u061c\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_OPENED = re.compile(r'[\[\s]*[{"]')
_LONE_ADDRESS = re.compile(r"\s*https?://\S{1,4000}\s*", re.IGNORECASE)
_RETURNED = re.compile(r"[?&]kazawallet=\w", re.IGNORECASE)
_HINTS = re.compile(
    r"(?i)amount|secret|signature|status|currency|order|fulfilled|المبلغ|[A-Za-z0-9+/_-]{60}"
    r"|(?:[0-9a-f]{2}(?:[ ,:] ?(?:0x)?|\\x)){60}|(?:[0-9]{2,3}[\s,] ?){60}|(?:\\u[0-9a-f]{4}){30}"
)
_FIELDS = 6
"""Fields of a webhook as Kazawallet's page shows it."""
_LONGEST = 1 << 15
"""Characters of a text that is looked at as it was before."""
_OTHER_KIND = ("not_text", "surrogate")
"""Faults of a value that was read; that it cannot be used is no fault of the reading."""
_UNCUT = ("colours", "wrapped")
"""Ways that put nothing into a value: what is cut off is not made whole by undoing what stands in its values."""
_SURE = ("ambiguous", "too_deep")
"""What stays, whatever another form of the text would give."""
_PIECES = ("truncated", "missing_field", "secret_masked")
_WORDS = re.compile(r"[\w.+/=-]{2,}")
_SHORTEST = 8
"""Characters of a piece that is told from others like it."""
_NAMED_LIST = re.compile(r'\[\s*+(?:"[^"\\\n]{1,40}"\s?[:\]]|(?!true|false|null)[A-Za-z@:\'])')
"""A list whose elements have names, which is no JSON: Swift's, Groovy's."""
_RESUME = re.compile(r"\n(?={)")
_REF_NAMED = re.compile(r'(?<![A-Za-z0-9+/])(?ai:ref|reference)(?![A-Za-z0-9+/])(?!\\?"\s*:\s*null\b)')
"""The name of a reference that is not null."""


def read_paste(text: str) -> list[Item]:
    """What `payload.read` promises."""
    effort = Effort(len(text))
    if not text.strip(_UNSEEN + "\0"):
        items: list[Item] = [Unreadable("empty")]
    elif len(text) <= MAX_TEXT and (text.isascii() or len(text.encode("utf-8", "surrogatepass")) <= MAX_TEXT):
        items = _Reader(effort).read_text(text, ())
    elif len(text) <= MAX_LINES and _is_lines(text.lstrip(_UNSEEN)):
        items = _Reader(effort).read_lines(text.strip(_UNSEEN), ())
    else:
        items = [Unreadable("too_large", raw=text)]
    if effort.spent:
        items = [item for item in items if isinstance(item, Payload) or item.reason != "no_payload"]
        items.append(Unreadable("too_large", raw=text))
    return [item if len(item.raw) <= EVIDENCE else _bounded(item) for item in _each_once(items, text)]


def _each_once(items: list[Item], text: str) -> list[Item]:
    """Without what stands a second time in one paste, whole or cut off; at least one item."""
    if len(items) > 1:
        payloads = [item for item in items if isinstance(item, Payload)]
        if len({item.secrets for item in payloads}) < len(payloads):
            items = list(_first_of_each(items))
        if any(isinstance(item, Unreadable) and item.reason in _PIECES for item in items):
            whole = [_dense(item.raw) for item in items if isinstance(item, Payload)]
            items = [item for item in items if not (isinstance(item, Unreadable) and _is_piece(item, whole))]
    if all(isinstance(item, Unreadable) and item.reason in ("no_payload", "missing_field") for item in items) and (
        _LONE_ADDRESS.fullmatch(text) or _RETURNED.search(text)
    ):
        return [Unreadable("return_page", raw=text)]
    return items


def _first_of_each(items: list[Item]) -> Iterator[Item]:
    """What was read exactly stands for a copy of it that was not."""
    first: dict[object, Payload] = {}
    for item in items:
        if isinstance(item, Payload):
            key = (item.amount, item.order_ids, item.secrets, item.status, item.currency, item.ref)
            if key not in first or (item.exact and not first[key].exact):
                first[key] = item._replace(raw=first[key].raw) if key in first else item
    given = set()
    for item in items:
        if isinstance(item, Payload):
            key = (item.amount, item.order_ids, item.secrets, item.status, item.currency, item.ref)
            if key in given:
                continue
            given.add(key)
            item = first[key]
        yield item


def _is_piece(item: Unreadable, whole: list[str]) -> bool:
    """Whether what was cut off, or shown in short (`{order_id: 'a', …}`), stands in the paste once more, whole."""
    if item.reason in ("missing_field", "secret_masked") and item.raw.rstrip("])}").rstrip().endswith(("…", "...")):
        words = _WORDS.findall(item.raw)
        return any(all(word in text for word in words) for text in whole)
    piece = _dense(item.raw).rstrip("….")
    return item.reason == "truncated" and len(piece) >= _SHORTEST and any(piece in text for text in whole)


def _dense(text: str) -> str:
    return "".join(text.split())


def _bounded(item: Item) -> Item:
    return item._replace(raw=item.raw[:EVIDENCE]) if isinstance(item, Unreadable) else item


def _is_lines(text: str) -> bool:
    """Whether there are several lines and the first is a JSON object."""
    end = text.find("\n", 0, MAX_TEXT)
    return end > 0 and text[0] == "{" and strict.whole(text[:end].rstrip()) is not None


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


class _Reader:
    """Reads one text; `level`: how many texts it is nested in; `exact`: whether it stands so in the paste;
    `whole`: whether it is the whole paste, or that as it was before something wrote it anew.
    """

    def __init__(self, effort: Effort, level: int = 0, *, exact: bool = True, whole: bool = True) -> None:
        self._effort = effort
        self._level = level
        self._exact = exact
        self._whole = whole
        self._surroundings = Surroundings(effort, self._read_below)
        self._read_inner = partial(self._surroundings.read_inner, exact=True)

    def read_text(self, text: str, repairs: tuple[str, ...]) -> list[Item]:
        """At least one item."""
        if "\0" in text:
            text, repairs = encoding.mend_utf16(text), (*repairs, "utf16")
        core = text.strip(_UNSEEN)
        if not text.isascii():
            start = text.find(core)
            around = text[:start] + text[start + len(core) :]
            repairs = (*repairs, *(code for code in mended(around) if code not in repairs))
        read = self.read_lines if _is_lines(core) else self._read_region
        items = read(core, repairs) or [Unreadable("no_payload", raw=text)]
        if any(map(_has_no_ref, items)) and _REF_NAMED.search(core):
            # it stands empty, or elsewhere: what is read may be what it held
            items = [_inexact(item) if _has_no_ref(item) else item for item in items]
        if not self._whole or self._level > 1 or len(core) > _LONGEST or not _HINTS.search(core):
            return items
        if all(map(_is_whole, items)) and not is_printed(core):
            return items
        return self._as_it_was(core, repairs, items)

    def _as_it_was(self, text: str, repairs: tuple[str, ...], items: list[Item]) -> list[Item]:
        """What more is found in the text as it was before a terminal, a mail or a page wrote it anew, else `items`."""
        effort = Effort(len(text)) if self._level == 0 else self._effort  # what runs out here is not the text's length
        if any(isinstance(item, Unreadable) and item.reason in _SURE for item in items):
            return items
        count = sum(map(_is_whole, items))
        is_cut = any(isinstance(item, Unreadable) and item.reason == "truncated" for item in items)
        ways = as_they_were(text)
        serialized = ":{s:" in text and '\\"' not in text  # its lengths tell what is in a value
        if not is_cut and not serialized and not any(map(_is_sure, items)):
            ways = chain(ways, (("", each) for each in told_by_signature(text)))
        for code, plain in ways:
            if (is_cut and code not in _UNCUT) or not effort.spend(len(text)):
                continue
            codes = (*repairs, code) if code and code not in repairs else repairs
            reader = _Reader(effort, self._level + 1, exact=False)
            found = [item for item in reader.read_text(plain, codes) if tells(item)]
            better = sum(map(_is_whole, found)) - count
            if better > 0 or (better == 0 < count and code == "mail" and is_printed(text)):
                return [found[0]._replace(raw=text)] if len(found) == 1 else found
        return items

    def _read_below(self, text: str, repairs: tuple[str, ...], *, exact: bool) -> list[Item]:
        if self._level == MAX_NESTED_TEXTS:
            return [Unreadable("too_deep", raw=text)]
        reader = _Reader(self._effort, self._level + 1, exact=exact and self._exact, whole=False)
        return reader.read_text(text, repairs)

    def read_lines(self, text: str, repairs: tuple[str, ...]) -> list[Item]:
        """One object a line; the lines that are none are read together."""
        items: list[Item] = []
        for part, value in _lines(text):
            if not self._effort.spend(10):
                break
            if value is not None:
                simple = self._exact and not repairs and len(value) == _FIELDS
                if simple and (item := as_sent(dict(value), part)) is not None:
                    items.append(item)
                else:
                    _add(items, self._items_of(value, part, repairs))
            elif len(part) <= MAX_TEXT:
                _add(items, self._read_region(part, repairs))
            else:
                items.append(Unreadable("too_large", raw=part))
        return items

    def _read_region(self, text: str, repairs: tuple[str, ...]) -> list[Item]:
        """JSON values one after the other; what is no strict JSON between them goes to the forgiving readers."""
        if not text.startswith(("{", "[", '"')):
            return self._surroundings.read(text, repairs)
        if strict.too_deep(text):
            return [Unreadable("too_deep", raw=text)]
        if text.startswith('"') and strict.whole(text) is None:
            return self._surroundings.read(text, repairs) or _cut(text)  # no JSON text, but half an object
        if text.startswith("[") and _NAMED_LIST.match(text):
            return self._surroundings.read(text, repairs)
        items: list[Item] = []
        position = 0
        whole = True
        while position < len(text):
            for value, start, end in strict.values(text, position):
                if not self._effort.spend(10):
                    return items
                if value is not None:
                    _add(items, self._items_of(value, text[start:end], repairs))
            resume = _RESUME.search(text, end)
            position = resume.end() if resume else len(text)
            if rest := text[end:position].rstrip():
                whole = False
                _add(items, self._surroundings.read(rest, repairs) or _cut(rest))
        if len(text) <= _LONGEST and text.startswith("[") and not any(isinstance(item, Payload) for item in items):
            pairs = strict.whole(text)  # a list of names and values, not of payloads
            named = self._items_of(pairs, text, repairs) if pairs else []
            if any(isinstance(item, Payload) for item in named):
                return named
        if text.startswith("[") and whole and any(isinstance(item, Payload) for item in items):
            items = [item for item in items if tells(item)]  # what else an export holds is nobody's business
        if text.startswith("[") and all(isinstance(item, Payload) or item.reason != "truncated" for item in items):
            _add(items, _cut(text))  # a list may be cut between its elements
        # An object may be the beginning of one whose `ref` holds quotes, and what follows the rest of that one.
        return items if whole else [_inexact(item) for item in items]

    def _items_of(self, value: Any, raw: str, repairs: tuple[str, ...]) -> list[Item]:
        return items_of(value, raw, repairs, self._effort, self._read_inner, exact=self._exact)


def _cut(text: str) -> list[Item]:
    opened = _OPENED.match(text) is not None and strict.is_cut(text)
    return [Unreadable("truncated", raw=text)] if opened else []


def _is_whole(item: Item) -> bool:
    """Whether an item has all that a webhook has, and nothing of the text around it."""
    if not isinstance(item, Payload) or not any(SIGNATURE.fullmatch(secret) for secret in item.secrets):
        return False
    if None in (item.status, item.currency, item.ref):
        return False
    return item.exact or (item.status in STATES and str(item.currency).isalnum())


def _has_no_ref(item: Item) -> bool:
    return isinstance(item, Payload) and item.exact and item.ref is None


def _is_sure(item: Item) -> bool:
    """Whether it is told by names and values that were read for certain, whatever they lack."""
    if isinstance(item, Payload):
        return item.exact
    return item.why in _OTHER_KIND or (item.field, item.why) == ("ref", "controls")


def _inexact(item: Item) -> Item:
    return item._replace(exact=False) if isinstance(item, Payload) and item.exact else item


def _add(items: list[Item], more: list[Item]) -> None:
    """Append, but say only once in a row that there is no payload."""
    for item in more:
        if isinstance(item, Unreadable) and item.reason == "no_payload" and items:
            last = items[-1]
            if isinstance(last, Unreadable) and last.reason == "no_payload":
                continue
        items.append(item)
