"""Keys act once however long they are held."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kazadesk.ui.widgets.shortcuts import shortcut


def test_a_held_key_acts_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    pressed: list[int] = []
    made = shortcut("Ctrl+E", window, lambda: pressed.append(1))
    assert not made.autoRepeat()
    made.activated.emit()
    assert pressed == [1]
