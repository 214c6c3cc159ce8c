"""Workbooks of ours, read back: names letter by letter, amounts digit by digit, nothing a formula."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from kazadesk.core.errors import FileError
from kazadesk.core.link import LinkForm
from kazadesk.core.order import NEWEST_FIRST
from kazadesk.core.records import LinkQuery
from kazadesk.services.books.workbook import read_sheet
from kazadesk.services.books.xlsx import Page, WorkbookWriter, fits_a_number, save_workbook
from kazadesk.services.export import save_workbook_of_links
from kazadesk.services.session import Session

NAMES = [
    "00123",
    "3-4",
    "1E5",
    "-7",
    "+963 11 555",
    "1234567890123456789",
    "=1+1",
    "@x",
    "'x",
    " a ",
    "أحمد\u200f",
    "TRUE",
]


def test_names_and_amounts_are_read_back_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "كتاب.xlsx"
    amounts = [
        "10.50",
        "0.000001",
        "123456789012345",
        "1234567890123456",
        "0.1",
        "8.95",
        "99999999999.9999",
        "7",
        "0",
        "5",
    ]
    rows = [[name, amount] for name, amount in zip(NAMES, [*amounts, "1", "2"], strict=True)]
    save_workbook(path, [Page("Links", ("name", "amount"), "tn", rows)])
    assert read_sheet(path).sheet.rows == [["name", "amount"], *([name, _shown(amount)] for name, amount in rows)]
    with zipfile.ZipFile(path) as archive:
        assert b"<f" not in archive.read("xl/worksheets/sheet1.xml").replace(b"<format", b"")


def _shown(amount: str) -> str:
    return amount.rstrip("0").rstrip(".") if "." in amount else amount


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.from_regex(r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,8})?", fullmatch=True).filter(fits_a_number), min_size=50)
)
def test_every_amount_of_15_digits_keeps_them(tmp_path: Path, amounts: list[str]) -> None:
    path = tmp_path / "amounts.xlsx"
    save_workbook(path, [Page("A", ("amount",), "n", [[amount] for amount in amounts])])
    sheet = read_sheet(path).sheet
    assert [row[0] for row in sheet.rows[1:]] == [_shown(amount) for amount in amounts]
    assert not sheet.marks


def test_arabic_runs_from_right_to_left(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    save_workbook(path, [Page("الروابط", ("المبلغ",), "n", [["1"]])], right_to_left=True)
    with zipfile.ZipFile(path) as archive:
        assert b'rightToLeft="1"' in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("where", ["gone/x.xlsx", "folder"])
def test_a_file_that_cannot_be_written(tmp_path: Path, where: str) -> None:
    (tmp_path / "folder" / "in it").mkdir(parents=True)
    with pytest.raises(FileError):
        save_workbook(tmp_path / where, [Page("A", ("a",), "t", [["1"]])])
    assert [path.name for path in tmp_path.rglob("*.part")] == []


def test_cut_off_nothing_is_left_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"old")

    def stop(_written: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        save_workbook(path, [Page("A", ("a",), "t", [["1"]] * 2000)], progress=stop)
    writer = WorkbookWriter(path)
    writer.page(Page("A", ("a",), "t", ()))
    writer.write([["1"]])
    writer.drop()
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["x.xlsx"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_links_with_a_sheet_of_totals(play: Callable[..., None], tmp_path: Path, language: str) -> None:
    path = tmp_path / "links.xlsx"

    async def scenario(session: Session) -> None:
        for amount, reference in (("10.50", "=1+1"), ("0.25", "00123"), ("100000000000000000", "3-4")):
            await session.links.create(LinkForm(amount, "USD", "merchant@example.com", reference))
        ids = await session.ledger.link_ids(LinkQuery(), NEWEST_FIRST)
        assert await save_workbook_of_links(session.ledger, ids, path, language=language) == 3

    play(scenario)
    book = CalamineWorkbook.from_path(path)
    links, totals = (book.get_sheet_by_index(number).to_python() for number in (0, 1))
    assert [row[0] for row in links[1:]] == ["3-4", "00123", "=1+1"]
    assert [row[3] for row in links[1:]] == ["100000000000000000", 0.25, 10.5]
    assert totals[1][2:] == [3.0, "100000000000000010.75"]
    assert totals[1][1] == {"en": "waiting", "ar": "بانتظار الدفع"}[language]
