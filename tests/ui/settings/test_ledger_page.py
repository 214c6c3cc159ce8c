"""The ledger in the settings: shared with other desks, joined, and brought back; on a real server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from kazadesk.core.link import LinkRequest
from kazadesk.core.records import LinkQuery
from kazadesk.storage.postgres.address import parse
from kazadesk.storage.postgres.ledger import PostgresLedger
from kazadesk.storage.sqlite.ledger_file import SqliteLedger
from kazadesk.ui.frame.ledger_strip import LedgerStrip
from kazadesk.ui.settings.ledger_page import LedgerPage
from tests.postgres_server import LACKING, PostgresServer, binaries


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    if binaries() is None:
        pytest.skip(LACKING)
    running = PostgresServer()
    try:
        running.start()
        yield running
    finally:
        running.remove()


@pytest.fixture
def url(server: PostgresServer) -> Iterator[str]:
    server.execute("postgres", "CREATE DATABASE shop")
    yield server.url("shop")
    server.execute("postgres", "DROP DATABASE shop WITH (FORCE)")


def button(page: LedgerPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert found is not None, name
    return found


def live(stage, tmp_path):
    """The page as it is outside of practice mode, on a file that no session has open."""
    path = tmp_path / "live.sqlite"
    ledger = SqliteLedger.open(path)
    stage.session.desks._path = path
    return replace(stage.session, practice=False), ledger


def test_a_ledger_is_shared_with_its_links_and_brought_back(play, tmp_path, url):
    async def scenario(stage):
        session, ledger = live(stage, tmp_path)
        for number in range(3):
            request = LinkRequest("10", "USD", "a@example.com", f"R-{number}")
            link = await ledger.add_link(request, profile="shop", sender="me")
            await ledger.finish_link(link.id, "unsent")
        await ledger.close()
        page = LedgerPage(session, stage.tasks)
        await stage.show(page)
        page.findChild(QLineEdit, "deskNameEdit").setText("مكتب الاستقبال")
        page.findChild(QLineEdit, "ledgerUrlEdit").setText("postgresql://a:b@127.0.0.1/shop")
        button(page, "checkLedgerButton").click()
        await stage.until(lambda: page._fields["ledger"].error())
        assert "password" in page._fields["ledger"].error()
        page.findChild(QLineEdit, "ledgerUrlEdit").setText(url)
        button(page, "checkLedgerButton").click()
        await stage.until(lambda: button(page, "shareLedgerButton").isVisible())
        assert not button(page, "joinLedgerButton").isVisible()
        done = []
        page.changed.connect(lambda: done.append(True))
        button(page, "shareLedgerButton").click()
        await stage.until(lambda: done)
        assert session.settings.value.ledger_url == url
        shared = PostgresLedger.open(parse(url), desk=session.desks.name)
        assert await shared.count(LinkQuery()) == 3
        await shared.add_link(LinkRequest("10", "USD", "a@example.com", "R-9"), profile="shop", sender="me")
        assert [event.desk for event in await shared.events(4)] == ["مكتب الاستقبال"]
        await shared.close()
        again = LedgerPage(session, stage.tasks)
        await stage.show(again)
        assert button(again, "leaveLedgerButton").isVisible()
        left = []
        again.leave_requested.connect(lambda: left.append(True))
        button(again, "leaveLedgerButton").click()
        await stage.until(lambda: left)
        await session.desks.leave()
        assert session.settings.value.ledger_url == ""
        own = SqliteLedger.open(stage.session.desks._path)
        assert await own.count(LinkQuery()) == 4
        await own.close()

    play(scenario)


def test_a_ledger_of_another_desk_is_joined(play, tmp_path, url):
    async def scenario(stage):
        session, ledger = live(stage, tmp_path)
        await ledger.close()
        theirs = PostgresLedger.open(parse(url), desk="other desk")
        await theirs.add_link(LinkRequest("10", "USD", "a@example.com", "R-1"), profile="shop", sender="me")
        await theirs.close()
        page = LedgerPage(session, stage.tasks)
        await stage.show(page)
        page.findChild(QLineEdit, "ledgerUrlEdit").setText(url)
        button(page, "checkLedgerButton").click()
        await stage.until(lambda: button(page, "joinLedgerButton").isVisible())
        assert not button(page, "shareLedgerButton").isVisible()
        done = []
        page.changed.connect(lambda: done.append(True))
        button(page, "joinLedgerButton").click()
        await stage.until(lambda: done)
        assert session.settings.value.ledger_url == url

    play(scenario)


def test_practice_mode_shares_nothing(play):
    async def scenario(stage):
        page = LedgerPage(stage.session, stage.tasks)
        await stage.show(page)
        assert not page.findChild(QLineEdit, "ledgerUrlEdit").isVisible()
        assert not any(one.isVisible() for one in page.findChildren(QPushButton) if one.objectName())

    play(scenario)


def test_the_strip_tells_while_the_server_is_out_of_reach(play):
    async def scenario(stage):
        window = QWidget()
        strip = LedgerStrip(stage.session, window)
        await stage.show(window)
        strip.hide()
        stage.session.news._note_reach(False)
        assert "cannot be reached" in strip.text()
        assert strip.isVisible()
        stage.session.news._note_reach(True)
        assert not strip.isVisible()

    play(scenario)
