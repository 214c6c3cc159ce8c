"""The word on the desktop of Windows and macOS, which an icon beside the clock speaks."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from kazadesk.ui.desktop import notifications
from kazadesk.ui.desktop.notifications import Note, Notifier

# the offscreen platform has no tray
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)


@pytest.fixture
def notifier(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Notifier:
    picture = QPixmap(16, 16)
    picture.fill("green")
    QApplication.setWindowIcon(QIcon(picture))
    window = QWidget()
    qtbot.addWidget(window)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", staticmethod(lambda: True))
    monkeypatch.setattr(notifications, "_TRAY_MS", 50)
    return Notifier(None, None, window)  # type: ignore[arg-type]


def tray(notifier: Notifier) -> QSystemTrayIcon:
    found = notifier.findChild(QSystemTrayIcon)
    assert found is not None
    return found


def test_the_icon_goes_by_itself_when_it_has_spoken(notifier: Notifier, qtbot: QtBot, qapp: QApplication) -> None:
    notifier._tell_by_tray(Note("Paid: 10 USD", "Reference: R-1", 7))
    assert tray(notifier).isVisible()
    qtbot.waitUntil(lambda: not tray(notifier).isVisible())
    notifier._tell_by_tray(Note("Paid: 11 USD", "Reference: R-2", 8))
    assert tray(notifier).isVisible(), "the same icon speaks again"


def test_a_click_on_it_shows_the_link_and_takes_it_away(notifier: Notifier, qtbot: QtBot) -> None:
    notifier._tell_by_tray(Note("Paid: 10 USD", "Reference: R-1", 7))
    with qtbot.waitSignal(notifier.clicked) as clicked:
        tray(notifier).messageClicked.emit()
    assert clicked.args == [7]
    assert not tray(notifier).isVisible()
