"""Looks after the ledger's file: checks it after an unclean end, backs it up every day, puts a backup in its place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kazadesk.core.errors import LedgerError
from kazadesk.storage.process_lock import ProcessLock, clear
from kazadesk.storage.sqlite import backup
from kazadesk.storage.sqlite.backup import Backup, Preview
from kazadesk.storage.sqlite.ledger_file import SqliteLedger
from kazadesk.storage.sqlite.restore import Restored, restore

if TYPE_CHECKING:
    from kazadesk.storage.ledger import SqlLedger

__all__ = ["Backup", "Preview", "Restored", "Upkeep"]

EVERY_SECONDS = 600.0


class Upkeep:
    """Of the ledger at `path`. Without an open `ledger` only its backups can be seen and put in its place.

    `left`: lock files of processes that did not end as they should (process_lock.left_behind).
    """

    def __init__(
        self,
        path: Path,
        ledger: SqlLedger | None = None,
        *,
        left: Sequence[Path] = (),
        is_alive: Callable[[str], bool] = lambda _token: True,
    ) -> None:
        self._path = path
        self._ledger = ledger
        self._left = left
        self._is_alive = is_alive

    async def check(self) -> bool:
        """After an unclean end look for damage in the whole ledger; whether that was needed. Raises LedgerError."""
        if self._ledger is None or not self._left:
            return False
        await self._ledger.quick_check()
        await asyncio.to_thread(clear, self._left)
        self._left = ()
        return True

    async def watch(self, failed: Callable[[LedgerError], object]) -> None:
        """Until cancelled: a backup each day. Raises LedgerError where the ledger is damaged; `failed`: no backup."""
        await self.check()
        while True:
            try:
                if await asyncio.to_thread(backup.is_due, self._path):
                    await self._back_up(by_hand=False)
            except LedgerError as error:
                if error.code == "ledger_corrupt":
                    raise
                if error.code != "ledger_unreachable":  # it is made when the server is back
                    failed(error)
            await asyncio.sleep(EVERY_SECONDS)
            if self._ledger is not None:
                with suppress(LedgerError):  # the next look at the backups tells of it
                    await self._ledger.recover(self._is_alive)  # what processes that were killed meanwhile have left

    async def back_up(self) -> Backup:
        """A checked copy, named after this moment, which stays whatever the daily ones do. Raises LedgerError."""
        return await self._back_up(by_hand=True)

    async def _back_up(self, *, by_hand: bool) -> Backup:
        if self._ledger is None:
            raise LedgerError("ledger_unavailable", path=str(self._path), why="closed")
        return await backup.back_up(self._path, self._ledger.copy_to, by_hand=by_hand)

    async def backups(self) -> list[Backup]:
        """Newest first."""
        return await asyncio.to_thread(backup.list_backups, self._path)

    async def preview(self, chosen: Path) -> Preview:
        """What a backup holds. Raises LedgerError."""
        return await asyncio.to_thread(backup.preview, chosen)

    async def restore(self, chosen: Path) -> Restored:
        """Put a backup in the ledger's place, which must be closed; what that ledger had counted stays known.

        Raises LedgerError (ledger_busy: another KazaDesk has it open).
        """
        return await asyncio.to_thread(restore, self._path, chosen)

    async def begin_anew(self) -> None:
        """Move the closed ledger aside and make an empty one. Raises LedgerError."""
        await asyncio.to_thread(_begin_anew, self._path)


def _begin_anew(path: Path) -> None:
    if any(ProcessLock.is_held(lock) for lock in (path.parent / "senders").glob("*.lock")):
        raise LedgerError("ledger_busy", path=str(path))
    SqliteLedger.open(path, anew=True).close_now()
