"""Payment slips of many links in one PDF: as many on a sheet as have room."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPageLayout, QPainter, QPdfWriter

from kazadesk.services.files import write_whole
from kazadesk.ui.handover.qr_view import qr_modules
from kazadesk.ui.handover.slip import Paper, made_slip, usual_paper
from kazadesk.ui.handover.slip_drawing import MM, SlipDrawing
from kazadesk.ui.handover.slip_paper import drawn, page_of
from kazadesk.ui.words.i18n import current_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from kazadesk.core.link import PaymentLink
    from kazadesk.services.session import Session
    from kazadesk.ui.handover.slip import Slip

_DPI = 600
_GAP = 4 * MM


async def save_slips(path: Path, links: Sequence[PaymentLink], session: Session) -> None:
    """Write the file; whole, or not at all. Raises FileError."""
    language = current_language()
    kept = session.settings.value.slip_paper
    paper = usual_paper() if kept == "auto" else Paper(kept)
    slips = []
    for link in links:
        shop = session.profiles.defaults(link.profile).shop_name
        slips.append(made_slip(link, shop, language, practice=session.practice))
        await asyncio.sleep(0)  # the window paints between two of thousands
    await asyncio.to_thread(lambda: write_whole(path, pdf_of_slips(slips, paper)))


def pdf_of_slips(slips: Iterable[Slip], paper: Paper) -> bytes:
    """One below the other on a sheet; on a roll a page for each."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setCreator("KazaDesk")
    painter: QPainter | None = None
    at = 0.0
    for slip in slips:
        drawing = drawn(slip, paper, qr_modules(slip.url))
        layout = page_of(paper, drawing.height)
        room = layout.paintRect(QPageLayout.Unit.Millimeter)
        if painter is None:
            writer.setTitle(slip.title)
            writer.setPageLayout(layout)
            painter = QPainter(writer)
        elif at + drawing.height > room.height() * MM:
            writer.setPageLayout(layout)
            writer.newPage()
            at = 0.0
        _draw(painter, drawing, at, room.width() * MM, room.height() * MM)
        at += drawing.height + _GAP
    if painter is not None:
        painter.end()
    del writer  # which has something to say until its end
    buffer.close()
    return bytes(data.data())


def _draw(painter: QPainter, drawing: SlipDrawing, at: float, width: float, height: float) -> None:
    dots = painter.device().logicalDpiX() / 25.4 / MM
    fitting = min(1.0, height / drawing.height)
    painter.save()
    painter.scale(dots, dots)
    painter.translate((width - drawing.width * fitting) / 2, at)
    painter.scale(fitting, fitting)
    drawing.paint(painter)
    painter.restore()
