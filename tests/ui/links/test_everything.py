"""Everything that the list finds can be selected, also what nobody has scrolled to, and is acted on as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from kazadesk.core.link import LinkState
from kazadesk.core.order import LinkOrder, OrderBy
from kazadesk.core.records import LinkQuery
from kazadesk.ui.links import archive
from kazadesk.ui.links.columns import LinkColumn
from kazadesk.ui.links.panel import LinksPanel
from kazadesk.ui.links.view import LinksView

Play = Callable[..., None]
PAGE, MANY = 20, 75
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panel(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> LinksPanel:
    monkeypatch.setattr("kazadesk.ui.links.reader.PAGE", PAGE)
    panel = LinksPanel()
    qtbot.addWidget(panel)
    panel.resize(1000, 400)
    panel.show()
    return panel


def view_of(panel: LinksPanel) -> LinksView:
    view = panel.findChild(LinksView, "linksView")
    assert view is not None
    return view


def told(panel: LinksPanel) -> str:
    label = panel.findChild(QLabel, "selectionSum")
    assert label is not None
    return label.text() if label.isVisible() else ""


async def filled(panel: LinksPanel, stage: Any, qtbot: QtBot) -> LinksView:
    """More links than a page, in two currencies; everything is selected."""
    for number in range(MANY):
        await stage.link(amount="10.10" if number % 3 else "5", currency="USD" if number % 3 else "EUR")
    panel.attach(stage.session, stage.tasks)
    await stage.until(lambda: panel._known and not panel._model.loading)
    view = view_of(panel)
    assert view.model().rowCount() < MANY
    panel.activateWindow()
    view.setFocus()
    await stage.until(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_A, CONTROL)
    await stage.until(lambda: view.selected.known)
    return view


def test_ctrl_a_selects_what_nobody_has_scrolled_to_and_adds_it_up(play: Play, panel: LinksPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        view = await filled(panel, stage, qtbot)
        assert told(panel).startswith("75 links selected")
        await stage.until(lambda: told(panel) == "75 links selected: \u2066125.00 EUR  +  505.00 USD\u2069")
        asked: list[Any] = []
        panel._export.ask_where = lambda *told: asked.append(told)  # type: ignore[method-assign]
        panel.findChild(QPushButton, "exportButton").click()
        [(_query, _order, ids)] = asked
        assert list(ids) == await stage.ledger.link_ids(LinkQuery(), panel._model.order)
        # what is scrolled to is selected too, and stays so when it is taken out and put back
        while panel._model.canFetchMore():
            panel._model.fetchMore()
            await stage.until(lambda: not panel._model.loading)
        model = view.selectionModel()
        assert all(model.isSelected(view.model().index(row, 0)) for row in range(MANY))
        assert view.selected.count() == MANY

    play(scenario)


def test_a_row_can_be_taken_out_of_everything(play: Play, panel: LinksPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        view = await filled(panel, stage, qtbot)

        def click(row: int, modifier: Qt.KeyboardModifier) -> None:
            place = view.visualRect(view.model().index(row, LinkColumn.STATE)).center()
            qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place)

        left = panel._model.id_at(2)
        click(2, CONTROL)
        assert told(panel).startswith("74 links selected")
        assert left not in set(view.selected.ids())
        click(2, CONTROL)
        assert told(panel).startswith("75 links selected")
        click(1, Qt.KeyboardModifier.NoModifier)
        assert view.selected.count() == 1
        assert told(panel) == ""

    play(scenario)


def test_all_of_it_is_archived_in_parts_and_brought_back(
    play: Play, panel: LinksPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "AT_ONCE", 10)

    async def scenario(stage: Any) -> None:
        view = await filled(panel, stage, qtbot)
        parts: list[str] = []
        label = panel.findChild(QLabel, "archiveProgress")
        assert label is not None
        later = await stage.link(reference="LATER")
        panel.findChild(QPushButton, "archiveButton").click()
        await stage.until(lambda: parts.append(label.text()) or panel._undo is not None)
        assert "10 of 75" in parts
        assert not label.isVisible()
        assert [link.id for link in await stage.ledger.links(LinkQuery())] == [later.id], "made after Ctrl+A"
        assert view.selected.count() <= 1
        panel.undo()
        await stage.until(lambda: not panel._archive.busy)
        assert await stage.ledger.count(LinkQuery()) == MANY + 1

    play(scenario)


def test_archiving_stops_where_it_is_told_to_and_says_how_far_it_came(
    play: Play, panel: LinksPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "AT_ONCE", 1)

    async def scenario(stage: Any) -> None:
        await filled(panel, stage, qtbot)
        panel.findChild(QPushButton, "archiveButton").click()
        stop = panel.findChild(QPushButton, "stopArchiveButton")
        assert stop is not None
        await stage.until(stop.isVisible)
        stop.click()
        await stage.until(lambda: panel._undo is not None)
        archived = await stage.ledger.count(LinkQuery(archived=True))
        assert 0 < archived < MANY
        panel.undo()
        await stage.until(lambda: not panel._archive.busy)
        assert await stage.ledger.count(LinkQuery(archived=True)) == 0

    play(scenario)


def test_another_filter_begins_at_the_top_with_nothing_selected_out_of_sight(
    play: Play, panel: LinksPanel, qtbot: QtBot
) -> None:
    async def scenario(stage: Any) -> None:
        view = await filled(panel, stage, qtbot)
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
        currencies = panel.findChild(QComboBox, "currencyFilter")
        assert currencies is not None
        currencies.setCurrentIndex(currencies.findData("USD"))
        await stage.until(lambda: panel._model.query.currency == "USD" and not panel._model.pending)
        await stage.until(lambda: not panel._model.loading)
        assert view.verticalScrollBar().value() == 0
        assert view.selected.count() == 0
        assert told(panel) == ""
        # one that is out of sight goes too, one that is in sight stays
        view.choose(15)
        panel.findChild(QLineEdit, "searchEdit").setText("INV")
        await stage.until(lambda: panel._model.query.search == "INV" and not panel._another)
        assert view.selected.count() == 0
        assert view.verticalScrollBar().value() == 0
        view.choose(0)
        chosen = panel._model.id_at(0)
        currencies.setCurrentIndex(0)
        await stage.until(lambda: panel._model.query.currency is None and not panel._another)
        row = panel._model.row_of(chosen)
        assert row is not None
        assert view.rect().contains(QPoint(5, view.visualRect(panel._model.index(row, 0)).center().y()))
        assert list(view.selected.ids()) == [chosen]

    play(scenario)


def test_everything_stays_everything_in_another_order_and_when_links_change(
    play: Play, panel: LinksPanel, qtbot: QtBot
) -> None:
    async def scenario(stage: Any) -> None:
        view = await filled(panel, stage, qtbot)
        before = set(view.selected.ids())
        new = await stage.link(LinkState.WAITING, amount="1")
        await stage.until(lambda: new.id in panel._model.ids(0, 0))
        assert set(view.selected.ids()) == before
        order = LinkOrder(OrderBy.AMOUNT, descending=False)
        panel._set_order(order)
        await stage.until(lambda: not panel._model.pending and not panel._model.loading)
        expected = [link_id for link_id in await stage.ledger.link_ids(LinkQuery(), order) if link_id != new.id]
        await stage.until(lambda: list(view.selected.ids()) == expected)
        row = panel._model.row_of(new.id)
        assert row is None or not view.selectionModel().isSelected(panel._model.index(row, 0))

    play(scenario)


def test_no_sum_is_cut_off_where_there_is_little_room(play: Play, panel: LinksPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        for currency in ("USD", "EUR", "TRY", "AED", "SAR", "EGP"):
            for _ in range(2):
                await stage.link(amount="123456789.50", currency=currency)
        panel.attach(stage.session, stage.tasks)
        await stage.until(lambda: panel._known and not panel._model.loading)
        view_of(panel).selectAll()
        label = panel._chosen.count
        await stage.until(lambda: "USD" in label.text())
        widths = [label.fontMetrics().horizontalAdvance(label._words(shown)) for shown in range(len(label._sums) + 1)]
        assert label.width() < widths[-1]
        assert label._words(2).endswith("AED  +  246\u202f913\u202f579.00 EGP  +  …\u2069")
        assert label.toolTip() == label.text()

    play(scenario)
