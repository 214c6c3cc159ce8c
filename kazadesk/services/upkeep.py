"""Looks after the ledger's file: checks it after an unclean end, backs it up every day, puts a backup in its place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kazadesk.core.errors import LedgerError
from kazadesk.core.records import LinkQuery
from kazadesk.storage.process_lock import ProcessLock, clear
from kazadesk.storage.sqlite import backup, second_place
from kazadesk.storage.sqlite.backup import Backup, Preview
from kazadesk.storage.sqlite.ledger_file import SqliteLedger
from kazadesk.storage.sqlite.restore import Restored, restore

if TYPE_CHECKING:
    from kazadesk.storage.ledger import SqlLedger
    from kazadesk.storage.settings_file import SettingsFile

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
        settings: SettingsFile | None = None,
    ) -> None:
        """`settings`: where the second place is kept; practice mode has none."""
        self._path = path
        self._ledger = ledger
        self._left = left
        self._is_alive = is_alive
        self._settings = settings
        self._copied: Path | None = None
        """The backup whose copy in the second place was compared."""
        self.second_changed: Callable[[], object] = lambda: None
        """Called when `days_without_second` may have changed."""

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
            with suppress(LedgerError):  # told of once it has lasted for days: a stick is out more often than in
                await self.copy_to_second()
            self.second_changed()
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

    async def save_copy(self, target: Path) -> None:
        """A checked copy of the ledger as it is now, wherever the merchant wants it. Raises LedgerError."""
        made = await self._back_up(by_hand=True)
        await asyncio.to_thread(second_place.write_copy, made.path, target)

    @property
    def can_have_second(self) -> bool:
        return self._settings is not None and self._ledger is not None

    @property
    def second(self) -> Path | None:
        """The second place for backups, where one was chosen."""
        if self._settings is None or not self._settings.value.second_place:
            return None
        return Path(self._settings.value.second_place)

    async def choose_second(self, folder: Path | None) -> None:
        """Keep backups in `folder` as well from now on, and one at once; None: no more. Raises LedgerError."""
        if self._settings is None:
            return
        if folder is None:
            self._settings.change(second_place="", second_place_name="", second_place_since="", second_place_at="")
            self.second_changed()
            return
        self._copied = None
        name = await asyncio.to_thread(second_place.choose, folder)
        made = await self._back_up(by_hand=False)
        await asyncio.to_thread(second_place.copy_to, folder, name, made.path, since=made.path.name)
        self._settings.change(
            second_place=str(folder),
            second_place_name=name,
            second_place_since=made.path.name,
            second_place_at=made.made_at,
        )
        self.second_changed()

    async def copy_to_second(self) -> None:
        """Bring the newest backup to the second place, if there is one. Raises LedgerError."""
        folder = self.second
        if folder is None or self._settings is None:
            return
        kept = self._settings.value
        newest = next(iter(await self.backups()), None)
        if newest is None:
            return
        name, since = kept.second_place_name, kept.second_place_since
        compared, self._copied = self._copied == newest.path, None  # who knows what a stick that was out went through
        await asyncio.to_thread(second_place.copy_to, folder, name, newest.path, since=since, compared=compared)
        self._copied = newest.path
        self._settings.change(second_place_at=newest.made_at)

    def days_without_second(self, now: datetime | None = None) -> int:
        """Whole days for which the second place has had no backup; 0 where none was chosen."""
        at = self._settings.value.second_place_at if self._settings is not None else ""
        if self.second is None or not at:
            return 0
        with suppress(ValueError):
            return max(0, ((now or datetime.now(UTC)) - datetime.fromisoformat(at)).days)
        return 0

    async def links_now(self) -> int | None:
        """How many links the ledger has; None where it cannot be read."""
        if self._ledger is None:
            return None
        try:
            return sum(total.count for total in await self._ledger.totals(LinkQuery(archived=None)))
        except LedgerError:
            return None

    async def backups(self) -> list[Backup]:
        """Newest first."""
        return await asyncio.to_thread(backup.list_backups, self._path)

    async def preview(self, chosen: Path) -> Preview:
        """What a backup holds, and what it lacks. Raises LedgerError."""
        return await asyncio.to_thread(backup.preview, chosen, self._path)

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
