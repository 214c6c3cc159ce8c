from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import time

import pytest

from kazadesk.core.errors import LedgerError
from kazadesk.core.link import LinkRequest, LinkState
from kazadesk.core.records import LinkQuery
from kazadesk.storage.process_lock import ProcessLock
from kazadesk.storage.sqlite import backup, database
from kazadesk.storage.sqlite.ledger_file import SqliteLedger
from kazadesk.storage.sqlite.restore import restore


def names(path):
    return sorted(entry.name for entry in path.iterdir())


def test_a_backup_holds_everything_and_stands_alone(ledger, path, run, make_link, webhook, believe):
    link = make_link("R-1", "id-1")
    run(ledger.confirm([webhook("id-1")], believe))
    assert backup.is_due(path)
    made = run(backup.back_up(ledger.path, ledger.copy_to))
    assert not backup.is_due(path)
    assert [kept.path for kept in backup.list_backups(path)] == [made.path]
    assert names(made.path.parent) == [made.path.name]
    assert (made.made_at[:10], made.size) == (database.now()[:10], made.path.stat().st_size)
    shown = backup.preview(made.path)
    assert (shown.links, shown.confirmations) == (1, 1)
    assert (shown.newest.id, shown.newest.state) == (link.id, LinkState.PAID)
    assert names(made.path.parent) == [made.path.name]


def test_the_ledger_serves_others_while_it_is_copied(ledger, run, make_link, monkeypatch):
    monkeypatch.setattr(database, "_PAGES_A_STEP", 1)
    for number in range(30):
        make_link(f"R-{number}", f"id-{number}")

    async def scenario():
        backing_up = asyncio.create_task(backup.back_up(ledger.path, ledger.copy_to))
        served = 0
        while not backing_up.done():
            request = LinkRequest("1", "USD", "a@example.com", f"meanwhile {served}")
            await ledger.add_link(request, profile="shop", sender="me")
            served += 1
        return await backing_up, served

    made, served = run(scenario())
    assert served > 10
    assert backup.preview(made.path).links >= 30
    assert run(ledger.count(LinkQuery())) == 30 + served


def test_kept_are_the_newest_of_seven_days_and_four_weeks(ledger, path, run):
    made = run(backup.back_up(ledger.path, ledger.copy_to))
    folder = made.path.parent
    today = time.time()
    for age in range(1, 60):
        for hour in (9, 17):
            stamp = time.strftime(f"%Y-%m-%dT{hour:02}-00-00Z", time.gmtime(today - age * 86_400))
            shutil.copyfile(made.path, folder / f"ledger-{stamp}.sqlite")
    upgrade = folder / "ledger-2020-01-01T00-00-00Z-before-v2.sqlite"
    mine = folder / "ledger-copied by hand.sqlite"
    left, running = folder / "ledger-x.sqlite.part", folder / "ledger-y.sqlite.part"
    for file in (upgrade, mine, left, running):
        shutil.copyfile(made.path, file)
    os.utime(left, (today - 2 * 86_400,) * 2)
    newest = run(backup.back_up(ledger.path, ledger.copy_to))
    kept = backup.list_backups(path)
    days = [entry.made_at[:10] for entry in kept if not entry.for_upgrade]
    assert kept[0] == newest
    assert len(days) == len(set(days))
    assert days[:7] == [time.strftime("%Y-%m-%d", time.gmtime(today - age * 86_400)) for age in range(7)]
    assert 7 + 2 <= len(days) <= 7 + 3
    assert all("T17:" in entry.made_at for entry in kept[1:] if not entry.for_upgrade)
    assert upgrade.exists()
    assert mine.exists()
    assert running.exists()
    assert not left.exists()


def test_those_made_by_hand_are_neither_dropped_nor_a_days_backup(ledger, path, run):
    mine = [run(backup.back_up(ledger.path, ledger.copy_to, by_hand=True))]
    assert backup.is_due(path)
    long_ago = mine[0].path.with_name("ledger-2020-01-01T09-00-00Z-by-hand.sqlite")
    shutil.copyfile(mine[0].path, long_ago)
    assert not run(backup.back_up(ledger.path, ledger.copy_to)).by_hand
    assert not backup.is_due(path)
    assert [entry.path for entry in backup.list_backups(path) if entry.by_hand] == [mine[0].path, long_ago]
    assert backup.preview(long_ago).links == 0


