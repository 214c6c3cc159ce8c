"""Putting links away and bringing them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kazadesk.ui.links.progress import Progress
from kazadesk.ui.widgets.panel import Panel
from kazadesk.ui.words.i18n import translate
from kazadesk.words.amounts import number

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from kazadesk.services.session import Session

AT_ONCE = 2000
"""Links a transaction: nobody else waits long for the ledger."""


class LinksArchive(Panel, QObject):
    """What was done can be undone once. The panel puts `progress` under the list."""

    changed = Signal()
    failed = Signal(object)
    """A KazaDeskError."""
    told = Signal(str, object)
    """What was done, and what undoes it, or None."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._running: asyncio.Task[None] | None = None
        self._done = 0
        self._stopped = False
        self.progress = Progress("archiveProgress", "stopArchiveButton", parent)
        self.progress.stopped.connect(self._stop)

    @property
    def busy(self) -> bool:
        return self._running is not None

    def put(self, link_ids: Sequence[int], archived: bool, *, undo: bool = True) -> None:
        """Archive the links, or bring them back."""
        if self._running is not None:
            return
        self._done, self._stopped = 0, False

        def ended() -> None:
            self._running = None
            self.progress.say("")
            done = link_ids[: self._done]
            if not done:
                return
            self.changed.emit()
            if archived:
                text = translate("Links", "%n link(s) archived", "", len(done))
            else:
                text = translate("Links", "%n link(s) restored", "", len(done))
            self.told.emit(text, (lambda: self.put(done, not archived, undo=False)) if undo else None)

        self._running = self.ask(
            lambda session: self._put(session, link_ids, archived),
            refused=self.failed.emit,
            ended=ended,
            work="archive",
        )

    async def _put(self, session: Session, link_ids: Sequence[int], archived: bool) -> None:
        for start in range(0, len(link_ids), AT_ONCE):
            part = link_ids[start : start + AT_ONCE]
            await session.links.archive(part, archived=archived)
            self._done += len(part)
            if self._stopped:
                return
            if self._done < len(link_ids):
                text = translate("Links", "{done} of {all}")
                self.progress.say(text.format(done=number(self._done), all=number(len(link_ids))))

    def _stop(self) -> None:
        """After the transaction that is under way: what it did shall be known, to be undone."""
        self._stopped = True
