"""The composition root of the services, for the window and the command line alike. Loads no Qt.

`window/run.py` builds the window around the same session.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kazadesk.core.errors import InputError, LedgerError, VaultError

# Everything else is imported where it is used: the window needs `Options` before its first paint, the rest after it.
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kazadesk.api.client import KazawalletClient
    from kazadesk.api.inbox import InboxClient
    from kazadesk.core.inbox import InboxAccess
    from kazadesk.core.redact import Redactor
    from kazadesk.core.webhook.signature import Credentials
    from kazadesk.inbox.server import InboxServer
    from kazadesk.practice.server import PracticeServer
    from kazadesk.services.own_mailbox import OwnMailbox
    from kazadesk.services.session import Session
    from kazadesk.storage.ledger import SqlLedger
    from kazadesk.storage.paths import DataFolder
    from kazadesk.storage.process_lock import ProcessLock
    from kazadesk.storage.settings import Settings
    from kazadesk.storage.settings_file import SettingsFile
    from kazadesk.storage.vault import Kept, Vault


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line said, for the window and every command."""

    practice: bool = False
    profile: str | None = None
    data_dir: Path | None = None
    base_url: str | None = None
    lang: str | None = None
    ledger: str | None = None
    """Address of a shared ledger; None for what the settings say."""
    debug: bool = False


class PracticeAccount:
    """The credential store of practice mode: one account whose keys are no secrets, never kept anywhere."""

    def __init__(self, mailbox: InboxServer | None) -> None:
        self._mailbox = mailbox

    async def load(self, profile: str, *, asked: bool = False) -> Credentials | None:
        from kazadesk.practice.account import CREDENTIALS

        return CREDENTIALS

    async def save(self, credentials: Credentials) -> Kept:
        raise VaultError("practice_has_its_own_keys")

    async def delete(self, profile: str) -> None:
        raise VaultError("practice_has_its_own_keys")

    async def load_inbox(self, profile: str, *, asked: bool = False) -> InboxAccess | None:
        """The mailbox of this session's own, which the stand-in posts its webhooks to."""
        from kazadesk.core.inbox import InboxAccess
        from kazadesk.core.redact import Secret

        server = self._mailbox
        if server is None:
            return None
        hook, key = Secret(server.hook), Secret(server.read_key or "")
        return InboxAccess(profile, server.pull, hook, key, mailbox="practice")

    async def save_inbox(self, access: InboxAccess) -> Kept:
        raise VaultError("practice_has_its_own_keys")

    async def delete_inbox(self, profile: str) -> None:
        raise VaultError("practice_has_its_own_keys")

    async def where(self) -> str:
        return ""


