"""What became of a batch, as a file: the input with reference, order id, URL, state and reason, or what failed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kazadesk.core.books.columns import RESULT_COLUMNS
from kazadesk.core.books.records import Batch, SentRow
from kazadesk.core.books.sheet import guard
from kazadesk.core.link import MAX_REFERENCE, LinkState, payable
from kazadesk.services.books.xlsx import Page, save_workbook
from kazadesk.services.files import write_whole

SENDABLE = (LinkState.FAILED, LinkState.UNSENT)
"""Nothing was made of these, for certain: they may stand in a file that is sent again."""


def results_table(
    batch: Batch, rows: Sequence[SentRow], sentence: Callable[[SentRow], str], state_word: Callable[[SentRow], str]
) -> list[list[str]]:
    """Head and rows. `sentence`: why there is no URL, in the reader's language, "" where there is one."""
    table = [[*batch.head, *RESULT_COLUMNS]]
    for sent in rows:
        link = sent.link
        made = [link.reference, link.order_id or "", link.url or "" if payable(link) else ""] if link else ["", "", ""]
        table.append([*sent.cells, *made, state_word(sent), sentence(sent)])
    return table


def failed_table(batch: Batch, rows: Sequence[SentRow]) -> list[list[str]]:
    """The rows that nothing was made of, as they stood in the file, to be used again.

    A reference that a refused link has is taken for ever: it gets a number, which can be seen in the file.
    """
    table = [list(batch.head)]
    for sent in rows:
        if sent.link is not None and sent.link.state not in SENDABLE:
            continue
        cells = list(sent.cells)
        if batch.ref_column is not None and sent.link is not None and cells[batch.ref_column].strip():
            cells[batch.ref_column] = _next_reference(sent.link.reference)
        table.append(cells)
    return table


def _next_reference(reference: str) -> str:
    """INV-7 → INV-7/2 → INV-7/3."""
    stem, mark, number = reference.rpartition("/")
    if mark and number.isascii() and number.isdigit() and 2 <= int(number[:4]) < 1000:
        return f"{stem}/{int(number) + 1}"[:MAX_REFERENCE]
    return f"{reference[: MAX_REFERENCE - 4]}/2"


def save_table(
    path: Path, table: Sequence[Sequence[str]], *, separator: str = ",", right_to_left: bool = False
) -> None:
    """Save as XLSX where the name ends so, as CSV otherwise; every cell is a text. Blocks. Raises FileError."""
    if path.suffix.lower() == ".xlsx":
        page = Page("KazaDesk", tuple(table[0]), "t" * len(table[0]), iter(table[1:]))
        save_workbook(path, [page], right_to_left=right_to_left)
        return
    write_whole(path, b"\xef\xbb\xbf" + csv_lines(table, separator))


def csv_lines(rows: Iterable[Sequence[str | None]], separator: str = ",") -> bytes:
    """As RFC 4180 has them, but for another separator; every cell as a spreadsheet shows it unchanged."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows([map(guard, row) for row in rows])
    return written.getvalue().encode("utf-8", "backslashreplace")
