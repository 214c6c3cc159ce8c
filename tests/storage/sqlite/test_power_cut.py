"""The power is cut at every write and every sync: what was not synced is gone, there, or half there."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw
import pytest

from kazadesk.core.errors import InputError
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

Written = tuple[int, bytes]


@dataclass(repr=False)  # it would be hundreds of copies of a ledger
class Disk:
    """What would be left of each file if the power were cut now, and what the world knew at each such moment."""

    system: str
    """The name of SQLite's own way to files."""
    synced: dict[str, bytes] = field(default_factory=dict)
    waiting: dict[str, list[Written]] = field(default_factory=dict)
    cuts: list[tuple[dict[str, bytes], dict[str, list[Written]], frozenset[str], frozenset[str]]] = field(
        default_factory=list
    )
    sent: set[str] = field(default_factory=set)
    """References of which something has left."""
    answered: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def cut(self) -> None:
        with self.lock:
            waiting = {name: list(writes) for name, writes in self.waiting.items()}
            self.cuts.append((dict(self.synced), waiting, frozenset(self.sent), frozenset(self.answered)))


def _file_on(disk: Disk) -> type[apsw.VFSFile]:
    class File(apsw.VFSFile):
        def __init__(self, name: Any, flags: Any) -> None:
            self._path = Path(name.filename() if isinstance(name, apsw.URIFilename) else name)
            super().__init__(disk.system, name, flags)
            if self._path.exists():
                disk.synced.setdefault(self._path.name, self._path.read_bytes())

        def xWrite(self, data: bytes, offset: int) -> None:
            super().xWrite(data, offset)
            disk.waiting.setdefault(self._path.name, []).append((offset, bytes(data)))
            disk.cut()

        def xSync(self, flags: int) -> None:
            disk.cut()
            super().xSync(flags)
            with disk.lock:
                image = bytearray(disk.synced.get(self._path.name, b""))
                _put(image, disk.waiting.pop(self._path.name, []))
                disk.synced[self._path.name] = bytes(image)
            disk.cut()

    return File


def _put(image: bytearray, writes: list[Written]) -> None:
    for offset, data in writes:
        image.extend(bytes(max(0, offset + len(data) - len(image))))
        image[offset : offset + len(data)] = data


@pytest.fixture
def disk() -> Iterator[Disk]:
    disk = Disk(apsw.vfs_names()[0])
    file = _file_on(disk)

    class Watched(apsw.VFS):
        def xOpen(self, name: Any, flags: Any) -> apsw.VFSFile:
            return file(name, flags)  # type: ignore[call-arg]

        def xDelete(self, name: str, sync: bool) -> None:
            super().xDelete(name, sync)
            with disk.lock:
                disk.synced.pop(Path(name).name, None)
                disk.waiting.pop(Path(name).name, None)

    vfs = Watched("watched", disk.system, makedefault=True)
    yield disk
    vfs.unregister()


def test_no_link_of_which_something_left_is_lost_and_none_is_called_unsent(path, run, disk, tmp_path) -> None:
    SqliteLedger.open(path).close_now()
    ledger = SqliteLedger.open(path)

    async def make(reference: str, outcome: LinkState) -> int:
        link = await ledger.add_link(LinkRequest("10", "USD", "a@example.com", reference), profile="shop", sender="me")
        await send(link.id, reference, outcome)
        return link.id

    async def send(link_id: int, reference: str, outcome: LinkState) -> None:
        if outcome is not LinkState.UNSENT:
            await ledger.mark_maybe_sent(link_id)
            disk.sent.add(reference)
            disk.cut()
        created = CreatedLink(f"https://pay.example/{reference}", reference) if outcome is LinkState.WAITING else None
        await ledger.finish_link(link_id, outcome, created=created)
        if outcome is LinkState.WAITING:
            disk.answered.add(reference)
        disk.cut()

    async def several() -> None:
        await make("first", LinkState.WAITING)
        unsent = await make("again", LinkState.UNSENT)
        # two at once: the mark of one makes the other durable too
        await asyncio.gather(make("left", LinkState.WAITING), make("right", LinkState.UNKNOWN))
        await ledger.resend_link(unsent, sender="me")
        await send(unsent, "again", LinkState.WAITING)

    disk.cuts.clear()
    run(several())
    ledger.close_now()
    assert len(disk.cuts) > 50
    lost = False
    for synced, waiting, sent, answered in disk.cuts:
        for kept in (slice(0, 0), slice(None), slice(None, None, 2), slice(1, None, 2)):
            states = _after(tmp_path / "after", path.name, disk.system, synced, waiting, kept)
            assert sent <= states.keys(), "lost"
            assert {states[reference] for reference in sent} <= {"waiting", "unknown"}
            assert {states[each] for each in answered} <= {"waiting"}
            lost = lost or "left" not in states
    assert lost, "the cuts reach back to before that link was written"


def test_only_what_may_be_lost_is_not_synced(tmp_path: Path) -> None:
    """Whatever else writes on the ledger's connection is durable, also after a link that could not be added."""
    ledger = SqliteLedger.open(tmp_path / "ledger.sqlite")

    def synchronous() -> object:
        return ledger.run(lambda: ledger._connection.pragma("synchronous"))

    async def add() -> None:
        await ledger.add_link(LinkRequest("10", "USD", "me@example.com", "R-1"), profile="shop", sender="me")

    asyncio.run(add())
    assert synchronous() == 2
    with pytest.raises(InputError):  # its reference is taken
        asyncio.run(add())
    assert synchronous() == 2
    ledger.close_now()


def _after(
    folder: Path, name: str, system: str, synced: dict[str, bytes], waiting: dict[str, list[Written]], kept: slice
) -> dict[str, str]:
    """The links as the next start will have them, where of the writes not yet synced these were kept."""
    folder.mkdir()
    for file, image in synced.items():
        survived = bytearray(image)
        _put(survived, waiting.get(file, [])[kept])
        (folder / file).write_bytes(survived)
    left = apsw.Connection(str(folder / name), vfs=system)
    left.execute("PRAGMA synchronous = OFF")
    assert left.execute("PRAGMA quick_check").get == "ok"
    # what SqlLedger.recover makes of those whose process is gone
    recovered = "CASE WHEN state <> 'sending' THEN state WHEN maybe_sent THEN 'unknown' ELSE 'unsent' END"
    links = {
        str(reference): str(state) for reference, state in left.execute(f"SELECT reference, {recovered} FROM links")
    }
    left.close()
    shutil.rmtree(folder)
    return links
