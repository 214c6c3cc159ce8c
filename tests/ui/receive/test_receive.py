"""From the settings to the green card: a real mailbox, a real keyring, a real window."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton, QWidget

from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.redact import Secret
from kazadesk.core.webhook.signature import Credentials, signature_text
from kazadesk.inbox.server import InboxServer
from kazadesk.practice.account import CREDENTIALS, EMAIL
from kazadesk.ui.frame.main_window import MainWindow
from kazadesk.ui.receive.arrivals import UNREAD_ROLE, ArrivalsList
from kazadesk.ui.settings.receive_page import ReceivePage
from tests.ui.conftest import Stage

pytestmark = pytest.mark.usefixtures("keyring")


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[InboxServer]:
    with InboxServer(tmp_path / "mailbox.sqlite") as server:
        yield server


def post(server: InboxServer, body: bytes) -> None:
    with urllib.request.urlopen(server.hook, body, timeout=20) as answer:
        assert answer.status == 200


def webhook(order_id: str, amount: str = "10") -> bytes:
    account = Credentials("default", CREDENTIALS.api_key, CREDENTIALS.api_secret)
    fields = {"order_id": order_id, "amount": amount, "currency": "USD", "status": "fulfilled", "ref": order_id}
    return json.dumps(fields | {"secret": signature_text(amount, order_id, account)}).encode()


async def with_keys(stage: Stage) -> None:
    key, secret = CREDENTIALS.api_key.reveal(), CREDENTIALS.api_secret.reveal()
    await stage.session.profiles.save("default", key, secret, EMAIL)


async def link(stage: Stage, reference: str) -> None:
    request = LinkRequest("10", "USD", EMAIL, reference)
    made = await stage.ledger.add_link(request, profile="default", sender="test")
    created = CreatedLink(f"https://pay.example/{reference}", reference)
    await stage.ledger.finish_link(made.id, LinkState.WAITING, created=created)


Found = TypeVar("Found", bound=QWidget)


def child(widget: QWidget, kind: type[Found], name: str) -> Found:
    found = widget.findChild(kind, name)
    assert found is not None, name
    return found


def test_the_page_proves_the_way_before_it_keeps_it(play: Callable[..., None], mailbox: InboxServer) -> None:
    async def scenario(stage: Stage) -> None:
        await with_keys(stage)
        page = ReceivePage(stage.session, stage.tasks)
        await stage.show(page)
        await stage.until(lambda: "pasted by hand" in page._notice.text())
        button = child(page, QPushButton, "checkInboxButton")
        button.click()
        assert "pull address" in page._fields["pull"].error()
        assert "read key" in page._fields["read_key"].error()
        child(page, QLineEdit, "pullEdit").setText(mailbox.pull)
        child(page, QLineEdit, "hookEdit").setText(mailbox.hook)
        child(page, QLineEdit, "readKeyEdit").setText("wrong")
        button.click()
        await stage.until(lambda: "refuses the read key" in page._notice.text())
        assert await stage.session.inbox.access() is None
        changed: list[bool] = []
        page.changed.connect(lambda: changed.append(True))
        child(page, QLineEdit, "readKeyEdit").setText(mailbox.read_key or "")
        button.click()
        await stage.until(lambda: changed)
        assert "It works" in page._notice.text()
        access = await stage.session.inbox.access()
        assert access is not None
        assert access.key == Secret(mailbox.read_key or "")
        assert child(page, QLineEdit, "hookEdit").echoMode() is QLineEdit.EchoMode.Password
        child(page, QPushButton, "forgetInboxButton").click()
        await stage.until(lambda: len(changed) == 2)
        assert await stage.session.inbox.access() is None

    play(scenario, practice=False)


def test_a_php_file_fills_in_what_only_kazadesk_knows(play: Callable[..., None], tmp_path: Path) -> None:
    async def scenario(stage: Stage) -> None:
        page = ReceivePage(stage.session, stage.tasks)
        await stage.show(page)
        page.save_php(tmp_path / "inbox.php")
        await stage.until(lambda: "4." in page._steps.text())
        text = (tmp_path / "inbox.php").read_text("utf-8")
        key = child(page, QLineEdit, "readKeyEdit").text()
        assert len(key) > 40
        assert key not in text
        pull = child(page, QLineEdit, "pullEdit")
        pull.setText("https://shop.example/inbox.php")
        pull.textEdited.emit(pull.text())
        hook = child(page, QLineEdit, "hookEdit").text()
        assert hook.startswith("https://shop.example/inbox.php/")
        assert hook.rpartition("/")[2] not in text

    play(scenario, practice=False)


def test_a_mailbox_on_this_computer_is_a_child_of_kazadesk(
    play: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(stage: Stage) -> None:
        await with_keys(stage)
        own = stage.session.own_mailbox
        own._port = 0  # any free one
        page = ReceivePage(stage.session, stage.tasks)
        await stage.show(page)
        child(page, QPushButton, "ownInboxButton").click()
        await stage.until(lambda: own.running and "2." in page._steps.text())
        child(page, QPushButton, "checkInboxButton").click()
        await stage.until(lambda: "It works" in page._notice.text())
        process = own._child
        assert process is not None
        await own.stop()
        assert process.poll() == 0

    play(scenario, practice=False)


def test_a_webhook_comes_to_the_card_by_itself(play: Callable[..., None], mailbox: InboxServer) -> None:
    async def scenario(stage: Stage) -> None:
        await with_keys(stage)
        await stage.session.inbox.save(
            stage.session.inbox.checked("default", mailbox.pull, mailbox.hook, mailbox.read_key or "")
        )
        for name in ("KD-AAAA", "KD-BBBB"):
            await link(stage, name)
        await asyncio.to_thread(post, mailbox, webhook("KD-AAAA"))
        window = MainWindow(practice=False, first_run=False, settings=stage.session.settings.value)
        await stage.show(window)
        window.attach(stage.session, stage.tasks)
        status, card = child(window, QAbstractButton, "receivingStatus"), child(window, QWidget, "verdictCard")
        await stage.until(lambda: status.property("state") == "green")
        await stage.until(lambda: card.property("verdict") == "paid")
        arrived = child(window, QPushButton, "arrivedButton")
        await stage.until(lambda: "1" in arrived.text())
        await asyncio.to_thread(post, mailbox, webhook("KD-BBBB"))
        await asyncio.to_thread(post, mailbox, webhook("KD-BBBB", "1000"))
        await asyncio.to_thread(post, mailbox, b"noise")
        await stage.until(lambda: "3" in arrived.text())
        arrived.click()
        shown = child(window, ArrivalsList, "")
        await stage.until(lambda: shown.model.rowCount() == 3)
        assert [each.verdict for each in shown.model.arrivals] == ["repeated", "paid", "paid"]
        assert all(shown.model.index(row, 0).data(UNREAD_ROLE) for row in range(3))
        shown.choose_newest()
        await stage.until(lambda: card.property("verdict") == shown.model.arrivals[0].verdict)
        arrived.click()
        assert arrived.text() == "Arrived"
        shown._filter.setCurrentIndex(1)
        shown.reload()
        await stage.until(lambda: shown.model.rowCount() == 1)
        assert shown.model.arrivals[0].verdict == "unreadable"
        state = {
            each.reference: each.state for each in [await stage.ledger.link(1), await stage.ledger.link(2)] if each
        }
        assert state == {"KD-AAAA": LinkState.PAID, "KD-BBBB": LinkState.PAID}

    play(scenario, practice=False)


def test_without_a_mailbox_the_bar_says_so(play: Callable[..., None]) -> None:
    async def scenario(stage: Stage) -> None:
        window = MainWindow(practice=False, first_run=False, settings=stage.session.settings.value)
        await stage.show(window)
        window.attach(stage.session, stage.tasks)
        status = child(window, QAbstractButton, "receivingStatus")
        await stage.until(lambda: status.property("state") == "grey")
        assert status.text() == "Not set up"

    play(scenario, practice=False)


def test_a_mailbox_that_is_away_is_said_in_the_bar(play: Callable[..., None], mailbox: InboxServer) -> None:
    async def scenario(stage: Stage) -> None:
        await with_keys(stage)
        access = stage.session.inbox.checked("default", mailbox.pull, "", mailbox.read_key or "")
        await stage.session.inbox.save(access)
        await asyncio.to_thread(mailbox.stop)
        window = MainWindow(practice=False, first_run=False, settings=stage.session.settings.value)
        await stage.show(window)
        window.attach(stage.session, stage.tasks)
        status = child(window, QAbstractButton, "receivingStatus")
        await stage.until(lambda: status.property("state") == "amber")
        assert "Not reached since" in status.toolTip()
        assert "cannot be reached" in status.toolTip()

    play(scenario, practice=False)
