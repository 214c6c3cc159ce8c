"""Print a payment slip of one link, or save it as PDF: in the customer's language, on the paper that is there."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kazadesk.services.files import write_whole
from kazadesk.ui.desktop.file_names import safe_file_name
from kazadesk.ui.handover.qr_view import qr_modules
from kazadesk.ui.handover.slip import Paper, made_slip, may_have_slip, usual_paper
from kazadesk.ui.handover.slip_paper import draw_on, drawn, page_of, pdf_of
from kazadesk.ui.handover.slip_preview import SlipPreview
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.box import Box
from kazadesk.ui.widgets.buttons import button_row, explain, push_button
from kazadesk.ui.widgets.field import Field
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.widgets.save_dialog import ask_where_to_save
from kazadesk.ui.widgets.toast import Toast
from kazadesk.ui.words import keys
from kazadesk.ui.words.i18n import current_language, digits, isolated, spoken, translate
from kazadesk.ui.words.languages import LANGUAGE_NAMES
from kazadesk.words.errors import sentence, state_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage
    from PySide6.QtPrintSupport import QPrinter

    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.link import PaymentLink
    from kazadesk.services.session import Session
    from kazadesk.ui.handover.slip import Slip
    from kazadesk.ui.tasks import Tasks

_SIDE = 208


class SlipDialog(GrowingDialog):
    """Shown with open(). For links that `may_have_slip`."""

    usual = QSize(760, 580)

    def __init__(
        self, link: PaymentLink, session: Session, tasks: Tasks, parent: QWidget | None = None, *, shop_name: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName("slipDialog")
        self.setWindowTitle(translate("Slip", "Payment slip"))
        self._link, self._session, self._tasks, self._shop_name = link, session, tasks, shop_name
        self._modules: QImage | None = None
        self._preview = SlipPreview(self)
        self._make_choices()
        self._problem = Notice(self)
        self._problem.setObjectName("slipProblem")
        self._make_buttons()
        self._lay_out()
        self._said = Toast(self)
        self._show()
        tasks.start(self, asyncio.to_thread(qr_modules, link.url or ""), done=self._got_code)

    def _make_choices(self) -> None:
        self._language = Box(self)
        self._language.setObjectName("slipLanguageBox")
        for value, words in LANGUAGE_NAMES:
            self._language.addItem(words, value)
        self._language.setCurrentIndex(max(0, self._language.findData(current_language())))
        self._paper = Box(self)
        self._paper.setObjectName("slipPaperBox")
        for paper, words in (
            (Paper.A4, translate("Slip", "A4 sheet")),
            (Paper.LETTER, translate("Slip", "Letter sheet")),
            (Paper.ROLL_80, digits(translate("Slip", "Receipt roll, 80 mm"))),
            (Paper.ROLL_58, digits(translate("Slip", "Receipt roll, 58 mm"))),
        ):
            self._paper.addItem(words, paper)
        kept = self._session.settings.value.slip_paper
        self._paper.setCurrentIndex(self._paper.findData(usual_paper() if kept == "auto" else Paper(kept)))
        self._language.currentIndexChanged.connect(self._show)
        self._paper.currentIndexChanged.connect(self._paper_chosen)

    def _make_buttons(self) -> None:
        self._save = push_button(translate("Slip", "Save as PDF…"), "download", name="saveSlipButton")
        self._print = push_button(translate("Slip", "Print…"), "print", name="printSlipButton", primary=True)
        self._close = push_button(translate("Slip", "Close"), name="closeSlipButton")
        self._close.clicked.connect(self.reject)
        self._save.clicked.connect(lambda: self._if_still_to_pay(self._ask_where))
        self._print.clicked.connect(lambda: self._if_still_to_pay(self._look_for_printers))
        for button, pressed in ((self._save, keys.SAVE), (self._print, keys.PRINT)):
            button.setShortcut(pressed)
            explain(button, button.text(), pressed)
            button.setEnabled(False)
        self._print.setDefault(True)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(theme.M)
        side.addWidget(Field(translate("Slip", "Language of the slip"), self._language, self))
        hint = translate("Slip", "On a sheet, the slip is at the top: cut it out along the dashes.")
        side.addWidget(Field(translate("Slip", "Paper"), self._paper, self, hint=hint))
        side.addStretch(1)
        choices = QWidget(self)
        choices.setFixedWidth(_SIDE)
        choices.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        body = QHBoxLayout()
        body.setSpacing(theme.XL)
        body.addWidget(self._preview, 1)
        body.addWidget(choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.L, theme.XL, theme.L)
        column.setSpacing(theme.M)
        column.addLayout(body, 1)
        column.addWidget(self._problem)
        column.addLayout(button_row(leave=self._close, acts=(self._save, self._print)))
        for before, after in pairwise((self._paper, self._preview, self._close, self._save)):
            QWidget.setTabOrder(before, after)
        self._language.setFocus()

    # what is shown

    def slip(self) -> Slip:
        """The slip in the language that is chosen now."""
        language = str(self._language.currentData())
        return made_slip(self._link, self._shop_name, language, practice=self._session.practice)

    def paper(self) -> Paper:
        return Paper(self._paper.currentData())

    def _paper_chosen(self) -> None:
        self._session.settings.change(slip_paper=self.paper().value)
        self._show()

    def _show(self) -> None:
        slip = self.slip()
        self._preview.show_drawing(drawn(slip, self.paper(), self._modules))
        told = (slip.practice, slip.title, slip.shop, *slip.amount, *slip.reference, *slip.date, slip.how, slip.url)
        self._preview.setAccessibleDescription(spoken("\n".join(filter(None, told))))
        self._problem.say("")

    def _got_code(self, modules: QImage) -> None:
        self._modules = modules
        self._save.setEnabled(True)
        self._print.setEnabled(True)
        self._show()

    def _if_still_to_pay(self, act: Callable[[], None]) -> None:
        """Look at the link once more: paid since the dialog was opened, it must not be paid a second time."""

        def found(link: PaymentLink | None) -> None:
            if link is None or may_have_slip(link):
                act()
            else:
                over = translate(
                    "Slip", "This link is no longer waiting to be paid, so no slip is made of it: {state}."
                )
                self._problem.say(over.format(state=state_word(link.state)), "warning")

        self._tasks.start(
            self,
            self._session.ledger.link(self._link.id),
            done=found,
            refused=lambda error: self._problem.say(sentence(error), "error"),
        )

    # as PDF

    def _ask_where(self) -> None:
        ask_where_to_save(
            self,
            translate("Slip", "Save the slip"),
            safe_file_name(self._link.reference),
            {"pdf": translate("Slip", "PDF document (*.pdf)")},
            self.save_as,
            object_name="saveSlipDialog",
        )

    def save_as(self, path: Path) -> None:
        """Write the PDF file; whole, or not at all."""
        if self._modules is None:
            return
        slip, paper, modules = self.slip(), self.paper(), self._modules

        def done(_nothing: None) -> None:
            self._problem.say("")
            self._said.say(translate("Slip", "Saved as {name}").format(name=isolated(path.name)))

        def refused(error: KazaDeskError) -> None:
            self._problem.say(sentence(error), "error")

        def write() -> None:
            write_whole(path, pdf_of(slip, paper, modules))

        self._save.setEnabled(False)
        job = asyncio.to_thread(write)
        self._tasks.start(self, job, done=done, refused=refused, ended=lambda: self._save.setEnabled(True))

    # on paper

    def _look_for_printers(self) -> None:
        self._print.setEnabled(False)
        job = asyncio.to_thread(_has_printer)
        self._tasks.start(self, job, done=self._ask_printer, ended=lambda: self._print.setEnabled(True))

    def _ask_printer(self, found: bool) -> None:
        if not found:
            none = translate(
                "Slip", "No printer is set up on this computer. Save the slip as PDF and print it somewhere else."
            )
            self._problem.say(none, "warning")
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(f"KazaDesk {safe_file_name(self._link.reference)}")
        printer.setPageLayout(page_of(self.paper(), drawn(self.slip(), self.paper(), None).height))
        asked = QPrintDialog(printer, self)
        asked.setObjectName("printSlipDialog")
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setWindowTitle(translate("Slip", "Print the slip"))
        # one page, and files are written by the other button, whole or not at all
        for option in (asked.PrintDialogOption.PrintToFile, asked.PrintDialogOption.PrintPageRange):
            asked.setOption(option, False)
        asked.accepted.connect(lambda: self.print_on(printer))
        QDialog.open(asked)  # its own open() wants a slot

    def print_on(self, printer: QPrinter) -> None:
        """Draw the slip on the page that the printer has after the print dialog."""
        if self._modules is None:
            return
        if draw_on(printer, self.slip(), self.paper(), self._modules):
            self._problem.say("")
            told = translate("Slip", "Sent to {printer}").format(printer=isolated(printer.printerName()))
            self._said.say(told if printer.printerName() else translate("Slip", "Printed"))
        else:
            told = translate("Slip", "The printer did not take the slip. Look at the printer, or save a PDF.")
            self._problem.say(told, "error")


def _has_printer() -> bool:
    """Whether the system knows a printer; asking may take a while where printers are looked for in the network."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())
