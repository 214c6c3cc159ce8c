"""Takings as bars: painted here, walked with the arrow keys, spoken, and clicked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kazadesk.core.link import LinkState
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.words.i18n import ltr, spoken, translate
from kazadesk.words.amounts import grouped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

_LINES = 4
_ALL_SMOOTH = 120
_MOST_WIDE = 46.0
_ROOM_FOR_BEFORE = 5.0
_NEAR = 0.72
"""Part of its place that a bar fills."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One period in one currency. `before`: what the same place had in the time before, None without one."""

    first: date
    last: date
    label: Callable[[], str]
    confirmed: Decimal
    by_hand: Decimal
    imported: Decimal
    """Of old lists: nothing has proved it."""
    before: Decimal | None
    so_far: bool
    words: Callable[[], str]
    """All about it; made when it is wanted, as most of a year's are never."""

    @property
    def spoken(self) -> str:
        return self.words()

    @property
    def total(self) -> Decimal:
        return self.confirmed + self.by_hand + self.imported


class Chart(QWidget):
    """`chosen`: a bar was clicked, or Enter pressed on it."""

    chosen = Signal(object)
    moved = Signal(int)
    """The bar that the keys have come to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("takingsChart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._bars: Sequence[Bar] = ()
        self._at = -1
        self._plot = QRectF()

    def sizeHint(self) -> QSize:
        return QSize(460, 260)

    def show_bars(self, bars: Sequence[Bar], words: str) -> None:
        """`words`: what the chart is of."""
        self._bars = bars
        self.setAccessibleName(words)
        self._at = len(bars) - 1
        self._describe()
        self.update()

    def current(self) -> Bar | None:
        return self._bars[self._at] if 0 <= self._at < len(self._bars) else None

    def go_to(self, at: int) -> None:
        """Make it the current bar."""
        if at != self._at and 0 <= at < len(self._bars):
            self._at = at
            self._describe()
            self.update()

    def _describe(self) -> None:
        bar = self.current()
        self.setAccessibleDescription(
            spoken(bar.spoken) if bar is not None else translate("Books", "Nothing was taken.")
        )

    # ── keys and mouse ──

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = -1 if self.isRightToLeft() else 1
        steps = {Qt.Key.Key_Right: forward, Qt.Key.Key_Left: -forward}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._bars) - 1}
        key = Qt.Key(event.key())
        if key in steps or key in ends:
            self._walk(ends.get(key, self._at + steps.get(key, 0)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and (bar := self.current()) is not None:
            self.chosen.emit(bar)
        else:
            super().keyPressEvent(event)

    def _walk(self, at: int) -> None:
        self.go_to(max(0, min(at, len(self._bars) - 1)))
        if (bar := self.current()) is not None:
            announce(self, bar.spoken)
            self.moved.emit(self._at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._bar_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if at is not None else Qt.CursorShape.ArrowCursor)
        self.setToolTip(self._bars[at].spoken if at is not None else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._bar_at(event.position())
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self.go_to(at)
            self.moved.emit(at)
            self.chosen.emit(self._bars[at])

    def _bar_at(self, point: QPointF) -> int | None:
        if not self._bars or not self._plot.contains(point):
            return None
        along = (point.x() - self._plot.left()) / self._plot.width()
        at = int((1 - along if self.isRightToLeft() else along) * len(self._bars))
        return min(at, len(self._bars) - 1)

    def place_of(self, at: int) -> QRectF:
        """The whole height over one bar."""
        step = self._plot.width() / max(1, len(self._bars))
        left = self._plot.right() - (at + 1) * step if self.isRightToLeft() else self._plot.left() + at * step
        return QRectF(left, self._plot.top(), step, self._plot.height())

    # ── painting ──

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        colours, metrics = theme.scheme(), painter.fontMetrics()
        most = max((max(bar.total, bar.before or Decimal()) for bar in self._bars), default=Decimal())
        top = _round_up(most)
        marks = [top * step / _LINES for step in range(_LINES + 1)]
        words = [ltr(grouped(format(mark.normalize(), "f"))) for mark in marks]
        side = max(map(metrics.horizontalAdvance, words)) + theme.S
        high = metrics.height()
        left, right = (theme.S, side) if self.isRightToLeft() else (side, theme.S)
        room = QRectF(self.rect())
        self._plot = room.adjusted(left, high, -right, -high - theme.S)
        for mark, word in zip(marks, words, strict=True):
            y = self._height_of(mark, top)
            painter.setPen(QColor(colours.edge))
            painter.drawLine(QPointF(self._plot.left(), y), QPointF(self._plot.right(), y))
            painter.setPen(QColor(colours.muted))
            beside = QRectF(0 if not self.isRightToLeft() else room.right() - side, y - high / 2, side - theme.XS, high)
            if self.isRightToLeft():
                beside.translate(theme.XS, 0)
            across = Qt.AlignmentFlag.AlignLeft if self.isRightToLeft() else Qt.AlignmentFlag.AlignRight
            painter.drawText(beside, across | Qt.AlignmentFlag.AlignVCenter, word)
        self._paint_bars(painter, top)
        self._paint_labels(painter, high)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)

    def _height_of(self, amount: Decimal, top: Decimal) -> float:
        return self._plot.bottom() - float(amount / top) * self._plot.height() if top else self._plot.bottom()

    def _paint_bars(self, painter: QPainter, top: Decimal) -> None:
        colours = theme.scheme()
        confirmed = QColor(theme.state_ink(LinkState.PAID).text)
        by_hand = QColor(theme.state_ink(LinkState.PAID_BY_HAND).text)
        imported = QColor(colours.control_edge)
        base = self._plot.bottom()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(self._bars) < _ALL_SMOOTH)
        for at, bar in enumerate(self._bars):
            place = self.place_of(at)
            wide = min(place.width() * _NEAR, _MOST_WIDE)
            left = place.center().x() - wide / 2
            if at == self._at:
                painter.fillRect(place, QColor(colours.accent_soft))
            middle = self._height_of(bar.confirmed, top)
            upper = self._height_of(bar.confirmed + bar.by_hand, top)
            highest = self._height_of(bar.total, top)
            parts = (confirmed, base, middle), (by_hand, middle, upper), (imported, upper, highest)
            for colour, from_y, to_y in parts:
                if from_y - to_y <= 0:
                    continue
                body = QRectF(left, to_y, wide, from_y - to_y)
                if bar.so_far:  # still to grow
                    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DotLine))
                    painter.setBrush(QColor(colour.red(), colour.green(), colour.blue(), 50))
                    painter.drawRect(body)
                else:
                    painter.fillRect(body, colour)
            if bar.before and place.width() >= _ROOM_FOR_BEFORE:
                y = self._height_of(bar.before, top)
                painter.setPen(QPen(QColor(colours.text), 2))
                painter.drawLine(QPointF(left, y), QPointF(left + wide, y))

    def _paint_labels(self, painter: QPainter, high: int) -> None:
        """Of as many bars as have room for it; the current one's always."""
        colours, metrics = theme.scheme(), painter.fontMetrics()
        y = self._plot.bottom() + theme.XS
        if not self._bars:
            return
        last = len(self._bars) - 1
        widest = max(metrics.horizontalAdvance(self._bars[at].label()) for at in {0, last // 2, last}) + theme.M
        every = max(1, math.ceil(widest / (self._plot.width() / len(self._bars))))
        order = [self._at, *range(last, -1, -every)]
        taken: list[tuple[float, float]] = []
        for at in order:
            bar = self._bars[at]
            label = bar.label()
            wide = metrics.horizontalAdvance(label) + theme.M
            middle = self.place_of(at).center().x()
            left = max(0.0, min(middle - wide / 2, self.width() - wide))
            if any(left < end and begin < left + wide for begin, end in taken):
                continue
            taken.append((left, left + wide))
            painter.setPen(QColor(colours.text if at == self._at else colours.muted))
            painter.drawText(QRectF(left, y, wide, high), Qt.AlignmentFlag.AlignCenter, label)


def _round_up(amount: Decimal) -> Decimal:
    """To 1, 2, 4 or 8 with noughts, so that a fourth of it is short as well."""
    if not amount:
        return Decimal(4)
    unit = Decimal(1).scaleb(amount.adjusted())
    return next(unit * step for step in (1, 2, 4, 8, 20) if unit * step >= amount)
