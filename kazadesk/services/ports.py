"""The ledger as the services see it: one SQLite file today, perhaps a shared database server one day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kazadesk.core.link import CreatedLink, LinkRequest, LinkState, PaymentLink
from kazadesk.core.payload import Payload, Unreadable
from kazadesk.core.verdict import Known, Verdict


@dataclass(frozen=True, slots=True)
class LinkQuery:
    """Which links to list, newest first. None and "" mean no limit. `since` ≤ created_at < `until`, ISO 8601 UTC."""

    profile: str | None = None
    states: tuple[LinkState, ...] = ()
    search: str = ""
    """Part of the reference, amount, order id, email or URL; case does not matter."""
    currency: str | None = None
    since: str | None = None
    until: str | None = None
    archived: bool | None = False
    """False: only what is not archived; True: only what is; None: both."""


@dataclass(frozen=True, slots=True)
class LinkEvent:
    """One step in a link's life.

    `kind`: created, maybe_sent, answered, retried, recovered, confirmed, by_hand, archived, restored.
    """

    at: str
    kind: str
    from_state: str | None
    to_state: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One judged webhook as kept."""

    id: int
    at: str
    profile: str | None
    verdict: str
    reasons: tuple[str, ...]
    repairs: tuple[str, ...]
    order_id: str | None
    amount: str | None
    signed_amount: str | None
    currency: str | None
    status: str | None
    ref: str | None
    link_id: int | None
    counted: bool
    raw: str


Judge = Callable[[Payload | Unreadable, Known], Verdict]


class Ledger(Protocol):
    """Every call is one durable transaction. Raises LedgerError; times come from the ledger's clock."""

    async def add_link(
        self, request: LinkRequest, *, profile: str, sender: str, replaces: int | None = None
    ) -> PaymentLink:
        """Insert as `sending`. Raises InputError(reference, "taken") if the profile has that reference."""

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

    async def link(self, link_id: int) -> PaymentLink | None: ...

    async def links(self, query: LinkQuery, *, after: int | None = None, limit: int = 200) -> list[PaymentLink]:
        """One page, newest first; `after` is the id of the page before's last link."""

    async def count(self, query: LinkQuery) -> int: ...

    async def events(self, link_id: int) -> list[LinkEvent]: ...

    async def confirm(self, items: Sequence[Payload | Unreadable], judge: Judge) -> list[Verdict]:
        """Judge and keep each item, and move its link, all in one transaction."""

    async def look_up(self, items: Sequence[Payload | Unreadable], judge: Judge) -> list[Verdict]:
        """Judge without keeping anything."""

    async def confirmations(self, link_id: int) -> list[Confirmation]: ...

    async def mark_by_hand(self, link_id: int, reason: str) -> PaymentLink: ...

    async def archive(self, link_ids: Sequence[int], archived: bool) -> None: ...

    async def close(self) -> None: ...
