"""Links whose webhook was probably lost, and what the balance says about them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kazadesk.core.inbox import ReceivedPost
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState, PaymentLink
from kazadesk.core.redact import Redactor
from kazadesk.core.webhook.payload import Payload
from kazadesk.core.webhook.verdict import Verdict, VerdictCode
from kazadesk.services.missing import KNOWN_ENOUGH, Missing, enquiry
from kazadesk.services.profiles import ProfileService
from kazadesk.storage.settings import ProfileSettings
from kazadesk.storage.settings_file import SettingsFile
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

NOW = datetime.now(UTC)


class Shop:
    def __init__(self, folder: Path) -> None:
        self.settings = SettingsFile(folder / "settings.json")
        self.settings.value.profiles = [ProfileSettings("market"), ProfileSettings("kiosk")]
        self.ledger = SqliteLedger.open(folder / "ledger.sqlite")
        nothing: Any = None
        profiles = ProfileService(self.settings, nothing, nothing, Redactor(), practice=False)
        self.missing = Missing(self.ledger, profiles, self.settings)

    async def link(
        self, reference: str, amount: str = "10", currency: str = "USD", profile: str = "market"
    ) -> PaymentLink:
        request = LinkRequest(amount, currency, "me@example.com", reference)
        link = await self.ledger.add_link(request, profile=profile, sender="test")
        created = CreatedLink(f"https://pay.example/{reference}", f"id-{reference}")
        return await self.ledger.finish_link(link.id, LinkState.WAITING, created=created)

    async def answer(self, link: PaymentLink, code: VerdictCode, hours: float, number: int) -> None:
        """A webhook that came into the mailbox so long after the link was made."""
        state = LinkState.PAID if code is VerdictCode.PAID else LinkState.TIMED_OUT

        def judge(item: Any, _known: Any) -> Verdict:
            return Verdict(code, order_id=link.order_id, profile=link.profile, link=link, move=state, counted=True)

        at = datetime.fromisoformat(link.created_at) + timedelta(hours=hours)
        text = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        item = Payload(link.amount, (link.order_id or "",), ("x",), None, None, link.reference)
        await self.ledger.receive(f"box {link.profile}", [ReceivedPost(number, text, (item,))], judge)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = Shop(tmp_path)
    yield shop
    shop.ledger.close_now()
    shop.settings.close()


def test_before_enough_is_known_the_setting_decides(shop: Shop) -> None:
    async def scenario() -> None:
        for reference, amount, currency in (
            ("A", "10", "USD"),
            ("B", "200", "USD"),
            ("C", "5", "EUR"),
            ("D", "10", "USD"),
        ):
            await shop.link(reference, amount, currency)
        await shop.link("E", profile="kiosk")
        assert await shop.missing.links(NOW + timedelta(hours=23)) == []
        found = await shop.missing.links(NOW + timedelta(hours=25))
        assert [link.reference for link in found] == ["C", "B", "A", "D", "E"]
        shop.settings.change(answer_hours=48)
        assert await shop.missing.links(NOW + timedelta(hours=25)) == []

    asyncio.run(scenario())


def test_the_patience_of_an_account_is_learned_from_its_time_outs(shop: Shop) -> None:
    async def scenario() -> None:
        for number in range(1, KNOWN_ENOUGH):
            await shop.answer(await shop.link(f"T-{number}"), VerdictCode.NOT_PAID, 1 + number / 100, number)
        assert await shop.missing.patience("market") == timedelta(hours=24)
        last = await shop.link("T-last")
        await shop.answer(last, VerdictCode.NOT_PAID, 2, KNOWN_ENOUGH)
        learned = await shop.missing.patience("market")
        assert timedelta(hours=2.99) < learned < timedelta(hours=3.01)  # the longest of twenty, and an hour
        assert await shop.missing.patience("kiosk") == timedelta(hours=24)  # each account has its own
        for number in range(100, 300):
            await shop.answer(await shop.link(f"U-{number}"), VerdictCode.NOT_PAID, 0.5, number)
        assert await shop.missing.patience("market") < timedelta(hours=2.2)  # one of 220 that took long decides nothing

    asyncio.run(scenario())


def test_a_paid_link_has_had_its_answer(shop: Shop) -> None:
    async def scenario() -> None:
        await shop.answer(await shop.link("A"), VerdictCode.PAID, 0.1, 1)
        await shop.link("B")
        found = await shop.missing.links(NOW + timedelta(hours=25))
        assert [link.reference for link in found] == ["B"]

    asyncio.run(scenario())


def test_a_balance_that_rose_by_more_than_is_explained_names_the_link(shop: Shop) -> None:
    async def scenario() -> None:
        shop.settings.change(answer_hours=1)
        paid, lost = await shop.link("PAID", "25.00"), await shop.link("LOST", "10.00")
        await shop.link("OTHER", "10.00", "EUR")
        await shop.ledger.keep_balances("market", {"USD": "100.00", "EUR": "7", "SYP": "1,000"})
        await _next_millisecond()  # the ledger's times have no finer parts
        await shop.answer(paid, VerdictCode.PAID, 0.1, 1)
        await shop.ledger.keep_balances("market", {"USD": "135.00", "EUR": "6", "SYP": "2,000"})
        shop.missing.links = lambda now=None: _found([lost])  # type: ignore[method-assign]  # as if an hour had passed
        [hint] = await shop.missing.hints("market")
        assert (hint.currency, hint.rose, hint.explained) == ("USD", "35.00", "25.00")
        assert [link.reference for link in hint.links] == ["LOST"]
        assert await shop.missing.hints("kiosk") == []

    async def _found(links: list[PaymentLink]) -> list[PaymentLink]:
        return links

    asyncio.run(scenario())


def test_the_enquiry_names_the_payment_and_nothing_secret(shop: Shop) -> None:
    async def scenario() -> None:
        link = await shop.link("INV-12", "10.50")
        for language in ("ar", "en"):
            text = enquiry(link, language)
            for part in ("me@example.com", "id-INV-12", "INV-12", "10.50 USD", link.created_at):
                assert part in text
        assert re.search("[\u0621-\u064a]", enquiry(link, "ar"))
        assert enquiry(link, "en").isascii()

    asyncio.run(scenario())


async def _next_millisecond() -> None:
    began = datetime.now(UTC)
    while datetime.now(UTC) - began < timedelta(milliseconds=2):  # noqa: ASYNC110  (a clock has no event)
        await asyncio.sleep(0)
