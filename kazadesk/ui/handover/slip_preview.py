"""A payment slip on the screen, as it comes out on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from kazadesk.ui.handover.slip_drawing import MM
from kazadesk.ui.look import theme
from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from kazadesk.ui.handover.slip_drawing import SlipDrawing

_MARGIN = 4.0
"""Millimetres of paper shown around the slip."""
_SMALLEST, _LARGEST = 2.4, 4.2
"""Pixels a millimetre: below, nobody could read it; above, it would be larger than life."""


class SlipPreview(QScrollArea):
    """As large as there is room for; a long slip scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("slipPreview")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(translate("Slip", "Preview of the slip"))
        self._drawing: SlipDrawing | None = None
        self._sheet = _Sheet()
        self.setWidget(self._sheet)

    def show_drawing(self, drawing: SlipDrawing) -> None:
        self._drawing = drawing
        self._fit()

    def _fit(self) -> None:
        if self._drawing is None:
            return
        room = self.contentsRect().size()
        across = (room.width() - theme.L) / (self._drawing.width / MM + 2 * _MARGIN)
        down = room.height() / (self._drawing.height / MM + 2 * _MARGIN)
        scale = min(across, max(down, _SMALLEST), _LARGEST)
        self._sheet.show_drawing(self._drawing, scale / MM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _Sheet(QWidget):
    """The paper, white in every theme."""

    def __init__(self) -> None:
        super().__init__()
        self._drawing: SlipDrawing | None = None
        self._scale = 1.0
        self._drawn: QPixmap | None = None

    def show_drawing(self, drawing: SlipDrawing, scale: float) -> None:
        """`scale`: pixels a unit of the drawing."""
        if (drawing, scale) != (self._drawing, self._scale):
            self._drawing, self._scale, self._drawn = drawing, scale, None
            around = 2 * _MARGIN * MM
            self.resize(round((drawing.width + around) * scale), round((drawing.height + around) * scale))
            self.update()

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._drawing is None:
            return
        ratio = self.devicePixelRatioF()
        if self._drawn is None or self._drawn.devicePixelRatio() != ratio:
            self._drawn = self._picture(self._drawing, ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        painter.setPen(QColor(theme.scheme().control_edge))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _picture(self, drawing: SlipDrawing, ratio: float) -> QPixmap:
        """Drawn once: the code of a long URL has thousands of squares."""
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.scale(self._scale, self._scale)
        painter.translate(_MARGIN * MM, _MARGIN * MM)
        drawing.paint(painter)
        painter.end()
        return picture
