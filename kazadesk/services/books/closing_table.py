"""Closes as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kazadesk.core.books.closing import Close
from kazadesk.services.books.xlsx import Page, save_workbook
from kazadesk.words.voice import translate

KINDS = ("created", "paid", "paid_by_hand", "timed_out", "unknown", "late")


@dataclass(frozen=True, slots=True)
class CloseWords:
    """The words of its head, in the reader's language."""

    title: str
    days: tuple[str, str, str, str]
    kinds: dict[str, str]
    amount: str
    balances: tuple[str, str, str, str]


def close_words() -> CloseWords:
    """In the language that is spoken now."""
    return CloseWords(
        title=translate("Books", "Closes"),
        days=(
            translate("Books", "Number"),
            translate("Books", "First day"),
            translate("Books", "Day"),
            translate("Books", "Currency"),
        ),
        kinds={
            "created": translate("Books", "Created"),
            "paid": translate("Books", "Paid"),
            "paid_by_hand": translate("Books", "By hand"),
            "timed_out": translate("Books", "Timed out"),
            "unknown": translate("Books", "Without an answer"),
            "late": translate("Books", "Of these, for days closed before"),
        },
        amount=translate("Books", "{kind}: amount"),
        balances=(
            translate("Books", "Opening balance"),
            translate("Books", "Closing balance"),
            translate("Books", "Changed otherwise than by these"),
            translate("Books", "Note"),
        ),
    )


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
