"""Rows of the ledger as values, and queries as SQL."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, Decimal
from typing import Any

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.order import STATES, LinkOrder, OrderBy
from kazadesk.core.records import Confirmation, LinkEvent, LinkQuery, LinkTotal

LINK_COLUMNS = (
    "id, profile, reference, amount, currency, email, redirect_url, state, order_id, url, error, message, maybe_sent,"
    " created_at, updated_at, replaces, by_hand_reason, archived_at,"
    # asked only of the few that can have been replaced
    " state IN ('failed', 'unknown') AND EXISTS"
    " (SELECT 1 FROM link_events WHERE link_id = links.id AND kind = 'replaced')"
)
CONFIRMATION_COLUMNS = (
    "id, at, profile, verdict, reasons, repairs, order_id, amount, signed_amount, currency, status, ref, link_id,"
    " counted, raw"
)
# the states of most links first: SQLite compares one after the other
_RANK = " ".join(f"WHEN '{state}' THEN {STATES.index(state)}" for state in reversed(STATES))
_SEARCHED = ("reference", "order_id", "amount", "email", "url")
_WHOLE, _DIGITS = "CAST(amount AS INTEGER)", "rtrim(ltrim(amount, '0'), '0.')"
# room for the sum of any number of amounts that a link can have
_EXACT = Context(prec=100)
_STATES = {state.value: state for state in LinkState}

Row = tuple[Any, ...]


def to_link(row: Row) -> PaymentLink:
    """A row of LINK_COLUMNS."""
    return PaymentLink(
        row[0],
        row[1],
        row[2],
        row[3],
        row[4],
        row[5],
        row[6],
        _STATES[row[7]],
        row[8],
        row[9],
        row[10],
        row[11],
        row[12] == 1,
        row[13],
        row[14],
        row[15],
        row[16],
        row[17],
        row[18] == 1,
    )


def to_event(row: Row) -> LinkEvent:
    return LinkEvent(*row)


def to_confirmation(row: Row) -> Confirmation:
    """A row of CONFIRMATION_COLUMNS."""
    values = dict(zip(CONFIRMATION_COLUMNS.split(", "), row, strict=True))
    values["reasons"], values["repairs"] = tuple(row[4].split()), tuple(row[5].split())
    values["counted"] = row[13] == 1
    return Confirmation(**values)


def to_totals(rows: Iterable[Row]) -> list[LinkTotal]:
    """Rows of currency, state, amount and number of links, added up as decimals."""
    sums: dict[tuple[str, str], tuple[int, Decimal]] = {}
    for currency, state, amount, number in rows:
        count, total = sums.get((currency, state), (0, Decimal()))
        more = _EXACT.multiply(Decimal(amount), number)
        sums[currency, state] = count + number, _EXACT.add(total, more)
    return [LinkTotal(currency, _STATES[state], *_plain(sums[currency, state])) for currency, state in sorted(sums)]


def _plain(total: tuple[int, Decimal]) -> tuple[int, str]:
    return total[0], format(total[1], "f")


def where(query: LinkQuery) -> tuple[str, list[object]]:
    """The condition of a query and its values. A search of 100,000 links by LIKE takes some 20 ms; no index needed."""
    parts: list[str] = []
    values: list[object] = []

    def add(part: str, *more: object) -> None:
        parts.append(part)
        values.extend(more)

    if query.profile is not None:
        add("profile = ?", query.profile)
    if query.states:
        add(f"state IN ({', '.join('?' * len(query.states))})", *(state.value for state in query.states))
    if query.currency:
        add("currency = ?", query.currency)
    if query.since:
        add("created_at >= ?", query.since)
    if query.until:
        add("created_at < ?", query.until)
    if query.archived is not None:
        add("archived_at IS NOT NULL" if query.archived else "archived_at IS NULL")
    if query.without_order_id:
        add("order_id IS NULL")
    if query.search.strip():
        likes = [f"{column} LIKE ? ESCAPE '\\'" for column in _SEARCHED] * len(query.searched)
        patterns = [storable(_pattern(text)) for text in query.searched for _ in _SEARCHED]
        add(f"({' OR '.join(likes)})", *patterns)
    return " AND ".join(parts) or "1", values


def _pattern(text: str) -> str:
    """What finds `text` in the middle of anything."""
    return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def terms(order: LinkOrder) -> list[tuple[str, bool]]:
    """What the rows of links are sorted by, the first first: expressions, and whether they descend.

    As core/order.py has it. No index: 100,000 links by any of them take some 20 ms.
    """
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


def order_by(order: LinkOrder) -> str:
    return ", ".join(f"{term} {'DESC' if down else 'ASC'}" for term, down in terms(order))


def beyond(order: LinkOrder, link: PaymentLink) -> tuple[str, list[object]]:
    """The condition for what comes after `link` in `order`."""
    condition, values = "", list[object]()
    for (term, down), value in reversed(list(zip(terms(order), _values(order, link), strict=True))):
        more = f"{term} {'<' if down else '>'} ?"
        condition = f"({more} OR {term} = ? AND {condition})" if condition else more
        values = [value, value, *values] if values else [value]
    return condition, values


def _values(order: LinkOrder, link: PaymentLink) -> list[object]:
    """What the terms of `order` are for `link`."""
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


def storable(text: str) -> str:
    """`text` without lone surrogates, which SQLite cannot keep: they stand as `\\udcxx`."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
