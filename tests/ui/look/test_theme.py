"""The look: every pair of colours can be read, and green means money alone."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from kazadesk.core.link import LinkState
from kazadesk.resources import RESOURCES
from kazadesk.ui.look import icons, theme
from kazadesk.ui.look.theme import DARK, LIGHT, Scheme

SCHEMES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
VERDICTS = ("green", "amber", "red", "grey")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, "light")


def test_black_on_white_is_as_far_as_it_goes() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("colours", SCHEMES)
def test_words_can_be_read(colours: Scheme) -> None:
    grounds = (colours.window, colours.surface, colours.field, colours.hover, colours.accent_soft)
    pairs = [(text, ground) for text in (colours.text, colours.muted) for ground in grounds]
    pairs += [(colours.text, colours.pressed)]
    pairs += [(text, ground) for text in (colours.accent, colours.danger) for ground in grounds[:3]]
    pairs += [(colours.practice_text, colours.surface), (colours.practice_text, colours.window)]
    pairs += [(colours.on_accent, ground) for ground in (colours.accent, colours.accent_hover, colours.accent_pressed)]
    pairs += [(colours.on_practice, colours.practice), (colours.on_practice, colours.practice_deep)]
    pairs += [(colours.on_tooltip, colours.tooltip)]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("colours", SCHEMES)
def test_edges_of_fields_and_the_focus_can_be_seen(colours: Scheme) -> None:
    for ground in (colours.field, colours.surface):
        assert contrast(colours.control_edge, ground) >= 3
        assert contrast(colours.accent, ground) >= 3


@pytest.mark.parametrize("dark", [False, True])
def test_states_and_verdicts_can_be_read(dark: bool) -> None:
    colours, inks = (DARK if dark else LIGHT), theme.inks(dark)
    assert set(inks) == {state.value for state in LinkState} | set(VERDICTS)
    for name, ink in inks.items():
        assert contrast(ink.text, ink.fill) >= 4.5, name
        assert contrast(ink.text, colours.surface) >= 4.5, name
        assert contrast(ink.text, colours.accent_soft) >= 4.5, f"{name} in the chosen row"
        assert (RESOURCES / "icons" / f"{ink.icon}.svg").is_file(), name


@pytest.mark.parametrize("dark", [False, True])
def test_only_verified_money_is_green(dark: bool) -> None:
    green = {
        name for name, ink in theme.inks(dark).items() for colour in [QColor(ink.fill)] if 90 <= colour.hslHue() <= 170
    }
    assert green == {"paid", "green"}


@pytest.mark.parametrize("colours", SCHEMES)
def test_every_word_of_the_style_sheet_is_filled_in(colours: Scheme) -> None:
    sheet = theme.style_sheet(colours)
    assert "@" not in sheet
    for path in re.findall(r'url\("(.+?)"\)', sheet):
        assert path.startswith(RESOURCES.as_posix())
        assert (RESOURCES / "icons" / path.rsplit("/", 1)[1]).is_file()


def test_the_users_choice_goes_before_the_systems(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    assert theme.is_dark()
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    theme.apply(qapp, "light")
    assert not theme.is_dark()
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.window


def test_auto_follows_the_system(qapp: QApplication) -> None:
    theme.apply(qapp, "auto")
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.is_dark() == dark


def test_the_bundled_font_has_both_scripts_and_is_used(qapp: QApplication) -> None:
    assert qapp.font().family() == theme.FAMILY
    systems = QFontDatabase.writingSystems(theme.FAMILY)
    assert QFontDatabase.WritingSystem.Arabic in systems
    assert QFontDatabase.WritingSystem.Latin in systems
    letters = QRawFont.fromFont(theme.font("body"))
    assert [letter for letter in "ğĞşŞıİçÇöÖüÜ₺éñßłčž" if not letters.supportsCharacter(ord(letter))] == []
    assert theme.font("title").pointSizeF() > theme.font("body").pointSizeF() > theme.font("caption").pointSizeF()


@pytest.mark.parametrize("kind", ["QMenu", "QAbstractItemView", "QMessageBox", "QTipLabel"])
def test_menus_lists_and_boxes_have_the_same_font(qapp: QApplication, kind: Any) -> None:
    """Windows' and macOS' platform themes have fonts of their own for these classes, as is set here."""
    for scheme in ("light", "dark"):
        QApplication.setFont(QFont("Serif", 23), kind)
        assert QApplication.font(kind).pointSize() == 23
        theme.apply(qapp, scheme)
        assert QApplication.font(kind) == QApplication.font()
        assert QApplication.font(kind).family() == theme.FAMILY


def test_on_windows_the_fixed_font_is_one_of_todays(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.apply(qapp, "light")
    before = theme.font("code").families()
    monkeypatch.setattr(sys, "platform", "win32")
    assert theme.font("code").families() == ["Cascadia Mono", "Consolas", *before, theme.FAMILY]


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_a_placeholder_can_be_read_as_it_is_painted(qtbot: QtBot, qapp: QApplication, name: str, kind: type) -> None:
    theme.apply(qapp, name)
    field = kind()
    qtbot.addWidget(field)
    field.setPlaceholderText("Search")
    field.ensurePolished()
    colour = field.palette().color(QPalette.ColorRole.PlaceholderText)
    assert colour.alpha() == 255, "no half-transparent colour of the text"
    assert contrast(colour.name(), theme.scheme().field) >= 4.5


@pytest.mark.parametrize("colours", SCHEMES)
def test_what_cannot_be_used_can_still_be_seen(colours: Scheme) -> None:
    grounds = (colours.window, colours.surface, colours.field, colours.hover, colours.pressed, colours.accent_soft)
    assert [ground for ground in grounds if contrast(colours.disabled, ground) < 3] == []
    assert contrast(colours.disabled, colours.surface) < contrast(colours.muted, colours.surface)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_disabled_icon_is_painted_so(qapp: QApplication, name: str) -> None:
    theme.apply(qapp, name)
    image = icons.icon("copy").pixmap(QSize(32, 32), QIcon.Mode.Disabled).toImage()
    solid = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 250]
    assert solid
    for ground in (theme.scheme().surface, theme.scheme().window):
        assert min(contrast(pixel.name(), ground) for pixel in solid) >= 3


@pytest.mark.parametrize(("name", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_the_handle_of_the_divider_can_be_seen(name: str, colours: Scheme) -> None:
    drawn = re.findall("#[0-9a-f]{6}", (RESOURCES / "icons" / f"grip-{name}.svg").read_text("utf-8"))
    assert drawn
    assert min(contrast(colour, colours.window) for colour in drawn) >= 3
