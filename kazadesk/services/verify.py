"""Judge pasted webhooks and keep the result: paste → payloads → verdicts, in the ledger before they are shown."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from kazadesk.core.errors import KazaDeskError
from kazadesk.core.link import BINDABLE
from kazadesk.core.money import same_amount, same_currency
from kazadesk.core.webhook.payload import Unreadable
from kazadesk.core.webhook.reading import decode_bytes, read
from kazadesk.core.webhook.verdict import FULFILLED, Verdict, VerdictCode, judge
from kazadesk.services.ports import Judge, Ledger, LinkQuery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kazadesk.core.inbox import ReceivedPost
    from kazadesk.core.link import PaymentLink
    from kazadesk.core.redact import Redactor
    from kazadesk.core.webhook.payload import Payload
    from kazadesk.core.webhook.signature import Credentials
    from kazadesk.services.profiles import ProfileService


log = logging.getLogger(__name__)

PROFILE_DETAILS = ("link_profile", "fix_profile")
"""Details of a verdict that name a profile."""
MOST_ASSIGNABLE = 500
_MOST_LOGGED = 100


class VerifyService:
    """Verifies with every profile's credentials, the current one's first."""

    def __init__(self, ledger: Ledger, profiles: ProfileService, redactor: Redactor) -> None:
        self._ledger = ledger
        self._profiles = profiles
        self._redactor = redactor

    async def verify(self, text: str, *, record: bool = True) -> list[Verdict]:
        """One verdict a payload of the paste, in its order, at least one.

        Kept in the ledger before it is returned, unless `record` is false. Raises LedgerError, VaultError.
        """
        items = await asyncio.to_thread(read, text)
        log.debug("verify: a paste of %d characters read as %s", len(text), _told(items))
        return await self._judge(items, record)

    async def verify_bytes(self, data: bytes, *, record: bool = True) -> list[Verdict]:
        """`verify` for a file's content. UTF-8, or UTF-16/32 with a byte-order mark; anything else is unreadable."""
        items = await asyncio.to_thread(_read_bytes, data)
        log.debug("verify: %d bytes read as %s", len(data), _told(items))
        return await self._judge(items, record)

    async def _judge(self, items: Sequence[Payload | Unreadable], record: bool) -> list[Verdict]:
        credentials = await self._profiles.all_credentials()
        rule: Judge = _rule(credentials)
        if record:
            # A copied request may hold the merchant's own key in a header; the ledger must not.
            kept = await asyncio.to_thread(self._redacted, items)
            verdicts = await self._ledger.confirm(kept, rule)
        else:
            verdicts = await self._ledger.look_up(items, rule)
        if log.isEnabledFor(logging.DEBUG):
            log.debug("verify: judged with the keys of %d accounts, kept: %s", len(credentials), record)
            for verdict in verdicts[:_MOST_LOGGED]:
                log.debug("verify: %s", _verdict_told(verdict))
        return [self._named(verdict) for verdict in verdicts]

    async def judge(self, items: Sequence[Payload | Unreadable]) -> list[Verdict]:
        """`verify` for what was read elsewhere. Raises LedgerError, VaultError."""
        return await self._judge(items, True)

    async def receive(self, mailbox: str, posts: Sequence[ReceivedPost]) -> list[list[Verdict]]:
        """`verify` for what came through a mailbox, whose cursor moves with what is kept.

        No verdicts for a probe, and for what the ledger has had from this mailbox. Raises LedgerError, VaultError.
        """
        credentials = await self._profiles.all_credentials()
        rule: Judge = _rule(credentials)
        kept = await asyncio.to_thread(
            lambda: [replace(post, items=tuple(self._redacted(post.items))) for post in posts]
        )
        verdicts = await self._ledger.receive(mailbox, kept, rule)
        return [[self._named(verdict) for verdict in each] for each in verdicts]

    def _named(self, verdict: Verdict) -> Verdict:
        """With what the merchant calls the profiles that its reasons are about."""
        if not verdict.details or not any(name in PROFILE_DETAILS for name, _ in verdict.details):
            return verdict
        shown = self._profiles.shown
        details = ((name, shown(value) if name in PROFILE_DETAILS else value) for name, value in verdict.details)
        return verdict._replace(details=tuple(details))

    def profile_shown(self, verdict: Verdict) -> str | None:
        """What the merchant calls the profile whose credentials fit."""
        return None if verdict.profile is None else self._profiles.shown(verdict.profile)

    async def assignable(self, verdict: Verdict, search: str = "") -> list[PaymentLink]:
        """Links that `verdict`'s payment may be assigned to, the likeliest first: same reference and money, same money,
        the rest; each newest first. Raises LedgerError.
        """
        query = LinkQuery(profile=verdict.profile, states=BINDABLE, search=search, archived=None, without_order_id=True)
        found = await self._ledger.links(query, limit=MOST_ASSIGNABLE)
        return sorted(found, key=lambda link: (not same_money(link, verdict), link.reference != verdict.ref))

    async def assign(self, verdict: Verdict, link_id: int) -> tuple[PaymentLink, Verdict | None]:
        """Give the link the order id of an unexpected payment, for ever as assigned by hand, and judge it once more.

        The verdict is None where that was not possible just now. Raises InputError, LedgerError: nothing is assigned.
        """
        link = await self._ledger.bind(link_id, verdict.order_id or "")
        try:
            again = await self.verify(verdict.raw)
        except KazaDeskError:
            again = []
        return link, next((one for one in again if one.order_id == verdict.order_id), None)

    def _redacted(self, items: Sequence[Payload | Unreadable]) -> list[Payload | Unreadable]:
        return [
            item if (clean := self._redactor.clean(item.raw)) == item.raw else item._replace(raw=clean)
            for item in items
        ]


