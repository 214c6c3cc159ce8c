"""Small things that several panels show text with."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.words.i18n import spoken

_LONG = re.compile(r"\S{25,}")
_PART = re.compile(r"\S{1,12}")
_BREAK = "\u200b"
_JOIN = "\u2060"
_AT_ITS_SIDE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


def tint(widget: QWidget, colour: str) -> None:
    """Give the text of a label its colour."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
    widget.setPalette(palette)


def breakable(text: str) -> str:
    """`text` with places to break at in what is too long for a line and has none: an amount of sixty digits, a URL."""
    return _LONG.sub(lambda run: _BREAK.join(_PART.findall(run[0])), text)


def visual_rect(direction: Qt.LayoutDirection, room: QRect, rect: QRect) -> QRect:
    """`rect` of a left-to-right layout, mirrored inside `room` where text runs the other way.

    As QStyle.visualRect; but to load QStyle with its hundreds of names takes longer than to paint the window.
    """
    if direction == Qt.LayoutDirection.LeftToRight:
        return rect
    return rect.translated(room.left() + room.right() - rect.left() - rect.right(), 0)


def plain_tooltip(text: str) -> str:
    """`text` for setToolTip, which takes text for HTML if it looks like it."""
    if "<" not in text:
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<p style="white-space: pre-wrap">{escaped}</p>'


class ElidedText(QLabel):
    """One line of text, shortened where it is too long; the tooltip has all.

    An identifier runs left to right in either layout and is shortened in the middle; words end in an ellipsis.
    """

    def __init__(self, parent: QWidget | None = None, role: str = "strong", *, identifier: bool = True) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._identifier = identifier
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font(role))

    def show_text(self, text: str) -> None:
        self.setText(text)
        self.setToolTip(plain_tooltip(text))
        self.setAccessibleName(spoken(text))
        self.setAccessibleDescription(" ")  # without one the tooltip would be read, which says the same

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(min(metrics.horizontalAdvance(self.text()) + 2, theme.XXL * 8), metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.XXL * 2), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side, mode = Qt.AlignmentFlag.AlignLeft, Qt.TextElideMode.ElideRight
        if self._identifier:
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            side = Qt.AlignmentFlag.AlignRight if mirrored else side
            mode = Qt.TextElideMode.ElideMiddle
        text = QFontMetrics(self.font()).elidedText(self.text(), mode, self.width())
        painter.drawText(self.rect(), side | Qt.AlignmentFlag.AlignVCenter, text)


def _broken(text: str, font: QFont, width: float, across: Qt.AlignmentFlag) -> tuple[list[QTextLayout], float]:
    """Its paragraphs, each with its lines one below the other, from right to left; and how high all of it is."""
    option, parts, height = QTextOption(across), [], 0.0
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    leading = max(QFontMetricsF(font).leading(), 0.0)
    for paragraph in text.split("\n"):
        part = QTextLayout(paragraph, font)
        part.setTextOption(option)
        part.beginLayout()
        while (line := part.createLine()).isValid():
            height += leading if height else 0.0
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        part.endLayout()
        parts.append(part)
    return parts, height


class PlainLabel(QLabel):
    """A label that never takes text from outside for HTML."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setOpenExternalLinks(False)
        self.setText(text)

    def setText(self, text: str) -> None:
        """A screen reader gets the same words, but amounts as it can read them."""
        super().setText(text)
        heard = spoken(text)
        if heard != text or self.property("heard"):
            self.setAccessibleName(heard)
            self.setProperty("heard", True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """From right to left Qt draws a line that is broken at a blank by that blank's width too far to the left."""
        selectable = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse  # drawn otherwise
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight or not self.wordWrap() or selectable:
            super().paintEvent(event)
            return
        margin = self.margin()
        area = QRectF(self.contentsRect().adjusted(margin, margin, -margin, -margin))
        across, down = _AT_ITS_SIDE, area.top()
        if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            across = Qt.AlignmentFlag.AlignHCenter
        parts, height = _broken(QLabel.text(self), self.font(), area.width(), across)
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            down += (area.height() - height) / 2
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        for part in parts:
            part.draw(painter, QPointF(area.left(), down))


class SentenceLabel(PlainLabel):
    """Sentences over several lines, in which no reference or amount is broken at its hyphen."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        self._said = ""
        super().__init__(text, parent)
        self.setWordWrap(True)

    def setText(self, text: str) -> None:
        self._said = text
        super().setText(text.replace("-", f"{_JOIN}-{_JOIN}"))
        self.setAccessibleName(spoken(text))

    def text(self) -> str:
        """As it was given."""
        return self._said


class QuietLabel(PlainLabel):
    """A caption in the muted colour (or a named colour of the scheme), which follows light and dark."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, tone: str = "muted") -> None:
        super().__init__(text, parent)
        self._tone = tone
        self.setFont(theme.font("caption"))
        self._tint()

    def _tint(self) -> None:
        palette = self.palette()
        colour = QColor(str(getattr(theme.scheme(), self._tone)))
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._tint()


class WrappedLabel(QuietLabel):
    """A caption over as many lines as it needs, never wider than its place."""

    def __init__(self, parent: QWidget | None = None, *, tone: str = "muted") -> None:
        super().__init__("", parent, tone=tone)
        self.setWordWrap(True)

    def say(self, text: str, *, tone: str = "", heard: str = "") -> None:
        """Show `text`, in another `tone` than before if one is given; without text take no room.

        `heard`: what a screen reader has instead, where the text changes every second.
        """
        if tone:
            self._tone = tone
            self._tint()
        self.setText(breakable(text))
        self.setAccessibleName(spoken(heard or text))
        self.setVisible(bool(text))
