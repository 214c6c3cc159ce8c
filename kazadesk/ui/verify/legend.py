"""What the colours of a verdict will mean, for a card that has none to show yet."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.widgets.row_painter import RowPainter
from kazadesk.ui.words.i18n import translate

_ICON = 18


class VerdictLegend(QLabel):
    """A line a colour, painted: one widget costs less at start than eight labels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdictLegend")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lines = {
            "green": translate("Verdict", "The money is yours"),
            "amber": translate("Verdict", "Genuine, but look first"),
            "red": translate("Verdict", "Not from Kazawallet, or changed"),
            "grey": translate("Verdict", "Not paid, or nothing could be decided"),
        }
        self.setAccessibleName("; ".join(self._lines.values()))

    def _line(self) -> int:
        return max(QFontMetrics(theme.font("body")).height(), _ICON) + theme.S

    def sizeHint(self) -> QSize:
        return QSize(theme.XXL * 6, self._line() * len(self._lines))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        brush = RowPainter(painter, self.rect(), self.layoutDirection(), self.devicePixelRatioF())
        font, line, muted = theme.font("body"), self._line(), theme.scheme().muted
        for place, (colour, text) in enumerate(self._lines.items()):
            ink = theme.verdict_ink(colour)
            brush.icon(QRect(0, place * line + (line - _ICON) // 2, _ICON, _ICON), ink.icon, ink.text)
            left = _ICON + theme.S
            brush.words(QRect(left, place * line, self.width() - left, line), text, font, muted)
