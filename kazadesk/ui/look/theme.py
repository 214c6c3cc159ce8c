"""The look, defined once: spacing, type, colours of light and dark, and the colours of link states and verdicts.

Widgets ask for colours when they paint or on `changeEvent(StyleChange)`, so that light and dark may change under them.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from kazadesk.resources import RESOURCES

if TYPE_CHECKING:
    from kazadesk.core.link import LinkState

XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
"""The spacing scale, in device-independent pixels."""

RADIUS = 7

FAMILY = "KazaDesk Sans"
"""Bundled: Latin and Arabic of one design, on every system (resources/fonts)."""

_FONT_FILES = ("KazaDeskSans-Regular.ttf", "KazaDeskSans-SemiBold.ttf")

_SMALLEST_BODY = 10.0
_TYPE_SCALE = {"caption": 0.9, "body": 1.0, "strong": 1.0, "title": 1.2, "amount": 1.5, "display": 3.2}
_SEMIBOLD = ("strong", "title", "amount", "display")

THEMES = ("auto", "light", "dark")

STYLE_ARGUMENTS = ("-style", "fusion")
"""For QApplication: drawn the same on every system. (Its setStyle would load QStyle into Python, for 8 ms.)"""


class Ink(NamedTuple):
    """One meaning in colour: `text` (and icon) on `fill` or on a surface, `edge` around the fill."""

    icon: str
    text: str
    fill: str
    edge: str


class Scheme(NamedTuple):
    """The colours of light or of dark, as #rrggbb."""

    window: str
    surface: str
    field: str
    hover: str
    pressed: str
    edge: str
    control_edge: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str
    danger: str
    tooltip: str
    on_tooltip: str
    practice: str
    practice_deep: str
    on_practice: str
    practice_soft: str
    practice_text: str


LIGHT = Scheme(
    window="#f5f2ec",
    surface="#fffdf9",
    field="#ffffff",
    hover="#f1ece3",
    pressed="#e6dfd2",
    edge="#e2dbce",
    control_edge="#968d7e",
    text="#25211b",
    muted="#655d51",
    disabled="#827a6d",
    accent="#245089",
    accent_hover="#1d4478",
    accent_pressed="#173862",
    on_accent="#ffffff",
    accent_soft="#e3ebf6",
    danger="#a8261c",
    tooltip="#2d2921",
    on_tooltip="#fbf8f2",
    practice="#6a3d9a",
    practice_deep="#58308a",
    on_practice="#ffffff",
    practice_soft="#efe6f8",
    practice_text="#6a3d9a",
)

DARK = Scheme(
    window="#191714",
    surface="#22201c",
    field="#1c1a17",
    hover="#2f2c26",
    pressed="#3a362f",
    edge="#37332c",
    control_edge="#7d7568",
    text="#f0ebe2",
    muted="#b8b0a2",
    disabled="#8a8275",
    accent="#8ab4f0",
    accent_hover="#a2c4f5",
    accent_pressed="#b9d3f8",
    on_accent="#0e2340",
    accent_soft="#22334b",
    danger="#ff9d91",
    tooltip="#f0ebe2",
    on_tooltip="#25211b",
    practice="#6f46a6",
    practice_deep="#5c3791",
    on_practice="#ffffff",
    practice_soft="#33264a",
    practice_text="#c9adf0",
)

# Green stands for verified money and for nothing else.
_LIGHT_INKS = {
    "sending": Ink("send", "#245089", "#e3ebf6", "#c3d4ea"),
    "waiting": Ink("clock", "#245089", "#e3ebf6", "#c3d4ea"),
    "paid": Ink("check-circle", "#17663a", "#dff1e4", "#a9d8b8"),
    "failed": Ink("x-circle", "#a8261c", "#fbe5e1", "#efbfb8"),
    "unsent": Ink("send-off", "#8a4308", "#fbead7", "#ecc79f"),
    "unknown": Ink("question", "#7b5200", "#faedc9", "#e6cd86"),
    "timed_out": Ink("hourglass", "#5d564b", "#eeeae2", "#d8d1c4"),
    "needs_attention": Ink("alert", "#7b5200", "#faedc9", "#e6cd86"),
    "paid_by_hand": Ink("hand", "#3f5068", "#e6ebf1", "#c5d0dd"),
    "green": Ink("shield-check", "#14603a", "#def2e4", "#7cc397"),
    "amber": Ink("alert", "#7b5200", "#fdf1d2", "#dfbd62"),
    "red": Ink("shield-x", "#a3211a", "#fde7e3", "#e59d94"),
    "grey": Ink("info", "#5d564b", "#f0ece4", "#cfc7b9"),
}

