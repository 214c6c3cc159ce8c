"""Sample takings on a real ledger: in the books like any other, and gone without a trace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from kazadesk.core.books.samples import SAMPLE_WORDS
from kazadesk.core.errors import InputErrors, LedgerError
from kazadesk.core.link import LinkForm, LinkState
from kazadesk.core.records import LinkQuery
from kazadesk.core.webhook.verdict import VerdictCode
from kazadesk.services.session import Session
from kazadesk.storage.sqlite import database as db
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

Play = Callable[..., None]
ALL = LinkQuery(archived=None)


TABLES = {
    **dict.fromkeys(("links", "link_events", "link_customers", "confirmations", "closes"), "*"),
    "link_totals WHERE count > 0": "*",
    "link_search_docsize": "id",
    "sqlite_schema": "type, name, sql",
}


def contents(ledger: SqliteLedger) -> dict[str, list[str]]:
    """Everything that samples could leave something in."""
    read = {table: f"SELECT {columns} FROM {table}" for table, columns in TABLES.items()}
    return {table: sorted(map(repr, ledger.run(partial(ledger._all, sql)))) for table, sql in read.items()}


def form(amount: str, reference: str) -> LinkForm:
    return LinkForm(amount, "USD", "merchant@example.com", reference)


def test_they_are_in_takings_totals_search_and_the_close(play: Play) -> None:
    async def scenario(session: Session) -> None:
        assert session.samples is not None
        made = await session.samples.make("a sample")
        links = await session.ledger.links(ALL, limit=1000)
        assert len(links) == made > 100
        assert all(link.reference.startswith(SAMPLE_WORDS) for link in links)
        today = session.books.closes.today()
        takings = await session.books.takings(today - timedelta(days=29), today)
        assert {entry.period for entry in takings if entry.currency == "USD" and entry.paid.count} == {
            today - timedelta(days=back) for back in range(30)
        }
        assert sum(total.count for total in await session.ledger.totals(ALL)) == made
        found = await session.ledger.links(LinkQuery(search="عينة"), limit=1000)
        assert 0 < len(found) < made
        by_hand = next(link for link in links if link.state is LinkState.PAID_BY_HAND)
        assert by_hand.by_hand_reason == "a sample"
        close = await session.books.closes.close(with_balances=False)
        assert sum(line.created.count for line in close.lines) == made

    play(scenario)


def test_erased_they_leave_what_was_there_before_as_it_was(play: Play) -> None:
    async def scenario(session: Session) -> None:
        ledger, samples = session.ledger, session.samples
        assert samples is not None
        assert isinstance(ledger, SqliteLedger)
        await session.links.create(form("10", "INV-1"))
        await session.links.create(form("7.5", "Sample of a customer"))
        before = contents(ledger)
        made = await samples.make("a sample")
        assert await samples.make("a sample") == made  # in place of the first
        assert await samples.erase() == made
        assert contents(ledger) == before
        assert await samples.erase() == 0
        db.check_schema(ledger._connection, ledger.path, db.schema_steps())
        with pytest.raises(LedgerError):  # the rule stands again
            await ledger.call(lambda: ledger._all("DELETE FROM links"))

    play(scenario)


def test_what_was_done_with_them_goes_too(play: Play) -> None:
    async def scenario(session: Session) -> None:
        assert session.samples is not None
        assert session.customer is not None
        ledger = session.ledger
        made = await session.samples.make("a sample")
        links = await ledger.links(ALL, limit=1000)
        waiting = next(link for link in links if link.state is LinkState.WAITING)
        assert waiting.order_id is not None
        webhook = await session.customer.pay(waiting.order_id)
        verdicts = await session.verify.verify(webhook)
        assert verdicts[0].link is not None
        paid = await ledger.link(waiting.id)
        assert paid is not None
        assert paid.state is LinkState.PAID
        failed = next(link for link in links if link.state is LinkState.FAILED)
        again = await session.links.begin(form("3", "again"), replaces=failed.id)
        assert again.replaces == failed.id
        await session.links.archive([links[0].id])
        own = await session.links.create(form("5", "own"))
        assert await session.samples.erase() == made + 1
        assert [link.id for link in await ledger.links(ALL, limit=1000)] == [own.id]

    play(scenario, base_url=None)


def test_a_close_stays_as_it_was_made_and_the_next_one_goes_on(play: Play) -> None:
    async def scenario(session: Session) -> None:
        assert session.samples is not None
        closes = session.books.closes
        await session.samples.make("a sample")
        first = await closes.close(closes.today() - timedelta(days=1), with_balances=False)
        await session.samples.erase()
        await session.links.create(form("4", "own"))
        second = await closes.close(with_balances=False)
        assert [line.created.count for line in second.lines if line.created.count] == [1]
        assert (await closes.closes())[1] == first

    play(scenario)


def test_a_reference_that_is_taken_is_left_out(play: Play) -> None:
    async def scenario(session: Session) -> None:
        assert session.samples is not None
        made = await session.samples.make("a sample")
        await session.samples.erase()
        await session.links.create(form("10", "Sample 1 shirt"))
        assert await session.samples.make("a sample") == made - 1
        with pytest.raises(InputErrors):
            await session.links.create(form("10", "Sample 3 coffee set"))

    play(scenario)


def test_a_notice_of_a_sample_comes_again_and_is_told_as_repeated(play: Play) -> None:
    async def scenario(session: Session) -> None:
        assert session.samples is not None
        assert session.customer is not None
        await session.samples.make("a sample")
        links = await session.ledger.links(ALL, limit=1000)
        told = {}
        for state in (LinkState.PAID, LinkState.TIMED_OUT):
            link = next(link for link in links if link.state is state)
            assert link.order_id is not None
            (verdict,) = await session.verify.verify(await session.customer.webhook(link.order_id))
            assert verdict.link == link
            told[state] = verdict.code
        assert told == {LinkState.PAID: VerdictCode.REPEATED, LinkState.TIMED_OUT: VerdictCode.NOT_PAID}

    play(scenario, base_url=None)


def test_every_window_reads_anew_what_any_program_has_erased(play: Play) -> None:
    async def scenario(session: Session) -> None:
        ledger, samples = session.ledger, session.samples
        assert samples is not None
        await samples.make("a sample")
        await session.links.create(form("10", "newer than all samples"))
        before = (await ledger.changes(None, 200)).mark
        await samples.erase()
        told = await ledger.changes(before, 200)
        assert told.links is None
        assert (await ledger.changes(told.mark, 200)).links == []
        await samples.erase()  # there is nothing any more
        assert (await ledger.changes(told.mark, 200)).links == []
        link = await session.links.create(form("5", "later"))
        changed = (await ledger.changes(told.mark, 200)).links
        assert changed is not None
        assert [each.id for each in changed] == [link.id]

    play(scenario)
