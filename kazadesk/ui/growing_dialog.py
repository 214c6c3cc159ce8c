"""A dialog that makes room for words that come while it is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid


class GrowingDialog(QDialog):
    """As high as what it has to say; grows with it, and never shrinks under the mouse."""

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Show and not event.spontaneous():
            # before Qt puts it in the middle of its window
            self.resize(self.width(), self._needed())
        handled = super().event(event)  # which may have been the last of this dialog
        if kind == QEvent.Type.LayoutRequest and isValid(self) and self.isVisible():
            self.resize(self.width(), max(self.height(), self._needed()))
            self._stay_on_screen()
        return handled

    def _needed(self) -> int:
        """Qt asks for the room of wrapped words once, and gives no more than two thirds of the screen."""
        rows = self.layout()
        if rows is None or not rows.hasHeightForWidth():
            return self.height()
        return rows.totalHeightForWidth(self.width())

    def _stay_on_screen(self) -> None:
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        if frame.bottom() > room.bottom():
            self.move(frame.x(), max(room.top(), room.bottom() - frame.height() + 1))
