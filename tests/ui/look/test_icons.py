"""One family of icons: same grid, same stroke, any colour, sharp on any screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from kazadesk.ui.look import icons, theme

APART = {"kazadesk"}  # the program's own mark
FIXED = {
    "arrow-light",
    "arrow-dark",
    "tick-light",
    "tick-dark",
    "grip-light",
    "grip-dark",
}  # the style sheet cannot tint
NAMES = sorted(path.stem for path in icons.FOLDER.glob("*.svg"))


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


@pytest.mark.parametrize("name", [name for name in NAMES if name not in APART | FIXED])
def test_it_is_of_the_family(name: str) -> None:
    source = Path(icons.FOLDER / f"{name}.svg").read_text("utf-8")
    assert 'viewBox="0 0 24 24"' in source
    assert "currentColor" in source


@pytest.mark.parametrize("name", NAMES)
def test_it_is_drawn_in_the_colour_asked_for(name: str) -> None:
    image = icons.pixmap(name, "#ff0000", 24, 2.0).toImage()
    assert image.size() == QSize(48, 48)
    seen = {image.pixelColor(x, y).name() for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 200}
    assert seen
    if name not in APART | FIXED:
        assert seen == {"#ff0000"}


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_an_icon_is_sharp_on_any_screen(ratio: float) -> None:
    shown = icons.icon("copy").pixmap(QSize(16, 16), ratio)
    assert shown.size() == QSize(16, 16) * ratio
    assert shown.devicePixelRatio() == ratio
    assert shown.toImage() == icons.pixmap("copy", theme.scheme().text, 16, ratio).toImage()


def test_an_icon_follows_light_and_dark(qapp: QApplication) -> None:
    icon = icons.icon("copy")

    def strongest() -> QColor:
        image = icon.pixmap(QSize(24, 24), 1.0, QIcon.Mode.Normal).toImage()
        pixels = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
        return max(pixels, key=QColor.alpha)

    assert strongest().lightness() < 80
    theme.apply(qapp, "dark")
    assert strongest().lightness() > 180
    theme.apply(qapp, "light")
