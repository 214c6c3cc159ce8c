"""Panels on a real session: real ledger in a folder of the test's own, real stand-in where one is wanted, real loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from kazadesk.assembly import Options, open_session
from kazadesk.core.link import CreatedLink, LinkForm, LinkRequest, LinkState, PaymentLink
from kazadesk.core.redact import Redactor
from kazadesk.services.session import Session
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.settings_file import SettingsFile
from kazadesk.storage.sqlite.ledger_file import SqliteLedger
from kazadesk.ui import theme
from kazadesk.ui.tasks import Tasks


@dataclass
class Stage:
    """What a scenario plays on."""

    session: Session
    ledger: SqliteLedger
    tasks: Tasks
    made: int = 0

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for a condition that the event loop brings about."""
        async with asyncio.timeout(20):
            while not condition():  # noqa: ASYNC110  (a condition of widgets has no event)
                await asyncio.sleep(0.002)

    async def link(
        self,
        state: LinkState = LinkState.WAITING,
        *,
        amount: str = "10.00",
        currency: str = "USD",
        reference: str = "",
        error: str | None = None,
    ) -> PaymentLink:
        """A link of the ledger in `state`, with an order id and a URL if that state has one."""
        self.made += 1
        number = self.made
        request = LinkRequest(amount, currency, "merchant@example.com", reference or f"INV-{number}")
        made = await self.ledger.add_link(request, profile="practice", sender="test")
        if state is LinkState.SENDING:
            return made
        if state in (LinkState.FAILED, LinkState.UNSENT, LinkState.UNKNOWN):
            return await self.ledger.finish_link(made.id, state, error=error or "refused")
        created = CreatedLink(f"https://pay.example/{number}", f"order-{number}")
        made = await self.ledger.finish_link(made.id, LinkState.WAITING, created=created)
        if state is LinkState.PAID_BY_HAND:
            return await self.ledger.mark_by_hand(made.id, "settled by phone")
        return made

    async def paid_webhook(self, amount: str = "10.00", reference: str = "") -> tuple[PaymentLink, str]:
        """A link made through the stand-in, and the webhook of its payment."""
        link = await self.session.links.create(LinkForm(amount, "USD", "merchant@example.com", reference))
        assert self.session.customer is not None
        assert link.order_id is not None
        return link, await self.session.customer.pay(link.order_id)


Scenario = Callable[[Stage], Coroutine[Any, Any, None]]


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


@pytest.fixture(scope="session")
def loop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """One for all tests, as the program has one: closing qasync loops by the dozen is not what is tested here."""
    import qasync

    loop = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(loop)
    yield loop
    loop.close()
    asyncio.set_event_loop(None)


@pytest.fixture
def play(loop: asyncio.AbstractEventLoop, tmp_path: Path) -> Callable[..., None]:
    """play(scenario) runs a coroutine on the window's own kind of loop; `stand_in=True` with a Kazawallet to pay at."""

    async def whole(scenario: Scenario, stand_in: bool) -> None:
        folder = DataFolder.make(tmp_path / "data")
        settings = SettingsFile(folder.settings)
        ledger = SqliteLedger.open(folder.ledger(practice=True))
        options = Options(practice=True, data_dir=tmp_path / "data")
        session = await open_session(options, folder, settings, Redactor(), ledger=ledger, with_stand_in=stand_in)
        tasks, crashes = Tasks(), list[str]()
        tasks.crashed.connect(crashes.append)
        try:
            await scenario(Stage(session, ledger, tasks))
        finally:
            await tasks.close()
            await session.close()
            settings.close()
        assert crashes == []

    def run(scenario: Scenario, *, stand_in: bool = False) -> None:
        loop.run_until_complete(whole(scenario, stand_in))

    return run
