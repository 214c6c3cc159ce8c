"""Full disks, read-only folders, damaged files, other programs: a clear code, nothing overwritten, a way on."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from pathlib import Path

import apsw
import pytest

from kazadesk.core.errors import LedgerError
from kazadesk.core.link import LinkRequest, LinkState
from kazadesk.core.records import LinkQuery
from kazadesk.storage.sqlite import backup, database
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

PAGE = 4096


def add(ledger, run, reference, redirect_url=None):
    request = LinkRequest("10.10", "USD", "a@example.com", reference, redirect_url)
    return run(ledger.add_link(request, profile="shop", sender="me"))


@pytest.fixture
def closed(path, run):
    """A closed ledger of some hundred pages; its bytes."""
    ledger = SqliteLedger.open(path)
    for number in range(150):
        add(ledger, run, f"R-{number:03}", "https://shop.example/" + "x" * 1900)
    run(ledger.mark_by_hand(run(ledger.finish_link(1, LinkState.FAILED)).id, "settled"))
    ledger.close_now()
    return path.read_bytes()


def refused(path, run):
    """The code with which opening, or reading everything, is refused."""

    def open_and_check():
        ledger = SqliteLedger.open(path)
        try:
            run(ledger.quick_check())
        finally:
            ledger.close_now()

    with pytest.raises(LedgerError) as caught:
        open_and_check()
    assert caught.value.details["path"] == str(path)
    return caught.value.code


# ── disk ──


def test_on_a_full_disk_nothing_is_lost_and_it_goes_on_when_there_is_room(small_disk, run):
    path = small_disk / "ledger.sqlite"
    ledger = SqliteLedger.open(path)
    added = 0
    with pytest.raises(LedgerError) as caught:  # noqa: PT012 - which one fails is not known
        for added in range(10_000):
            add(ledger, run, f"R-{added}", "https://shop.example/" + "x" * 1000)
    assert caught.value.code == "disk_full"
    assert run(ledger.count(LinkQuery())) == added > 50
    with pytest.raises(LedgerError, match="disk_full"):
        run(backup.back_up(ledger.path, ledger.copy_to))
    assert [kept.name for kept in backup.folder_of(path).iterdir()] == []
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    add(ledger, run, "after")
    run(ledger.quick_check())
    assert run(ledger.count(LinkQuery())) == added + 1
    run(backup.back_up(ledger.path, ledger.copy_to))
    ledger.close_now()


def test_a_disk_too_full_to_make_a_ledger(small_disk, run):
    (small_disk / "film").write_bytes(b"\0" * 4 * 1024 * 1024)
    with pytest.raises(LedgerError, match="disk_full"):
        SqliteLedger.open(small_disk / "ledger.sqlite")
    (small_disk / "film").unlink()
    SqliteLedger.open(small_disk / "ledger.sqlite").close_now()


@pytest.mark.skipif(os.name != "posix", reason="limits on the size of files are POSIX's")
def test_a_quota_counts_as_a_full_disk(path, start):
    output, errors = start("fill", path, 400_000).communicate(timeout=60)
    assert (output.split(), errors) == (["disk_full", "True", "True"], "")


def test_a_read_only_folder(small_disk, run):
    path = small_disk / "ledger.sqlite"
    SqliteLedger.open(path).close_now()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert refused(path, run) == "read_only"
    assert refused(small_disk / "other.sqlite", run) == "read_only"


# ── damage ──


DAMAGE = {
    "another file": lambda data: b"not a database at all" * 1000,
    "zeros": lambda data: b"\0" * len(data),
    "a schema of noise": lambda data: data[:100] + b"\xff" * PAGE + data[100 + PAGE :],
    "noise after the schema": lambda data: data[:PAGE] + b"\xa5" * (len(data) - PAGE),
    "cut off": lambda data: data[: len(data) // 2],
    "cut off in the header": lambda data: data[:20],
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_told_and_left_as_it_is(closed, path, run, damage):
    damaged = DAMAGE[damage](closed)
    path.write_bytes(damaged)
    assert refused(path, run) == "ledger_corrupt"
    assert path.read_bytes() == damaged


def page_kinds(path):
    """A page number for each kind of page in the file."""
    connection = apsw.Connection(str(path))
    rows = connection.execute("SELECT name || ' ' || pagetype, max(pageno) FROM dbstat GROUP BY 1").fetchall()
    connection.close()
    return {str(kind): number for kind, number in rows}


def test_damage_on_a_page_of_any_kind_is_found(closed, path, run):
    kinds = page_kinds(path)
    assert {kind.split()[1] for kind in kinds} == {"leaf", "internal"}
    found = {}
    for kind, number in kinds.items():
        data = bytearray(closed)
        data[(number - 1) * PAGE : number * PAGE] = os.urandom(16) * (PAGE // 16)
        path.write_bytes(data)
        found[kind] = refused(path, run)
    assert set(found.values()) == {"ledger_corrupt"}


def test_damage_met_while_running_is_told_as_such(closed, path, run):
    number = page_kinds(path)["links leaf"]
    data = bytearray(closed)
    data[(number - 1) * PAGE : number * PAGE] = b"\xa5" * PAGE
    path.write_bytes(data)
    ledger = SqliteLedger.open(path)
    with pytest.raises(LedgerError, match="ledger_corrupt"):
        run(ledger.links(LinkQuery(), limit=1000))
    ledger.close_now()


def test_a_missing_write_ahead_log_leaves_what_was_checkpointed(path, run, tmp_path):
    ledger = SqliteLedger.open(path)
    add(ledger, run, "checkpointed")
    ledger.run(lambda: ledger._connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE))
    add(ledger, run, "in the log only")
    copy = tmp_path / "copy.sqlite"
    shutil.copyfile(path, copy)  # without its log: what a careless backup program does
    ledger.close_now()
    ledger = SqliteLedger.open(copy)
    run(ledger.quick_check())
    assert [link.reference for link in ledger.first_page(LinkQuery())] == ["checkpointed"]
    ledger.close_now()


def test_a_log_of_another_ledger_is_not_taken(closed, path, run):
    path.with_name(f"{path.name}-wal").write_bytes(os.urandom(100_000))
    ledger = SqliteLedger.open(path)
    run(ledger.quick_check())
    assert run(ledger.count(LinkQuery())) == 150
    ledger.close_now()


def test_a_ledger_that_is_gone_is_not_begun_anew_by_itself(path, run):
    ledger = SqliteLedger.open(path)
    add(ledger, run, "R-1")
    run(backup.back_up(ledger.path, ledger.copy_to))
    ledger.close_now()
    for lose in (path.unlink, lambda: path.write_bytes(b"")):
        lose()
        assert refused(path, run) == "ledger_missing"
    ledger = SqliteLedger.open(path, anew=True)
    assert ledger.first_page(LinkQuery()) == []
    ledger.close_now()
    assert len(backup.list_backups(path)) == 1


def test_a_log_without_its_ledger_is_kept_aside(path, run):
    log = path.with_name(f"{path.name}-wal")
    log.write_bytes(b"what is left of a ledger")
    assert refused(path, run) == "ledger_missing"
    SqliteLedger.open(path, anew=True).close_now()
    [aside] = path.parent.glob("replaced-*")
    assert (aside / log.name).read_bytes() == b"what is left of a ledger"


# ── schema ──


def test_a_newer_ledger_is_refused_and_left_as_it_is(closed, path, run):
    connection = apsw.Connection(str(path))
    connection.execute(f"PRAGMA user_version = {database.SCHEMA_VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    assert refused(path, run) == "ledger_newer"
    assert path.read_bytes() == before


@pytest.mark.parametrize("sql", ["CREATE TABLE t (x)", "CREATE TABLE t (x); PRAGMA user_version = 1"])
def test_another_programs_database_is_refused_and_left_as_it_is(path, run, sql):
    connection = apsw.Connection(str(path))
    connection.execute(sql)
    connection.close()
    before = path.read_bytes()
    assert refused(path, run) == "ledger_corrupt"
    assert path.read_bytes() == before


def upgraded(path, steps):
    connection = database.connect(path)
    try:
        kept = []

        def before(version):
            kept.append(version)
            backup.before_upgrade(connection, path, version)

        with database.translated(path):
            database.upgrade(connection, path, steps, before)
        return kept, connection.execute("PRAGMA user_version").get
    finally:
        connection.close()


def test_an_old_ledger_is_copied_before_its_schema_changes(closed, path):
    steps = [*database.schema_steps(), "ALTER TABLE links ADD COLUMN note TEXT"]
    assert upgraded(path, steps) == ([len(steps) - 1], len(steps))
    [copy] = backup.list_backups(path)
    assert copy.path.name.endswith(f"-before-v{len(steps)}.sqlite")
    assert backup.preview(copy.path).links == 150


def test_a_failing_step_leaves_the_old_ledger_as_it_was(closed, path, run):
    steps = [
        *database.schema_steps(),
        "ALTER TABLE links ADD COLUMN note TEXT; SELECT 1; INSERT INTO nowhere VALUES (1)",
    ]
    with pytest.raises(LedgerError):
        upgraded(path, steps)
    ledger = SqliteLedger.open(path)
    assert run(ledger.count(LinkQuery())) == 150
    ledger.close_now()


def test_the_steps_are_numbered_without_a_gap():
    files = sorted((Path(database.__file__).parent / "schema").glob("*.sql"))
    assert [int(file.name.partition("_")[0]) for file in files] == list(range(1, database.SCHEMA_VERSION + 1))


# ── others ──


@pytest.mark.parametrize("attempt", range(5))
def test_processes_that_make_the_same_ledger_at_once_all_get_it(path, start, attempt):
    processes = [start("open_and_add", path, f"R-{number}") for number in range(4)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate(timeout=60) for process in processes] == [("", "")] * 4
    ledger = SqliteLedger.open(path)
    assert sorted(link.reference for link in ledger.first_page(LinkQuery())) == ["R-0", "R-1", "R-2", "R-3"]
    ledger.close_now()


def test_another_program_that_holds_the_ledger_is_told_as_busy(ledger, path, run, start, monkeypatch):
    ledger.run(lambda: ledger._connection.set_busy_timeout(50))
    process = start("hold", "write", path)
    assert process.stdout.readline() == "held\n"
    with pytest.raises(LedgerError, match="ledger_busy"):
        add(ledger, run, "R-1")
    assert ledger.first_page(LinkQuery()) == []
    process.communicate()
    add(ledger, run, "R-1")


def test_a_short_hold_is_waited_for(ledger, path, run, start):
    process = start("hold", "write", path)
    assert process.stdout.readline() == "held\n"

    async def scenario():
        request = LinkRequest("10.10", "USD", "a@example.com", "R-1")
        adding = asyncio.create_task(ledger.add_link(request, profile="shop", sender="me"))
        await asyncio.sleep(0)
        process.kill()
        return await adding

    assert run(scenario()).reference == "R-1"


@pytest.mark.parametrize("lose", [lambda path: path.unlink(), lambda path: path.rename(f"{path}.elsewhere")])
@pytest.mark.skipif(os.name != "posix", reason="Windows does not let go of an open file")
def test_a_ledger_that_is_moved_or_deleted_under_us_takes_no_more_links(ledger, path, run, lose):
    link = add(ledger, run, "R-1")
    lose(path)
    for write in (lambda: ledger.mark_maybe_sent(link.id), lambda: ledger.archive([link.id], True)):
        with pytest.raises(LedgerError, match="ledger_missing"):
            run(write())
    assert ledger.first_page(LinkQuery()) == [link]


def test_a_folder_that_is_not_there(tmp_path, run):
    assert refused(tmp_path / "nowhere" / "ledger.sqlite", run) == "ledger_unavailable"
