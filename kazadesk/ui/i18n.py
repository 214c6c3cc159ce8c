"""Words in the user's language, and text from outside made safe to stand inside them.

`translate("Context", "literal")` everywhere: literals, so that pyside6-lupdate finds them; the context is given, so
that a subclass does not lose its base class's words. Placeholders are filled in after translating.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from kazadesk.ui.resources import RESOURCES

LANGUAGES = ("en", "ar")

FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE = "\u2068", "\u2066", "\u2069"

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_MARKS = re.compile("[\u200b-\u200f\u061c\u2028\u2029\u2060-\u2064]")

_installed: list[QTranslator] = []


def translate(context: str, text: str, comment: str = "", n: int = -1) -> str:
    """`text` in the user's language; give `comment` and `n` by position where `text` has %n."""
    return QCoreApplication.translate(context, text, comment or None, n)


def system_language() -> str:
    """The first of the system's languages that KazaDesk speaks, else English."""
    for name in QLocale.system().uiLanguages():
        if name[:2] in LANGUAGES:
            return name[:2]
    return "en"


def install(app: QApplication, language: str) -> None:
    """Make `language` ("en", "ar", or "auto") the program's own: words, Qt's buttons, direction of the layout."""
    wanted = system_language() if language == "auto" else language
    while _installed:
        app.removeTranslator(_installed.pop())
    own = RESOURCES / "translations"
    for name, folder in (("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)), ("kazadesk", own)):
        translator = QTranslator(app)
        if translator.load(f"{name}_{wanted}", str(folder)):
            app.installTranslator(translator)
            _installed.append(translator)
    # Machine-readable digits and points everywhere; digits for people are chosen where they are shown.
    QLocale.setDefault(QLocale.c())
    app.setProperty("language", wanted)
    right_to_left = wanted == "ar"
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)


def current_language() -> str:
    """The language that `install` chose."""
    app = QCoreApplication.instance()
    return str(app.property("language") or "en") if app else "en"


def ltr(text: str) -> str:
    """An amount, URL, email, key or reference, kept left-to-right inside a sentence of any direction."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{visible(text)}{POP_ISOLATE}"


def isolated(text: str) -> str:
    """Free text from outside, in its own direction, unable to reorder the sentence around it."""
    return f"{FIRST_STRONG_ISOLATE}{visible(text)}{POP_ISOLATE}"


def visible(text: str) -> str:
    """`text` with controls, bidi overrides and lone surrogates written out (\\u202E)."""
    return _CONTROLS.sub(_written_out, text)


def visible_identifier(text: str) -> str:
    """As `visible`, and marks that are ordinary in Arabic prose but not in an id are written out too."""
    return _MARKS.sub(_written_out, visible(text))


def _written_out(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04X}"
