"""The watermark of practice mode on a card: a ribbon down its far side, where it never crosses a word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.widgets.labels import PlainLabel

_STRIPE = 6


class PracticeRibbon(PlainLabel):
    """Shows `text` turned by a right angle, on the stripes of the practice bar; goes at the trailing edge."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(theme.font("caption"))
        self.setFixedWidth(theme.XL)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.XL, theme.XXL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours, area = theme.scheme(), QRectF(self.rect())
        right = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # round like the card on the outer side, straight on the inner
        outline = QPainterPath()
        reach = theme.RADIUS * 2
        outline.addRoundedRect(area.adjusted(-reach * right, 0, reach * (not right), 0), theme.RADIUS, theme.RADIUS)
        painter.setClipPath(outline)
        painter.fillRect(area, QColor(colours.practice))
        painter.setPen(QPen(QColor(colours.practice_deep), _STRIPE))
        for y in range(-self.width(), self.height() + self.width(), _STRIPE * 5):
            painter.drawLine(0, y + self.width(), self.width(), y)
        painter.setPen(QColor(colours.on_practice))
        painter.translate(area.center())
        painter.rotate(90 if right else -90)
        line = QRectF(-area.height() / 2 + theme.S, -area.width() / 2, area.height() - theme.M, area.width())
        words = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, words)
