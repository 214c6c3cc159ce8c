"""A dialog that makes room for words that come while it is open."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog


class GrowingDialog(QDialog):
    """Grows with what it has to say, and never shrinks under the mouse."""

    def event(self, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            return super().event(event)  # which may have been the last of this dialog
        handled = super().event(event)
        rows = self.layout()
        if rows is not None and rows.hasHeightForWidth():
            # Qt asks for the room of wrapped words once, and gives no more than two thirds of the screen
            self.resize(self.width(), max(self.height(), rows.totalHeightForWidth(self.width())))
        return handled
