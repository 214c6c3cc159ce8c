"""The mailbox's file: posts in one SQLite database, each commit synced to the disk."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import apsw

from kazadesk.core.errors import InboxError
from kazadesk.inbox.post import Post, line, utc

MAX_STRAYS = 1_000
KEPT_DAYS = 90
MAX_CURSOR = 1 << 52
"""Ids are microseconds since 1970 or more; all of them stay whole numbers in JavaScript and PHP."""
_PAGE_BYTES = 1024 * 1024
_DELETED_AT_ONCE = 500
_APPLICATION_ID = 0x4B5A4942  # "KZIB"
_COLUMNS = "id, at, peer, path, headers, body"
_KEEP = f"INSERT INTO posts ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608
_KEEP_STRAY = f"INSERT INTO strays ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608
_LAST = """SELECT max(floor, deleted_upto, ifnull((SELECT max(id) FROM posts), 0),
    ifnull((SELECT max(id) FROM strays), 0)) FROM meta"""
_KEEP_ACCESS = """INSERT INTO meta VALUES (1, ?1, ?2, 0, 0, 0)
    ON CONFLICT DO UPDATE SET write_token = ?1, key_hash = ?2"""
_SCHEMA = f"""
PRAGMA application_id = {_APPLICATION_ID};
PRAGMA user_version = 1;
CREATE TABLE posts (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, peer TEXT NOT NULL, path TEXT NOT NULL, headers TEXT NOT NULL,
    body BLOB NOT NULL) STRICT;
CREATE TABLE strays (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, peer TEXT NOT NULL, path TEXT NOT NULL, headers TEXT NOT NULL,
    body BLOB NOT NULL) STRICT;
