"""Judge webhooks and keep them: what the ledger knows goes in, confirmations and moves of links come out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.records import Judge
from kazadesk.core.webhook.payload import Payload, Unreadable
from kazadesk.core.webhook.verdict import Earlier, Known, Verdict, VerdictCode
from kazadesk.storage.dialect import Database, Dialect, Row
from kazadesk.storage.rows import LINK_COLUMNS, storable, to_link

_LINKS = f"SELECT {LINK_COLUMNS} FROM links WHERE"  # noqa: S608
_EARLIER = "SELECT profile, order_id, verdict, status, at, restored FROM confirmations WHERE counted = 1 AND"
_DIFFERED = """SELECT profile, order_id, verdict, status, at, currency, reasons FROM confirmations
    WHERE verdict = 'mismatch' AND counted = 0 AND"""
_BOUND = "SELECT DISTINCT link_id FROM link_events WHERE kind = 'bound' AND"
_FORGOTTEN = "SELECT max(at) FROM restores WHERE remembered = 0"
_KEEP = f"""INSERT INTO confirmations
    (at, profile, verdict, reasons, repairs, order_id, amount, signed_amount, currency, status, ref, link_id,
    counted, raw, via, arrived_at)
    VALUES ({", ".join("?" * 16)})"""  # noqa: S608
_MOVE = f"UPDATE links SET state = ?, updated_at = ? WHERE id = ? RETURNING {LINK_COLUMNS}"  # noqa: S608
_EVENT = """INSERT INTO link_events (link_id, at, kind, from_state, to_state, detail)
    VALUES (?, ?, 'confirmed', ?, ?, ?)"""


class Knowledge:
    """What the ledger knows about some payloads, kept true while one after the other is judged."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._links: dict[int, PaymentLink] = {}
        self._by_id: dict[str, list[int]] = {}
        self._by_ref: dict[str, list[int]] = {}
        self._earlier: dict[str, list[Earlier]] = {}
        self._differed: dict[str, list[Earlier]] = {}
        self._bound: set[int] = set()
        self._forgotten_before = ""
        self._nothing = Known()
        """Of most payloads in a long text nothing is known: one answer for all."""

    def learn(self, database: Database, items: Iterable[Payload | Unreadable]) -> None:
        """Look up what is not known yet; five queries whatever the number of items."""
        payloads = [item for item in items if isinstance(item, Payload)]
        ids = {order_id for item in payloads for order_id in item.order_ids} - self._by_id.keys()
        refs = {item.ref for item in payloads if item.ref is not None} - self._by_ref.keys()
        if ids:
            self._forgotten_before = database.execute(_FORGOTTEN).get or ""
            self._nothing = Known(forgotten_before=self._forgotten_before)
            self._by_id |= {order_id: [] for order_id in ids}
            self._earlier |= {order_id: [] for order_id in ids}
            for row in self._rows(database, _LINKS, "order_id", ids):
                link = self._add(row)
                self._by_id[link.order_id or ""].append(link.id)
            for row in self._rows(database, _EARLIER, "order_id", ids):
                self._earlier[row[1]].append(_earlier(row))
            for row in self._rows(database, _DIFFERED, "order_id", ids):
                self._differed.setdefault(row[1], []).append(_differed(row))
            found = [link_id for order_id in ids for link_id in self._by_id[order_id]]
            self._bound.update(row[0] for row in self._rows(database, _BOUND, "link_id", found))
        if refs:
            self._by_ref |= {ref: [] for ref in refs}
            for row in self._rows(database, _LINKS, "reference", refs):
                link = self._add(row)
                self._by_ref[link.reference].append(link.id)

    def of(self, item: Payload | Unreadable) -> Known:
        if isinstance(item, Unreadable):
            return Known()
        links, ids = self._links, item.order_ids
        by_ref = self._by_ref[item.ref] if item.ref is not None else ()
        if not by_ref and not any(self._by_id[each] or self._earlier[each] or each in self._differed for each in ids):
            return self._nothing
        return Known(
            by_id=tuple(links[link_id] for order_id in ids for link_id in self._by_id[order_id]),
            by_ref=tuple(links[link_id] for link_id in by_ref),
            earlier=tuple(earlier for order_id in ids for earlier in self._earlier[order_id]),
            differed=tuple(one for order_id in ids for one in self._differed.get(order_id, ())),
            bound=frozenset(link_id for order_id in ids for link_id in self._by_id[order_id] if link_id in self._bound),
            forgotten_before=self._forgotten_before,
        )

    def note(self, verdict: Verdict, at: str) -> None:
        """Remember what a verdict changed, for the items after it."""
        if verdict.link is not None and verdict.move is not None:
            self._links[verdict.link.id] = verdict.link
        differs = verdict.code is VerdictCode.MISMATCH and not verdict.counted
        if verdict.order_id is not None and (verdict.counted or differs):
            profile, code = verdict.profile or "", verdict.code.value
            one = Earlier(
                profile, verdict.order_id, code, verdict.status, at, currency=verdict.currency, reasons=verdict.reasons
            )
            (self._differed if differs else self._earlier).setdefault(verdict.order_id, []).append(one)

    def _rows(self, database: Database, select: str, column: str, values: Iterable[object]) -> list[Row]:
        return database.execute(f"{select} {self._dialect.among(column)}", (self._dialect.listed(values),)).fetchall()

    def _add(self, row: Row) -> PaymentLink:
        # one already here may have been moved by a verdict that is not kept
        return self._links.setdefault(row[0], to_link(row))


