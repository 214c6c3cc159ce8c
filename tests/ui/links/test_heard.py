"""What whoever does not see the list hears of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint
from PySide6.QtGui import QAccessible, QAccessibleEvent, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from kazadesk.ui.links.columns import LinkRole
from kazadesk.ui.links.model import LinksModel
from kazadesk.ui.links.panel import LinksPanel
from kazadesk.ui.links.view import LinksView
from kazadesk.ui.widgets import announcing

Play = Callable[..., None]


@pytest.fixture
def panel(qtbot: QtBot) -> LinksPanel:
    panel = LinksPanel()
    qtbot.addWidget(panel)
    panel.resize(1000, 400)
    panel.show()
    return panel


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A screen reader runs, to which nothing was said just now: by the test before, in the same process."""
    monkeypatch.setattr(announcing, "_announced", [0.0])
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def view_of(panel: LinksPanel) -> LinksView:
    view = panel.findChild(LinksView, "linksView")
    assert view is not None
    return view


async def attached(panel: LinksPanel, stage: Any, rows: int) -> None:
    panel.attach(stage.session, stage.tasks)
    await stage.until(lambda: view_of(panel).model().rowCount() == rows and panel.findChild(QLineEdit) is not None)


@pytest.mark.parametrize(
    ("language", "one", "none"), [("en", "1 link", "No link matches"), ("ar", "رابط واحد", "لا رابط مطابق")]
)
def test_a_search_says_how_many_it_found(
    play: Play, panel: LinksPanel, wear: Callable[..., None], said: list[str], language: str, one: str, none: str
) -> None:
    wear(language)

    async def scenario(stage: Any) -> None:
        for reference in ("coffee", "tea", "bread"):
            await stage.link(reference=reference)
        await attached(panel, stage, 3)
        search = panel.findChild(QLineEdit, "searchEdit")
        assert search is not None
        for typed in ("c", "co", "cof"):
            search.setText(typed)
        await stage.until(lambda: said)
        assert said == [one], "once, after the last key"
        search.setText("cocoa")
        await stage.until(lambda: len(said) == 2)
        assert said[1] == none

    play(scenario)


def test_several_chosen_links_say_their_number_and_sum(play: Play, panel: LinksPanel, said: list[str]) -> None:
    async def scenario(stage: Any) -> None:
        for amount in ("1000", "250.5", "3"):
            await stage.link(amount=amount)
        await attached(panel, stage, 3)
        view = view_of(panel)
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in (0, 1, 2):
            view.selectionModel().select(view.model().index(row, 0), flags)
        await stage.until(lambda: said)
        assert said == ["3 links selected: 1253.50 USD"]

    play(scenario)


def test_a_row_is_told_before_it_is_read_and_when_it_changes(
    play: Play, panel: LinksPanel, reader: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Orca keeps the names that cells had when it saw them first."""
    told: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if event.type() == QAccessible.Event.NameChanged and event.object() is view_of(panel):
            told.append(event.accessibleInterface().text(QAccessible.Text.Name))

    async def scenario(stage: Any) -> None:
        link = await stage.link(reference="INV-1")
        await attached(panel, stage, 1)
        view_of(panel).choose(0)
        assert told[:3] == ["Waiting", "10.00 USD", "INV-1"]
        told.clear()
        marked = await stage.ledger.mark_by_hand(link.id, "settled by phone")
        model = view_of(panel).model()
        assert isinstance(model, LinksModel)
        model.upsert(marked)
        assert told[:3] == ["Marked paid", "10.00 USD", "INV-1"]

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    play(scenario)


def test_what_becomes_of_the_row_with_the_focus_is_said(
    play: Play, panel: LinksPanel, reader: None, said: list[str]
) -> None:
    async def scenario(stage: Any) -> None:
        here, other = await stage.link(reference="INV-1"), await stage.link(reference="INV-2")
        await attached(panel, stage, 2)
        view = view_of(panel)
        panel.activateWindow()
        view.setFocus()
        view.choose(1)
        await stage.until(view.hasFocus)
        assert view.currentIndex().data(LinkRole.LINK).id == here.id
        model = view.model()
        assert isinstance(model, LinksModel)
        model.upsert(await stage.ledger.mark_by_hand(other.id, "settled by phone"))
        model.upsert(await stage.ledger.mark_by_hand(here.id, "settled by phone"))
        await stage.until(lambda: said)
        assert said == ["Marked paid"]

    play(scenario)


def test_a_menu_opens_on_its_first_entry(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link()
        await attached(panel, stage, 1)
        view = view_of(panel)
        view.choose(0)
        at = view.visualRect(view.model().index(0, 0)).center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, view.mapToGlobal(at))
        QApplication.sendEvent(view.viewport(), event)
        await stage.until(lambda: [menu for menu in panel.findChildren(QMenu) if menu.isVisible()])
        [menu] = [menu for menu in panel.findChildren(QMenu) if menu.isVisible()]
        assert menu.activeAction() is menu.actions()[0]
        assert at != QPoint()
        menu.close()

    play(scenario)
