"""Painting parts of a row in logical places: mirrored where the layout is, with left-to-right text kept so."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from kazadesk.ui.look import icons
from kazadesk.ui.widgets.labels import visual_rect

_END_OF_QUOTE = re.compile("\u2069[”»][.]?$")


def elided(text: str, metrics: QFontMetrics, cut: Qt.TextElideMode, width: int) -> str:
    """`text` cut to `width`; a quotation at its end is cut inside, so that it still ends where it does."""
    end = _END_OF_QUOTE.search(text) if cut == Qt.TextElideMode.ElideRight else None
    if end is None or metrics.horizontalAdvance(text) <= width:
        return metrics.elidedText(text, cut, width)
    shown = metrics.elidedText(text[: end.start()], cut, width - metrics.horizontalAdvance(end[0]))
    begun = text[text.rfind("\u2068") - 1] in shown
    return f"{shown}{end[0]}" if begun else metrics.elidedText(text, cut, width)


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
        shown = elided(text, QFontMetrics(font), cut, place.width())
        self.painter.drawText(self.mirrored(place), side | Qt.AlignmentFlag.AlignVCenter, shown)
