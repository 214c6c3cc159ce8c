"""Putting links away and bringing them back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kazadesk.ui.widgets.panel import Panel
from kazadesk.ui.words.i18n import translate


class LinksArchive(Panel, QObject):
    """What was done can be undone once."""

    changed = Signal()
    failed = Signal(object)
    """A KazaDeskError."""
    told = Signal(str, object)
    """What was done, and what undoes it, or None."""

    def put(self, link_ids: list[int], archived: bool, *, undo: bool = True) -> None:
        """Archive the links, or bring them back."""

        def done(_nothing: None) -> None:
            self.changed.emit()
            count = len(link_ids)
            if archived:
                text = translate("Links", "%n link(s) archived", "", count)
            else:
                text = translate("Links", "%n link(s) restored", "", count)
            self.told.emit(text, (lambda: self.put(link_ids, not archived, undo=False)) if undo else None)

        self.ask(
            lambda session: session.links.archive(link_ids, archived=archived), done=done, refused=self.failed.emit
        )
