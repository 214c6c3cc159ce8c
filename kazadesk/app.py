"""The composition root of the services, for the window and the command line alike. Loads no Qt.

`window_run.py` builds the window around the same session.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kazadesk.core.errors import VaultError
from kazadesk.core.redact import Redactor
from kazadesk.services.session import Session
from kazadesk.storage.ledger import SqliteLedger
from kazadesk.storage.process_lock import ProcessLock

if TYPE_CHECKING:
    from kazadesk.api.client import KazawalletClient
    from kazadesk.core.signature import Credentials
    from kazadesk.practice.server import PracticeServer
    from kazadesk.storage.paths import DataFolder
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


class PracticeAccount:
    """The credential store of practice mode: one account whose keys are no secrets, never kept anywhere."""

    async def load(self, profile: str, *, asked: bool = False) -> Credentials | None:
        from kazadesk.practice.account import CREDENTIALS

        return CREDENTIALS

    async def save(self, credentials: Credentials) -> Kept:
        raise VaultError("practice_has_its_own_keys")

    async def delete(self, profile: str) -> None:
        raise VaultError("practice_has_its_own_keys")

    async def where(self) -> str:
        return ""


async def open_session(
    options: Options,
    folder: DataFolder,
    settings: SettingsFile,
    redactor: Redactor,
    *,
    ledger: SqliteLedger | None = None,
    vault: Vault | None = None,
    with_stand_in: bool = True,
) -> Session:
    """The services of one mode, on an open ledger if one is given. Raises LedgerError, PracticeError, InputError.

    `vault` keeps what is known only for this session when the window goes from one mode to the other.
    """
    import asyncio
    import secrets

    from kazadesk.api.client import BASE_URL, KazawalletClient
    from kazadesk.services.links import LinkService
    from kazadesk.services.practice import PracticeService
    from kazadesk.services.profiles import ProfileService
    from kazadesk.services.verify import VerifyService
    from kazadesk.storage.vault import Vault

    ledger_path = folder.ledger(practice=options.practice)
    senders = folder.senders(practice=options.practice)
    if ledger is None:
        ledger = await asyncio.to_thread(SqliteLedger.open, ledger_path)
    stand_in: PracticeServer | None = None
    client: KazawalletClient | None = None
    sender = secrets.token_hex(8)
    alive = ProcessLock(senders / f"{sender}.lock")
    try:
        if options.practice and with_stand_in and options.base_url is None:
            stand_in = await asyncio.to_thread(_start_stand_in, folder.root / "practice" / "provider.jsonl")
        client = KazawalletClient(options.base_url or (stand_in.base_url if stand_in else BASE_URL))
        profiles = ProfileService(
            settings,
            PracticeAccount() if options.practice else vault or Vault(),
            client,
            redactor,
            practice=options.practice,
            profile=options.profile,
        )
        alive.acquire()
        await ledger.recover(lambda token: ProcessLock.is_held(senders / f"{token}.lock"))
    except BaseException:
        await _close(client, ledger, stand_in, alive)
        raise
    return Session(
        practice=options.practice,
        settings=settings,
        profiles=profiles,
        links=LinkService(ledger, client, profiles, sender=sender),
        verify=VerifyService(ledger, profiles, redactor),
        customer=PracticeService(stand_in) if stand_in is not None else None,
        close=lambda: _close(client, ledger, stand_in, alive),
    )


async def _close(
    client: KazawalletClient | None, ledger: SqliteLedger, stand_in: PracticeServer | None, alive: ProcessLock
) -> None:
    import asyncio

    if client is not None:
        await client.aclose()
    await ledger.close()
    alive.release(remove=True)
    if stand_in is not None:
        await asyncio.to_thread(stand_in.stop)


def _start_stand_in(records: Path) -> PracticeServer:
    from kazadesk.practice.server import start_anywhere

    return start_anywhere(records=records)
