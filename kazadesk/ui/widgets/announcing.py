"""What is said now, wherever the focus is, to who listens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from kazadesk.ui.desktop.screen_reader import hears_announcements
from kazadesk.ui.words.i18n import spoken

_MENTIONED_MS = 500
"""What matters more has been announced until then."""
_MEANT_TOO = 1.0
"""Seconds: what was announced so shortly before may be about the same."""
_DESCRIPTION = Qt.ItemDataRole.AccessibleDescriptionRole

_announced = [0.0]
"""When something was, last."""


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say `text` now. Who hears of no announcements gets it as the description of what has the
    focus, for a moment: a description that changes there is read out by all of them.
    """
    words = spoken(text)
    _announced[0] = monotonic()
    if not QAccessible.isActive() or hears_announcements() or not _described(words):
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def mention(widget: QWidget, text: str) -> None:
    """Announce `text` after a moment, unless something else is announced about then, which it would cut short."""
    now = monotonic()

    def say() -> None:
        if _announced[0] < now - _MEANT_TOO:
            announce(widget, text)

    QTimer.singleShot(_MENTIONED_MS, widget, say)


def _described(words: str) -> bool:
    """Whether there was something with the focus to be described so."""
    widget = QApplication.focusWidget()
    interface = QAccessible.queryAccessibleInterface(widget) if widget is not None else None
    if widget is None or interface is None:
        return False
    part = interface.focusChild() or interface  # the line of a box to type into, the cell of a table
    thing = part.object()
    event = QAccessibleEvent(part, QAccessible.Event.DescriptionChanged)
    if isinstance(thing, QWidget):
        before = thing.accessibleDescription()
        with _unheard():
            thing.setAccessibleDescription(words)
        QAccessible.updateAccessibility(event)
        with _unheard():
            thing.setAccessibleDescription(before)
    elif isinstance(widget, QAbstractItemView):
        model, current = widget.model(), widget.currentIndex()
        before = current.data(_DESCRIPTION)
        with _unheard():
            model.setData(current, words, _DESCRIPTION)
        QAccessible.updateAccessibility(event)
        with _unheard():
            model.setData(current, before, _DESCRIPTION)
    return True


@contextmanager
def _unheard() -> Iterator[None]:
    """Qt tells of every description that is set, also of one that is only put back."""
    QAccessible.setActive(False)
    try:
        yield
    finally:
        QAccessible.setActive(True)


class DescribedRows(QAbstractTableModel):
    """Rows of which the one with the focus can be described for a moment."""

    description = ""

    def setData(
        self, _index: QModelIndex | QPersistentModelIndex, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != _DESCRIPTION:
            return False
        self.description = str(value or "")
        return True