async def open_session(
    options: Options,
    folder: DataFolder,
    settings: SettingsFile,
    redactor: Redactor,
    *,
    ledger: SqlLedger | None = None,
    vault: Vault | None = None,
    with_stand_in: bool = True,
    told: Callable[[float], bool] = lambda _share: True,
) -> Session:
    """The services of one mode, on an open ledger if one is given. Raises LedgerError, PracticeError, InputError.

    `told`: where an old ledger has to be brought up to date, as open_ledger calls it.
    `vault` keeps what is known only for this session when the window goes from one mode to the other.
    """
    import asyncio
    import secrets
    from urllib.parse import urlsplit

    from kazadesk.api.address import check_base_url, is_loopback
    from kazadesk.api.client import BASE_URL, KazawalletClient
    from kazadesk.api.inbox import InboxClient
    from kazadesk.services.books.books import Books
    from kazadesk.services.books.samples import SampleService
    from kazadesk.services.desks import Desks
    from kazadesk.services.inbox import InboxService
    from kazadesk.services.links import LinkService
    from kazadesk.services.missing import Missing
    from kazadesk.services.news import LedgerNews
    from kazadesk.services.own_mailbox import OwnMailbox
    from kazadesk.services.practice import PracticeService
    from kazadesk.services.profiles import ProfileService
    from kazadesk.services.reminders import Reminders
    from kazadesk.services.resending import Resending
    from kazadesk.services.session import Session
    from kazadesk.services.support import SupportFile
    from kazadesk.services.till import Till
    from kazadesk.services.upkeep import Upkeep
    from kazadesk.services.verify import VerifyService
    from kazadesk.storage.opening import open_ledger
    from kazadesk.storage.process_lock import ProcessLock, left_behind
    from kazadesk.storage.sqlite.samples import SampleTables
    from kazadesk.storage.vault import Vault

    given = None if options.base_url is None else check_base_url(options.base_url)
    # in practice mode nothing leaves this computer, whatever address was typed
    if given and options.practice and not is_loopback(urlsplit(given).hostname or ""):
        raise InputError("base_url", "practice_stays_here")
    ledger_path = folder.ledger(practice=options.practice)
    senders = folder.senders(practice=options.practice)
    if ledger is None:
        ledger = await asyncio.to_thread(
            open_ledger, ledger_path, settings.value, practice=options.practice, address=options.ledger, told=told
        )

    def is_alive(token: str) -> bool:
        """Processes of other computers have no lock file here: of them the ledger knows."""
        lock = senders / f"{token}.lock"
        return ProcessLock.is_held(lock) or (is_shared and not lock.exists())

    is_shared = ledger.is_shared
    stand_in: PracticeServer | None = None
    mailbox: InboxServer | None = None
    client: KazawalletClient | None = None
    inbox_client, own_mailbox = InboxClient(), OwnMailbox(folder.root)
    sender = secrets.token_hex(8)
    alive = ProcessLock(senders / f"{sender}.lock")
    try:
        if options.practice and with_stand_in and options.base_url is None:
            records = folder.root / "practice" / "provider.jsonl"
            stand_in = await asyncio.to_thread(_start_stand_in, records, settings.value)
            mailbox = await asyncio.to_thread(_start_mailbox, folder.root / "practice" / "inbox.sqlite")
            stand_in.webhook_url = mailbox.hook
        provider = stand_in.base_url if stand_in else BASE_URL
        # one that was given and is empty is refused: links must not go to Kazawallet because a variable was not set
        client = KazawalletClient(provider if options.base_url is None else options.base_url, redactor=redactor)
        profiles = ProfileService(
            settings,
            PracticeAccount(mailbox) if options.practice else vault or Vault(),
            client,
            redactor,
            practice=options.practice,
            profile=options.profile,
        )
        left = left_behind(senders)
        _announce(alive)
        await ledger.announce(sender)
        await ledger.recover(is_alive)
    except BaseException:
        await _close(client, inbox_client, own_mailbox, ledger, stand_in, mailbox, alive)
        raise
    verify = VerifyService(ledger, profiles, redactor)
    profiles.keep_balances = ledger.keep_balances
    news = LedgerNews(ledger)
    ledger.written = news.look
    links = LinkService(ledger, client, profiles, sender=sender)
    books = Books(ledger, links, profiles, settings)
    customer = PracticeService(stand_in) if stand_in is not None else None
    return Session(
        practice=options.practice,
        settings=settings,
        profiles=profiles,
        ledger=ledger,
        news=news,
        links=links,
        till=Till(profiles),
        reminders=Reminders(ledger, profiles),
        resending=Resending(links, ledger),
        upkeep=Upkeep(
            ledger_path, ledger, left=left, is_alive=is_alive, settings=None if options.practice else settings
        ),
        support=SupportFile(folder, redactor, ledger),
        verify=verify,
        inbox=InboxService(ledger, profiles, verify, inbox_client),
        own_mailbox=own_mailbox,
        missing=Missing(ledger, profiles, settings),
        books=books,
        desks=Desks(folder.ledger(practice=False), settings),
        customer=customer,
        samples=SampleService(ledger, profiles, books, customer)
        if options.practice and isinstance(ledger, SampleTables)
        else None,
        close=lambda: _close(client, inbox_client, own_mailbox, ledger, stand_in, mailbox, alive),
    )


async def _close(
    client: KazawalletClient | None,
    inbox_client: InboxClient,
    own_mailbox: OwnMailbox,
    ledger: SqlLedger,
    stand_in: PracticeServer | None,
    mailbox: InboxServer | None,
    alive: ProcessLock,
) -> None:
    import asyncio

    if client is not None:
        await client.aclose()
    await inbox_client.aclose()
    await own_mailbox.stop()
    try:
        await ledger.close()
    except LedgerError as error:
        # a full disk, a damaged page: what was committed stays in the write-ahead log
        import logging

        logging.getLogger(__name__).warning("the ledger was closed with an error: %s", error)
    alive.release(remove=True)
    await asyncio.gather(*(asyncio.to_thread(server.stop) for server in (stand_in, mailbox) if server is not None))


def _announce(alive: ProcessLock) -> None:
    """From here on other processes see that this one lives. Raises LedgerError."""
    try:
        held = alive.acquire()
    except OSError as error:
        from kazadesk.storage.sqlite.database import system_error

        raise system_error(error, alive.path) from error
    if not held:
        raise LedgerError("ledger_busy", path=str(alive.path))


def _start_stand_in(records: Path, settings: Settings) -> PracticeServer:
    from kazadesk.practice.server import start_anywhere
    from kazadesk.practice.webhooks import WebhookForm

    form = WebhookForm(settings.webhook_ids, settings.webhook_body, settings.webhook_typed)
    return start_anywhere(records=records, form=form)


def _start_mailbox(path: Path) -> InboxServer:
    from kazadesk.inbox.server import InboxServer

    mailbox = InboxServer(path, renew_key=True)  # of the last session's key only the hash was kept
    mailbox.start()
    return mailbox
