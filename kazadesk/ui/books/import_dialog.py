"""Take over an old list of sales: how it is read, what is refused and why; and take one back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kazadesk.core.books.columns import HISTORY_COLUMNS
from kazadesk.core.books.day import parse_day
from kazadesk.ui.books.batch_preview import problem_heads, problem_texts
from kazadesk.ui.books.open_table import ask_for_table
from kazadesk.ui.books.periods import day_words
from kazadesk.ui.books.sheet_choices import SheetChoices, field_word
from kazadesk.ui.books.table import Rows, Table
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.buttons import button_row, push_button
from kazadesk.ui.widgets.dropping import dropped_table
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel, QuietLabel
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.words import times
from kazadesk.ui.words.i18n import isolated, listed, ltr, translate, visible_identifier
from kazadesk.words.amounts import money, number
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kazadesk.core.books.batch import Problem
    from kazadesk.core.books.records import Import, Sale
    from kazadesk.core.errors import KazaDeskError
    from kazadesk.services.books.history import HistoryPreview
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_SHOWN = 5


class ImportDialog(GrowingDialog):
    """Shown with open()."""

    usual = QSize(880, 480)

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importDialog")
        self.setWindowTitle(translate("Books", "Take over an old list"))
        self.setAcceptDrops(True)
        self._session, self._tasks = session, tasks
        self._service = session.books.history
        self._path: Path | None = None
        self._found: HistoryPreview | None = None
        self._asked = 0
        self._told = Notice(self)
        self._told.setObjectName("importNotice")
        self._make_preview()
        self._make_imports()
        self._make_buttons()
        self._lay_out()
        self._show_parts()
        self._read()

    def _make_preview(self) -> None:
        about = translate(
            "Books",
            "Sales from before KazaDesk, as a table saved as CSV, XLSX or ODS with the columns date and amount and, if"
            " you like, currency, reference, name, phone and state. They are kept as history: never green, and in no"
            " close. A list can be taken back whole.",
        )
        self._about = QuietLabel(about, self)
        self._about.setWordWrap(True)
        self._file = PlainLabel("", self)
        self._file.setObjectName("importFile")
        self._file.setFont(theme.font("strong"))
        self._file.setWordWrap(True)
        self.choices = SheetChoices(HISTORY_COLUMNS, self, dates=True)
        self.choices.changed.connect(self._check)
        heads = [translate("Books", "Row"), *map(field_word, ("date", "amount", "ref", "name", "phone", "status"))]
        self._first: Rows[Sale] = Rows(heads, _sale_texts, self)
        words = translate("Books", "The first rows as they will be kept")
        self._first_table = Table(self._first, "importFirstRows", words, self, wide=4, least=1)
        self._sums = PlainLabel("", self)
        self._sums.setObjectName("importSums")
        self._problems: Rows[Problem] = Rows(problem_heads(), problem_texts, self)
        words = translate("Books", "What is wrong, by row and column")
        self._problems_table = Table(self._problems, "importProblems", words, self, wide=3, least=4)

    def _make_imports(self) -> None:
        words = translate("Books", "Lists that were taken over")
        self._imports_title = QuietLabel(words, self)
        heads = [
            translate("Books", "File"),
            translate("Books", "Taken over"),
            translate("Books", "Sales"),
            translate("Books", "Taken back"),
        ]
        self._imports: Rows[Import] = Rows(heads, _import_texts, self)
        self._imports_table = Table(self._imports, "importsTable", words, self, wide=0, least=4)
        self._imports_table.selectionModel().currentRowChanged.connect(lambda *_: self._enable())

    def _make_buttons(self) -> None:
        self._choose = push_button(translate("Books", "Choose a file…"), "folder", name="chooseImportButton")
        self._back = push_button(translate("Books", "Take back…"), "trash", name="takeBackButton")
        self._sure = push_button(translate("Books", "Take it back whole"), "trash", name="takeBackForGoodButton")
        self._take = push_button(translate("Books", "Take the list over"), "check", name="takeOverButton", primary=True)
        self._close = push_button(translate("Books", "Close"), name="closeImportButton")
        self._choose.clicked.connect(self.ask_for_file)
        self._back.clicked.connect(self._ask_back)
        self._sure.clicked.connect(self._take_back)
        self._take.clicked.connect(self._take_over)
        self._close.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(theme.S)
        for widget in (
            self._about,
            self._file,
            self.choices,
            self._first_table,
            self._sums,
            self._problems_table,
            self._imports_title,
            self._imports_table,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        foot = QVBoxLayout()
        foot.setSpacing(theme.M)
        foot.addWidget(self._told)
        foot.addLayout(button_row(self._choose, self._back, self._sure, leave=self._close, acts=(self._take,)))
        self.fill(column, foot)

    def _show_parts(self) -> None:
        """A file, or the lists that are there."""
        begun, found = self._path is not None, self._found
        self._about.setVisible(not begun)
        for widget in (self._file, self.choices, self._take):
            widget.setVisible(begun)
        self._first_table.setVisible(found is not None and bool(found.checked.sales))
        self._sums.setVisible(found is not None)
        self._problems_table.setVisible(found is not None and bool(found.checked.problems))
        for listed_widget in (self._imports_title, self._imports_table, self._back):
            listed_widget.setVisible(not begun and bool(self._imports.rows))
        self._sure.hide()
        self._take.setEnabled(found is not None and found.may_be_imported)
        self._enable()

    # ── the lists that are there ──

    def _read(self) -> None:
        self._tasks.start(self, self._service.imports(), done=self._show_imports, refused=self._refused)

    def _show_imports(self, imports: list[Import]) -> None:
        self._imports.show(imports)
        if imports:
            self._imports_table.choose(0)
        self._show_parts()

    def _chosen(self) -> Import | None:
        row = self._imports_table.chosen()
        return self._imports.rows[row] if row is not None else None

    def _enable(self) -> None:
        self._sure.hide()
        chosen = self._chosen()
        self._back.setEnabled(chosen is not None and chosen.taken_back_at is None)

    def _ask_back(self) -> None:
        if (chosen := self._chosen()) is not None:
            told = translate("Books", "Take back {file}? %n sale(s) are deleted from the history.", "", chosen.sales)
            self._sure.show()
            self._close.setFocus()  # a held key must not answer too
            self._told.say(told.format(file=isolated(chosen.file_name)), "warning")

    def _take_back(self) -> None:
        self._sure.hide()
        if (chosen := self._chosen()) is not None:
            done = translate("Books", "Taken back: {file}").format(file=isolated(chosen.file_name))
            job = self._service.take_back(chosen.id)
            self._tasks.start(self, job, done=lambda _import: self._taken(done), refused=self._refused)

    def _taken(self, told: str) -> None:
        self._path = self._found = None
        self._told.say(told, "info", "check")
        self._read()

    def _refused(self, error: KazaDeskError) -> None:
        self._told.say(sentence(error), "error")

    # ── a file ──

    def ask_for_file(self) -> None:
        ask_for_table(self, "openImportDialog", translate("Books", "The file with the old list"), self.show_file)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_table(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := dropped_table(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.show_file(path)

    def show_file(self, path: Path) -> None:
        """Read and check it; keeps nothing."""
        self._path = path
        self._file.setText(isolated(path.name))
        self.choices.begin()
        self._check()

    def _check(self) -> None:
        if self._path is None:
            return
        self._asked += 1
        asked, path, choices, service = self._asked, self._path, self.choices, self._service
        self._found = None
        self._told.say("")
        self._show_parts()
        reading = choices.reading()

        def done(found: HistoryPreview) -> None:
            if asked == self._asked:
                self._show_found(found)

        def refused(error: KazaDeskError) -> None:
            if asked != self._asked:
                return
            self._refused(error)
            if error.code in ("no_head", "column_twice", "column_unknown"):
                look = self._session.books.batches.look(path, reading)
                self._tasks.start(
                    self, look, done=lambda file: choices.show_sheet(file.sheet, None), refused=lambda _error: None
                )

        job = service.check(
            path,
            reading,
            columns=choices.columns(),
            dates=choices.date_order(),
            decimal_mark=choices.decimal_mark(),
        )
        self._tasks.start(self, job, done=done, refused=refused)

    def _show_found(self, found: HistoryPreview) -> None:
        self._found = found
        checked = found.checked
        self.choices.show_sheet(found.file.sheet, found.columns)
        self._first.show(checked.sales[:_SHOWN])
        self._first_table.setFixedHeight(self._first_table.height_of(max(1, len(checked.sales[:_SHOWN]))) + theme.M)
        orders = {
            "dmy": translate("Books", "day before month"),
            "mdy": translate("Books", "month before day"),
        }
        sales = translate("Books", "%n sale(s)", "", len(checked.sales))
        self._sums.setText(listed(sales, orders.get(checked.order, "")))
        self._problems.show(checked.problems)
        self._show_parts()
        if checked.problems:
            wrong = translate(
                "Books", "%n cell(s) are wrong. Nothing is kept until all is right.", "", len(checked.problems)
            )
            self._told.say(wrong, "error")
        elif not checked.sales:
            self._told.say(translate("Books", "The file has no rows."), "warning")
        else:
            self._take.setFocus()

    def _take_over(self) -> None:
        if self._found is None:
            return
        self._take.setEnabled(False)
        self._told.say(translate("Books", "The list is taken over…"), "quiet")
        self._tasks.start(self, self._service.take_over(self._found), done=self._kept, refused=self._not_kept)

    def _kept(self, made: Import) -> None:
        told = translate("Books", "Taken over: {file}, %n sale(s).", "", made.sales)
        self._taken(told.format(file=isolated(made.file_name)))

    def _not_kept(self, error: KazaDeskError) -> None:
        self._refused(error)
        self._take.setEnabled(True)


def _sale_texts(sale: Sale) -> Sequence[str]:
    return (
        number(sale.row),
        day_words(parse_day(sale.day)),
        money(sale.amount, sale.currency),
        ltr(visible_identifier(sale.reference)) if sale.reference else "",
        isolated(sale.name) if sale.name else "",
        ltr(sale.phone) if sale.phone else "",
        translate("Books", "paid") if sale.paid else translate("Books", "not paid"),
    )


def _import_texts(made: Import) -> Sequence[str]:
    back = times.full(times.parsed(made.taken_back_at)) if made.taken_back_at else ""
    return isolated(made.file_name), times.full(times.parsed(made.imported_at)), number(made.sales), back
