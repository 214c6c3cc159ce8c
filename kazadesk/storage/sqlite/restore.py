"""Put a backup in the ledger's place, which still knows what the ledger before it knew.

A backup is older than the ledger that it replaces. What was counted, marked, assigned or sent since then is taken over
from that ledger, or the same money would turn green a second time. Where nothing is known of what followed the backup,
the restored ledger says so (see the `restores` table): the ledger in its place cannot be read, its rules were taken
away, it went on elsewhere, or it is not one that came after this backup (a new computer's, one that was begun anew).
"""

from __future__ import annotations

import os
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import apsw

from kazadesk.core.errors import LedgerError
from kazadesk.core.link import MOVES, LinkState
from kazadesk.storage.dialect import Row
from kazadesk.storage.files import patiently, remove, rename, sync_folder
from kazadesk.storage.process_lock import ProcessLock
from kazadesk.storage.sqlite import database as db
from kazadesk.storage.sqlite.backup import check_copy, move_aside, sync_file, translated_errors

_CONFIRMATION = "at, profile, verdict, reasons, repairs, order_id, amount, signed_amount, currency, status, ref"
_CONFIRMATIONS = f"""INSERT INTO main.confirmations ({_CONFIRMATION}, link_id, counted, raw, restored)
    SELECT {_CONFIRMATION.replace(", ", ", o.").replace("at,", "o.at,", 1)},
        (SELECT id FROM main.links l WHERE l.order_id = o.order_id AND l.profile = o.profile), o.counted, o.raw, 1
    FROM old.confirmations o WHERE o.order_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM main.confirmations c
        WHERE c.order_id = o.order_id AND c.profile IS o.profile AND (c.counted AND o.counted OR c.at = o.at))
    ORDER BY o.id"""  # noqa: S608
_ANOTHER_NOW = """SELECT l.id, l.state, o.id, o.state, o.order_id, o.url, o.error, o.message, o.maybe_sent,
        o.by_hand_reason, o.updated_at
    FROM main.links l
    JOIN old.links o ON o.reference = l.reference AND o.profile = l.profile AND o.created_at = l.created_at
    WHERE (o.state <> l.state OR o.order_id IS NOT l.order_id AND l.order_id IS NULL)"""
_EVENTS = """INSERT INTO main.link_events (link_id, at, kind, from_state, to_state, detail)
    SELECT ?1, at, kind, from_state, to_state, detail FROM old.link_events o WHERE o.link_id = ?2 AND NOT EXISTS (
        SELECT 1 FROM main.link_events e WHERE e.link_id = ?1 AND e.at = o.at AND e.kind = o.kind)
    ORDER BY o.id"""
_TAKEN = """INSERT OR IGNORE INTO main.taken_references (profile, reference) SELECT profile, reference FROM old.links o
    WHERE NOT EXISTS (SELECT 1 FROM main.links l WHERE l.profile = o.profile AND l.reference = o.reference)"""
_TAKEN_BEFORE = """INSERT OR IGNORE INTO main.taken_references (profile, reference)
    SELECT profile, reference FROM old.taken_references"""
_FORGOTTEN = """INSERT INTO main.restores (at, remembered)
    SELECT at, 0 FROM old.restores o
    WHERE remembered = 0 AND NOT EXISTS (SELECT 1 FROM main.restores r WHERE r.at = o.at AND r.remembered = 0)"""
# Links that the replaced ledger has never heard of: it is no successor of the backup. They never leave a ledger.
_UNHEARD = """SELECT 1 FROM main.links l
    WHERE NOT EXISTS (SELECT 1 FROM old.links o
        WHERE o.reference = l.reference AND o.profile = l.profile AND o.created_at = l.created_at)"""
_UNHEARD_AND_NOT_TAKEN = f"""{_UNHEARD} AND NOT EXISTS (
        SELECT 1 FROM old.taken_references t WHERE t.reference = l.reference AND t.profile = l.profile)"""  # noqa: S608
