"""Who speaks: English on a terminal, until the window puts a voice of its own in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kazadesk.core.plain import visible, visible_identifier


@dataclass(frozen=True, slots=True)
class Voice:
    """What a language and a place to show it decide."""

    translate: Callable[[str, str, str, int], str]
    """Of a context, a literal, a comment and the number for %n (-1 without)."""
    digits: Callable[[str], str]
    """A text of ours with the digits that the reader reads."""
    ltr: Callable[[str], str]
    """An amount, URL, email, key or reference, as it may stand inside a sentence."""
    isolated: Callable[[str], str]
    """Free text from outside, as it may stand inside a sentence."""
    when: Callable[[str], str]
    """A time of the ledger (UTC, ISO 8601 with `Z`)."""


def _english(_context: str, text: str, _comment: str, number: int) -> str:
    return text.replace("%n", str(number))


def _one_line(text: str) -> str:
    return " ".join(visible(text).split())


def local_time(utc: str) -> str:
    """A moment of the ledger in this computer's time zone, to the second, with its offset."""
    try:
        moment = datetime.fromisoformat(utc).astimezone()
    except (ValueError, OverflowError, OSError):  # Windows has no local time before 1970
        return visible_identifier(utc)
    return moment.isoformat(sep=" ", timespec="seconds")


ENGLISH = Voice(_english, str, visible_identifier, _one_line, local_time)
"""On a terminal."""
_speaking = [ENGLISH]


def use(voice: Voice) -> None:
    """From now on `voice` speaks in this process."""
    _speaking[:] = [voice]


def translate(context: str, text: str, comment: str = "", n: int = -1) -> str:
    return _speaking[0].translate(context, text, comment, n)


def digits(text: str) -> str:
    return _speaking[0].digits(text)


def ltr(text: str) -> str:
    return _speaking[0].ltr(text)


def isolated(text: str) -> str:
    return _speaking[0].isolated(text)


def when(at: str) -> str:
    return _speaking[0].when(at)
