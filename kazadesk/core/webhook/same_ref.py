"""Whether a reference that came back is the one that was sent, whatever the way did to its characters."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from kazadesk.core.webhook.damage import unescape, unprint

# (read with, written with): bytes of one encoding that a program took for another's.
_WRONG = (
    *((wrong, "utf-8") for wrong in ("cp1252", "cp1256", "latin-1", "cp437", "cp850", "cp720", "cp1251")),
    *(("cp1252", "cp1256"), ("cp1256", "cp1252"), ("latin-1", "cp1256")),
)
_REPLACED = {0x80 + place: chr(0x80 + place) for place in (0x01, 0x0D, 0x0F, 0x10, 0x1D)}
"""What Windows-1252 leaves open: programs keep those bytes as controls."""


def same_reference(received: str, sent: str) -> bool:
    """Whether they differ by no more than Unicode's form, blanks, marks that cannot be seen, the script of the digits,
    or one round of wrong decoding of what was received.
    """
    if received == sent:
        return True
    wanted = _folded(sent)
    return bool(wanted) and any(_folded(text) == wanted for text in (received, *_decodings(received)))


def undone(text: str) -> str | None:
    """The one text that was read in the wrong encoding to give `text`, or None where that is not what happened."""
    for wrong, right in _WRONG:
        if right == "utf-8" and (plain := _decoded(text, wrong, right)) is not None:
            return plain
    return None


def _decodings(text: str) -> Iterator[str]:
    yield from (undo(text) for undo in (html.unescape, unescape, unquote, unprint))
    for wrong, right in _WRONG:
        if not text.isascii() and (plain := _decoded(text, wrong, right)) is not None:
            yield plain


def _decoded(text: str, wrong: str, right: str) -> str | None:
    try:
        return b"".join(_byte(letter, wrong) for letter in text).decode(right)
    except UnicodeError:
        return None


def _byte(letter: str, encoding: str) -> bytes:
    kept = encoding == "cp1252" and ord(letter) in _REPLACED
    return letter.encode("latin-1" if kept else encoding)


def _folded(text: str) -> str:
    """Without blanks and what cannot be seen, in one form, with the digits of ASCII."""
    return "".join(
        str(digit) if (digit := unicodedata.decimal(letter, None)) is not None else letter
        for letter in unicodedata.normalize("NFKC", text)
        if not letter.isspace() and unicodedata.category(letter) not in ("Cf", "Cc") and not _is_variation(letter)
    )


def _is_variation(letter: str) -> bool:
    return "\ufe00" <= letter <= "\ufe0f"
