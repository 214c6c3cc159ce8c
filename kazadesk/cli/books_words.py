"""Sentences about files of many links, in English: what is wrong with the file or a cell, and what to do."""

from __future__ import annotations

from kazadesk.core.books.batch import Problem
from kazadesk.core.plain import visible_identifier

SHEET = {
    "not_a_file": "There is no file {path}.",
    "unreadable_file": "The file {path} cannot be read ({why}).",
    "file_too_large": "The file is larger than {allowed} MB: split it.",
    "empty_file": "The file is empty.",
    "not_a_sheet": "The file is neither CSV nor an XLSX or ODS workbook.",
    "old_workbook": "The workbook is in the old XLS format or protected by a password: save it as XLSX, without one.",
    "locked_workbook": "The workbook is protected by a password: save it without one.",
    "damaged_workbook": "The workbook is damaged or uses something unusual: open it in a spreadsheet and save it anew.",
    "workbook_bomb": "The workbook is far larger inside than it looks: copy what you need into a new one.",
    "sheet_unknown": "The workbook has no sheet {sheet} (it has: {known}).",
    "encoding_needed": "The file is not UTF-8 (row {row}): name its encoding with --encoding, such as windows-1256 for"
    " Arabic from Excel, or save it as XLSX.",
    "bad_encoding": "The file is not {encoding} (row {row}): choose another with --encoding.",
    "separator_needed": "The columns could be cut by more than one mark: name it with --separator.",
    "csv_broken": "The quotation marks are not closed or a cell is too long (row {row}).",
    "controls_in_file": "The file holds control characters (row {row}): it is no table, or another encoding.",
    "too_many_rows": "The file has more than {allowed} rows: split it.",
    "too_many_columns": "Row {row} has more than {allowed} columns.",
    "too_many_cells": "The sheet reaches over more than {allowed} cells: copy what you need into a new one.",
    "too_many_links": "The file has more than {allowed} links: split it.",
    "no_head": "No column is called {words}. Name it with --columns, such as {field}=B. The first row has: {found}",
    "column_twice": "Two columns could be {field} ({first}, {second}): name the right one with --columns.",
    "column_unknown": "There is no column {column} for {field}.",
    "results_file": "This file holds the results of a batch, not links to create. Use the list itself, or a file that"
    " was written with --failed.",
    "merged_cells": "The sheet has merged cells: unmerge them, and fill in what each row shall have.",
    "formula_without_value": "A formula in the sheet has no value: open it in a spreadsheet and save it.",
}
CELLS = {
    "cell_date": "a spreadsheet has made a date of it: make the column text, and type it anew",
    "cell_error": "the formula gives an error",
    "cell_no_value": "the formula has no value: open the file in a spreadsheet and save it",
    "cell_merged": "merged with other cells: unmerge them, and fill in what each row shall have",
    "cell_long_number": "a number of more than 15 digits, whose last ones the spreadsheet has lost: make the column"
    " text, and type it anew",
    "cell_long_text": "the cell is too long",
    "total_row": "looks like a row of totals: take it out of the file",
    "twice_in_file": "the same reference as in row {first}",
    "taken": "another link has this reference already",
}
FIELDS = {
    "amount.missing": "no amount",
    "amount.not_a_number": "not a number",
    "amount.negative": "must be more than zero, without a sign",
    "amount.exponent": "write it in full digits",
    "amount.ambiguous": "can be read in two ways: choose with --decimal-mark",
    "amount.zero": "must be more than zero",
    "amount.too_many_decimals": "{currency} takes at most {allowed} decimal places",
    "amount.too_long": "too many digits (at most {digits})",
    "currency.missing": "no currency",
    "currency.bad_currency": "not a code of 3 to 10 letters and digits, such as USD",
    "email.missing": "no email: give the column, or the account's default",
    "email.bad_email": "not a complete address",
    "reference.too_long": "too long (at most {allowed} characters)",
    "reference.invisible": "holds characters that cannot be seen",
    "redirect_url.too_long": "too long (at most {allowed} characters)",
    "redirect_url.blank_inside": "holds a blank or an invisible character",
    "redirect_url.not_http": "must begin with https:// or http://",
    "redirect_url.bad_url": "not a complete address",
    "name.too_long": "too long (at most {allowed} characters)",
    "name.invisible": "holds characters that cannot be seen",
    "phone.too_long": "too long (at most {allowed} characters)",
    "phone.invisible": "holds characters that cannot be seen",
    "date.missing": "no date",
    "date.bad_date": "not a date, such as 2026-11-22",
    "date.two_ways": "day and month can be read in two ways: choose with --dates",
    "date.hijri": "a date of the Hijri calendar: give the Gregorian one",
    "date.short_year": "the year has two digits: write all four",
    "date.future": "lies in the future",
    "status.unknown_status": "neither paid nor unpaid: use words such as paid, unpaid, مدفوع",
}


def problem_sentence(problem: Problem) -> str:
    """One line: where, what stands there, and what is wrong with it."""
    text = CELLS.get(problem.code) or FIELDS.get(f"{problem.field}.{problem.code}") or problem.code
    details = {key: visible_identifier(value) for key, value in problem.details.items()}
    shown = f" {visible_identifier(problem.text)[:60]!r}" if problem.text else ""
    where = f"row {problem.row}" + (f", column {problem.column} ({problem.field})" if problem.column else "")
    return f"{where}:{shown} {text.format_map(details)}"
