"""Sentences about files of many links where the way out is an option of the command line."""

from __future__ import annotations

from kazadesk.words.books import Words
from kazadesk.words.voice import translate

SHEET: Words = {
    "encoding_needed": lambda: translate(
        "Batch",
        "The file is not UTF-8 (row {row}): name its encoding with --encoding, such as windows-1256 for"
        " Arabic from Excel, or save it as XLSX.",
    ),
    "bad_encoding": lambda: translate(
        "Batch", "The file is not {encoding} (row {row}): choose another with --encoding."
    ),
    "separator_needed": lambda: translate(
        "Batch", "The columns could be cut by more than one mark: name it with --separator."
    ),
    "no_head": lambda: translate(
        "Batch", "No column is called {words}. Name it with --columns, such as {field}=B. The first row has: {found}"
    ),
    "column_twice": lambda: translate(
        "Batch", "Two columns could be {field} ({first}, {second}): name the right one with --columns."
    ),
    "results_file": lambda: translate(
        "Batch",
        "This file holds the results of a batch, not links to create. Use the list itself, or a file that"
        " was written with --failed.",
    ),
}
CELLS: Words = {
    "amount.ambiguous": lambda: translate("Batch", "can be read in two ways: choose with --decimal-mark"),
    "date.two_ways": lambda: translate("Batch", "day and month can be read in two ways: choose with --dates"),
}


def reading_word(name: str) -> str:
    """How a separator, a decimal mark or an order of day and month is called; the options have the names."""
    words = {
        "auto": translate("Cli", "automatic"),
        "point": translate("Cli", "point"),
        "comma": translate("Cli", "comma"),
        "semicolon": translate("Cli", "semicolon"),
        "tab": translate("Cli", "tab"),
        "dmy": translate("Cli", "day first"),
        "mdy": translate("Cli", "month first"),
    }
    return words.get(name, name)
