"""What the focus comes to on a verdict."""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel, QWidget


class Voice(QLabel):
    """Named by what is heard of the card, which it lies under and shows nothing of.

    Each verdict gets one of its own: of what it is at already Orca up to 44 says nothing, whatever its name is by now.
    """

    def __init__(self, said: str, remark: str, card: QWidget) -> None:
        super().__init__(card)
        self.setObjectName("verdictHeard")
        self.setAccessibleName(said)
        self.setAccessibleDescription(remark)
        self.setGeometry(card.rect())
        self.lower()

    def _ring(self) -> None:
        card = self.parentWidget()
        if card is not None:
            card.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring()
