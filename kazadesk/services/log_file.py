"""A log, an export or a recording as one paste: read in a process of its own, with progress, and stopped at once."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kazadesk.core.errors import InputError
from kazadesk.core.webhook.payload import Payload, Unreadable
from kazadesk.core.webhook.reading import decode_bytes, read
from kazadesk.core.webhook.reading.log import MAX_LOG, may_hold, records
from kazadesk.services.spawn import start

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence

    from kazadesk.core.webhook.verdict import Verdict
    from kazadesk.services.verify import VerifyService

LARGE = 1 << 20
"""Bytes above which a file is read this way."""
_AT_ONCE = 50
"""Webhooks judged in one go: short, for the window's sake."""
_TOLD = 1 << 20
"""Characters between two words of progress."""


async def verify_log(
    service: VerifyService,
    path: Path,
    progress: Callable[[int, int], None],
    *,
    into: list[Verdict] | None = None,
) -> list[Verdict]:
    """Every webhook in the file, judged and kept; `progress`: per cent read, and webhooks found so far.

    Cancelled, it ends the reading at once; what was judged until then is kept, and in `into`. Raises InputError(file),
    LedgerError, VaultError.
    """
    size = await asyncio.to_thread(_size, path)
    if size > MAX_LOG:
        raise InputError("file", "log_too_large", path=path.name, allowed=str(MAX_LOG >> 20))
    child = await asyncio.to_thread(start, "log")
    verdicts = [] if into is None else into
    items: list[Payload | Unreadable] = []
    try:
        await asyncio.to_thread(_send, child, path)
        while line := await asyncio.to_thread(_line, child):
            told = json.loads(line)
            if "item" in told:
                items.append(_item(told["item"]))
            else:
                progress(told["percent"], len(verdicts) + len(items))
            if len(items) >= _AT_ONCE:
                verdicts += await service.judge(items)
                items = []
        status = await asyncio.to_thread(child.wait)
    finally:
        _end(child)
    if status != 0:
        raise InputError("file", "unreadable_file", path=path.name, why="")
    if items:
        verdicts += await service.judge(items)
    return verdicts


def is_large(path: Path) -> bool:
    """Whether it is more than one paste. Blocks. Raises InputError(file)."""
    return _size(path) > LARGE


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise InputError("file", "unreadable_file", path=path.name, why=error.strerror or "") from None


def _send(child: subprocess.Popen[bytes], path: Path) -> None:
    assert child.stdin is not None  # noqa: S101
    with contextlib.suppress(OSError):  # its exit status says why
        child.stdin.write(str(path.resolve()).encode("utf-8", "surrogateescape") + b"\n")
        child.stdin.close()


def _line(child: subprocess.Popen[bytes]) -> bytes:
    assert child.stdout is not None  # noqa: S101
    try:
        return child.stdout.readline()
    except ValueError:  # closed meanwhile: nobody waits for it any more
        return b""


def _end(child: subprocess.Popen[bytes]) -> None:
    """It writes nothing but to its own pipe, so it may be ended anywhere."""
    if child.poll() is None and sys.exc_info()[0] is not None:
        child.kill()
        child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None and child.poll() is not None:
            with contextlib.suppress(OSError):
                pipe.close()


def read_in_child() -> int:
    """Reads the file that standard input names; tells what it finds as JSON lines."""
    path = Path(sys.stdin.buffer.readline().rstrip(b"\n").decode("utf-8", "surrogateescape"))
    text = decode_bytes(path.read_bytes())
    if isinstance(text, Unreadable):
        _tell({"item": {"unreadable": text._asdict()}})
        return 0
    told = found = 0
    for position, record in records(text):
        if position - told > _TOLD:
            told = position
            _tell({"percent": position * 100 // len(text)})
        payloads = [item for item in read(record) if isinstance(item, Payload)]
        for payload in payloads:
            _tell({"item": payload._asdict()})
        found += len(payloads)
    if not found:
        whole = Unreadable("no_payload") if not may_hold(text[:LARGE]) else read(text[:LARGE])[0]
        item = whole if isinstance(whole, Unreadable) else Unreadable("no_payload")
        _tell({"item": {"unreadable": item._asdict()}})
    return 0


def _tell(told: object) -> None:
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    sys.stdout.buffer.flush()


def _item(told: dict[str, object]) -> Payload | Unreadable:
    if "unreadable" in told:
        return _built(Unreadable, told["unreadable"])
    return _built(Payload, told)


def _built(kind: type[Payload] | type[Unreadable], told: object) -> Payload | Unreadable:
    assert isinstance(told, dict)  # noqa: S101
    values = {name: told[name] for name in kind._fields if name in told}
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    built: Payload | Unreadable = kind(**values)
    return built


def summary(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """How many are new, known, not_ours (no link of this ledger) and not_authentic; other for the rest."""
    counts = {"new": 0, "known": 0, "not_ours": 0, "not_authentic": 0, "other": 0}
    for verdict in verdicts:
        code = verdict.code.value
        if code == "repeated":
            counts["known"] += 1
        elif code == "paid_unknown":
            counts["not_ours"] += 1
        elif code == "not_authentic":
            counts["not_authentic"] += 1
        elif code in ("unreadable", "no_credentials"):
            counts["other"] += 1
        else:
            counts["new"] += 1
    return counts
