"""What the mailbox's file promises: ids only grow, nothing unread is deleted, a failed write is said."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kazadesk.core.errors import InboxError
from kazadesk.inbox.post import Post, received, utc
from kazadesk.inbox.server import InboxServer
from kazadesk.inbox.store import KEPT_DAYS, MAX_STRAYS, Store

DAY = 86_400


def post(body: bytes = b"{}", *, days_ago: float = 0) -> Post:
    return Post(utc(time.time() - days_ago * DAY), "192.0.2.1", "/x", (("A", "b"),), body)


def rows(path: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "mailbox.sqlite")
    store.set_up()
    return store


def test_the_read_key_is_told_once_and_kept_as_a_hash(tmp_path: Path) -> None:
    path = tmp_path / "mailbox.sqlite"
    first = InboxServer(path)
    assert first.read_key
    again = InboxServer(path)
    assert again.read_key is None
    assert again.hook.rpartition("/")[2] == first.hook.rpartition("/")[2]
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert first.read_key.encode() not in kept
    if os.name == "posix":  # Windows has other rights
        assert path.stat().st_mode & 0o077 == 0


def test_both_secrets_are_made_anew_in_one_act_and_the_posts_stay(store: Store) -> None:
    old, _ = store.set_up()
    store.add([(post(b"1"), False)])
    access, key = store.set_up(renew_token=True, renew_key=True)
    assert access.write_token != old.write_token
    assert key is not None
    assert access.may_read(key)
    assert not old.may_read(key)
    assert b'"body": "1"' in store.page(0, 10)[0]


def test_a_restored_file_gives_out_no_id_again(store: Store, tmp_path: Path) -> None:
    store.add([(post(b"before"), False)])
    store.close()
    shutil.copy(store.path, tmp_path / "backup")
    lost = store.add([(post(b"lost"), False) for _ in range(3)])
    store.close()
    shutil.copy(tmp_path / "backup", store.path)
    (new,) = store.add([(post(b"after"), False)])
    assert new > lost[-1]
    text, count = store.page(lost[-1], 10)
    assert count == 1
    assert text.startswith(b'{"gap": ')
    assert b"after" in text


@pytest.mark.skipif(os.name != "posix", reason="Windows does not let go of an open file")
def test_a_file_put_in_place_while_it_runs_is_used_from_then_on(store: Store, tmp_path: Path) -> None:
    store.add([(post(b"before"), False)])
    other = Store(tmp_path / "other.sqlite")
    other.set_up()
    other.add([(post(b"restored"), False)])
    other.close()
    (tmp_path / "other.sqlite").replace(store.path)
    store.add([(post(b"new"), False)])
    kept = [row[0] for row in rows(store.path, "SELECT body FROM posts ORDER BY id")]
    assert kept == [b"restored", b"new"]


def test_ids_grow_when_the_clock_goes_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    (first,) = store.add([(post(), False)])
    monkeypatch.setattr(time, "time_ns", lambda: 1_000)
    (second,) = store.add([(post(), False)])
    store.note_read(second + 1_000_000)
    (third,) = store.add([(post(), False)])
    assert first < second < second + 1_000_000 < third


def test_only_what_was_read_and_is_old_is_forgotten(store: Store) -> None:
    ids = store.add([(post(b"%d" % age, days_ago=age), False) for age in (200, 150, 120, 10, 0)])
    assert store.forget_old(time.time()) == 0  # nobody has read anything
    store.note_read(ids[1])
    assert store.forget_old(time.time()) == 2
    store.note_read(ids[4])
    assert store.forget_old(time.time()) == 1
    assert store.forget_old(time.time()) == 0
    text, count = store.page(0, 10)
    assert count == 2
    assert b"gap" not in text  # a new desk has lost nothing
    assert b"gap" not in store.page(ids[2], 10)[0]  # a desk that had everything up to there neither
    assert store.page(ids[0], 10)[0].startswith(b'{"gap": ')  # this one has missed some
    assert KEPT_DAYS == 90


def test_a_cursor_of_another_mailbox_marks_nothing_as_read(store: Store) -> None:
    ids = store.add([(post(days_ago=200), False) for _ in range(3)])
    store.note_read(ids[1] + 10**12)
    assert store.forget_old(time.time()) == 0


def test_strays_are_a_ring_of_their_own(store: Store) -> None:
    store.add([(post(b"kept"), False)])
    for start in range(0, MAX_STRAYS + 200, 100):
        store.add([(post(b"stray %d" % (start + number)), True) for number in range(100)])
    strays = rows(store.path, "SELECT body FROM strays ORDER BY id")
    assert len(strays) == MAX_STRAYS
    assert strays[-1][0] == b"stray %d" % (MAX_STRAYS + 199)
    assert store.page(0, 10)[1] == 1


def test_a_database_that_is_no_mailbox_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mailbox.sqlite"
    rows(path, "CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(InboxError, match="inbox_damaged"):
        Store(path).set_up()
    assert path.read_bytes() == before
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(InboxError, match="inbox_damaged"):
        Store(path).set_up()


def test_headers_lose_what_is_nobodys_business() -> None:
    kept = received("", "/", [(b"Cookie", b"a"), (b"X-Inbox-Key", b"b"), (b"A", b"\xe9")], b"")
    assert kept.headers == (("A", "é"),)
