"""What may never be printed.

A `Secret` hides itself in every text form. `Redactor` removes known secrets from any text as a last line of
defence (logs, reports): by value, and by the shapes in which the API key travels.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote, quote_plus

MASK = "•••"
_LONG = 8  # bytes: what is left of a shorter one in base64, after its edges, stands in ordinary text as well

_NAMES = ("apikey", "api_key", "api-key", "apisecret", "api_secret", "api-secret", "authorization", "cookie")
_KEYS, _TICKETS = r"api [_-]? (?: key | secret )", "(?: authorization | cookie )"
_QUOTED = r"""b?"(?:[^"\\\n]|\\.)*" | b?'(?:[^'\\\n]|\\.)*' | \\+"[^"\\\n]*(?:\\(?!")[^"\\\n]*)*\\+" """
_PLAIN = r"""[^\s,;(){}<>\[\]"'\\][^\s,;)}<\]]*"""
# What dumps put between a name and its value: print_r, var_dump, Laravel, pairs, {"name": …, "value": …}, tags
_BETWEEN = r"""\b \\*["'`]? \]? \s* (?: => | [:=,>] | </\w+> ) (?:
      \s | \\*["']?values?\\*["']? \s* (?: => | [:=] ) | (?:string|str)\(\d+\)
    | array \s* (?: \(\d+\) | :\d+ )? \s* [\[({] | \[(?:\d+\]\s*=>)? | \d+\s*=> | \( | </?\w[^<>]*> )*"""
_HEADERS = re.compile(
    rf"""(?ix) ({_KEYS} {_BETWEEN}) (?: {_QUOTED} | {_PLAIN} )
    | ({_KEYS} \b [ ]* (?: \t | \r?\n ) \s*) (?= [^\s\d]*\d ) [\w+/=-]{{8,}}  # a table, or a name above its value
    | ({_TICKETS} {_BETWEEN}) (?: {_QUOTED} | [^\n<]+ )
    | (values? \\*["']? \s* (?: => | [:=] ) \s*) (?: {_QUOTED} )  # the pair written the other way round
        (?= \s* , \s* \\*["'](?:name|key)\\*["'] \s* [:=]>? \s* \\*["'][\w-]*?(?:{_KEYS}|{_TICKETS})\\*["'] )"""
)


class Secret:
    """A text that never shows in repr, str, format or pickles; `reveal()` is the only way out."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"Secret({MASK!r})"

    def __str__(self) -> str:
        return MASK

    def __format__(self, spec: str) -> str:
        return MASK

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __bool__(self) -> bool:
        return bool(self._text)

    def __reduce__(self) -> tuple[type, tuple[str]]:
        raise TypeError("a secret is not pickled")


class Redactor:
    """Replaces known secrets in text by a mask: as they are, or in any spelling that programs commonly give a text."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._pattern: re.Pattern[str] | None = None

    def learn(self, secrets: Iterable[Secret]) -> None:
        """Add secrets of 4 characters or more (shorter ones would blank ordinary text)."""
        fresh = {
            secret for secret in secrets if len(secret.reveal()) >= 4 and secret.reveal().lower() not in self._known
        }
        for secret in fresh:
            self._known |= {form.lower() for form in _spellings(secret.reveal())}
        if fresh:
            longest_first = sorted(self._known, key=len, reverse=True)
            self._pattern = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)

    def clean(self, text: str) -> str:
        """`text` without known secrets and without the values of headers that carry keys."""
        small = text.lower()  # to look for plain texts first is far quicker than the patterns, which are seldom needed
        if self._pattern is not None and any(form in small for form in self._known):
            text = self._pattern.sub(MASK, text)
        if any(name in small for name in _NAMES):
            text = _HEADERS.sub(lambda match: next(filter(None, match.groups())) + MASK, text)
        return text


def _spellings(text: str) -> set[str]:
    """`text` as JSON, Python, HTML, URLs, hexadecimal and base64 write it; in base64 also in the midst of more."""
    raw = text.encode("utf-8", "surrogatepass")
    in_json = {text, json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}
    found = in_json | {form.replace("/", "\\/") for form in in_json}
    found |= {json.dumps(form)[1:-1] for form in in_json}  # JSON within JSON
    once = quote(text, safe="", errors="replace")
    found |= {
        repr(text)[1:-1],
        repr(raw)[2:-1],
        escape(text),
        once,
        quote(once, safe=""),
        quote_plus(text, errors="replace"),
    }
    found |= {raw.hex(), raw.hex(" "), raw.hex(":"), "".join(f"%{byte:02x}" for byte in raw)}
    found |= {"".join(f"\\u{ord(letter):04x}" for letter in text), "".join(f"\\x{byte:02x}" for byte in raw)}
    whole = base64.b64encode(raw).decode("ascii").rstrip("=")
    shifted = (base64.b64encode(bytes(before) + raw).decode("ascii") for before in (1, 2))
    within = [whole] if len(raw) < _LONG else [whole[: len(raw) * 8 // 6]]
    for before, coded in enumerate(shifted, 1):
        if len(raw) >= _LONG:
            within.append(coded[before + 1 : (before + len(raw)) * 8 // 6])
    found |= {
        coded for each in within for coded in (each, each.replace("+", "-").replace("/", "_"), quote(each, safe=""))
    }
    return found
