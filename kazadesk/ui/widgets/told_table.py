"""A table whose cells screen readers know by what stands in them now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent
from PySide6.QtWidgets import QTableView

from kazadesk.ui.widgets.announcing import mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    AnyIndex = QModelIndex | QPersistentModelIndex


class ToldTable(QTableView):
    """Tells the names of a row's cells before the focus comes to it, and when they change under it: Orca knows them by
    what they were at first, and would call a link that was paid since then waiting. Of a new name it says nothing: what
    became of the row with the focus is said.
    """

    _first_word = ""
    """Of the row that was told last."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._tell_names(self.currentIndex().row())
        super().focusInEvent(event)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        self._tell_names(current.row())
        super().currentChanged(current, previous)

    def dataChanged(self, first: AnyIndex, last: AnyIndex, roles: Sequence[int] = ()) -> None:
        super().dataChanged(first, last, roles)
        row = self.currentIndex().row()
        if first.row() <= row <= last.row() and self.tells(first, last):
            before = self._first_word
            self._tell_names(row)
            if before != self._first_word and self.hasFocus():
                mention(self, self._first_word)

    def tells(self, _first: AnyIndex, _last: AnyIndex) -> bool:
        """Whether that change is one to be told."""
        return True

    def _tell_names(self, row: int) -> None:
        if row < 0 or not QAccessible.isActive():
            return
        self._first_word = str(self.model().index(row, 0).data(Qt.ItemDataRole.DisplayRole) or "")
        columns = self.model().columnCount()
        for column in range(columns):
            event = QAccessibleEvent(self, QAccessible.Event.NameChanged)
            event.setChild((row + 1) * (columns + 1) + column + 1)  # the headers come first
            QAccessible.updateAccessibility(event)
