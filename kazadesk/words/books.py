"""Sentences about files of many links and old lists: what is wrong with the file or a cell, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kazadesk.words.voice import digits, isolated, ltr, translate

if TYPE_CHECKING:
    from kazadesk.core.books.batch import Problem

Words = dict[str, Callable[[], str]]

_COUNTS = ("allowed", "digits", "first")
"""Details that are numbers to read."""

INPUT: Words = {
    "zone.bad_zone": lambda: translate(
        "Books", "Type an offset such as +03:00, or a name such as Asia/Damascus where this computer knows it."
    ),
    "ends.bad_clock": lambda: translate("Books", "Type a time of day such as 04:00."),
}
CAUSES: Words = {
    "sent_before": lambda: translate("Books", "This list was sent before: {name}."),
    "imported_before": lambda: translate("Books", "This file was taken over before: {name}."),
    "no_such_import": lambda: translate("Books", "This list was taken back already."),
}
SHEET: Words = {
    "not_a_file": lambda: translate("Batch", "There is no file {path}."),
    "unreadable_file": lambda: translate("Batch", "The file {path} cannot be read ({why})."),
    "file_too_large": lambda: translate("Batch", "The file is larger than {allowed} MB: split it."),
    "empty_file": lambda: translate("Batch", "The file is empty."),
    "not_a_sheet": lambda: translate("Batch", "The file is neither CSV nor an XLSX or ODS workbook."),
    "old_workbook": lambda: translate(
        "Batch", "The workbook is in the old XLS format or protected by a password: save it as XLSX, without one."
    ),
    "locked_workbook": lambda: translate("Batch", "The workbook is protected by a password: save it without one."),
    "damaged_workbook": lambda: translate(
        "Batch", "The workbook is damaged or uses something unusual: open it in a spreadsheet and save it again."
    ),
    "workbook_bomb": lambda: translate(
        "Batch", "The workbook is far larger inside than it looks: copy what you need into a new one."
    ),
    "sheet_unknown": lambda: translate("Batch", "The workbook has no sheet {sheet} (it has: {known})."),
    "encoding_needed": lambda: translate(
        "Batch",
        "The file is not written in Unicode (row {row}): choose its encoding. Older Arabic files mostly have that of"
        " Windows.",
    ),
    "bad_encoding": lambda: translate("Batch", "The file is not {encoding} (row {row}): choose another encoding."),
    "separator_needed": lambda: translate(
        "Batch", "The columns could be cut by more than one mark: choose the separator."
    ),
    "csv_broken": lambda: translate("Batch", "The quotation marks are not closed or a cell is too long (row {row})."),
    "controls_in_file": lambda: translate(
        "Batch", "The file holds control characters (row {row}): it is no table, or another encoding."
    ),
    "too_many_rows": lambda: translate("Batch", "The file has more than {allowed} rows: split it."),
    "too_many_columns": lambda: translate("Batch", "Row {row} has more than {allowed} columns."),
    "too_many_cells": lambda: translate(
        "Batch", "The sheet reaches over more than {allowed} cells: copy what you need into a new one."
    ),
    "too_many_links": lambda: translate("Batch", "The file has more than {allowed} links: split it."),
    "no_head": lambda: translate(
        "Batch", "No column is called {words}: choose the column of each field. The first row has: {found}"
    ),
    "column_twice": lambda: translate(
        "Batch", "Two columns could be the same field ({first}, {second}): choose the right one."
    ),
    "column_unknown": lambda: translate("Batch", "There is no column {column} for {field}."),
    "results_file": lambda: translate(
        "Batch",
        "This file holds the results of a batch, not links to create. Use the list itself, or a file that was saved"
        " with the rows that failed.",
    ),
    "merged_cells": lambda: translate(
        "Batch", "The sheet has merged cells: unmerge them, and fill in what each row shall have."
    ),
    "formula_without_value": lambda: translate(
        "Batch", "A formula in the sheet has no value: open it in a spreadsheet and save it."
    ),
}
CELLS: Words = {
    "cell_date": lambda: translate("Batch", "a spreadsheet has made a date of it: make the column text, and retype it"),
    "cell_shows": lambda: translate(
        "Batch",
        "the cell's format shows what its value does not say ({shown}): make the column plain, and type all of it",
    ),
    "cell_error": lambda: translate("Batch", "the formula gives an error"),
    "cell_no_value": lambda: translate("Batch", "the formula has no value: open the file in a spreadsheet and save it"),
    "cell_merged": lambda: translate(
        "Batch", "merged with other cells: unmerge them, and fill in what each row shall have"
    ),
    "cell_long_number": lambda: translate(
        "Batch",
        "a number of more than 15 digits, whose last ones the spreadsheet has lost: make the column text,"
        " and retype it",
    ),
    "cell_long_text": lambda: translate("Batch", "the cell is too long"),
    "total_row": lambda: translate("Batch", "looks like a row of totals: take it out of the file"),
    "twice_in_file": lambda: translate("Batch", "the same reference as in row {first}"),
    "taken": lambda: translate("Batch", "another link has this reference already"),
}
FIELDS: Words = {
    "amount.missing": lambda: translate("Batch", "no amount"),
    "amount.not_a_number": lambda: translate("Batch", "not a number"),
    "amount.negative": lambda: translate("Batch", "must be more than zero, without a sign"),
    "amount.exponent": lambda: translate("Batch", "write it in full digits"),
    "amount.ambiguous": lambda: translate("Batch", "can be read in two ways: choose the decimal mark"),
    "amount.zero": lambda: translate("Batch", "must be more than zero"),
    "amount.too_many_decimals": lambda: translate("Batch", "{currency} takes at most {allowed} decimal places"),
    "amount.too_long": lambda: translate("Batch", "too many digits (at most {digits})"),
    "currency.missing": lambda: translate("Batch", "no currency"),
    "currency.bad_currency": lambda: translate("Batch", "not a code of 3 to 10 letters and digits, such as USD"),
    "email.missing": lambda: translate("Batch", "no email: give the column, or the account's default"),
    "email.bad_email": lambda: translate("Batch", "not a complete address"),
    "reference.too_long": lambda: translate("Batch", "too long (at most {allowed} characters)"),
    "reference.invisible": lambda: translate("Batch", "holds characters that cannot be seen"),
    "redirect_url.too_long": lambda: translate("Batch", "too long (at most {allowed} characters)"),
    "redirect_url.blank_inside": lambda: translate("Batch", "holds a blank or an invisible character"),
    "redirect_url.not_http": lambda: translate("Batch", "must begin with https:// or http://"),
    "redirect_url.bad_url": lambda: translate("Batch", "not a complete address"),
    "name.too_long": lambda: translate("Batch", "too long (at most {allowed} characters)"),
    "name.invisible": lambda: translate("Batch", "holds characters that cannot be seen"),
    "phone.too_long": lambda: translate("Batch", "too long (at most {allowed} characters)"),
    "phone.invisible": lambda: translate("Batch", "holds characters that cannot be seen"),
    "date.missing": lambda: translate("Batch", "no date"),
    "date.bad_date": lambda: translate("Batch", "not a date, such as 2026-11-22"),
    "date.two_ways": lambda: translate(
        "Batch", "day and month can be read in two ways: choose the order of day and month"
    ),
    "date.hijri": lambda: translate("Batch", "a date of the Hijri calendar: give the Gregorian one"),
    "date.short_year": lambda: translate("Batch", "the year has two digits: write all four"),
    "date.future": lambda: translate("Batch", "lies in the future"),
    "status.unknown_status": lambda: translate(
        "Batch", "neither paid nor unpaid: use words such as paid, unpaid, مدفوع"
    ),
}


def what_is_wrong(problem: Problem, own: Words | None = None) -> str:
    """What is wrong with a cell, as the end of a sentence. `own`: words of a place that has others."""
    known = own or {}
    code = f"{problem.field}.{problem.code}"
    words = known.get(code) or CELLS.get(problem.code) or FIELDS.get(code)
    details = {key: ltr(digits(value) if key in _COUNTS else value) for key, value in problem.details.items()}
    return digits(words()).format_map(details) if words else ltr(problem.code)


def problem_sentence(problem: Problem, own: Words | None = None) -> str:
    """One line: where, what stands there, and what is wrong with it."""
    told = what_is_wrong(problem, own)
    if not problem.column:
        return translate("Batch", "row {row}: {told}").format(row=problem.row, told=told)
    where = translate("Batch", "row {row}, column {column} ({field})").format(
        row=problem.row, column=ltr(problem.column), field=problem.field
    )
    return f"{where}: {isolated(repr(problem.text[:60]))} {told}" if problem.text else f"{where}: {told}"
