"""An old ledger with many links: how far its upgrade is, and that it can be cut off at any moment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from kazadesk.core.errors import LedgerError
from kazadesk.storage.sqlite import database as db
from kazadesk.storage.sqlite.backup import folder_of
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

LINKS = 3000
BEFORE_LARGE = 7
CUT = """
import os, sys
from pathlib import Path
from kazadesk.storage.sqlite.ledger_file import SqliteLedger
left = int(sys.argv[2])
def told(share):
    global left
    left -= share > 0
    if not left:
        os._exit(9)
    return True
SqliteLedger.open(Path(sys.argv[1]), told=told)
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    database = db.connect(path)
    db.upgrade(database, path, db.schema_steps()[:BEFORE_LARGE], lambda _version: None)
    database.executemany(
        "INSERT INTO links (profile, reference, amount, currency, email, state, created_at, updated_at, sender,"
        " order_id, url) VALUES ('shop', ?, '1.50', 'USD', 'a@b.example', 'sending', ?, '', 'me', ?, ?)",
        [
            (f"طلب {number}", "2026-11-22T10:00:00.000Z", f"id-{number}", f"https://pay.example/id-{number}")
            for number in range(LINKS)
        ],
    )
    database.close()
    return path


def version(path: Path) -> int:
    database = apsw.Connection(str(path))
    try:
        return int(database.execute("PRAGMA user_version").get)
    finally:
        database.close()


def kept(path: Path) -> list[str]:
    return sorted(each.name for each in folder_of(path).glob("*"))


def test_it_tells_how_far_it_is(old: Path) -> None:
    shares: list[float] = []
    SqliteLedger.open(old, told=lambda share: shares.append(share) is None).close_now()
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert len({share for share in shares if share}) > 20
    assert 0.7 < shares[-1] < 1  # what a link takes is still about what it was said to take
    assert version(old) == db.SCHEMA_VERSION
    assert len(kept(old)) == 1


def test_of_one_that_is_up_to_date_nothing_is_told(tmp_path: Path) -> None:
    told: list[float] = []
    for _ in range(2):
        SqliteLedger.open(tmp_path / "new.sqlite", told=lambda share: told.append(share) is None).close_now()
        told.clear()
    SqliteLedger.open(tmp_path / "new.sqlite", told=lambda share: told.append(share) is None).close_now()
    assert not told


@pytest.mark.parametrize("most", [0.0, 0.01, 0.3, 0.6])
def test_stopped_it_leaves_the_ledger_as_it_was(old: Path, most: float) -> None:
    with pytest.raises(LedgerError) as caught:
        SqliteLedger.open(old, told=lambda share: share < most)
    assert caught.value.code == "upgrade_stopped"
    assert version(old) == BEFORE_LARGE
    assert kept(old) == []
    ledger = SqliteLedger.open(old)
    assert ledger.run(lambda: ledger._get("SELECT count(*) FROM links")) == LINKS
    assert ledger.run(lambda: ledger._get("SELECT sum(count) FROM link_totals")) == LINKS
    ledger.close_now()


@pytest.mark.parametrize("after", [1, 20, 40])
def test_killed_on_the_way_it_begins_again(old: Path, after: int) -> None:
    ended = subprocess.run([sys.executable, "-c", CUT, str(old), str(after)], check=False)
    assert ended.returncode == 9
    assert version(old) == BEFORE_LARGE
    ledger = SqliteLedger.open(old)
    db.check(ledger._connection, old, quick=False)
    db.check_schema(ledger._connection, old, db.schema_steps())
    ledger.close_now()
    assert version(old) == db.SCHEMA_VERSION
