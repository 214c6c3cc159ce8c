"""Share the ledger with other desks on a server, join one that is shared, and go back to a file of one's own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kazadesk.core.errors import InputError, LedgerError
from kazadesk.core.link import has_unseen
from kazadesk.storage.files import patiently, remove, rename
from kazadesk.storage.opening import desk_name
from kazadesk.storage.postgres.address import Address, is_address, parse

if TYPE_CHECKING:
    from kazadesk.storage.server_password import ServerPassword
    from kazadesk.storage.settings_file import SettingsFile

T = TypeVar("T")

MAX_NAME = 60
Progress = Callable[[int, int], object]
"""Rows done, and rows there are; called in another thread."""


@dataclass(frozen=True, slots=True)
class Server:
    """What a server said of itself. `links` is None where it has no ledger yet."""

    place: str
    version: str
    encrypted: bool
    trigrams: bool
    links: int | None


class Desks:
    """Of the live ledger at `path`; whoever has it open opens it again after `share`, `join` and `leave`."""

    def __init__(self, path: Path, settings: SettingsFile) -> None:
        self._path = path
        self._settings = settings

    @property
    def url(self) -> str:
        """The shared ledger of this desk, "" for its own file."""
        return self._settings.value.ledger_url

    @property
    def name(self) -> str:
        """What others see of what this desk did."""
        return desk_name(self._settings.value)

    def rename(self, name: str) -> None:
        """Raises InputError(desk): bad_name."""
        name = name.strip()
        if len(name) > MAX_NAME or has_unseen(name):
            raise InputError("desk", "bad_name", allowed=str(MAX_NAME))
        self._settings.change(desk_name=name)

    async def look(self, url: str, password: str = "") -> Server:
        """What is there; changes nothing. Raises InputError(ledger), LedgerError."""
        address = parse(url)
        return await asyncio.to_thread(self._look, address, self._secret(address, password))

    def _look(self, address: Address, password: ServerPassword) -> Server:
        from kazadesk.storage.postgres.ledger import check

        found = dict(check(address, self.name, password()))
        links = int(found["links"]) if found["schema"] != "0" else None
        return Server(address.place, found["server"], found["tls"] == "yes", found["pg_trgm"] == "yes", links)

    async def share(self, url: str, progress: Progress, *, password: str = "", source: Path | None = None) -> int:
        """Copy the file to the server and work there from now on; the number of rows. Raises InputError, LedgerError.

        Cut off or cancelled, it goes on the next time. `source`: another file, which stays as it is, and so does this
        desk.
        """
        address = parse(url)
        secret = self._secret(address, password)

        def job(told: Progress) -> int:
            from kazadesk.storage.postgres.copying import copy_to_server

            return copy_to_server(source or self._path, address, self.name, secret(), told, move=source is None)

        rows = await _cancellable(job, progress)
        if source is None:
            await self._use(url, secret if password else None)
        return rows

    async def join(self, url: str, *, password: str = "") -> None:
        """Work with a ledger that is there; this desk's own file stays as it is. Raises InputError, LedgerError."""
        address = parse(url)
        secret = self._secret(address, password)
        await asyncio.to_thread(self._look, address, secret)
        await self._use(url, secret if password else None)

    async def copy_back(self, url: str, target: Path, progress: Progress, *, password: str = "") -> int:
        """Everything that the server has, in one SQLite file; the number of rows. Raises InputError(to), LedgerError.

        Cut off or cancelled, it goes on the next time.
        """
        address = parse(url)
        secret = self._secret(address, password)
        part = target.with_name(f"{target.name}.part")

        def job(told: Progress) -> int:
            from kazadesk.storage.postgres.copying import copy_from_server
            from kazadesk.storage.sqlite.backup import translated_errors

            if target.exists():
                raise InputError("to", "exists", path=str(target))
            rows = copy_from_server(address, self.name, secret(), part, told)
            with translated_errors(target):
                rename(part, target)
            return rows

        return await _cancellable(job, progress)

    async def bring_back(self, progress: Progress) -> int:
        """Copy everything from the server beside this desk's own file, for `leave`; the number of rows."""

        def forget() -> None:  # brought back before, and not put in place
            from kazadesk.storage.sqlite.backup import translated_errors

            with translated_errors(self._back):
                patiently(lambda: self._back.unlink(missing_ok=True))

        await asyncio.to_thread(forget)
        return await self.copy_back(self.url, self._back, progress)

    async def leave(self) -> None:
        """Put what was brought back in the place of this desk's own file, and work there; no ledger may be open.

        The server's ledger stays as it is. Raises LedgerError.
        """

        def put_in_place() -> None:
            from kazadesk.storage.sqlite.restore import restore

            restore(self._path, self._back, newest=True)
            remove(self._back)

        await asyncio.to_thread(put_in_place)
        self._settings.change(ledger_url="")

    @property
    def _back(self) -> Path:
        return self._path.with_name(f"{self._path.stem}-from-server.sqlite")

    async def keep_password(self, url: str, password: str) -> None:
        """In the system keyring. Raises InputError(ledger), VaultError."""
        await asyncio.to_thread(self._secret(parse(url), password).keep)

    async def _use(self, url: str, secret: ServerPassword | None) -> None:
        if secret is not None:
            await asyncio.to_thread(secret.keep)
        self._settings.change(ledger_url=url.strip())

    def _secret(self, address: Address, password: str) -> ServerPassword:
        from kazadesk.storage.server_password import ServerPassword

        return ServerPassword(address.login, password or None)


async def _cancellable(job: Callable[[Progress], T], progress: Progress) -> T:
    """In a thread; it ends at the next page when the caller is cancelled."""
    stopped = threading.Event()

    def told(done: int, total: int) -> None:
        if stopped.is_set():
            raise LedgerError("copy_stopped")
        progress(done, total)

    try:
        return await asyncio.to_thread(job, told)
    except asyncio.CancelledError:
        stopped.set()
        raise


__all__ = ["Desks", "Progress", "Server", "is_address"]