def may_assign(verdict: Verdict) -> bool:
    """Whether the webhook tells of a payment that no link is known for, now or when it was first seen."""
    first = verdict.code is VerdictCode.PAID_UNKNOWN
    earlier, paid = verdict.earlier, verdict.status == FULFILLED
    again = earlier is not None and earlier.verdict == VerdictCode.PAID_UNKNOWN and paid
    return (first or again) and not {"unknown_id", "ref_only"}.isdisjoint(verdict.reasons)


def same_money(link: PaymentLink, verdict: Verdict) -> bool:
    """Whether amount and currency are what the link asked for."""
    return same_amount(verdict.amount or "0", link.amount) and same_currency(verdict.currency or "", link.currency)


def _told(items: Sequence[Payload | Unreadable]) -> str:
    """For the log: how many, and why not. No word of what was pasted."""
    reasons = [item.reason for item in items[:_MOST_LOGGED] if isinstance(item, Unreadable)]
    return f"{len(items)} payloads" + (f", unreadable: {', '.join(reasons)}" if reasons else "")


def _verdict_told(verdict: Verdict) -> str:
    link = f"link {verdict.link.id}" if verdict.link else "no link"
    move = f", goes to {verdict.move}" if verdict.move else ""
    return f"{verdict.code} ({', '.join((*verdict.reasons, *verdict.repairs)) or 'no reasons'}), {link}{move}"


def _read_bytes(data: bytes) -> list[Payload | Unreadable]:
    text = decode_bytes(data)
    return [text] if isinstance(text, Unreadable) else read(text)


def _rule(credentials: Sequence[Credentials]) -> Judge:
    return lambda item, known: judge(item, credentials, known)


def totals(verdicts: Sequence[Verdict]) -> dict[VerdictCode, int]:
    """How many of each verdict, in the order in which they first occur."""
    counts: dict[VerdictCode, int] = {}
    for verdict in verdicts:
        counts[verdict.code] = counts.get(verdict.code, 0) + 1
    return counts
