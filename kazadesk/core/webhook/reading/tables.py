"""Rows below a line of names, and one name a line: spreadsheets, CSV files, Markdown, what MySQL and psql print.

Also columns that only blanks part, under a line of dashes; a name a line with its value on the next; and a row without
names where no cell can be another's.
"""

from __future__ import annotations

import csv
import re

from kazadesk.core.money import is_positive
from kazadesk.core.webhook.damage import SIGNATURE
from kazadesk.core.webhook.payload import MAX_ORDER_ID, NAMES, Payload, Unreadable, build, nearness
from kazadesk.core.webhook.reading.effort import Effort
from kazadesk.core.webhook.reading.names import documented

Item = Payload | Unreadable

_DELIMITERS = "\t,;|│║┃"
_BARS = "|│║┃"
_FRAME = frozenset("|-+: \r\t=─━═┼╋╪╫╬│┃║┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┠┣┤┥┨┫┬┯┰┳┴┷┸┻╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩·")
_MARKS = "*`'\""
_ONE = re.compile(rf"[{_BARS}]?\s{{0,80}}+([A-Za-z_ {_MARKS}-]{{2,20}}?)\s{{0,80}}+[{_BARS}]([^\n]*)")
_RECORD = re.compile(r"[^\w\n]{1,80}(?:RECORD [0-9]{1,9}|[0-9]{1,9}\. row)\b|\([0-9]{1,9} rows?\)")
_RULE = re.compile(r"(?m)^[ \t]*(?:-{2,}|={2,})(?:[ \t]+(?:-{2,}|={2,}))+[ \t]*$")
_BLANK_HEADER = re.compile(r"(?m)^[ \t]*+(?:[A-Za-z_]{2,20}+[ \t]++){3,12}[A-Za-z_]{2,20}+[ \t]*+$")
_ROW_NUMBER = re.compile(r"^\d{1,9}\s+")
_ALONE = re.compile(r"(?m)^[^\w\n]{0,9}(?:\d{1,3}[).][ ])?[^\w\n]{0,9}(?ai:secret|signature)[^\w\n:=]{0,3}$")
_NAME = re.compile(r"(?:\d{1,3}[).]\s+)?[^\w\s:=]{0,3}([A-Za-z]+[_ -]?[A-Za-z]{0,9})[^\w:=]{0,3}")
_NUMBERED = re.compile(r"\d{1,3}\)\s+")
_UNNAMED = re.compile(r"(?m)^.{0,1800}(?:fulfilled|timed_out).{0,1800}$")
_LETTERS = re.compile(r"[A-Za-z0-9+/_-]{86}")
_WITHIN = re.compile(r"[^('\"]{0,120}[(\[](.*)[)\]][;,]?")
_NO_FIELD = re.compile(r"[\d\s:/.TZ+-]*[:/T-][\d\s:/.TZ+-]*|\d+\.\d+\.\d+\.\d+")
"""A time, a date or an address."""


def read_tables(text: str, repairs: tuple[str, ...], effort: Effort) -> list[Item]:
    """One item for each row of each table that has a signature among its columns, or for each record of lines."""
    lines = text.split("\n")
    items = _rows(lines, repairs, effort) or _records(lines, repairs, effort)
    if not items and _RULE.search(text):
        items = _columns(lines, repairs, effort)
    if not items and (header := _BLANK_HEADER.search(text)):
        items = _by_blanks(text[header.start() :].split("\n"), repairs, effort)
    if not items and _ALONE.search(text):
        items = _alternating(lines, repairs, effort)
    if not items and _UNNAMED.search(text):
        items = _unnamed(lines, repairs, effort)
    return items


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
        extra = len(cells) - len(header)
        if extra > 0 and delimiter == "\t" and not any(cells[:extra]):  # empty columns, which the header lost
            del cells[:extra]
        if len(cells) != len(header):
            header = []
            continue
        effort.spend(60)
        items.append(_row(header, cells, repairs, line))
    return items


def _row(header: list[str | None], cells: list[str], repairs: tuple[str, ...], raw: str) -> Item:
    fields = {name: cell for name, cell in zip(header, cells, strict=True) if name}
    twice = next((name for name in fields if header.count(name) > 1), None)
    return Unreadable("ambiguous", twice, raw=raw) if twice else build(fields, repairs, raw)


