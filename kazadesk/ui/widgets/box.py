"""Boxes to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionComboBox, QWidget

from kazadesk.core.money import COMMON_CURRENCIES
from kazadesk.ui.desktop.desktop import screen_of
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.field import LineEdit, left_to_right
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.words.i18n import ltr
from kazadesk.words.currencies import currency_name

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem


_AROUND_TEXT = 40
"""Arrow, frame and blanks beside the words of a box."""


class Box(QComboBox):
    """A box to choose from that leaves the mouse wheel to the page: scrolling past changes no currency, no account.

    Qt tells screen readers nothing of a closed box whose entry is changed by arrows, so the box says it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._popped_up = False
        self.currentIndexChanged.connect(self._say_entry)

    def choose(self, text: str) -> None:
        """Show `text`: the entry of that name, so that arrows go on from it, or what was typed."""
        found = self.findText(text)
        if found >= 0:
            self.setCurrentIndex(found)
        else:
            self.setCurrentIndex(-1)
            self.setEditText(text)

    def entry_word(self, row: int) -> str:
        """What a screen reader says of an entry."""
        return self.itemText(row)

    def _say_entry(self, row: int) -> None:
        if row >= 0 and not self._popped_up and self.hasFocus():
            announce(self, self.entry_word(row))

    def hidePopup(self) -> None:
        self._popped_up = False
        super().hidePopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """What is too long for the box ends in an ellipsis; its tooltip and its list have all."""
        super().initStyleOption(option)
        room = self.width() - _AROUND_TEXT
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)

    def showPopup(self) -> None:
        self._popped_up = True
        super().showPopup()
        if self.count() <= self.maxVisibleItems():
            self._make_whole()

    def _make_whole(self) -> None:
        """Of a box with the focus Qt makes the list two pixels too low, and hides the last entry behind an arrow."""
        view = self.view()
        frame, room = view.window(), screen_of(self).availableGeometry()
        parts = frame.layout()
        if parts is None:
            return
        needed = sum(view.sizeHintForRow(row) for row in range(self.count())) + view.height() - view.viewport().height()
        arrows = []
        for part in filter(None, map(parts.itemAt, range(parts.count()))):
            widget = part.widget()
            if widget is None:
                needed += part.sizeHint().height()
            elif widget is not view:
                arrows.append(widget)
        place = frame.geometry()
        if place.height() >= needed or needed > room.height():
            return
        place.setHeight(needed)
        place.moveBottom(min(place.bottom(), room.bottom()))
        frame.setGeometry(place)
        for arrow in arrows:  # they would keep the room that lets them stay
            arrow.hide()


class CurrencyBox(Box):
    """Holds codes; its list says what they stand for."""

    def entry_word(self, row: int) -> str:
        """Its name: the code is what Orca reads of the field as it changes."""
        return currency_name(self.itemText(row)) or self.itemText(row)

    def showPopup(self) -> None:
        if not isinstance(self.itemDelegate(), _Named):  # nobody needs it before the first look
            self.setItemDelegate(_Named(self))
            for row in range(self.count()):
                named = _named(self.itemText(row))
                self.setItemData(row, named, Qt.ItemDataRole.AccessibleTextRole)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 2 * theme.L)
        super().showPopup()


class _Named(QStyledItemDelegate):
    """SYP – Syrian pound."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.text = _named(option.text)


def _named(code: str) -> str:
    """The code stays at its beginning, where the list begins, in either direction of reading."""
    name = currency_name(code)
    return f"{ltr(code)} – {name}" if name else code


def currency_box(parent: QWidget | None = None) -> Box:
    """The common currencies to choose from, and any other to type."""
    box = editable_box(COMMON_CURRENCIES, parent, kind=CurrencyBox)
    box.setMaxVisibleItems(16)
    return box


def editable_box(choices: tuple[str, ...], parent: QWidget | None = None, *, kind: type[Box] = Box) -> Box:
    """A box to choose from or type into, left-to-right."""
    box = kind(parent)
    box.setEditable(True)
    box.setLineEdit(LineEdit(box))
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(choices)
    edit = box.lineEdit()
    if edit is not None:
        left_to_right(edit)
    return box


def name_box(box: QComboBox, words: str) -> None:
    """Name a box that has no label to be seen. On Linux its accessible name is what is chosen, and a label its name."""
    box.setAccessibleName(words)
    label = PlainLabel(words, box.parentWidget())
    label.setBuddy(box)
    label.hide()
