"""Parsed JSON → the payloads in it: the object itself, or objects and texts that inspection services wrap around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote_plus

from kazadesk.core.money import same_amount
from kazadesk.core.webhook.payload import NAMES, Payload, Unreadable, build, nearness
from kazadesk.core.webhook.reading import strict
from kazadesk.core.webhook.reading.bytewise import named
from kazadesk.core.webhook.reading.effort import Effort
from kazadesk.core.webhook.reading.names import documented, in_documented_names, may_name_a_payload
from kazadesk.core.webhook.reading.wholes import from_base64

Item = Payload | Unreadable

_PACKED = re.compile(r"[A-Za-z0-9+/_=\s-]*")
_SIGNED = re.compile("secret|signature")
_TYPES = frozenset(
    (
        *("S", "N", "NULL", "stringValue", "doubleValue", "integerValue", "nullValue"),  # DynamoDB, Firestore
        *("$numberDecimal", "$numberDouble", "$numberInt", "$numberLong", "$oid", "$date"),  # MongoDB
    )
)
_LABELS = ("name", "key", "title", "label", "field", "Name", "Key")
_FEWEST_BYTES = 80
_MOST_COLUMNS = 200
_LONGEST_NAME = 120
"""Characters of a name; a longer one is a text for which a form's reader took it."""


def items_of(
    value: Any,
    raw: str,
    repairs: tuple[str, ...],
    effort: Effort,
    read_inner: Callable[[str], list[Item]],
    *,
    exact: bool,
) -> list[Item]:
    """At least one item. `value`: as `strict` parses it; `read_inner` reads a string that may hold a payload itself.

    `exact`: whether the text it was parsed from is the paste as it stands.
    """
    if type(value) is tuple:
        fields = dict(value)
        if len(fields) == len(value) and type(fields.get("secret")) is str and nearness(fields) == 3:
            effort.spend(30)
            return [build(fields, repairs, raw, exact=exact)]
        value = _untyped(value)
    if type(value) is tuple and len(fields := dict(value)) == len(value) and nearness(fields) == 3:
        effort.spend(30)
        return [build(fields, repairs, raw, exact=exact)]
    found: list[tuple[Item, Any]] = []
    inner: list[Item] = []
    near: Item | None = None
    stack = [value]
    while stack and effort.spend(8):
        node = stack.pop()
        if type(node) is str:
            inner += read_inner(from_base64(node) or node)
            continue
        below: Iterable[Any] = node
        if type(node) is list:
            node, below = _joined(node)
        if type(node) is tuple:
            node = _untyped(node)
            fields = dict(node)
            parts = nearness(fields)
            if parts < 3 and may_name_a_payload(" ".join(fields)):
                named = in_documented_names(node)
                if nearness(dict(named)) == 3:
                    node = named
                    fields, parts = dict(named), 3
            if len(fields) < len(node) and (twice := _twice(node, parts)):
                return [Unreadable("ambiguous", twice, None, repairs, raw)]
            if parts == 3:
                effort.spend(45)
                found.append((build(fields, repairs, raw, exact=exact), node))
                continue
            if parts == 2 and near is None:
                effort.spend(20)
                near = build(fields, repairs, raw)
            below = fields.values()
            if len(fields) > 1 and (rows := _rows(fields)):
                below = rows
            elif len(raw) > _LONGEST_NAME and max(map(len, fields), default=0) > _LONGEST_NAME:
                below = (*below, *fields)
        effort.spend(len(node) // 3)
        stack += [child for child in below if child and _may_hold(child)][::-1]
    good = [item for item in inner if isinstance(item, Payload)]
    found = [
        (item, node) for item, node in found if not any(_same(item, other) and _as_good(other, item) for other in good)
    ]
    good = [other for other in good if not any(_same(item, other) for item, _ in found)]
    items = [item for item, _ in found]
    if len(items) + len(good) > 1:  # an export of many is not kept whole for each of them
        texts = strict.own_texts([node for _, node in found], raw)
        items = [item._replace(raw=own) for item, own in zip(items, texts, strict=True)]
    elif good:
        good = [good[0]._replace(raw=raw)]
    return [*items, *(good or (inner if not items else ()))] or [near or Unreadable("no_payload", raw=raw)]


def _untyped(node: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Any], ...]:
    """Without the types that a database's JSON writes around each value: `{"S": "pl_8f3e"}`."""
    if not any(type(value) is tuple for _, value in node):
        return node
    return tuple(
        (name, value[0][1]) if type(value) is tuple and len(value) == 1 and value[0][0] in _TYPES else (name, value)
        for name, value in node
    )


