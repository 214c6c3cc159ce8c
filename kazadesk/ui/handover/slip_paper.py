"""A payment slip on paper: the page of each kind of paper, and the slip's place on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from kazadesk.ui.handover.slip import Paper
from kazadesk.ui.handover.slip_drawing import MM, WIDE, SlipDrawing

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPagedPaintDevice

    from kazadesk.ui.handover.slip import Slip

_DPI = 1200
_SHEETS = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}
_SHEET_MARGIN = 15.0
_ROLLS = {Paper.ROLL_80: (80.0, 72.0), Paper.ROLL_58: (58.0, 48.0)}
"""Width of the roll and of what its printers' heads reach, in millimetres."""
_ROLL_FEED = 5.0
"""Millimetres of white above and below, for the knife."""


def drawn(slip: Slip, paper: Paper, modules: QImage | None) -> SlipDrawing:
    """The slip as wide as it is on that paper."""
    return SlipDrawing(slip, _ROLLS[paper][1] * MM if paper in _ROLLS else WIDE, modules)


def page_of(paper: Paper, height: float) -> QPageLayout:
    """A sheet as it is; of a roll, as much as a slip of `height` (in units of the drawing) takes."""
    portrait = QPageLayout.Orientation.Portrait
    if paper in _SHEETS:
        margins = QMarginsF(_SHEET_MARGIN, _SHEET_MARGIN, _SHEET_MARGIN, _SHEET_MARGIN)
        return QPageLayout(QPageSize(_SHEETS[paper]), portrait, margins, QPageLayout.Unit.Millimeter)
    width, printed = _ROLLS[paper]
    length = height / MM + 2 * _ROLL_FEED
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    size = QPageSize(QSizeF(width, length), QPageSize.Unit.Millimeter, f"{width:g} x {length:.0f} mm", exact)
    side = (width - printed) / 2
    margins = QMarginsF(side, _ROLL_FEED, side, _ROLL_FEED)
    return QPageLayout(size, portrait, margins, QPageLayout.Unit.Millimeter)


def draw_on(device: QPagedPaintDevice, slip: Slip, paper: Paper, modules: QImage) -> bool:
    """Draw the slip on the one page of `device`, whose layout may be another than asked for. False: it cannot begin."""
    room = device.pageLayout().paintRect(QPageLayout.Unit.Millimeter)
    width = min(drawn(slip, paper, None).width, room.width() * MM)
    drawing = SlipDrawing(slip, width, modules)
    painter = QPainter()
    if not painter.begin(device):
        return False
    dots = painter.device().logicalDpiX() / 25.4 / MM
    # on a page that is too short, smaller rather than cut off
    fitting = min(1.0, room.height() * MM / drawing.height)
    painter.scale(dots, dots)
    painter.translate((room.width() * MM - drawing.width * fitting) / 2, 0)
    painter.scale(fitting, fitting)
    drawing.paint(painter)
    return painter.end()


def pdf_of(slip: Slip, paper: Paper, modules: QImage) -> bytes:
    """A PDF file of one page."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(slip.title)
    writer.setCreator("KazaDesk")
    writer.setPageLayout(page_of(paper, drawn(slip, paper, None).height))
    draw_on(writer, slip, paper, modules)
    del writer  # which has something to say until its end
    buffer.close()
    return bytes(data.data())
