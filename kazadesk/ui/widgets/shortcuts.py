"""Keys that act once however long they are held, and wherever the focus is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

from kazadesk.ui.words import keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def shortcut(pressed: QKeySequence | str, owner: QWidget, act: Callable[[], object]) -> QShortcut:
    """`act` on the keys `pressed` while `owner`'s window is in front: once a press: a held key must not pay twice."""
    made = QShortcut(QKeySequence(pressed), owner)
    made.setAutoRepeat(False)
    made.activated.connect(act)
    return made


@cache
def _everywhere() -> frozenset[str]:
    return frozenset(QKeySequence(pressed).toString() for pressed in keys.EVERYWHERE)


def leave_to_window(event: QEvent) -> bool:
    """For `event` of a field to type into: whether it is a promised key, which the field must not take.

    On Linux Ctrl+E is *end of line*, other systems have others; where a field accepts such a key's ShortcutOverride,
    the window's shortcut never hears it.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if QKeySequence(event.keyCombination()).toString() not in _everywhere():
        return False
    event.ignore()
    return True
