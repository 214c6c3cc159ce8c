"""A link's state as a small pill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kazadesk.ui.look import icons, theme
from kazadesk.words.errors import state_word

if TYPE_CHECKING:
    from kazadesk.core.link import LinkState


class Chip(QLabel):
    """A link's state as a small pill: colour, icon and word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: LinkState | None = None
        self.setFont(theme.font("caption"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: LinkState) -> None:
        self._state = state
        self.setAccessibleName(state_word(state))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(state_word(self._state)) if self._state else 0
        return QSize(words + metrics.height() + 2 * theme.S + theme.XS, metrics.height() + theme.XS + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._state is None:
            return
        ink = theme.state_ink(self._state)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(ink.edge))
        painter.setBrush(QColor(ink.fill))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        side = self.fontMetrics().height() - 3
        row = self.rect().adjusted(theme.S, 0, -theme.S, 0)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = row.right() - side if mirrored else row.left()
        painter.drawPixmap(
            x, (self.height() - side) // 2, icons.pixmap(ink.icon, ink.text, side, self.devicePixelRatioF())
        )
        words = row.adjusted(0, 0, -side - theme.XS, 0) if mirrored else row.adjusted(side + theme.XS, 0, 0, 0)
        painter.setPen(QColor(ink.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, state_word(self._state))
