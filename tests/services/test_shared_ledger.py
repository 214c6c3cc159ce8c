"""Links on a shared ledger whose server goes away: nothing is sent without it, and everything goes on by itself."""

from __future__ import annotations

import asyncio
import csv
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from kazadesk.assembly import Options, open_session
from kazadesk.core.errors import LedgerError
from kazadesk.core.link import LinkForm, LinkRequest, LinkState, PaymentLink
from kazadesk.core.records import LinkQuery
from kazadesk.core.redact import Redactor
from kazadesk.practice import PracticeServer
from kazadesk.services import links as links_module
from kazadesk.services.export import save_links, save_workbook_of_links
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.postgres.address import parse
from kazadesk.storage.postgres.ledger import PostgresLedger
from kazadesk.storage.settings_file import SettingsFile
from tests.postgres_server import LACKING, PostgresServer, binaries

FORM = LinkForm("10", "USD", "merchant@example.com")


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    if binaries() is None:
        pytest.skip(LACKING)
    running = PostgresServer()
    try:
        running.start()
        running.execute("postgres", "CREATE DATABASE shop")
        yield running
    finally:
        running.remove()


def play(tmp_path: Path, stand_in: PracticeServer, server: PostgresServer, scenario) -> None:
    async def whole() -> None:
        folder = DataFolder.make(tmp_path / "data")
        settings = SettingsFile(folder.settings)
        ledger = await asyncio.to_thread(lambda: PostgresLedger.open(parse(server.url("shop")), desk="front desk"))
        options = Options(practice=True, base_url=stand_in.base_url)
        session = await open_session(options, folder, settings, Redactor(), ledger=ledger)
        try:
            await asyncio.wait_for(scenario(session), 60)
        finally:
            await session.close()
            settings.close()

    asyncio.run(whole())


def test_without_the_server_nothing_is_sent_and_a_link_goes_on_when_it_is_back(tmp_path, stand_in, server):
    async def scenario(session):
        server.stop()
        try:
            with pytest.raises(LedgerError) as caught:  # as on the command line
                await session.links.create(FORM)
            assert caught.value.code == "ledger_unreachable"
            session.links.patience = math.inf  # as in the window
            creating = asyncio.create_task(session.links.create(FORM))
            await asyncio.wait([creating], timeout=1)
            assert not creating.done()
            assert stand_in.records.all() == []
        finally:
            server.start()
        link = await creating
        assert (link.state, bool(link.url)) == (LinkState.WAITING, True)
        assert len(stand_in.records.all()) == 1
        assert await session.ledger.count(LinkQuery(profile="practice")) == 1

    play(tmp_path, stand_in, server, scenario)


def test_an_answer_waits_for_the_server_and_is_not_lost(tmp_path, stand_in, server, monkeypatch):
    async def scenario(session):
        link = await session.links.begin(FORM)
        real = session.links._client.create_link

        async def cut_while_kazawallet_answers(*args, **kwargs):
            created = await real(*args, **kwargs)
            server.stop()
            return created

        monkeypatch.setattr(session.links._client, "create_link", cut_while_kazawallet_answers)
        sending = asyncio.create_task(session.links.send(link))
        try:
            await asyncio.wait([sending], timeout=2)
            assert not sending.done()
        finally:
            server.start()
        sent = await sending
        assert (sent.state, bool(sent.url), bool(sent.order_id)) == (LinkState.WAITING, True, True)

    play(tmp_path, stand_in, server, scenario)


def test_a_payment_at_another_desk_is_heard_at_once(tmp_path, stand_in, server):
    async def scenario(session):
        heard: asyncio.Queue[PaymentLink] = asyncio.Queue()
        session.news.listen(lambda changes: [heard.put_nowait(link) for link in changes.links or ()])
        watching = asyncio.create_task(session.news.watch())
        link = await session.links.create(FORM)
        while (await heard.get()).state is not LinkState.WAITING:
            continue
        other = await asyncio.to_thread(lambda: PostgresLedger.open(parse(server.url("shop")), desk="back desk"))
        await other.mark_by_hand(link.id, "by phone")
        told = await asyncio.wait_for(heard.get(), 10)  # the look that needs no message comes after 30 s
        assert (told.id, told.state) == (link.id, LinkState.PAID_BY_HAND)
        await other.close()
        watching.cancel()

    assert links_module.OUTCOME_PATIENCE > 60
    play(tmp_path, stand_in, server, scenario)


def test_a_file_of_links_says_whose_desk_made_them(tmp_path, stand_in, server):
    async def scenario(session):
        link = await session.links.create(FORM)
        other = await asyncio.to_thread(lambda: PostgresLedger.open(parse(server.url("shop")), desk="مكتب حلب"))
        asked = LinkRequest("5", "USD", "merchant@example.com", "AT-ANOTHER")
        theirs = await other.add_link(asked, profile="practice", sender="other")
        await other.close()
        ids = [link.id, theirs.id]
        await save_links(session.ledger, ids, tmp_path / "links.csv")
        with (tmp_path / "links.csv").open(encoding="utf-8-sig", newline="") as file:
            assert [row["desk"] for row in csv.DictReader(file)] == ["front desk", "مكتب حلب"]
        await save_workbook_of_links(session.ledger, ids, tmp_path / "links.xlsx", language="ar")
        sheet = CalamineWorkbook.from_path(tmp_path / "links.xlsx").get_sheet_by_index(0).to_python()
        assert [row[-1] for row in sheet] == ["المكتب", "front desk", "مكتب حلب"]

    play(tmp_path, stand_in, server, scenario)