def _twice(node: Any, parts: int) -> str | None:
    """The name that occurs twice and matters: a payload's in what may be one, or any above what may hold a payload."""
    counts = Counter(name for name, _ in node)
    for name, value in node:
        if counts[name] > 1 and ((parts >= 2 and name in NAMES) or _holds_signature(value)):
            return str(name)
    return None


def _holds_signature(value: Any) -> bool:
    return type(value) in (str, tuple, list) and _SIGNED.search(str(value)) is not None


def _joined(node: list[Any]) -> tuple[Any, Iterable[Any]]:
    """(what a list stands for, what is below it): pairs of names and values, pieces of one text, or just a list."""
    if len(node) >= _FEWEST_BYTES and all(type(each) is str and each.isdigit() and len(each) < 4 for each in node):
        numbers = [int(each) for each in node]
        return node, named(numbers) if max(numbers) < 256 else ()
    if len(node) > 1 and type(node[0]) is list and (rows := _named_rows(node[0], node[1:])):
        return node, rows
    if len(node) > 2:
        if pairs := _pairs(node):
            return pairs, ()
        texts = [
            each if type(each) is str else dict(each).get("text") if type(each) is tuple else None for each in node
        ]
        if all(type(text) is str for text in texts):  # Telegram's: plain pieces, and those with a format
            whole = "".join(texts)  # type: ignore[arg-type]
            return node, [whole] if _may_hold(whole) else node
    return node, node


def _rows(fields: dict[str, Any]) -> list[Any]:
    """What a database's answer holds as names here and rows there: `{"columns": […], "rows": [[…], …]}`."""
    lists = [value for value in fields.values() if type(value) is list and value]
    for names in lists:
        for values in lists:
            if values is not names and type(values[0]) is list and (rows := _named_rows(names, values)):
                return rows
    return []


def _named_rows(names: list[Any], rows: list[Any]) -> list[Any]:
    """Each row as pairs of names and values, where `names` are those of a webhook."""
    plain = [dict(name).get("name") if type(name) is tuple else name for name in names[:_MOST_COLUMNS]]
    known = [documented(name) if type(name) is str else None for name in plain]
    if nearness(dict.fromkeys(name for name in known if name)) < 3:
        return []
    return [
        tuple((name, value) for name, value in zip(known, row, strict=True) if name)
        for row in rows
        if type(row) is list and len(row) == len(names)
    ]


def _pairs(node: list[Any]) -> tuple[tuple[str, Any], ...]:
    """`[["order_id", "a"], …]` and `[{"name": "order_id", "value": "a"}, …]` as pairs; empty where it is neither."""
    pairs = []
    for each in node:
        if type(each) is list and len(each) == 2:
            name, value = each
        elif type(each) is tuple and ("value" in (fields := dict(each)) or "Value" in fields):
            name = next((fields[label] for label in _LABELS if label in fields), None)
            value = fields.get("value", fields.get("Value"))
        else:
            return ()
        if type(name) is not str:
            return ()
        pairs.append((name, value))
    return tuple(pairs)


def _may_hold(child: Any) -> bool:
    if type(child) is str:
        low = child.lower()
        if "amount" in low and ("secret" in low or "signature" in low):
            return True
        return len(child) >= 120 and _PACKED.fullmatch(child) is not None
    return type(child) is tuple or type(child) is list


def _as_good(item: Payload, other: Item) -> bool:
    return item.exact or not (isinstance(other, Payload) and other.exact)


def _same(item: Item, other: Payload) -> bool:
    """Whether an export's parsed body is the raw body beside it, which is then the one to go by."""
    return isinstance(item, Payload) and (
        (item.order_ids, item.secrets, item.status, item.currency)
        == (other.order_ids, other.secrets, other.status, other.currency)
        and (item.ref == other.ref or unquote_plus(item.ref or "") == other.ref)
        and same_amount(item.amount, other.amount)
    )
