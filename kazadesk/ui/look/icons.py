"""The icons: one family of our own in resources/icons, drawn in currentColor and tinted where they are shown."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize
from PySide6.QtGui import QIcon, QIconEngine, QImage, QImageReader, QPainter, QPixmap

from kazadesk.resources import RESOURCES
from kazadesk.ui.look import theme

FOLDER = RESOURCES / "icons"


@lru_cache(maxsize=128)
def _source(name: str) -> bytes:
    return (FOLDER / f"{name}.svg").read_bytes()


@lru_cache(maxsize=512)
def _image(name: str, colour: str, pixels: int) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(_source(name).replace(b"currentColor", colour.encode("ascii"))))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(pixels, pixels))
    return reader.read()


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon in a colour (#rrggbb), `size` device-independent pixels square, for a screen of `ratio`."""
    made = QPixmap.fromImage(_image(name, colour, max(1, round(size * ratio))))
    made.setDevicePixelRatio(ratio)
    return made


class _Engine(QIconEngine):
    """Paints in the colours of the moment, so that an icon follows light and dark by itself."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour)

    def _tone(self, mode: QIcon.Mode) -> str:
        colours = theme.scheme()
        if mode == QIcon.Mode.Disabled:
            return colours.disabled
        colour = self._colour
        return colour if colour.startswith("#") else str(getattr(colours, colour))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return pixmap(self._name, self._tone(mode), min(size.width(), size.height()), scale)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        # not painter.device(): to find out which kind it is, all kinds there are would be loaded
        ratio = painter.deviceTransform().m11()
        corner = QPoint(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2)
        painter.drawPixmap(corner, pixmap(self._name, self._tone(mode), side, ratio))


def icon(name: str, colour: str = "text") -> QIcon:
    """The icon for a button or an action, in `colour`: #rrggbb, or a colour of the scheme as it is at the moment."""
    return QIcon(_Engine(name, colour))