CREATE TABLE meta (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    write_token TEXT NOT NULL, key_hash TEXT NOT NULL,
    floor INTEGER NOT NULL, read_upto INTEGER NOT NULL, deleted_upto INTEGER NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may write and read: the last part of the write address, and the hash of the read key."""

    write_token: str
    key_hash: str

    def may_read(self, key: str) -> bool:
        """In constant time. The key has 256 random bits, so one round of SHA-256 hides it."""
        return hmac.compare_digest(hash_of(key), self.key_hash)

    def may_write(self, token: str) -> bool:
        """In constant time, whatever case an address form has put it in."""
        return hmac.compare_digest(token.lower().encode("utf-8", "replace"), self.write_token.encode())


def hash_of(key: str) -> str:
    """What is kept of a read key."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def new_token() -> str:
    """A write address's last part: lower case, because some address forms change the case."""
    return secrets.token_hex(20)


def new_key() -> str:
    """A read key, 256 bits."""
    return secrets.token_urlsafe(32)


class Store:
    """One connection to a mailbox file. Use it in one thread. Raises InboxError.

    With `access` it makes a file anew where the file has gone.
    """

    def __init__(self, path: Path, access: Access | None = None) -> None:
        self.path = path
        self._access = access
        self._database: apsw.Connection | None = None
        self._inode = 0

    # ── opening ──

    def set_up(self, *, renew_token: bool = False, renew_key: bool = False) -> tuple[Access, str | None]:
        """Make the file if there is none. The read key is given only where it is new: only its hash is kept."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            database = self._open()
            with database:
                row = database.execute("SELECT write_token, key_hash FROM meta").get
                token = new_token() if row is None or renew_token else row[0]
                key = new_key() if row is None or renew_key else None
                access = Access(token, hash_of(key) if key else row[1])
                database.execute(_KEEP_ACCESS, (access.write_token, access.key_hash))
        except (apsw.Error, OSError) as error:
            raise self._failed(error) from error
        return access, key

    def _open(self) -> apsw.Connection:
        """The connection; a new one where the last one failed, or another file was put in place of this one."""
        if self._database is not None:
            if self._file_number() == self._inode:
                return self._database
            self.close()
            for end in ("-wal", "-shm"):  # of the file that was here before: SQLite would write it into this one
                self.path.with_name(self.path.name + end).unlink(missing_ok=True)
        if not self.path.exists():  # the token in it is a secret
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        database = apsw.Connection(str(self.path))
        try:
            database.set_busy_timeout(10_000)
            if sys.platform == "win32":
                # A wait in LockFileEx may never be woken (Wine's is not): SQLite asks again and again instead
                database.setlk_timeout(0, 0)
            application, tables = database.execute(
                "SELECT application_id, EXISTS (SELECT 1 FROM sqlite_schema) FROM pragma_application_id"
            ).get
            if tables and application != _APPLICATION_ID:
                raise InboxError("inbox_damaged", path=str(self.path))
            mode = database.pragma("journal_mode", "wal")
            database.execute("PRAGMA synchronous = FULL")
            if sys.platform == "darwin":
                database.execute("PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON")
            if (mode, database.pragma("synchronous")) != ("wal", 2):
                raise InboxError("inbox_unavailable", path=str(self.path), why="write-ahead log refused")
            if not tables:
                with database:
                    if not database.execute("SELECT EXISTS (SELECT 1 FROM sqlite_schema)").get:
                        database.execute(_SCHEMA).fetchall()
                        if self._access is not None:
                            database.execute(_KEEP_ACCESS, (self._access.write_token, self._access.key_hash))
        except BaseException:
            database.close(True)
            raise
        self._database, self._inode = database, self._file_number()
        return database

    def _file_number(self) -> int:
        try:
            return self.path.stat().st_ino
        except OSError:
            return 0

    @property
    def is_open(self) -> bool:
        """Whether the file is held."""
        return self._database is not None

    def close(self) -> None:
        """Let go of the file; the next call opens it again."""
        database, self._database = self._database, None
        if database is not None:
            database.close(True)

    def _failed(self, error: Exception) -> InboxError:
        """The error for one of SQLite's. The connection is dropped, so that the next call starts afresh."""
        self.close()
        code = "inbox_unavailable"
        if isinstance(error, apsw.FullError):
            code = "inbox_full"
        elif isinstance(error, apsw.CorruptError | apsw.NotADBError):
            code = "inbox_damaged"
        return InboxError(code, path=str(self.path), why=str(error))

    # ── writing ──

    def add(self, posts: Sequence[tuple[Post, bool]]) -> list[int]:
        """Keep all of them in one synced commit, or none; gives their ids. True: a stray, without the token."""
        try:
            database = self._open()
            database.execute("BEGIN IMMEDIATE")
            try:
                ids = self._insert(database, posts)
                if any(stray for _, stray in posts):
                    self._trim_strays(database)
                database.execute("COMMIT")
            except BaseException:
                if database.in_transaction:
                    database.execute("ROLLBACK")
                raise
        except (apsw.Error, OSError) as error:
            raise self._failed(error) from error
        return ids

    def _insert(self, database: apsw.Connection, posts: Sequence[tuple[Post, bool]]) -> list[int]:
        """An id is the time in microseconds, or one more than the last: so it grows also after the file was
        restored from a backup, when counting on would give the same ids to other posts.
        """
        last = database.execute(_LAST).get
        ids = []
        for post, stray in posts:
            last = max(last + 1, time.time_ns() // 1000)
            ids.append(last)
            values = (last, post.at, post.peer, post.path, json.dumps(post.headers), post.body)
            database.execute(_KEEP_STRAY if stray else _KEEP, values)
        return ids

    def _trim_strays(self, database: apsw.Connection) -> None:
        oldest = database.execute("SELECT id FROM strays ORDER BY id DESC LIMIT 1 OFFSET ?", (MAX_STRAYS - 1,)).get
        if oldest is not None:
            database.execute("DELETE FROM strays WHERE id < ?", (oldest,))

    def note_read(self, after: int) -> None:
        """A desk has everything up to `after`. Where it knows a later id than this file, new ids start above it."""
        try:
            floor, read = self._open().execute("SELECT floor, read_upto FROM meta").get
        except apsw.Error as error:
            raise self._failed(error) from error
        if min(floor, read) >= after:
            return
        self._update(
            "UPDATE meta SET floor = max(floor, ?1), read_upto ="
            " CASE WHEN EXISTS (SELECT 1 FROM posts WHERE id = ?1) THEN max(read_upto, ?1) ELSE read_upto END",
            (after,),
        )

    def forget_old(self, now: float) -> int:
        """Delete some of what a desk has read and is older than 90 days; gives how many. Unread posts stay."""
        old = utc(now - KEPT_DAYS * 86_400)
        try:
            database = self._open()
            with database:
                gone = database.execute(
                    "DELETE FROM posts WHERE id IN (SELECT id FROM posts WHERE id <= (SELECT read_upto FROM meta)"
                    " ORDER BY id LIMIT ?) AND at < ? RETURNING id",
                    (_DELETED_AT_ONCE, old),
                ).fetchall()
                if gone:
                    newest = max(int(str(row[0])) for row in gone)
                    database.execute("UPDATE meta SET deleted_upto = max(deleted_upto, ?)", (newest,))
                database.execute("DELETE FROM strays WHERE at < ?", (old,))
        except (apsw.Error, OSError) as error:
            raise self._failed(error) from error
        return len(gone)

    def _update(self, sql: str, values: tuple[int, ...]) -> None:
        try:
            database = self._open()
            with database:
                database.execute(sql, values)
        except (apsw.Error, OSError) as error:
            raise self._failed(error) from error

    # ── reading ──

    def page(self, after: int, limit: int, *, strays: bool = False) -> tuple[bytes, int]:
        """NDJSON of what came after the id `after`, oldest first, and the number of posts in it.

        A first line `{"gap": …}` says that `after` was given out once and is not here any more: this file is an older
        copy of itself, or what came after was read by another desk and deleted.
        """
        table = "strays" if strays else "posts"
        try:
            database = self._open()
            lines, size = [], 0
            if after and not strays and (gap := self._gap(database, after)):
                lines.append(gap)
            gaps = len(lines)
            sql = f"SELECT {_COLUMNS} FROM {table} WHERE id > ? ORDER BY id LIMIT ?"  # noqa: S608
            for row in database.execute(sql, (after, limit)):
                lines.append(line(*row))
                size += len(lines[-1])
                if size > _PAGE_BYTES:
                    break
        except (apsw.Error, OSError) as error:
            raise self._failed(error) from error
        return b"".join(lines), len(lines) - gaps

    def _gap(self, database: apsw.Connection, after: int) -> bytes | None:
        here, before, deleted = database.execute(
            "SELECT EXISTS (SELECT 1 FROM posts WHERE id = ?1), ifnull((SELECT max(id) FROM posts WHERE id < ?1), 0),"
            " deleted_upto FROM meta",
            (after,),
        ).get
        if here or after == deleted:
            return None
        return json.dumps({"gap": {"after": max(before, min(deleted, after)), "upto": after}}).encode() + b"\n"

    def health(self) -> dict[str, object]:
        """Count, newest id and time, free bytes of the disk."""
        try:
            database = self._open()
            count, newest = database.execute("SELECT count(*), max(id) FROM posts").get
            at = database.execute("SELECT at FROM posts WHERE id = ?", (newest,)).get if newest else None
            free = shutil.disk_usage(self.path.parent).free
        except (apsw.Error, OSError) as error:
            raise self._failed(error) from error
        return {"count": count, "newest_id": newest or 0, "newest_at": at, "free_bytes": free}
