"""A file of links before it is sent: how it is read, its first rows, its sums, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kazadesk.core.books.columns import LINK_COLUMNS
from kazadesk.ui.books.sheet_choices import SheetChoices, field_word
from kazadesk.ui.books.table import Rows, Table
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.buttons import push_button
from kazadesk.ui.widgets.labels import PlainLabel, QuietLabel
from kazadesk.ui.words import times
from kazadesk.ui.words.i18n import digits, isolated, listed, ltr, translate, visible_identifier
from kazadesk.words.amounts import money, number
from kazadesk.words.books import what_is_wrong

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kazadesk.core.books.batch import Problem
    from kazadesk.core.books.records import Batch, BatchRow
    from kazadesk.services.books.batch import Preview

_SHOWN, _SHOWN_BESIDE_PROBLEMS = 5, 2


class BatchPreview(QWidget):
    changed = Signal()
    """How the file is read."""
    opened = Signal(object)
    """A Batch that was sent before."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._file = PlainLabel("", self)
        self._file.setFont(theme.font("strong"))
        self._file.setWordWrap(True)
        self._file.setObjectName("batchFile")
        self.choices = SheetChoices(LINK_COLUMNS, self)
        self.choices.changed.connect(self.changed)
        self._about = QuietLabel("", self)
        self._about.setWordWrap(True)
        self._earlier: Rows[Batch] = Rows(
            [translate("Books", "File"), translate("Books", "Sent"), translate("Books", "Created")], _batch_texts, self
        )
        words = translate("Books", "Files that were sent before")
        self._earlier_title = QuietLabel(words, self)
        self._earlier_table = Table(self._earlier, "earlierBatches", words, self, wide=0, least=4)
        self._earlier_table.activated.connect(lambda index: self.opened.emit(self._earlier.rows[index.row()]))
        self._open = push_button(translate("Books", "Show its results"), "table", name="openBatchButton")
        self._open.clicked.connect(self._open_chosen)
        self._first: Rows[BatchRow] = Rows(
            [translate("Books", "Row"), *map(field_word, ("amount", "ref", "name", "phone", "email", "redirect"))],
            _row_texts,
            self,
        )
        words = translate("Books", "The first rows as they will be sent")
        self._first_table = Table(self._first, "batchFirstRows", words, self, wide=3, least=1)
        self._totals = PlainLabel("", self)
        self._totals.setObjectName("batchTotals")
        self._totals.setWordWrap(True)
        self._problems: Rows[Problem] = Rows(problem_heads(), problem_texts, self)
        words = translate("Books", "What is wrong, by row and column")
        self._problems_table = Table(self._problems, "batchProblems", words, self, wide=3, least=3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        for widget in (
            self._file,
            self.choices,
            self._about,
            self._first_table,
            self._totals,
            self._problems_table,
            self._earlier_title,
            self._earlier_table,
        ):
            column.addWidget(widget)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        self._show_nothing()

    def _show_nothing(self) -> None:
        told = translate(
            "Books",
            "A table saved as CSV, XLSX or ODS, with a column “amount” and, if you like, currency, reference, email,"
            " redirect URL, name and phone: in English or Arabic. What a row does not say is taken from the account."
            " Choose the file, or drop it here. Nothing is sent before you have seen how it is read.",
        )
        self._about.setText(told)
        for widget in (self._file, self.choices, self._first_table, self._totals):
            widget.hide()
        self._show_problems(())
        self.show_earlier(())

    def show_earlier(self, batches: Sequence[Batch]) -> None:
        """While no file is chosen."""
        self._earlier.show(batches)
        for widget in (self._earlier_title, self._earlier_table, self._open):
            widget.setVisible(bool(batches))
        if batches:
            self._earlier_table.choose(0)

    def _open_chosen(self) -> None:
        row = self._earlier_table.chosen()
        if row is not None:
            self.opened.emit(self._earlier.rows[row])

    def begin(self, path: Path) -> None:
        self._file.setText(isolated(path.name))
        self._about.setText(translate("Books", "The file is read…"))
        self._about.show()
        self._file.show()
        self.show_earlier(())
        self.choices.begin()
        self._totals.setText("")
        self._show_problems(())

    def show_refused(self) -> None:
        """It cannot be read like this: what can be chosen is there."""
        self._about.setText(translate("Books", "Choose how the file is to be read."))
        self._about.show()
        self.choices.show()
        self._first_table.hide()
        self._totals.hide()
        self._show_problems(())

    def show_found(self, found: Preview) -> None:
        checked, columns = found.checked, found.columns
        self.choices.show_sheet(found.file.sheet, columns)
        self.choices.show()
        self._about.setText(_about(found))
        # what is wrong needs the room of the others
        first = checked.rows[: _SHOWN_BESIDE_PROBLEMS if checked.problems else _SHOWN]
        self._about.setVisible(not checked.problems)
        self._first.show(first)
        self._first_table.setVisible(bool(first))
        self._first_table.setFixedHeight(self._first_table.height_of(max(1, len(first))) + theme.M)
        links = [
            listed(translate("Books", "%n link(s)", "", count), money(total, currency))
            for currency, count, total in checked.totals
        ]
        self._totals.setText(translate("Books", "Together: {sums}").format(sums=";  ".join(links)) if links else "")
        self._totals.setVisible(bool(links))
        self._show_problems(checked.problems)

    def read_out(self) -> None:
        """The focus goes into the rows, not to what sends them; what they come to is said."""
        self._first_table.setFocus()
        announce(self._first_table, self._totals.text())

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        self._problems.show(problems)
        self._problems_table.setVisible(bool(problems))

    def alike_sentence(self, found: Preview) -> str:
        """Rows that may have been typed twice."""
        alike = found.checked.alike
        rows = ", ".join(map(number, alike[:10])) + (" …" if len(alike) > 10 else "")
        told = translate(
            "Books", "%n row(s) say the same as an earlier one and have no reference: row {rows}.", "", len(alike)
        )
        return told.format(rows=ltr(rows)) + " " + translate("Books", "They are sent as links of their own.")


def _about(found: Preview) -> str:
    told = translate("Books", "The first rows as they will be sent")
    if not found.columns.unused:
        return told
    unused = ", ".join(isolated(word.strip()[:30]) for word in found.columns.unused[:8])
    return listed(told, translate("Books", "not used: {columns}").format(columns=unused))


def _row_texts(row: BatchRow) -> Sequence[str]:
    asked, customer = row.request, row.customer
    return (
        number(row.number),
        money(asked.amount, asked.currency),
        ltr(visible_identifier(asked.reference)) if asked.reference else translate("Books", "made for you"),
        isolated(customer.name) if customer.name else "",
        ltr(customer.phone) if customer.phone else "",
        ltr(asked.email),
        ltr(asked.redirect_url) if asked.redirect_url else "",
    )


def _batch_texts(batch: Batch) -> Sequence[str]:
    made = translate("Books", "{done} of {all}").format(done=number(batch.made), all=number(batch.rows))
    return isolated(batch.file_name), times.full(times.parsed(batch.created_at)), made


def problem_heads() -> list[str]:
    return [
        translate("Books", "Row"),
        translate("Books", "Column"),
        translate("Books", "What stands there"),
        translate("Books", "What is wrong"),
    ]


def problem_texts(problem: Problem) -> Sequence[str]:
    names = {"reference": "ref", "redirect_url": "redirect"}
    field = names.get(problem.field, problem.field)
    column = ltr(problem.column) if problem.column else ""
    if field != "row":
        column = listed(column, field_word(field))
    return number(problem.row), column, isolated(problem.text[:80]), digits(what_is_wrong(problem))
