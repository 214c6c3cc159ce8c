"""A large file of any kind as small texts to read one by one: one record each, so that no record lends to another.

Lines of a log, JSON a line, the rows of a table with their header, the elements of long lists (HAR, Telegram's export,
JSON), and blocks that blank lines part. Only those that can hold a webhook are given.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from kazadesk.core.webhook.payload import MAX_TEXT
from kazadesk.core.webhook.reading.strict import end_of_value

MAX_LOG = 50 << 20
"""Bytes of a file that is read this way."""
_BLOCK_LINES = 60
_SIGNED = tuple(case(name) for name in ("secret", "signature") for case in (str.lower, str.title, str.upper))
"""As plain words: ten times as fast to find as a pattern."""
_LIST = re.compile(r'(?:"(?:entries|messages|items|data|logs|events|records|rows)"\s*+:\s*+|\A\s*+)\[(?=\s*+\{)')
_FIELD = re.compile(r"""[\s"'\[*>|`-]*+(?:secret|signature)\b["'\]]?+\s*+(?:=>|[:=|])""", re.IGNORECASE)
"""A line that begins with the signature's name: one field of a record over several lines."""
_LONG = re.compile(r"[A-Za-z0-9+/%]{80}")
"""Most of a signature."""
_SEPARATORS = re.compile(r"[,;\t|]")


def records(text: str) -> Iterator[tuple[int, str]]:
    """(position reached, text of one record), in the file's order. Linear in the text's length."""
    found = False
    position = 0
    if not _is_document(text):
        yield from _lines(text)
        return
    while (begin := _LIST.search(text, position)) is not None:
        found = True
        position = yield from _elements(text, begin.end())
    if not found:
        yield from _lines(text)


def may_hold(record: str) -> bool:
    """Whether the names of a webhook's parts are there, however they are written."""
    return any(word in record for word in _SIGNED) and any(word in record for word in ("mount", "MOUNT"))


def _is_document(text: str) -> bool:
    """Whether the text is one JSON document, and not lines of which each is one."""
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    if not text.startswith(("{", "["), start):
        return False
    end = _line_end(text, start)
    first = text[start:end].rstrip()
    return not text[end : end + MAX_TEXT].strip() or end_of_value(first, 0) != len(first)


def _signed(text: str) -> list[int]:
    """Where the signature's name stands."""
    found: list[int] = []
    for word in _SIGNED:
        position = text.find(word)
        while position >= 0:
            found.append(position)
            position = text.find(word, position + 1)
    return sorted(found)


def _elements(text: str, position: int) -> Generator[tuple[int, str], None, int]:
    """The elements of a list that begins at `position`; returns where it ends, or where it cannot be read on."""
    while True:
        while position < len(text) and text[position] in " \t\r\n,":
            position += 1
        if position >= len(text) or text[position] != "{":
            return position
        end = end_of_value(text, position)
        if end is None:
            return position + 1
        element = text[position:end]
        if len(element) <= MAX_TEXT and may_hold(element):
            yield end, element
        position = end


def _lines(text: str) -> Iterator[tuple[int, str]]:
    header = _header(text)
    done = 0
    if header is not None:
        yield from _rows(text, header)
        return
    for hit in _signed(text):
        if hit < done:
            continue
        start = text.rfind("\n", 0, hit) + 1
        end = _line_end(text, hit)
        line = text[start:end]
        if len(line) > MAX_TEXT:
            done = end
            continue
        if may_hold(line):
            done = end
            yield end, line
            continue
        if _FIELD.match(line) is None:
            done = end
            continue  # a word in a line of the log
        start, end = _block(text, start, end)
        done = max(done, end)
        block = text[start:end]
        if len(block) <= MAX_TEXT and may_hold(block):
            yield end, block


def _header(text: str) -> str | None:
    """The first line, where it names the columns of a table."""
    first = text[: _line_end(text, 0)].lstrip("\ufeff")
    names = first.lower()
    columns = len(_SEPARATORS.findall(first))
    if (
        columns >= 2
        and "amount" in names
        and any(word in names for word in _SIGNED)
        and not re.search(r"[{}\[\]=:]", first)
    ):
        return first
    return None


def _rows(text: str, header: str) -> Iterator[tuple[int, str]]:
    """Each row under the header; quoted cells may hold line ends."""
    position = _line_end(text, 0) + 1
    while position < len(text):
        end = _line_end(text, position)
        while text.count('"', position, end) % 2 and end < len(text) and end - position < MAX_TEXT:
            end = _line_end(text, end + 1)
        row = text[position:end]
        if _LONG.search(row) and len(row) <= MAX_TEXT:
            yield end, f"{header}\n{' '.join(row.splitlines())}"
        position = end + 1


def _block(text: str, start: int, end: int) -> tuple[int, int]:
    """The lines around one line, up to blank lines or some dozens."""
    for _ in range(_BLOCK_LINES):
        above = text.rfind("\n", 0, max(0, start - 1)) + 1
        if start == 0 or not text[above : start - 1].strip():
            break
        start = above
    for _ in range(_BLOCK_LINES):
        if end >= len(text):
            break
        below = _line_end(text, end + 1)
        if not text[end + 1 : below].strip():
            break
        end = below
    return start, end


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end
