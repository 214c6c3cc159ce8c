"""Rows below a line of names, and one name a line: spreadsheets, CSV files, Markdown, what MySQL and psql print."""

from __future__ import annotations

import csv
import re

from kazadesk.core.webhook.payload import NAMES, Payload, Unreadable, build, nearness
from kazadesk.core.webhook.reading.effort import Effort
from kazadesk.core.webhook.reading.names import documented

Item = Payload | Unreadable

_DELIMITERS = "\t,;|│║┃"
_BARS = "|│║┃"
_FRAME = frozenset("|-+: \r\t=─━═┼╋╪╫╬│┃║┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┠┣┤┥┨┫┬┯┰┳┴┷┸┻╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩·")
_ONE = re.compile(rf"[{_BARS}]?\s{{0,80}}+([A-Za-z_ -]{{2,12}}?)\s{{0,80}}+[{_BARS}]([^\n]*)")
_RECORD = re.compile(r"[^\w\n]{1,80}(?:RECORD [0-9]{1,9}|[0-9]{1,9}\. row)\b|\([0-9]{1,9} rows?\)")


def read_tables(text: str, repairs: tuple[str, ...], effort: Effort) -> list[Item]:
    """One item for each row of each table that has a signature among its columns, or for each record of lines."""
    lines = text.split("\n")
    return _rows(lines, repairs, effort) or _records(lines, repairs, effort)


def _rows(lines: list[str], repairs: tuple[str, ...], effort: Effort) -> list[Item]:
    items: list[Item] = []
    header: list[str | None] = []
    delimiter = ""
    for line in lines:
        if not effort.spend(5 + len(line) // 10):
            break
        low = line.lower()
        if "amount" in low and ("secret" in low or "signature" in low):
            delimiter = max(_DELIMITERS, key=line.count)
            names = [documented(cell) if cell else None for cell in _cells(line, delimiter)]
            if nearness(dict.fromkeys(name for name in names if name)) == 3:
                header = names
                continue
        if not header or not set(line) - _FRAME:
            continue
        cells = _cells(line, delimiter)
        if len(cells) != len(header):
            header = []
            continue
        effort.spend(60)
        fields: dict[str, object] = {name: cell for name, cell in zip(header, cells, strict=True) if name}
        twice = next((name for name in fields if header.count(name) > 1), None)
        items.append(Unreadable("ambiguous", twice, raw=line) if twice else build(fields, repairs, line))
    return items


def _records(lines: list[str], repairs: tuple[str, ...], effort: Effort) -> list[Item]:
    """psql's expanded display and tables of two columns: `order_id | pl_8f3e`, a line each."""
    items: list[Item] = []
    fields: dict[str, object] = {}
    raw: list[str] = []
    twice = ""

    def finish() -> None:
        nonlocal fields, raw, twice
        if nearness(fields) == 3:
            text = "\n".join(raw)
            items.append(Unreadable("ambiguous", twice, raw=text) if twice else build(fields, repairs, text))
        fields, raw, twice = {}, [], ""

    for line in lines:
        if not effort.spend(5):
            break
        if _RECORD.match(line.strip()):
            finish()
        elif (match := _ONE.fullmatch(line.strip())) and (name := documented(match[1].strip())) in NAMES:
            effort.spend(15)
            twice = twice or (name if name in fields else "")
            value = match[2].strip()
            fields[name] = value[:-1].rstrip() if line.strip()[0] in _BARS and value[-1:] in _BARS else value
            raw.append(line)
    finish()
    return items


def _cells(line: str, delimiter: str) -> list[str]:
    line = line.rstrip("\r")
    if delimiter in _BARS:
        line = line.strip()
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [cell.strip(" ") for cell in cells]
