"""Signatures that a page, a mail or a program wrote in its own way, and the fields around them.

Base64 has no backslash, ampersand or percent sign, and an equals sign only at its end. So where one stands inside a
signature, the program that wrote it changed its characters, and those of the other values with them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Mapping
from urllib.parse import unquote

SIGNATURE = re.compile(r"[A-Za-z0-9+/_-]{86}={0,2}", re.ASCII)
"""What can be 64 bytes of base64."""

_MARKS = re.compile(r"\\|&(?:amp;)*(?:#[0-9xX]|[a-z]{2,6};)|=[0-9A-F]{2}|%[0-9A-Fa-f]{2}|=\r?\n|<[a-z]|-\r?\n")
_BACKSLASH = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([^A-Za-z0-9\s]))")
_QUOTED_PRINTABLE = re.compile(r"=(?:\r?\n|([0-9A-F]{2}))")
_TAG = re.compile(r"</?[a-z]{1,10}[^<>]{0,80}>")
_MOST_ROUNDS = 3

_AROUND = (
    ("secret", re.compile(r"(?s)(.{0,24}?)(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{86}={0,2}(?![\w+/=\\&%-])(.{0,24})")),
    ("status", re.compile(r"(?s)(\W{0,24})(?:fulfilled|timed_out)(\W{0,24})")),
)
"""Values that are known by what they are, between what stands around them."""

MASK = re.compile(
    r"""[\[<({\#*•●∙·]{1,3} [A-Za-z_/\ -]{1,24} [\]>)}*•●∙·]{1,3} | \#[A-Z/0]{2,8}[!?]? | \#{3,}
        | [*•●∙·█■×]{4,} | [xX]{4,99}""",
    re.VERBOSE,
)
"""How programs write what they hide, or what a spreadsheet could not compute, in place of a signature."""

_LETTERS = re.compile(r"[A-Za-z0-9+/]{9}")
_MASKED = re.compile(r"[*•●∙█■…]|\.\.\.|\A(?=.{0,99}\Z).*?[xX]{6}")
_PLACEHOLDER = re.compile(
    r"""(?ais:n/?a|null|none|nil|undefined|array|object|string|secret|signature|show|hide|reveal|copy|view|(?:long)?text
        |(?:click|tap)\ to\ \w+|show\ \w+|(?:[\w.]{1,40}\.)?securestring|\[?scrubbed.*
        |(?:memo|blob|clob|base64)\W.{0,20}|\W?[0-9]{1,4}\ (?:chars?|characters|bytes|letters)\W?|[-_=.~?\ ]+
        |[\[<({]{1,3}[^\[\]<>(){}]{1,40}[\]>)}]{1,3}|.{4,}(?:\ ?[\[(]truncated[\])]|>>))""",
    re.VERBOSE,
)
"""What stands for a signature where none is."""
_WORDS = re.compile(
    r"(?ai:\W*(?:redacted|filtered|masked|hidden|removed|omitted|obfuscated|sanitized|protected|confidential|private|"
    r"truncated|secret|scrubbed|censored)\W*)"
)


def is_masked(secret: str) -> bool:
    """Whether a program wrote something else in place of a signature: `[FILTERED]`, stars, an ellipsis, `#ERROR!`."""
    if _MASKED.search(secret) or MASK.fullmatch(secret) or _WORDS.fullmatch(secret):
        return True
    if secret.isascii():
        return _PLACEHOLDER.fullmatch(secret) is not None
    return _LETTERS.search(secret) is None  # words of another language, blocks


def bared(fields: Mapping[str, object]) -> tuple[Mapping[str, object], tuple[str, ...]]:
    """(the fields without what a program put around every value, codes), as the signature tells, which has none of it:
    quotes, brackets, blanks, a spreadsheet's apostrophe, what parts one field from the next.

    The last value of a line may lack it; where that is the signature, the status tells.
    """
    for name, pattern in _AROUND:
        known = fields.get(name) or (fields.get("signature") if name == "secret" else None)
        if not isinstance(known, str) or (around := pattern.fullmatch(known)) is None:
            continue
        lead, tail = around.groups()
        if not lead + tail or (name == "status" and not _is_between(fields.get("amount"), lead, tail)):
            continue
        if (lead + tail).strip():
            return {key: _without(value, lead, tail) for key, value in fields.items()}, ("markup",)
        # blanks, of which there may be more around another value
        return {key: value.strip() if isinstance(value, str) else value for key, value in fields.items()}, (
            "secret_blanks",
        )
    return fields, ()


def _is_between(value: object, lead: str, tail: str) -> bool:
    return isinstance(value, str) and value.startswith(lead) and value.endswith(tail)


def _without(value: object, lead: str, tail: str) -> object:
    if not isinstance(value, str) or not value.startswith(lead):
        return value.removesuffix(tail) if isinstance(value, str) else value
    inner = value.removeprefix(lead)
    while lead and tail and not inner.endswith(tail):  # the last one: what is within it closes, the rest does not
        tail = tail[:-1]
    return inner.removesuffix(tail)


def is_damaged(secret: str) -> bool:
    """Whether `secret`, which cannot be a signature, holds the marks of a program that writes characters otherwise."""
    return _MARKS.search(secret) is not None or not secret.isascii()


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
                plus = code == "percent" and "+" not in secret  # as forms do, a `+` stands for a blank
                return {
                    key: _undone(value.replace("+", " ") if plus and isinstance(value, str) else value, undo, rounds)
                    for key, value in fields.items()
                }, (code,)
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


def _untagged(text: str) -> str:
    return _TAG.sub("", text)


def _unhyphenated(text: str) -> str:
    return text.replace("-\r\n", "").replace("-\n", "")


def _half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


_UNDONE: dict[str, Callable[[str], str]] = {
    "escapes": unescape,
    "html": html.unescape,
    "mail": unprint,
    "percent": _unquote,
    "markup": _untagged,
    "wrapped": _unhyphenated,
    "spaces": _half_width,
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
