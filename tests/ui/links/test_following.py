"""The list stays true to the ledger: what other programs do, what happens while a page is on its way."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from kazadesk.core.link import CreatedLink, LinkRequest, LinkState, PaymentLink
from kazadesk.core.order import NEWEST_FIRST, LinkOrder, OrderBy
from kazadesk.core.records import LinkQuery
from kazadesk.services import news
from kazadesk.storage.sqlite.ledger_file import SqliteLedger
from kazadesk.ui.links import model as links_model
from kazadesk.ui.links import reader as links_reader
from kazadesk.ui.links import rows as links_rows
from kazadesk.ui.links.columns import LinkColumn
from kazadesk.ui.links.delegate import LinksDelegate
from kazadesk.ui.links.model import LinksModel
from kazadesk.ui.links.panel import LinksPanel

Play = Callable[..., None]

BY_STATE = LinkOrder(OrderBy.STATE, False)


@pytest.fixture(autouse=True)
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links_reader, "PAGE", 4)
    monkeypatch.setattr(news, "MOST", 6)
    monkeypatch.setattr(links_model, "_READ_ANEW_AT_MOST", 8)
    monkeypatch.setattr(links_rows, "KEPT", 10)


class OtherProgram:
    """Another window, or the command line: a connection of its own to the same ledger."""

    def __init__(self, stage: Any) -> None:
        self.ledger = SqliteLedger.open(stage.ledger.path)
        self._made = 0

    async def link(self, amount: str = "10.00") -> PaymentLink:
        self._made += 1
        request = LinkRequest(amount, "USD", "merchant@example.com", f"OTHER-{self._made}")
        made = await self.ledger.add_link(request, profile="practice", sender="other")
        created = CreatedLink(f"https://pay.example/other/{self._made}", f"other-{self._made}")
        return await self.ledger.finish_link(made.id, LinkState.WAITING, created=created)


class SlowAnswers:
    """Pages are read from the ledger at once and handed over only when `let_go` is called."""

    def __init__(self, stage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self._read = stage.ledger.links
        self._free = asyncio.Event()
        self.held = 0
        monkeypatch.setattr(stage.ledger, "links", self._links)

    async def _links(self, query: LinkQuery, **page: Any) -> list[PaymentLink]:
        links: list[PaymentLink] = await self._read(query, **page)
        self.held += 1
        await self._free.wait()
        return links

    def let_go(self) -> None:
        self._free.set()


async def shown(stage: Any, order: LinkOrder = NEWEST_FIRST, query: LinkQuery | None = None) -> LinksModel:
    model = LinksModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.order, model.query = order, query or LinkQuery()
    model.attach(stage.session, stage.tasks)
    await settled(model, stage)
    return model


async def settled(model: LinksModel, stage: Any) -> None:
    """Nothing more comes from the ledger."""
    await stage.until(lambda: not model.loading and stage.session.news.settled)


async def read_all(model: LinksModel, stage: Any) -> None:
    while not model.complete:
        model.fetchMore()
        await settled(model, stage)
        if model.canFetchMore() and model.link_at(model.rowCount() - 1) is None:
            await stage.until(lambda: model.link_at(model.rowCount() - 1))


async def links_of(model: LinksModel, stage: Any) -> list[PaymentLink | None]:
    """What the rows show once they have been looked at."""
    found = []
    for row in range(model.rowCount()):
        await stage.until(lambda row=row: model.link_at(row))
        found.append(model.link_at(row))
    return found


def test_a_row_far_down_shows_what_another_program_did(play: Play) -> None:
    async def scenario(stage: Any) -> None:
        links = [await stage.link() for _ in range(30)]
        model = await shown(stage)
        await read_all(model, stage)
        deep = model.row_of(links[3].id)
        assert deep is not None
        await stage.until(lambda: model.link_at(deep))
        other = OtherProgram(stage)
        await other.ledger.mark_by_hand(links[3].id, "by phone")
        model.reload()
        await stage.until(lambda: model.link_at(deep).state is LinkState.PAID_BY_HAND)
        assert model.rowCount() == 30
        await other.ledger.close()

    play(scenario)


def test_links_of_another_program_come_by_themselves(play: Play, qtbot: Any) -> None:
    async def scenario(stage: Any) -> None:
        mine = await stage.link()
        panel = LinksPanel()
        qtbot.addWidget(panel)
        panel.show()
        panel.attach(stage.session, stage.tasks)
        model = panel._model
        await stage.until(lambda: model.rowCount() == 1)
        told: list[PaymentLink] = []
        stage.session.news.listen(lambda changes: told.extend(changes.links))
        other = OtherProgram(stage)
        theirs = await other.link("5.00")
        await other.ledger.mark_by_hand(mine.id, "by phone")
        await stage.until(lambda: model.rowCount() == 2)
        await stage.until(lambda: "5.00" in panel._totals.text())
        assert [model.link_at(row).state for row in (0, 1)] == [LinkState.WAITING, LinkState.PAID_BY_HAND]
        assert {link.id for link in told} == {mine.id, theirs.id}
        await other.ledger.close()

    play(scenario)


def test_a_link_that_moves_down_into_a_page_on_its_way_is_not_lost(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(stage: Any) -> None:
        links = [await stage.link() for _ in range(6)]
        model = await shown(stage, BY_STATE)
        assert model.rowCount() == 4
        page = SlowAnswers(stage, monkeypatch)
        model.fetchMore()
        await stage.until(lambda: page.held)
        model.upsert(await stage.ledger.mark_by_hand(links[5].id, "by phone"))
        page.let_go()
        await settled(model, stage)
        assert [link.id for link in await links_of(model, stage)] == [link.id for link in [*links[4::-1], links[5]]]

    play(scenario)


def test_a_link_that_moves_up_out_of_a_page_on_its_way_is_not_lost(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(stage: Any) -> None:
        links = [await stage.link() for _ in range(10)]
        model = await shown(stage, LinkOrder(OrderBy.STATE, True))
        await stage.ledger.mark_by_hand(links[2].id, "by phone")  # nobody tells the list
        page = SlowAnswers(stage, monkeypatch)
        model.fetchMore()
        await stage.until(lambda: page.held)
        page.let_go()
        await settled(model, stage)
        ids = [link.id for link in await links_of(model, stage)]
        assert ids == [links[number].id for number in (2, 9, 8, 7, 6, 5, 4, 3, 1)]

    play(scenario)


def test_a_link_made_while_the_first_page_is_on_its_way_is_there(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link()
        page = SlowAnswers(stage, monkeypatch)
        model = LinksModel()
        model.attach(stage.session, stage.tasks)
        await stage.until(lambda: page.held)
        new = await stage.link()
        page.let_go()
        await stage.until(lambda: model.rowCount() == 2 and model.link_at(0) == new)

    play(scenario)


def test_what_the_filter_does_not_find_any_more_stays_until_the_list_is_read_again(play: Play) -> None:
    async def scenario(stage: Any) -> None:
        links = [await stage.link() for _ in range(3)]
        model = await shown(stage, query=LinkQuery(states=(LinkState.WAITING,)))
        await stage.ledger.mark_by_hand(links[1].id, "by phone")
        model.follow()
        await stage.until(lambda: model.link_at(1).state is LinkState.PAID_BY_HAND)
        model.reload()
        await stage.until(lambda: model.rowCount() == 2)
        assert [model.id_at(row) for row in (0, 1)] == [links[2].id, links[0].id]

    play(scenario)


def test_a_list_that_was_emptied_shows_what_comes_next(play: Play) -> None:
    async def scenario(stage: Any) -> None:
        links = [await stage.link() for _ in range(9)]
        model = await shown(stage)
        await stage.ledger.archive([link.id for link in links[5:]], True)
        model.reload()
        await stage.until(lambda: model.rowCount() == 4)
        await settled(model, stage)
        assert [model.id_at(row) for row in range(4)] == [link.id for link in links[4:0:-1]]

    play(scenario)


def test_where_very_much_has_changed_the_list_is_read_anew(play: Play) -> None:
    async def scenario(stage: Any) -> None:
        links = [await stage.link() for _ in range(20)]
        model = await shown(stage)
        await read_all(model, stage)
        other = OtherProgram(stage)
        for link in links[:10]:
            await other.ledger.mark_by_hand(link.id, "by phone")
        await other.ledger.close()
        model.reload()
        await stage.until(lambda: model.rowCount() == 8)
        await read_all(model, stage)
        assert [link.state for link in await links_of(model, stage)] == [LinkState.WAITING] * 10 + [
            LinkState.PAID_BY_HAND
        ] * 10

    play(scenario)


def test_a_ledger_that_comes_back_is_read_anew_without_being_asked(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(stage: Any) -> None:
        link = await stage.link()
        model = await shown(stage)
        failures: list[object] = []
        model.failed.connect(failures.append)
        broken = SqliteLedger.open(stage.ledger.path)
        await broken.close()
        with monkeypatch.context() as trouble:
            trouble.setattr(stage.ledger, "changes", broken.changes)
            for _ in range(3):
                model.follow()
                await settled(model, stage)
        assert len(failures) == 1
        await stage.ledger.mark_by_hand(link.id, "by phone")
        model.follow()
        await stage.until(lambda: model.link_at(0).state is LinkState.PAID_BY_HAND)
        await settled(model, stage)
        assert not model._reader.stuck

    play(scenario)


def test_a_newer_link_of_another_program_does_not_stand_in_for_the_newest(play: Play, qtbot: Any) -> None:
    async def scenario(stage: Any) -> None:
        mine = await stage.link()
        panel = LinksPanel()
        qtbot.addWidget(panel)
        panel.show()
        panel.attach(stage.session, stage.tasks)
        await stage.until(lambda: panel.target() == mine)
        other = OtherProgram(stage)
        theirs = await other.link()
        panel._model.follow()
        await stage.until(lambda: panel._model.row_of(theirs.id) == 0)
        assert panel.target() is None
        await other.ledger.close()

    play(scenario)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_in_whatever_order_the_rows_are_the_ledgers(play: Play, seed: int) -> None:
    dice = random.Random(seed)
    order = dice.choice(
        [NEWEST_FIRST, BY_STATE, LinkOrder(OrderBy.STATE, True), LinkOrder(OrderBy.AMOUNT, dice.random() < 0.5)]
    )
    query = dice.choice(
        [LinkQuery(), LinkQuery(states=(LinkState.WAITING, LinkState.UNSENT)), LinkQuery(archived=None)]
    )

    async def happen(stage: Any, other: OtherProgram, model: LinksModel, links: list[PaymentLink]) -> None:
        ledger = dice.choice([stage.ledger, other.ledger])
        deed = dice.randrange(5)
        if deed == 0:
            links.append(await stage.link(amount=str(dice.randint(1, 30))))
        elif deed == 1:
            links.append(await other.link(str(dice.randint(1, 30))))
        elif deed == 2:
            await ledger.archive([dice.choice(links).id], dice.random() < 0.5)
        else:
            link = await ledger.link(dice.choice(links).id)
            if link.state is not LinkState.PAID_BY_HAND:
                await ledger.mark_by_hand(link.id, "by phone")
        if dice.random() < 0.5:
            model.upsert(await ledger.link(links[-1].id if deed < 2 else dice.choice(links).id))

    async def scenario(stage: Any) -> None:
        other = OtherProgram(stage)
        links = [await stage.link(amount=str(dice.randint(1, 30))) for _ in range(24)]
        model = await shown(stage, order, query)
        for _ in range(60):
            match dice.randrange(5):
                case 0:
                    model.fetchMore()
                case 1:
                    model.follow()
                case 2:
                    model.link_at(dice.randrange(model.rowCount() or 1)) if model.rowCount() else None
                case _:
                    await happen(stage, other, model, links)
            for _ in range(dice.randrange(3)):
                await asyncio.sleep(0)
        await settled(model, stage)
        model.reload()
        await settled(model, stage)
        await read_all(model, stage)
        assert await links_of(model, stage) == await stage.ledger.links(query, order=order, limit=1000)
        await other.ledger.close()

    play(scenario)


def in_sight(panel: LinksPanel) -> list[tuple[int, int]]:
    """Id and height above the lower edge of what can be seen."""
    view, model = panel._view, panel._model
    rows = range(view.rowAt(0), view.rowAt(view.viewport().height() - 1) + 1)
    return [(model.id_at(row), view.visualRect(model.index(row, 0)).top()) for row in rows]


@pytest.mark.parametrize("where", ["middle", "bottom"])
def test_what_is_in_sight_stays_there_while_links_come_move_and_go_above(play: Play, qtbot: Any, where: str) -> None:
    async def scenario(stage: Any) -> None:
        links = [await stage.link() for _ in range(40)]
        panel = LinksPanel()
        qtbot.addWidget(panel)
        panel.resize(1000, 400)
        panel.show()
        panel._model.show_first_links(links[::-1])
        bar = panel._view.verticalScrollBar()
        await stage.until(lambda: bar.maximum() > 613)
        panel._view.selected.choose(2)
        bar.setValue(613 if where == "middle" else bar.maximum())
        before = in_sight(panel)
        for _ in range(5):
            panel.show_link(await stage.link(), select=False)
        assert in_sight(panel) == before
        panel._model._take_out(1)
        assert in_sight(panel) == before
        assert panel._view.selected.ids() == [links[37].id]
        bar.setValue(0)
        newest = await stage.link()
        panel.show_link(newest, select=False)
        assert in_sight(panel)[0] == (newest.id, 0)

    play(scenario)


def test_a_press_right_after_the_rows_have_moved_was_not_meant_for_what_came(play: Play, qtbot: Any) -> None:
    async def scenario(stage: Any) -> None:
        panel = LinksPanel()
        qtbot.addWidget(panel)
        panel.resize(1000, 400)
        panel.show()
        panel.show_first_links([await stage.link(), await stage.link()][::-1])
        copied: list[PaymentLink] = []
        panel.copy_requested.connect(copied.append)
        view = panel._view
        cell = view.visualRect(panel._model.index(1, LinkColumn.ACTIONS))
        link = panel._model.link_at(1)
        delegate = view.itemDelegate()
        assert isinstance(delegate, LinksDelegate)
        assert link is not None
        spot = delegate.action_rects(cell, link, view.layoutDirection())[0][1].center()
        view._hover(view._under(spot))  # as the mouse does when it comes there
        panel.show_link(await stage.link(), select=False)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert copied == []
        await stage.until(lambda: view._moved_away.elapsed() > 400)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert copied == [panel._model.link_at(1)]

    play(scenario)


def test_a_selection_goes_on_over_the_border_of_a_page(play: Play, qtbot: Any) -> None:
    async def scenario(stage: Any) -> None:
        made = [(await stage.link()).id for _ in range(11)][::-1]
        panel = LinksPanel()
        qtbot.addWidget(panel)
        panel.resize(1000, 300)  # some two pages high
        panel.show()
        panel.attach(stage.session, stage.tasks)
        view, model = panel._view, panel._model
        await stage.until(lambda: model.rowCount() >= 4)
        await settled(model, stage)
        view.choose(1)
        for _ in range(len(made)):
            qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
            await asyncio.sleep(0.02)
            await settled(model, stage)
        await stage.until(lambda: model.rowCount() == len(made))
        assert view.selected.ids() == made[1:]
        other = OtherProgram(stage)
        newer = await other.link()
        model.follow()
        await stage.until(lambda: model.row_of(newer.id) == 0)
        assert view.selected.ids() == made[1:]
        panel._chosen.put_away_chosen()
        await stage.until(lambda: model.rowCount() == 2)
        assert [model.id_at(row) for row in (0, 1)] == [newer.id, made[0]]
        assert view.selected.count() == 0
        await other.ledger.close()

    play(scenario)


def test_links_archived_under_a_filter_go_and_come_back_to_the_same_filter(play: Play, qtbot: Any) -> None:
    async def scenario(stage: Any) -> None:
        teas = [(await stage.link(reference=f"TEA-{number}")).id for number in range(3)][::-1]
        await stage.link(reference="COFFEE")
        panel = LinksPanel()
        qtbot.addWidget(panel)
        panel.show()
        panel.attach(stage.session, stage.tasks)
        model, view = panel._model, panel._view
        panel._filter.search.setText("tea")
        await stage.until(lambda: model.query.search == "tea" and not model.pending)
        await settled(model, stage)
        view.selectAll()
        panel._chosen.put_away_chosen()
        await stage.until(lambda: model.rowCount() == 0)
        await stage.until(lambda: panel._totals.text().startswith("0 "))
        panel._toasted()._pressed()  # Undo
        await stage.until(lambda: model.rowCount() == 3)
        assert [model.id_at(row) for row in range(3)] == teas
        await stage.until(lambda: panel._totals.text().startswith("3 "))

    play(scenario)
