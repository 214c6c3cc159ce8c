"""XLSX and ODS files, also such as were made to do harm."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from kazadesk.core.books.sheet import Reading
from kazadesk.core.errors import SheetError
from kazadesk.services.books.workbook import read_sheet


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """book(fill, **parts) makes an XLSX that `fill(workbook)` fills; then parts of it are replaced by name."""

    def make(fill: Callable[[Workbook], None], change: Callable[[str, bytes], bytes] | None = None) -> Path:
        path = tmp_path / "قائمة.xlsx"
        made = Workbook(str(path))
        fill(made)
        made.close()
        if change:
            with zipfile.ZipFile(path) as old:
                parts = {name: change(name, old.read(name)) for name in old.namelist()}
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
                for name, content in parts.items():
                    new.writestr(name, content)
        return path

    return make


def _code(path: Path, reading: Reading | None = None) -> str:
    with pytest.raises(SheetError) as caught:
        read_sheet(path, reading)
    return caught.value.code


def test_cells_are_what_a_person_sees(book: Callable[..., Path]) -> None:
    def fill(made: Workbook) -> None:
        sheet = made.add_worksheet("مبيعات")
        sheet.write_row(0, 0, [19.99, 0.1, 1000000, 0.00001, 123456789012345])
        sheet.write_string(1, 0, "00123")
        sheet.write_string(1, 1, "=1+1")
        sheet.write_formula(1, 2, "=A1*2", None, 39.98)
        sheet.write_boolean(1, 3, True)
        sheet.write_string(1, 4, "أحمد\nسمير")

    sheet = read_sheet(book(fill)).sheet
    assert sheet.rows == [
        ["19.99", "0.1", "1000000", "0.00001", "123456789012345"],
        ["00123", "=1+1", "39.98", "TRUE", "أحمد\nسمير"],
    ]
    assert (sheet.kind, sheet.sheet, sheet.sheets, sheet.marks) == ("xlsx", "مبيعات", ("مبيعات",), {})


def test_what_is_more_than_its_text_is_marked(book: Callable[..., Path]) -> None:
    def fill(made: Workbook) -> None:
        sheet = made.add_worksheet()
        sheet.write_datetime(0, 0, datetime.date(2026, 3, 4), made.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 0, "=1+1", None, "")
        sheet.write_number(3, 0, 1234567890123456789)
        sheet.merge_range("A5:B6", "together")
        sheet.write_string("A7", "end")

    sheet = read_sheet(book(fill)).sheet
    assert sheet.marks == {
        (0, 0): "date",
        (1, 0): "error",
        (2, 0): "no_value",
        (3, 0): "long_number",
        **{(row, column): "merged" for row in (4, 5) for column in (0, 1)},
    }
    assert sheet.rows[0] == ["2026-03-04"] + [""] * (len(sheet.rows[0]) - 1)


def test_what_a_format_shows_beside_a_number_is_marked(book: Callable[..., Path]) -> None:
    def fill(made: Workbook) -> None:
        sheet = made.add_worksheet()
        for row, code in enumerate(("0.00", "[$€-2] 0.00", "0%", '0 "ل.س"', "0000")):
            cell = made.add_format({"num_format": code})
            sheet.write_number(row, 0, 7, cell)
            sheet.write_string(row, 1, "7", cell)  # of which the format shows nothing
            sheet.write_blank(row, 2, None, cell)
        sheet.write_number(5, 0, 7, made.add_format({"num_format": 7}))  # by its number alone
        sheet.write_datetime(6, 0, datetime.date(2026, 3, 4), made.add_format({"num_format": '"€" yyyy'}))

    assert read_sheet(book(fill)).sheet.marks == {
        (1, 0): "shows:€",
        (2, 0): "shows:%",
        (3, 0): "shows:ل.س",
        (4, 0): "shows:0000",
        (5, 0): "shows:$",
        (6, 0): "date",
    }


def test_the_sheet_is_chosen_by_name_and_hidden_ones_are_none(book: Callable[..., Path]) -> None:
    def fill(made: Workbook) -> None:
        for name in ("secret", "first", "second"):
            made.add_worksheet(name).write_string(0, 0, name)
        made.get_worksheet_by_name("secret").hide()
        made.get_worksheet_by_name("first").activate()
        made.get_worksheet_by_name("first").set_first_sheet()

    path = book(fill)
    assert read_sheet(path).sheet.sheets == ("first", "second")
    assert read_sheet(path, Reading(sheet="second")).sheet.rows == [["second"]]
    assert _code(path, Reading(sheet="secret")) == "sheet_unknown"


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("XFD1", "too_many_columns"),
        ("A1048576", "too_many_rows"),
        ("XFD1048576", "too_many_rows"),
        ("IV100000", "too_many_cells"),
    ],
)
def test_one_cell_far_away_is_not_made_room_for(book: Callable[..., Path], place: str, code: str) -> None:
    def fill(made: Workbook) -> None:
        sheet = made.add_worksheet()
        sheet.write_string("A1", "amount")
        sheet.write_string(place, "far")

    assert _code(book(fill)) == code


def test_a_small_file_that_is_huge_inside(book: Callable[..., Path]) -> None:
    def bomb(name: str, content: bytes) -> bytes:
        return content + b" " * (300 * 1024 * 1024) if name == "xl/sharedStrings.xml" else content

    path = book(lambda made: made.add_worksheet().write_string(0, 0, "x"), bomb)
    assert path.stat().st_size < 1024 * 1024
    assert _code(path) == "workbook_bomb"


def test_a_part_that_lies_about_its_size(book: Callable[..., Path]) -> None:
    path = book(
        lambda made: made.add_worksheet().write_string(0, 0, "x"),
        lambda name, content: content + b" " * (300 * 1024 * 1024) if name == "xl/sharedStrings.xml" else content,
    )
    data = path.read_bytes()
    size = max(info.file_size for info in zipfile.ZipFile(path).infolist())
    path.write_bytes(data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert _code(path) == "workbook_bomb"


@pytest.mark.parametrize(
    "change",
    [
        lambda name, content: content[: len(content) // 2],
        lambda name, content: b"" if name.endswith("workbook.xml") else content,
        lambda name, content: re.sub(rb'r="A1"', b'r="&#65;1"', content),
        lambda name, content: b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]>" + content if "sheet" in name else content,
        lambda name, content: content.replace(b"<v>0</v>", b"<v>4294967295</v>"),
    ],
)
def test_a_damaged_workbook_ends_with_a_sentence(book: Callable[..., Path], change: Callable[..., bytes]) -> None:
    path = book(lambda made: made.add_worksheet().write_string(0, 0, "amount"), change)
    try:
        found = read_sheet(path).sheet.rows[0][0]
    except SheetError as error:
        found = error.code
    assert found in ("damaged_workbook", "empty_file", "not_a_sheet", "amount", "")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_workbook"),
        (b"PK\x03\x04" + bytes(100), "damaged_workbook"),
        (b"PK\x05\x06" + bytes(18), "not_a_sheet"),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(data)
    assert _code(path) == code


_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="ورقة">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
)
_CELL = '<table:table-cell office:value-type="{kind}" {more}><text:p>{text}</text:p></table:table-cell>'


def _ods(path: Path, rows: str) -> Path:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", _ODS.format(rows=rows))
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    path.write_bytes(content.getvalue())
    return path


def test_an_ods_file_with_its_endless_empty_end(tmp_path: Path) -> None:
    row = "<table:table-row {repeat}>{cells}</table:table-row>"
    cells = _CELL.format(kind="string", more="", text="المبلغ") + _CELL.format(kind="string", more="", text="المرجع")
    sale = _CELL.format(kind="float", more='office:value="19.99"', text="19,99") + _CELL.format(
        kind="string", more="", text="0012"
    )
    edge = '<table:table-cell table:number-columns-repeated="16382"/>'
    rows = row.format(repeat="", cells=cells + edge) + row.format(repeat="", cells=sale + edge)
    rows += row.format(
        repeat='table:number-rows-repeated="1048574"',
        cells='<table:table-cell table:number-columns-repeated="16384"/>',
    )
    sheet = read_sheet(_ods(tmp_path / "list.ods", rows)).sheet
    assert (sheet.kind, sheet.rows) == ("ods", [["المبلغ", "المرجع"], ["19.99", "0012"]])


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ('<table:table-cell table:number-rows-spanned="2" office:value-type="string"/>', "merged_cells"),
        ('<table:table-cell table:formula="of:=1"/>', "formula_without_value"),
        (
            _CELL.format(kind="float", more='office:value="1" table:number-columns-repeated="16000000"', text="1"),
            "too_many_rows",
        ),
    ],
)
def test_an_ods_file_that_cannot_be_taken(tmp_path: Path, cells: str, code: str) -> None:
    assert _code(_ods(tmp_path / "x.ods", f"<table:table-row>{cells}</table:table-row>")) == code


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert _code(tmp_path / "none.csv") == "not_a_file"
    assert _code(tmp_path) == "unreadable_file"
