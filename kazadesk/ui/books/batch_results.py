"""What came of each row of a batch: to hand out one by one, or as a file, or as paper."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kazadesk.core.link import payable
from kazadesk.services.books.results import SENDABLE, failed_table, results_table, save_table
from kazadesk.ui.books.slips import save_slips
from kazadesk.ui.books.table import Rows, Table
from kazadesk.ui.desktop import desktop
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.buttons import push_button
from kazadesk.ui.widgets.copying import copied
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.widgets.save_dialog import ask_where_to_save
from kazadesk.ui.words.i18n import current_language, isolated, listed, ltr, translate, visible_identifier
from kazadesk.words.amounts import money, number
from kazadesk.words.errors import sentence, state_word
from kazadesk.words.links import trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPushButton

    from kazadesk.core.books.records import Batch, SentRow
    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.link import PaymentLink
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks


class BatchResults(QWidget):
    qr_requested = Signal(object)
    share_requested = Signal(object, object)
    list_requested = Signal(object)
    """The Batch whose links are to be listed."""
    told = Signal(str, str)
    """A sentence and its tone."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks
        self.batch: Batch | None = None
        self._rows: list[SentRow] = []
        self._title = PlainLabel("", self)
        self._title.setFont(theme.font("strong"))
        self._title.setWordWrap(True)
        self._counts = PlainLabel("", self)
        self._counts.setObjectName("batchCounts")
        self._counts.setWordWrap(True)
        heads = [
            translate("Books", "Row"),
            translate("Books", "Reference"),
            translate("Books", "Amount"),
            translate("Books", "Name"),
            translate("Books", "State"),
            translate("Books", "Why"),
        ]
        self._model: Rows[SentRow] = Rows(heads, _texts, self)
        words = translate("Books", "What came of each row")
        self._table = Table(self._model, "batchResults", words, self, wide=5, least=5)
        self._table.selectionModel().currentRowChanged.connect(lambda *_: self._enable())
        self._copy = self._button(translate("Books", "Copy the URL"), "copy", "copyRowButton", self._copy_url)
        self._qr = self._button(translate("Books", "QR code"), "qr", "qrRowButton", self._show_qr)
        self._share = self._button(translate("Books", "Share"), "share", "shareRowButton", self._share_link)
        self._list = self._button(
            translate("Books", "Show in the list"),
            "table",
            "listBatchButton",
            lambda: self.list_requested.emit(self.batch),
        )
        self._save = self._button(
            translate("Books", "Save the results…"), "download", "saveResultsButton", self._ask_results
        )
        self._failed = self._button(
            translate("Books", "Save the rows that failed…"), "x-circle", "saveFailedButton", self._ask_failed
        )
        self._slips = self._button(translate("Books", "Slips as PDF…"), "print", "saveSlipsButton", self._ask_slips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        column.addWidget(self._title)
        column.addWidget(self._counts)
        column.addWidget(self._table, 1)
        for buttons in ((self._copy, self._qr, self._share, self._list), (self._save, self._failed, self._slips)):
            line = QHBoxLayout()
            line.setSpacing(theme.S)
            for button in buttons:
                line.addWidget(button)
            line.addStretch(1)
            column.addLayout(line)

    def _button(self, words: str, icon: str, name: str, act: Callable[[], None]) -> QPushButton:
        button = push_button(words, icon, name=name)
        button.setParent(self)
        button.clicked.connect(act)
        return button

    def show_rows(self, batch: Batch, rows: list[SentRow]) -> None:
        self.batch, self._rows = batch, rows
        self._title.setText(isolated(batch.file_name))
        counts = Counter(row_state(sent) for sent in rows)
        self._counts.setText(listed(*(f"{word}: {number(count)}" for word, count in counts.items())))
        self._model.show(rows)
        if rows:
            self._table.choose(0)
        failed = any(sent.link is None or sent.link.state in SENDABLE for sent in rows)
        self._failed.setEnabled(failed)
        self._list.setEnabled(any(sent.link is not None for sent in rows))
        self._slips.setEnabled(any(sent.link is not None and payable(sent.link) for sent in rows))
        self._enable()

    def _link(self) -> PaymentLink | None:
        row = self._table.chosen()
        link = self._rows[row].link if row is not None else None
        return link if link is not None and payable(link) else None

    def _enable(self) -> None:
        for button in (self._copy, self._qr, self._share):
            button.setEnabled(self._link() is not None)

    def _copy_url(self) -> None:
        if (link := self._link()) is not None and link.url and copied(link.url, self):
            said = translate("Books", "Copied: {reference}")
            self.told.emit(said.format(reference=ltr(visible_identifier(link.reference))), "info")

    def _show_qr(self) -> None:
        if (link := self._link()) is not None:
            self.qr_requested.emit(link)

    def _share_link(self) -> None:
        if (link := self._link()) is not None:
            self.share_requested.emit(link, self._share)

    # ── files ──

    def _tables(self) -> dict[str, str]:
        return {
            "csv": translate("Books", "Table for spreadsheets (*.csv)"),
            "xlsx": translate("Books", "Workbook (*.xlsx)"),
        }

    def _ask(self, title: str, ending: str, kinds: dict[str, str], save: Callable[[Path], object]) -> None:
        if self.batch is not None:
            name = f"{Path(self.batch.file_name).stem}-{ending}"
            ask_where_to_save(self, title, name, kinds, save, object_name="saveBatchDialog")

    def _ask_results(self) -> None:
        title = translate("Books", "Save the results")
        self._ask(title, translate("Books", "results"), self._tables(), self.save_results)

    def _ask_failed(self) -> None:
        title = translate("Books", "Save the rows that failed")
        self._ask(title, translate("Books", "failed"), self._tables(), self.save_failed)

    def _ask_slips(self) -> None:
        kinds = {"pdf": translate("Books", "PDF document (*.pdf)")}
        self._ask(translate("Books", "Save the slips"), translate("Books", "slips"), kinds, self.save_slips)

    def save_results(self, path: Path) -> None:
        """The input with what came of each row."""
        if self.batch is not None:
            batch, rows = self.batch, self._rows
            self._save_table(path, lambda: results_table(batch, rows, row_reason, row_state))

    def save_failed(self, path: Path) -> None:
        """The rows that nothing was made of, to be corrected and used again."""
        if self.batch is not None:
            batch, rows = self.batch, self._rows
            self._save_table(path, lambda: failed_table(batch, rows))

    def _save_table(self, path: Path, table: Callable[[], Sequence[Sequence[str]]]) -> None:
        separator, arabic = desktop.list_separator(), current_language() == "ar"
        job = asyncio.to_thread(lambda: save_table(path, table(), separator=separator, right_to_left=arabic))
        self._tasks.start(self, job, done=lambda _nothing: self._saved(path), refused=self._refused, work="export")

    def save_slips(self, path: Path) -> None:
        """A slip of every link that is waiting to be paid, in the language of the window."""
        links = [sent.link for sent in self._rows if sent.link is not None and payable(sent.link)]
        self._slips.setEnabled(False)
        self._tasks.start(
            self,
            save_slips(path, links, self._session),
            done=lambda _nothing: self._saved(path),
            refused=self._refused,
            ended=lambda: self._slips.setEnabled(True),
            work="export",
        )

    def _saved(self, path: Path) -> None:
        self.told.emit(translate("Books", "Saved as {name}").format(name=isolated(path.name)), "info")

    def _refused(self, error: KazaDeskError) -> None:
        self.told.emit(sentence(error), "error")


def _texts(sent: SentRow) -> Sequence[str]:
    asked, link = sent.row.request, sent.link
    reference = link.reference if link is not None else asked.reference
    return (
        number(sent.row.number),
        ltr(visible_identifier(reference)) if reference else "",
        money(asked.amount, asked.currency),
        isolated(sent.row.customer.name) if sent.row.customer.name else "",
        row_state(sent),
        row_reason(sent),
    )


def row_state(sent: SentRow) -> str:
    """What became of a row, in a word or two."""
    return state_word(sent.link.state) if sent.link is not None else translate("Books", "Not created")


def row_reason(sent: SentRow) -> str:
    """Why a row has no URL to hand out; "" where it has one, or needs none any more."""
    return trouble(sent.link) if sent.link is not None else ""
