"""What the colours of a verdict will mean, for a card that has none to show yet."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from kazadesk.ui import icons, theme
from kazadesk.ui.i18n import translate

_ICON = 18


class VerdictLegend(QWidget):
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
        font, line = theme.font("body"), self._line()
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(theme.scheme().muted))
        for place, (colour, text) in enumerate(self._lines.items()):
            ink = theme.verdict_ink(colour)
            icon = QRect(0, place * line + (line - _ICON) // 2, _ICON, _ICON)
            where = QStyle.visualRect(self.layoutDirection(), self.rect(), icon).topLeft()
            painter.drawPixmap(where, icons.pixmap(ink.icon, ink.text, _ICON, self.devicePixelRatioF()))
            room = QRect(_ICON + theme.S, place * line, self.width() - _ICON - theme.S, line)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            area = QStyle.visualRect(self.layoutDirection(), self.rect(), room)
            painter.drawText(area, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, shown)
