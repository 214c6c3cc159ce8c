"""“Copied” is said only of what the clipboard holds; what it did not take is shown, selected."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kazadesk.ui.desktop import desktop
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.copying import copied
from kazadesk.ui.widgets.not_copied import NotCopied

URL = "https://kazawallet.example/pay/1"


@pytest.fixture
def window(qtbot: QtBot, qapp: object) -> QWidget:
    theme.apply(qapp, "light")  # type: ignore[arg-type]
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def greedy() -> Iterator[None]:
    """A program that puts something of its own on the clipboard as soon as anything is there."""
    clipboard = QGuiApplication.clipboard()

    def take() -> None:
        if clipboard.text() != "mine":
            clipboard.setText("mine")

    clipboard.dataChanged.connect(take)
    yield
    clipboard.dataChanged.disconnect(take)


@pytest.mark.parametrize("text", [URL, "two\nlines\r\nand three", "رابط الدفع", " "])
def test_what_the_clipboard_took_is_copied(text: str, window: QWidget) -> None:
    assert copied(text, window)
    assert desktop.clipboard_text() == text
    assert window.findChild(NotCopied) is None


@pytest.mark.usefixtures("greedy")
def test_what_it_did_not_take_is_selected(window: QWidget, qtbot: QtBot) -> None:
    assert not copied(URL, window, confidential=True)
    dialog = window.findChild(NotCopied)
    shown = dialog.findChild(QPlainTextEdit, "notCopiedText")
    assert shown.isReadOnly()
    assert shown.textCursor().selectedText() == URL
    again = dialog.findChild(QPushButton, "copyAgainButton")
    again.click()  # in vain
    assert dialog.isVisible()
    assert shown.textCursor().selectedText() == URL


def test_copying_again_closes_where_it_succeeds(window: QWidget, qtbot: QtBot) -> None:
    dialog = NotCopied(URL, desktop.copy_confidential, window)
    dialog.open()
    with qtbot.waitSignal(dialog.accepted):
        dialog.findChild(QPushButton, "copyAgainButton").click()
    assert desktop.clipboard_text() == URL


def test_an_image(window: QWidget, greedy: None) -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(0)
    assert not desktop.copy_image(image)
