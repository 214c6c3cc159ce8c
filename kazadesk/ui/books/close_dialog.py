"""Close the day, and look at the closes that were made: numbered, and never changed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kazadesk.core.books.day import parse_day
from kazadesk.core.errors import InputError, KazaDeskError
from kazadesk.services.books.closing_table import close_words, save_closes
from kazadesk.services.files import write_whole
from kazadesk.ui.books.close_paper import (
    close_document,
    close_title,
    page_layout,
    pdf_of_close,
    signed_money,
)
from kazadesk.ui.books.periods import day_words, days_words
from kazadesk.ui.books.table import Rows, Table
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.box import Box
from kazadesk.ui.widgets.buttons import button_row, explain, push_button
from kazadesk.ui.widgets.day_edit import day_edit, day_of
from kazadesk.ui.widgets.field import Field, left_to_right
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel, QuietLabel
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.widgets.save_dialog import ask_where_to_save
from kazadesk.ui.words.i18n import current_language, isolated, listed, ltr, speaking, translate
from kazadesk.ui.words.languages import LANGUAGE_NAMES
from kazadesk.words.accounts import profile_word
from kazadesk.words.amounts import money, number
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence
    from typing import Any

    from PySide6.QtGui import QTextDocument
    from PySide6.QtPrintSupport import QPrinter

    from kazadesk.core.books.closing import Close, CloseLine, Sum
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks


class CloseDialog(GrowingDialog):
    """Shown with open(). Of the account that is chosen in the window."""

    usual = QSize(880, 580)

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("closeDialog")
        self.setWindowTitle(translate("Books", "Close the day"))
        self._session, self._tasks = session, tasks
        self._service = session.books.closes
        self._closes: list[Close] = []
        account = profile_word(session.profiles.shown(session.profiles.current))
        self._account = PlainLabel(translate("Books", "Account: {account}").format(account=isolated(account)), self)
        self._account.setFont(theme.font("strong"))
        about = translate(
            "Books",
            "A close counts what happened to the account's links since the close before. It gets a number and is never"
            " changed; a payment that is confirmed later belongs to the next close.",
        )
        self._about = QuietLabel(about, self)
        self._about.setWordWrap(True)
        self._make_fields()
        self._make_tables()
        self._told = Notice(self)
        self._told.setObjectName("closeNotice")
        self._make_buttons()
        self._lay_out()
        self._read()

    def _make_fields(self) -> None:
        shop = self._service.shop_day
        day = self._service.today()
        self._day = day_edit(self, "closeDayEdit", translate("Books", "Day"), day)
        self._day.dateChanged.connect(lambda _day: self._doubt())
        self._zone = left_to_right(QLineEdit(shop.zone, self))
        self._zone.setObjectName("shopZoneEdit")
        self._zone.setPlaceholderText(translate("Books", "this computer's"))
        self._ends = left_to_right(QLineEdit(shop.ends, self))
        self._ends.setObjectName("dayEndsEdit")
        self._note = QLineEdit(self)
        self._note.setObjectName("closeNoteEdit")
        self._note.setMaxLength(1000)
        self._fields = {
            "day": Field(translate("Books", "Day"), self._day, self),
            "zone": Field(translate("Books", "Time zone"), self._zone, self),
            "ends": Field(translate("Books", "The day ends at"), self._ends, self),
            "note": Field(translate("Books", "Note"), self._note, self),
        }
        self._language = Box(self)
        self._language.setObjectName("closeLanguageBox")
        for value, words in LANGUAGE_NAMES:
            self._language.addItem(words, value)
        self._language.setCurrentIndex(max(0, self._language.findData(current_language())))

    def _make_tables(self) -> None:
        heads = [translate("Books", "Number"), translate("Books", "Days"), translate("Books", "Paid")]
        self._list: Rows[Close] = Rows(heads, _close_texts, self)
        words = translate("Books", "Closes that were made, the newest first")
        self._list_table = Table(self._list, "closesTable", words, self, wide=1, least=4)
        self._list_table.selectionModel().currentRowChanged.connect(lambda *_: self._show_chosen())
        told = close_words()
        heads = [translate("Books", "What"), translate("Books", "Links"), translate("Books", "Amount")]
        self._lines: Rows[tuple[str, str, str]] = Rows(heads, lambda row: row, self)
        self._lines_table = Table(self._lines, "closeLinesTable", told.title, self, wide=0, least=4)
        self._title = PlainLabel("", self)
        self._title.setObjectName("closeTitle")
        self._title.setFont(theme.font("strong"))
        self._title.setWordWrap(True)
        self._of_note = QuietLabel("", self)
        self._of_note.setWordWrap(True)

    def _make_buttons(self) -> None:
        self._do = push_button(translate("Books", "Close the day"), name="closeDayButton")
        self._sure = push_button(
            translate("Books", "Close it for good"), "check", name="closeForGoodButton", primary=True
        )
        self._pdf = push_button(translate("Books", "Save as PDF…"), "download", name="saveClosePdfButton")
        self._print = push_button(translate("Books", "Print…"), "print", name="printCloseButton")
        self._table = push_button(translate("Books", "Save as a workbook…"), "table", name="saveClosesButton")
        self._shut = push_button(translate("Books", "Close this window"), name="shutCloseButton")
        self._do.clicked.connect(self._ask)
        self._sure.clicked.connect(self._close_day)
        self._pdf.clicked.connect(self._ask_pdf)
        self._print.clicked.connect(self._look_for_printers)
        self._table.clicked.connect(self._ask_table)
        self._shut.clicked.connect(self.reject)
        self._sure.hide()

    def _lay_out(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(theme.S)
        for name, share in (("day", 2), ("zone", 2), ("ends", 1), ("note", 4)):
            fields.addWidget(self._fields[name], share, Qt.AlignmentFlag.AlignTop)
        sides = QHBoxLayout()
        sides.setSpacing(theme.L)
        right = QVBoxLayout()
        right.setSpacing(theme.S)
        for widget in (self._title, self._of_note, self._lines_table):
            right.addWidget(widget, 1 if widget is self._lines_table else 0)
        sides.addWidget(self._list_table, 2)
        sides.addLayout(right, 3)
        column = QVBoxLayout()
        column.setSpacing(theme.S)
        column.addWidget(self._account)
        column.addWidget(self._about)
        column.addLayout(fields)
        doing = QHBoxLayout()
        doing.setSpacing(theme.S)
        doing.addWidget(self._do)
        doing.addWidget(self._sure)
        doing.addStretch(1)
        column.addLayout(doing)
        column.addLayout(sides, 1)
        foot = QVBoxLayout()
        foot.setSpacing(theme.M)
        foot.addWidget(self._told)
        self._language.setAccessibleName(translate("Books", "Language of the paper"))
        explain(self._language, self._language.accessibleName())
        foot.addLayout(button_row(self._language, self._pdf, self._print, self._table, leave=self._shut))
        self.fill(column, foot)

    # ── what was closed ──

    def _read(self) -> None:
        self._tasks.start(self, self._service.closes(), done=self._show, refused=self._refused)

    def _show(self, closes: list[Close]) -> None:
        self._closes = closes
        self._list.show(closes)
        if closes:
            self._list_table.choose(0)
        self._show_chosen()

    def _chosen(self) -> Close | None:
        row = self._list_table.chosen()
        return self._closes[row] if row is not None else None

    def _show_chosen(self) -> None:
        close = self._chosen()
        for button in (self._pdf, self._print, self._table):
            button.setEnabled(close is not None)
        if close is None:
            self._title.setText(translate("Books", "No day was closed yet."))
            self._of_note.setText("")
            self._lines.show(())
            return
        self._title.setText(close_title(close))
        self._of_note.setText(isolated(close.note) if close.note else "")
        self._of_note.setVisible(bool(close.note))
        self._lines.show([row for line in close.lines for row in _line_rows(line)])

    def _refused(self, error: KazaDeskError) -> None:
        if isinstance(error, InputError) and error.field in self._fields:
            self._fields[error.field].show_error(sentence(error))
            self._fields[error.field].editor.setFocus()
        else:
            self._told.say(sentence(error), "error")

    # ── closing ──

    def _doubt(self) -> None:
        """Something else is to be closed than was asked about."""
        self._sure.hide()
        self._told.say("")
        for field in self._fields.values():
            field.show_error("")

    def _ask(self) -> None:
        self._doubt()
        try:
            self._service.set_shop_day(self._zone.text(), self._ends.text())
        except KazaDeskError as error:
            self._refused(error)
            return
        told = translate("Books", "Close all up to the end of {day}? It cannot be opened again.")
        self._sure.show()
        self._shut.setFocus()  # a held key must not answer too
        self._told.say(told.format(day=day_words(day_of(self._day))), "warning")

    def _close_day(self) -> None:
        self._sure.hide()
        self._do.setEnabled(False)
        self._told.say(translate("Books", "Kazawallet is asked for the balances…"), "quiet")
        job = self._service.close(day_of(self._day), note=self._note.text())
        self._tasks.start(
            self, job, done=self._closed, refused=self._refused_close, ended=lambda: self._do.setEnabled(True)
        )

    def _refused_close(self, error: KazaDeskError) -> None:
        self._told.say("")
        self._refused(error)

    def _closed(self, close: Close) -> None:
        self._note.clear()
        told = translate("Books", "Closed: number {number}.").format(number=number(close.number))
        if close.lines and all(line.closing is None for line in close.lines):
            told += " " + translate("Books", "Kazawallet gave no balances.")
        self._told.say(told, "info", "check")
        self._read()

    # ── paper and files ──

    def _document(self, close: Close) -> tuple[QTextDocument, str]:
        language = str(self._language.currentData())
        profiles = self._session.profiles
        with speaking(language):
            title = close_title(close)
            account = profile_word(profiles.shown(close.profile))
        shop = profiles.defaults(close.profile).shop_name
        return close_document(close, shop, account, language, practice=self._session.practice), title

    def _name(self, close: Close) -> str:
        return f"kazadesk-close-{close.number}-{close.day}"

    def _ask_pdf(self) -> None:
        if (close := self._chosen()) is not None:
            kinds = {"pdf": translate("Books", "PDF document (*.pdf)")}
            title = translate("Books", "Save the close")
            ask_where_to_save(self, title, self._name(close), kinds, self.save_pdf, object_name="saveCloseDialog")

    def save_pdf(self, path: Path) -> None:
        """The chosen close, in the language that is chosen for paper."""
        if (close := self._chosen()) is not None:
            document, title = self._document(close)
            data = pdf_of_close(document, title)
            self._write(asyncio.to_thread(write_whole, path, data), path)

    def _ask_table(self) -> None:
        kinds = {"xlsx": translate("Books", "Workbook (*.xlsx)")}
        title = translate("Books", "Save all closes")
        ask_where_to_save(self, title, "kazadesk-closes", kinds, self.save_table, object_name="saveClosesDialog")

    def save_table(self, path: Path) -> None:
        """All closes of the account."""
        arabic = current_language() == "ar"
        job = asyncio.to_thread(save_closes, path, self._closes, close_words(), right_to_left=arabic)
        self._write(job, path)

    def _write(self, job: Coroutine[Any, Any, None], path: Path) -> None:
        saved = translate("Books", "Saved as {name}").format(name=isolated(path.name))
        self._tasks.start(
            self,
            job,
            done=lambda _nothing: self._told.say(saved, "info", "check"),
            refused=self._refused,
        )

    def _look_for_printers(self) -> None:
        self._print.setEnabled(False)
        self._tasks.start(
            self,
            asyncio.to_thread(has_printer),
            done=self._ask_printer,
            ended=lambda: self._print.setEnabled(self._chosen() is not None),
        )

    def _ask_printer(self, found: bool) -> None:
        close = self._chosen()
        if close is None:
            return
        if not found:
            none = translate("Books", "No printer is set up on this computer. Save the close as PDF instead.")
            self._told.say(none, "warning")
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(f"KazaDesk {self._name(close)}")
        printer.setPageLayout(page_layout())
        asked = QPrintDialog(printer, self)
        asked.setObjectName("printCloseDialog")
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setWindowTitle(translate("Books", "Print the close"))
        asked.setOption(asked.PrintDialogOption.PrintToFile, False)
        asked.accepted.connect(lambda: self.print_on(printer))
        QDialog.open(asked)  # its own open() wants a slot

    def print_on(self, printer: QPrinter) -> None:
        if (close := self._chosen()) is not None:
            document, _title = self._document(close)
            document.print_(printer)
            self._told.say(translate("Books", "Sent to the printer"), "info", "check")


def has_printer() -> bool:
    """Asking may take a while where printers are looked for in the network."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def _close_texts(close: Close) -> Sequence[str]:
    days = days_words(parse_day(close.first_day), parse_day(close.day))
    paid = [money(line.paid.joined(line.paid_by_hand).amount, line.currency) for line in close.lines if _paid(line)]
    return number(close.number), days, listed(*paid)


def _paid(line: CloseLine) -> int:
    return line.paid.count + line.paid_by_hand.count


def _line_rows(line: CloseLine) -> list[tuple[str, str, str]]:
    words = close_words()
    rows = [(ltr(line.currency), "", "")]
    for kind, word in words.kinds.items():
        total: Sum = getattr(line, kind)
        if total.count:
            rows.append((word, number(total.count), money(total.amount, line.currency)))
    for word, amount in zip(words.balances, (line.opening, line.closing, line.difference), strict=False):
        if amount is not None:
            rows.append((word, "", signed_money(amount, line.currency)))
    return rows
