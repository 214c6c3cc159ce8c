"""Keys that act once however long they are held."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def shortcut(keys: QKeySequence | str, owner: QWidget, act: Callable[[], object]) -> QShortcut:
    """`act` on `keys` while `owner`'s window is in front: once a press: a held key must not pay twice."""
    made = QShortcut(QKeySequence(keys), owner)
    made.setAutoRepeat(False)
    made.activated.connect(act)
    return made
