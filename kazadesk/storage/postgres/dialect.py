"""The SQL that only PostgreSQL understands."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from kazadesk.core.order import STATES, LinkOrder, OrderBy

if TYPE_CHECKING:
    from kazadesk.core.link import PaymentLink

LOCKED = " FOR UPDATE"


def among(column: str) -> str:
    return f"{column} = ANY (?)"


def listed(values: Iterable[object]) -> object:
    return list(values)


def page(columns: str, condition: str, terms: str) -> str:
    """An index has them in their order."""
    return f"SELECT {columns} FROM links WHERE {condition} ORDER BY {terms} LIMIT ?"  # noqa: S608


def terms(order: LinkOrder) -> list[tuple[str, bool]]:
    """All of one direction, each list of them an index: a later page begins where the one before ended."""
    down = order.descending
    match order.by:
        case OrderBy.CREATED:
            return [("id", down)]
        case OrderBy.STATE:
            return [("rank", True), ("id", True)] if down else [("rank", False), ("-id", False)]
        case OrderBy.REFERENCE:
            folded = "lower(reference)"
            return [(folded, True), ("id", True)] if down else [(folded, False), ("-id", False)]
        case OrderBy.AMOUNT:
            return [("currency", False), ("-value" if down else "value", False), ("-id", False)]


def place(order: LinkOrder, link: PaymentLink) -> list[object]:
    down = order.descending
    newest = link.id if down else -link.id
    match order.by:
        case OrderBy.CREATED:
            return [link.id]
        case OrderBy.STATE:
            return [STATES.index(link.state), newest]
        case OrderBy.REFERENCE:
            # as bytes.lower does: only the letters of ASCII
            return [link.reference.encode("utf-8").lower().decode("utf-8"), newest]
        case OrderBy.AMOUNT:
            amount = Decimal(link.amount)
            return [link.currency, amount.copy_negate() if down else amount, -link.id]
