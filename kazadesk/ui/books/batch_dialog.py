"""Many links from one file: how it is read, what is wrong with it, sending it, and what came of each row."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kazadesk.core.errors import KazaDeskError
from kazadesk.ui.books.batch_preview import BatchPreview
from kazadesk.ui.books.batch_results import BatchResults
from kazadesk.ui.books.batch_sending import BatchSending
from kazadesk.ui.books.open_table import ask_for_table
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.buttons import button_row, push_button
from kazadesk.ui.widgets.dropping import dropped_table
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.words import times
from kazadesk.ui.words.i18n import isolated, translate
from kazadesk.words.amounts import number
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from kazadesk.core.books.records import Batch, SentRow
    from kazadesk.services.books.batch import BatchRun, Preview, Progress
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks


class BatchDialog(GrowingDialog):
    """Shown with open(). `show_file` begins with a file, `go_on` with a batch that was broken off."""

    usual = QSize(880, 600)

    qr_requested = Signal(object)
    share_requested = Signal(object, object)
    """The PaymentLink, and the widget at which to show a menu."""
    list_requested = Signal(object)
    """The Batch whose links are to be listed in the window."""
    credentials_requested = Signal()
    left = Signal()
    """Closed while rows were still to be sent."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("batchDialog")
        self.setWindowTitle(translate("Books", "Many links from one file"))
        self.setAcceptDrops(True)
        self._session, self._tasks = session, tasks
        self._path: Path | None = None
        self._found: Preview | None = None
        self._run: BatchRun | None = None
        self._asked = 0
        self._told = Notice(self)
        self._told.setObjectName("batchNotice")
        self._preview = BatchPreview(self)
        self._preview.changed.connect(self._check)
        self._preview.opened.connect(self._show_results)
        self._sending = BatchSending(self)
        self._results = BatchResults(session, tasks, self)
        self._results.told.connect(lambda text, tone: self._told.say(text, tone))
        self._results.qr_requested.connect(self.qr_requested)
        self._results.share_requested.connect(self.share_requested)
        self._results.list_requested.connect(self._show_in_list)
        self._pages = QStackedWidget(self)
        for page in (self._preview, self._sending, self._results):
            self._pages.addWidget(page)
        self._make_buttons()
        self._lay_out()
        self._show_page(self._preview)
        tasks.start(self, session.books.batches.batches(), done=self._show_earlier, refused=lambda _error: None)

    def _show_earlier(self, batches: list[Batch]) -> None:
        if self._path is None and self._pages.currentWidget() is self._preview:
            self._preview.show_earlier(batches)

    def _make_buttons(self) -> None:
        def button(words: str, name: str, act: object, icon: str = "", *, primary: bool = False) -> QPushButton:
            made = push_button(words, icon, name=name, primary=primary)
            made.clicked.connect(act)
            return made

        self._choose = button(
            translate("Books", "Choose a file…"), "chooseFileButton", lambda: self.ask_for_file(), "folder"
        )
        self._again = button(
            translate("Books", "Send all of it once more"), "sendOnceMoreButton", lambda: self._check(again=True)
        )
        self._resume = button(
            translate("Books", "Go on with that batch"), "resumeBatchButton", self._resume_earlier, "play"
        )
        self._keys = button(translate("Books", "API key and secret…"), "batchKeysButton", self.credentials_requested)
        self._create = button(
            translate("Books", "Create the links"), "createBatchButton", self._begin, "send", primary=True
        )
        self._pause = button(translate("Books", "Pause"), "pauseBatchButton", self._pause_or_go_on)
        self._cancel = button(translate("Books", "Stop"), "stopBatchButton", self._stop)
        self._go_on = button(translate("Books", "Go on"), "goOnBatchButton", self._go_on_again, "play")
        self._close = button(translate("Books", "Close"), "closeBatchButton", self.reject)

    def _lay_out(self) -> None:
        content = QVBoxLayout()
        content.addWidget(self._pages)
        acts = (self._keys, self._again, self._resume, self._pause, self._cancel, self._go_on, self._create)
        foot = QVBoxLayout()
        foot.setSpacing(theme.M)
        foot.addWidget(self._told)
        foot.addLayout(button_row(self._choose, leave=self._close, acts=acts))
        self.fill(content, foot)

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        sending = page is self._sending
        for button in (self._pause, self._cancel):
            button.setVisible(sending)
        for button in (self._choose, self._close):
            button.setVisible(not sending)
        self._create.setVisible(page is self._preview)
        self._go_on.setVisible(False)
        for button in (self._again, self._resume, self._keys):
            button.setVisible(False)
        self._create.setEnabled(False)

    # ── the file ──

    def ask_for_file(self) -> None:
        ask_for_table(self, "openBatchDialog", translate("Books", "The file with the links to create"), self.show_file)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_table(event.mimeData()) is not None and self._pages.currentWidget() is not self._sending:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := dropped_table(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.show_file(path)

    def show_file(self, path: Path) -> None:
        """Read and check it."""
        self._path = path
        self._show_page(self._preview)
        self._preview.begin(path)
        self._check()

    def _check(self, *, again: bool = False) -> None:
        if self._path is None:
            return
        self._asked += 1
        asked, path, choices = self._asked, self._path, self._preview.choices
        self._found = None
        self._told.say("")
        self._show_page(self._preview)
        reading, columns, mark = choices.reading(), choices.columns(), choices.decimal_mark()
        service = self._session.books.batches

        def done(found: Preview) -> None:
            if asked == self._asked:
                self._show_found(found, again=again)

        def refused(error: KazaDeskError) -> None:
            if asked == self._asked:
                self._preview.show_refused()
                self._told.say(sentence(error), "error")
                if error.code in ("no_head", "column_twice", "column_unknown"):
                    look = service.look(path, reading)
                    self._tasks.start(
                        self,
                        look,
                        done=lambda file: choices.show_sheet(file.sheet, None),
                        refused=lambda _error: None,
                    )

        job = service.check(path, reading, columns=columns, decimal_mark=mark, again=again)
        self._tasks.start(self, job, done=done, refused=refused)

    def _show_found(self, found: Preview, *, again: bool) -> None:
        self._found = found
        self._preview.show_found(found)
        count = len(found.checked.rows)
        self._create.setText(
            translate("Books", "Create %n link(s)", "", count) if count else translate("Books", "Create the links")
        )
        if found.earlier is not None and not again:
            self._ask_about(found.earlier)
            return
        self._create.setEnabled(found.may_be_sent)
        if found.checked.problems:
            wrong = translate(
                "Books",
                "%n cell(s) are wrong. Nothing is sent until all is right: change how the file is read, or correct it.",
                "",
                len(found.checked.problems),
            )
            self._told.say(wrong, "error")
        elif not count:
            self._told.say(translate("Books", "The file has no rows."), "warning")
        elif found.checked.alike:
            self._told.say(self._preview.alike_sentence(found), "warning")
        if found.may_be_sent:
            self._preview.read_out()

    def _ask_about(self, earlier: Batch) -> None:
        told = translate(
            "Books", "This list was sent before: {file}, {when}. {made} of its {all} links were created."
        ).format(
            file=isolated(earlier.file_name),
            when=times.full(times.parsed(earlier.created_at)),
            made=number(earlier.made),
            all=number(earlier.rows),
        )
        rest = earlier.made < earlier.rows
        self._told.say(f"{told} {translate('Books', 'Go on with it?')}" if rest else told, "warning")
        self._resume.setText(
            translate("Books", "Go on with that batch") if rest else translate("Books", "Show its results")
        )
        self._again.setVisible(True)
        self._resume.setVisible(True)
        self._create.setVisible(False)
        self._resume.setFocus()

    # ── sending ──

    def _begin(self) -> None:
        if self._found is None or not self._found.may_be_sent:
            return
        again = self._found.earlier is not None
        self._create.setEnabled(False)
        job = self._session.books.batches.begin(self._found, again=again)
        self._tasks.start(self, job, done=self.go_on, refused=self._not_begun)

    def _not_begun(self, error: KazaDeskError) -> None:
        if error.code == "sent_before":  # by another desk, since the file was read: offer to go on with that
            self._check()
            return
        self._told.say(sentence(error), "error")
        self._create.setEnabled(True)
        self._keys.setVisible(error.code == "no_credentials")

    def _resume_earlier(self) -> None:
        if self._found is None or (earlier := self._found.earlier) is None:
            return
        if earlier.made < earlier.rows:
            self.go_on(earlier)
        else:
            self._show_results(earlier)

    def _go_on_again(self) -> None:
        if self._results.batch is not None:
            self.go_on(self._results.batch)

    def go_on(self, batch: Batch) -> None:
        """Send the rows of a batch that nothing was made of yet."""
        run = self._session.books.batches.run(batch)
        self._run = run
        self._told.say("")
        self._show_page(self._sending)
        self._sending.follow(run)
        run.moved = lambda _link: self._session.news.look()
        self._show_pause()
        self._pause.setFocus()
        broken_off = partial(self._broken_off, run)
        self._tasks.start(self, run.run(), done=partial(self._ended, run), refused=broken_off, work="batch")

    def _pause_or_go_on(self) -> None:
        if self._run is not None:
            self._run.go_on() if self._run.paused else self._run.pause()
            self._show_pause()

    def go_on_if_paused(self) -> None:
        if self._run is not None and self._run.paused:
            self._pause_or_go_on()

    def _show_pause(self) -> None:
        paused = self._run is not None and self._run.paused
        self._pause.setText(translate("Books", "Go on") if paused else translate("Books", "Pause"))

    def _stop(self) -> None:
        if self._run is not None:
            self._cancel.setEnabled(False)
            self._run.cancel()

    def _broken_off(self, run: BatchRun, error: KazaDeskError) -> None:
        self._ended(run, replace(run.progress, stopped=run.stopped or error.code))

    def _ended(self, run: BatchRun, progress: Progress) -> None:
        self._run = None
        self._cancel.setEnabled(True)
        self._sending.stop()
        self._session.news.look()
        self._show_results(run.batch, progress.stopped)

    def _show_results(self, batch: Batch, stopped: str | None = None) -> None:
        """What came of each row of a batch."""

        def done(rows: list[SentRow]) -> None:
            self._results.show_rows(batch, rows)
            self._show_page(self._results)
            self._go_on.setVisible(any(sent.link is None for sent in rows))
            self._told.say(_stopped(stopped) if stopped else "", "warning")
            (self._go_on if stopped else self._close).setFocus()

        rows = self._session.books.batches.rows(batch)
        self._tasks.start(self, rows, done=done, refused=lambda error: self._told.say(sentence(error), "error"))

    def _show_in_list(self, batch: Batch) -> None:
        self.accept()
        self.list_requested.emit(batch)

    def done(self, result: int) -> None:
        """Closed: what is under way is waited for in the background, the rest stays in the ledger."""
        if self._run is not None:
            self._run.changed = lambda: None
            self._run.cancel()
            self._sending.stop()
            self.left.emit()
        super().done(result)


def _stopped(code: str) -> str:
    if code == "cancelled":
        return translate("Books", "Stopped. “Go on” sends what is left; nothing is sent twice.")
    if code == "unknown_series":
        return translate(
            "Books",
            "Stopped: of the last rows nobody knows the outcome. Look into your Kazawallet account before you go on.",
        )
    told = translate("Books", "{why} Nothing more was sent. “Go on” sends what is left.")
    return told.format(why=sentence(KazaDeskError(code)))
