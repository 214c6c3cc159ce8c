"""A compiled translation (.qm) read without Qt, for the command line.

The file's parts, as QTranslator reads them (qtbase, qtranslator.cpp): 16 bytes of mark, then blocks of tag (1 byte),
length (4, big endian) and content. The block of messages is a row of tag, length, text: the translations of one message
(one for each plural form), its source, context and comment, until an end tag.
"""

from __future__ import annotations

import struct
from pathlib import Path

from kazadesk.core.plain import visible, visible_identifier
from kazadesk.resources import RESOURCES
from kazadesk.words import voice

_MARK = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_MESSAGES = 0x69
_END, _TRANSLATION, _HASH, _SOURCE, _CONTEXT, _COMMENT = 1, 3, 5, 6, 7, 8
_LEFT_TO_RIGHT, _FIRST_STRONG, _POP = "\u2066", "\u2068", "\u2069"


class Catalogue:
    """What one file translates. Raises ValueError where it is none, and OSError."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        if data[:16] != _MARK:
            raise ValueError(f"{path.name} is no compiled translation")
        self._forms: dict[tuple[str, str, str], list[str]] = {}
        start = 16
        while start + 5 <= len(data):
            tag, length = struct.unpack_from(">BI", data, start)
            if tag == _MESSAGES:
                self._read(data[start + 5 : start + 5 + length])
            start += 5 + length

    def _read(self, block: bytes) -> None:
        forms: list[str] = []
        texts: dict[int, str] = {}
        start = 0
        while start < len(block):
            tag = block[start]
            start += 1
            if tag == _END:
                self._forms[texts.get(_CONTEXT, ""), texts.get(_SOURCE, ""), texts.get(_COMMENT, "")] = forms
                forms, texts = [], {}
            elif tag == _HASH:
                start += 4
            else:
                (length,) = struct.unpack_from(">I", block, start)
                text = block[start + 4 : start + 4 + length]
                if tag == _TRANSLATION:
                    forms.append(text.decode("utf-16-be"))
                else:
                    texts[tag] = text.decode("utf-8")
                start += 4 + length

    def translate(self, context: str, text: str, comment: str = "", number: int = -1) -> str:
        """As QTranslator does, with `number` in the place of %n; `text` itself where the file has nothing for it."""
        forms = self._forms.get((context, text, comment)) or self._forms.get((context, text, "")) or [text]
        form = forms[min(_arabic_form(number), len(forms) - 1)] if number >= 0 else forms[0]
        return form.replace("%n", str(number)) if number >= 0 else form


def _arabic_form(number: int) -> int:
    """Which of Arabic's six forms goes with `number`: none, one, two, few, many, other (CLDR, plural rules)."""
    if number <= 2:
        return number
    if 3 <= number % 100 <= 10:
        return 3
    return 4 if number % 100 >= 11 else 5


def speak_arabic() -> None:
    """From now on this process speaks Arabic, as on a terminal: digits are 0-9, which can be copied."""
    catalogue = Catalogue(RESOURCES / "translations" / "kazadesk_ar.qm")
    voice.use(
        voice.Voice(
            catalogue.translate,
            str,
            lambda text: f"{_LEFT_TO_RIGHT}{visible_identifier(text)}{_POP}",
            lambda text: f"{_FIRST_STRONG}{' '.join(visible(text).split())}{_POP}",
            lambda at: f"{_LEFT_TO_RIGHT}{voice.local_time(at)}{_POP}",
        )
    )
