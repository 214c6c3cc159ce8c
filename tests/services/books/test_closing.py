"""The day closed on a real ledger, and takings over time."""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

from kazadesk.core.books.closing import Close, CloseLine
from kazadesk.core.errors import CloseError, InputError
from kazadesk.core.link import LinkForm
from kazadesk.practice import PracticeServer
from kazadesk.practice.webhooks import webhook_text
from kazadesk.services.books.report import totals
from kazadesk.services.session import Session

Play = Callable[..., None]
BENCH = Path(__file__).resolve().parents[2] / "bench" / "closes.py"


def _dollars(close: Close) -> CloseLine:
    return next(line for line in close.lines if line.currency == "USD")


async def _sell(session: Session, stand_in: PracticeServer, amount: str, *, paid: bool = True) -> None:
    link = await session.links.create(LinkForm(amount, "USD", "merchant@example.com"))
    if paid:
        assert link.order_id
        await session.verify.verify(webhook_text(stand_in.records.settle(link.order_id, "paid")))


def test_a_close_says_what_happened_and_what_came_late(play: Play, stand_in: PracticeServer) -> None:
    async def scenario(session: Session) -> None:
        closes = session.books.closes
        await _sell(session, stand_in, "10.50")
        await _sell(session, stand_in, "4", paid=False)
        today = closes.today()
        first = await closes.close(today, note="first")
        line = _dollars(first)
        assert (first.number, first.first_day, first.day, first.note) == (1, str(today), str(today), "first")
        assert (line.created.count, line.created.amount, line.paid.amount) == (2, "14.50", "10.50")
        with pytest.raises(CloseError) as caught:
            await closes.close(today)
        assert caught.value.code == "closed_already"
        with pytest.raises(CloseError, match="day_to_come"):
            await closes.close(today + timedelta(days=1))
        await _sell(session, stand_in, "7")
        closes.today = lambda: today + timedelta(days=2)  # type: ignore[method-assign]
        second = await closes.close()
        line = _dollars(second)
        assert (second.number, second.first_day, line.paid.amount) == (2, str(today + timedelta(days=1)), "7")
        assert (line.late.count, line.late.amount) == (1, "7")
        assert [close.number for close in await closes.closes()] == [2, 1]
        assert (await closes.closes())[1] == first

    play(scenario)


def test_balances_come_from_kazawallet_and_are_compared(play: Play, stand_in: PracticeServer) -> None:
    async def scenario(session: Session) -> None:
        session.profiles.change("practice", email="merchant@example.com")
        closes = session.books.closes
        first = await closes.close()
        assert {line.currency: line.closing for line in first.lines}
        assert all(line.opening is None and line.difference is None for line in first.lines)
        await _sell(session, stand_in, "5")
        today = closes.today()
        closes.today = lambda: today + timedelta(days=1)  # type: ignore[method-assign]
        dollars = next(line for line in (await closes.close()).lines if line.currency == "USD")
        assert dollars.opening is not None
        assert dollars.difference is not None

    play(scenario)


def test_a_day_without_sales_closes_too(play: Play) -> None:
    async def scenario(session: Session) -> None:
        close = await session.books.closes.close(with_balances=False)
        assert (close.number, close.lines) == (1, ())

    play(scenario)


def test_takings_by_period(play: Play, stand_in: PracticeServer) -> None:
    async def scenario(session: Session) -> None:
        await _sell(session, stand_in, "10.50")
        await _sell(session, stand_in, "0.10")
        await _sell(session, stand_in, "3", paid=False)
        today = session.books.closes.today()
        entries = await session.books.takings(today - timedelta(days=6), today)
        assert [entry.paid.amount for entry in entries] == ["0"] * 6 + ["10.60"]
        assert entries[-1].created.amount == "13.60"
        assert [total.paid.amount for total in totals(entries)] == ["10.60"]
        months = await session.books.takings(today - timedelta(days=6), today, by="month")
        assert months[-1].paid.amount == "10.60"

    play(scenario)


def test_the_shops_day_is_kept(play: Play) -> None:
    async def scenario(session: Session) -> None:
        closes = session.books.closes
        closes.set_shop_day("+03:00", "04:00")
        assert (closes.shop_day.zone, closes.shop_day.ends) == ("+03:00", "04:00")
        with pytest.raises(InputError):
            closes.set_shop_day("nowhere")
        session.settings.change(day_ends="noon")
        assert closes.shop_day.ends == "00:00"

    play(scenario)


def test_the_database_itself_keeps_closes(play: Play, tmp_path: Path) -> None:
    async def scenario(session: Session) -> None:
        await session.books.closes.close(with_balances=False)
        raw = apsw.Connection(str(tmp_path / "data" / "practice" / "ledger.sqlite"))
        for sql in (
            "UPDATE closes SET note = 'x'",
            "DELETE FROM closes",
            "INSERT INTO close_lines SELECT id - 1, 'USD', 1, '1', 1, '1', 1, '1', 1, '1', 1, '1', 1, '1', NULL, NULL"
            " FROM closes",
            "INSERT INTO closes SELECT id + 1, profile, number + 1, day, day, until, 0, made_at, '', '', ''"
            " FROM closes",
        ):
            with pytest.raises(apsw.ConstraintError):
                raw.execute(sql)
        raw.close()

    play(scenario)


def test_the_sum_of_the_closes_is_the_ledger_whatever_the_clock_does() -> None:
    spec = importlib.util.spec_from_file_location("closes", BENCH)
    assert spec is not None
    assert spec.loader is not None
    closes = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(closes)
    histories, made, faults = asyncio.run(closes.run(25, seed=3))
    assert faults == []
    assert made > histories
