"""Words in the user's language, and text from outside made safe to stand inside them.

`translate("Context", "literal")` everywhere: literals, so that pyside6-lupdate finds them; the context is given, so
that a subclass does not lose its base class's words. Placeholders are filled in after translating.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from kazadesk.core.money import western
from kazadesk.core.plain import visible, visible_identifier
from kazadesk.resources import RESOURCES

__all__ = [
    "arabic_digits",
    "current_language",
    "digits",
    "isolated",
    "listed",
    "load_words",
    "locale_of_names",
    "ltr",
    "speaking",
    "system_language",
    "translate",
    "visible",
    "visible_identifier",
]

LANGUAGES = ("en", "ar")

_DECIMAL_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")
_ARABIC_INDIC = {ord(str(value)): chr(0x660 + value) for value in range(10)}

FIRST_STRONG_ISOLATE, LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE = "\u2068", "\u2066", "\u2069"

_installed: list[tuple[QTranslator, bytes]] = []
"""With the words that it reads in: Qt keeps no copy of them."""
_spoken: list[tuple[str, QTranslator]] = []
_custom: dict[str, bool] = {}
"""Whether ٠-٩ are read in the window: every cell that is painted asks."""


def translate(context: str, text: str, comment: str = "", n: int = -1) -> str:
    """`text` in the user's language; give `comment` and `n` by position where `text` has %n."""
    if _spoken:
        said = _spoken[-1][1].translate(context, text, comment or None, n) or text
        return digits(said.replace("%n", str(n))) if n >= 0 else _in_sentence(said)
    said = QCoreApplication.translate(context, text, comment or None, n)
    return digits(said) if n >= 0 else _in_sentence(said)


_DIGIT = re.compile("[0-9]")
_NUMBER = re.compile(
    r"\{[^}]*\}|\u2066[^\u2069]*\u2069|\S*[A-Za-z]\S*(?: [0-9.]+)?|\S*[0-9][-/:]\S*|([0-9]+(?:\.[0-9]+)?)"
)
"""A number of a sentence; before it what is none, though it has digits: placeholders, names, addresses, days."""


def _in_sentence(said: str) -> str:
    """Words of ours with their numbers in the digits that the user reads."""
    if _DIGIT.search(said) is None or not arabic_digits():
        return said
    return _NUMBER.sub(lambda found: digits(found[1]) if found[1] else found[0], said)


def _of_qt() -> tuple[str, ...]:
    """Words that Qt asks for itself and its own Arabic lacks: they stand here to be found and translated."""
    return translate("QFileDialog", "&Look in:"), translate("QFileDialog", "Files of &type:")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """What is translated inside is "en" or "ar" whatever the window's language is: words for somebody else to read."""
    translator = QTranslator()
    translator.load(f"kazadesk_{language}", str(RESOURCES / "translations"))
    _spoken.append((language, translator))
    try:
        yield
    finally:
        _spoken.pop()


def system_language() -> str:
    """The first of the system's languages that KazaDesk speaks, else English."""
    for name in QLocale.system().uiLanguages():
        if name[:2] in LANGUAGES:
            return name[:2]
    return "en"


def load_words(app: QApplication, language: str, chosen_digits: str = "auto") -> None:
    """Make `language` ("en", "ar", or "auto") the program's own: words, Qt's buttons, direction of the layout.

    `chosen_digits`, for all that people read: "latin" (0-9), "arabic" (٠-٩), or "auto" by the language's custom.
    """
    wanted = system_language() if language == "auto" else language
    while _installed:
        app.removeTranslator(_installed.pop()[0])
    # Qt maps a file and reads on in it for ever: an update that writes over ours would end the open window
    own = RESOURCES / "translations" / f"kazadesk_{wanted}.qm"
    words = own.read_bytes() if own.is_file() else b""
    qt_words = f"{QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)}/qtbase_{wanted}.qm"
    for source in (qt_words, words):
        translator = QTranslator(app)
        if translator.load(source):
            app.installTranslator(translator)
            _installed.append((translator, words))
    # Machine-readable digits and points everywhere; digits for people are chosen where they are shown.
    QLocale.setDefault(QLocale.c())
    app.setProperty("language", wanted)
    app.setProperty("digits", chosen_digits)
    _custom.clear()
    right_to_left = wanted == "ar"
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)


def current_language() -> str:
    """The language that `load_words` was given, or the one of `speaking`."""
    if _spoken:
        return _spoken[-1][0]
    app = QCoreApplication.instance()
    return str(app.property("language") or "en") if app else "en"


def locale_of_names() -> QLocale:
    """Names of days and months. Arabic ones differ by country: the system's, else Syria's, the provider's home."""
    if current_language() != "ar":
        return QLocale(QLocale.Language.English)
    system = QLocale.system()
    if system.language() == QLocale.Language.Arabic:
        return system
    return QLocale(QLocale.Language.Arabic, QLocale.Country.Syria)


def arabic_digits() -> bool:
    """Whether people read ٠-٩ now instead of 0-9: as they chose, or as the country of `locale_of_names` writes.

    Inside `speaking`, English has 0-9 whatever the user chose: somebody else reads it.
    """
    if _spoken:
        return current_language() != "en" and _read_arabic()
    if "window" not in _custom:
        _custom["window"] = _read_arabic()
    return _custom["window"]


def _read_arabic() -> bool:
    app = QCoreApplication.instance()
    chosen = str(app.property("digits") or "auto") if app else "auto"
    return chosen == "arabic" or (chosen == "auto" and locale_of_names().zeroDigit() == "٠")


_UNSPOKEN = dict.fromkeys([0x200B, 0x2060, 0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def digits(text: str) -> str:
    """`text` with 0-9, and points between them, as the user reads them: for numbers and our own words only."""
    return _DECIMAL_POINT.sub("٫", text).translate(_ARABIC_INDIC) if arabic_digits() else text


def spoken(text: str) -> str:
    """`text` as a screen reader should get it: a narrow blank in an amount is heard as the end of a number, ٫ is
    dropped, and marks of direction are read out by some.
    """
    return western(text).translate(_UNSPOKEN)


def listed(*facts: str) -> str:
    """What of `facts` there is, in one line. Where people read ٠ a dot between them would look like one more zero."""
    return (" – " if arabic_digits() else " · ").join(filter(None, facts))


def ltr(text: str) -> str:
    """An amount, URL, email, key or reference, kept left-to-right inside a sentence of any direction."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{visible(text)}{POP_ISOLATE}"


def isolated(text: str) -> str:
    """Free text from outside, in its own direction, unable to reorder the sentence around it."""
    return f"{FIRST_STRONG_ISOLATE}{visible(text)}{POP_ISOLATE}"
