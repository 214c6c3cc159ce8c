"""A payment slip as a drawing: measured in tenths of a millimetre, sharp on a screen, on paper and in a PDF alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen, QTextLayout, QTextOption

from kazadesk.ui.look import theme

if TYPE_CHECKING:
    from kazadesk.ui.handover.slip import Slip

MM = 10
"""Units of a drawing in a millimetre: text is laid out in whole pixels of its font."""

WIDE, LEAST_WIDE = 160 * MM, 105 * MM
"""Width of a slip on a sheet of paper, and the least for words and code to stand side by side."""

_BLACK, _GREY, _PALE = "#000000", "#4a4a4a", "#e3e3e3"
_GAP, _PAD = 3 * MM, 7 * MM
_WIDE_CODE, _ROLL_CODE = 56 * MM, 60 * MM
_HUGE, _BIG, _TITLE, _BODY, _SMALL = 95, 70, 52, 36, 30
"""Heights of letters, in units: 36 are some 10 points."""


class Text:
    """Words broken into lines of a width. `most_lines`: set smaller, down to `_BODY`, where they would need more."""

    def __init__(
        self,
        words: str,
        width: float,
        size: int,
        *,
        rtl: bool,
        bold: bool = False,
        grey: bool = False,
        centred: bool = False,
        address: bool = False,
        most_lines: int = 0,
    ) -> None:
        self._colour = QColor(_GREY if grey else _BLACK)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        self._option = QTextOption(Qt.AlignmentFlag.AlignHCenter if centred else side)
        mirrored = rtl and not address
        self._option.setTextDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
        wrap = QTextOption.WrapMode
        # a broken address must not look as if a hyphen belonged there, so it is broken at any letter
        self._option.setWrapMode(wrap.WrapAnywhere if address else wrap.WrapAtWordBoundaryOrAnywhere)
        self._option.setUseDesignMetrics(True)
        self._lay_out(words, width, size, bold)
        while most_lines and size > _BODY and self._layout.lineCount() > most_lines:
            size -= 2
            self._lay_out(words, width, size, bold)
        if address and not centred and self._layout.lineCount() > 1:
            # lines that begin below each other are read more easily
            self._option.setAlignment(Qt.AlignmentFlag.AlignLeft)
            self._layout.setTextOption(self._option)

    def _lay_out(self, words: str, width: float, size: int, bold: bool) -> None:
        self._layout = QTextLayout(words, _font(size, bold))
        self._layout.setTextOption(self._option)
        self._layout.setCacheEnabled(True)
        self.height = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, self.height))
            self.height += line.height()
        self._layout.endLayout()

    def paint(self, painter: QPainter, at: QPointF) -> None:
        painter.setPen(self._colour)
        self._layout.draw(painter, at)


def _font(size: int, bold: bool) -> QFont:
    font = QFont(theme.FAMILY)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    # letters must not move when the same slip is drawn smaller
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


class SlipDrawing:
    """One slip of a width: words beside the code where there is room for both, else one below the other.

    Without `modules` (one pixel each, as qr_view makes them) the code's place stays empty.
    """

    def __init__(self, slip: Slip, width: float, modules: QImage | None) -> None:
        self._slip, self._modules = slip, modules
        self._rtl = slip.language == "ar"
        self._parts: list[tuple[Text, QPointF]] = []
        self._rules: list[float] = []
        self._banners: list[QRectF] = []
        self.width = min(width, WIDE)
        self.wide = self.width >= LEAST_WIDE
        edge = _PAD if self.wide else 0.0
        self._left, self._room = edge, self.width - 2 * edge
        self.height = edge
        self._banner()
        if self.wide:
            self._side_by_side()
        else:
            self._one_below_the_other()
        self._banner()
        self.height += edge

    # what stands where

    def _text(
        self,
        words: str,
        size: int,
        *,
        bold: bool = False,
        grey: bool = False,
        centred: bool | None = None,
        address: bool = False,
        most_lines: int = 0,
    ) -> None:
        """The next line of the whole width; nothing for no words."""
        if not words:
            return
        text = Text(
            words,
            self._room,
            size,
            rtl=self._rtl,
            bold=bold,
            grey=grey,
            centred=not self.wide if centred is None else centred,
            address=address,
            most_lines=most_lines,
        )
        self._parts.append((text, QPointF(self._left, self.height)))
        self.height += text.height

    def _banner(self) -> None:
        """Above and below everything, so that nobody cuts it off and no one takes practice for money."""
        if not self._slip.practice:
            return
        self.height += 0 if not self._parts else _GAP
        top = self.height
        self.height += _GAP / 3
        self._text(self._slip.practice, _BODY, bold=True, centred=True)
        self.height += _GAP / 3
        self._banners.append(QRectF(self._left, top, self._room, self.height - top))
        self.height += _GAP

    def _rule(self) -> None:
        self.height += _GAP
        self._rules.append(self.height)
        self.height += _GAP

    def _side_by_side(self) -> None:
        whole, top, left = self._room, self.height, self._left
        code_at = left if self._rtl else left + whole - _WIDE_CODE
        self._code = QRectF(code_at, top, _WIDE_CODE, _WIDE_CODE)
        self._room = whole - _WIDE_CODE - _PAD
        self._left = left + (_WIDE_CODE + _PAD if self._rtl else 0)
        self._text(self._slip.shop, _BIG, bold=True, most_lines=2)
        self._text(self._slip.title, _BODY, grey=True)
        self.height += 2 * _GAP
        self._text(self._slip.amount[0], _SMALL, grey=True)
        self._text(self._slip.amount[1], _HUGE, bold=True, most_lines=1)
        self.height += _GAP
        self._named(self._slip.reference)
        self.height += _GAP / 2
        self._named(self._slip.date)
        self.height = max(self.height, top + _WIDE_CODE)
        self._left, self._room = left, whole
        self._rule()
        self._text(self._slip.how, _BODY)
        self.height += _GAP / 2
        self._address()

    def _one_below_the_other(self) -> None:
        self._text(self._slip.shop, _TITLE, bold=True)
        self._text(self._slip.title, _BODY, grey=True)
        self._rule()
        self._text(self._slip.amount[0], _SMALL, grey=True)
        self._text(self._slip.amount[1], _HUGE, bold=True, most_lines=1)
        side = min(_ROLL_CODE, self._room)
        self._code = QRectF(self._left + (self._room - side) / 2, self.height, side, side)
        self.height += side
        self._text(self._slip.how, _BODY)
        self._rule()
        self._named(self._slip.reference)
        self.height += _GAP / 2
        self._named(self._slip.date)
        self._rule()
        self._address()  # which may be long

    def _named(self, named: tuple[str, str]) -> None:
        self._text(named[0], _SMALL, grey=True)
        self._text(named[1], _BODY)

    def _address(self) -> None:
        self._text(self._slip.or_open, _SMALL, grey=True)
        self._text(self._slip.url, _SMALL, address=True)

    # painting

    def size(self) -> QSizeF:
        return QSizeF(self.width, self.height)

    def paint(self, painter: QPainter) -> None:
        """From (0, 0) of the painter, whose unit must be a tenth of a millimetre."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._slip.practice:
            self._paint_watermark(painter)
        painter.setPen(QPen(QColor(_BLACK), 4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for banner in self._banners:
            painter.drawRect(banner.adjusted(2, 2, -2, -2))
        painter.setPen(QPen(QColor(_GREY), 2))
        for y in self._rules:
            painter.drawLine(QPointF(self._left, y), QPointF(self._left + self._room, y))
        if self.wide:
            painter.setPen(QPen(QColor(_GREY), 2, Qt.PenStyle.DashLine))
            painter.drawRect(QRectF(QPointF(0, 0), self.size()).adjusted(1, 1, -1, -1))
        for text, at in self._parts:
            text.paint(painter, at)
        painter.fillRect(self._code, Qt.GlobalColor.white)
        if self._modules is not None:
            paint_code(painter, self._modules, self._code)

    def _paint_watermark(self, painter: QPainter) -> None:
        """As outlines: whoever copies the words of a PDF gets those of the slip."""
        words = QPainterPath()
        words.setFillRule(Qt.FillRule.WindingFill)  # Arabic letters lie over each other where they join
        words.addText(0, 0, _font(_HUGE, True), self._slip.practice)
        scale = 0.9 * self.width / words.boundingRect().width()
        step = self.width / (3 if self.wide else 2)
        for row in range(max(1, int(self.height // step))):
            middle = step * (row + 0.6)
            if not self.wide and self._code.top() - step / 4 < middle < self._code.bottom() + step / 4:
                continue
            painter.save()
            painter.translate(self.width / 2, middle)
            painter.rotate(-15)
            painter.scale(scale, scale)
            painter.translate(-words.boundingRect().center())
            painter.fillPath(words, QColor(_PALE))
            painter.restore()


def _outline(pixels: bytes, side: int) -> QPainterPath:
    """The dark modules of a code as one path, so that no hair of light runs between two of them."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for y in range(side):
        for run in re.finditer(b"\x00+", pixels[y * side : (y + 1) * side]):
            path.addRect(run.start(), y, len(run.group()), 1)
    return path


def paint_code(painter: QPainter, modules: QImage, area: QRectF) -> None:
    """The code as large as `area` allows, in its middle; each module a whole number of the device's dots if it can."""
    side = modules.width()
    pixels = b"".join(bytes(cast("memoryview", modules.constScanLine(y)))[:side] for y in range(side))
    transform = painter.deviceTransform()
    device = transform.mapRect(area)
    dots = min(device.width(), device.height()) / side
    step = (int(dots) if dots >= 1 else dots) * area.width() / device.width()
    middle = QPointF(side * step / 2, side * step / 2)
    corner = transform.map(area.center() - middle)
    back, _ = transform.inverted()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, dots < 1)
    painter.translate(back.map(QPointF(round(corner.x()), round(corner.y()))))
    painter.scale(step, step)
    painter.fillPath(_outline(pixels, side), Qt.GlobalColor.black)
    painter.restore()