def _earlier(row: Row) -> Earlier:
    profile, order_id, verdict, status, at, restored = row
    return Earlier(profile, order_id, verdict, status, at, bool(restored))


def _differed(row: Row) -> Earlier:
    profile, order_id, verdict, status, at, currency, reasons = row
    return Earlier(profile, order_id, verdict, status, at, currency=currency, reasons=tuple(reasons.split()))


def record(
    database: Database,
    knowledge: Knowledge,
    items: Sequence[Payload | Unreadable],
    judge: Judge,
    at: str,
    *,
    arrived_at: str | None = None,
) -> list[Verdict]:
    """Judge and keep `items` within the transaction that the caller has begun; `knowledge` is empty still.

    `arrived_at`: when they came into the mailbox, if they did.
    """
    knowledge.learn(database, items)
    verdicts: list[Verdict] = []
    rows: list[Row] = []
    way = ("paste" if arrived_at is None else "inbox", arrived_at)
    for item in items:
        verdict = judge(item, knowledge.of(item))
        if verdict.link is not None and verdict.move is not None:
            if verdict.link.state is LinkState.NEEDS_ATTENTION:  # its trigger looks for the rows that differed
                database.executemany(_KEEP, rows)
                rows = []
            verdict = verdict._replace(link=_move(database, verdict.link, verdict, at))
        knowledge.note(verdict, at)
        verdicts.append(verdict)
        rows.append((*_row(item, verdict, at), *way))
    database.executemany(_KEEP, rows)
    return verdicts


def preview(
    database: Database, knowledge: Knowledge, items: Sequence[Payload | Unreadable], judge: Judge, at: str
) -> list[Verdict]:
    """Judge `items` as `record` would, and keep nothing but in `knowledge`."""
    knowledge.learn(database, items)
    verdicts: list[Verdict] = []
    for item in items:
        verdict = judge(item, knowledge.of(item))
        if verdict.link is not None and verdict.move is not None:
            verdict = verdict._replace(link=replace(verdict.link, state=verdict.move, updated_at=at))
        knowledge.note(verdict, at)
        verdicts.append(verdict)
    return verdicts


def _move(database: Database, link: PaymentLink, verdict: Verdict, at: str) -> PaymentLink:
    row = database.execute(_MOVE, (verdict.move, at, link.id)).get
    database.execute(_EVENT, (link.id, at, link.state, verdict.move, verdict.code))
    return to_link(row)


def _row(item: Payload | Unreadable, verdict: Verdict, at: str) -> Row:
    raw = "" if verdict.code is VerdictCode.UNREADABLE else storable(item.raw)  # then only the attempt is kept
    return (
        at,
        verdict.profile,
        verdict.code,
        " ".join(verdict.reasons),
        " ".join(verdict.repairs),
        verdict.order_id,
        verdict.amount,
        verdict.signed_amount,
        verdict.currency,
        verdict.status,
        verdict.ref,
        verdict.link.id if verdict.link is not None else None,
        verdict.counted,
        raw,
    )
