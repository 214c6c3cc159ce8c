"""The ledger: payment links and confirmations, whatever engine keeps them; one connection, one thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from kazadesk.core.errors import InputError, LedgerError
from kazadesk.core.link import BINDABLE, MOVES, CreatedLink, LinkRequest, LinkState, PaymentLink, reference_again
from kazadesk.core.order import NEWEST_FIRST, LinkOrder
from kazadesk.core.records import Confirmation, Judge, LinkChanges, LinkEvent, LinkQuery, LinkTotal
from kazadesk.storage.batches import BatchTables, bind_row, keep_customer
from kazadesk.storage.closes import CloseTables
from kazadesk.storage.customers import CustomerTables
from kazadesk.storage.history import HistoryTables
from kazadesk.storage.inbox import InboxTables
from kazadesk.storage.recording import Knowledge, preview, record
from kazadesk.storage.rows import (
    CONFIRMATION_COLUMNS,
    LINK_COLUMNS,
    beyond,
    order_by,
    storable,
    to_confirmation,
    to_event,
    to_link,
    to_totals,
)

# What judges webhooks is imported with the first of them: the window waits for its first page of links.
if TYPE_CHECKING:
    from kazadesk.core.customers import Customer
    from kazadesk.core.webhook.payload import Payload, Unreadable
    from kazadesk.core.webhook.verdict import Verdict

T = TypeVar("T")

BATCH = 500
"""Webhooks a transaction: few syncs, and no other program waits long."""
MAX_REASON = 1000
_BESIDE = {
    "customer": "(SELECT nullif(name, '') FROM link_customers WHERE link_id = links.id)",
    "phone": "(SELECT nullif(phone, '') FROM link_customers WHERE link_id = links.id)",
}
"""Columns of an export that stand in another table."""
_TAKEN = """SELECT 1 FROM links WHERE reference = ? AND profile = ?
    UNION ALL SELECT 1 FROM taken_references WHERE reference = ? AND profile = ?"""
# Counted before, so that no later webhook with this id is the first one, which alone may be green.
_UNEXPECTED = """SELECT 1 FROM confirmations
    WHERE counted = 1 AND order_id = ? AND profile = ? AND verdict = 'paid_unknown'"""


class SqlLedger(BatchTables, CloseTables, CustomerTables, HistoryTables, InboxTables):
    """Implements services.ports.Ledger on an engine, which opens it. `first_page` needs no event loop."""

    async def quick_check(self) -> None:
        """After an unclean end, look for damage where the file is here. Raises LedgerError(ledger_corrupt)."""

    # ── sending ──

    async def announce(self, sender: str) -> None:
        """Before a process keeps its first link. Lock files say who lives where all processes are on one machine."""

    async def add_link(
        self,
        request: LinkRequest,
        *,
        profile: str,
        sender: str,
        replaces: int | None = None,
        customer: Customer | None = None,
        row: tuple[int, int] | None = None,
    ) -> PaymentLink:
        """A link as `sending`, of which nothing has left: a power cut may take it back, and then it was never sent.

        Before its first byte leaves, `mark_maybe_sent` is durable, and with it all that was written before: so two
        durable commits make a link, that one and `finish_link`. After a power cut between these three there is no link
        (nothing was sent), one that may have been sent (unknown), or its outcome; after a kill also one that was
        certainly not sent.
        """

        def job() -> PaymentLink:
            at = self._now()
            asked = (request.reference, request.amount, request.currency, request.email, request.redirect_url)
            if self._is_taken(request.reference, profile):
                free = self._next_free(request.reference, profile)
                raise InputError("reference", "taken", reference=request.reference, free=free)
            made = self._connection.execute(
                "INSERT INTO links (profile, reference, amount, currency, email, redirect_url, state,"  # noqa: S608
                " created_at, updated_at, replaces, sender)"
                f" VALUES (?, ?, ?, ?, ?, ?, 'sending', ?, ?, ?, ?) RETURNING {LINK_COLUMNS}",
                (profile, *asked, at, at, replaces, sender),
            ).get
            self._event(made[0], at, "created", None, "sending", f"replaces {replaces}" if replaces else None)
            if replaces:
                self._event(replaces, at, "replaced", None, None, request.reference)
            if customer:
                keep_customer(self._connection, customer, made[0])
            if row:
                bind_row(self._connection, row, made[0])
            return to_link(made)

        return await self._write(job, "add", request, profile, sender, replaces, row, alone=False, durable=False)

    def _is_taken(self, reference: str, profile: str) -> bool:
        return self._get(_TAKEN, (reference, profile) * 2) is not None

    def _next_free(self, reference: str, profile: str) -> str:
        """In few questions: a shop may have hundreds in a row, and a server is asked over a line."""
        among, many = self._dialect.among("reference"), 8
        sql = f"""SELECT reference FROM links WHERE profile = ? AND {among}
            UNION ALL SELECT reference FROM taken_references WHERE profile = ? AND {among}"""  # noqa: S608
        while True:
            tried = []
            for _ in range(many):
                reference = reference_again(reference)
                tried.append(reference)
            wanted = self._dialect.listed(tried)
            taken = {row[0] for row in self._all(sql, (profile, wanted) * 2)}
            if free := [each for each in tried if each not in taken]:
                return free[0]
            many = min(4 * many, BATCH)

    async def mark_maybe_sent(self, link_id: int) -> None:
        """Durable when it returns, and the link with it: only now may the first byte leave."""

        def job() -> None:
            link = self._known(link_id)
            if link.state is not LinkState.SENDING:
                raise _refused(link, LinkState.SENDING)
            if not link.maybe_sent:
                self._connection.execute("UPDATE links SET maybe_sent = 1 WHERE id = ?", (link_id,))
                self._event(link_id, self._now(), "maybe_sent", None, None, None)

        await self._write(job, "maybe_sent", link_id, alone=False)

    async def finish_link(
        self,
        link_id: int,
        state: LinkState,
        *,
        created: CreatedLink | None = None,
        error: str | None = None,
        message: str | None = None,
    ) -> PaymentLink:
        def job() -> PaymentLink:
            link = self._known(link_id)
            if link.state is not LinkState.SENDING or (state is LinkState.WAITING and created is None):
                raise _refused(link, state)
            order_id = storable(created.order_id) if created and created.order_id else None
            code = detail = error
            if order_id is not None and self._order_id_taken(order_id, link.profile):
                # never two links with one id, and never a link without its URL
                order_id, code, detail = None, "order_id_taken", f"order_id_taken {order_id}"
            values = {
                "order_id": order_id,
                "url": storable(created.url) if created else None,
                "error": code,
                "message": storable(message) if message else None,
                # unsent says that nothing is left of this attempt
                "maybe_sent": link.maybe_sent and state is not LinkState.UNSENT,
            }
            return self._move(link, state, "answered", detail, values)

        return await self._write(job, "finish", link_id, state, created, error, message, alone=False)

    async def resend_link(self, link_id: int, *, sender: str) -> PaymentLink:
        """After a power cut it may be unsent again, which it is: see `add_link`."""

        def job() -> PaymentLink:
            link = self._known(link_id)
            if link.state is not LinkState.UNSENT:
                raise _refused(link, LinkState.SENDING)
            return self._move(link, LinkState.SENDING, "retried", None, {"sender": sender})

        return await self._write(job, "resend", link_id, sender, alone=False, durable=False)

    async def recover(self, is_alive: Callable[[str], bool]) -> list[PaymentLink]:
        def job() -> list[PaymentLink]:
            rows = self._all(f"SELECT sender, {LINK_COLUMNS} FROM links WHERE state = 'sending' ORDER BY id")  # noqa: S608
            dead = {sender: not is_alive(sender) for sender in {row[0] for row in rows}}
            left = [to_link(row[1:]) for row in rows if dead[row[0]]]
            return [
                self._move(link, LinkState.UNKNOWN if link.maybe_sent else LinkState.UNSENT, "recovered", None, {})
                for link in left
            ]

        return await self._write(job, "recover")

    # ── reading ──

    async def link(self, link_id: int) -> PaymentLink | None:
        return await self._read_job(lambda: self._link(link_id))

    def first_page(self, query: LinkQuery, limit: int = 200) -> list[PaymentLink]:
        """The newest links, from any thread; blocks for some milliseconds."""
        return self.run(lambda: self._links(query, NEWEST_FIRST, None, limit))

    async def links(
        self,
        query: LinkQuery,
        *,
        order: LinkOrder = NEWEST_FIRST,
        after: PaymentLink | None = None,
        limit: int = 200,
    ) -> list[PaymentLink]:
        return await self._read_job(lambda: self._links(query, order, after, limit))

    async def link_ids(self, query: LinkQuery, order: LinkOrder) -> list[int]:
        def job() -> list[int]:
            condition, values = self._where(query)
            sql = f"SELECT id FROM links WHERE {condition} ORDER BY {order_by(order, self._dialect)}"  # noqa: S608
            return [row[0] for row in self._connection.execute(sql, values)]

        return await self._read_job(job)

    async def links_of(self, link_ids: Sequence[int]) -> list[PaymentLink]:
        sql = f"SELECT {LINK_COLUMNS} FROM links WHERE {self._dialect.among('id')}"  # noqa: S608
        return await self._read_job(lambda: [to_link(row) for row in self._all(sql, (self._dialect.listed(link_ids),))])

    async def texts_of(self, link_ids: Sequence[int], names: Sequence[str]) -> dict[int, Sequence[str | None]]:
        columns = ", ".join(_BESIDE.get(name, name) for name in names)
        sql = f"SELECT id, {columns} FROM links WHERE {self._dialect.among('id')}"  # noqa: S608
        wanted = self._dialect.listed(link_ids)
        return await self._read_job(lambda: {row[0]: row[1:] for row in self._all(sql, (wanted,))})

    async def desks_of(self, link_ids: Sequence[int]) -> dict[int, str]:
        made = f"kind = 'created' AND desk IS NOT NULL AND {self._dialect.among('link_id')}"
        sql = f"SELECT link_id, desk FROM link_events WHERE {made}"  # noqa: S608
        return await self._read_job(lambda: dict(self._all(sql, (self._dialect.listed(link_ids),))))

    async def changes(self, since: int | None, limit: int) -> LinkChanges:
        happened = "SELECT link_id FROM link_events WHERE id > ?"
        sql = f"SELECT {LINK_COLUMNS} FROM links WHERE id IN ({happened}) LIMIT ?"  # noqa: S608

        def job() -> LinkChanges:
            mark = self._last_event()  # first: rather twice than never
            if since is None or since == mark:
                return LinkChanges(mark, [])
            if self._are_events_gone(since, mark):
                return LinkChanges(mark, None)
            rows = self._all(sql, (since, limit + 1))
            return LinkChanges(mark, [to_link(row) for row in rows] if len(rows) <= limit else None)

        return await self._read_job(job)

    async def recent_money(self, profile: str) -> list[tuple[str, str]]:
        sql = "SELECT currency, amount FROM links WHERE profile = ? AND url IS NOT NULL ORDER BY id DESC LIMIT 500"
        return await self._read_job(lambda: [(str(row[0]), str(row[1])) for row in self._all(sql, (profile,))])

    async def count(self, query: LinkQuery) -> int:
        return await self._read_job(lambda: self._count(query))

    async def totals(self, query: LinkQuery) -> list[LinkTotal]:
        return await self._read_job(lambda: self._totals(query))

    async def totals_of(self, link_ids: Sequence[int]) -> list[LinkTotal]:
        found = f"FROM links WHERE {self._dialect.among('id')} GROUP BY currency, state, amount"
        sql = f"SELECT currency, state, amount, count(*) {found}"
        return await self._read_job(lambda: to_totals(self._all(sql, (self._dialect.listed(link_ids),))))

    async def events(self, link_id: int) -> list[LinkEvent]:
        sql = "SELECT at, kind, from_state, to_state, detail, desk FROM link_events WHERE link_id = ? ORDER BY id"
        replaced = "SELECT reference FROM links WHERE id = (SELECT replaces FROM links WHERE id = ?)"

        def job() -> list[LinkEvent]:
            events = [to_event(row) for row in self._all(sql, (link_id,))]
            reference = self._get(replaced, (link_id,))
            if events and reference is not None and events[0].kind == "created":
                events[0] = replace(events[0], detail=f"{events[0].detail} {reference}")
            return events

        return await self._read_job(job)

    async def confirmations(self, link_id: int) -> list[Confirmation]:
        """Those of the link, and those of its order id from before the link was bound to it; oldest first."""
        sql = (
            f"SELECT {CONFIRMATION_COLUMNS} FROM confirmations WHERE link_id = ?1"  # noqa: S608
            " OR link_id IS NULL AND order_id = (SELECT order_id FROM links WHERE id = ?1) ORDER BY id"
        )
        return await self._read_job(lambda: [to_confirmation(row) for row in self._all(sql, (link_id,))])

    # ── webhooks ──

    async def confirm(self, items: Sequence[Payload | Unreadable], judge: Judge) -> list[Verdict]:
        """One transaction for each BATCH of items."""

        def job(batch: Sequence[Payload | Unreadable]) -> list[Verdict]:
            return record(self._connection, Knowledge(self._dialect), batch, judge, self._now())

        return [
            verdict
            for batch in _batches(items)
            for verdict in await self._write(partial(job, batch), "confirm", tuple(batch))
        ]

    async def look_up(self, items: Sequence[Payload | Unreadable], judge: Judge) -> list[Verdict]:
        knowledge = Knowledge(self._dialect)

        def job(batch: Sequence[Payload | Unreadable]) -> list[Verdict]:
            return preview(self._connection, knowledge, batch, judge, self._now())

        return [verdict for batch in _batches(items) for verdict in await self.call(partial(job, batch))]

    # ── by hand ──

    async def mark_by_hand(self, link_id: int, reason: str) -> PaymentLink:
        reason = storable(reason.strip())
        if not reason:
            raise InputError("reason", "missing")
        if len(reason) > MAX_REASON:
            raise InputError("reason", "too_long", allowed=str(MAX_REASON))

        def job() -> PaymentLink:
            link = self._known(link_id)
            return self._move(link, LinkState.PAID_BY_HAND, "by_hand", reason, {"by_hand_reason": reason})

        return await self._write(job, "by_hand", link_id, reason)

    async def bind(self, link_id: int, order_id: str) -> PaymentLink:
        order_id = storable(order_id)

        def job() -> PaymentLink:
            link = self._known(link_id)
            if link.order_id is not None or self._order_id_taken(order_id, link.profile):
                raise InputError("order_id", "taken", order_id=order_id)
            if link.state not in BINDABLE:
                raise _refused(link, link.state)
            if self._get(_UNEXPECTED, (order_id, link.profile)) is None:
                raise InputError("order_id", "not_confirmed", order_id=order_id)
            at = self._now()
            self._event(link_id, at, "bound", None, None, order_id)
            return self._update(link_id, at, {"order_id": order_id})

        return await self._write(job, "bind", link_id, order_id)

    async def note_reminder(self, link_id: int, via: str) -> PaymentLink:
        def job() -> PaymentLink:
            link = self._known(link_id)
            if link.state is not LinkState.WAITING:
                raise _refused(link, link.state)
            self._event(link_id, self._now(), "reminded", None, None, via)
            return self._known(link_id)

        return await self._write(job, "remind", link_id, via)

    async def archive(self, link_ids: Sequence[int], archived: bool) -> None:
        def job() -> None:
            at = self._now()
            for link_id in link_ids:
                link = self._known(link_id)
                if (link.archived_at is not None) is not archived:
                    self._update(link_id, at, {"archived_at": at if archived else None})
                    self._event(link_id, at, "archived" if archived else "restored", None, None, None)

        await self._write(job, "archive", tuple(link_ids), archived)

    # ── in the ledger's thread ──

    def _links(self, query: LinkQuery, order: LinkOrder, after: PaymentLink | None, limit: int) -> list[PaymentLink]:
        condition, values = self._where(query, order)
        if after is not None:
            further, bounds = beyond(order, after, self._dialect)
            condition, values = f"{condition} AND {further}", [*values, *bounds]
        sql = self._dialect.page(LINK_COLUMNS, condition, order_by(order, self._dialect))
        return [to_link(row) for row in self._connection.execute(sql, (*values, limit))]

    def _where(self, query: LinkQuery, page: LinkOrder | None = None) -> tuple[str, list[object]]:
        """The condition of a query and its values; each engine searches in its own way.

        `page`: only the first links in this order are asked for.
        """
        raise NotImplementedError

    def _count(self, query: LinkQuery) -> int:
        condition, values = self._where(query)
        return int(str(self._get(f"SELECT count(*) FROM links WHERE {condition}", values)))  # noqa: S608

    def _totals(self, query: LinkQuery) -> list[LinkTotal]:
        condition, values = self._where(query)
        found = f"FROM links WHERE {condition} GROUP BY currency, state, amount"
        return to_totals(self._connection.execute(f"SELECT currency, state, amount, count(*) {found}", values))

    def _last_event(self) -> int:
        return int(str(self._get("SELECT coalesce(max(id), 0) FROM link_events")))

    def _are_events_gone(self, since: int, mark: int) -> bool:
        """Whether events after `since` up to `mark`, and links with them, were erased: in a ledger that can do that."""
        return False

    def _link(self, link_id: int) -> PaymentLink | None:
        rows = self._all(f"SELECT {LINK_COLUMNS} FROM links WHERE id = ?", (link_id,))  # noqa: S608
        return to_link(rows[0]) if rows else None

    def _known(self, link_id: int) -> PaymentLink:
        """A link that the same transaction is about to change."""
        rows = self._all(f"SELECT {LINK_COLUMNS} FROM links WHERE id = ?{self._dialect.LOCKED}", (link_id,))  # noqa: S608
        link = to_link(rows[0]) if rows else None
        if link is None:
            raise LedgerError("ledger_unavailable", path=self.place, why=f"no link {link_id}")
        return link

    def _order_id_taken(self, order_id: str, profile: str) -> bool:
        return self._get("SELECT 1 FROM links WHERE order_id = ? AND profile = ?", (order_id, profile)) is not None

    def _move(
        self, link: PaymentLink, state: LinkState, kind: str, detail: str | None, values: Mapping[str, object]
    ) -> PaymentLink:
        if state not in MOVES[link.state]:
            raise _refused(link, state)
        at = self._now()
        self._event(link.id, at, kind, link.state, state, detail)
        return self._update(link.id, at, {"state": state, **values})

    def _update(self, link_id: int, at: str, values: Mapping[str, object]) -> PaymentLink:
        columns = ", ".join(f"{column} = ?" for column in values)
        sql = f"UPDATE links SET {columns}, updated_at = ? WHERE id = ? RETURNING {LINK_COLUMNS}"  # noqa: S608
        return to_link(self._connection.execute(sql, (*values.values(), at, link_id)).get)

    def _event(self, link_id: int, at: str, kind: str, old: str | None, new: str | None, detail: str | None) -> None:
        self._connection.execute(
            "INSERT INTO link_events (link_id, at, kind, from_state, to_state, detail) VALUES (?, ?, ?, ?, ?, ?)",
            (link_id, at, kind, old, new, detail),
        )


def _batches(items: Sequence[T]) -> list[Sequence[T]]:
    return [items[start : start + BATCH] for start in range(0, len(items), BATCH)]


def _refused(link: PaymentLink, state: LinkState) -> LedgerError:
    return LedgerError("move_refused", reference=link.reference, old=link.state.value, new=state.value)
