"""The orders in which links can be listed: one rule for the ledger's pages and for a list that is shown already."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from kazadesk.core.link import LinkState

if TYPE_CHECKING:
    from kazadesk.core.link import PaymentLink

STATES = (
    LinkState.NEEDS_ATTENTION,
    LinkState.UNKNOWN,
    LinkState.UNSENT,
    LinkState.FAILED,
    LinkState.SENDING,
    LinkState.WAITING,
    LinkState.TIMED_OUT,
    LinkState.PAID,
    LinkState.PAID_BY_HAND,
)
"""From what somebody should look at to what is settled."""
_RANKS = {state: rank for rank, state in enumerate(STATES)}
_REVERSED = bytes(range(255, -1, -1))


class OrderBy(StrEnum):
    CREATED = "created"
    STATE = "state"
    AMOUNT = "amount"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class LinkOrder:
    """By CREATED: the order of the ids. By anything else: links that are equal in it stand newest first.

    Amounts of different currencies cannot be compared: they stand apart, currency by currency, A to Z either way.
    """

    by: OrderBy = OrderBy.CREATED
    descending: bool = True


NEWEST_FIRST = LinkOrder()

Place: TypeAlias = tuple[Any, ...]
"""What the places of two links in the same order are compared by; its last part is the id or its negative."""


def place(link: PaymentLink, order: LinkOrder) -> Place:
    """Where `link` stands: links sorted by this, ascending, are in `order`."""
    forward = -1 if order.descending else 1
    match order.by:
        case OrderBy.CREATED:
            return (forward * link.id,)
        case OrderBy.STATE:
            return (forward * _RANKS[link.state], -link.id)
        case OrderBy.AMOUNT:
            amount = Decimal(link.amount)
            return (link.currency, amount.copy_negate() if order.descending else amount, -link.id)
    # by reference, as SQLite compares without case: byte by byte, with only the letters of ASCII folded
    letters = link.reference.encode("utf-8", "surrogatepass").lower()
    return (letters.translate(_REVERSED) + b"\xff" if order.descending else letters, -link.id)
