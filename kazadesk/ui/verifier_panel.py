"""Paste, drop or open webhooks, and see the verdict on each."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kazadesk.core.errors import KazaDeskError
from kazadesk.ui import icons, theme
from kazadesk.ui.i18n import isolated, translate
from kazadesk.ui.payload_edit import PayloadEdit, local_files
from kazadesk.ui.sentences import sentence
from kazadesk.ui.verdict_card import VerdictCard
from kazadesk.ui.widgets import PlainLabel

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Coroutine, Sequence
    from typing import Any

    from PySide6.QtWidgets import QFileDialog

    from kazadesk.core.verdict import Verdict
    from kazadesk.services.session import Session
    from kazadesk.ui.clipboard_watch import ClipboardWatch
    from kazadesk.ui.strip import Strip
    from kazadesk.ui.tasks import Tasks
    from kazadesk.ui.verdicts_list import VerdictsList

_PATIENCE_MS = 150
"""Until then nothing flickers: most verdicts are there sooner."""
_TOLD_ONE_BY_ONE = 50
_MOST_FILES = 1000
_BULK_TEXT = 200_000


class VerifierPanel(QFrame):
    """Its verdicts are in the ledger before they are shown."""

    link_moved = Signal(object)
    """A PaymentLink as a webhook has left it."""
    many_moved = Signal()
    """More links have moved than are worth telling one by one."""
    show_link_requested = Signal(int)
    mark_by_hand_requested = Signal(int)
    credentials_requested = Signal()
    copy_requested = Signal(str)
    """A text for the clipboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verifierPanel")
        self.setProperty("card", True)
        self.setAcceptDrops(True)
        self._session: Session | None = None
        self._tasks: Tasks | None = None
        self._running: asyncio.Task[Any] | None = None
        self._list: VerdictsList | None = None
        self._watch: ClipboardWatch | None = None
        self._offer: Strip | None = None
        self._dialog: QFileDialog | None = None
        self._stopped = False
        self._answered = False
        self._progress = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._edit = PayloadEdit(self)
        self._edit.setEnabled(False)
        self._told = PlainLabel("", self)
        self._told.setFont(theme.font("caption"))
        self._told.setWordWrap(True)
        self._told.hide()
        self._card = VerdictCard(self)
        self._make_buttons()
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> None:
        self._paste = QPushButton(icons.icon("paste", theme.scheme().on_accent), translate("Verifier", "Paste"), self)
        self._paste.setObjectName("pasteButton")
        self._paste.setProperty("primary", True)
        self._paste.setToolTip(translate("Verifier", "Paste from the clipboard and verify at once (Ctrl+Shift+V)"))
        self._verify = QPushButton(icons.icon("shield-check"), translate("Verifier", "Verify"), self)
        self._verify.setObjectName("verifyButton")
        self._verify.setToolTip(translate("Verifier", "Verify the text (Ctrl+Enter in the field)"))
        self._open = QPushButton(icons.icon("folder"), translate("Verifier", "Open…"), self)
        self._open.setObjectName("openFileButton")
        self._open.setToolTip(translate("Verifier", "Open files with webhooks, each read as one paste"))
        self._stop = QPushButton(translate("Verifier", "Stop"), self)
        self._stop.setObjectName("stopVerifyingButton")
        self._stop.hide()
        self._watch_box = QCheckBox(translate("Verifier", "Watch the clipboard"), self)
        self._watch_box.setObjectName("watchClipboardBox")
        self._watch_box.setToolTip(
            translate("Verifier", "Offer to verify a webhook that appears on the clipboard; nothing else is looked at")
        )
        for widget in self._controls():
            widget.setEnabled(False)

    def _controls(self) -> tuple[QWidget, ...]:
        return self._paste, self._verify, self._open, self._watch_box

    def _lay_out(self) -> None:
        title = PlainLabel(translate("Verifier", "Verify a webhook"), self)
        title.setFont(theme.font("title"))
        title.setBuddy(self._edit)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._watch_box)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S)
        for button in (self._paste, self._verify, self._open, self._stop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._left = QVBoxLayout()
        self._left.setSpacing(theme.S)
        self._left.addWidget(self._edit, 1)
        self._left.addWidget(self._told)
        self._left.addLayout(buttons)
        body = QHBoxLayout()
        body.setSpacing(theme.L)
        body.addLayout(self._left, 3)
        body.addWidget(self._card, 7)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        self._rows.setSpacing(theme.S)
        self._rows.addLayout(head)
        self._rows.addLayout(body, 1)

    def _connect(self) -> None:
        self._paste.clicked.connect(self.paste_and_verify)
        self._verify.clicked.connect(self.verify)
        self._open.clicked.connect(self.open_files)
        self._stop.clicked.connect(self._cancel)
        self._watch_box.toggled.connect(self._watch_toggled)
        self._patience.timeout.connect(lambda: self._card.show_checking(self._progress))
        self._edit.submitted.connect(self.verify)
        self._edit.textChanged.connect(self._forget)
        self._edit.files_dropped.connect(self.verify_files)
        self._edit.held_changed.connect(self._tell_held)
        self._card.show_link_requested.connect(self.show_link_requested)
        self._card.mark_by_hand_requested.connect(self.mark_by_hand_requested)
        self._card.credentials_requested.connect(self.credentials_requested)
        self._card.copy_requested.connect(self.copy_requested)

    def attach(self, session: Session, tasks: Tasks) -> None:
        self._session, self._tasks = session, tasks
        self._card.set_practice(session.practice)
        self._edit.setEnabled(True)
        for widget in self._controls():
            widget.setEnabled(True)
        self._watch_box.setChecked(session.settings.value.watch_clipboard)

    # starting

    def paste_and_verify(self) -> None:
        """What is on the clipboard, in one step."""
        if self._session is None or self._running is not None:
            return
        source = QGuiApplication.clipboard().mimeData()
        files = local_files(source)
        if files:
            self.verify_files(files)
            return
        self._edit.show_payload(source.text())
        self.verify()

    def verify(self) -> None:
        """The text in the field."""
        if self._session is not None:
            self._hide_offer()
            text = self._edit.payload()
            self._start(self._session.verify.verify(text), bulk=len(text) > _BULK_TEXT)

    def verify_files(self, paths: Sequence[Path]) -> None:
        """Each file as one paste, one after the other."""
        if self._session is not None:
            self._hide_offer()
            self._start(self._read_and_verify(self._session, list(paths[:_MOST_FILES])), bulk=True)

    async def _read_and_verify(self, session: Session, paths: list[Path]) -> list[Verdict]:
        """What was verified before a file could not be read, or before it was stopped, is shown all the same."""
        import asyncio

        verdicts: list[Verdict] = []
        self._stop.setVisible(len(paths) > 1)
        try:
            for number, path in enumerate(paths, start=1):
                if len(paths) > 1:
                    self._tell_progress(number, len(paths))
                data = await asyncio.to_thread(read_file, path)
                verdicts += await session.verify.verify_bytes(data)
        except asyncio.CancelledError:
            if not verdicts or not self._stopped:
                raise
        except KazaDeskError as error:
            if not verdicts:
                raise
            self._note(_error_text(error))
        return verdicts

    def _start(self, job: Coroutine[Any, Any, list[Verdict]], *, bulk: bool) -> None:
        if self._tasks is None or self._running is not None:
            job.close()
            return
        self._progress = ""
        self._stopped = False
        if bulk:
            # the collector would stop the window for a tenth of a second, again and again, to find nothing
            gc.disable()
        self._note("")
        self._patience.start()
        if self._list is not None:
            self._list.clear()
        for widget in (self._paste, self._verify, self._open):
            widget.setEnabled(False)
        self._answered = False
        self._running = self._tasks.start(self, job, done=self._show, refused=self._refused, ended=self._ended)

    def _tell_progress(self, number: int, total: int) -> None:
        self._progress = translate("Verifier", "File {number} of {total}").format(number=number, total=total)
        if not self._patience.isActive():
            self._card.show_checking(self._progress)

    def _cancel(self) -> None:
        if self._running is not None:
            self._stopped = True
            self._note(translate("Verifier", "Stopped: the files after this were not read."))
            self._running.cancel()

    def _ended(self) -> None:
        self._running = None
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        self._patience.stop()
        self._stop.hide()
        if not self._answered and not self._stopped:
            # whatever nobody foresaw: the verdict of another webhook must not go on standing beside this one
            self._show_list([])
            surprise = translate("Verifier", "Something unforeseen happened. Treat this webhook as not checked.")
            self._card.show_problem(translate("Verifier", "Could not be checked"), surprise)
        for widget in (self._paste, self._verify, self._open):
            widget.setEnabled(True)

    # showing

    def _show(self, verdicts: list[Verdict]) -> None:
        self._answered = True
        self._patience.stop()
        if len(verdicts) == 1:
            self._show_list([])
            self._card.show_verdict(verdicts[0])
        else:
            self._show_list(verdicts)
        moved = {verdict.link.id: verdict.link for verdict in verdicts if verdict.move and verdict.link}
        if len(moved) > _TOLD_ONE_BY_ONE:
            self.many_moved.emit()
        else:
            for link in moved.values():
                self.link_moved.emit(link)

    def _show_list(self, verdicts: list[Verdict]) -> None:
        if verdicts and self._list is None:
            from kazadesk.ui.verdicts_list import VerdictsList

            self._list = VerdictsList(self)
            self._list.chosen.connect(self._card.show_verdict)
            self._left.insertWidget(2, self._list, 3)
        if self._list is not None:
            self._list.setVisible(bool(verdicts))
            self._list.show_verdicts(verdicts)

    def _refused(self, error: KazaDeskError) -> None:
        self._answered = True
        self._patience.stop()
        self._show_list([])
        self._card.show_problem(translate("Verifier", "Could not be checked"), _error_text(error))

    def _forget(self) -> None:
        """Another text stands in the field: the verdict on the one before must not stand beside it."""
        if self._running is None:
            self._show_list([])
            self._card.show_idle()

    def _note(self, text: str) -> None:
        """A line under the field, about what was read."""
        self._told.setText(text)
        self._told.setVisible(bool(text))

    def _tell_held(self, characters: int) -> None:
        if characters:
            shown = translate("Verifier", "%n character(s), of which the beginning is shown", "", characters)
            self._note(shown)
        else:
            self._note("")

    # files

    def open_files(self) -> None:
        """Choose files; each is read as one paste."""
        from PySide6.QtWidgets import QFileDialog

        if self._dialog is None:
            self._dialog = QFileDialog(self, translate("Verifier", "Open webhooks"))
            self._dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
            self._dialog.filesSelected.connect(lambda names: self.verify_files([Path(name) for name in names]))
        self._dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._session is not None and (event.mimeData().hasUrls() or event.mimeData().hasText()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._edit.insertFromMimeData(event.mimeData())

    # the clipboard

    def _watch_toggled(self, on: bool) -> None:
        if self._session is None:
            return
        self._session.settings.change(watch_clipboard=on)
        if self._watch is None:
            from kazadesk.ui.clipboard_watch import ClipboardWatch

            self._watch = ClipboardWatch(self)
            self._watch.appeared.connect(self._show_offer)
            self._watch.gone.connect(self._hide_offer)
        self._watch.watch(on)

    def _show_offer(self) -> None:
        if self._offer is None:
            from kazadesk.ui.strip import Strip

            told = translate("Verifier", "There is a webhook on the clipboard.")
            self._offer = Strip("clipboardOffer", "paste", told, translate("Verifier", "Verify it"), self)
            self._offer.taken.connect(self.paste_and_verify)
            self._rows.insertWidget(1, self._offer)
        self._offer.show()

    def _hide_offer(self) -> None:
        if self._offer is not None:
            self._offer.hide()


def read_file(path: Path) -> bytes:
    """The content, up to one byte more than can be read at once. Raises KazaDeskError("file_unreadable")."""
    from kazadesk.core.payload import MAX_LINES

    try:
        if not path.is_file():
            raise KazaDeskError("file_unreadable", name=path.name, why="")
        with path.open("rb") as file:
            return file.read(MAX_LINES + 1)
    except OSError as error:
        raise KazaDeskError("file_unreadable", name=path.name, why=error.strerror or "") from error


def _error_text(error: KazaDeskError) -> str:
    if error.code != "file_unreadable":
        return sentence(error)
    return translate("Verifier", "The file {name} cannot be read. {why}").format(
        name=isolated(error.details["name"]), why=isolated(error.details["why"])
    )
