"""Boxes to choose from."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from kazadesk.ui.desktop.desktop import screen_of
from kazadesk.ui.widgets.field import LineEdit, left_to_right
from kazadesk.ui.widgets.labels import PlainLabel


class Box(QComboBox):
    """A box to choose from that leaves the mouse wheel to the page: scrolling past changes no currency, no account."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def showPopup(self) -> None:
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


def editable_box(choices: tuple[str, ...], parent: QWidget | None = None) -> QComboBox:
    """A box to choose from or type into, left-to-right."""
    box = Box(parent)
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
