"""The languages that people may choose, and the window's voice in one of them."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from kazadesk.ui.words import times
from kazadesk.ui.words.i18n import digits, isolated, load_words, ltr, translate
from kazadesk.words import voice

LANGUAGE_NAMES = (("en", "English"), ("ar", "العربية"))
"""Each language in its own words, whatever the window's language is."""


def install(app: QApplication, language: str, chosen_digits: str = "auto") -> None:
    """As `load_words`; the sentences that the command line has in English are then said in this language too."""
    load_words(app, language, chosen_digits)
    voice.use(voice.Voice(translate, digits, ltr, isolated, lambda at: times.full(times.parsed(at))))
