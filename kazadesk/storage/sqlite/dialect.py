"""The SQL that only SQLite understands."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kazadesk.core.order import STATES, LinkOrder, OrderBy

if TYPE_CHECKING:
    from kazadesk.core.link import PaymentLink

LOCKED = ""
"""A write transaction has the whole file to itself."""
# the states of most links first: SQLite compares one after the other
_RANK = " ".join(f"WHEN '{state}' THEN {STATES.index(state)}" for state in reversed(STATES))
_WHOLE, _DIGITS = "CAST(amount AS INTEGER)", "rtrim(ltrim(amount, '0'), '0.')"


def among(column: str) -> str:
    return f"{column} IN (SELECT value FROM json_each(?))"  # noqa: S608


def listed(values: Iterable[object]) -> object:
    return json.dumps(list(values))


def page(columns: str, condition: str, terms: str) -> str:
    """First the ids alone: whole rows of 100,000 links would be sorted three times as slowly."""
    found = f"SELECT id FROM links WHERE {condition} ORDER BY {terms} LIMIT ?"  # noqa: S608
    return f"SELECT {columns} FROM links WHERE id IN ({found}) ORDER BY {terms}"  # noqa: S608


def terms(order: LinkOrder) -> list[tuple[str, bool]]:
    """No index: 100,000 links by any of them take some 20 ms."""
    down = order.descending
    newest = ("id", True)
    match order.by:
        case OrderBy.CREATED:
            return [("id", down)]
        case OrderBy.STATE:
            return [(f"CASE state {_RANK} END", down), newest]
        case OrderBy.REFERENCE:
            return [("reference COLLATE NOCASE", down), newest]
        case OrderBy.AMOUNT:
            # exact: integers, and among equal ones the digits without the zeros that mean nothing, as text
            return [("currency", False), (_WHOLE, down), (_DIGITS, down), newest]


def place(order: LinkOrder, link: PaymentLink) -> list[object]:
    match order.by:
        case OrderBy.CREATED:
            return [link.id]
        case OrderBy.STATE:
            return [STATES.index(link.state), link.id]
        case OrderBy.REFERENCE:
            return [link.reference, link.id]
        case OrderBy.AMOUNT:
            digits = link.amount.lstrip("0").rstrip("0.")
            return [link.currency, int(link.amount.partition(".")[0]), digits, link.id]
