"""Which ledger a desk works with: the file in its data folder, or one on a server that several desks share."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kazadesk.core.errors import InputError, LedgerError

if TYPE_CHECKING:
    from kazadesk.storage.ledger import SqlLedger
    from kazadesk.storage.settings import Settings


_MOMENT = 0.3
"""Seconds."""


class UpgradeNews:
    """Tells `show` each new hundredth of an upgrade, once it has taken a moment: of most nobody notices anything."""

    def __init__(self, show: Callable[[int], object]) -> None:
        self._show = show
        self._begun = time.monotonic()
        self.told = -1
        """The hundredths that were shown last."""

    def __call__(self, share: float) -> bool:
        """True: to go on."""
        percent = int(100 * share)
        if percent > self.told and time.monotonic() - self._begun >= _MOMENT:
            self.told = percent
            self._show(percent)
        return True


def open_ledger(
    path: Path,
    settings: Settings,
    *,
    practice: bool,
    address: str | None = None,
    told: Callable[[float], bool] = lambda _share: True,
) -> SqlLedger:
    """The ledger of one mode; blocks. `address` comes before that of the settings. Raises LedgerError, InputError.

    `told` hears how far an old file has been brought up to date, from 0 to 1, in the ledger's thread; whether to go on
    is its answer, else upgrade_stopped is raised and the file is as it was.
    The server's driver is imported only where there is an address.
    """
    if practice and address:
        raise InputError("ledger", "practice_stays_here")
    shared = "" if practice else address if address is not None else settings.ledger_url
    if not shared and address is None:
        from kazadesk.storage.sqlite.ledger_file import SqliteLedger

        return SqliteLedger.open(path, told=told)
    from kazadesk.storage.postgres.address import parse

    parsed = parse(shared)
    try:
        from kazadesk.storage.postgres.ledger import PostgresLedger
    except ImportError as error:
        raise LedgerError("ledger_driver", path=parsed.place, why=str(error)) from error
    from kazadesk.storage.server_password import ServerPassword

    return PostgresLedger.open(parsed, desk=desk_name(settings), password=ServerPassword(parsed.login))


def desk_name(settings: Settings) -> str:
    """What this desk is called in the ledger."""
    if settings.desk_name:
        return settings.desk_name
    import platform

    return platform.node() or "KazaDesk"
