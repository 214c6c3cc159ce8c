"""Links that changed, by whatever program: read from the ledger in one place, and told to everybody who shows links."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from kazadesk.core.errors import LedgerError
from kazadesk.core.records import LinkChanges

if TYPE_CHECKING:
    from kazadesk.services.ports import LedgerReader

MOST = 200
"""So many links are told one by one; where more have changed, whoever shows links reads them anew."""
EVERY = 2.0
"""Seconds after which is told what another window or the command line did."""
EVERY_SHARED = 30.0
"""Of a shared ledger, which tells by itself when something was done."""

log = logging.getLogger(__name__)


class LedgerNews:
    """Use in one event loop. `watch` does the reading."""

    def __init__(self, ledger: LedgerReader) -> None:
        self._ledger = ledger
        self.reached = True
        """Whether the ledger is within reach, as far as it was heard."""
        self._reach_heard: dict[object, Callable[[], object]] = {}
        self._mark: int | None = None
        self._beginning = asyncio.Lock()
        self._wanted = asyncio.Event()
        self._watching = self._reading = False
        self._unread = False
        """The ledger could not be read the last time."""
        self._heard: dict[object, Callable[[LinkChanges], object]] = {}
        self._refused: dict[object, Callable[[LedgerError], object]] = {}

    def listen(
        self, heard: Callable[[LinkChanges], object], refused: Callable[[LedgerError], object] | None = None
    ) -> Callable[[], None]:
        """`heard` is called after every reading, also where nothing has changed; `links` None: any may have.

        `refused`: the ledger could not be read. Returns what ends it.
        """
        key = object()
        self._heard[key] = heard
        if refused is not None:
            self._refused[key] = refused

        def stop() -> None:
            self._heard.pop(key, None)
            self._refused.pop(key, None)

        return stop

    def listen_reach(self, heard: Callable[[], object]) -> Callable[[], None]:
        """`heard` is called when `reached` has changed. Returns what ends it."""
        key = object()
        self._reach_heard[key] = heard

        def stop() -> None:
            self._reach_heard.pop(key, None)

        return stop

    def look(self) -> None:
        """Read at once: something was done to a link here."""
        self._wanted.set()

    @property
    def settled(self) -> bool:
        """Whether nothing is wanted or on its way."""
        return not (self._wanted.is_set() or self._reading)

    async def begin(self) -> None:
        """From here on nothing is missed. Raises LedgerError."""
        async with self._beginning:
            if self._mark is None:
                self._mark = (await self._ledger.changes(None, MOST)).mark

    async def watch(self) -> None:
        """Until cancelled. A second call does nothing."""
        if self._watching:
            return
        self._watching = True
        every = EVERY_SHARED if self._ledger.is_shared else EVERY
        loop = asyncio.get_running_loop()

        def tell(act: Callable[..., object], *values: object) -> None:
            with suppress(RuntimeError):  # the loop has ended: nobody listens any more
                loop.call_soon_threadsafe(act, *values)

        self._ledger.watch(lambda: tell(self.look), lambda reached: tell(self._note_reach, reached))
        try:
            while True:
                self._reading = True
                self._wanted.clear()
                await self._read()
                self._reading = False
                try:
                    async with asyncio.timeout(every):
                        await self._wanted.wait()
                except TimeoutError:
                    continue
        finally:
            self._watching = self._reading = False

    def _note_reach(self, reached: bool) -> None:
        if reached != self.reached:
            self.reached = reached
            for heard in list(self._reach_heard.values()):
                heard()
            if reached:
                self.look()

    async def _read(self) -> None:
        try:
            await self.begin()
            changes = await self._ledger.changes(self._mark, MOST)
        except LedgerError as error:
            self._unread = True
            for refused in list(self._refused.values()):
                refused(error)
            return
        self._mark = changes.mark
        if self._unread:
            self._unread, changes = False, LinkChanges(changes.mark, None)
        for heard in list(self._heard.values()):
            try:
                heard(changes)
            except Exception:
                log.exception("showing what has changed failed")
