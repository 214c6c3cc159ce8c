"""Saving the links of the list as a table for a spreadsheet program."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kazadesk.ui.desktop import desktop
from kazadesk.ui.widgets.buttons import push_button, with_keys
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.widgets.panel import Panel
from kazadesk.ui.widgets.save_dialog import ask_where_to_save
from kazadesk.ui.widgets.shortcuts import shortcut
from kazadesk.ui.words import keys
from kazadesk.ui.words.i18n import current_language, isolated, ltr, translate
from kazadesk.words.amounts import grouped

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence

    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.order import LinkOrder
    from kazadesk.core.records import LinkQuery
    from kazadesk.services.session import Session


class LinksExport(Panel, QObject):
    """The panel puts `widgets` under the list. One export at a time."""

    told = Signal(str, object)
    """What was done, and what shows the folder, or None."""
    failed = Signal(object, object)
    """A KazaDeskError, and what asks for a place once more."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._running: asyncio.Task[int] | None = None
        self._stopped = False
        self.button = push_button(translate("Links", "Export…"), name="exportButton")
        self.button.setProperty("flat", True)
        shortcut(keys.EXPORT, parent, self.button.click)
        hint = translate("Links", "Save the links of this list, or the selected ones, as a table for a spreadsheet")
        self.button.setToolTip(with_keys(hint, keys.EXPORT))
        self.button.setEnabled(False)
        self._progress = PlainLabel("", parent)
        self._progress.setObjectName("exportProgress")
        self._cancel = push_button(translate("Links", "Stop"), name="cancelExportButton")
        self._cancel.setProperty("flat", True)
        self._cancel.setToolTip(translate("Links", "Stop the export and save nothing"))
        self._cancel.clicked.connect(self._stop)
        self.widgets: tuple[QWidget, ...] = (self._progress, self._cancel, self.button)
        self._wanted = False
        self.for_people = False
        """Whether a CSV file is for people, in the window's words, or for programs."""
        for widget in (self._progress, self._cancel):
            widget.hide()

    def offer(self, wanted: bool) -> None:
        """Whether there is anything to save."""
        self._wanted = wanted
        self._show()

    def _show(self, progress: str = "") -> None:
        focused = self.button.hasFocus() or self._cancel.hasFocus()
        self._progress.setText(progress)
        for widget in (self._progress, self._cancel):
            widget.setVisible(bool(progress))
        self.button.setVisible(not progress)
        self.button.setEnabled(self._wanted and self._running is None)
        if focused:
            (self._cancel if progress else self.button).setFocus()

    def ask_where(self, query: LinkQuery, order: LinkOrder, link_ids: Sequence[int]) -> None:
        """Ask where to save: the links with the ids if there are any, else all that `query` finds, in `order`."""
        if not self.attached or self._running is not None:
            return
        if link_ids:
            title = translate("Links", "Export %n selected link(s)", "", len(link_ids))
        else:
            title = translate("Links", "Export the links of the list")
        kind = "practice-links" if self.session.practice else "links"
        ask_where_to_save(
            self._parent,
            title,
            f"kazadesk-{kind}-{time.strftime('%Y-%m-%d')}",
            {
                "csv": translate("Links", "Table for spreadsheets (*.csv)"),
                "csv:excel": translate("Links", "Table for Excel, in words and local times (*.csv)"),
                "xlsx": translate("Links", "Workbook with totals (*.xlsx)"),
            },
            lambda path: self.save_as(path, query, order, link_ids),
            kind_chosen=self._choose_kind,
            object_name="exportDialog",
        )

    def _choose_kind(self, kind: str) -> None:
        self.for_people = kind.endswith(":excel")

    def save_as(self, path: Path, query: LinkQuery, order: LinkOrder, link_ids: Sequence[int]) -> None:
        """Write the file; whole, or not at all."""
        if self._running is not None:
            return

        def done(count: int) -> None:
            text = translate("Links", "%n link(s) saved as {name}", "", count)
            self.told.emit(text.format(name=isolated(path.name)), lambda: self._show_folder(path))

        def refused(error: KazaDeskError) -> None:
            self.failed.emit(error, lambda: self.ask_where(query, order, link_ids))

        self._stopped = False
        self._running = self.ask(
            lambda session: self._save(session, path, query, order, link_ids),
            done=done,
            refused=refused,
            ended=self._ended,
            work="export",
        )
        self._show()

    async def _save(
        self, session: Session, path: Path, query: LinkQuery, order: LinkOrder, link_ids: Sequence[int]
    ) -> int:
        from kazadesk.services.export import save_links, save_workbook_of_links  # noqa: PLC0415 - for those who save

        wanted = link_ids or await session.ledger.link_ids(query, order)

        def told(count: int) -> None:
            if count < len(wanted):
                text = translate("Links", "Exporting: {done} of {all}")
                self._show(text.format(done=grouped(str(count)), all=grouped(str(len(wanted)))))

        language = "ar" if current_language() == "ar" else "en"
        if path.suffix.lower() == ".xlsx":
            return await save_workbook_of_links(session.ledger, wanted, path, told, language=language)
        words = {"language": language} if self.for_people else {}
        return await save_links(session.ledger, wanted, path, told, separator=desktop.list_separator(), **words)

    def _stop(self) -> None:
        if self._running is not None:
            self._stopped = True
            self._running.cancel()

    def _ended(self) -> None:
        stopped = self._stopped and self._running is not None and self._running.cancelled()
        self._running = None
        self._show()
        if stopped:
            self.told.emit(translate("Links", "The export was stopped. Nothing was saved."), None)

    def _show_folder(self, path: Path) -> None:
        if not desktop.open_folder(path.parent):
            text = translate("Links", "No file manager was found. The file is here: {path}")
            self.told.emit(text.format(path=ltr(str(path))), None)
