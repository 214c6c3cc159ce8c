"""Lines of text that the arrows go through, each heard as one sentence: Tab stops once, not at every line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.widgets.labels import ElidedText, PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel


class Walked(QWidget):
    """Tab comes to the line that was current last, and the arrows, Home and End go on from there."""

    row_reached = Signal(QWidget)
    """What has the focus now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[QLabel] = ()

    def walk(self, lines: Sequence[QLabel]) -> None:
        """From now on go through these, from the first one on."""
        self._lines = lines
        for place, line in enumerate(lines):
            line.setFocusPolicy(Qt.FocusPolicy.NoFocus if place else Qt.FocusPolicy.TabFocus)
        if lines:
            self.setFocusProxy(lines[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        lines = [line for line in self._lines if not line.isHidden()]
        current = next((place for place, line in enumerate(lines) if line.hasFocus()), None)
        last = len(lines) - 1
        goals = {} if current is None else {
            Qt.Key.Key_Up: max(current - 1, 0),
            Qt.Key.Key_Down: min(current + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }  # fmt: skip
        goal = goals.get(Qt.Key(event.key()))
        if current is None or goal is None:
            super().keyPressEvent(event)
            return
        lines[current].setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lines[goal].setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFocusProxy(lines[goal])
        lines[goal].setFocus(Qt.FocusReason.OtherFocusReason)


def _reached(line: QWidget) -> None:
    parent = line.parentWidget()
    if isinstance(parent, Walked):
        parent.row_reached.emit(line)


def _paint_focus(line: QWidget) -> None:
    if line.hasFocus():
        painter = QPainter(line)
        painter.setPen(QPen(QColor(theme.scheme().accent), 1))
        painter.drawRect(QRectF(line.rect()).adjusted(0.5, 0.5, -0.5, -0.5))


class WalkedText(ElidedText):
    """One line that is shortened where it is too long."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        _reached(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_focus(self)


class WalkedLabel(PlainLabel):
    """Words over as many lines as they need."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        _reached(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_focus(self)


class SeenLabel(PlainLabel):
    """Words that stand in a walked line's own for who listens: a label without a name would give its text."""

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(" ")