def _columns(lines: list[str], repairs: tuple[str, ...], effort: Effort) -> list[Item]:
    """Below `----  -----`: columns by their places, as PowerShell, sqlite and sqlcmd print them."""
    items: list[Item] = []
    starts: list[int] = []
    header: list[str | None] = []
    pairs: dict[str, str] = {}
    for above, line in zip(["", *lines], lines, strict=False):
        if not effort.spend(10 + len(line) // 10):
            break
        if _RULE.fullmatch(line.rstrip("\r")):
            starts = [match.start() for match in re.finditer(r"[-=]+", line)]
            header = [documented(cell) if cell else None for cell in _cut(above, starts) or ()]
            continue
        if not starts or not (cells := _cut(line, starts)):
            continue
        if nearness(dict.fromkeys(name for name in header if name)) == 3:
            items.append(_row(header, cells, repairs, line))
        elif len(cells) == 2 and (name := documented(cells[0])) and name not in pairs:
            pairs[name] = cells[1]
    if not items and nearness(pairs) == 3:
        items = [build(pairs, repairs, "\n".join(lines))]
    return items


def _by_blanks(lines: list[str], repairs: tuple[str, ...], effort: Effort) -> list[Item]:
    """Below names that blanks part, rows of as many words, or of one more: the row's number."""
    header = [documented(name) for name in lines[0].split()]
    items: list[Item] = []
    if nearness(dict.fromkeys(name for name in header if name)) < 3:
        return items
    for line in lines[1:]:
        if not effort.spend(10 + len(line) // 10):
            break
        if not line.strip():
            continue
        for cells in (re.split(r"\s{2,}", line.strip()), line.split()):
            if cells[0].isdigit() and len(cells) == len(header) + 1:
                del cells[0]
            cells[0] = _ROW_NUMBER.sub("", cells[0])
            if len(cells) == len(header):
                items.append(_row(header, cells, repairs, line))
                break
    return items


def _cut(line: str, starts: list[int]) -> list[str] | None:
    """The cells that begin at `starts`, None where a word goes across one of them."""
    if not line.strip() or any(line[start - 1 : start].strip() for start in starts if start):
        return None
    return [line[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)]


def _alternating(lines: list[str], repairs: tuple[str, ...], effort: Effort) -> list[Item]:
    """A name a line, its value on the next: what is copied from a page of two columns, from Redis, from Slack."""
    items: list[Item] = []
    fields: dict[str, str] = {}
    waiting = ""
    numbered = False
    for line in map(str.strip, lines):
        if not effort.spend(10):
            break
        if not line:
            continue
        if waiting:
            fields[waiting] = _NUMBERED.sub("", line, count=1) if numbered else line
            waiting = ""
        elif (match := _NAME.fullmatch(line)) and (name := documented(match[1])):
            numbered = _NUMBERED.match(line) is not None
            if name in fields:
                if nearness(fields) == 3:
                    items.append(build(fields, repairs, "\n".join(lines)))
                fields = {}
            waiting = name
    if nearness(fields) == 3:
        items.append(build(fields, repairs, "\n".join(lines)))
    return items


def _told_by(cell: str) -> str | None:
    """The field that a cell can only be, whatever it is called."""
    if SIGNATURE.fullmatch(cell):
        return "secret"
    if cell in ("fulfilled", "timed_out"):
        return "status"
    if re.fullmatch(r"[A-Z]{3,4}", cell):
        return "currency"
    return "amount" if is_positive(cell) else None


def _unnamed(lines: list[str], repairs: tuple[str, ...], effort: Effort) -> list[Item]:
    """Rows of six cells whose signature, amount, status and currency are told by what they are. The two others are the
    order id and the reference, in whichever order: the signature fits one of them, or nothing is said.
    """
    items: list[Item] = []
    for line in lines:
        if not effort.spend(10 + len(line) // 10):
            break
        if _LETTERS.search(line) is None:
            continue
        if within := _WITHIN.fullmatch(line.strip()):  # PostgreSQL's, Python's, a statement of SQL
            line = within[1]
        delimiter = max(_DELIMITERS, key=line.count)
        quote = "'" if line.count("'") > line.count('"') else '"'
        cells = [cell for cell in _cells(line, delimiter, quote) if cell and not _NO_FIELD.fullmatch(cell)]
        if len(cells) == 7 and cells[0].isdigit():  # the row's number
            del cells[0]
        fields: dict[str, object] = {}
        others = []
        for cell in cells:
            name = _told_by(cell)
            if name is None:
                others.append(cell)
            else:
                fields[name] = cell
        others = list(dict.fromkeys(others))  # Kazawallet sends the order id under two names
        ids = [cell for cell in others if len(cell) <= MAX_ORDER_ID and ":::" not in cell]
        if len(cells) in (6, 7) and len(fields) == 4 and len(others) == 2 and ids:
            ref = others[0] if ids == others[1:] else others[1]
            item = build(fields | {"order_id": ids[0], "id": ids[-1], "ref": ref}, repairs, line)
            items.append(item._replace(unnamed=True) if isinstance(item, Payload) else item)
    return items


def _records(lines: list[str], repairs: tuple[str, ...], effort: Effort) -> list[Item]:
    """psql's expanded display and tables of two columns: `order_id | pl_8f3e`, a line each."""
    items: list[Item] = []
    fields: dict[str, str] = {}
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


def _cells(line: str, delimiter: str, quote: str = '"') -> list[str]:
    line = line.rstrip("\r")
    if delimiter in _BARS:
        line = line.strip()
    try:
        cells = next(csv.reader([line], delimiter=delimiter, quotechar=quote, skipinitialspace=quote == "'"), [])
    except csv.Error:
        return []
    return [cell.strip(" ") for cell in cells]