_DARK_INKS = {
    "sending": Ink("send", "#a3c5f5", "#223147", "#37506f"),
    "waiting": Ink("clock", "#a3c5f5", "#223147", "#37506f"),
    "paid": Ink("check-circle", "#8fdcae", "#1b3626", "#2f5f42"),
    "failed": Ink("x-circle", "#ffaba0", "#43221e", "#6e3830"),
    "unsent": Ink("send-off", "#f6b77c", "#3f2a17", "#674726"),
    "unknown": Ink("question", "#ecca72", "#3a3016", "#5f5025"),
    "timed_out": Ink("hourglass", "#c2bbae", "#322f29", "#4b463d"),
    "needs_attention": Ink("alert", "#ecca72", "#3a3016", "#5f5025"),
    "paid_by_hand": Ink("hand", "#b6c6dc", "#2a323d", "#424f60"),
    "green": Ink("shield-check", "#93e0b3", "#17341f", "#36724d"),
    "amber": Ink("alert", "#f0d07d", "#382e13", "#77632a"),
    "red": Ink("shield-x", "#ffb0a6", "#431f1b", "#84423a"),
    "grey": Ink("info", "#c8c1b4", "#2c2925", "#514b42"),
}

_state = {"dark": False, "base": 0.0}


def is_dark() -> bool:
    """Whether the dark scheme is shown now."""
    return bool(_state["dark"])


def scheme() -> Scheme:
    """The colours that are shown now."""
    return DARK if is_dark() else LIGHT


def inks(dark: bool) -> dict[str, Ink]:
    """Every state's and verdict colour's ink by name, for light or dark."""
    return _DARK_INKS if dark else _LIGHT_INKS


def state_ink(state: LinkState) -> Ink:
    """Icon and colours of a link's state, as shown now."""
    return inks(is_dark())[state.value]


def verdict_ink(colour: str) -> Ink:
    """Icon and colours of a verdict; `colour` is green, amber, red or grey."""
    return inks(is_dark())[colour]


def font(role: str = "body") -> QFont:
    """A font of the type scale: caption, body, strong, title, amount, display, or code (fixed width)."""
    if role == "code":
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        if sys.platform == "win32":  # whose own one is Courier New, as thin as a hair
            fixed.setFamilies(["Cascadia Mono", "Consolas", *fixed.families(), FAMILY])
        fixed.setPointSizeF(_state["base"] * 0.95)
        return fixed
    made = QFont(QApplication.font())
    made.setPointSizeF(_state["base"] * _TYPE_SCALE[role])
    made.setWeight(QFont.Weight.DemiBold if role in _SEMIBOLD else QFont.Weight.Normal)
    return made


def apply(app: QApplication, theme: str) -> None:
    """Show `theme` ("auto", "light", "dark") in the whole program, and follow the system from now on.

    Called once before the first window and again whenever the setting changes.
    """
    hints = app.styleHints()
    chosen = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(theme, Qt.ColorScheme.Unknown)
    if not _state["base"]:
        _use_font(app)
        hints.colorSchemeChanged.connect(lambda _scheme: _paint(app))
    if hints.colorScheme() != chosen or chosen == Qt.ColorScheme.Unknown:
        hints.setColorScheme(chosen)
    _paint(app, forced=chosen)


def _use_font(app: QApplication) -> None:
    system = app.font()
    _state["base"] = max(system.pointSizeF(), _SMALLEST_BODY)
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / name))
    ours = QFont(FAMILY)
    ours.setPointSizeF(_state["base"])
    app.setFont(ours)


def _paint(app: QApplication, forced: Qt.ColorScheme = Qt.ColorScheme.Unknown) -> None:
    shown = forced if forced != Qt.ColorScheme.Unknown else app.styleHints().colorScheme()
    _state["dark"] = shown == Qt.ColorScheme.Dark
    colours = scheme()
    app.setPalette(_palette(colours))
    app.setStyleSheet(style_sheet(colours))
    # setStyleSheet, like a change of the colour scheme, gives menus, lists, message boxes and tooltips the platform's
    # own fonts per class (Windows and macOS have such); setting the application's font empties that table
    app.setFont(app.font())


def _palette(colours: Scheme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        usable = group != QPalette.ColorGroup.Disabled
        text = QColor(colours.text if usable else colours.disabled)
        for name, colour in (
            (role.Window, colours.window),
            (role.Base, colours.field),
            (role.AlternateBase, colours.hover),
            (role.Button, colours.surface),
            (role.Mid, colours.edge),
            (role.Light, colours.surface),
            (role.Midlight, colours.edge),
            (role.Dark, colours.control_edge),
            (role.Highlight, colours.accent),
            (role.HighlightedText, colours.on_accent),
            (role.Accent, colours.accent),
            (role.Link, colours.accent),
            (role.LinkVisited, colours.accent),
            (role.PlaceholderText, colours.muted if usable else colours.disabled),
            (role.ToolTipBase, colours.tooltip),
            (role.ToolTipText, colours.on_tooltip),
            (role.BrightText, colours.danger),
        ):
            palette.setColor(group, name, QColor(colour))
        for name in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(group, name, text)
    return palette


def style_sheet(colours: Scheme) -> str:
    """resources/styles/kazadesk.qss with @tokens filled in from `colours`."""
    text = (RESOURCES / "styles" / "kazadesk.qss").read_text("utf-8")
    values = colours._asdict() | {"radius": f"{RADIUS}px", "icons": (RESOURCES / "icons").as_posix()}
    values["mode"] = "dark" if colours is DARK else "light"
    return re.sub(r"@(\w+)", lambda match: values[match.group(1)], text)
