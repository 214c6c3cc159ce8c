"""Keys act once however long they are held, and wherever text is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kazadesk.ui.widgets.shortcuts import TypingGivesWay, shortcut


def override(key: Qt.Key, *, control: bool = True) -> QKeyEvent:
    modifiers = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, "")
    event.ignore()
    return event


def test_a_held_key_acts_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    pressed: list[int] = []
    made = shortcut("Ctrl+E", window, lambda: pressed.append(1))
    assert not made.autoRepeat()
    made.activated.emit()
    assert pressed == [1]


def test_a_text_field_leaves_the_key_to_the_window(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.installEventFilter(TypingGivesWay("Ctrl+E", field))
    asked = override(Qt.Key.Key_E)
    QApplication.sendEvent(field, asked)
    assert not asked.isAccepted()
    typed = override(Qt.Key.Key_E, control=False)
    QApplication.sendEvent(field, typed)
    assert typed.isAccepted(), "a letter is typed"
