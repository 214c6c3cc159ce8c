"""Several desks at once: races, rights, clocks, and who did it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator

import psycopg
import pytest

from kazadesk.core.books.records import BatchRow
from kazadesk.core.customers import Customer
from kazadesk.core.errors import LedgerError
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.records import LinkQuery
from kazadesk.core.webhook.payload import Payload
from kazadesk.resources import RESOURCES
from kazadesk.storage.postgres import schema_steps
from kazadesk.storage.postgres.address import parse
from kazadesk.storage.postgres.ledger import PostgresLedger, check
from tests.postgres_server import PostgresServer
from tests.storage.conftest import together
from tests.storage.engines import DATABASE, PostgresEngine

INJECTIONS = (
    "'; DROP TABLE kazadesk.links; --",
    "') ON CONFLICT DO NOTHING; DELETE FROM kazadesk.link_events; --",
    "\\'; SELECT pg_sleep(9); --",
    "%$1?1?%%s{}",
    "$$; COMMIT; $$",
    'x" OR ""="',
    "%_\\",
)


@pytest.fixture
def engine(postgres: PostgresServer) -> PostgresEngine:
    return PostgresEngine(postgres)


def test_desks_confirm_the_same_webhooks_at_once_and_each_counts_once(engine, ledger, run, start):
    names = [f"id-{number}" for number in range(40)]
    for name in names:
        link = run(ledger.add_link(LinkRequest("10.10", "USD", "a@b.example", name), profile="shop", sender="me"))
        run(ledger.finish_link(link.id, LinkState.WAITING, created=CreatedLink("https://pay.example/1", name)))
    # one forwards, one backwards: they meet in the middle, and lock the same rows in the other order
    answers = together([start("desk", engine.address, "confirm", *names[:: 1 - 2 * (n % 2)]) for n in range(3)])
    for told in zip(answers[0], answers[1][::-1], answers[2], strict=True):
        assert Counter(told) == {"paid paid": 1, "repeated paid": 2}
    assert run(ledger.count(LinkQuery(states=(LinkState.PAID,)))) == len(names)
    counted = engine.server.execute(DATABASE, "SELECT count(*) FROM kazadesk.confirmations WHERE counted = 1")
    assert counted == [(len(names),)]


def test_desks_create_with_the_same_references_at_once_and_one_wins(engine, ledger, run, start):
    names = [f"KD-{number}" for number in range(20)]
    answers = together([start("desk", engine.address, "create", *names) for _ in range(3)])
    for told in zip(*answers, strict=True):
        assert Counter(told) == {"made": 1, "taken": 2}
    assert run(ledger.count(LinkQuery(states=(LinkState.WAITING,)))) == len(names)


def test_desks_mark_the_same_links_by_hand_at_once_and_each_is_marked_once(engine, ledger, run, start, make_link):
    links = [make_link(f"R-{number}", f"id-{number}") for number in range(20)]
    answers = together([start("desk", engine.address, "mark", *(link.id for link in links)) for _ in range(3)])
    for told in zip(*answers, strict=True):
        assert Counter(told) == {"paid_by_hand": 1, "move_refused": 2}
    for link in links:
        assert [event.kind for event in run(ledger.events(link.id))] == ["created", "answered", "by_hand"]


def test_desks_close_the_same_days_at_once_and_each_is_closed_once(engine, ledger, run, start, make_link):
    make_link("R-1", "id-1")
    days = [f"2026-01-{day:02}" for day in range(1, 16)]
    answers = together([start("desk", engine.address, "close", *days) for _ in range(3)])
    told = Counter(line for lines in answers for line in lines if line != "closed_already")
    assert told == {f"closed {number}": 1 for number in range(1, len(told) + 1)}
    closes = run(ledger.closes("shop"))[::-1]
    assert [close.number for close in closes] == list(range(1, len(told) + 1))
    assert closes[-1].day == days[-1]
    assert [close.day for close in closes] == sorted({close.day for close in closes})


def test_desks_go_on_with_the_same_batch_at_once_and_each_row_has_one_link(engine, ledger, run, start):
    asked = [LinkRequest("1", "USD", "a@b.example", f"ROW-{number}") for number in range(1, 21)]
    rows = [(BatchRow(number, each, Customer()), ["1"]) for number, each in enumerate(asked, 1)]
    about = {"profile": "shop", "digest": "d", "file_name": "x.csv", "head": ["amount"], "ref_column": None}
    batch = run(ledger.add_batch(rows, **about))
    assert batch.id == 1
    answers = together([start("desk", engine.address, "row", *range(1, 21)) for _ in range(3)])
    for told in zip(*answers, strict=True):
        counted = Counter(told)
        assert counted.pop("made") == 1
        assert set(counted) <= {"row_taken", "taken"}
    kept = run(ledger.batch_rows(batch.id))
    assert len({row.link.id for row in kept if row.link}) == len(rows)
    assert run(ledger.count(LinkQuery())) == len(rows)


def test_no_text_is_taken_for_a_statement(ledger, run, believe):
    for number, text in enumerate(INJECTIONS):
        asked = LinkRequest("1", "USD", text, text, text)
        link = run(ledger.add_link(asked, profile=text, sender=text))
        created = CreatedLink(text, f"{text}{number}")
        link = run(ledger.finish_link(link.id, LinkState.WAITING, created=created, error=text, message=text))
        assert (link.reference, link.email, link.redirect_url, link.url, link.message) == (text,) * 5
        assert [one.id for one in run(ledger.links(LinkQuery(search=text, profile=text)))] == [link.id]
        payload = Payload(text, (f"{text}{number}",), (text,), text, text, text, raw=text)
        run(ledger.confirm([payload], believe))
        [kept] = run(ledger.confirmations(link.id))
        assert (kept.raw, kept.ref, kept.status) == (text,) * 3
        run(ledger.archive([link.id], True))
        head = [text]
        batch = run(ledger.add_batch([], profile=text, digest=text, file_name=text, head=head, ref_column=None))
        assert run(ledger.batches(digest=text, profile=text)) == [batch]
    assert run(ledger.count(LinkQuery(archived=True))) == len(INJECTIONS)
    named = PostgresLedger.open(ledger.address, desk=INJECTIONS[0])
    link = run(named.add_link(LinkRequest("1", "USD", "a@b.example", "last"), profile="shop", sender="me"))
    assert [event.desk for event in run(named.events(link.id))] == [INJECTIONS[0]]
    named.close_now()


def test_links_of_other_desks_are_left_alone_until_they_are_not_seen_for_long(engine, ledger, run):
    other = engine.open()
    run(other.announce("other desk"))
    link = run(other.add_link(LinkRequest("1", "USD", "a@b.example", "R-1"), profile="shop", sender="other desk"))
    assert run(ledger.recover(lambda token: True)) == []
    engine.server.execute(DATABASE, "UPDATE kazadesk.senders SET seen_at = seen_at - interval '11 minutes'")
    assert [(one.id, one.state) for one in run(ledger.recover(lambda token: True))] == [(link.id, LinkState.UNSENT)]
    other.close_now()


def test_times_are_the_servers(ledger, run, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 0.0)
    link = run(ledger.add_link(LinkRequest("1", "USD", "a@b.example", "R-1"), profile="shop", sender="me"))
    assert link.created_at > "2026"
    assert len(link.created_at) == len("2026-11-22T21:04:05.678Z")


def test_changes_that_are_committed_out_of_order_are_all_told(engine, ledger, run, make_link):
    """An event with a lower id may be seen after one with a higher id: it is told all the same."""
    slow = psycopg.connect(engine.server.conninfo(DATABASE))
    link = make_link("R-1", "id-1")
    mark = run(ledger.changes(None, 10)).mark
    slow.execute("INSERT INTO kazadesk.link_events (link_id, at, kind) VALUES (%s, '', 'slow')", (link.id,))
    quick = make_link("R-2", "id-2")
    first = run(ledger.changes(mark, 10))
    assert [one.id for one in first.links] == [quick.id]
    slow.commit()
    slow.close()
    second = run(ledger.changes(first.mark, 10))
    assert link.id in {one.id for one in second.links}
    assert run(ledger.changes(second.mark, 10)).links == []


def test_a_ledger_that_a_newer_kazadesk_has_changed_is_only_read(engine, ledger, run, make_link):
    link = make_link("R-1", "id-1")
    newer = len(schema_steps.steps()) + 1
    engine.server.execute(DATABASE, f"INSERT INTO kazadesk.schema_steps (number, name) VALUES ({newer}, 'x')")
    try:
        for desk in (ledger, engine.open()):
            with pytest.raises(LedgerError) as caught:
                run(desk.archive([link.id], True))
            assert caught.value.code == "ledger_newer"
            assert run(desk.links(LinkQuery())) == [link]
            assert desk.is_newer
            assert run(desk.recover(lambda token: False)) == []
            run(desk.close())
    finally:
        engine.server.execute(DATABASE, f"DELETE FROM kazadesk.schema_steps WHERE number = {newer}")


@pytest.fixture
def desk_role(postgres: PostgresServer) -> Iterator[str]:
    """The roles of the script, a ledger that the owner has opened, and the address of a desk."""
    postgres.psql("postgres", RESOURCES / "postgres" / "roles.sql")
    try:
        postgres.execute("postgres", "CREATE ROLE sara LOGIN IN ROLE kazadesk_desk")
        postgres.execute("postgres", "CREATE ROLE keeper LOGIN IN ROLE kazadesk_owner")
        postgres.execute("postgres", "ALTER ROLE keeper SET role = 'kazadesk_owner'")
        yield postgres.url("kazadesk", "sara")
    finally:
        postgres.execute("postgres", "DROP DATABASE kazadesk WITH (FORCE)")
        postgres.execute("postgres", "DROP ROLE sara, keeper, kazadesk_owner, kazadesk_desk")


def test_the_least_rights_are_enough_for_daily_work_and_for_nothing_else(
    desk_role, postgres, run, webhook, believe, tmp_path
):
    with pytest.raises(LedgerError) as caught:
        PostgresLedger.open(parse(desk_role), desk="sara")
    assert caught.value.code == "ledger_owner"
    PostgresLedger.open(parse(postgres.url("kazadesk", "keeper")), desk="keeper").close_now()
    ledger = PostgresLedger.open(parse(desk_role), desk="sara")
    run(ledger.announce("sara"))
    link = run(ledger.add_link(LinkRequest("1", "USD", "a@b.example", "R-1"), profile="shop", sender="sara"))
    run(ledger.mark_maybe_sent(link.id))
    run(ledger.finish_link(link.id, LinkState.WAITING, created=CreatedLink("https://pay.example/1", "id-1")))
    run(ledger.confirm([webhook("id-1")], believe))
    run(ledger.archive([link.id], True))
    run(ledger.keep_balances("shop", {"USD": "1"}))
    run(ledger.close_day(profile="shop", first_day="2026-01-01", day="2026-01-01", until="2026-01-02T00:00:00.000Z",
                         zone="", ends="00:00", note="", balances={}))  # fmt: skip
    batch = run(ledger.add_batch([], profile="shop", digest="x", file_name="x", head=["a"], ref_column=None))
    assert batch.profile == "shop"
    run(ledger.copy_to(tmp_path / "daily.sqlite"))
    ledger.close_now()
    with psycopg.connect(postgres.conninfo("kazadesk", "sara"), autocommit=True) as line:
        line.execute("SET search_path = kazadesk")
        for act in (
            "DELETE FROM links", "TRUNCATE links", "DROP TABLE links", "UPDATE links SET amount = '2'",
            "UPDATE link_events SET kind = 'x'", "DELETE FROM confirmations", "ALTER TABLE links DISABLE TRIGGER ALL",
            "INSERT INTO schema_steps (number, name) VALUES (99, 'x')", "UPDATE ledger_info SET value = 'x'",
            "CREATE TABLE kazadesk.mine (x int)", "DROP TRIGGER links_checked ON links", "UPDATE closes SET note = 'x'",
            "CREATE OR REPLACE FUNCTION check_link() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
        ):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                line.execute(act)


def test_what_is_said_of_a_server_before_one_joins(engine, ledger, make_link):
    make_link("R-1")
    found = dict(check(ledger.address, "desk", None))
    assert found["links"] == "1"
    assert found["pg_trgm"] == "yes"
    assert found["schema"] == str(len(schema_steps.steps()))
    with pytest.raises(LedgerError) as caught:
        check(parse(engine.server.url("nothing")), "desk", None)
    assert caught.value.code == "ledger_database"


def test_a_search_in_many_links_uses_an_index(engine, ledger, run):
    server = engine.server
    server.execute(
        DATABASE,
        "SET search_path = kazadesk; SET session_replication_role = replica; INSERT INTO links (profile, reference,"
        " amount, currency, email, state, url, created_at, updated_at, sender) SELECT 'shop', 'KD-' || md5(n::text),"
        " n::text, 'USD', 'a@b.example', 'paid', 'https://pay.example/' || n, '', '', ''"
        " FROM generate_series(1, 20000) n",
    )
    server.execute(DATABASE, "VACUUM ANALYZE kazadesk.links")
    reference = run(ledger.links(LinkQuery(), limit=1))[0].reference
    part = reference[8:20]
    assert [link.reference for link in run(ledger.links(LinkQuery(search=part.upper())))] == [reference]
    condition, values = ledger._where(LinkQuery(search=part))
    explain = f"EXPLAIN SELECT id FROM kazadesk.links WHERE {condition}"
    plan = ledger.run(lambda: ledger._connection.execute(explain, values).fetchall())
    assert any("links_searched" in row[0] for row in plan)
    assert not any("Seq Scan on links" in row[0] for row in plan)
