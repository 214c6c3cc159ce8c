"""The vault: each profile's API key and API secret, in the system keyring or for this session only, never in a file."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from kazadesk.core.errors import InputError, VaultError
from kazadesk.core.inbox import InboxAccess
from kazadesk.core.redact import Secret
from kazadesk.core.webhook.signature import Credentials
from kazadesk.storage.keyrings import SystemKeyring
from kazadesk.storage.worker import Worker

T = TypeVar("T")

log = logging.getLogger(__name__)

UNASKED_SECONDS = 5.0
ASKED_SECONDS = 120.0
MAX_UNITS = 1200
"""UTF-16 units of one item: what the Windows Credential Manager surely takes; the same limit everywhere."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where credentials went: `where` names the keyring; "" means this session only, because of `problem`."""

    where: str
    problem: VaultError | None = None


class Vault:
    """Calls of the keyring run one at a time in a thread of their own; one that never ends is left behind."""

    def __init__(self) -> None:
        self._worker: Worker | None = None
        self._keyring: SystemKeyring | None = None
        self._memory: dict[str, Credentials | None] = {}
        self._inboxes: dict[str, InboxAccess | None] = {}
        self._only_here: set[str] = set()
        """Profiles whose credentials no keyring took, as far as this session knows."""

    async def load(self, profile: str, *, asked: bool = False) -> Credentials | None:
        """The credentials of `profile`, None if there are none; from memory after the first time. Raises VaultError."""
        if profile not in self._memory:
            text = await self._call(lambda keyring: keyring.read(_service(profile), asked=asked), asked)
            self._memory.setdefault(profile, None if text is None else _parse(profile, text))
        return self._memory[profile]

    async def save(self, credentials: Credentials, *, asked: bool = True) -> Kept:
        """Keep in the keyring; where that fails, for this session. Raises InputError where they are too long."""
        text = _text(credentials)
        if self._memory.get(credentials.profile) is None:
            self._only_here.add(credentials.profile)
        self._memory[credentials.profile] = credentials
        try:
            await self._call(lambda keyring: keyring.write(_service(credentials.profile), text, asked=asked), asked)
        except VaultError as problem:
            return Kept("", problem)
        self._only_here.discard(credentials.profile)
        return Kept(await self.where())

    async def delete(self, profile: str) -> None:
        """Forget keys and mailbox, in the keyring and here. Raises VaultError, and forgets nothing, where it may keep
        them.
        """

        def job(keyring: SystemKeyring) -> None:
            keyring.delete(_inbox_service(profile), asked=True)
            keyring.delete(_service(profile), asked=True)

        try:
            await self._call(job, asked=True)
        except VaultError as problem:
            if problem.code != "no_keyring" or profile not in self._only_here:
                raise
        self._memory[profile] = self._inboxes[profile] = None
        self._only_here.discard(profile)

    async def load_inbox(self, profile: str, *, asked: bool = False) -> InboxAccess | None:
        """The way to the mailbox of `profile`, None if there is none. Raises VaultError."""
        if profile not in self._inboxes:
            text = await self._call(lambda keyring: keyring.read(_inbox_service(profile), asked=asked), asked)
            self._inboxes.setdefault(profile, None if text is None else _parse_inbox(profile, text))
        return self._inboxes[profile]

    async def save_inbox(self, access: InboxAccess) -> Kept:
        """Keep in the keyring; where that fails, for this session. Raises InputError(pull) where it is too long."""
        parts = {"pull": access.pull, "hook": access.hook.reveal(), "key": access.key.reveal()}
        text = json.dumps(parts, ensure_ascii=False)
        if len(text) > MAX_UNITS:
            raise InputError("pull", "too_long")
        self._inboxes[access.profile] = access
        try:
            await self._call(
                lambda keyring: keyring.write(_inbox_service(access.profile), text, asked=True), asked=True
            )
        except VaultError as problem:
            return Kept("", problem)
        return Kept(await self.where())

    async def delete_inbox(self, profile: str) -> None:
        """Forget the way to the mailbox, in the keyring and here. Raises VaultError where it may keep it."""
        try:
            await self._call(lambda keyring: keyring.delete(_inbox_service(profile), asked=True), asked=True)
        except VaultError as problem:
            if problem.code != "no_keyring":
                raise
        self._inboxes[profile] = None

    async def where(self) -> str:
        """The plain name of the keyring, "" where there is none. It may be locked."""
        try:
            return await self._call(lambda keyring: keyring.name, asked=False)
        except VaultError:
            return ""

    async def probe(self) -> str:
        """Keep, read and delete an item that is no secret, without a prompt; returns the name. Raises VaultError."""

        def job(keyring: SystemKeyring) -> str:
            service = _service("selftest")
            keyring.write(service, "KazaDesk was here", asked=False)
            keyring.delete(service, asked=False)
            return keyring.name

        return await self._call(job, asked=False)

    async def _call(self, job: Callable[[SystemKeyring], T], asked: bool) -> T:
        import asyncio  # noqa: PLC0415 - start-up makes a vault, and asks it later

        if self._worker is None:
            self._worker = Worker("keyring")
        worker = self._worker

        def work() -> T:
            keyring = self._keyring or SystemKeyring()
            self._keyring = keyring
            return job(keyring)

        try:
            return await asyncio.wait_for(worker.call(work), ASKED_SECONDS if asked else UNASKED_SECONDS)
        except TimeoutError:
            # the thread may be stuck for ever: the next call gets a new one
            worker.stop()
            if self._worker is worker:
                self._worker = None
            problem = VaultError("keyring_timeout")
        except VaultError as error:
            problem = error
        log.warning("the keyring could not be used: %s", problem)
        raise problem


def _service(profile: str) -> str:
    # one service a profile and one user: a second user of a service would move the first on Windows
    # tests have a name of their own: on Windows and macOS they meet the keyring of whoever runs them
    return f"{os.environ.get('KAZADESK_KEYRING_SERVICE') or 'KazaDesk'}: {profile}"


def _inbox_service(profile: str) -> str:
    return f"KazaDesk inbox: {profile}"


def _parse_inbox(profile: str, text: str) -> InboxAccess:
    try:
        data = json.loads(text)
        return InboxAccess(profile, data["pull"] + "", Secret(data["hook"] + ""), Secret(data["key"] + ""))
    except (ValueError, TypeError, KeyError, RecursionError):
        pass  # the error may hold the text
    raise VaultError("keyring_failed", why="not ours")


def _text(credentials: Credentials) -> str:
    key, secret = credentials.api_key.reveal(), credentials.api_secret.reveal()
    text = json.dumps({"api_key": key, "api_secret": secret}, ensure_ascii=False)
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > MAX_UNITS:
        raise InputError("api_key" if len(key) > len(secret) else "api_secret", "too_long")
    return text


def _parse(profile: str, text: str) -> Credentials:
    try:
        data = json.loads(text)
        return Credentials(profile, Secret(data["api_key"] + ""), Secret(data["api_secret"] + ""))
    except (ValueError, TypeError, KeyError, RecursionError):
        pass  # the error may hold the text
    raise VaultError("keyring_failed", why="not ours")
