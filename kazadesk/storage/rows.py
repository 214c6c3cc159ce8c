"""Rows of the ledger as values, and queries as SQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Context, Decimal

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.order import LinkOrder
from kazadesk.core.records import PAYMENTS, Confirmation, LinkEvent, LinkQuery, LinkTotal
from kazadesk.storage.dialect import Dialect, Row

LINK_COLUMNS = (
    "id, profile, reference, amount, currency, email, redirect_url, state, order_id, url, error, message, maybe_sent,"
    " created_at, updated_at, replaces, by_hand_reason, archived_at,"
    # asked only of the few that can have been replaced
    " state IN ('failed', 'unknown') AND EXISTS"
    " (SELECT 1 FROM link_events WHERE link_id = links.id AND kind = 'replaced'),"
    " CASE WHEN state = 'waiting' THEN"
    " (SELECT max(at) FROM link_events WHERE link_id = links.id AND kind = 'reminded') END"
)
CONFIRMATION_COLUMNS = (
    "id, at, profile, verdict, reasons, repairs, order_id, amount, signed_amount, currency, status, ref, link_id,"
    " counted, raw, via, arrived_at, desk"
)
_PAID = "id IN (SELECT link_id FROM link_events WHERE to_state IN (?, ?) AND at >= ? AND at < ?)"
# room for the sum of any number of amounts that a link can have
_EXACT = Context(prec=100)
_STATES = {state.value: state for state in LinkState}


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
        row[19],
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


def where(query: LinkQuery, *, walked: Collection[str] = ()) -> tuple[str, list[object]]:
    """The condition of all of a query but its search, and the values.

    `walked`: columns by whose index nothing shall be looked for, which is written as SQLite has it.
    """
    parts: list[str] = []
    values: list[object] = []

    def add(part: str, *more: object) -> None:
        parts.append(part)
        values.extend(more)

    if query.profile is not None:
        add(f"{'+' * ('profile' in walked)}profile = ?", query.profile)
    if query.states:
        states = [state.value for state in query.states]
        add(f"{'+' * ('state' in walked)}state IN ({', '.join('?' * len(states))})", *states)
    if query.currency:
        add(f"{'+' * ('currency' in walked)}currency = ?", query.currency)
    if query.since:
        add("created_at >= ?", query.since)
    if query.until:
        add("created_at < ?", query.until)
    if query.archived is not None:
        add("archived_at IS NOT NULL" if query.archived else "archived_at IS NULL")
    if query.without_order_id:
        add("order_id IS NULL")
    if query.of_payments:
        add(_PAID, *PAYMENTS, query.paid_since or "", query.paid_until or "9999")
    if query.not_reminded_since is not None:
        reminded = "SELECT 1 FROM link_events WHERE link_id = links.id AND kind = 'reminded' AND at >= ?"
        add(f"NOT EXISTS ({reminded})", query.not_reminded_since)
    if query.batch is not None:
        add("id IN (SELECT link_id FROM batch_rows WHERE batch_id = ?)", query.batch)
    return " AND ".join(parts) or "TRUE", values


def order_by(order: LinkOrder, dialect: Dialect) -> str:
    return ", ".join(f"{term} {'DESC' if down else 'ASC'}" for term, down in dialect.terms(order))


def beyond(order: LinkOrder, link: PaymentLink, dialect: Dialect) -> tuple[str, list[object]]:
    """The condition for what comes after `link` in `order`."""
    terms, place = dialect.terms(order), dialect.place(order, link)
    if len({down for _, down in terms}) == 1:  # a comparison of rows, which an index can answer
        columns, marks = ", ".join(term for term, _ in terms), ", ".join("?" * len(terms))
        return f"({columns}) {'<' if terms[0][1] else '>'} ({marks})", place
    condition, values = "", list[object]()
    for (term, down), value in reversed(list(zip(terms, place, strict=True))):
        more = f"{term} {'<' if down else '>'} ?"
        condition = f"({more} OR {term} = ? AND {condition})" if condition else more
        values = [value, value, *values] if values else [value]
    return condition, values


def storable(text: str) -> str:
    """`text` without lone surrogates, which no engine can keep: they stand as `\\udcxx`."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
