"""The line to the server is cut between any two messages: nothing is lost, nothing is doubled, nothing is untrue."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

import pytest

from kazadesk.core.errors import CloseError, LedgerError
from kazadesk.core.inbox import ReceivedPost
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.records import LinkQuery
from kazadesk.storage.postgres import server as server_module
from kazadesk.storage.postgres.address import parse
from kazadesk.storage.postgres.ledger import PostgresLedger
from tests.postgres_server import PostgresServer
from tests.storage.engines import DATABASE, PostgresEngine
from tests.storage.postgres.proxy import CutLine

T = TypeVar("T")

STALL = 0.4


@pytest.fixture
def line(postgres: PostgresServer) -> Iterator[CutLine]:
    proxy = CutLine(postgres.port)
    yield proxy
    proxy.close()


@pytest.fixture
def cut(postgres: PostgresServer, line: CutLine, monkeypatch) -> Iterator[PostgresLedger]:
    """A ledger over a line that can be cut."""
    monkeypatch.setattr(server_module, "STALL", STALL)
    monkeypatch.setattr(server_module, "_NEXT_TRY", 0.0)
    PostgresEngine(postgres).open().close_now()
    ledger = PostgresLedger.open(parse(postgres.url(DATABASE, port=line.port)), desk="far desk")
    yield ledger
    ledger.close_now()


@pytest.fixture
def engine(postgres: PostgresServer) -> PostgresEngine:
    return PostgresEngine(postgres)


def request(reference: str) -> LinkRequest:
    return LinkRequest("10.10", "USD", "a@example.com", reference)


async def kept(call: Callable[[], Awaitable[T]]) -> T:
    """As services/links.py does it: once more while the server is out of reach."""
    while True:
        try:
            return await call()
        except LedgerError as error:
            if error.code != "ledger_unreachable":
                raise
            await asyncio.sleep(0)


HOW = ("before", "after", "hole")


@pytest.mark.parametrize("how", HOW)
def test_a_link_is_created_once_wherever_the_line_is_cut(cut, line, run, how):
    async def create(reference: str) -> None:
        link = await kept(lambda: cut.add_link(request(reference), profile="shop", sender="me"))
        await kept(lambda: cut.mark_maybe_sent(link.id))
        created = CreatedLink(f"https://pay.example/{reference}", f"id-{reference}")
        finished = await kept(lambda: cut.finish_link(link.id, LinkState.WAITING, created=created))
        assert (finished.state, finished.url) == (LinkState.WAITING, created.url)
        events = [(event.kind, event.to_state) for event in await cut.events(link.id)]
        assert events == [("created", "sending"), ("maybe_sent", None), ("answered", "waiting")]

    line.count()
    run(create("whole"))
    messages = line.sent
    assert messages >= 12
    cuts = range(1, messages + 1, 1 if how != "hole" else 3)
    cut_short = 0
    for number in cuts:
        line.cut_at(number, how)
        run(create(f"{how}-{number}"))
        cut_short += line.was_cut  # the driver prepares what it repeats, and then sends fewer messages
    assert cut_short * 3 >= len(cuts) * 2
    links = run(cut.links(LinkQuery(), limit=200))
    assert (
        len(links)
        == len({link.reference for link in links})
        == 1 + len(range(1, messages + 1, 1 if how != "hole" else 3))
    )
    assert {link.state for link in links} == {LinkState.WAITING}


@pytest.mark.parametrize("how", HOW)
def test_a_payment_is_counted_once_and_its_verdict_is_told_wherever_the_line_is_cut(
    cut, line, run, webhook, believe, how
):
    async def paid(number: int) -> None:
        name = f"{how}-{number}"
        line.count()
        link = await cut.add_link(request(name), profile="shop", sender="me")
        await cut.finish_link(link.id, LinkState.WAITING, created=CreatedLink("https://pay.example/1", name))
        line.cut_at(number, how)
        [verdict] = await kept(lambda: cut.confirm([webhook(name)], believe))
        assert (verdict.code, verdict.link.state) == ("paid", LinkState.PAID)
        assert [each.counted for each in await cut.confirmations(link.id)] == [True]
        assert [event.kind for event in await cut.events(link.id)] == ["created", "answered", "confirmed"]
        [again] = await cut.confirm([webhook(name)], believe)
        assert again.code == "repeated"

    run(paid(1000))
    messages = 9
    for number in range(1, messages, 1 if how != "hole" else 4):
        run(paid(number))
        assert line.was_cut


@pytest.mark.parametrize("how", HOW)
def test_what_is_pulled_is_counted_once_and_told_wherever_the_line_is_cut(cut, line, run, webhook, believe, how):
    """The verdict is told although the cursor, which was committed with it, is behind the post already."""

    async def pulled(number: int) -> None:
        name = f"{how}-{number}"
        line.count()
        link = await cut.add_link(request(name), profile="shop", sender="me")
        await cut.finish_link(link.id, LinkState.WAITING, created=CreatedLink("https://pay.example/1", name))
        posts = [
            ReceivedPost(1, "2026-11-27T10:00:00.000Z", (webhook(name),)),
            ReceivedPost(2, "2026-11-27T10:00:01.000Z", ()),
        ]
        line.cut_at(number, how)
        [[verdict], nothing] = await kept(lambda: cut.receive(name, posts, believe))
        assert (verdict.code, verdict.link.state, nothing) == ("paid", LinkState.PAID, [])
        assert await kept(lambda: cut.inbox_cursor(name)) == 2
        [arrival] = await cut.confirmations(link.id)
        assert (arrival.counted, arrival.arrived_at) == (True, "2026-11-27T10:00:00.000Z")
        assert [event.kind for event in await cut.events(link.id)] == ["created", "answered", "confirmed"]
        assert await cut.receive(name, posts, believe) == [[], []]

    line.count()
    run(pulled(1000))
    messages = 10
    for number in range(1, messages, 1 if how != "hole" else 4):
        run(pulled(number))
        assert line.was_cut


@pytest.mark.parametrize("how", HOW)
def test_a_day_is_closed_once_wherever_the_line_is_cut(cut, line, run, how):
    async def closed(number: int) -> None:
        shop = f"{how}-{number}"
        line.count()
        link = await cut.add_link(request("R-1"), profile=shop, sender="me")
        await cut.finish_link(link.id, LinkState.WAITING, created=CreatedLink("https://pay.example/1", shop))
        day = {"first_day": "2026-11-27", "day": "2026-11-27", "until": "9999-01-01T00:00:00.000Z", "zone": "UTC"}
        about = {"profile": shop, **day, "ends": "00:00", "note": "till 2", "balances": {"USD": "10.10"}}
        line.cut_at(number, how)
        made = await kept(lambda: cut.close_day(**about))
        assert (made.number, made.note, made.lines[0].created.count) == (1, "till 2", 1)
        assert await kept(lambda: cut.closes(shop)) == [made]
        with pytest.raises(CloseError) as refused:
            await cut.close_day(**about)
        assert refused.value.code == "closed_already"

    line.count()
    run(closed(1000))
    messages = 9
    for number in range(1, messages, 1 if how != "hole" else 4):
        run(closed(number))
        assert line.was_cut


def test_marks_archives_and_batches_are_done_once(cut, line, run):
    async def acts(number: int, how: str) -> None:
        name = f"{how}-{number}"
        line.count()
        link = await cut.add_link(request(name), profile="shop", sender="me")
        await cut.finish_link(link.id, LinkState.UNKNOWN)
        line.cut_at(number, how)
        await kept(lambda: cut.archive([link.id], True))
        marked = await kept(lambda: cut.mark_by_hand(link.id, "by phone"))
        assert marked.state is LinkState.PAID_BY_HAND
        about = {"profile": "shop", "digest": name, "file_name": "x.csv", "head": ["a"], "ref_column": None}
        await kept(lambda: cut.add_batch([], **about))
        assert [event.kind for event in await cut.events(link.id)] == ["created", "answered", "archived", "by_hand"]
        assert len(await cut.batches(digest=name)) == 1

    line.count()
    run(acts(1000, "before"))
    for how in ("before", "after"):
        for number in range(1, 16, 2):
            run(acts(number, how))
            assert line.was_cut


def test_without_the_server_it_is_said_at_once_and_goes_on_by_itself(cut, line, run):
    link = run(cut.add_link(request("R-1"), profile="shop", sender="me"))
    line.down()
    for attempt in (lambda: cut.add_link(request("R-2"), profile="shop", sender="me"), lambda: cut.links(LinkQuery())):
        with pytest.raises(LedgerError) as caught:
            run(attempt())
        assert caught.value.code == "ledger_unreachable"
    line.up()
    assert run(cut.links(LinkQuery())) == [link]
    run(cut.add_link(request("R-2"), profile="shop", sender="me"))
    assert run(cut.count(LinkQuery())) == 2


def test_the_server_is_started_anew_under_a_desk(cut, line, run, postgres):
    link = run(cut.add_link(request("R-1"), profile="shop", sender="me"))
    postgres.stop()
    with pytest.raises(LedgerError) as caught:
        run(cut.mark_maybe_sent(link.id))
    assert caught.value.code == "ledger_unreachable"
    postgres.start()
    run(cut.mark_maybe_sent(link.id))
    assert [event.kind for event in run(cut.events(link.id))] == ["created", "maybe_sent"]


def test_a_standby_that_has_not_taken_over_counts_as_out_of_reach(cut, run, postgres):
    link = run(cut.add_link(request("R-1"), profile="shop", sender="me"))

    def set_read_only(value: str) -> None:
        postgres.execute("postgres", f"ALTER SYSTEM SET default_transaction_read_only = {value}")
        postgres.execute("postgres", "SELECT pg_reload_conf()")

    set_read_only("on")
    try:
        code = ""
        for number in range(1000):  # the running session hears of it with one of its next statements
            try:
                run(cut.archive([link.id], number % 2 == 0))
            except LedgerError as error:
                code = error.code
                break
        assert code == "ledger_unreachable"
    finally:
        postgres.execute("postgres", "ALTER SYSTEM RESET default_transaction_read_only")
        postgres.execute("postgres", "SELECT pg_reload_conf()")
    run(kept(lambda: cut.mark_maybe_sent(link.id)))
    assert run(cut.link(link.id)).maybe_sent


def test_another_desk_hears_of_a_payment_and_of_a_line_that_is_cut(cut, line, ledger, run, webhook, believe):
    heard, reached = threading.Event(), []
    is_reached = threading.Event()

    def reach(whether: bool) -> None:
        reached.append(whether)
        is_reached.set()

    cut.watch(heard.set, reach)
    assert is_reached.wait(10)
    link = run(ledger.add_link(request("R-1"), profile="shop", sender="me"))
    run(ledger.finish_link(link.id, LinkState.WAITING, created=CreatedLink("https://pay.example/1", "id-1")))
    mark = run(cut.changes(None, 10)).mark
    heard.clear()
    run(ledger.confirm([webhook("id-1")], believe))
    assert heard.wait(10)
    assert [(one.reference, one.state) for one in run(cut.changes(mark, 10)).links] == [("R-1", LinkState.PAID)]
    assert {event.desk for event in run(cut.events(link.id))} == {"front desk"}
    is_reached.clear()
    line.down()
    assert is_reached.wait(10)
    assert reached[-1] is False
    line.up()
    heard.clear()
    assert heard.wait(10)  # it looks once more when it is back
