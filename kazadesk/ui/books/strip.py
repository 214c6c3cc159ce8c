"""The strip that offers to go on with a batch that was broken off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.widgets.buttons import push_button, reached_by_key
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.widgets.panel import Panel
from kazadesk.ui.words import times
from kazadesk.ui.words.i18n import isolated, translate

if TYPE_CHECKING:
    from kazadesk.core.books.records import Batch
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks


class BatchStrip(Panel, QFrame):
    """Hidden while no row is left over, and once somebody has said “not now” to that batch."""

    go_on_requested = Signal(object)
    """A Batch."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("batchStrip")
        self._batch: Batch | None = None
        self._told = Notice(self)
        self._yes = push_button(translate("Books", "Go on"), "play", name="batchStripYes")
        self._no = push_button(translate("Books", "Not now"), name="batchStripNo")
        self._yes.clicked.connect(self._go_on)
        self._no.clicked.connect(self._put_off)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S)
        row.addWidget(self._told, 1)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        self.hide()

    def attach(self, session: Session, tasks: Tasks) -> None:
        super().attach(session, tasks)
        self.look()

    def look(self) -> None:
        """Whether there is such a batch now."""
        self.ask(lambda session: session.books.batches.left_over(), done=self._found, refused=lambda _error: None)

    def _found(self, batch: Batch | None) -> None:
        self._batch = batch if batch is not None and batch.id > self.session.settings.value.batch_put_off else None
        if self._batch is not None:
            told = translate(
                "Books", "Of the file {file}, sent {when}, %n link(s) are not created yet.", "", batch_left(self._batch)
            ).format(file=isolated(self._batch.file_name), when=_when(self._batch))
            self._told.say(told, "warning", "send-off", heard=reached_by_key(told))
        self.setVisible(self._batch is not None)

    def _go_on(self) -> None:
        if self._batch is not None:
            self.hide()
            self.go_on_requested.emit(self._batch)

    def _put_off(self) -> None:
        if self._batch is not None:
            self.session.settings.change(batch_put_off=self._batch.id)
        self.hide()


def batch_left(batch: Batch) -> int:
    return batch.rows - batch.made


def _when(batch: Batch) -> str:
    return times.ago(times.parsed(batch.created_at), times.now())
