"""Signatures that a page, a mail or a program wrote in its own way, and the fields around them.

Base64 has no backslash, ampersand or percent sign, and an equals sign only at its end. So where one stands inside a
signature, the program that wrote it changed its characters, and those of the other values with them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

SIGNATURE = re.compile(r"[A-Za-z0-9+/_-]{86}={0,2}", re.ASCII)
"""What can be 64 bytes of base64."""

_MARKS = re.compile(r"\\|&(?:amp;)*(?:#[0-9xX]|[a-z]{2,6};)|=[0-9A-F]{2}|%[0-9A-Fa-f]{2}|=\r?\n")
_BACKSLASH = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([^A-Za-z0-9\s]))")
_QUOTED_PRINTABLE = re.compile(r"=(?:\r?\n|([0-9A-F]{2}))")
_MOST_ROUNDS = 3


MASK = re.compile(
    r"""[\[<({\#*•●∙·]{1,3} [A-Za-z_/\ -]{1,24} [\]>)}*•●∙·]{1,3} | \#[A-Z/0]{2,8}[!?]? | \#{3,}
        | [*•●∙·█■×]{4,} | [xX]{4,99}""",
    re.VERBOSE,
)
"""How programs write what they hide, or what a spreadsheet could not compute, in place of a signature."""

_MASKED = re.compile(r"[*•●∙█■…]|\.\.\.|\A(?=.{0,99}\Z).*?[xX]{6}")
_WORDS = re.compile(
    r"(?ai:\W*(?:redacted|filtered|masked|hidden|removed|omitted|obfuscated|sanitized|protected|confidential|private|"
    r"truncated|secret|scrubbed|censored)\W*)"
)


def is_masked(secret: str) -> bool:
    """Whether a program wrote something else in place of a signature: `[FILTERED]`, stars, an ellipsis, `#ERROR!`."""
    return bool(_MASKED.search(secret) or MASK.fullmatch(secret) or _WORDS.fullmatch(secret))


def is_damaged(secret: str) -> bool:
    """Whether `secret`, which cannot be a signature, holds the marks of a program that writes characters otherwise."""
    return _MARKS.search(secret) is not None


def mended_values(fields: Mapping[str, object]) -> tuple[Mapping[str, object], tuple[str, ...]]:
    """(the fields with what was done to the signature undone in all of them, codes); no codes where nothing fits."""
    for name in ("secret", "signature"):
        secret = fields.get(name)
        if isinstance(secret, list) and len(secret) == 1:
            secret = secret[0]
        if not isinstance(secret, str):
            continue
        for code, undo in _UNDONE.items():
            if rounds := _rounds(secret, undo):
                return {key: _undone(value, undo, rounds) for key, value in fields.items()}, (code,)
    return fields, ()


def unescape(text: str) -> str:
    """Without the backslashes before signs, and with the characters that `\\u002B` and `\\x2B` stand for."""
    return _BACKSLASH.sub(_character, text)


def unprint(text: str) -> str:
    """Quoted-printable, as mail is sent, undone: `=3D`, and line ends after `=`."""
    plain = _QUOTED_PRINTABLE.sub(lambda match: chr(int(match[1], 16)) if match[1] else "", text)
    try:
        return plain.encode("latin-1").decode("utf-8") if not plain.isascii() else plain
    except UnicodeError:
        return plain


def _character(match: re.Match[str]) -> str:
    number = match[1] or match[2]
    return chr(int(number, 16)) if number else match[3]


def _unquote(text: str) -> str:
    return unquote(text, errors="surrogateescape")


_UNDONE: dict[str, Callable[[str], str]] = {
    "escapes": unescape,
    "html": html.unescape,
    "mail": unprint,
    "percent": _unquote,
}


def _rounds(secret: str, undo: Callable[[str], str]) -> int:
    """How often `undo` makes a signature of `secret`; 0 if never."""
    for number in range(1, _MOST_ROUNDS + 1):
        secret = "".join(undo(secret).split())
        if SIGNATURE.fullmatch(secret):
            return number
    return 0


def _undone(value: object, undo: Callable[[str], str], rounds: int) -> object:
    if isinstance(value, list):
        return [_undone(each, undo, rounds) for each in value]
    if isinstance(value, str):
        for _ in range(rounds):
            value = undo(value)
    return value
