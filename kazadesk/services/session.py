"""Everything that works together while KazaDesk runs in one mode (live or practice)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from kazadesk.services.books.books import Books
    from kazadesk.services.books.samples import SampleService
    from kazadesk.services.desks import Desks
    from kazadesk.services.inbox import InboxService
    from kazadesk.services.links import LinkService
    from kazadesk.services.missing import Missing
    from kazadesk.services.news import LedgerNews
    from kazadesk.services.own_mailbox import OwnMailbox
    from kazadesk.services.ports import LedgerReader
    from kazadesk.services.practice import PracticeService
    from kazadesk.services.profiles import ProfileService
    from kazadesk.services.reminders import Reminders
    from kazadesk.services.resending import Resending
    from kazadesk.services.support import SupportFile
    from kazadesk.services.till import Till
    from kazadesk.services.upkeep import Upkeep
    from kazadesk.services.verify import VerifyService
    from kazadesk.storage.settings_file import SettingsFile


@dataclass(frozen=True, slots=True)
class Session:
    """The services of one mode; `customer` plays the customer where this process runs the stand-in for Kazawallet."""

    practice: bool
    settings: SettingsFile
    profiles: ProfileService
    ledger: LedgerReader
    news: LedgerNews
    links: LinkService
    till: Till
    reminders: Reminders
    resending: Resending
    upkeep: Upkeep
    support: SupportFile
    verify: VerifyService
    inbox: InboxService
    own_mailbox: OwnMailbox
    missing: Missing
    customer: PracticeService | None
    samples: SampleService | None
    """In practice mode alone."""
    books: Books
    desks: Desks
    close: Callable[[], Awaitable[None]]
    """Ends the client, the ledger and the stand-in, in this order."""
