"""Profiles: one Kazawallet account each, with its credentials in the vault and its form defaults in the settings.

A profile's name stands in the ledger and the keyring and never changes. What the merchant calls it is a label in the
settings: to rename moves neither keys nor links nor confirmations, so nothing can be lost half-way.
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias
from urllib.parse import urlsplit

from kazadesk.api.address import is_loopback
from kazadesk.core.errors import CheckError, InputError, InputErrors, LedgerError, SettingsError, VaultError
from kazadesk.core.link import has_unseen
from kazadesk.core.redact import Redactor, Secret
from kazadesk.core.webhook.signature import Credentials
from kazadesk.services.email import check_email
from kazadesk.storage.settings import ProfileSettings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from kazadesk.api.client import KazawalletClient, Wallet
    from kazadesk.core.inbox import InboxAccess
    from kazadesk.storage.settings_file import SettingsFile
    from kazadesk.storage.vault import Kept

MAX_KEY = 256
MAX_NAME = 60
_HARDLY_SEEN = frozenset("\u034f\u0640\u0670\u115f\u1160\u17b4\u17b5\u2800\u3164").union(
    map(chr, [*range(0x064B, 0x0660), *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
)
"""Arabic's stretching and vowel signs, which one name may be written with or without; blanks that are no blanks."""
_OURS = ("default", "practice")
"""Names with a meaning of their own."""


KeepBalances: TypeAlias = "Callable[[str, Mapping[str, str]], Awaitable[None]]"


class CredentialStore(Protocol):
    """The vault, or in practice mode the account that everybody may know."""

    async def load(self, profile: str, *, asked: bool = False) -> Credentials | None: ...
    async def save(self, credentials: Credentials) -> Kept: ...
    async def delete(self, profile: str) -> None: ...
    async def load_inbox(self, profile: str, *, asked: bool = False) -> InboxAccess | None: ...
    async def save_inbox(self, access: InboxAccess) -> Kept: ...
    async def delete_inbox(self, profile: str) -> None: ...
    async def where(self) -> str: ...


