"""Texts within texts whose quotes are written otherwise: escaped, doubled, as HTML, with percent signs.

How the first quote after an opening bracket is written says what was done to the whole text within. It ends where the
text around it would end it, and is undone once: what is then still written otherwise was so in a value.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote, unquote_plus

_BACKSLASHED = re.compile(r'[{\[]\s*+(?=\\(?:[\\"u]|x22))(?:[^"\\]|\\.)*+', re.DOTALL)
_DOUBLED = re.compile(r'[{\[]\s*+""(?:[^"]|"")*+')
_TICKED = re.compile(r'[{\[]\s*+`"(?:[^"`]|`.)*+', re.DOTALL)
_PERCENT = re.compile(r"""(?P<form>=)?(?:%7[Bb]|%5[Bb]|[{\[])(?:%0[Dd]|%0[Aa]|%20|\+|\s)*+%22[^\s"'&<>]*+""")
# All of the text: brackets and names may stand before the first quote.
_HTML = re.compile(r"(?s)\A(?=.*?&(?:amp;)*(?:quot|apos|lt|gt|#0*3[49]|#[xX]2[27]|#0*6[02]|#[xX]3[cCeE]);).*+")
_ESCAPE = re.compile(r"\\(?:(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}
_MOST_QUOTES = 4


def unquoted_lines(text: str) -> tuple[str, tuple[str, ...]]:
    """(text without the `>` of an e-mail's quoted lines, codes)."""
    if not (text.startswith(">") or "\n>" in text):
        return text, ()
    plain = "\n" + text
    for _ in range(_MOST_QUOTES):
        plain = plain.replace("\n> ", "\n").replace("\n>", "\n")
    return plain, ("quoted_lines",)


def written_otherwise(text: str) -> Iterator[tuple[str, Iterator[str]]]:
    """(code, the texts within `text` as they were before) for each way of writing them; "" is the way of forms."""
    for sign, pattern, undo, code in _WAYS:
        if sign in text:
            yield code, map(undo, pattern.finditer(text))


def _unbackslashed(match: re.Match[str]) -> str:
    text = match.group().removesuffix("\\")
    plain = _ESCAPE.sub(_character, text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return in_bytes(plain) if "\\x" in text and text.isascii() else plain


def in_bytes(text: str) -> str:
    """The text whose bytes of UTF-8 stand here a character each, as nginx, Apache and Python write what is no ASCII."""
    try:
        return text if text.isascii() else text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _character(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1][1:], 16))
    return _LETTERS.get(match[2], match[2] if not match[2].isalnum() else "\\" + match[2])


def _undoubled(match: re.Match[str]) -> str:
    return match.group().replace('""', '"')


def _unticked(match: re.Match[str]) -> str:
    text = re.sub(r"\$\(\[char\](\d{1,6})\)", lambda letter: chr(min(int(letter[1]), 0x10FFFF)), match.group())
    return re.sub(r"`(.)", r"\1", text, flags=re.DOTALL)


def _unpercented(match: re.Match[str]) -> str:
    undo = unquote_plus if match["form"] else unquote
    return undo(match.group().removeprefix("="), errors="surrogateescape")


def _unmarked(match: re.Match[str]) -> str:
    return html.unescape(match.group())


_WAYS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str], str], ...] = (
    ("\\", _BACKSLASHED, _unbackslashed, "escapes"),
    ('""', _DOUBLED, _undoubled, "escapes"),
    ("`", _TICKED, _unticked, "escapes"),
    ("%22", _PERCENT, _unpercented, ""),
    ("&", _HTML, _unmarked, "html"),
)
