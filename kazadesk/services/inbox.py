"""Webhooks from the mailbox: pulled with a cursor, judged as a paste is, kept, and only then passed."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kazadesk.api.inbox import check_inbox_url
from kazadesk.core.errors import InboxError, InputError, InputErrors
from kazadesk.core.inbox import PROBE, InboxAccess, InboxEntry, ReceivedPost
from kazadesk.core.redact import Secret
from kazadesk.core.webhook.payload import Payload
from kazadesk.core.webhook.reading import decode_bytes, read
from kazadesk.core.webhook.verdict import Verdict, VerdictCode

if TYPE_CHECKING:
    from kazadesk.api.inbox import InboxClient
    from kazadesk.core.link import PaymentLink
    from kazadesk.core.webhook.payload import Unreadable
    from kazadesk.services.ports import Confirmation, Ledger
    from kazadesk.services.profiles import ProfileService
    from kazadesk.services.verify import VerifyService
    from kazadesk.storage.vault import Kept

PROBE_TIME = 30.0
"""Seconds after which a probe that did not come back has failed."""
_PROBE_PAUSE = 0.5


@dataclass(frozen=True, slots=True)
class Arrived:
    """One post with its verdicts; `at` is when it came into the mailbox (UTC)."""

    at: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Pulled:
    """What one pull brought. `posts`: how many there were, with probes and what was known already."""

    arrived: tuple[Arrived, ...]
    posts: int
    gap: bool
    """The mailbox has lost some, or another desk has read and deleted them."""


class InboxService:
    """The mailboxes of the profiles. Raises InboxError, VaultError, LedgerError."""

    def __init__(self, ledger: Ledger, profiles: ProfileService, verify: VerifyService, client: InboxClient) -> None:
        self._ledger = ledger
        self._profiles = profiles
        self._verify = verify
        self._client = client

    async def access(self, profile: str | None = None, *, asked: bool = False) -> InboxAccess | None:
        """The way to the mailbox of `profile` (or the current one), None where none is set up."""
        return await self._profiles.inbox(profile, asked=asked)

    async def set_up(self) -> list[str]:
        """The profiles that have a mailbox, the current one first."""
        current = self._profiles.current
        names = [current, *(name for name in self._profiles.names() if name != current)]
        return [name for name in names if await self._profiles.inbox(name) is not None]

    def checked(self, profile: str, pull: str, hook: str, key: str) -> InboxAccess:
        """What a person typed, as a way to a mailbox. The key may be "" where one is kept already.

        Raises InputErrors(pull, hook, read_key).
        """
        errors: list[InputError] = []
        urls = {"pull": "", "hook": ""}
        for field, text in (("pull", pull), ("hook", hook)):
            try:
                urls[field] = check_inbox_url(text, field) if text.strip() or field == "pull" else ""
            except InputError as error:
                errors.append(error)
        key = key.strip()
        if not key:
            errors.append(InputError("read_key", "missing"))
        elif not key.isascii() or not key.isprintable() or len(key) > 200:
            errors.append(InputError("read_key", "bad_read_key"))
        if errors:
            raise InputErrors(errors)
        return InboxAccess(profile, urls["pull"], Secret(urls["hook"]), Secret(key))

    async def save(self, access: InboxAccess) -> Kept:
        """Webhooks of the profile are pulled from there from now on. Raises InputError, SettingsError."""
        return await self._profiles.save_inbox(access)

    async def forget(self, profile: str) -> None:
        """Nothing is pulled for the profile any more."""
        await self._profiles.forget_inbox(profile)

    async def pull(self, profile: str | None = None, *, wait: int = 0, asked: bool = False) -> Pulled:
        """The next page of what came. `wait`: seconds that the mailbox may wait for something to come.

        Raises InboxError (inbox_not_set_up, inbox_no_keys: nothing is passed that cannot be checked).
        """
        access = await self._profiles.inbox(profile, asked=asked)
        if access is None:
            raise InboxError("inbox_not_set_up")
        if await self._profiles.credentials(access.profile, asked=asked) is None:
            raise InboxError("inbox_no_keys", profile=self._profiles.shown(access.profile))
        cursor = await self._ledger.inbox_cursor(access.name)
        page = await self._client.pull(access, cursor, wait=wait)
        posts = await asyncio.to_thread(_read_posts, page.entries)
        verdicts = await self._verify.receive(access.name, posts) if posts else []
        arrived = [Arrived(post.at, tuple(of)) for post, of in zip(posts, verdicts, strict=True) if of]
        return Pulled(tuple(arrived), len(posts), page.gap)

    async def check(self, access: InboxAccess) -> float:
        """Post a probe to the public write address and pull it back; gives the seconds that took.

        Without a write address only the read key is proved. What else has come stays to be pulled.
        """
        began = time.monotonic()
        if not access.hook.reveal():
            await self._client.pull(access, await self._ledger.inbox_cursor(access.name))
            return time.monotonic() - began
        mark = secrets.token_hex(16)
        after = await self._newest(access)
        body = json.dumps({PROBE: mark, "about": "KazaDesk looks whether its webhooks arrive."}).encode()
        await self._client.probe(access, body)
        while time.monotonic() - began < PROBE_TIME:
            page = await self._client.pull(access, after)
            if any(_probe_mark(entry.body) == mark for entry in page.entries):
                return time.monotonic() - began
            after = page.entries[-1].id if page.entries else after
            if not page.entries:
                await asyncio.sleep(_PROBE_PAUSE)
        raise InboxError("inbox_probe_lost")

    async def _newest(self, access: InboxAccess) -> int:
        """The newest id that is in the mailbox before the probe."""
        after = await self._ledger.inbox_cursor(access.name)
        while entries := (await self._client.pull(access, after)).entries:
            after = entries[-1].id
        return after

    async def as_verdict(self, arrival: Confirmation) -> Verdict:
        """An arrival as the card shows it: its verdict of then, with its link as it is now."""
        link = None if arrival.link_id is None else await self._ledger.link(arrival.link_id)
        item = (await asyncio.to_thread(read, arrival.raw))[0] if arrival.raw else None
        return Verdict(
            VerdictCode(arrival.verdict),
            arrival.reasons,
            arrival.repairs,
            arrival.order_id,
            arrival.amount,
            arrival.signed_amount,
            arrival.currency,
            arrival.status,
            arrival.ref,
            arrival.profile,
            link,
            item.secrets[0] if isinstance(item, Payload) else None,
            counted=arrival.counted,
            details=_details(link),
            raw=arrival.raw,
        )

    async def arrivals(
        self, *, authentic: bool = True, before: int | None = None, limit: int = 200
    ) -> list[Confirmation]:
        """What came, newest first; `authentic` False: what fits no key or cannot be read."""
        return await self._ledger.arrivals(authentic=authentic, before=before, limit=limit)


def _details(link: PaymentLink | None) -> tuple[tuple[str, str], ...]:
    """What the sentences of reasons about a link name."""
    if link is None:
        return ()
    return ("asked_amount", link.amount), ("asked_currency", link.currency), ("asked_ref", link.reference)


def _read_posts(entries: tuple[InboxEntry, ...]) -> list[ReceivedPost]:
    return [ReceivedPost(entry.id, entry.at, _items(entry.body)) for entry in entries]


def _items(body: bytes) -> tuple[Payload | Unreadable, ...]:
    if _probe_mark(body) is not None:
        return ()
    text = decode_bytes(body)
    return tuple(read(text)) if isinstance(text, str) else (text,)


def _probe_mark(body: bytes) -> str | None:
    """The mark of a probe; it is one alone, and no webhook has such a name."""
    if f'"{PROBE}"'.encode() not in body:
        return None
    try:
        fields = json.loads(body)
    except ValueError:
        return None
    if not isinstance(fields, dict) or set(fields) != {PROBE, "about"}:
        return None
    return str(fields[PROBE])
