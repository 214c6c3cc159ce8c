"""Everybody hears of every change once, whoever made it; nobody hears of a reading that was none."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kazadesk.core.errors import LedgerError
from kazadesk.core.link import LinkRequest, PaymentLink
from kazadesk.core.records import LinkChanges
from kazadesk.services import news as module
from kazadesk.services.news import LedgerNews
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

Scenario = Callable[[SqliteLedger, LedgerNews], Coroutine[Any, Any, None]]


@pytest.fixture
def play(tmp_path: Path) -> Callable[[Scenario], None]:
    async def whole(scenario: Scenario) -> None:
        ledger = SqliteLedger.open(tmp_path / "ledger.sqlite")
        news = LedgerNews(ledger)
        ledger.written = news.look
        await news.begin()
        watch = asyncio.ensure_future(news.watch())
        try:
            async with asyncio.timeout(20):
                await scenario(ledger, news)
        finally:
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)
            await ledger.close()

    return lambda scenario: asyncio.run(whole(scenario))


async def link(ledger: SqliteLedger, reference: str) -> PaymentLink:
    request = LinkRequest("10", "USD", "merchant@example.com", reference)
    return await ledger.add_link(request, profile="practice", sender="test")


class Ear:
    def __init__(self, news: LedgerNews) -> None:
        self.heard: list[LinkChanges] = []
        self.refused: list[str] = []
        self.more = asyncio.Event()
        self.stop = news.listen(self._hear, self._refuse)

    def _hear(self, changes: LinkChanges) -> None:
        self.heard.append(changes)
        self.more.set()

    def _refuse(self, error: LedgerError) -> None:
        self.refused.append(error.code)
        self.more.set()

    @property
    def references(self) -> list[str]:
        return [each.reference for changes in self.heard for each in changes.links or ()]

    async def until(self, condition: Callable[[], object]) -> None:
        while not condition():
            await self.more.wait()
            self.more.clear()


def test_an_act_of_our_own_is_heard_at_once_by_everybody(play: Callable[[Scenario], None]) -> None:
    async def scenario(ledger: SqliteLedger, news: LedgerNews) -> None:
        ears = [Ear(news), Ear(news)]
        await link(ledger, "A")
        async with asyncio.timeout(module.EVERY / 2):
            for ear in ears:
                await ear.until(partial(getattr, ear, "references"))
        assert [ear.references for ear in ears] == [["A"], ["A"]]

    play(scenario)


def test_another_program_s_act_is_heard_without_being_asked(play: Callable[[Scenario], None]) -> None:
    async def scenario(ledger: SqliteLedger, news: LedgerNews) -> None:
        ear, other = Ear(news), SqliteLedger.open(ledger.path)
        await link(other, "B")
        await ear.until(lambda: ear.references)
        assert ear.references == ["B"]
        await other.close()

    play(scenario)


def test_who_has_gone_hears_nothing(play: Callable[[Scenario], None]) -> None:
    async def scenario(ledger: SqliteLedger, news: LedgerNews) -> None:
        gone, ear = Ear(news), Ear(news)
        gone.stop()
        await link(ledger, "C")
        await ear.until(lambda: ear.references)
        assert gone.heard == []

    play(scenario)


def test_one_that_fails_leaves_the_others_alone(
    play: Callable[[Scenario], None], caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario(ledger: SqliteLedger, news: LedgerNews) -> None:
        news.listen(lambda _changes: [][0])
        ear = Ear(news)
        await link(ledger, "D")
        await ear.until(lambda: ear.references)

    play(scenario)
    assert "showing what has changed failed" in caplog.text


def test_too_many_changes_and_a_ledger_that_comes_back_ask_to_read_anew(
    play: Callable[[Scenario], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 2)

    async def scenario(ledger: SqliteLedger, news: LedgerNews) -> None:
        ear, other = Ear(news), SqliteLedger.open(ledger.path)
        await ear.until(lambda: ear.heard)
        for number in range(3):
            await link(other, f"E-{number}")
        await ear.until(lambda: any(changes.links is None for changes in ear.heard))
        ear.heard.clear()

        async def unreadable(*_asked: Any) -> LinkChanges:
            raise LedgerError("ledger_busy")

        with monkeypatch.context() as trouble:
            trouble.setattr(ledger, "changes", unreadable)
            news.look()
            await ear.until(lambda: ear.refused)
        assert set(ear.refused) == {"ledger_busy"}
        news.look()
        await ear.until(lambda: ear.heard)
        assert ear.heard[0].links is None
        await other.close()

    play(scenario)
