"""Putting links away and bringing them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks


class LinksArchive(QObject):
    """What was done can be undone once."""

    changed = Signal()
    failed = Signal(object)
    """A KazaDeskError."""
    told = Signal(str, object)
    """What was done, and what undoes it, or None."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._tasks: Tasks | None = None

    def attach(self, session: Session, tasks: Tasks) -> None:
        self._session, self._tasks = session, tasks

    def put(self, link_ids: list[int], archived: bool, *, undo: bool = True) -> None:
        """Archive the links, or bring them back."""
        if self._session is None or self._tasks is None:
            return

        def done(_nothing: None) -> None:
            self.changed.emit()
            count = len(link_ids)
            if archived:
                text = translate("Links", "%n link(s) archived", "", count)
            else:
                text = translate("Links", "%n link(s) restored", "", count)
            self.told.emit(text, (lambda: self.put(link_ids, not archived, undo=False)) if undo else None)

        job = self._session.links.archive(link_ids, archived=archived)
        self._tasks.start(self, job, done=done, refused=self.failed.emit)
