"""A ledger goes from a file to a server and back, and is the same ledger."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kazadesk.core.errors import LedgerError
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.records import LinkQuery
from kazadesk.storage.postgres.address import Address, parse
from kazadesk.storage.postgres.copying import copy_from_server, copy_to_server
from kazadesk.storage.postgres.ledger import PostgresLedger
from kazadesk.storage.sqlite.ledger_file import SqliteLedger
from kazadesk.storage.sqlite.restore import restore
from tests.postgres_server import PostgresServer

ONLY_IN_FILES = {"ledger_info", "link_values", "link_totals"}


def quiet(_done, _total):
    return None


@pytest.fixture
def address(postgres: PostgresServer) -> Iterator[Address]:
    postgres.execute("postgres", "CREATE DATABASE copied")
    yield parse(postgres.url("copied"))
    postgres.execute("postgres", "DROP DATABASE copied WITH (FORCE)")


@pytest.fixture
def filled(path: Path, run, webhook, believe) -> Path:
    """Links of most states, with their events and confirmations, and texts of all kinds."""
    ledger = SqliteLedger.open(path)
    for number in range(60):
        request = LinkRequest(f"{number}.10", "USD", "a@example.com", f"فاتورة {number} 'x' \\ \t%")
        link = run(ledger.add_link(request, profile="متجر", sender="me", replaces=number if number % 7 == 6 else None))
        if number % 5 == 1:
            run(ledger.finish_link(link.id, LinkState.UNSENT, error="no_network", message="a\0b"))
        else:
            created = CreatedLink(f"https://pay.example/{number}", f"id-{number}")
            run(ledger.finish_link(link.id, LinkState.WAITING, created=created))
    run(ledger.confirm([webhook(f"id-{number}") for number in (0, 0, 2, 3, 99)], believe))
    run(ledger.mark_by_hand(5, "by phone"))
    run(ledger.archive([1, 2, 3], True))
    ledger.close_now()
    return path


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Read by Python's own SQLite."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
        names = [name for (name,) in file.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            " AND name NOT LIKE 'link\\_search%' ESCAPE '\\'")]  # fmt: skip
        return {
            name: sorted(file.execute(f"SELECT * FROM {name}"), key=repr) for name in names if name not in ONLY_IN_FILES
        }


def without_zeros(rows):
    """A server's text has no place for a zero character."""
    return {
        name: [tuple(v.replace("\0", "\\x00") if isinstance(v, str) else v for v in row) for row in table]
        for name, table in rows.items()
    }


def test_there_and_back_every_row_is_the_same(filled, address, tmp_path, run):
    before = rows_of(filled)
    seen = []
    rows = copy_to_server(filled, address, "desk", None, lambda done, total: seen.append((done, total)), move=True)
    assert rows == sum(len(table) for table in before.values())
    assert seen[-1] == (rows, rows)
    back = tmp_path / "back.sqlite"
    assert copy_from_server(address, "desk", None, back, quiet) == rows
    assert rows_of(back) == without_zeros(before)
    restored = SqliteLedger.open(back)
    new = run(restored.add_link(LinkRequest("1", "USD", "a@example.com", "new"), profile="shop", sender="me"))
    assert new.id == 61
    with pytest.raises(LedgerError, match="move_refused"):
        run(restored.resend_link(1, sender="me"))
    restored.close_now()


def test_the_file_that_was_moved_is_read_and_no_longer_written(filled, address, run):
    copy_to_server(filled, address, "desk", None, quiet, move=True)
    ledger = SqliteLedger.open(filled)
    assert run(ledger.count(LinkQuery(archived=None))) == 60
    for attempt in (
        lambda: ledger.add_link(LinkRequest("1", "USD", "a@example.com", "new"), profile="shop", sender="me"),
        lambda: ledger.mark_by_hand(6, "again"),
        lambda: ledger.archive([9], True),
    ):
        with pytest.raises(LedgerError) as caught:
            run(attempt())
        assert caught.value.code == "ledger_moved"
    ledger.close_now()
    with closing(sqlite3.connect(filled)) as foreign, pytest.raises(sqlite3.IntegrityError, match="ledger_moved"):
        foreign.execute("INSERT INTO link_events (link_id, at, kind) VALUES (1, '', 'x')")
    shared = PostgresLedger.open(address, desk="desk")
    link = run(shared.add_link(LinkRequest("1", "USD", "a@example.com", "new"), profile="shop", sender="me"))
    assert link.id == 61
    shared.close_now()
    copy_to_server(filled, address, "desk", None, quiet, move=True)  # once more changes nothing


