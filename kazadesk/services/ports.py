"""The ledger as the services see it: one SQLite file today, perhaps a shared database server one day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from kazadesk.core.inbox import ReceivedPost
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState, PaymentLink
from kazadesk.core.order import NEWEST_FIRST, LinkOrder
from kazadesk.core.records import Balance, Confirmation, Judge, LinkChanges, LinkEvent, LinkQuery, LinkTotal
from kazadesk.core.webhook.payload import Payload, Unreadable
from kazadesk.core.webhook.verdict import Verdict

if TYPE_CHECKING:
    from kazadesk.core.books.closing import Close
    from kazadesk.core.books.records import Batch, BatchRow, Import, Sale, SentRow
    from kazadesk.core.customers import Customer

__all__ = [
    "Balance",
    "Confirmation",
    "Judge",
    "Ledger",
    "LedgerReader",
    "LinkChanges",
    "LinkEvent",
    "LinkQuery",
    "LinkTotal",
]


class LedgerReader(Protocol):
    """What the window and the command line are given as it is. Raises LedgerError."""

    @property
    def is_shared(self) -> bool:
        """Whether several desks work with it, on a server that can be out of reach."""

    @property
    def is_newer(self) -> bool:
        """Whether a newer KazaDesk has changed it, so that this one only reads it."""

    def watch(self, changed: Callable[[], object], reached: Callable[[bool], object]) -> None:
        """Both are called in any thread: something was done by others; whether the server is within reach."""

    async def link(self, link_id: int) -> PaymentLink | None:
        """None where there is none with that id."""

    async def links(
        self,
        query: LinkQuery,
        *,
        order: LinkOrder = NEWEST_FIRST,
        after: PaymentLink | None = None,
        limit: int = 200,
    ) -> list[PaymentLink]:
        """One page in `order`; `after` is the page before's last link as it was then."""

    async def link_ids(self, query: LinkQuery, order: LinkOrder) -> list[int]:
        """The ids of all that `query` finds at one moment, in `order`."""

    async def links_of(self, link_ids: Sequence[int]) -> list[PaymentLink]:
        """Those with the ids, at most some hundred, in any order."""

    async def texts_of(self, link_ids: Sequence[int], names: Sequence[str]) -> dict[int, Sequence[str | None]]:
        """Id → what PaymentLink has under `names`, all texts, of at most some thousand links."""

    async def desks_of(self, link_ids: Sequence[int]) -> dict[int, str]:
        """The desk that made each of at most some hundred links, where several share the ledger."""

    async def changes(self, since: int | None, limit: int) -> LinkChanges:
        """What happened after the mark `since`, to at most `limit` links; None: nothing but the mark of this moment.

        A change that comes between may be told twice, but none is left out.
        """

    async def recent_money(self, profile: str) -> list[tuple[str, str]]:
        """(currency, amount) of the profile's newest links that Kazawallet took, at most 500, newest first."""

    async def count(self, query: LinkQuery) -> int:
        """How many links `query` finds."""

    async def totals(self, query: LinkQuery) -> list[LinkTotal]:
        """Per currency and state of what `query` finds; no entry where it finds none."""

    async def totals_of(self, link_ids: Sequence[int]) -> list[LinkTotal]:
        """Per currency and state of the links with the ids, at most some thousand."""

    async def events(self, link_id: int) -> list[LinkEvent]:
        """The link's history, oldest first."""

    async def confirmations(self, link_id: int) -> list[Confirmation]:
        """Those of the link, and those of its order id from before the link was bound to it; oldest first."""

    async def customers_of(self, link_ids: Sequence[int]) -> dict[int, Customer]:
        """Who is to pay each of at most some hundred links, where that was kept."""

    async def known_customers(self, profile: str, limit: int) -> list[Customer]:
        """Those of the account's newest links with a customer, at most `limit` links, the newest first."""