class ProfileService:
    """The profiles of one mode. `current` is the one new links are made with."""

    def __init__(
        self,
        settings: SettingsFile,
        vault: CredentialStore,
        client: KazawalletClient,
        redactor: Redactor,
        *,
        practice: bool,
        profile: str | None = None,
    ) -> None:
        self._settings = settings
        self._vault = vault
        self._client = client
        self._redactor = redactor
        self.practice = practice
        self._stuck = False
        self.keep_balances: KeepBalances | None = None
        """Told of what each check of kept credentials brought: profile, and currency → amount."""
        self._chosen = None if profile is None else self._find(profile)

    @property
    def test_server(self) -> str:
        """Host and port of a provider on this computer that live links are made with, which is no real one; else ""."""
        address = urlsplit(self._client.base_url)
        return "" if self.practice or not is_loopback(address.hostname or "") else address.netloc

    def _find(self, called: str) -> str:
        """The profile that is called so. Raises SettingsError."""
        names = self.names()
        for name in names:
            if _folded(self.shown(name)) == _folded(called):
                return name
        if called in names:
            return called
        known = ", ".join(self.shown(name) for name in names)
        raise SettingsError("profile_unknown", profile=called, known=known)

    def names(self) -> list[str]:
        """At least one name; the first run has the default profile, without credentials."""
        return [profile.name for profile in self._profiles()]

    def _profiles(self) -> list[ProfileSettings]:
        settings = self._settings.value
        return [settings.practice] if self.practice else settings.profiles

    def shown(self, name: str) -> str:
        """What the merchant calls the profile, also one that was deleted: its name, until it was renamed."""
        return self._settings.value.labels.get(name, name)

    @property
    def current(self) -> str:
        names = self.names()
        wanted = self._chosen or self._settings.value.current_profile
        return wanted if wanted in names else names[0]

    @property
    def chosen(self) -> str | None:
        """The profile that was asked for when this began, or chosen since."""
        return self._chosen

    def select(self, name: str) -> None:
        """Make `name` the current profile, also for the next start. Raises SettingsError."""
        if name not in self.names():
            raise SettingsError("profile_unknown", profile=self.shown(name), known="")
        self._chosen = name
        if not self.practice:
            self._settings.change(current_profile=name)

    def defaults(self, name: str | None = None) -> ProfileSettings:
        """What the form of `name` (or the current profile) starts with; nothing where it was deleted."""
        wanted = name or self.current
        return next((profile for profile in self._profiles() if profile.name == wanted), ProfileSettings(wanted))

    def remember(self, name: str, email: str, currency: str, redirect_url: str) -> None:
        """Keep the form's last values as the profile's defaults, if the profile is still there."""
        if name not in self.names():
            return
        self._store(replace(self.defaults(name), email=email, currency=currency, redirect_url=redirect_url))

    def change(self, name: str, **fields: Any) -> None:
        """Replace fields of the profile's settings, if the profile is still there."""
        if name in self.names():
            self._store(replace(self.defaults(name), **fields))

    def check_name(self, text: str, *, of: str | None = None, taken: Iterable[str] = ()) -> str:
        """`text` as a profile (`of`: this one) can be called. Raises InputError(profile): missing, bad_name, taken.

        `taken`: more names that are in use, such as those of the user's language.
        """
        called = " ".join(text.split())
        if not _folded(called):
            raise InputError("profile", "missing")
        if len(called) > MAX_NAME or has_unseen(called):
            raise InputError("profile", "bad_name")
        others = [self.shown(name) for name in self.names() if name != of]
        if of is None or called != self.shown(of):
            others += _OURS
        if _folded(called) in {_folded(other) for other in (*others, *taken)}:
            raise InputError("profile", "taken", name=called)
        return called

    def rename(self, name: str, text: str) -> None:
        """Call the profile otherwise: one write of the settings, and nothing else changes. Raises InputError."""
        called = self.check_name(text, of=name)
        if called != self.shown(name):
            labels = {other: label for other, label in self._settings.value.labels.items() if other != name}
            self._settings.change(labels=labels if called == name else labels | {name: called})

    async def remove(self, name: str, *, leave_keys: bool = False) -> None:
        """Delete the keys, then the profile; what the ledger has of it stays. Raises VaultError, SettingsError.

        Where the keys cannot be deleted nothing is: `leave_keys` leaves them to the keyring.
        """
        if self.practice or self.names() == [name]:
            raise SettingsError("last_profile", profile=self.shown(name))
        if not leave_keys:
            await self._vault.delete(name)
        left = [profile for profile in self._profiles() if profile.name != name]
        if left:
            current = self.current if self.current != name else left[0].name
            deleted = self._settings.value.deleted | {name: self.defaults(name).email}
            self._chosen = current
            self._settings.change(profiles=left, current_profile=current, deleted=deleted)

    def _store(self, changed: ProfileSettings) -> None:
        if self.practice:
            self._settings.change(practice=changed)
            return
        profiles = [changed if profile.name == changed.name else profile for profile in self._profiles()]
        self._settings.change(profiles=profiles)

    async def credentials(self, name: str | None = None, *, asked: bool = False) -> Credentials | None:
        """The credentials of `name` (or the current profile), or None where none are kept. Raises VaultError.

        None for a profile that was deleted, whatever the keyring was left with.
        `asked`: a person is waiting for it, so the keyring may show its prompt. One that has not answered is asked
        again only without a prompt, which takes seconds instead of minutes, until it answers.
        """
        wanted = name or self.current
        if wanted not in self.names():
            return None
        try:
            found = await self._vault.load(wanted, asked=asked and not self._stuck)
            self._stuck = False
        except VaultError as error:
            self._stuck = error.code == "keyring_timeout"
            if error.code != "no_keyring":
                raise
            # nothing is kept where nothing can be; what is entered then lasts for the session
            found = None
        if found is not None:
            self._redactor.learn([found.api_key, found.api_secret])
        return found

    async def all_credentials(self) -> list[Credentials]:
        """Those of every profile that has them, the current profile's first. Raises VaultError."""
        current = self.current
        names = [current, *(name for name in self.names() if name != current)]
        found = [await self.credentials(name, asked=True) for name in names]
        return [credentials for credentials in found if credentials is not None]

    async def save(self, name: str, api_key: str, api_secret: str, email: str) -> Kept:
        """Keep checked credentials and the account email of a profile that is there.

        Raises InputErrors, VaultError, SettingsError.
        """
        if name not in self.names():
            raise SettingsError("profile_unknown", profile=self.shown(name), known="")
        credentials, address = await self._checked(name, api_key, api_secret, email)
        kept = await self._vault.save(credentials)
        self.change(name, email=address)
        return kept

    async def add(self, text: str, api_key: str, api_secret: str, email: str, *, taken: Iterable[str] = ()) -> Kept:
        """Keep a new profile that is called `text`, and make it the current one. Raises InputErrors, VaultError."""
        errors: list[InputError] = []
        called = ""
        try:
            called = self.check_name(text, taken=taken)
        except InputError as error:
            errors.append(error)
        name = self._name_for(called, email.strip())
        credentials, address = await self._checked(name, api_key, api_secret, email, errors)
        kept = await self._vault.save(credentials)
        settings = self._settings.value
        labels = {other: label for other, label in settings.labels.items() if other != name}
        self._settings.change(
            deleted={other: known for other, known in settings.deleted.items() if other != name},
            profiles=[*settings.profiles, ProfileSettings(name=name, email=address)],
            labels=labels if called == name else labels | {name: called},
            current_profile=name,
        )
        self._chosen = name
        return kept

    def _name_for(self, called: str, email: str) -> str:
        """What a new profile is in ledger and keyring: that of a deleted one that was called so and was the same
        account, whose links it gets back; else one that no other has or had.
        """
        names, labels, deleted = self.names(), self._settings.value.labels, self._settings.value.deleted
        for name, address in deleted.items():
            # another account's keys say nothing about its links
            if name not in names and _folded(self.shown(name)) == _folded(called) and _same(address, email):
                return name
        # keyrings of some systems know no capital letters
        had = {_folded(name) for name in (*names, *labels, *deleted)}
        return next(name for number in count(1) if _folded(name := _numbered(called, number)) not in had)

    async def check(self, name: str, api_key: str, api_secret: str, email: str) -> list[Wallet]:
        """The account's balances: proves key, secret and email. Raises InputErrors, CheckError."""
        credentials, address = await self._checked(name, api_key, api_secret, email)
        return await self._keep(name, await self._wallets(credentials, address))

    async def check_kept(self) -> list[Wallet]:
        """`check` with what is kept for the current profile. Raises CheckError, VaultError."""
        credentials = await self.credentials(asked=True)
        if credentials is None:
            raise CheckError("no_credentials")
        return await self._keep(self.current, await self._wallets(credentials, self.defaults().email))

    async def _wallets(self, credentials: Credentials, email: str) -> list[Wallet]:
        """Where the key is not known, the two are tried the other way round: this call sends both in any case.

        Raises CheckError, with keys_swapped where that was it.
        """
        try:
            return await self._client.wallets(credentials, email)
        except CheckError as error:
            other = credentials.swapped()
            if error.code not in ("key_rejected", "keys_rejected") or other == credentials:
                raise
            try:
                await self._client.wallets(other, email)
            except CheckError as answer:
                if answer.code not in ("secret_rejected", "user_not_found"):  # which come after a key that is known
                    raise error from None
            raise CheckError("keys_swapped") from None

    async def _keep(self, name: str, wallets: list[Wallet]) -> list[Wallet]:
        if self.keep_balances is not None and name in self.names():
            with suppress(LedgerError):  # the balances are shown all the same
                await self.keep_balances(name, {wallet.currency: wallet.amount for wallet in wallets})
        return wallets

    async def _checked(
        self, name: str, api_key: str, api_secret: str, email: str, wrong: Iterable[InputError] = ()
    ) -> tuple[Credentials, str]:
        """`wrong`: what was found so far, to be raised with the rest."""
        api_key, api_secret, email = map(without_unseen, (api_key, api_secret, email))
        errors = list(wrong)
        for field, text in (("api_key", api_key), ("api_secret", api_secret)):
            if not text:
                errors.append(InputError(field, "missing"))
            elif len(text) > MAX_KEY:
                errors.append(InputError(field, "too_long", allowed=str(MAX_KEY)))
            elif not text.isascii() or not text.isprintable():
                errors.append(InputError(field, "not_ascii"))
            elif self._is_public(text):
                errors.append(InputError(field, "practice_keys"))
        address = ""
        try:
            address = check_email(email)
        except InputError as error:
            errors.append(error)
        if errors:
            raise InputErrors(errors)
        credentials = Credentials(name, Secret(api_key), Secret(api_secret))
        self._redactor.learn([credentials.api_key, credentials.api_secret])
        return credentials, address

    def _is_public(self, text: str) -> bool:
        """Whether `text` is one of practice mode's keys, with which anybody could sign a webhook; of a server on this
        computer they are the right ones.
        """
        from kazadesk.practice.account import CREDENTIALS  # noqa: PLC0415 - its package brings a server and asyncio

        public = (CREDENTIALS.api_key.reveal(), CREDENTIALS.api_secret.reveal())
        return text.upper() in public and not self.practice and not self.test_server

    async def forget(self, name: str) -> None:
        """Remove the credentials of `name` from the vault. Raises VaultError."""
        await self._vault.delete(name)

    async def inbox(self, name: str | None = None, *, asked: bool = False) -> InboxAccess | None:
        """The way to the mailbox of `name` (or the current profile), None where none is set up. Raises VaultError."""
        wanted = name or self.current
        if wanted not in self.names():
            return None
        try:
            found = await self._vault.load_inbox(wanted, asked=asked)
        except VaultError as error:
            if error.code != "no_keyring":
                raise
            return None
        if found is not None:
            self._learn(found)
        return found

    async def save_inbox(self, access: InboxAccess) -> Kept:
        """Keep the way to a mailbox. Raises InputError, SettingsError."""
        if access.profile not in self.names():
            raise SettingsError("profile_unknown", profile=self.shown(access.profile), known="")
        self._learn(access)
        return await self._vault.save_inbox(access)

    async def forget_inbox(self, name: str) -> None:
        """Webhooks of `name` are not pulled any more. Raises VaultError."""
        await self._vault.delete_inbox(name)

    def _learn(self, access: InboxAccess) -> None:
        """The log must hold neither the key nor the write address's secret part."""
        token = access.hook.reveal().rstrip("/").rpartition("/")[2].rpartition("?")[2]
        self._redactor.learn([access.key, Secret(token)] if token else [access.key])

    async def where(self) -> str:
        """The plain name of the place that keeps the credentials, or "" where none can."""
        return await self._vault.where()


def without_unseen(text: str) -> str:
    """A pasted key or address without the characters that pages and chats add and nobody sees, nor blanks around it."""
    return "".join(each for each in text if unicodedata.category(each) != "Cf").strip()


def _folded(name: str) -> str:
    """What names are compared by: without case, blanks, the shape of letters, and what is hardly or not seen."""
    letters = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    seen = (each for each in letters if unicodedata.category(each) != "Cf" and each not in _HARDLY_SEEN)
    return "".join("".join(seen).split())


def _same(address: str, other: str) -> bool:
    """An account that never had an email may be any."""
    return address.casefold() in ("", other.casefold())


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name} {number}"
