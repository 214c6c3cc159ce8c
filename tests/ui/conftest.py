"""Widgets on a real session: real ledger and settings in a folder of the test's own, real stand-in, real loop."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import pytest
import qasync
import zxingcpp
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from kazadesk.assembly import Options, open_session
from kazadesk.core.link import CreatedLink, LinkForm, LinkRequest, LinkState, PaymentLink
from kazadesk.core.redact import Redactor
from kazadesk.practice import PracticeServer
from kazadesk.services.practice import PracticeService
from kazadesk.services.session import Session
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.settings_file import SettingsFile
from kazadesk.storage.sqlite.ledger_file import SqliteLedger
from kazadesk.ui.look import theme
from kazadesk.ui.tasks import Tasks
from kazadesk.ui.words import languages
from tests.session_bus import SessionBus

NOBODY = "http://127.0.0.1:9"
"""An address where nobody answers."""
URL = "https://kazawallet.com/pay/3f9c2a71-58bb-4b1e-9d10-7c5a2f"


@dataclass
class Stage:
    """What a scenario plays on."""

    session: Session
    ledger: SqliteLedger
    tasks: Tasks
    server: PracticeServer | None
    shown: list[QWidget] = field(default_factory=list)
    made: int = 0

    @property
    def stand_in(self) -> PracticeServer:
        assert self.server is not None, "play(scenario, stand_in=True)"
        return self.server

    async def show(self, widget: QWidget) -> None:
        """Put it on the screen until the scenario's end."""
        self.shown.append(widget)
        widget.show()
        await self.until(lambda: widget.windowHandle().isExposed())

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for a condition that the event loop brings about."""
        async with asyncio.timeout(60):
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


async def staged(
    scenario: Scenario, data: Path, *, practice: bool, server: PracticeServer | None, base_url: str
) -> None:
    """Plays it on a session in the folder `data`, to the end of both."""
    folder = DataFolder.make(data)
    settings = SettingsFile(folder.settings)
    ledger = SqliteLedger.open(folder.ledger(practice=practice))
    options = Options(practice, data_dir=data, base_url=server.base_url if server else base_url)
    session = await open_session(options, folder, settings, Redactor(), ledger=ledger)
    if server is not None and practice:
        session = replace(session, customer=PracticeService(server))
    tasks, crashes = Tasks(), list[str]()
    tasks.crashed.connect(crashes.append)
    stage = Stage(session, ledger, tasks, server)
    tasks.start(tasks, session.news.watch())
    try:
        await scenario(stage)
    finally:
        await tasks.close()
        for widget in filter(isValid, stage.shown):
            widget.hide()
            widget.deleteLater()
        await session.close()
        settings.close()
    assert crashes == []


@pytest.fixture(scope="session", autouse=True)
def english_and_light(qapp: QApplication) -> None:
    languages.install(qapp, "en")
    theme.apply(qapp, "light")
    qapp.setQuitOnLastWindowClosed(False)  # as the program does: its loop ends by itself


@pytest.fixture(autouse=True)
def garbage_of_the_main_thread() -> Iterator[None]:
    """Widgets in cycles are collected here; the ledger's thread would end them in the wrong one."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def wear(qapp: QApplication) -> Iterator[Callable[[str, str], None]]:
    """wear(language, theme): how the windows that are made from now on look, until the test's end."""

    def put_on(language: str, chosen: str = "light") -> None:
        languages.install(qapp, language)
        theme.apply(qapp, chosen)

    yield put_on
    put_on("en")


@pytest.fixture(scope="session")
def loop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    """One for all tests, as the program has one."""
    loop = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(loop)
    yield loop
    loop.close()
    asyncio.set_event_loop(None)


@pytest.fixture
def play(loop: asyncio.AbstractEventLoop, tmp_path: Path) -> Callable[..., None]:
    """play(scenario) runs a coroutine on the window's own kind of loop.

    `stand_in=True`: with a Kazawallet to pay at. `practice=False`: with a merchant's own keys, and always with one.
    """

    def run(scenario: Scenario, *, practice: bool = True, stand_in: bool = False, base_url: str = NOBODY) -> None:
        with PracticeServer() if stand_in or not practice else nullcontext() as server:
            played = staged(scenario, tmp_path / "data", practice=practice, server=server, base_url=base_url)
            loop.run_until_complete(played)

    return run


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer without a Secret Service."""
    if sys.platform != "linux":
        pytest.skip("the keyring of this system cannot be taken away")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An unlocked GNOME Keyring on a bus and in a home of the test's own."""
    bus = SessionBus(tmp_path / "home", monkeypatch, keyring=True)
    yield
    bus.end()


@pytest.fixture
def link() -> PaymentLink:
    """A link that waits for its customer."""
    return PaymentLink(
        id=1,
        profile="default",
        reference="INV-12",
        amount="1250.00",
        currency="USD",
        email="merchant@example.com",
        redirect_url=None,
        state=LinkState.WAITING,
        order_id="order-1",
        url=URL,
        error=None,
        message=None,
        maybe_sent=True,
        created_at="2026-03-12T11:03:27.500Z",
        updated_at="2026-03-12T11:03:27.500Z",
    )


@pytest.fixture
def like(link: PaymentLink) -> Callable[..., PaymentLink]:
    """like(**fields): another link."""
    return lambda **fields: replace(link, **fields)


@pytest.fixture
def read_qr() -> Callable[[QImage | QWidget], list[str]]:
    """What a phone reads from an image, or from a widget as it is on the screen."""

    def read(seen: QImage | QWidget) -> list[str]:
        image = seen.grab().toImage() if isinstance(seen, QWidget) else seen
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        lines: list[memoryview] = [cast("memoryview", grey.constScanLine(y)) for y in range(grey.height())]
        rows = [bytes(line)[: grey.width()] for line in lines]
        pixels = memoryview(b"".join(rows)).cast("B", (grey.height(), grey.width()))
        return [code.text for code in zxingcpp.read_barcodes(pixels)]

    return read


@pytest.fixture
def show(qtbot: Any) -> Callable[..., None]:
    """show(widget): put it on the screen until the test's end."""

    def put(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()

    return put


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What screen readers are asked to say now."""
    told: list[str] = []

    def hear(event: object) -> None:
        if hasattr(event, "message"):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return told
