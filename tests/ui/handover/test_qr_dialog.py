"""The QR dialog: copied, saved and shown to the customer, always the code of this link."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton

from kazadesk.core.link import LinkState
from kazadesk.ui.desktop.file_names import safe_file_name
from kazadesk.ui.handover.customer_view import CustomerView
from kazadesk.ui.handover.qr_dialog import QrDialog
from kazadesk.ui.handover.qr_view import QrView
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.widgets.toast import Toast

PNG: Any = "png"
"""PySide takes text here, whatever its stubs say."""


@pytest.fixture
def dialog(qtbot, show, link):
    dialog = QrDialog(link, "حلويات الشام", None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    show(dialog)
    qtbot.waitUntil(dialog.findChild(QrView, "qrView").is_ready)
    return dialog


def press(qtbot, dialog, name):
    qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_a_phone_reads_the_links_url_from_the_dialog(dialog, link, read_qr):
    assert read_qr(dialog) == [link.url]


def test_the_url_and_the_image_go_to_the_clipboard(qtbot, dialog, link, read_qr):
    press(qtbot, dialog, "copyQrUrlButton")
    assert QGuiApplication.clipboard().text() == link.url
    assert dialog.findChild(Toast).text() == "URL copied"
    press(qtbot, dialog, "copyQrImageButton")
    assert read_qr(QGuiApplication.clipboard().image()) == [link.url]
    assert dialog.findChild(Toast).text() == "Image copied"


def test_saving_asks_where_and_proposes_the_reference(play, qtbot, link, read_qr, tmp_path):
    async def scenario(stage):
        dialog = QrDialog(link, "", tasks=stage.tasks)
        await stage.show(dialog)
        press(qtbot, dialog, "saveQrButton")
        asked = dialog.findChild(QFileDialog, "saveQrDialog")
        asked.setDirectory(str(tmp_path))
        assert asked.isVisible()
        assert [name.endswith("INV-12.png") for name in asked.selectedFiles()] == [True]
        asked.filterSelected.emit(asked.nameFilters()[1])
        assert [name.endswith("INV-12.svg") for name in asked.selectedFiles()] == [True]
        asked.accept()
        await stage.until((tmp_path / "INV-12.svg").is_file)
        assert read_qr(QImage(str(tmp_path / "INV-12.svg")).scaled(400, 400)) == [link.url]

    play(scenario)


def test_the_ending_says_what_is_written(play, link, read_qr, tmp_path):
    async def scenario(stage):
        dialog = QrDialog(link, "", tasks=stage.tasks)
        await stage.show(dialog)
        for name in ("رمز الدفع.png", "code", "code.SVG"):
            dialog.save_as(tmp_path / name)
            await stage.until((tmp_path / name).is_file)
        for name in ("رمز الدفع.png", "code"):
            assert read_qr(QImage(str(tmp_path / name), PNG)) == [link.url]
        assert (tmp_path / "code.SVG").read_bytes().startswith(b"<?xml")

    play(scenario)


def test_a_file_that_cannot_be_written_is_said(play, link, tmp_path):
    async def scenario(stage):
        dialog = QrDialog(link, "", tasks=stage.tasks)
        await stage.show(dialog)
        dialog.save_as(tmp_path / "no such folder" / "code.png")
        told = dialog.findChild(Notice, "qrProblem")
        await stage.until(told.isVisible)
        assert told.text().startswith("The file cannot be written there: ")
        dialog.save_as(tmp_path / "code.png")
        await stage.until(lambda: not told.isVisible())

    play(scenario)


def test_a_link_that_is_paid_meanwhile_is_not_shown_to_anyone_any_more(qtbot, dialog, link):
    press(qtbot, dialog, "customerViewButton")
    press(qtbot, dialog, "saveQrButton")
    customer, asked = dialog.findChild(CustomerView), dialog.findChild(QFileDialog)
    dialog.follow(replace(link, id=2, state=LinkState.PAID))  # another link
    dialog.follow(replace(link, updated_at="2026-01-01T00:00:00Z"))  # still waits
    dialog.follow(replace(link, state=LinkState.UNKNOWN, url=None))  # the ledger could not keep the URL
    assert customer.isVisible()
    assert asked.isVisible()
    assert dialog.findChild(QrView, "qrView").text() == link.url
    dialog.follow(replace(link, state=LinkState.PAID))
    qtbot.waitUntil(lambda: not dialog.findChildren(CustomerView) + dialog.findChildren(QFileDialog))
    assert dialog.findChild(Notice, "qrProblem").text() == "This link is paid already"
    assert not dialog.findChild(QrView, "qrView").isVisible()
    assert not dialog.findChild(QLineEdit, "qrUrlEdit").isEnabled()
    for name in ("copyQrUrlButton", "copyQrImageButton", "saveQrButton", "slipButton", "customerViewButton"):
        assert not dialog.findChild(QPushButton, name).isEnabled()


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("INV-12", "INV-12"),
        ("طلب ٧", "طلب-٧"),
        ("../../etc/passwd", "etc-passwd"),
        ('a<b>:"c|d?*', "a-b-c-d"),
        ("CON", "payment-link"),
        ("lpt1.x", "payment-link"),
        ("...", "payment-link"),
        ("safe\u202egnp.exe", "safe-gnp.exe"),
    ],
)
def test_a_reference_becomes_a_file_name_that_every_system_takes(reference, name):
    assert safe_file_name(reference) == name
    assert len(safe_file_name(reference * 30)) <= 60


def test_the_customer_gets_the_whole_screen(qtbot, dialog, link, read_qr):
    press(qtbot, dialog, "customerViewButton")
    view = dialog.findChild(CustomerView)
    qtbot.waitUntil(view.isVisible)
    assert view.isFullScreen()
    assert read_qr(view) == [link.url]
    with qtbot.waitSignal(view.destroyed):
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert dialog.isVisible()
