"""Painting parts of a row in logical places: mirrored where the layout is, with left-to-right text kept so."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from kazadesk.ui import icons
from kazadesk.ui.labels import visual_rect


class RowPainter:
    """Paints into `area`; every place is given as if the layout ran from left to right."""

    def __init__(self, painter: QPainter, area: QRect, direction: Qt.LayoutDirection, ratio: float) -> None:
        """`ratio`: device pixels a pixel. Asking the painter's device for it would load every widget class at start."""
        self.painter = painter
        self.area = area
        self.direction = direction
        self._ratio = ratio

    def mirrored(self, place: QRect) -> QRect:
        """Where `place` really is."""
        return visual_rect(self.direction, self.area, place)

    def icon(self, place: QRect, name: str, colour: str) -> None:
        where = QPointF(self.mirrored(place).topLeft())
        self.painter.drawPixmap(where, icons.pixmap(name, colour, place.width(), self._ratio))

    def words(self, place: QRect, text: str, font: QFont, colour: str) -> None:
        """Text in the direction of the layout, cut at its end."""
        self.painter.setLayoutDirection(self.direction)
        self._draw(place, text, font, colour, Qt.TextElideMode.ElideRight, Qt.AlignmentFlag.AlignLeading)

    def identifier(self, place: QRect, text: str, font: QFont, colour: str) -> None:
        """A reference or an amount: left to right in either layout, where reading begins, cut in the middle."""
        mirrored = self.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        self.painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._draw(place, text, font, colour, Qt.TextElideMode.ElideMiddle, side)

    def _draw(
        self, place: QRect, text: str, font: QFont, colour: str, cut: Qt.TextElideMode, side: Qt.AlignmentFlag
    ) -> None:
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, cut, place.width())
        self.painter.drawText(self.mirrored(place), side | Qt.AlignmentFlag.AlignVCenter, shown)
