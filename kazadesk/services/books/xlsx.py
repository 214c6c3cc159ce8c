"""XLSX files through XlsxWriter in a child process: in a thread of this one it would hold up the window.

Lines of JSON go to the child, one a row; it writes them at once and keeps none. Texts are texts whatever they look
like, amounts of at most 15 digits are numbers, and nothing is ever a formula.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kazadesk.core.errors import FileError
from kazadesk.core.money import is_plain
from kazadesk.services.files import CODES, code_of, give_name
from kazadesk.services.spawn import start
from kazadesk.storage.files import patiently, remove

MAX_DIGITS = 15
"""A spreadsheet keeps no more of a number."""
MAX_TEXT = 32_767
MAX_ROWS = 1_048_576
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet. `kinds`: a letter a column, t: text, n: amount. `rows` may be an endless stream; each goes at once."""

    title: str
    head: tuple[str, ...]
    kinds: str
    rows: Iterable[Sequence[str | None]]
    widths: tuple[int, ...] = ()


class WorkbookWriter:
    """An XLSX file that comes row by row, under its name once it is finished; then or else `drop` it. Blocks.

    Raises FileError.
    """

    def __init__(self, path: Path, *, right_to_left: bool = False) -> None:
        self._path = path
        self._new = path.with_name(f".kazadesk-{secrets.token_hex(8)}.part")
        self._child = start("write")
        self._pipe = self._child.stdin
        self._send({"path": str(self._new), "right_to_left": right_to_left})

    def page(self, page: Page) -> None:
        """Begin a sheet; `rows` of it come by `write`."""
        self._send({"page": page.title, "head": page.head, "kinds": page.kinds, "widths": page.widths})

    def write(self, rows: Sequence[Sequence[str | None]]) -> None:
        if rows:
            self._send(list(rows))

    def finish(self) -> None:
        """Give it its name; what was there before stays until then."""
        self._send("end")
        self._close_pipe()
        answer = self._child.stdout.read() if self._child.stdout else b""
        if self._child.wait() != 0 or answer.strip() != b"done":
            raise self._failure(answer)
        try:
            try:
                with patiently(lambda: self._new.open("rb+")) as file:
                    os.fsync(file.fileno())
            except OSError as error:
                raise FileError(code_of(error), path=str(self._path), why=error.strerror or "") from error
            give_name(self._new, self._path)
        finally:
            self.drop()

    def drop(self) -> None:
        """End the child, and leave nothing but what was there before; of a finished file, all."""
        self._close_pipe()
        if self._child.poll() is None:
            self._child.kill()
        self._child.wait()
        if self._child.stdout:
            self._child.stdout.close()
        remove(self._new)

    def _close_pipe(self) -> None:
        if self._pipe is not None:
            with suppress(OSError):
                self._pipe.close()
            self._pipe = None

    def _send(self, value: object) -> None:
        try:
            if self._pipe is None:
                raise BrokenPipeError
            self._pipe.write(json.dumps(value).encode() + b"\n")
            self._pipe.flush()
        except OSError:
            answer = self._child.stdout.read() if self._child.stdout else b""
            raise self._failure(answer) from None

    def _failure(self, answer: bytes) -> FileError:
        code, _, why = answer.decode("utf-8", "replace").strip().partition(" ")
        return FileError(code if code in CODES else "file_unwritable", path=str(self._path), why=why)


def save_workbook(
    path: Path,
    pages: Sequence[Page],
    *,
    right_to_left: bool = False,
    progress: Callable[[int], object] = lambda _rows: None,
) -> None:
    """Save a whole workbook; blocks. Raises FileError, and whatever `progress` raises: then no file is left."""
    writer = WorkbookWriter(path, right_to_left=right_to_left)
    written = 0
    try:
        for page in pages:
            writer.page(page)
            waiting: list[Sequence[str | None]] = []
            for row in page.rows:
                waiting.append(row)
                if len(waiting) == _BATCH:
                    writer.write(waiting)
                    written += len(waiting)
                    progress(written)
                    waiting = []
            writer.write(waiting)
        writer.finish()
    except BaseException:
        writer.drop()
        raise


# ── in the child ──


def write_in_child() -> int:
    """Write what comes by standard input. Prints `done`, or the code of what is wrong."""
    try:
        done = _write()
    except OSError as error:
        # as bytes: Windows' words are in its own language, which a pipe's encoding there may not have
        sys.stdout.buffer.write(f"{code_of(error)} {error.strerror or ''}".encode())
        return 1
    sys.stdout.buffer.write(b"done" if done else b"cut_off")
    return 0 if done else 1


def _write() -> bool:
    """Whether the end was told; without it whoever sent the rows is gone."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    lines = iter(sys.stdin.buffer)
    first = json.loads(next(lines))
    # strings go into the sheet itself, row by row: the memory stays the same whatever the number of rows
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(first["path"], options)
    bold = book.add_format({"bold": True, "bottom": 1})
    text = book.add_format({"num_format": "@"})
    sheet: Any = None
    formats: dict[int, Any] = {}
    kinds, row = "", 0
    for line in lines:
        value = json.loads(line)
        if value == "end":
            try:
                book.close()
            except FileCreateError as error:
                cause = error.args[0] if error.args else error
                raise cause if isinstance(cause, OSError) else OSError(0, str(cause)) from None
            return True
        if isinstance(value, dict):
            sheet, kinds, row = book.add_worksheet(value["page"][:31]), value["kinds"], 1
            if first["right_to_left"]:
                sheet.right_to_left()
            for place in range(len(value["head"])):
                wide = value["widths"][place] if place < len(value["widths"]) else 18
                # as text for what is typed there later, too
                sheet.set_column(place, place, wide, text if kinds[place] == "t" else None)
            sheet.freeze_panes(1, 0)
            for place, word in enumerate(value["head"]):
                sheet.write_string(0, place, word, bold)
            continue
        for cells in value if sheet is not None else ():
            for place, cell in enumerate(cells):
                if cell is None or cell == "":
                    continue
                if kinds[place] == "n" and fits_a_number(cell):
                    decimals = len(cell.partition(".")[2])
                    if decimals not in formats:  # 10.50 is shown with both of its decimals
                        formats[decimals] = book.add_format({"num_format": f"0.{'0' * decimals}" if decimals else "0"})
                    sheet.write_number(row, place, float(cell), formats[decimals])
                else:
                    sheet.write_string(row, place, storable(cell), text)
            row += 1
    return False


def fits_a_number(text: str) -> bool:
    """Whether a spreadsheet keeps every digit of a plain decimal: at most 15 that mean something."""
    return is_plain(text) and len(text.replace(".", "").lstrip("0")) <= MAX_DIGITS


def storable(text: str) -> str:
    """`text` without what XML has no way to say, written out."""
    safe = text.encode("utf-8", "backslashreplace").decode()
    return safe.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")[:MAX_TEXT]
