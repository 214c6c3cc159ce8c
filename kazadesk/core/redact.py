"""What may never be printed.

A `Secret` hides itself in every text form. `Redactor` removes known secrets from any text as a last line of
defence (logs, reports): by value, and by the shapes in which the API key travels.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable
from urllib.parse import quote

MASK = "•••"

_QUOTED = r"""b?"(?:[^"\\\n]|\\.)*+" | b?'(?:[^'\\\n]|\\.)*+'"""
_BEFORE, _AFTER = r"""\\*["']? \b""", r"""\b \\*["']? \s* [:=,] \s*"""
_HEADERS = re.compile(
    rf"""(?ix) ({_BEFORE} (?: x-api-key | x-api-secret ) {_AFTER}) (?: {_QUOTED} | [^\s,;)}}\]]+ )
    | ({_BEFORE} (?: (?:proxy-)?authorization | (?:set-)?cookie ) {_AFTER}) (?: {_QUOTED} | [^\n]+ )"""
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
    """Replaces known secrets in text by a mask: as they are, escaped by JSON or Python, percent-encoded, in base64."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._pattern: re.Pattern[str] | None = None

    def learn(self, secrets: Iterable[Secret]) -> None:
        """Add secrets of 4 characters or more (shorter ones would blank ordinary text)."""
        for secret in secrets:
            text = secret.reveal()
            if len(text) >= 4:
                raw = text.encode("utf-8", "surrogatepass")
                in_json = {text, json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}
                self._known |= in_json | {form.replace("/", "\\/") for form in in_json}
                self._known |= {repr(text)[1:-1], repr(raw)[2:-1], quote(text, safe="", errors="replace")}
                self._known.add(base64.b64encode(raw).decode("ascii"))
        if self._known:
            longest_first = sorted(self._known, key=len, reverse=True)
            self._pattern = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)

    def clean(self, text: str) -> str:
        """`text` without known secrets and without the values of headers that carry keys."""
        if self._pattern is not None:
            text = self._pattern.sub(MASK, text)
        return _HEADERS.sub(lambda match: (match[1] or match[2]) + MASK, text)