class Ledger(LedgerReader, Protocol):
    """Every call is one durable transaction. Raises LedgerError; times come from the ledger's clock."""

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
        """Insert as `sending`. Raises InputError(reference, "taken") if the profile has that reference; its `free`
        is the next one like it that is not taken.

        `row`: (batch, number) that the link is for, bound in the same transaction; LedgerError(row_taken) if it has
        one.
        """

    async def mark_maybe_sent(self, link_id: int) -> None:
        """Kept before the first byte of the request may leave."""

    async def finish_link(
        self,
        link_id: int,
        state: LinkState,
        *,
        created: CreatedLink | None = None,
        error: str | None = None,
        message: str | None = None,
    ) -> PaymentLink:
        """From `sending` to waiting, failed, unsent or unknown. Raises LedgerError(move_refused)."""

    async def resend_link(self, link_id: int, *, sender: str) -> PaymentLink:
        """From `unsent` back to `sending`."""

    async def recover(self, is_alive: Callable[[str], bool]) -> list[PaymentLink]:
        """Links left `sending` by a process that is gone become unsent or unknown; returns them."""

    async def confirm(self, items: Sequence[Payload | Unreadable], judge: Judge) -> list[Verdict]:
        """Judge and keep each item, and move its link, all in one transaction."""

    async def look_up(self, items: Sequence[Payload | Unreadable], judge: Judge) -> list[Verdict]:
        """Judge without keeping anything."""

    async def receive(self, mailbox: str, posts: Sequence[ReceivedPost], judge: Judge) -> list[list[Verdict]]:
        """`confirm` for what came through the mailbox. Its cursor moves in the same transaction; no verdicts for posts
        that are behind it already.
        """

    async def inbox_cursor(self, mailbox: str) -> int:
        """The id of the mailbox's last post that is in the ledger, 0 before the first."""

    async def arrivals(
        self, *, authentic: bool = True, before: int | None = None, limit: int = 200
    ) -> list[Confirmation]:
        """What came through a mailbox, newest first; `authentic` False: what anybody may have posted."""

    async def timed_out(self, profile: str, limit: int = 1000) -> list[tuple[str, str]]:
        """(created_at of the link, arrived_at) of the newest `timed_out` webhooks that came through a mailbox."""

    async def keep_balances(self, profile: str, amounts: Mapping[str, str]) -> None:
        """What a check said: currency → amount."""

    async def balances(self, profile: str) -> list[Balance]:
        """What checks said, newest first."""

    async def mark_by_hand(self, link_id: int, reason: str) -> PaymentLink:
        """To paid_by_hand, for ever with the reason. Raises InputError(reason), LedgerError(move_refused)."""

    async def bind(self, link_id: int, order_id: str) -> PaymentLink:
        """Give a link that has none the id of a webhook that was judged `paid_unknown` in its profile, for ever.

        Raises InputError(order_id): taken, not_confirmed; LedgerError(move_refused) where its state is not BINDABLE.
        """

    async def note_reminder(self, link_id: int, via: str) -> PaymentLink:
        """That the customer of a waiting link was reminded. Raises LedgerError(move_refused)."""

    async def archive(self, link_ids: Sequence[int], archived: bool) -> None: ...

    # ── many links from one file ──

    async def add_batch(
        self,
        rows: Sequence[tuple[BatchRow, Sequence[str]]],
        *,
        profile: str,
        digest: str,
        file_name: str,
        head: Sequence[str],
        ref_column: int | None,
        turn: int = 1,
    ) -> Batch:
        """Keep the rows of a file, each with its cells as they stood there, before any is sent.

        Raises BatchError(sent_before) where the profile has that turn of the same digest: somebody was quicker.
        """

    async def batches(self, *, digest: str | None = None, profile: str | None = None, limit: int = 50) -> list[Batch]:
        """The newest first."""

    async def batch_rows(self, batch_id: int, *, after: int = 0, limit: int = 1000) -> list[SentRow]:
        """Rows with numbers above `after`, in the file's order."""

    async def references_taken(self, profile: str, references: Sequence[str]) -> set[str]:
        """Those of `references` that links of the profile have."""

    # ── the day ──

    async def close_day(
        self,
        *,
        profile: str,
        first_day: str,
        day: str,
        until: str,
        zone: str,
        ends: str,
        note: str,
        balances: Mapping[str, str],
    ) -> Close:
        """What happened since the close before, up to the moment `until`. `first_day`: of the first close of all.

        Raises CloseError(closed_already).
        """

    async def closes(self, profile: str | None = None, *, limit: int = 100) -> list[Close]:
        """The newest first."""

    async def steps(self, profile: str | None, since: str, until: str) -> list[tuple[str, str, str, str]]:
        """Moment, currency, kind (core/books/closing.py) and amount, in `since` ≤ moment < `until`, in no order."""

    async def add_import(self, sales: Sequence[Sale], *, profile: str, digest: str, file_name: str) -> Import:
        """Keep an old list in one transaction. Raises BatchError(imported_before)."""

    async def imports(self) -> list[Import]:
        """The newest first, also those that were taken back."""

    async def take_back(self, import_id: int) -> Import:
        """Delete the sales of a list, all of them. Raises BatchError(no_such_import)."""

    async def sales(self, profile: str | None, since: str, until: str) -> list[tuple[str, str, str, int]]:
        """Day, currency, amount and number of the paid sales of old lists, from day to day, both in it."""

    async def first_step(self, profile: str | None) -> str | None:
        """When the first link was created; None where there is none."""

    async def close(self) -> None: ...
