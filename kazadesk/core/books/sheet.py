"""A table of texts as it was read from a file, with how it was read: nothing about it is guessed in silence."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field

from kazadesk.core.errors import SheetError

MAX_BYTES = 32 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 256
MAX_CELL = 4_000
"""Characters; an address is at most 2,000."""

ENCODINGS = {
    "utf-8": "utf-8",
    "utf-16": "utf-16",
    "windows-1256": "cp1256",
    "windows-1252": "cp1252",
    "windows-1254": "cp1254",
}
"""Name → Python's codec."""
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# tab, line feed and carriage return may stand in a quoted cell
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])\r?\n?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read a file; None: as the file itself says, and refused where it does not."""

    encoding: str | None = None
    separator: str | None = None
    """A key of SEPARATORS."""
    sheet: str | None = None
    """Name of a workbook's sheet."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of texts, every one of the same length, and how they were read. `first_row`: its number in the file."""

    rows: list[list[str]]
    kind: str
    """csv, xlsx or ods."""
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    """All of the workbook that can be seen."""
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    """(row, column), from 0 → what a cell is besides its text: date, error, no_value, merged, long_number, or what its
    format shows beside the number (core/books/formats.py)."""


def read_csv(data: bytes, reading: Reading) -> Sheet:
    """The rows of a CSV file. Raises SheetError."""
    encoding, text = _decode(data, reading.encoding)
    if _CONTROLS.search(text):
        row = text.count("\n", 0, _CONTROLS.search(text).start()) + 1  # type: ignore[union-attr]
        raise SheetError("controls_in_file", row=str(row))
    said = _SEPARATOR_LINE.match(text)
    if said:
        text = text[said.end() :]
    separator = reading.separator or (_name_of(said[1]) if said else _separator(text))
    rows = _rows(text, SEPARATORS[separator])
    return Sheet([[unguard(cell) for cell in row] for row in squared(rows)], "csv", encoding, separator)


def _decode(data: bytes, wanted: str | None) -> tuple[str, str]:
    marked = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), None)
    if marked and (wanted is None or wanted == marked[1]):
        encoding = marked[1]
        data = data if encoding == "utf-16" else data[len(marked[0]) :]
    else:
        encoding = wanted or "utf-8"
    try:
        return encoding, data.decode(ENCODINGS[encoding])
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        code = "encoding_needed" if wanted is None else "bad_encoding"
        raise SheetError(code, encoding=encoding, row=str(row)) from None


def _separator(text: str) -> str:
    """The one mark that the first line with any of them is cut by. Raises SheetError(separator_needed)."""
    for line in text.splitlines()[:20]:
        bare = re.sub(r'"[^"]*"', "", line)
        found = [name for name, mark in SEPARATORS.items() if mark in bare]
        if len(found) > 1:
            raise SheetError("separator_needed")
        if found:
            return found[0]
    return "comma"  # one column


def _name_of(mark: str) -> str:
    return next(name for name, each in SEPARATORS.items() if each == mark)


def _rows(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            rows.append(row)
            check_size(len(rows), len(row))
    except csv.Error:
        raise SheetError("csv_broken", row=str(reader.line_num)) from None
    return rows


def check_size(rows: int, columns: int) -> None:
    """Raises SheetError: too_many_rows, too_many_columns."""
    if rows > MAX_ROWS:
        raise SheetError("too_many_rows", allowed=str(MAX_ROWS))
    if columns > MAX_COLUMNS:
        raise SheetError("too_many_columns", row=str(rows), allowed=str(MAX_COLUMNS))


def squared(rows: list[list[str]]) -> list[list[str]]:
    """All rows as long as the longest, without the empty ones at the end. Raises SheetError(empty_file)."""
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise SheetError("empty_file")
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


# ── cells that a spreadsheet would read as something else ──

# some programs take the wide forms of these signs for the signs themselves
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BREAKS = ("\t", "\r", "\n")
_MONTH = (
    r"(?=[^\W\d_])(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september"
    r"|october|november|december|يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
    r"|كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول)"
)
# a number with something to lose, a power of ten, a fraction, a date, a time, a part of a hundred
_READ_AS_NUMBER = re.compile(
    r"0\d+|\d{12,}|\d[\d.,]*e\d+|\d{1,4}\s*[-/.:]\s*\d{1,4}(\s*[-/.:]\s*\d{1,4})?"
    rf"|\d{{1,4}}[-/. ]?{_MONTH}\.?([-/. ,]*\d{{1,4}})?|{_MONTH}\.?[-/. ]*\d{{1,4}}([-/. ,]+\d{{1,4}})?|\d[\d.,]*\s*%"
)
_WORDS = frozenset({"true", "false"})
_HARMLESS = frozenset("bceghiklpqruvwxyzBCEGHIKLPQRUVWXYZ")
"""No formula, number, month or word of those begins with these letters."""
_TIME_OF_OURS = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")


def guard(text: str | None) -> str:
    """`text` as the cell of a CSV file that a spreadsheet shows as it is: what it would run or read as a number, a
    date or a truth gets an apostrophe before it. `unguard` takes it away again.
    """
    if not text:
        return ""
    if text[0] in _HARMLESS or (text[-1] == "Z" and _TIME_OF_OURS.fullmatch(text)):  # most of an export
        return text
    return f"'{text}" if _is_read_otherwise(text.removeprefix("'")) or _is_guarded(text) else text


def unguard(cell: str) -> str:
    return cell[1:] if _is_guarded(cell) else cell


def _is_guarded(text: str) -> bool:
    return text.startswith("'") and (_is_read_otherwise(text[1:]) or _is_guarded(text[1:]))


def _is_read_otherwise(text: str) -> bool:
    # some programs pass over blanks before they look for a formula
    bare = text.strip().casefold()
    return (
        text.startswith(_BREAKS)
        or bare.startswith(_FORMULA)
        or _READ_AS_NUMBER.fullmatch(bare) is not None
        or bare in _WORDS
    )
