"""QR codes: black on white in every theme, with a quiet zone of four modules, each module a whole number of pixels."""

from __future__ import annotations

import threading
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from segno import QRCode

QUIET_ZONE = 4
"""Modules of white on each side, as ISO/IEC 18004 asks for."""

_SMALLEST, _USUAL = 96, 200


@lru_cache(maxsize=32)
def _code(text: str) -> QRCode:
    import segno

    return segno.make(text, micro=False, error="m")


@lru_cache(maxsize=32)
def qr_modules(text: str) -> QImage:
    """The code with its quiet zone, one pixel a module."""
    matrix = _code(text).matrix
    side = len(matrix) + 2 * QUIET_ZONE
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    for y, row in enumerate(matrix, QUIET_ZONE):
        for x, dark in enumerate(row, QUIET_ZONE):
            if dark:
                image.setPixel(x, y, 0)
    return image


def qr_image(text: str, pixels: int) -> QImage:
    """The largest sharp code that fits into a square of `pixels`, but never less than one pixel a module."""
    return _scaled(qr_modules(text), pixels)


def qr_png(text: str, scale: int = 12) -> bytes:
    """A PNG file with `scale` pixels a module."""
    out = BytesIO()
    _code(text).save(out, kind="png", scale=scale, border=QUIET_ZONE)
    return out.getvalue()


def qr_svg(text: str) -> bytes:
    """An SVG file that scales to any size."""
    out = BytesIO()
    _code(text).save(out, kind="svg", scale=10, border=QUIET_ZONE, light="#ffffff", omitsize=True)
    return out.getvalue()


def _scaled(modules: QImage, pixels: int) -> QImage:
    side = modules.width() * max(1, pixels // modules.width())
    return modules.scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation)


class _Maker(QObject):
    """Makes codes outside the main thread: the first one imports the library."""

    made = Signal(str)

    def make(self, text: str) -> None:
        threading.Thread(target=self._work, args=(text,), name="qr", daemon=True).start()

    def _work(self, text: str) -> None:
        qr_modules(text)
        _ready.add(text)
        self.made.emit(text)


_ready: set[str] = set()
_makers: list[_Maker] = []


def _maker() -> _Maker:
    if not _makers:
        _makers.append(_Maker())
    return _makers[0]


class QrView(QLabel):
    """A code as large as the widget allows, in the middle of it; white and empty until it is made."""

    ready = Signal()
    """The code of the last `show_text` is there."""

    def __init__(self, parent: QWidget | None = None, *, usual: int = _USUAL) -> None:
        super().__init__(parent)
        self.setObjectName("qrView")
        # never painted: to a screen reader a label with a picture is a picture
        self.setPixmap(QPixmap(1, 1))
        self.setAccessibleName(translate("Qr", "QR code of the payment link"))
        self._usual = usual
        self._text = ""
        self._image: QImage | None = None
        self._drawn: QPixmap | None = None
        self._room = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        _maker().made.connect(self._made)

    def show_text(self, text: str) -> None:
        """Show `text` as a code; "" is `clear`."""
        if text == self._text:
            return
        self._text, self._image, self._drawn = text, None, None
        self.setAccessibleDescription(text)
        self.update()
        if not text:
            return
        if text in _ready:
            self._made(text)
        else:
            _maker().make(text)

    def clear(self) -> None:
        self.show_text("")

    def text(self) -> str:
        return self._text

    def is_ready(self) -> bool:
        """Whether the code is on the screen with the next paint."""
        return self._image is not None

    def _made(self, text: str) -> None:
        if text == self._text and self._image is None:
            self._image = qr_modules(text)
            self.update()
            self.ready.emit()

    def sizeHint(self) -> QSize:
        return QSize(self._usual, self._usual)

    def minimumSizeHint(self) -> QSize:
        return QSize(_SMALLEST, _SMALLEST)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        room = int(min(self.width(), self.height()) * ratio)
        side = room / ratio
        if self._image is not None:
            if self._drawn is None or (self._room, self._drawn.devicePixelRatio()) != (room, ratio):
                self._drawn = QPixmap.fromImage(_scaled(self._image, room))
                self._drawn.setDevicePixelRatio(ratio)
                self._room = room
            side = self._drawn.width() / ratio
        corner = _on_whole_pixels(painter, QPointF((self.width() - side) / 2, (self.height() - side) / 2), ratio)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = max(0.0, min(theme.XS, (min(self.width(), self.height()) - side) / 2))
        painter.drawRoundedRect(
            QRectF(corner.x(), corner.y(), side, side).adjusted(-edge, -edge, edge, edge), theme.XS, theme.XS
        )
        if self._drawn is not None:
            painter.drawPixmap(corner, self._drawn)


def _on_whole_pixels(painter: QPainter, corner: QPointF, ratio: float) -> QPointF:
    """`corner` moved to the nearest device pixel, so that no module is smeared over two."""
    device = painter.deviceTransform().map(corner)
    return corner + QPointF(round(device.x()) - device.x(), round(device.y()) - device.y()) / ratio
