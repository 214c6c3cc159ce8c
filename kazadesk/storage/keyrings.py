"""The system keyring: one allow-listed backend a system, whatever the user's keyring configuration says.

Every function blocks, perhaps without end (a prompt, a stuck daemon): for the vault's own thread only.
No exception that leaves here carries a keyring's own words, which may hold what was to be kept.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from kazadesk.core.errors import VaultError

T = TypeVar("T")

USER = "KazaDesk"
_BACKENDS = {
    "win32": ("keyring.backends.Windows", "WinVaultKeyring", "Windows Credential Manager"),
    "darwin": ("keyring.backends.macOS", "Keyring", "macOS Keychain"),
}
_SECRET_SERVICE = ("keyring.backends.SecretService", "Keyring", "Secret Service")
_SECRET_SERVICES = {
    "gnome-keyring-d": "GNOME Keyring",
    "kwalletd5": "KDE Wallet",
    "kwalletd6": "KDE Wallet",
    "ksecretd": "KDE Wallet",
    "keepassxc": "KeePassXC",
}


class SystemKeyring:
    """The one backend of this system. `asked`: a person waits for it, so it may show its prompt."""

    def __init__(self) -> None:
        """Raises VaultError(no_keyring)."""
        self._backend, self.name = _with_vault_errors(_backend, asked=False)

    def read(self, service: str, *, asked: bool) -> str | None:
        """What is kept under `service`, None if nothing. Raises VaultError."""

        def job() -> str | None:
            if not _has_items(asked):
                return None
            found = self._backend.get_password(service, USER)
            return None if found is None else str(found)

        return _with_vault_errors(job, asked)

    def write(self, service: str, text: str, *, asked: bool) -> None:
        """Keep `text`, and prove it by reading it back. Raises VaultError."""

        def job() -> None:
            if not _has_items(asked) and not asked:
                raise VaultError("keyring_locked")  # making one shows a prompt
            if self._backend.get_password(service, USER) == text:
                return  # on macOS each write loses the user's "Always Allow"
            self._backend.set_password(service, USER, text)
            if self._backend.get_password(service, USER) != text:
                raise VaultError("keyring_not_kept")

        _with_vault_errors(job, asked)

    def delete(self, service: str, *, asked: bool) -> None:
        """Remove what is kept under `service`, if anything. Raises VaultError."""

        def job() -> None:
            if _has_items(asked) and self._backend.get_password(service, USER) is not None:
                self._backend.delete_password(service, USER)
                if self._backend.get_password(service, USER) is not None:
                    raise VaultError("keyring_failed")

        _with_vault_errors(job, asked)


def _backend() -> tuple[Any, str]:
    module, name, shown = _BACKENDS.get(sys.platform, _SECRET_SERVICE)
    kind = getattr(import_module(module), name)
    if kind.priority <= 0:
        raise VaultError("no_keyring")
    backend = kind.__new__(kind)  # without __init__, which takes properties from the environment
    if sys.platform == "win32":
        backend.persist = "local machine"  # by default credentials roam with the account
    elif sys.platform == "darwin":
        backend.keychain = None  # from the environment, too
    else:
        backend.get_preferred_collection = _collection
        shown = _secret_service_name() or shown
    return backend, shown


def _collection() -> Any:
    """The default collection, which `_has_items` unlocked. The backend's own leaves its connection open on failure."""
    import secretstorage

    bus = secretstorage.dbus_init()
    try:
        return secretstorage.get_default_collection(bus)
    except BaseException:
        bus.close()
        raise


def _has_items(asked: bool) -> bool:
    """Whether anything can be kept already, unlocked. Raises VaultError(keyring_locked, prompt_dismissed).

    Unlocks by itself: where that fails the backend would leave its connection open.
    """
    if sys.platform in _BACKENDS:
        return True
    import secretstorage

    with closing(secretstorage.dbus_init()) as bus:
        try:
            collection = secretstorage.Collection(bus)
        except secretstorage.ItemNotFoundException:
            return False  # the backend would make a collection, with a prompt
        if collection.is_locked():
            if not asked:
                raise VaultError("keyring_locked")
            collection.unlock()
            if collection.is_locked():
                raise VaultError("prompt_dismissed")
    return True


def _secret_service_name() -> str | None:
    """Who provides the Secret Service, by the name of its process."""
    from jeepney import DBusErrorResponse
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import Proxy
    from secretstorage import dbus_init

    try:
        with closing(dbus_init()) as bus:
            dbus = Proxy(message_bus, bus)
            if not dbus.NameHasOwner("org.freedesktop.secrets")[0]:
                dbus.StartServiceByName("org.freedesktop.secrets")
            (pid,) = dbus.GetConnectionUnixProcessID("org.freedesktop.secrets")
        return _SECRET_SERVICES.get(Path(f"/proc/{pid}/comm").read_text("utf-8").strip())
    except (OSError, DBusErrorResponse):
        return None  # a name only: the call that needs the service tells what is wrong


def _with_vault_errors(job: Callable[[], T], asked: bool) -> T:
    """Run `job`, which can be run again, its failure told as VaultError.

    GNOME Keyring dies now and then while it answers; the next call has D-Bus start it again.
    """
    for attempt in (1, 2):
        try:
            return job()
        except VaultError:
            raise
        except Exception as error:  # noqa: BLE001 - a backend raises what it likes (pywintypes.error, OSError…)
            problem = _problem(error, asked)
            if attempt == 2 or not _chain(error) & {"SecretServiceNotAvailableException"}:
                break
    raise problem  # outside of `except`: the error, which may hold the secret, is not its context


def _problem(error: Exception, asked: bool) -> VaultError:
    chain = _chain(error)
    if "PromptDismissedException" in chain or (asked and "KeyringLocked" in chain):
        return VaultError("prompt_dismissed")
    if chain & {"KeyringLocked", "LockedException"}:
        return VaultError("keyring_locked")
    gone = (ImportError, OSError, EOFError)
    if "SecretServiceNotAvailableException" in chain or isinstance(error, gone) or type(error) is RuntimeError:
        return VaultError("no_keyring", why=type(error).__name__)
    return VaultError("keyring_failed", why=type(error).__name__)


def _chain(error: Exception) -> set[str]:
    return {type(error).__name__, type(error.__cause__).__name__}
