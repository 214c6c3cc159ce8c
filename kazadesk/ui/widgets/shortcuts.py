"""Keys that act once however long they are held, and wherever text is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def shortcut(keys: QKeySequence | str, owner: QWidget, act: Callable[[], object]) -> QShortcut:
    """`act` on `keys` while `owner`'s window is in front: once a press: a held key must not pay twice."""
    made = QShortcut(QKeySequence(keys), owner)
    made.setAutoRepeat(False)
    made.activated.connect(act)
    return made


class TypingGivesWay(QObject):
    """An event filter for text fields: `keys` stay shortcuts there.

    On Linux a line edit takes Ctrl+E for the end of its line: it accepts the ShortcutOverride that Qt asks with first.
    """

    def __init__(self, keys: str, parent: QObject) -> None:
        super().__init__(parent)
        self._keys = QKeySequence(keys)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if QKeySequence(event.keyCombination()) != self._keys:
            return False
        event.ignore()
        return True
