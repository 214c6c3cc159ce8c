"""CSV files as they come: every encoding by its mark or by choice, nothing guessed, every oddity bounded."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazadesk.core.books.sheet import MAX_COLUMNS, MAX_ROWS, Reading, guard, read_csv, unguard
from kazadesk.core.errors import SheetError

LIST = "المبلغ;المرجع\n10,5;فاتورة ١\n"
ROWS = [["المبلغ", "المرجع"], ["10,5", "فاتورة ١"]]


@pytest.mark.parametrize(
    ("data", "reading", "encoding"),
    [
        (LIST.encode(), Reading(), "utf-8"),
        (LIST.encode("utf-8-sig"), Reading(), "utf-8"),
        (LIST.encode("utf-16"), Reading(), "utf-16"),
        (b"\xfe\xff" + LIST.encode("utf-16-be"), Reading(), "utf-16"),
    ],
)
def test_a_file_that_says_its_encoding(data: bytes, reading: Reading, encoding: str) -> None:
    sheet = read_csv(data, reading)
    assert (sheet.rows, sheet.encoding, sheet.separator) == (ROWS, encoding, "semicolon")


@pytest.mark.parametrize(
    ("codec", "name", "text"),
    [
        ("cp1256", "windows-1256", "المبلغ\tالاسم\n5\tمحمد"),
        ("cp1252", "windows-1252", "amount\tname\n5\tRené"),
        ("cp1254", "windows-1254", "amount\tname\n5\tŞükrü Işık"),
    ],
)
def test_an_old_encoding_is_asked_for_and_not_guessed(codec: str, name: str, text: str) -> None:
    with pytest.raises(SheetError) as caught:
        read_csv(text.encode(codec), Reading())
    assert caught.value.code == "encoding_needed"
    sheet = read_csv(text.encode(codec), Reading(encoding=name))
    assert sheet.rows == [line.split("\t") for line in text.split("\n")]
    assert (sheet.encoding, sheet.separator) == (name, "tab")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"\n\n,,,\n", "empty_file"),
        (b"amount;ref,name\n1;2,3\n", "separator_needed"),
        (b'amount,ref\n1,"never closed\n', "csv_broken"),
        (b"amount,ref\n1,\x00\n", "controls_in_file"),
        (b"amount\n1\x1b[2J\n", "controls_in_file"),
        (b"amount\n" + b"," * 1_000_000, "too_many_columns"),
        (b"amount\n" + b"1\n" * MAX_ROWS, "too_many_rows"),
        (b"a,b\n1," + b"x" * 200_000, "csv_broken"),
        (b"\xff\xfea", "encoding_needed"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    with pytest.raises(SheetError) as caught:
        read_csv(data, Reading())
    assert caught.value.code == code


def test_a_wrong_choice_is_refused() -> None:
    with pytest.raises(SheetError) as caught:
        read_csv("المبلغ;ا\n".encode("cp1256"), Reading(encoding="utf-8"))
    assert (caught.value.code, caught.value.details["row"]) == ("bad_encoding", "1")


def test_what_excel_writes_before_the_first_row() -> None:
    assert read_csv(b"sep=;\r\namount;a,b\r\n1;2\r\n", Reading()).rows == [["amount", "a,b"], ["1", "2"]]


def test_short_rows_are_filled_and_long_cells_kept() -> None:
    assert read_csv(b'amount,ref\n1\n2,"a\nb"\n\n', Reading()).rows == [["amount", "ref"], ["1", ""], ["2", "a\nb"]]


def test_the_bound_on_columns_is_the_last_that_is_taken() -> None:
    row = ",".join("x" * MAX_COLUMNS).encode()
    assert len(read_csv(row, Reading()).rows[0]) == MAX_COLUMNS


READ_AS_SOMETHING_ELSE = [
    *("00123", "3-4", "1E5", "-7", "+963 11 555", "1234567890123456789", "=1+1", "@SUM(A1)", "\t=1", " =1"),
    *("TRUE", "false", "2026-01-02", "1/2", "12:30", "5 Jan", "Mar-5", "50%", "3 مارس", "1.5e3", "0555123456"),
]
AS_IT_IS = ["KD-7F3K", "INV-7", "10", "10 pieces", "it's", "'", "'x", "أحمد", "a@b.example", "https://x.example/1-2"]


@pytest.mark.parametrize("text", READ_AS_SOMETHING_ELSE)
def test_what_a_spreadsheet_reads_as_something_else_is_guarded(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", AS_IT_IS)
def test_what_a_spreadsheet_leaves_alone_is_left_alone(text: str) -> None:
    assert guard(text) == text


@given(st.one_of(st.text(), st.from_regex(r"'*[-=+0-9eE/]*", fullmatch=True), st.sampled_from(READ_AS_SOMETHING_ELSE)))
def test_what_was_guarded_is_read_back_as_it_was(text: str) -> None:
    assert unguard(guard(text)) == text
    assert unguard(guard(f"'{text}")) == f"'{text}"


@given(st.lists(st.lists(st.text(st.characters(min_codepoint=32, codec="utf-8")), min_size=2, max_size=2), min_size=1))
def test_a_list_that_was_written_is_read_back(rows: list[list[str]]) -> None:
    rows = [["a", "b"], *rows, ["end", "end"]]
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows([map(guard, row) for row in rows])
    if not any(ord(letter) == 0x7F for row in rows for cell in row for letter in cell):
        assert read_csv(written.getvalue().encode(), Reading(separator="comma")).rows == rows
