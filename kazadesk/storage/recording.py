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
_EARLIER = """SELECT counted, profile, order_id, verdict, status, at, restored, currency, reasons FROM confirmations
    WHERE (counted = 1 OR verdict = 'mismatch') AND"""
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
        self._asked: set[str] = set()
        """Order ids that were looked up. Of most payloads in a long text nothing is known, and nothing is kept."""
        self._asked_refs: set[str] = set()
        self._links: dict[int, PaymentLink] = {}
        self._by_id: dict[str, list[int]] = {}
        self._by_ref: dict[str, list[int]] = {}
        self._earlier: dict[str, list[Earlier]] = {}
        self._differed: dict[str, list[Earlier]] = {}
        self._bound: frozenset[int] = frozenset()
        self._forgotten_before = ""
        self._nothing = Known()

    def learn(self, database: Database, items: Iterable[Payload | Unreadable]) -> None:
        """Look up what is not known yet; four queries whatever the number of items."""
        payloads = [item for item in items if isinstance(item, Payload)]
        ids = {order_id for item in payloads for order_id in item.order_ids} - self._asked
        refs = {item.ref for item in payloads if item.ref is not None} - self._asked_refs
        if ids:
            self._forgotten_before = database.execute(_FORGOTTEN).get or ""
            self._nothing = Known(forgotten_before=self._forgotten_before)
            self._asked |= ids
            for row in self._rows(database, _LINKS, "order_id", ids):
                link = self._add(row)
                self._by_id.setdefault(link.order_id or "", []).append(link.id)
            for row in self._rows(database, _EARLIER, "order_id", ids):
                self._keep(_earlier(row), differs=not row[0])
            found = [link_id for order_id in ids for link_id in self._by_id.get(order_id, ())]
            if found:
                self._bound |= {row[0] for row in self._rows(database, _BOUND, "link_id", found)}
        if refs:
            self._asked_refs |= refs
            for row in self._rows(database, _LINKS, "reference", refs):
                link = self._add(row)
                self._by_ref.setdefault(link.reference, []).append(link.id)

    def of(self, item: Payload | Unreadable) -> Known:
        if isinstance(item, Unreadable):
            return Known()
        ids, by_id, earlier, differed = item.order_ids, self._by_id, self._earlier, self._differed
        by_ref = self._by_ref.get(item.ref, ()) if item.ref is not None else ()
        for order_id in ids:
            if order_id in by_id or order_id in earlier or order_id in differed:
                break
        else:
            if not by_ref:
                return self._nothing
        links = [link_id for order_id in ids for link_id in by_id.get(order_id, ())]
        return Known(
            by_id=tuple(self._links[link_id] for link_id in links),
            by_ref=tuple(self._links[link_id] for link_id in by_ref),
            earlier=tuple(one for order_id in ids for one in earlier.get(order_id, ())),
            differed=tuple(one for order_id in ids for one in differed.get(order_id, ())),
            bound=self._bound.intersection(links),
            forgotten_before=self._forgotten_before,
        )

    def note(self, verdict: Verdict, at: str) -> None:
        """Remember what a verdict changed, for the items after it."""
        if verdict.link is not None and verdict.move is not None:
            self._links[verdict.link.id] = verdict.link
        differs = verdict.code is VerdictCode.MISMATCH and not verdict.counted
        if verdict.order_id is not None and (verdict.counted or differs):
            profile, order_id, code, status = verdict.profile or "", verdict.order_id, verdict.code, verdict.status
            one = Earlier(profile, order_id, code, status, at, False, verdict.currency, verdict.reasons)
            self._keep(one, differs=differs)

    def _keep(self, one: Earlier, *, differs: bool) -> None:
        kept = self._differed if differs else self._earlier
        if one.order_id in kept:
            kept[one.order_id].append(one)
        else:
            kept[one.order_id] = [one]

    def _rows(self, database: Database, select: str, column: str, values: Iterable[object]) -> list[Row]:
        return database.execute(f"{select} {self._dialect.among(column)}", (self._dialect.listed(values),)).fetchall()

    def _add(self, row: Row) -> PaymentLink:
        # one already here may have been moved by a verdict that is not kept
        return self._links.setdefault(row[0], to_link(row))


def _earlier(row: Row) -> Earlier:
    _, profile, order_id, verdict, status, at, restored, currency, reasons = row
    return Earlier(profile, order_id, verdict, status, at, bool(restored), currency, tuple(reasons.split()))


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
