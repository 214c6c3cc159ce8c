"""Backups beside the ledger: made from the running ledger, checked before they count, never in its way.

A copy gets its name only when it is whole: `ledger-2026-11-22T21-04-05Z.sqlite`. Kept are the newest of each of the
last 7 days and 4 weeks that have any, and for ever those made before a change of the schema or by hand, which say so in
their names.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import apsw

from kazadesk.core.errors import LedgerError
from kazadesk.core.link import PaymentLink
from kazadesk.core.records import LinkTotal
from kazadesk.storage.files import patiently, remove, rename, replace, sync_folder
from kazadesk.storage.rows import LINK_COLUMNS, to_link, to_totals
from kazadesk.storage.sqlite import database as db
from kazadesk.storage.worker import Worker

DAYS_KEPT = 7
WEEKS_KEPT = 4
_NAME = re.compile(r"ledger-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)(-before-v\d+|-by-hand)?\.sqlite", re.ASCII)
_BY_HAND = "-by-hand"
_TOTALS = "SELECT currency, state, amount, count(*) FROM {} GROUP BY currency, state, amount"
_ONLY_PRESENT = """present.links p WHERE NOT EXISTS (SELECT 1 FROM main.links l
    WHERE l.reference = p.reference AND l.profile = p.profile AND l.created_at = p.created_at)"""
_CONFIRMED_SINCE = """SELECT count(*) FROM present.confirmations p WHERE p.counted AND NOT EXISTS (
    SELECT 1 FROM main.confirmations c WHERE c.order_id = p.order_id AND c.profile = p.profile AND c.counted)"""
_PART_AGE = 24 * 3600
_STAMP = "%Y-%m-%dT%H-%M-%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy of the ledger. `made_at`: UTC, ISO 8601; `size` in bytes."""

    path: Path
    made_at: str
    size: int
    for_upgrade: bool
    """Made before a change of the schema: kept for ever."""
    by_hand: bool
    """Made because the merchant wanted one: kept for ever."""


@dataclass(frozen=True, slots=True)
class Since:
    """What the present ledger has and a backup lacks."""

    links: list[LinkTotal]
    confirmed: int
    """Notices that were counted since; they stay known when the backup is restored."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a backup holds, to be seen before it is restored; `since`: None where the present ledger cannot be read."""

    links: int
    confirmations: int
    newest: PaymentLink | None
    totals: list[LinkTotal]
    since: Since | None


def folder_of(ledger: Path) -> Path:
    return ledger.parent / "backups"


def list_backups(ledger: Path) -> list[Backup]:
    """Every backup of the ledger at that path, newest first."""
    found: list[Backup] = []
    for path in folder_of(ledger).glob("ledger-*.sqlite"):
        if match := _NAME.fullmatch(path.name):
            day, _, clock = match[1].partition("T")
            with suppress(FileNotFoundError, ValueError):
                time.strptime(match[1], _STAMP)
                size = path.stat().st_size
                made_at, by_hand = f"{day}T{clock.replace('-', ':')}", match[2] == _BY_HAND
                found.append(Backup(path, made_at, size, match[2] is not None and not by_hand, by_hand))
    return sorted(found, key=lambda backup: backup.path.name, reverse=True)


async def back_up(ledger: Path, copy_to: Callable[[Path], Awaitable[object]], *, by_hand: bool = False) -> Backup:
    """Copy the open ledger at that path, check and name; then drop what is too old.

    Raises LedgerError; nothing half-made is left.
    """
    target = _target(ledger, _BY_HAND if by_hand else "")
    part = target.with_name(f"{target.name}.part")
    worker = Worker("backup")
    try:
        await copy_to(part)
        await worker.call(lambda: _finish(part, target))
        await worker.call(lambda: _rotate(ledger))
    except BaseException:
        await worker.call(lambda: remove(part))
        raise
    finally:
        worker.stop()
    return next(backup for backup in list_backups(ledger) if backup.path == target)


def is_due(ledger: Path) -> bool:
    """Whether there is no backup of today (UTC) yet, beside those made by hand."""
    return not any(backup.made_at[:10] == db.now()[:10] and not backup.by_hand for backup in list_backups(ledger))


def before_upgrade(
    database: apsw.Connection, ledger: Path, version: int, told: Callable[[float], bool] = lambda _share: True
) -> Path:
    """Keep a checked copy of a ledger of schema `version`, in the ledger's thread. Raises LedgerError, apsw.Error.

    `told`: as of database.upgrade, for which nothing is done yet.
    """
    target = _target(ledger, f"-before-v{version + 1}")
    part = target.with_name(f"{target.name}.part")
    try:
        for _ in db.copying(database, part):
            if not told(0.0):
                raise LedgerError("upgrade_stopped", path=str(ledger))
        _finish(part, target)
    except BaseException:
        remove(part)
        raise
    return target


