"""Parsed JSON → the payloads in it: the object itself, or objects and texts that inspection services wrap around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from kazadesk.core.money import same_amount
from kazadesk.core.webhook.payload import NAMES, Payload, Unreadable, build, nearness
from kazadesk.core.webhook.reading import strict
from kazadesk.core.webhook.reading.effort import Effort

Item = Payload | Unreadable

_SIGNED = re.compile("secret|signature")


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
            inner += read_inner(node)
            continue
        below: Iterable[Any] = node
        if type(node) is tuple:
            fields = dict(node)
            parts = nearness(fields)
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
        items = [replace(item, raw=own) for item, own in zip(items, texts, strict=True)]
    elif good:
        good = [replace(good[0], raw=raw)]
    return [*items, *(good or (inner if not items else ()))] or [near or Unreadable("no_payload", raw=raw)]


def _twice(node: Any, parts: int) -> str | None:
    """The name that occurs twice and matters: a payload's in what may be one, or any above what may hold a payload."""
    counts = Counter(name for name, _ in node)
    for name, value in node:
        if counts[name] > 1 and ((parts >= 2 and name in NAMES) or _holds_signature(value)):
            return str(name)
    return None


def _holds_signature(value: Any) -> bool:
    return type(value) in (str, tuple, list) and _SIGNED.search(str(value)) is not None


def _may_hold(child: Any) -> bool:
    if type(child) is str:
        return "amount" in child and ("secret" in child or "signature" in child)
    return type(child) is tuple or type(child) is list


def _as_good(item: Payload, other: Item) -> bool:
    return item.exact or not (isinstance(other, Payload) and other.exact)


def _same(item: Item, other: Payload) -> bool:
    """Whether an export's parsed body is the raw body beside it, which is then the one to go by."""
    return isinstance(item, Payload) and (
        (item.order_ids, item.secrets, item.status, item.currency, item.ref)
        == (other.order_ids, other.secrets, other.status, other.currency, other.ref)
        and same_amount(item.amount, other.amount)
    )
