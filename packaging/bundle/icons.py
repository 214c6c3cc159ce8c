"""The application's icon in every size that the systems ask for, from resources/icons/kazadesk.svg.

`python packaging/bundle/icons.py FOLDER` writes NxN.png, kazadesk.ico, kazadesk.icns and kazadesk.svg there.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parents[2] / "resources" / "icons" / "kazadesk.svg"
LINUX_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
MACOS_KINDS = {b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}
MACOS_KINDS |= {b"ic11": 32, b"ic12": 64, b"ic13": 256, b"ic14": 512}  # for displays of double density
MACOS_MARGIN = 0.1  # an icon there fills four fifths of its square


def png(size: int, margin: float = 0.0) -> bytes:
    """The icon, `size` pixels square, with this share of it left free on every side."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    free = size * margin
    QSvgRenderer(str(SOURCE)).render(painter, QRectF(free, free, size - 2 * free, size - 2 * free))
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):
        raise RuntimeError(f"{SOURCE} could not be rendered")
    return bytes(content.data())


def ico(images: dict[int, bytes]) -> bytes:
    """A Windows icon file of PNG images by size."""
    offset = 6 + 16 * len(images)
    entries = b""
    for size, image in images.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(image), offset)
        offset += len(image)
    return struct.pack("<HHH", 0, 1, len(images)) + entries + b"".join(images.values())


def icns(images: dict[bytes, bytes]) -> bytes:
    """A macOS icon file of PNG images by their four-letter kinds."""
    chunks = b"".join(kind + struct.pack(">I", 8 + len(image)) + image for kind, image in images.items())
    return b"icns" + struct.pack(">I", 8 + len(chunks)) + chunks


def main(folder: Path) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _app = QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    for size in LINUX_SIZES:
        (folder / f"{size}x{size}.png").write_bytes(png(size))
    (folder / "kazadesk.ico").write_bytes(ico({size: png(size) for size in WINDOWS_SIZES}))
    (folder / "kazadesk.icns").write_bytes(icns({kind: png(size, MACOS_MARGIN) for kind, size in MACOS_KINDS.items()}))
    (folder / "kazadesk.svg").write_bytes(SOURCE.read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
