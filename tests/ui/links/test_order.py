"""Sorting the list by a column, and what it keeps in memory while it is scrolled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from kazadesk.core.link import LinkState
from kazadesk.core.order import NEWEST_FIRST, LinkOrder, OrderBy
from kazadesk.ui.links import reader as links_reader
from kazadesk.ui.links import rows as links_rows
from kazadesk.ui.links.columns import LinkColumn
from kazadesk.ui.links.model import LinksModel
from kazadesk.ui.links.panel import LinksPanel
from kazadesk.ui.links.view import LinksView

Play = Callable[..., None]

LARGEST = LinkOrder(OrderBy.AMOUNT, True)
BY_STATE = LinkOrder(OrderBy.STATE, False)


@pytest.fixture
def panel(qtbot: QtBot) -> LinksPanel:
    panel = LinksPanel()
    qtbot.addWidget(panel)
    panel.resize(1000, 400)
    panel.show()
    return panel


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links_reader, "PAGE", 4)
    monkeypatch.setattr(links_rows, "KEPT", 6)


def header(panel: LinksPanel, name: str) -> QAbstractButton:
    button = panel.findChild(QAbstractButton, name)
    assert button is not None, name
    return button


def view_of(panel: LinksPanel) -> LinksView:
    view = panel.findChild(LinksView, "linksView")
    assert view is not None
    return view


def amounts(panel: LinksPanel) -> list[str]:
    return [panel._model.link_at(row).amount for row in range(panel._model.rowCount())]


async def attached(panel: LinksPanel, stage: Any) -> None:
    panel.attach(stage.session, stage.tasks)
    await stage.until(lambda: panel._known and not panel._model.loading)


async def read_all(model: LinksModel, stage: Any) -> None:
    while not model.complete:
        await stage.until(model.canFetchMore)
        before = model.rowCount()
        model.fetchMore()
        await stage.until(lambda before=before: not model.loading and (model.rowCount() > before or model.complete))


def test_a_click_on_a_column_sorts_and_a_second_one_turns_it_round(play: Play, panel: LinksPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        for amount in ("9.00", "100.00", "25.00"):
            await stage.link(amount=amount)
        await attached(panel, stage)
        by_amount = header(panel, "sortByAmount")
        qtbot.mouseClick(by_amount, Qt.MouseButton.LeftButton)
        await stage.until(lambda: amounts(panel) == ["100.00", "25.00", "9.00"])
        assert by_amount.accessibleDescription() == "Largest first, each currency by itself"
        qtbot.mouseClick(by_amount, Qt.MouseButton.LeftButton)
        await stage.until(lambda: amounts(panel) == ["9.00", "25.00", "100.00"])
        assert by_amount.accessibleDescription() == "Smallest first, each currency by itself"
        qtbot.mouseClick(header(panel, "sortByCreated"), Qt.MouseButton.LeftButton)
        await stage.until(lambda: amounts(panel) == ["25.00", "100.00", "9.00"])
        assert by_amount.accessibleDescription() == ""

    play(scenario)


def test_the_keyboard_comes_to_the_columns_and_goes_from_one_to_the_next(
    play: Play, panel: LinksPanel, qtbot: QtBot
) -> None:
    async def scenario(stage: Any) -> None:
        for reference in ("B", "a", "C"):
            await stage.link(reference=reference)
        await attached(panel, stage)
        panel.activateWindow()
        created, by_reference = header(panel, "sortByCreated"), header(panel, "sortByReference")
        view = view_of(panel)
        view.setFocus()
        await stage.until(view.hasFocus)
        qtbot.keyClick(view, Qt.Key.Key_Backtab)
        assert created.hasFocus()
        qtbot.keyClick(created, Qt.Key.Key_Left)
        assert by_reference.hasFocus()
        qtbot.keyClick(by_reference, Qt.Key.Key_Return)
        model = panel._model
        await stage.until(lambda: [model.link_at(row).reference for row in range(3)] == ["a", "B", "C"])
        qtbot.keyClick(by_reference, Qt.Key.Key_Tab)
        assert view.hasFocus()

    play(scenario)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_every_heading_stands_over_its_column(play: Play, panel: LinksPanel, direction: Qt.LayoutDirection) -> None:
    async def scenario(stage: Any) -> None:
        panel.setLayoutDirection(direction)
        await stage.link()
        await attached(panel, stage)
        panel.resize(900, 400)
        view = view_of(panel)
        for name, column in (
            ("sortByState", LinkColumn.STATE),
            ("sortByAmount", LinkColumn.AMOUNT),
            ("sortByReference", LinkColumn.REFERENCE),
            ("sortByCreated", LinkColumn.TIME),
        ):
            cell = view.visualRect(view.model().index(0, column))
            left = view.viewport().mapTo(panel, cell.topLeft()).x()
            button = header(panel, name)
            assert (button.mapTo(panel, QPoint(0, 0)).x(), button.width()) == (left, cell.width()), name

    play(scenario)


def test_a_new_link_goes_where_it_belongs_and_is_selected_there(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        for amount in ("9.00", "100.00"):
            await stage.link(amount=amount)
        await attached(panel, stage)
        panel._set_order(LARGEST)
        await stage.until(lambda: panel._model.shown_order == LARGEST)
        assert amounts(panel) == ["100.00", "9.00"]
        new = await stage.link(amount="25.00")
        panel.show_link(new)
        assert amounts(panel) == ["100.00", "25.00", "9.00"]
        assert panel.target() == new

    play(scenario)


def test_a_link_whose_state_changes_moves_and_stays_selected(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        links = [await stage.link() for _ in range(3)]
        await attached(panel, stage)
        panel._set_order(BY_STATE)
        await stage.until(lambda: panel._model.shown_order == BY_STATE)
        QAbstractItemModelTester(panel._model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        view_of(panel).choose(1)
        assert panel.target() == links[1]
        settled = await stage.ledger.mark_by_hand(links[1].id, "settled by phone")
        panel.show_link(settled, select=False)
        assert [panel._model.id_at(row) for row in range(3)] == [links[2].id, links[0].id, links[1].id]
        assert panel.target() == settled
        assert view_of(panel).selected.only_row() == 2

    play(scenario)


def test_a_new_link_that_belongs_further_down_is_told_and_can_be_shown(
    play: Play, panel: LinksPanel, short_pages: None
) -> None:
    async def scenario(stage: Any) -> None:
        for number in range(60):
            await stage.link(amount=str(100 + number))
        await attached(panel, stage)
        panel._set_order(LARGEST)
        await stage.until(lambda: panel._model.shown_order == LARGEST)
        small = await stage.link(amount="1", reference="SMALL")
        panel.show_link(small)
        assert panel._model.row_of(small.id) is None
        assert "SMALL" in panel._toasted().text()
        show = panel.findChild(QPushButton, "toastButton")
        assert show is not None
        show.click()
        await stage.until(lambda: panel.target() == small)
        assert panel._model.order == LARGEST

    play(scenario)


@pytest.mark.parametrize("which", [9, 6], ids=["first", "last"])
def test_a_link_that_moves_further_down_than_was_read_leaves_the_list(
    play: Play, short_pages: None, which: int
) -> None:
    async def scenario(stage: Any) -> None:
        links = [await stage.link() for _ in range(10)]
        model = LinksModel()
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        model.order = BY_STATE
        model.attach(stage.session, stage.tasks)
        await stage.until(lambda: model.rowCount() == 4)
        assert model.upsert(await stage.ledger.mark_by_hand(links[which].id, "by phone")) is None
        assert model.rowCount() == 3
        await read_all(model, stage)
        ids = [model.id_at(row) for row in range(model.rowCount())]
        moved = links.pop(which)
        assert ids == [link.id for link in links[::-1]] + [moved.id]

    play(scenario)


def test_sorting_again_begins_at_the_top_and_keeps_the_selection(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        for number in range(40):
            await stage.link(amount=str(1 + number))
        await attached(panel, stage)
        view = view_of(panel)
        view.choose(30)
        chosen = panel.target()
        assert view.verticalScrollBar().value() > 0
        panel._set_order(LARGEST)
        await stage.until(lambda: panel._model.shown_order == LARGEST)
        assert view.verticalScrollBar().value() == 0
        assert panel.target() == chosen

    play(scenario)


def test_without_a_selection_only_a_list_that_begins_with_the_newest_has_one_to_act_on(
    play: Play, panel: LinksPanel
) -> None:
    async def scenario(stage: Any) -> None:
        newest = [await stage.link(amount=amount) for amount in ("9.00", "1.00")][-1]
        await attached(panel, stage)
        assert panel.target() == newest
        panel._set_order(LARGEST)
        await stage.until(lambda: panel._model.shown_order == LARGEST)
        assert panel.target() is None
        copy = panel.findChild(QToolButton, "copyButton")
        assert copy is not None
        assert (copy.isEnabled(), copy.toolTip()) == (False, "Select a link first")

    play(scenario)


def test_rows_scrolled_away_are_let_go_of_and_read_again_when_they_are_looked_at(play: Play, short_pages: None) -> None:
    async def scenario(stage: Any) -> None:
        links = [await stage.link() for _ in range(30)]
        model = LinksModel()
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        model.attach(stage.session, stage.tasks)
        await stage.until(lambda: model.rowCount() == 4)
        await read_all(model, stage)
        assert model.rowCount() == 30
        assert len(model._rows._kept) <= 6
        assert model.row_at(0) is None
        assert model.data(model.index(0, LinkColumn.REFERENCE)) is None
        await stage.until(lambda: model.row_at(0) is not None)
        assert [model.link_at(row).id for row in range(4)] == [link.id for link in links[:25:-1]]
        assert len(model._rows._kept) <= 6
        changed = await stage.ledger.mark_by_hand(links[15].id, "by phone")
        assert model.upsert(changed) == 14
        assert model.link_at(14).state is LinkState.PAID_BY_HAND

    play(scenario)


def test_the_chosen_link_is_never_let_go_of(play: Play, panel: LinksPanel, short_pages: None) -> None:
    async def scenario(stage: Any) -> None:
        for _ in range(40):
            await stage.link()
        await attached(panel, stage)
        view_of(panel).choose(1)
        await stage.until(panel.target)
        chosen = panel.target()
        await read_all(panel._model, stage)
        view_of(panel).scrollToBottom()
        assert panel.target() == chosen

    play(scenario)


def test_new_links_of_many_days_do_not_add_up_in_memory(play: Play, short_pages: None) -> None:
    async def scenario(stage: Any) -> None:
        model = LinksModel()
        model.attach(stage.session, stage.tasks)
        await stage.until(lambda: not model.loading)
        for _ in range(30):
            model.upsert(await stage.link())
        assert model.rowCount() == 30
        assert len(model._rows._kept) <= 6
        assert model.order == NEWEST_FIRST

    play(scenario)


def test_paging_goes_on_after_a_last_row_that_was_let_go_of(play: Play, short_pages: None) -> None:
    async def scenario(stage: Any) -> None:
        made = [(await stage.link()).id for _ in range(14)]
        model = LinksModel()
        model.attach(stage.session, stage.tasks)
        await stage.until(lambda: model.rowCount() == 4)
        for _ in range(10):  # ten new links on top push the rest out
            made.append((await stage.link()).id)
            link = await stage.ledger.link(made[-1])
            model.upsert(link)
        await read_all(model, stage)
        assert [model.id_at(row) for row in range(model.rowCount())] == made[::-1]

    play(scenario)
