"""The parts of the list's filter: drop-downs, the field of the search, and two days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.box import Box, name_box
from kazadesk.ui.widgets.buttons import explain
from kazadesk.ui.widgets.day_edit import day_edit, day_of, qt_day
from kazadesk.ui.widgets.field import LineEdit
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from kazadesk.core.link import LinkState

_BOX_AROUND_TEXT = 48
_AROUND_SEARCH = 56
"""Frame, icon and blanks beside the words of the search."""


class FilterBox(Box):
    """A drop-down that is as narrow as the bar needs, with a list as wide as its words; icons come with the list."""

    def __init__(self, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        name_box(self, title)
        explain(self, title)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(18)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._icons: dict[int, LinkState] = {}

    def add(self, word: str, code: str, state: LinkState | None = None) -> None:
        if state is not None:
            self._icons[self.count()] = state
        self.addItem(word, code)
        if self.count() == 1:
            # never so narrow that it cuts what stands in it while nothing is filtered
            self.setMinimumWidth(self.fontMetrics().horizontalAdvance(word) + _BOX_AROUND_TEXT)

    @property
    def code(self) -> str:
        return str(self.currentData() or "")

    def choose(self, code: str) -> None:
        self.setCurrentIndex(max(0, self.findData(code)))

    def showPopup(self) -> None:
        for row, state in self._icons.items():
            ink = theme.state_ink(state)
            self.setItemIcon(row, icons.icon(ink.icon, ink.text))
        self.setIconSize(QSize(16, 16))
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * theme.L)
        super().showPopup()


class SearchEdit(LineEdit):
    """Says all that is searched where there is room for it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = translate("Links", "Search reference, amount, email, URL")
        fits = self.fontMetrics().horizontalAdvance(words) + _AROUND_SEARCH <= self.width()
        self.setPlaceholderText(words if fits else translate("Links", "Search"))


class Between(QWidget):
    """Two days, both included."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        today = date.today()  # noqa: DTZ011
        self._first = day_edit(self, "fromDate", translate("Links", "From"), today - timedelta(days=30))
        self._last = day_edit(self, "toDate", translate("Links", "To"), today)
        bar = QHBoxLayout(self)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(theme.S)
        for edit in (self._first, self._last):
            edit.dateChanged.connect(lambda _day: self.changed.emit())
            label = PlainLabel(edit.accessibleName(), self)
            label.setBuddy(edit)
            bar.addWidget(label)
            bar.addWidget(edit)
        bar.addStretch(1)

    def days(self) -> tuple[date, date]:
        return day_of(self._first), day_of(self._last)

    def choose(self, first: date, last: date) -> None:
        """Say nothing of it."""
        blocked = [QSignalBlocker(edit) for edit in (self._first, self._last)]
        self._first.setDate(qt_day(first))
        self._last.setDate(qt_day(last))
        del blocked