def test_names_that_are_no_dates_are_no_backups(ledger, path, run):
    folder = run(backup.back_up(ledger.path, ledger.copy_to)).path.parent
    for name in ("ledger-2026-13-45T00-00-00Z.sqlite", "ledger-.sqlite", "ledger-2026-01-01T00-00-00Z.sqlite.part"):
        (folder / name).write_bytes(b"")
    assert len(backup.list_backups(path)) == 1


def test_restoring_puts_the_old_files_aside(ledger, path, run, make_link):
    kept = make_link("R-1", "id-1")
    made = run(backup.back_up(ledger.path, ledger.copy_to))
    make_link("R-2")
    ledger.close_now()
    path.with_name(f"{path.name}-wal").write_bytes(b"")
    aside = restore(path, made.path).aside
    assert {"ledger.sqlite", "ledger.sqlite-wal"} <= set(names(aside))
    assert sorted(names(path.parent)) == ["backups", "ledger.sqlite", aside.name]
    restored, replaced = SqliteLedger.open(path), SqliteLedger.open(aside / path.name)
    assert restored.first_page(LinkQuery()) == [kept]
    assert [link.reference for link in replaced.first_page(LinkQuery())] == ["R-2", "R-1"]
    restored.close_now()
    replaced.close_now()
    assert restore(path, made.path).aside != aside
    assert made.path.exists()


def test_a_backup_restores_a_ledger_that_is_damaged_or_gone(ledger, path, run, make_link):
    link = make_link("R-1", "id-1")
    made = run(backup.back_up(ledger.path, ledger.copy_to))
    ledger.close_now()
    for lose in (lambda: path.write_bytes(b"noise" * 5000), path.unlink):
        lose()
        with pytest.raises(LedgerError, match=r"ledger_(corrupt|missing)"):
            SqliteLedger.open(path)
        restore(path, made.path)
        restored = SqliteLedger.open(path)
        assert restored.first_page(LinkQuery()) == [link]
        restored.close_now()


def test_a_damaged_backup_is_never_put_in_the_ledgers_place(ledger, path, run, make_link):
    make_link("R-1", "id-1")
    made = run(backup.back_up(ledger.path, ledger.copy_to))
    ledger.close_now()
    before = path.read_bytes()
    data = made.path.read_bytes()
    for damaged in (data[: len(data) // 2], data[:4096] + b"\xa5" * (len(data) - 4096), b"noise" * 5000, b""):
        made.path.write_bytes(damaged)
        with pytest.raises(LedgerError):
            restore(path, made.path)
        assert path.read_bytes() == before
        assert names(path.parent) == ["backups", "ledger.sqlite"]
    made.path.unlink()
    with pytest.raises(LedgerError):
        restore(path, made.path)


def test_nothing_is_restored_under_a_running_kazadesk(ledger, path, run, make_link):
    made = run(backup.back_up(ledger.path, ledger.copy_to))
    ledger.close_now()
    sender = ProcessLock(path.parent / "senders" / "window.lock")
    assert sender.acquire()
    with pytest.raises(LedgerError, match="ledger_busy"):
        restore(path, made.path)
    sender.release(remove=True)
    restore(path, made.path)


def test_a_backup_that_is_cancelled_leaves_nothing(ledger, path, run, make_link, monkeypatch):
    monkeypatch.setattr(database, "_PAGES_A_STEP", 1)
    make_link("R-1")

    async def scenario():
        backing_up = asyncio.create_task(backup.back_up(ledger.path, ledger.copy_to))
        while not backup.folder_of(path).exists():
            await ledger.link(1)
        backing_up.cancel()
        await asyncio.wait([backing_up])
        assert backing_up.cancelled()

    run(scenario())
    assert names(backup.folder_of(path)) == []


def test_a_full_disk_leaves_the_ledger_where_it_is(small_disk, run):
    path = small_disk / "ledger.sqlite"
    ledger = SqliteLedger.open(path)
    for number in range(30):
        request = LinkRequest("1", "USD", "a@example.com", f"R-{number}", "https://shop.example/" + "x" * 1900)
        run(ledger.add_link(request, profile="shop", sender="me"))
    made = run(backup.back_up(ledger.path, ledger.copy_to))
    ledger.close_now()
    room = os.statvfs(small_disk)
    (small_disk / "film").write_bytes(b"\0" * (room.f_bavail * room.f_frsize - 8192))
    with pytest.raises(LedgerError, match="disk_full"):
        restore(path, made.path)
    (small_disk / "film").unlink()
    ledger = SqliteLedger.open(path)
    assert run(ledger.count(LinkQuery())) == 30
    ledger.close_now()
    assert names(small_disk) == ["backups", "ledger.sqlite"]
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(LedgerError, match="read_only"):
        restore(path, made.path)
