"""Statements of a database's dump: INSERT INTO hooks (order_id, …) VALUES ('pl_8f3e', …), and COPY … FROM stdin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kazadesk.core.webhook.payload import Payload, Unreadable, build, nearness
from kazadesk.core.webhook.reading.effort import Effort
from kazadesk.core.webhook.reading.names import documented
from kazadesk.core.webhook.reading.values import unescaped

_STATEMENT = re.compile(
    r"(?ai:(?:insert|replace)(?:\s+ignore)?(?:\s+into)?|copy)\s+[\w.`\"\[\]]{1,120}\s*\((?P<names>[^()]{10,2000})\)\s*"
    r"(?P<lead>(?ai:values)\s*|(?ai:from\s+stdin)[^\n]{0,80}\n)"
)
_CELL = re.compile(
    r"""\s{0,40}+(?:(?ai:_utf8mb[34]|_binary|[en](?='))?\s?(?:'(?P<single>(?:[^'\\]|\\.|'')*+)'|"(?P<double>(?:[^"\\]|\\.|"")*+)")
        |(?P<bare>[^\s,()'"]{0,120}+(?:\([^()\n]{0,80}\))?))\s{0,40}+(?P<end>[,)])""",
    re.VERBOSE | re.DOTALL,
)
_NEXT = re.compile(r"\s*,?\s*\(")
_MOST_ROWS = 10_000


def is_statement(text: str) -> bool:
    """Whether `text` holds one that names columns."""
    low = text.lower()
    return ("values" in low or "stdin" in low) and _STATEMENT.search(text) is not None


def read_statements(text: str, repairs: tuple[str, ...], effort: Effort) -> list[Payload | Unreadable]:
    """One item for each row of each statement whose columns are those of a webhook."""
    items: list[Payload | Unreadable] = []
    for statement in _STATEMENT.finditer(text):
        names = [documented(name) for name in statement["names"].split(",")]
        known = [name for name in names if name]
        if nearness(dict.fromkeys(known)) < 3 or len(set(known)) < len(known):
            continue
        rows = _copied(text, statement) if statement["lead"].endswith("\n") else _listed(text, statement.end())
        for cells, raw in rows:
            if not effort.spend(100 + len(raw) // 10):
                return items
            if len(cells) != len(names):
                break
            fields = {name: cell for name, cell in zip(names, cells, strict=True) if name}
            items.append(build(fields, repairs, raw))
    return items


def _listed(text: str, position: int) -> Iterator[tuple[list[str | None], str]]:
    """(cells, text) of each `(…)` after VALUES."""
    while opened := _NEXT.match(text, position):
        start, position = opened.end() - 1, opened.end()
        cells: list[str | None] = []
        while cell := _CELL.match(text, position):
            cells.append(_content(cell))
            position = cell.end()
            if cell["end"] == ")":
                break
        else:
            return
        yield cells, text[start:position]


def _content(cell: re.Match[str]) -> str | None:
    if cell["single"] is not None:
        return unescaped(cell["single"].replace("''", "'"))
    if cell["double"] is not None:
        return unescaped(cell["double"].replace('""', '"'))
    return None if cell["bare"].upper() == "NULL" else cell["bare"]


def _copied(text: str, statement: re.Match[str]) -> Iterator[tuple[list[str | None], str]]:
    """(cells, text) of each line after COPY, up to the one that ends it."""
    for line in text[statement.end() :].split("\n", _MOST_ROWS):
        if line.startswith("\\.") or not line.strip():
            return
        yield [None if cell == "\\N" else unescaped(cell) for cell in line.rstrip("\r").split("\t")], line
