"""The whole job in the real window, by mouse and keyboard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from kazadesk.core.link import LinkRequest
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

pytestmark = pytest.mark.window


def _decoded(picture: QImage) -> list[str]:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    rows, width, stride = grey.height(), grey.width(), grey.bytesPerLine()
    data = bytes(grey.constBits())
    pixels = b"".join(data[row * stride : row * stride + width] for row in range(rows))
    image = memoryview(pixels).cast("B", (rows, width))
    return [each.text for each in zxingcpp.read_barcodes(image)]


def test_first_run_to_verified_and_repeated(drive: Callable[..., None]) -> None:
    async def scenario(desk) -> None:
        clipboard = QGuiApplication.clipboard()
        await desk.until(lambda: desk.window.isActiveWindow(), "the window to be active")
        await desk.click(desk.find(QAbstractButton, "practiceButton"))
        await desk.until(lambda: desk.window.findChild(QWidget, "practiceBanner") is not None, "practice mode")
        await desk.until(lambda: desk.window.findChild(QWidget, "practiceBanner").isVisible(), "the practice banner")

        create = desk.find(QAbstractButton, "createButton")
        await desk.until(create.isEnabled, "the services")
        await desk.type(desk.find(QLineEdit, "amountEdit"), "25.00")
        await desk.press("ctrl+Return")
        await desk.until(lambda: desk.window.findChild(QAbstractItemView, "linksView").isVisible(), "the first row")
        model = desk.find(QAbstractItemView, "linksView").model()
        roles = {bytes(name.data()).decode(): role for role, name in model.roleNames().items()}

        def state() -> str | None:
            return model.data(model.index(0, 0), roles["state"]) if model.rowCount() else None

        await desk.until(lambda: state() == "waiting", "the link to wait")

        await desk.click(desk.find(QAbstractButton, "copyButton"))
        await desk.until(lambda: clipboard.text().startswith("http://127.0.0.1:"), "the URL on the clipboard")
        url = clipboard.text()
        await desk.until(
            lambda: _decoded(desk.screen()) == [url], "the newest link's QR code, as a phone would read it"
        )

        await desk.click(desk.find(QAbstractButton, "qrButton"))
        await desk.until(lambda: _decoded(desk.screen()).count(url) >= 1, "the QR dialog")
        await desk.press("Escape")

        await desk.click(desk.find(QAbstractButton, "practicePayButton"))
        await desk.until(lambda: "fulfilled" in clipboard.text(), "the webhook on the clipboard")
        card = desk.find(QWidget, "verdictCard")
        await desk.press("ctrl+shift+v")
        await desk.until(lambda: card.property("verdict") == "paid", "the verdict")
        await desk.until(lambda: state() == "paid", "the row to be paid")
        assert desk.find(QLabel, "verdictTitle").text()

        # the same press once more says when it was verified, and judges nothing again
        await desk.press("ctrl+shift+v")
        notes = "that verdict"
        await desk.until(
            lambda: any(notes in label.text() for label in desk.window.findChildren(QLabel)), "the word about it"
        )
        assert card.property("verdict") == "paid"
        assert state() == "paid"

        await desk.type(desk.find(QPlainTextEdit, "payloadEdit"), "another text")
        assert not card.property("verdict"), "a verdict must not stand beside a text it was not given for"

    drive(scenario)


@pytest.mark.parametrize("field", ["amountEdit", "searchEdit", "emailEdit"])
def test_the_export_is_a_key_away_while_something_is_typed(drive: Callable[..., None], field: str) -> None:
    async def scenario(desk) -> None:
        await desk.until(lambda: desk.window.isActiveWindow(), "the window to be active")
        create = desk.find(QAbstractButton, "createButton")
        await desk.until(create.isEnabled, "the services")
        await desk.type(desk.find(QLineEdit, "amountEdit"), "5")
        await desk.press("ctrl+Return")
        export = desk.find(QAbstractButton, "exportButton")
        await desk.until(export.isEnabled, "something to export")
        edit = desk.find(QLineEdit, field)
        await desk.click(edit)
        await desk.until(edit.hasFocus, "the field to have the focus")
        await desk.press("ctrl+e")  # on Linux also the end of the line
        await desk.until(lambda: desk.window.findChildren(QFileDialog), "the question where to save")
        await desk.press("Escape")

    drive(scenario, practice=True)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_nothing_is_clipped_on_a_small_laptop(drive: Callable[..., None], lang: str) -> None:
    names = [
        (QComboBox, "profileBox"),
        (QLineEdit, "amountEdit"),
        (QComboBox, "currencyBox"),
        (QLineEdit, "emailEdit"),
        (QLineEdit, "referenceEdit"),
        (QLineEdit, "redirectEdit"),
        (QAbstractButton, "createButton"),
        (QAbstractItemView, "linksView"),
        (QLineEdit, "searchEdit"),
        (QPlainTextEdit, "payloadEdit"),
        (QAbstractButton, "pasteButton"),
        (QAbstractButton, "verifyButton"),
        (QWidget, "verdictCard"),
        (QAbstractButton, "settingsButton"),
        (QWidget, "newestLinkQr"),
        (QLineEdit, "newestLinkUrl"),
        (QAbstractButton, "newestCopyButton"),
    ]

    async def scenario(desk) -> None:
        await desk.until(lambda: desk.find(QAbstractButton, "createButton").isEnabled(), "the form")
        desk.window.resize(1366, 690)
        await desk.until(lambda: desk.window.height() == 690, "the size")
        await desk.type(desk.find(QLineEdit, "amountEdit"), "25.00")
        await desk.press("ctrl+Return")
        await desk.until(lambda: desk.window.findChild(QLineEdit, "newestLinkUrl").text(), "the newest link")
        for kind, name in names:
            assert desk.fits(desk.find(kind, name)), name
        mirrored = desk.window.layoutDirection() == Qt.LayoutDirection.RightToLeft
        assert mirrored == (lang == "ar")

    drive(scenario, practice=True, lang=lang)


def test_after_a_kill_the_newest_link_says_to_look_first(drive: Callable[..., None], tmp_path: Path) -> None:
    """What a process that was killed while a link was on its way leaves in the ledger."""

    async def killed() -> None:
        ledger = SqliteLedger.open(DataFolder.make(tmp_path / "data").ledger(practice=True))
        link = await ledger.add_link(
            LinkRequest("10", "USD", "merchant@example.com", "KD-CUT"), profile="practice", sender="gone"
        )
        await ledger.mark_maybe_sent(link.id)
        await ledger.close()

    asyncio.run(killed())

    async def scenario(desk) -> None:
        why = desk.window.findChild(QLabel, "newestLinkWhy")
        await desk.until(lambda: "look in your Kazawallet account before" in why.text(), "the explanation")
        assert "Asking" not in desk.window.findChild(QLabel, "newestLinkTold").text()

    drive(scenario, practice=True)
