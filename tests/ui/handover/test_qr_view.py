"""QR codes as a phone sees them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from kazadesk.ui.handover.qr_view import QUIET_ZONE, QrView, qr_image, qr_png, qr_svg

URL = "https://kazawallet.com/pay/3f9c2a71-58bb-4b1e-9d10-7c5a2f"
SVG: Any = "svg"
"""PySide takes text here, whatever its stubs say."""
WHITE, BLACK = QColor("white").rgb(), QColor("black").rgb()


def shown(qtbot, show, text=URL, size=260):
    view = QrView()
    view.resize(size, size)
    view.show_text(text)
    show(view)
    qtbot.waitUntil(view.is_ready)
    return view


@pytest.mark.parametrize(
    "text", ["http://127.0.0.1:18420/pay/1", URL, URL + "?ref=" + "%D9%85" * 12, URL + "?" + "a" * 700]
)
def test_a_phone_reads_what_is_on_the_screen(qtbot, show, read_qr, text):
    assert read_qr(shown(qtbot, show, text, 420)) == [text]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_black_on_white_in_every_theme_and_sharp(qtbot, show, wear, theme):
    wear("en", theme)
    image = shown(qtbot, show).grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    side = min(image.width(), image.height())
    middle = [image.pixel(x, y) for x in range(side // 4, side * 3 // 4) for y in range(side // 4, side * 3 // 4)]
    assert set(middle) == {WHITE, BLACK}


@pytest.mark.parametrize("pixels", [100, 260, 333, 720])
def test_each_module_is_a_whole_number_of_pixels_and_four_are_quiet(pixels):
    image = qr_image(URL, pixels)
    side = image.width()
    first = next(x for x in range(side) if image.pixelColor(x, x) == QColor("black"))
    module = first // QUIET_ZONE
    assert first == module * QUIET_ZONE
    assert side % module == 0
    assert side <= pixels
    quiet = [image.pixelColor(x, y) for y in range(side) for x in (*range(first), *range(side - first, side))]
    assert set(map(QColor.name, quiet)) == {"#ffffff"}


def test_an_image_too_small_for_the_code_keeps_every_module(read_qr):
    assert read_qr(qr_image(URL, 5).scaled(QSize(300, 300))) == [URL]


def test_the_last_text_wins(qtbot, show, read_qr):
    view = shown(qtbot, show)
    view.show_text("https://kazawallet.com/pay/first")
    view.show_text("https://kazawallet.com/pay/second")
    qtbot.waitUntil(view.is_ready)
    assert read_qr(view) == ["https://kazawallet.com/pay/second"]


def test_nothing_is_left_of_a_cleared_code(qtbot, show, read_qr):
    view = shown(qtbot, show)
    view.clear()
    assert read_qr(view) == []
    assert view.accessibleDescription() == ""
    assert not view.is_ready()


def test_saved_files_are_read_too(read_qr):
    assert read_qr(QImage.fromData(qr_png(URL))) == [URL]
    drawing = qr_svg(URL)
    assert read_qr(QImage.fromData(drawing, SVG).scaled(QSize(400, 400))) == [URL]
    assert b"<?xml" in drawing


def test_the_window_does_not_wait_for_the_library():
    """In a new process: the code is asked for, and the library comes in by another thread than the window's."""
    program = """
import builtins, threading
import kazadesk.ui  # it puts PySide's import aside
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
app = QApplication([])
importers, take_in = set(), builtins.__import__
def noticing(name, *rest):
    if name.startswith("segno"):
        importers.add(threading.current_thread().name)
    return take_in(name, *rest)
builtins.__import__ = noticing
from kazadesk.ui.handover.qr_view import QrView
view, waiting = QrView(), QEventLoop()
view.ready.connect(waiting.quit)
view.show_text("https://kazawallet.com/pay/1")
waiting.exec()
assert view.is_ready()
assert importers == {"qr"}, importers
"""
    source = Path(__file__).parents[3]
    subprocess.run([sys.executable, "-c", program], cwd=source, check=True, timeout=60)
