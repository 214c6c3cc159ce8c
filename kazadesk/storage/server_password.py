"""The password for a ledger's server: in the system keyring, or in libpq's own password file; nowhere else."""

from __future__ import annotations

import logging
import threading

from kazadesk.core.errors import VaultError
from kazadesk.core.redact import Secret
from kazadesk.storage.keyrings import SystemKeyring

log = logging.getLogger(__name__)


class ServerPassword:
    """Called in the ledger's threads, at each connection. `login`: user, host and database (Address.login)."""

    def __init__(self, login: str, typed: str | None = None) -> None:
        self._service = f"KazaDesk ledger: {login}"
        self._lock = threading.Lock()
        self._known: Secret | None = Secret(typed) if typed else None
        self._asked = bool(typed)

    def __call__(self) -> str | None:
        """None where the keyring has none: libpq then looks into its own file. May block for a prompt."""
        with self._lock:
            if not self._asked:  # once: a line that is cut for hours shall not ask for the keyring every second
                self._asked = True
                try:
                    found = SystemKeyring().read(self._service, asked=True)
                    self._known = Secret(found) if found is not None else None
                except VaultError as problem:
                    log.warning("the keyring could not be asked for the server's password: %s", problem)
            return self._known.reveal() if self._known is not None else None

    def keep(self) -> None:
        """Keep what was typed; blocks. Raises VaultError."""
        if self._known is not None:
            SystemKeyring().write(self._service, self._known.reveal(), asked=True)

    def forget(self) -> None:
        """Blocks. Raises VaultError."""
        SystemKeyring().delete(self._service, asked=True)
