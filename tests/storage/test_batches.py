"""A list is sent once, however many read it at the same moment."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from threading import Barrier, Thread

import apsw
import pytest

from kazadesk.core.books.records import BatchRow
from kazadesk.core.customers import Customer
from kazadesk.core.errors import BatchError
from kazadesk.core.link import LinkRequest
from kazadesk.core.order import NEWEST_FIRST
from kazadesk.core.records import LinkQuery, matches
from kazadesk.storage.postgres import schema_steps
from kazadesk.storage.sqlite import database
from tests.postgres_server import PostgresServer
from tests.storage.conftest import together
from tests.storage.engines import Refused

ABOUT = {"profile": "shop", "file_name": "x.csv", "head": ["amount"], "ref_column": None}
OLD = """INSERT INTO {}batches (profile, digest, file_name, head, created_at)
    VALUES ('shop', 'd', 'a', '[]', ''), ('shop', 'e', 'b', '[]', ''), ('mine', 'd', 'c', '[]', ''),
    ('shop', 'd', 'd', '[]', '')"""
TURNS = [(1,), (1,), (1,), (2,)]


def test_programs_that_read_the_same_files_at_once_add_each_once(engine, ledger, run, start):
    digests = [f"list-{number}" for number in range(20)]
    answers = together([start("desk", engine.address, "batch", *digests) for _ in range(3)])
    for told in zip(*answers, strict=True):
        assert Counter(told) == {"added 1": 1, "sent_before": 2}
    kept = run(ledger.batches(profile="shop"))
    assert sorted((batch.digest, batch.rows) for batch in kept) == sorted((digest, 1) for digest in digests)


def test_threads_that_send_a_list_once_more_at_once_do_so_once(engine, ledger, run):
    run(ledger.add_batch([], digest="d", **ABOUT))
    others = [engine.open() for _ in range(4)]
    barrier, told = Barrier(len(others)), []

    def send(other) -> None:

        barrier.wait()
        try:
            told.append(asyncio.run(other.add_batch([], digest="d", turn=2, **ABOUT)).turn)
        except BatchError as error:
            told.append(error.code)

    threads = [Thread(target=send, args=(other,)) for other in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for other in others:
        other.close_now()
    assert Counter(told) == {2: 1, "sent_before": 3}
    assert [batch.turn for batch in run(ledger.batches(digest="d"))] == [2, 1]


def test_whoever_was_slower_hears_of_the_one_that_was_quicker(ledger, run):
    first = run(ledger.add_batch([], digest="d", **ABOUT))
    with pytest.raises(BatchError) as caught:
        run(ledger.add_batch([], digest="d", **ABOUT | {"file_name": "y.csv"}))
    assert caught.value.details == {"when": first.created_at, "name": "x.csv"}
    assert run(ledger.add_batch([], digest="d", **ABOUT | {"profile": "mine"})).turn == 1


def test_the_database_itself_keeps_no_turn_twice(ledger, run, raw):
    run(ledger.add_batch([], digest="d", **ABOUT))
    columns = "profile, digest, file_name, head, created_at, turn"
    with pytest.raises(Refused, match=r"(?i)unique"):
        raw.execute(f"INSERT INTO batches ({columns}) SELECT {columns} FROM batches")
    with pytest.raises(Refused, match="append_only"):
        raw.execute("UPDATE batches SET turn = 2")


def test_lists_of_an_older_ledger_that_were_sent_twice_keep_both(tmp_path):
    connection = apsw.Connection(str(tmp_path / "old"))
    steps = database.schema_steps()
    for step in steps[:9]:
        connection.execute(step).fetchall()
    connection.execute(OLD.format(""))
    for step in steps[9:]:
        connection.execute(step).fetchall()
    assert connection.execute("SELECT turn FROM batches ORDER BY id").fetchall() == TURNS
    connection.close()


def test_lists_of_an_older_shared_ledger_that_were_sent_twice_keep_both(postgres: PostgresServer):
    name = "older"
    postgres.execute("postgres", f"CREATE DATABASE {name}")
    postgres.execute(name, "CREATE SCHEMA kazadesk")
    paths = schema_steps.steps()
    for path in paths[:9]:
        postgres.execute(name, f"SET search_path = kazadesk, public; {path.read_text('utf-8')}")
    postgres.execute(name, OLD.format("kazadesk."))
    for path in paths[9:]:
        postgres.execute(name, f"SET search_path = kazadesk, public; {path.read_text('utf-8')}")
    assert postgres.execute(name, "SELECT turn FROM kazadesk.batches ORDER BY id") == TURNS


def test_the_links_of_a_batch_are_found_counted_and_added_up(ledger, run, make_link):
    batches = []
    for digest, count in (("d", 3), ("e", 2)):
        rows = [(row_of(number + 2), ["1"]) for number in range(count)]
        batch = run(ledger.add_batch(rows, digest=digest, **ABOUT))
        batches.append(batch.id)
        for number in range(2):
            asked = LinkRequest("1.50", "USD", "a@b.example", f"{digest}-{number}")
            run(ledger.add_link(asked, profile="shop", sender="me", row=(batch.id, number + 2)))
    make_link("alone", "id-1")
    query = LinkQuery(batch=batches[0], archived=None)
    found = run(ledger.links(query))
    assert [link.reference for link in found] == ["d-1", "d-0"]
    assert run(ledger.count(query)) == 2
    assert [(total.count, total.amount) for total in run(ledger.totals(query))] == [(2, "3.00")]
    assert [link.reference for link in run(ledger.links(replace(query, search="d-0")))] == ["d-0"]
    assert run(ledger.link_ids(query, NEWEST_FIRST)) == [link.id for link in found]
    assert run(ledger.links(replace(query, batch=max(batches) + 1))) == []
    assert not any(matches(link, query) for link in found)


def row_of(number: int) -> BatchRow:
    return BatchRow(number, LinkRequest("1.50", "USD", "a@b.example", ""), Customer("", ""))
