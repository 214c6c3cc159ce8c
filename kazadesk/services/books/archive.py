"""The parts of an XLSX or ODS file, weighed before a library unpacks them: a few kilobytes can say terabytes."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from kazadesk.core.books.formats import BUILT_IN, SHOWS, shown_by
from kazadesk.core.books.sheet import MAX_COLUMNS, MAX_ROWS
from kazadesk.core.errors import SheetError

MAX_UNPACKED = 256 * 1024 * 1024
MAX_CELLS = 5_000_000
_STEP = 1024 * 1024
_STYLES = "xl/styles.xml"
_SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OLE = b"\xd0\xcf\x11\xe0"
_LOCAL = struct.Struct("<4s22xHH")
# where a cell or a row says that it stands: a sheet's size in memory follows from the last
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d+)["']""")
_CELL = rb"<(?:\w+:)?c\b([^>]*)>"
_STYLE = re.compile(rb"""\bs\s*=\s*["'](\d+)["']""")
_ERROR = re.compile(rb"""<(?:\w+:)?c\b(?=[^>]*\bt\s*=\s*["']e["'])([^>]*)>""")
_NO_VALUE = re.compile(
    _CELL
    + rb"\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</"
)
_REPEATED = re.compile(rb"""number-(columns|rows)-repeated\s*=\s*["'](\d+)["']""")
_SPANNED = re.compile(rb"""number-rows-spanned\s*=\s*["'](\d+)["']""")
_ODS_CELL = re.compile(rb"<(?:\w+:)?table-cell\b([^>]*)>")


@dataclass(frozen=True, slots=True)
class Parts:
    """What was seen in the sheets of a workbook. `marks`: part → {(row, column) from 0: error, no_value, shows:…}."""

    kind: str
    marks: dict[str, dict[tuple[int, int], str]]


def check_workbook(data: bytes) -> Parts:
    """Look through a workbook without trusting a word of it. Raises SheetError."""
    if data.startswith(_OLE):
        raise SheetError("old_workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error):
        raise SheetError("damaged_workbook") from None
    names = {info.filename for info in infos}
    kind = "xlsx" if "xl/workbook.xml" in names else "ods" if "content.xml" in names else ""
    if not kind or len(infos) > 5_000:
        raise SheetError("not_a_sheet")
    total, marks = 0, dict[str, dict[tuple[int, int], str]]()
    styles: dict[int, str] = {}
    for info in sorted(infos, key=lambda info: info.filename != _STYLES):
        content = bytearray()
        for piece in _unpacked(data, info):
            total += len(piece)
            if total > MAX_UNPACKED:
                raise SheetError("workbook_bomb")
            content += piece
        if kind == "xlsx" and info.filename == _STYLES:
            styles = _shown_by_style(bytes(content))
        # any part may be a sheet, whatever it is called
        elif kind == "xlsx" and b"sheetData" in content:
            marks[info.filename] = _look_at_sheet(bytes(content), styles)
        elif kind == "ods" and info.filename == "content.xml":
            _look_at_ods(bytes(content))
    return Parts(kind, marks)


def _unpacked(data: bytes, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of one part, as its bytes are and not as the list of parts says. Raises SheetError."""
    if info.flag_bits & 1:
        raise SheetError("locked_workbook")
    try:
        signature, name, extra = _LOCAL.unpack_from(data, info.header_offset)
    except struct.error:
        raise SheetError("damaged_workbook") from None
    begin = info.header_offset + _LOCAL.size + name + extra
    packed = data[begin : begin + info.compress_size]
    if signature != b"PK\x03\x04" or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise SheetError("damaged_workbook")
    if info.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    while packed and not inflate.eof:
        try:
            yield inflate.decompress(packed, _STEP)
        except zlib.error:
            raise SheetError("damaged_workbook") from None
        packed = inflate.unconsumed_tail


def _shown_by_style(content: bytes) -> dict[int, str]:
    """Number of a style → what its format shows beside the number, where it shows anything. Raises SheetError."""
    from xml.etree import ElementTree

    try:
        # in the child, whose memory and time are limited; and expat itself stops entities that multiply
        root = ElementTree.fromstring(content)  # noqa: S314
    except ElementTree.ParseError:
        raise SheetError("damaged_workbook") from None
    codes = dict(BUILT_IN)
    for each in root.iter(f"{_SHEETS}numFmt"):
        codes[_whole(each.get("numFmtId"))] = each.get("formatCode", "")
    shown = {}
    for number, style in enumerate(root.iterfind(f"{_SHEETS}cellXfs/{_SHEETS}xf")):
        if text := shown_by(codes.get(_whole(style.get("numFmtId")), "")):
            shown[number] = text
    return shown


def _whole(text: str | None) -> int:
    return int(text[:9]) if text and text[:9].isdecimal() else 0


def _look_at_sheet(content: bytes, styles: dict[int, str]) -> dict[tuple[int, int], str]:
    last_row = last_column = 0
    for column, row in set(_PLACE.findall(content)):
        last_row = max(last_row, int(row[:9]))
        last_column = max(last_column, _number(column))
    if last_row > MAX_ROWS:
        raise SheetError("too_many_rows", allowed=str(MAX_ROWS))
    if last_column > MAX_COLUMNS:
        raise SheetError("too_many_columns", row=str(last_row), allowed=str(MAX_COLUMNS))
    if last_row * last_column > MAX_CELLS:  # the library makes room for all of them
        raise SheetError("too_many_cells", allowed=str(MAX_CELLS))
    marks: dict[tuple[int, int], str] = {}
    if styles:
        numbers = b"|".join(b"%d" % style for style in styles)
        telling = re.compile(rb"""<(?:\w+:)?c\b([^>]*\bs\s*=\s*["'](?:%s)["'][^>]*)>""" % numbers)
        for attributes in telling.findall(content):
            if (place := _PLACE.search(attributes)) and (style := _STYLE.search(attributes)):
                marks[int(place[2]) - 1, _number(place[1]) - 1] = SHOWS + styles[int(style[1])]
    for pattern, mark in ((_NO_VALUE, "no_value"), (_ERROR, "error")):
        for attributes in pattern.findall(content):
            if place := _PLACE.search(attributes):
                marks[int(place[2]) - 1, _number(place[1]) - 1] = mark
    return marks


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _look_at_ods(content: bytes) -> None:
    """Raises SheetError. A sheet ends with empty cells and rows repeated to its edge, which cost nothing."""
    if any(int(rows[:9]) > 1 for rows in _SPANNED.findall(content)):
        raise SheetError("merged_cells")
    repeated = 0
    for cell in _ODS_CELL.findall(content):
        if b"formula" in cell and (b"value-type" not in cell or b'value-type="error"' in cell):
            raise SheetError("formula_without_value")
        if b"value" in cell:
            repeated += sum(int(times[:9]) for _, times in _REPEATED.findall(cell))
    rows = sorted((int(times[:9]) for side, times in _REPEATED.findall(content) if side == b"rows"), reverse=True)
    # the one after the last row that is used may be as long as the sheet
    if repeated > MAX_ROWS or sum(rows[1:]) > MAX_ROWS:
        raise SheetError("too_many_rows", allowed=str(MAX_ROWS))
