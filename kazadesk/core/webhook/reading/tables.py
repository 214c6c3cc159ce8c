"""Rows below a line of names: a spreadsheet's cells, a CSV file, a table of a page or of Markdown."""

from __future__ import annotations

import csv

from kazadesk.core.webhook.payload import NAMES, Payload, Unreadable, build, nearness
from kazadesk.core.webhook.reading.effort import Effort

_DELIMITERS = "\t,;|"


def read_tables(text: str, repairs: tuple[str, ...], effort: Effort) -> list[Payload | Unreadable]:
    """One item for each row of each table that has a signature among its columns."""
    items: list[Payload | Unreadable] = []
    header: list[str] = []
    delimiter = ""
    for line in text.split("\n"):
        if not effort.spend(5 + len(line) // 10):
            break
        if "amount" in line and ("secret" in line or "signature" in line):
            delimiter = max(_DELIMITERS, key=line.count)
            names = _cells(line, delimiter)
            if nearness(dict.fromkeys(names)) == 3:
                header = names
                continue
        cells = _cells(line, delimiter) if header else []
        if len(cells) != len(header):
            header = []
        elif header and set(line) - set("|-: \r"):
            effort.spend(60)
            pairs = [(name, cell) for name, cell in zip(header, cells, strict=True) if name in NAMES]
            fields: dict[str, object] = dict(pairs)
            twice = next((name for name in fields if header.count(name) > 1), None)
            items.append(Unreadable("ambiguous", twice, raw=line) if twice else build(fields, repairs, line))
    return items


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([line.rstrip("\r")], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [cell.strip(" ") for cell in cells]
