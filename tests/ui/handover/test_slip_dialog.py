"""The slip's dialog: what is seen is what is printed or saved, and a trouble is said."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton

from kazadesk.core.link import LinkForm, LinkState
from kazadesk.practice.account import EMAIL
from kazadesk.ui.handover.qr_dialog import QrDialog
from kazadesk.ui.handover.share import ShareMenu
from kazadesk.ui.handover.slip_dialog import SlipDialog
from kazadesk.ui.handover.slip_preview import SlipPreview
from kazadesk.ui.links.menu import made_menu
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.widgets.toast import Toast

URL = "https://kazawallet.com/pay/3f9c2a71-58bb-4b1e-9d10-7c5a2f"


class Open:
    """The dialog on the screen, with its code."""

    def __init__(self, stage, link):
        self.stage = stage
        self.dialog = SlipDialog(link, stage.session, stage.tasks, shop_name="حلويات الشام")

    async def shown(self):
        await self.stage.show(self.dialog)
        await self.stage.until(self.button("saveSlipButton").isEnabled)
        return self

    def button(self, name):
        return self.dialog.findChild(QPushButton, name)

    def choose(self, name, value):
        box = self.dialog.findChild(QComboBox, name)
        box.setCurrentIndex(box.findData(value))

    def problem(self):
        return self.dialog.findChild(Notice, "slipProblem").text()

    def said(self):
        return self.dialog.findChild(Toast).text()

    def preview(self):
        return self.dialog.findChild(SlipPreview)

    async def saved(self, path):
        self.dialog.save_as(path)
        await self.stage.until(self.button("saveSlipButton").isEnabled)


needs_poppler = pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler-utils is not installed")


def seen(pdf):
    """A PDF file as a picture."""
    done = subprocess.run(["pdftoppm", "-r", "200", "-png", pdf], capture_output=True, check=True)
    return QImage.fromData(done.stdout)


def words(pdf):
    return subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True, text=True).stdout


def test_the_preview_shows_the_code_and_follows_what_is_chosen(play, link, read_qr):
    async def scenario(stage):
        opened = await Open(stage, link).shown()
        opened.dialog.resize(1000, 800)
        await stage.until(lambda: read_qr(opened.preview()) == [URL])
        assert "Payment slip" in opened.preview().accessibleDescription()
        before = opened.preview().grab().toImage()
        opened.choose("slipLanguageBox", "ar")
        assert "قسيمة دفع" in opened.preview().accessibleDescription()
        assert opened.preview().grab().toImage() != before
        sheet = opened.preview().widget().size()
        opened.choose("slipPaperBox", "roll58")
        await stage.until(lambda: opened.preview().widget().width() < sheet.width())
        assert read_qr(opened.preview().widget()) == [URL]

    play(scenario)


def test_the_paper_is_remembered_and_the_language_is_the_windows(play, link, wear):
    async def scenario(stage):
        opened = await Open(stage, link).shown()
        opened.choose("slipPaperBox", "roll80")
        opened.choose("slipLanguageBox", "ar")
        wear("en")
        again = await Open(stage, link).shown()
        assert again.dialog.paper() == "roll80"
        assert again.dialog.slip().language == "en"
        wear("ar")
        assert (await Open(stage, link).shown()).dialog.slip().language == "ar"

    play(scenario)


@needs_poppler
def test_saving_asks_where_and_writes_the_pdf(play, link, read_qr, tmp_path):
    async def scenario(stage):
        opened = await Open(stage, link).shown()
        opened.button("saveSlipButton").click()
        await stage.until(lambda: opened.dialog.findChild(QFileDialog, "saveSlipDialog"))
        asked = opened.dialog.findChild(QFileDialog, "saveSlipDialog")
        asked.setDirectory(str(tmp_path))
        assert [name.endswith("INV-12.pdf") for name in asked.selectedFiles()] == [True]
        asked.accept()
        await stage.until(lambda: opened.said() == "Saved as \u2068INV-12.pdf\u2069")
        assert read_qr(seen(tmp_path / "INV-12.pdf")) == [URL]
        assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["INV-12.pdf"]

    play(scenario)


def test_a_link_that_is_paid_meanwhile_gets_no_slip(play):
    async def scenario(stage):
        made = await stage.session.links.create(LinkForm("25", "USD", EMAIL))
        opened = await Open(stage, made).shown()
        await stage.session.links.mark_by_hand(made.id, "paid at the counter")
        for name in ("saveSlipButton", "printSlipButton"):
            opened.button(name).click()
            await stage.until(lambda: "no longer waiting to be paid" in opened.problem())
            opened.choose("slipLanguageBox", "ar" if name == "saveSlipButton" else "en")
            assert opened.problem() == ""
        assert opened.dialog.findChildren(QFileDialog) == []

    play(scenario)


@needs_poppler
def test_arabic_names_of_files_and_folders(play, like, read_qr, tmp_path):
    folder = tmp_path / "قسائم الدفع"
    folder.mkdir()

    async def scenario(stage):
        opened = await Open(stage, like(reference="طلب ٧")).shown()
        await opened.saved(folder / "قسيمة طلب ٧.pdf")
        assert opened.problem() == ""
        assert read_qr(seen(folder / "قسيمة طلب ٧.pdf")) == [URL]

    play(scenario)


def test_a_folder_that_lets_nothing_be_written_is_said(play, link, tmp_path):
    if os.name != "posix":
        places = [str(tmp_path)]  # rights are others there: a folder in the file's place
    elif os.geteuid() == 0:
        # root may write anywhere but into the kernel's own folders
        places = ["/proc/slip.pdf", "/sys/slip.pdf"]
    else:
        tmp_path.chmod(0o500)
        places = [str(tmp_path / "slip.pdf")]

    async def scenario(stage):
        opened = await Open(stage, link).shown()
        for place in places:
            await opened.saved(Path(place))
            assert place in opened.problem()
        assert opened.said() == ""
        await opened.saved(tmp_path / "no such folder" / "slip.pdf")
        assert "no such folder" in opened.problem()

    play(scenario)


def test_without_a_printer_pdf_is_offered(play, link, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))

    async def scenario(stage):
        opened = await Open(stage, link).shown()
        opened.button("printSlipButton").click()
        await stage.until(lambda: opened.problem().startswith("No printer is set up on this computer."))
        await stage.until(opened.button("printSlipButton").isEnabled)
        opened.choose("slipPaperBox", "letter")
        assert opened.problem() == ""

    play(scenario)


def printer_to(path, size, margin=5.0):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    margins = QMarginsF(margin, margin, margin, margin)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
    assert printer.setPageLayout(layout)
    return printer


@needs_poppler
@pytest.mark.parametrize("paper", ["a4", "roll80"])
@pytest.mark.parametrize(
    "size",
    [
        QPageSize(QPageSize.PageSizeId.A4),
        QPageSize(QPageSize.PageSizeId.A6),
        QPageSize(QPageSize(QPageSize.PageSizeId.A7)),
    ],
    ids=["A4", "A6", "A7"],
)
def test_the_slip_fits_the_page_that_the_printer_has(play, link, read_qr, tmp_path, paper, size):
    async def scenario(stage):
        opened = await Open(stage, link).shown()
        opened.choose("slipPaperBox", paper)
        opened.dialog.print_on(printer_to(tmp_path / "out.pdf", size))
        assert read_qr(seen(tmp_path / "out.pdf")) == [URL]
        assert "INV-12" in words(tmp_path / "out.pdf")
        assert opened.said()

    play(scenario)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_said(play, link, tmp_path):
    async def scenario(stage):
        opened = await Open(stage, link).shown()
        opened.dialog.print_on(printer_to(tmp_path / "no folder" / "out.pdf", QPageSize(QPageSize.PageSizeId.A4)))
        assert opened.problem().startswith("The printer did not take the slip.")

    play(scenario)


def test_the_window_is_free_while_the_dialog_works(play, like, tmp_path):
    """The longest code, made and saved: the main thread never waits for it."""
    link = like(url="https://kazawallet.com/pay/" + "x" * 1900)

    async def scenario(stage):
        opened = await Open(stage, link).shown()
        longest, last = 0.0, time.thread_time()
        opened.dialog.save_as(tmp_path / "slip.pdf")
        while not opened.button("saveSlipButton").isEnabled():
            await asyncio.sleep(0.001)
            now = time.thread_time()
            longest, last = max(longest, now - last), now
        assert longest < 0.25, "by this thread's processor time: other work on the machine does not count"
        assert (tmp_path / "slip.pdf").stat().st_size > 0

    play(scenario)


def test_slips_are_offered_where_links_are_handed_over(show, link, like, qtbot):
    dialog = QrDialog(link, "")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    show(dialog)
    button = dialog.findChild(QPushButton, "slipButton")
    with qtbot.waitSignal(dialog.slip_requested) as asked:
        button.click()
    assert asked.args == [link]
    share = ShareMenu(link)
    qtbot.addWidget(share)
    with qtbot.waitSignal(share.slip_requested) as asked:
        next(action for action in share.actions() if action.objectName() == "slipAction").trigger()
    assert asked.args == [link]
    acted = []
    menu = made_menu(dialog, link, act=lambda link, action: acted.append((link, action)))
    next(action for action in menu.actions() if action.text() == "Print a slip…").trigger()
    assert acted == [(link, "slip")]

    paid = like(state=LinkState.PAID)
    assert "slipAction" not in [action.objectName() for action in ShareMenu(paid, dialog).actions()]
    assert "Print a slip…" not in [action.text() for action in made_menu(dialog, paid, act=print).actions()]
    late = QrDialog(paid, "")
    late.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    show(late)
    assert not late.findChild(QPushButton, "slipButton").isVisible()
