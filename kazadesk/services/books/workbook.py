"""CSV, XLSX and ODS files as sheets of texts. A workbook is read in a child process: services/spawn.py."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from kazadesk.core.books.formats import SHOWS
from kazadesk.core.books.sheet import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, Reading, Sheet, read_csv, squared
from kazadesk.core.errors import SheetError
from kazadesk.services.books.archive import check_workbook
from kazadesk.services.spawn import start

TIME_LIMIT = 60
_MAX_ANSWER = 512 * 1024 * 1024
_MAX_EXACT = 10**15
"""A spreadsheet keeps 15 digits of a number."""


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A file's content and its sheet; `digest` of the content, so that the same file is known again."""

    path: Path
    sheet: Sheet
    digest: str


def read_sheet(path: Path, reading: Reading | None = None) -> SheetFile:
    """Read a file of any of the three kinds; blocks. Raises SheetError."""
    reading = reading or Reading()
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise SheetError("not_a_file", path=str(path)) from None
    except OSError as error:
        raise SheetError("unreadable_file", path=str(path), why=error.strerror or "") from None
    if len(data) > MAX_BYTES:
        raise SheetError("file_too_large", allowed=str(MAX_BYTES // 1024 // 1024))
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        sheet = _read_workbook(data, reading)
    else:
        sheet = read_csv(data, reading)
    return SheetFile(path, sheet, hashlib.sha256(data).hexdigest())


def _read_workbook(data: bytes, reading: Reading) -> Sheet:
    child = start("read")
    header = json.dumps({"sheet": reading.sheet}).encode() + b"\n"
    try:
        answer, _ = child.communicate(header + data, timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        raise SheetError("workbook_bomb") from None
    finally:
        if child.poll() is None:
            child.kill()
            child.communicate()
    # a library that was killed for its memory, or fell over the file, says nothing
    ended_well = child.returncode == 0 and len(answer) < _MAX_ANSWER
    found: dict[str, Any] = json.loads(answer) if ended_well else {"error": "damaged_workbook"}
    if "error" in found:
        raise SheetError(found["error"], **found.get("details", {}))
    marks = {(row, column): mark for row, column, mark in found["marks"]}
    return Sheet(squared(found["rows"]), found["kind"], "", "", found["sheet"], tuple(found["sheets"]), marks)


# ── in the child ──


def read_in_child() -> int:
    """Read one workbook from standard input. What is wrong with it is an answer too."""
    wanted = json.loads(sys.stdin.buffer.readline())["sheet"]
    try:
        answer = _read(sys.stdin.buffer.read(), wanted)
    except SheetError as error:
        answer = {"error": error.code, "details": error.details}
    except BaseException:  # noqa: BLE001 - a panic of the library is no Exception
        answer = {"error": "damaged_workbook"}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    sys.stdout.buffer.flush()
    return 0


def _read(data: bytes, wanted: str | None) -> dict[str, Any]:
    from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

    parts = check_workbook(data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise SheetError("locked_workbook") from None
    names = [each.name for each in workbook.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
    if not names:
        raise SheetError("empty_file")
    if wanted is not None and wanted not in names:
        raise SheetError("sheet_unknown", sheet=wanted, known=", ".join(names[:20]))
    name = wanted or names[0]
    sheet = workbook.get_sheet_by_name(name)
    if sheet.total_height > MAX_ROWS:
        raise SheetError("too_many_rows", allowed=str(MAX_ROWS))
    if sheet.total_width > MAX_COLUMNS:
        raise SheetError("too_many_columns", row="1", allowed=str(MAX_COLUMNS))
    marks = dict(parts.marks.get(_part_of(data, name), {})) if parts.kind == "xlsx" else {}
    rows: list[list[str]] = []
    for number, row in enumerate(sheet.to_python(skip_empty_area=False)):
        rows.append([_text(value, (number, place), marks) for place, value in enumerate(row)])
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        # bounded by the sheet itself: a file may say that its whole plane is one cell
        for number in range(top, min(bottom, len(rows) - 1) + 1):
            marks |= {(number, place): "merged" for place in range(left, min(right, MAX_COLUMNS) + 1)}
    # empty cells have a format too
    beyond = [place for place in marks if place[0] >= len(rows) or place[1] >= len(rows[place[0]])]
    for place in beyond:
        if marks[place].startswith(SHOWS):
            del marks[place]
    listed = [[*place, mark] for place, mark in marks.items()]
    return {"kind": parts.kind, "rows": rows, "marks": listed, "sheet": name, "sheets": names}


def _text(value: Any, place: tuple[int, int], marks: dict[tuple[int, int], str]) -> str:
    """A cell as a person sees it, but for how it is formatted."""
    match value:
        case str():
            if marks.get(place, "").startswith(SHOWS):  # which a text does not have
                del marks[place]
            if len(value) > MAX_CELL:
                marks[place] = "long_text"
            return value[: MAX_CELL + 1]
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            if abs(value) >= _MAX_EXACT:
                marks[place] = "long_number"
                return str(value)
            # the file has 19.989999999999998 for what was typed as 19.99: a spreadsheet shows at most 15 digits
            shown = format(value, ".15g")
            return shown if "e" not in shown else _plain(shown)
        case datetime.datetime() | datetime.date():
            marks[place] = "date"
            return value.isoformat(sep=" ") if isinstance(value, datetime.datetime) else value.isoformat()
        case datetime.time() | datetime.timedelta():
            marks[place] = "date"
            return str(value)
    return str(value)


def _plain(shown: str) -> str:
    return format(Decimal(shown), "f")


def _part_of(data: bytes, name: str) -> str:
    """The file within an XLSX that holds the sheet called `name`."""
    from xml.etree import ElementTree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        # in the child, whose memory and time are limited; and expat itself stops entities that multiply
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
        rels = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {rel.get("Id"): rel.get("Target", "") for rel in rels}
    for element in book.iter():
        if element.tag.endswith("}sheet") and element.get("name") == name:
            key = next((value for key, value in element.attrib.items() if key.endswith("}id")), None)
            return re.sub(r"^/?(xl/)?", "xl/", targets.get(key, ""))
    return ""