_MOVED = "SELECT 1 FROM old.ledger_info WHERE name = 'moved_to'"
_NOT_CERTAIN = """SELECT id FROM main.links l WHERE state = 'sending' OR state = 'unsent' AND (?1 = 0 OR NOT EXISTS (
    SELECT 1 FROM old.links o
    WHERE o.reference = l.reference AND o.profile = l.profile AND o.created_at = l.created_at))"""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. `aside`: the folder that now holds the replaced files."""

    aside: Path
    remembered: bool
    """Whether all is known that was counted since the backup, from the replaced ledger; else links that are older than
    the restore are never green."""
    uncertain: int
    """Links that the backup calls unsent or on their way, and of which nobody knows whether they were sent since."""


def restore(ledger: Path, backup: Path, *, newest: bool = False) -> Restored:
    """Put a checked copy of `backup` in the ledger's place; blocks.

    `newest`: the backup was made just now, of the ledger that was in use, so nothing has been counted since.
    The ledger must be closed. Raises LedgerError (ledger_busy: another KazaDesk has it open).
    """
    if any(ProcessLock.is_held(lock) for lock in (ledger.parent / "senders").glob("*.lock")):
        raise LedgerError("ledger_busy", path=str(ledger))
    new = ledger.with_name(f"{ledger.name}.restoring")
    with translated_errors(ledger), db.translated(ledger):
        try:
            patiently(lambda: shutil.copyfile(backup, new))
            check_copy(new)
            with _held(ledger) as let_go:
                remembered, uncertain = _remember(new, _predecessor(ledger), newest=newest)
                sync_file(new)
                if os.name != "posix":
                    let_go()  # an open file cannot be moved there, and so no other program has it open either
                aside = move_aside(ledger)
            rename(new, ledger)
        finally:
            for name in (new.name, f"{new.name}-wal", f"{new.name}-shm"):
                remove(new.with_name(name))
        sync_folder(ledger.parent)
    return Restored(aside, remembered, uncertain)


@contextmanager
def _held(ledger: Path) -> Iterator[Callable[[], None]]:
    """Nothing is written to the ledger from before it is read until it is moved: who waits for its turn meanwhile finds
    the file moved, and writes nothing. Gives what lets go of it earlier. Raises LedgerError(ledger_busy).
    """
    with ExitStack() as stack:
        try:
            if ledger.exists() and ledger.stat().st_size:
                uri = ledger.absolute().as_uri()
                held = apsw.Connection(uri, flags=apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI)
                stack.callback(held.close, True)
                db.distrust(held)
                held.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)  # its log is moved with it
                held.set_busy_timeout(db.BUSY_TIMEOUT_MS)
                held.execute("BEGIN IMMEDIATE")
        except apsw.BusyError:
            raise
        except apsw.Error:
            pass  # so damaged that nobody else can write to it
        yield stack.close


def _predecessor(ledger: Path) -> Path:
    """The ledger that is replaced: the one in place, or, after a restore that was cut off, the newest moved aside."""
    if ledger.exists():
        return ledger
    moved = sorted(ledger.parent.glob(f"replaced-*/{ledger.name}"), key=lambda path: path.parent.name)
    return moved[-1] if moved else ledger


def _remember(new: Path, old: Path, *, newest: bool) -> tuple[bool, int]:
    """Take over into `new` what `old` knows: in one transaction, so that a ledger knows all of it or says that not."""
    database = apsw.Connection(new.absolute().as_uri(), flags=apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI)
    try:
        db.distrust(database)
        database.execute("PRAGMA journal_mode = DELETE; PRAGMA foreign_keys = ON").fetchall()
        db.upgrade(database, new, db.schema_steps(), lambda version: None)
        with _attached(database, old) as readable, db.writing(database):
            # no clock that is put right later makes a link look younger than this restore
            at = max(db.now(), database.execute("SELECT ifnull(max(created_at), '') FROM links").get)
            remembered = (readable and _take_over(database)) or newest
            uncertain = _doubt(database, at, remembered)
            database.execute("INSERT INTO restores (at, remembered) VALUES (?, ?)", (at, int(remembered)))
    finally:
        database.close(True)
    return remembered, uncertain


@contextmanager
def _attached(database: apsw.Connection, old: Path) -> Iterator[bool]:
    """Whether `old` is there as a sound ledger, attached for as long as the block lasts."""
    if not old.exists() or not old.stat().st_size:
        yield False
        return
    try:
        database.execute("ATTACH ? AS old", (f"{old.absolute().as_uri()}?mode=ro",))
    except apsw.Error:
        yield False
        return
    try:
        yield _is_sound(database)
    finally:
        database.execute("DETACH old")


def _is_sound(database: apsw.Connection) -> bool:
    try:
        version, application = (
            database.execute(f"PRAGMA old.{name}").get for name in ("user_version", "application_id")
        )
        if application != db.APPLICATION_ID or not 0 < int(version) <= db.SCHEMA_VERSION:
            return False
        return bool(database.execute("PRAGMA old.quick_check(1)").get == "ok")
    except apsw.Error:
        return False


def _take_over(database: apsw.Connection) -> bool:
    """Whether that is all there is to know; what was read stays in any case, since more knowledge is never wrong."""
    tables = {name for (name,) in database.execute("SELECT name FROM old.sqlite_schema WHERE type = 'table'")}
    try:
        database.execute(_CONFIRMATIONS)
        for row in database.execute(_ANOTHER_NOW).fetchall():
            _follow(database, row)
        database.execute(_TAKEN)
        if "taken_references" in tables:
            database.execute(_TAKEN_BEFORE)
        if "restores" in tables:
            database.execute(_FORGOTTEN)
        unheard = _UNHEARD_AND_NOT_TAKEN if "taken_references" in tables else _UNHEARD
        if database.execute(unheard).get is not None:
            return False
        if "ledger_info" in tables and database.execute(_MOVED).get is not None:
            return False
        return _has_its_rules(database)
    except (apsw.CorruptError, apsw.NotADBError, apsw.IOError, apsw.ConstraintError, apsw.SQLError):
        return False


def _has_its_rules(database: apsw.Connection) -> bool:
    """Whether nothing could be taken back from the replaced ledger."""
    version = int(database.execute("PRAGMA old.user_version").get)
    return not db.altered(database, db.schema_steps()[:version], "old")


def _follow(database: apsw.Connection, row: Row) -> None:
    """Move a link to where the replaced ledger has it, by the moves that the schema allows."""
    link_id, state, old_id, goal, order_id, url, error, message, maybe_sent, reason, updated_at = row
    steps = _way(LinkState(state), LinkState(goal))
    if steps is None or goal == LinkState.SENDING:
        return  # the backup knows more than the ledger did; what was on its way is seen to afterwards
    taken = "SELECT 1 FROM main.links WHERE order_id = ? AND profile = (SELECT profile FROM main.links WHERE id = ?)"
    if order_id is not None and database.execute(taken, (order_id, link_id)).get is None:
        database.execute("UPDATE links SET order_id = ? WHERE id = ? AND order_id IS NULL", (order_id, link_id))
    known = "url = ifnull(url, ?), error = ?, message = ?, maybe_sent = ?"
    database.execute(f"UPDATE links SET {known} WHERE id = ?", (url, error, message, maybe_sent, link_id))  # noqa: S608
    for step in steps:
        by_hand = reason if step is LinkState.PAID_BY_HAND else None
        set_state = "UPDATE links SET state = ?, by_hand_reason = ?, updated_at = ? WHERE id = ?"
        database.execute(set_state, (step.value, by_hand, updated_at, link_id))
    database.execute(_EVENTS, (link_id, old_id))


def _way(start: LinkState, goal: LinkState) -> list[LinkState] | None:
    """The shortest way by core/link's moves, without `start`; None where there is none."""
    ways = deque([(start, list[LinkState]())])
    seen = {start}
    while ways:
        state, way = ways.popleft()
        if state is goal:
            return way
        for following in sorted(MOVES[state] - seen):
            seen.add(following)
            ways.append((following, [*way, following]))
    return None


def _doubt(database: apsw.Connection, at: str, remembered: bool) -> int:
    """Links that may have been sent since the backup become unknown: to send them again could double them."""
    sql = _NOT_CERTAIN if remembered else _NOT_CERTAIN.partition(" AND (?1")[0]
    found = database.execute(sql, (1,) if remembered else ()).fetchall()
    for (link_id,) in found:
        state = LinkState(database.execute("SELECT state FROM links WHERE id = ?", (link_id,)).get)
        for step in _way(state, LinkState.UNKNOWN) or ():
            database.execute("UPDATE links SET state = ?, updated_at = ? WHERE id = ?", (step.value, at, link_id))
        database.execute("UPDATE links SET maybe_sent = 1, error = 'restored' WHERE id = ?", (link_id,))
        event = "INSERT INTO link_events (link_id, at, kind, to_state) VALUES (?, ?, 'after_restore', 'unknown')"
        database.execute(event, (link_id, at))
    return len(found)