def preview(backup: Path, present: Path | None = None) -> Preview:
    """What is in a backup, and what it lacks of the ledger at `present`; blocks. Raises LedgerError."""
    with _reading(backup) as copy:
        version = db.check_version(copy, backup)
        db.check_schema(copy, backup, db.schema_steps()[:version])
        newest = copy.execute(f"SELECT {LINK_COLUMNS} FROM links ORDER BY id DESC LIMIT 1").fetchall()  # noqa: S608
        return Preview(
            links=copy.execute("SELECT count(*) FROM links").get,
            confirmations=copy.execute("SELECT count(*) FROM confirmations").get,
            newest=to_link(newest[0]) if newest else None,
            totals=to_totals(copy.execute(_TOTALS.format("main.links")).fetchall()),
            since=None if present is None else _since(copy, present),
        )


def _since(copy: apsw.Connection, present: Path) -> Since | None:
    try:
        copy.execute("ATTACH ? AS present", (f"{present.absolute().as_uri()}?mode=ro",))
        links = to_totals(copy.execute(_TOTALS.format(_ONLY_PRESENT)).fetchall())
        return Since(links, copy.execute(_CONFIRMED_SINCE).get)
    except apsw.Error:
        return None


def is_missing(ledger: Path) -> bool:
    """Whether a ledger was here and is gone or empty: its write-ahead log or a backup is still there."""
    with suppress(FileNotFoundError):
        if ledger.stat().st_size:
            return False
    with suppress(FileNotFoundError):
        if ledger.with_name(f"{ledger.name}-wal").stat().st_size:
            return True
    return bool(list_backups(ledger))


def move_aside(ledger: Path) -> Path:
    """Move the ledger and what belongs to it into a folder beside it, which is returned. Raises LedgerError."""
    stamp = time.strftime(_STAMP, time.gmtime())
    taken = len(list(ledger.parent.glob(f"replaced-{stamp}*")))
    aside = ledger.parent / f"replaced-{stamp}{f'-{taken}' if taken else ''}"
    with translated_errors(ledger):
        aside.mkdir(mode=0o700)
        moved: list[Path] = []
        try:
            for name in (ledger.name, f"{ledger.name}-wal", f"{ledger.name}-shm"):
                with suppress(FileNotFoundError):
                    rename(ledger.with_name(name), aside / name)
                    moved.append(aside / name)
        except OSError:
            # a ledger without its write-ahead log lacks its last links, and that log must not meet another ledger
            for path in moved:
                rename(path, ledger.with_name(path.name))
            aside.rmdir()
            raise
        sync_folder(ledger.parent)
    return aside


def _target(ledger: Path, suffix: str = "") -> Path:
    folder = folder_of(ledger)
    with translated_errors(ledger):
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"ledger-{time.strftime(_STAMP, time.gmtime())}{suffix}.sqlite"


def _finish(part: Path, target: Path) -> None:
    with translated_errors(target):
        check_copy(part)
        sync_file(part)
        replace(part, target)
        sync_folder(target.parent)


def _rotate(ledger: Path) -> None:
    from datetime import date  # noqa: PLC0415 - the first page is read without it

    days: set[str] = set()
    weeks: set[tuple[int, int]] = set()
    for backup in list_backups(ledger):
        if backup.for_upgrade or backup.by_hand:
            continue
        day = backup.made_at[:10]
        week = date.fromisoformat(day).isocalendar()[:2]
        of_day = day not in days and len(days) < DAYS_KEPT
        of_week = week not in weeks and len(weeks) < WEEKS_KEPT
        if of_day:
            days.add(day)
        if of_week:
            weeks.add(week)
        if not of_day and not of_week:
            remove(backup.path)
    for part in folder_of(ledger).glob("ledger-*.sqlite.part"):  # its process was killed
        if time.time() - part.stat().st_mtime > _PART_AGE:
            remove(part)


@contextmanager
def _reading(path: Path) -> Iterator[apsw.Connection]:
    """A connection that writes nothing, not even beside the file."""
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    with db.translated(path):
        copy = apsw.Connection(f"{path.absolute().as_uri()}?immutable=1", flags=flags)
        try:
            if not db.check_version(copy, path):
                raise LedgerError("ledger_corrupt", path=str(path), why="empty")
            yield copy
        finally:
            copy.close(True)


def check_copy(path: Path) -> None:
    """Read a whole copy and look for damage. Raises LedgerError."""
    with _reading(path) as copy:
        db.check(copy, path, quick=False)


def sync_file(path: Path) -> None:
    with patiently(lambda: path.open("rb+")) as file:
        os.fsync(file.fileno())


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """The system's errors as LedgerErrors."""
    try:
        yield
    except OSError as error:
        raise db.system_error(error, path) from error
