"""What a desk knows of its mailbox, and what it gets from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kazadesk.core.redact import Secret

if TYPE_CHECKING:
    from kazadesk.core.webhook.payload import Payload, Unreadable

PROBE = "kazadesk_probe"
"""The one name in a post that a desk sends to itself."""


@dataclass(frozen=True, slots=True)
class InboxAccess:
    """One account's mailbox. `hook` is the public write address, "" where the merchant has not given it."""

    profile: str
    pull: str
    hook: Secret
    key: Secret
    mailbox: str = ""
    """What the ledger knows it by: `pull`, where nothing else is given."""

    @property
    def name(self) -> str:
        return self.mailbox or self.pull


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """One post as the mailbox kept it: `at` is when it arrived there (UTC)."""

    id: int
    at: str
    body: bytes


@dataclass(frozen=True, slots=True)
class InboxPage:
    """Entries in the order of their ids. `gap`: the mailbox does not know the last id that this desk has had."""

    entries: tuple[InboxEntry, ...]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class ReceivedPost:
    """An entry as read: no items for a probe."""

    id: int
    at: str
    items: tuple[Payload | Unreadable, ...]
