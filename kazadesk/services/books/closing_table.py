"""Closes as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kazadesk.core.books.closing import Close
from kazadesk.services.books.xlsx import Page, save_workbook

KINDS = ("created", "paid", "paid_by_hand", "timed_out", "unknown", "late")


def _english() -> dict[str, str]:
    return {
        "created": "created",
        "paid": "paid",
        "paid_by_hand": "by hand",
        "timed_out": "timed out",
        "unknown": "without an answer",
        "late": "of these for days closed before",
    }


@dataclass(frozen=True, slots=True)
class CloseWords:
    """The words of its head, in the reader's language."""

    title: str = "Closes"
    days: tuple[str, str, str, str] = ("number", "first day", "day", "currency")
    kinds: dict[str, str] = field(default_factory=_english)
    amount: str = "{kind}: amount"
    balances: tuple[str, str, str, str] = ("opening balance", "closing balance", "difference", "note")


def save_closes(path: Path, closes: Sequence[Close], words: CloseWords, *, right_to_left: bool = False) -> None:
    """A row a currency and close. Blocks. Raises FileError."""
    head = list(words.days)
    for kind in KINDS:
        head += [words.kinds[kind], words.amount.format(kind=words.kinds[kind])]
    head += words.balances
    rows = [
        [
            str(close.number),
            close.first_day,
            close.day,
            line.currency,
            *(text for kind in KINDS for text in (str(getattr(line, kind).count), getattr(line, kind).amount)),
            line.opening,
            line.closing,
            line.difference,
            close.note,
        ]
        for close in closes
        for line in close.lines
    ]
    page = Page(words.title, tuple(head), "nttt" + "nn" * len(KINDS) + "nnnt", rows)
    save_workbook(path, [page], right_to_left=right_to_left)