class CutOff(Exception):
    pass


@pytest.mark.parametrize("pages", [1, 3, 5])
def test_cut_off_anywhere_it_goes_on(filled, address, tmp_path, monkeypatch, run, pages):
    monkeypatch.setattr("kazadesk.storage.copying.PAGE", 20)

    def stop_after(limit):
        calls = 0

        def progress(_done, _total):
            nonlocal calls
            calls += 1
            if calls > limit:
                raise CutOff

        return progress

    with pytest.raises(CutOff):
        copy_to_server(filled, address, "desk", None, stop_after(pages), move=True)
    half = PostgresLedger.open(address, desk="desk")
    with pytest.raises(LedgerError) as caught:
        run(half.add_link(LinkRequest("1", "USD", "a@example.com", "new"), profile="shop", sender="me"))
    assert caught.value.code == "ledger_copying"
    half.close_now()
    file = SqliteLedger.open(filled)  # not moved yet: it is used meanwhile, and the copy follows
    run(file.mark_by_hand(8, "meanwhile"))
    file.close_now()
    copy_to_server(filled, address, "desk", None, quiet, move=True)
    back = tmp_path / "back.sqlite"
    with pytest.raises(CutOff):
        copy_from_server(address, "desk", None, back, stop_after(pages))
    copy_from_server(address, "desk", None, back, quiet)
    assert rows_of(back) == without_zeros(rows_of(filled))


def test_a_server_that_has_another_ledger_is_not_written(filled, address, run):
    other = PostgresLedger.open(address, desk="desk")
    run(other.add_link(LinkRequest("1", "USD", "a@example.com", "theirs"), profile="shop", sender="me"))
    other.close_now()
    with pytest.raises(LedgerError) as caught:
        copy_to_server(filled, address, "desk", None, quiet, move=True)
    assert caught.value.code == "ledger_not_empty"
    file = SqliteLedger.open(filled)
    run(file.mark_by_hand(8, "still here"))
    file.close_now()


def test_nothing_is_moved_while_a_link_is_sent(filled, address, run):
    file = SqliteLedger.open(filled)
    run(file.add_link(LinkRequest("1", "USD", "a@example.com", "new"), profile="shop", sender="me"))
    with pytest.raises(LedgerError) as caught:
        copy_to_server(filled, address, "desk", None, quiet, move=True)
    assert caught.value.code == "ledger_sending"
    file.close_now()


def test_restoring_from_a_daily_copy(filled, address, postgres, tmp_path, run, webhook, believe):
    """The drill: the server is lost; another is filled from a copy, and knows what was counted."""
    copy_to_server(filled, address, "desk", None, quiet, move=True)
    daily = tmp_path / "daily.sqlite"
    shared = PostgresLedger.open(address, desk="front desk")
    run(shared.confirm([webhook("id-7")], believe))
    run(shared.copy_to(daily))
    shared.close_now()
    postgres.execute("postgres", "CREATE DATABASE another")
    try:
        new = parse(postgres.url("another"))
        copy_to_server(daily, new, "desk", None, quiet, move=False)
        again = PostgresLedger.open(new, desk="back desk")
        [verdict] = run(again.confirm([webhook("id-7")], believe))
        assert verdict.code == "repeated"
        assert [event.desk for event in run(again.events(8))][-1] == "front desk"
        again.close_now()
    finally:
        postgres.execute("postgres", "DROP DATABASE another WITH (FORCE)")
    restore(filled, daily)  # or one desk goes on alone
    alone = SqliteLedger.open(filled)
    [verdict] = run(alone.confirm([webhook("id-7")], believe))
    assert verdict.code == "repeated"
    run(alone.mark_by_hand(9, "written again"))
    alone.close_now()
