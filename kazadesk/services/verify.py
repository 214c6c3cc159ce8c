"""Judge pasted webhooks and keep the result: paste → payloads → verdicts, in the ledger before they are shown."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kazadesk.core.payload import Unreadable, decode_bytes, read
from kazadesk.core.verdict import Verdict, VerdictCode, judge
from kazadesk.services.ports import Judge, Ledger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kazadesk.core.payload import Payload
    from kazadesk.core.redact import Redactor
    from kazadesk.core.signature import Credentials
    from kazadesk.core.verdict import Known
    from kazadesk.services.profiles import ProfileService


PROFILE_DETAILS = ("link_profile", "fix_profile")
"""Details of a verdict that name a profile."""


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
        return await self._judge(items, record)

    async def verify_bytes(self, data: bytes, *, record: bool = True) -> list[Verdict]:
        """`verify` for a file's content. UTF-8, or UTF-16/32 with a byte-order mark; anything else is unreadable."""
        items = await asyncio.to_thread(_read_bytes, data)
        return await self._judge(items, record)

    async def _judge(self, items: Sequence[Payload | Unreadable], record: bool) -> list[Verdict]:
        credentials = await self._profiles.all_credentials()
        rule: Judge = partial(_judge_with, credentials)
        if record:
            # A copied request may hold the merchant's own key in a header; the ledger must not.
            kept = await asyncio.to_thread(self._redacted, items)
            verdicts = await self._ledger.confirm(kept, rule)
        else:
            verdicts = await self._ledger.look_up(items, rule)
        return [self._named(verdict) for verdict in verdicts]

    def _named(self, verdict: Verdict) -> Verdict:
        """With what the merchant calls the profiles that its reasons are about."""
        if not any(name in PROFILE_DETAILS for name, _ in verdict.details):
            return verdict
        shown = self._profiles.shown
        details = ((name, shown(value) if name in PROFILE_DETAILS else value) for name, value in verdict.details)
        return replace(verdict, details=tuple(details))

    def profile_shown(self, verdict: Verdict) -> str | None:
        """What the merchant calls the profile whose credentials fit."""
        return None if verdict.profile is None else self._profiles.shown(verdict.profile)

    def _redacted(self, items: Sequence[Payload | Unreadable]) -> list[Payload | Unreadable]:
        return [
            item if (clean := self._redactor.clean(item.raw)) == item.raw else replace(item, raw=clean)
            for item in items
        ]


def _read_bytes(data: bytes) -> list[Payload | Unreadable]:
    text = decode_bytes(data)
    return [text] if isinstance(text, Unreadable) else read(text)


def _judge_with(credentials: Sequence[Credentials], item: Payload | Unreadable, known: Known) -> Verdict:
    return judge(item, credentials, known)


def totals(verdicts: Sequence[Verdict]) -> dict[VerdictCode, int]:
    """How many of each verdict, in the order in which they first occur."""
    counts: dict[VerdictCode, int] = {}
    for verdict in verdicts:
        counts[verdict.code] = counts.get(verdict.code, 0) + 1
    return counts
