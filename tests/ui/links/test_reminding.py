"""Reminding in the window: the filter, the menu of a row, the message, and what stands in the row afterwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from kazadesk.core.link import LinkState
from kazadesk.services import reminders
from kazadesk.storage.settings import Settings
from kazadesk.ui.frame.main_window import MainWindow
from kazadesk.ui.links import menu as row_menu
from kazadesk.ui.links.rows import made_row
from kazadesk.ui.links.view import LinksView

Play = Callable[..., None]


@pytest.fixture(autouse=True)
def a_day_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every link of the test is old, until somebody was reminded of it."""
    monkeypatch.setattr(reminders, "long_ago", lambda _age: "2999-01-01T00:00:00.000Z")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    addresses: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: addresses.append(url) or True)
    return addresses


async def at_the_window(stage) -> MainWindow:
    window = MainWindow(practice=True, first_run=False, settings=Settings())
    window.resize(1366, 720)
    await stage.show(window)
    window.attach(stage.session, stage.tasks)
    await stage.until(lambda: window._desk.furnished)
    return window


def references(window: MainWindow) -> list[str]:
    model = window._desk.links._model
    return [model.link_at(row).reference for row in range(model.rowCount())]


def test_a_customer_is_reminded_from_the_list_and_it_is_noted(play: Play, opened: list[QUrl]) -> None:
    async def scenario(stage) -> None:
        link = await stage.link(reference="INV-1")
        await stage.link(LinkState.PAID_BY_HAND, reference="INV-2")
        window = await at_the_window(stage)
        window._show_due()
        await stage.until(lambda: references(window) == ["INV-1"])
        view = window.findChild(LinksView, "linksView")
        row = view.visualRect(view.model().index(0, 2)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row)
        view.menu_requested.emit(view.mapToGlobal(row))
        shown = next(menu for menu in window.findChildren(QMenu) if menu.isVisible())
        remind = next(action for action in shown.actions() if "Remind" in action.text())
        remind.trigger()
        shown.close()
        await stage.until(lambda: window.findChild(QMenu, "shareMenu"))
        menu = window.findChild(QMenu, "shareMenu")
        assert menu.text.startswith("A reminder: ")
        menu.findChild(QAction, "whatsappAction").trigger()
        assert opened[0].toString().startswith("https://wa.me/")

        async def noted() -> str | None:
            return (await stage.ledger.link(link.id)).reminded_at

        while not await noted():
            pass
        model = window._desk.links._model
        await stage.until(lambda: model.link_at(0).reminded_at)
        shown_link = model.link_at(0)
        assert shown_link is not None
        assert "Reminded on" in made_row(shown_link).note
        events = await stage.ledger.events(link.id)
        assert (events[-1].kind, events[-1].detail) == ("reminded", "whatsapp")

    play(scenario)


def test_only_what_waits_for_long_offers_it(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(stage) -> None:
        window = await at_the_window(stage)
        link, paid = await stage.link(), await stage.link(LinkState.PAID_BY_HAND)

        def offered(of) -> bool:
            menu = row_menu.made_menu(window, of, act=lambda _link, _action: None)
            return any("Remind" in action.text() for action in menu.actions())

        assert offered(link)
        assert not offered(paid)
        monkeypatch.setattr(reminders, "long_ago", lambda _age: "2000-01-01T00:00:00.000Z")
        assert not offered(link)

    play(scenario)
