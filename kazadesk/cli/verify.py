"""kazadesk verify: files, standard input, and payloads a line each by the thousand."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kazadesk.cli.words import verdict_sentence
from kazadesk.core.errors import InputError
from kazadesk.core.plain import json_line
from kazadesk.core.webhook.verdict import Verdict
from kazadesk.core.webhook.verdict_data import exit_status, gravest, to_json
from kazadesk.services.log_file import is_large, verify_log
from kazadesk.words.voice import translate

if TYPE_CHECKING:
    from kazadesk.services.verify import VerifyService

_PASTE = 1024 * 1024
_BATCH = 256 * 1024


async def verify_sources(service: VerifyService, sources: list[str], *, as_json: bool) -> int:
    """Judge and keep each source; prints as it goes. Returns the exit status over all. Raises InputError."""
    await asyncio.to_thread(_check_sources, sources)
    status = 0
    for source in sources:
        if source != "-" and await asyncio.to_thread(_is_log, Path(source)):
            verdicts = await verify_log(service, Path(source), lambda _percent, _found: None)
            await asyncio.to_thread(_print, service, verdicts, source, as_json)
            status = max(status, exit_status(verdicts))
            continue
        for paste in _pastes(source):
            verdicts = await service.verify_bytes(paste)
            await asyncio.to_thread(_print, service, verdicts, source, as_json)
            status = gravest((status, exit_status(verdicts)))
    return status


def _check_sources(sources: list[str]) -> None:
    """Before anything is judged: a name that was mistyped must not leave half of a list counted."""
    for source in sources:
        if source != "-" and Path(source).is_dir():
            raise InputError("file", "is_a_folder", path=source)
        if source != "-" and not Path(source).exists():
            raise InputError("file", "not_a_file", path=source)


def _is_log(path: Path) -> bool:
    """Whether it is more than a paste, and not payloads a line each, which are read as they come."""
    if not is_large(path):
        return False
    with path.open("rb") as file:
        first = file.readline(_BATCH).strip()
    return not (first.startswith(b"{") and first.endswith(b"}"))


def _pastes(source: str) -> Iterator[bytes]:
    if source == "-":
        if sys.stdin is None:
            raise InputError("file", "unreadable_file", path="-", why=translate("Cli", "standard input is closed"))
        yield from _cut(sys.stdin.buffer)
        return
    try:
        with Path(source).open("rb") as file:
            yield from _cut(file)
    except OSError as error:
        raise InputError("file", "unreadable_file", path=source, why=error.strerror or "") from None


def _cut(stream: BinaryIO) -> Iterator[bytes]:
    """One paste; or, where there is more than a paste may hold and a payload stands on each line, batches of lines."""
    head = _read(stream, _PASTE + 1)
    if len(head) <= _PASTE:
        yield head
        return
    first_line = head.lstrip()[:_BATCH].split(b"\n", 1)[0].strip()
    if not (first_line.startswith(b"{") and first_line.endswith(b"}")):
        yield head
        return
    rest = head
    while rest:
        cut = rest.rfind(b"\n", 0, _BATCH) + 1 or len(rest)
        yield rest[:cut]
        rest = rest[cut:]
        if len(rest) < _BATCH:
            rest += _read(stream, _PASTE)


def _read(stream: BinaryIO, size: int) -> bytes:
    parts = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _print(service: VerifyService, verdicts: list[Verdict], source: str, as_json: bool) -> None:
    if as_json:
        data = ({"source": source, **to_json(each), "profile": service.profile_shown(each)} for each in verdicts)
        lines = [json_line(each) for each in data]
    else:
        lines = [verdict_sentence(each) for each in verdicts]
    print("\n".join(lines))
