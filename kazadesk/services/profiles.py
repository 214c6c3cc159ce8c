"""Profiles: one Kazawallet account each, with its credentials in the vault and its form defaults in the settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from kazadesk.core.errors import CheckError, InputError, InputErrors, SettingsError, VaultError
from kazadesk.core.link import has_unseen
from kazadesk.core.redact import Redactor, Secret
from kazadesk.core.signature import Credentials
from kazadesk.storage.settings import ProfileSettings

if TYPE_CHECKING:
    from kazadesk.api.client import KazawalletClient, Wallet
    from kazadesk.storage.settings_file import SettingsFile
    from kazadesk.storage.vault import Kept

MAX_KEY = 256


class CredentialStore(Protocol):
    """The vault, or in practice mode the account that everybody may know."""

    async def load(self, profile: str, *, asked: bool = False) -> Credentials | None: ...
    async def save(self, credentials: Credentials) -> Kept: ...
    async def delete(self, profile: str) -> None: ...
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
        self._chosen = profile
        self._stuck = False
        if profile is not None and profile not in self.names():
            raise SettingsError("profile_unknown", profile=profile, known=", ".join(self.names()))

    def names(self) -> list[str]:
        """At least one name; the first run has the default profile, without credentials."""
        return [profile.name for profile in self._profiles()]

    def _profiles(self) -> list[ProfileSettings]:
        settings = self._settings.value
        return [settings.practice] if self.practice else settings.profiles

    @property
    def current(self) -> str:
        names = self.names()
        wanted = self._chosen or self._settings.value.current_profile
        return wanted if wanted in names else names[0]

    def select(self, name: str) -> None:
        """Make `name` the current profile, also for the next start. Raises SettingsError."""
        if name not in self.names():
            raise SettingsError("profile_unknown", profile=name, known=", ".join(self.names()))
        self._chosen = name
        if not self.practice:
            self._settings.change(current_profile=name)

    def defaults(self, name: str | None = None) -> ProfileSettings:
        """What the form of `name` (or the current profile) starts with."""
        wanted = name or self.current
        return next(profile for profile in self._profiles() if profile.name == wanted)

    def remember(self, name: str, email: str, currency: str, redirect_url: str) -> None:
        """Keep the form's last values as the profile's defaults, if the profile is still there."""
        if name not in self.names():
            return
        self._store(replace(self.defaults(name), email=email, currency=currency, redirect_url=redirect_url))

    def name_shop(self, name: str, shop_name: str) -> None:
        """What customers see beside the QR code and in messages; "" for nothing."""
        self._store(replace(self.defaults(name), shop_name=shop_name))

    def _store(self, changed: ProfileSettings) -> None:
        if self.practice:
            self._settings.change(practice=changed)
            return
        profiles = [changed if profile.name == changed.name else profile for profile in self._profiles()]
        self._settings.change(profiles=profiles)

    async def credentials(self, name: str | None = None, *, asked: bool = False) -> Credentials | None:
        """The credentials of `name` (or the current profile), or None where none are kept. Raises VaultError.

        `asked`: a person is waiting for it, so the keyring may show its prompt. One that has not answered is asked
        again only without a prompt, which takes seconds instead of minutes, until it answers.
        """
        try:
            found = await self._vault.load(name or self.current, asked=asked and not self._stuck)
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
        """Keep checked credentials and the account email. Raises InputErrors, VaultError, SettingsError."""
        credentials, address = await self._checked(name, api_key, api_secret, email)
        kept = await self._vault.save(credentials)
        if name in self.names():
            self._store(replace(self.defaults(name), email=address))
        else:
            self._settings.change(profiles=[*self._settings.value.profiles, ProfileSettings(name=name, email=address)])
        return kept

    async def check(self, name: str, api_key: str, api_secret: str, email: str) -> list[Wallet]:
        """The account's balances: proves key, secret and email. Raises InputErrors, CheckError."""
        credentials, address = await self._checked(name, api_key, api_secret, email)
        return await self._client.wallets(credentials, address)

    async def check_kept(self) -> list[Wallet]:
        """`check` with what is kept for the current profile. Raises CheckError, VaultError."""
        credentials = await self.credentials(asked=True)
        if credentials is None:
            raise CheckError("no_credentials")
        return await self._client.wallets(credentials, self.defaults().email)

    async def _checked(self, name: str, api_key: str, api_secret: str, email: str) -> tuple[Credentials, str]:
        from kazadesk.services.links import check_email

        errors: list[InputError] = []
        if not name.strip() or len(name) > 60 or has_unseen(name):
            errors.append(InputError("profile", "bad_name"))
        for field, text in (("api_key", api_key), ("api_secret", api_secret)):
            if not text.strip():
                errors.append(InputError(field, "missing"))
            elif len(text.strip()) > MAX_KEY:
                errors.append(InputError(field, "too_long", allowed=str(MAX_KEY)))
            elif not text.strip().isascii() or not text.strip().isprintable():
                errors.append(InputError(field, "not_ascii"))
        address = ""
        try:
            address = check_email(email)
        except InputError as error:
            errors.append(error)
        if errors:
            raise InputErrors(errors)
        credentials = Credentials(name.strip(), Secret(api_key.strip()), Secret(api_secret.strip()))
        self._redactor.learn([credentials.api_key, credentials.api_secret])
        return credentials, address

    async def forget(self, name: str) -> None:
        """Remove the credentials of `name` from the vault. Raises VaultError."""
        await self._vault.delete(name)

    async def where(self) -> str:
        """The plain name of the place that keeps the credentials, or "" where none can."""
        return await self._vault.where()
