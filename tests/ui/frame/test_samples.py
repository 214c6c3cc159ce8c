"""Sample takings in the window: offered where nothing is, and gone with one click."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from kazadesk.core.books.samples import SAMPLE_WORDS
from kazadesk.storage.sqlite.ledger_file import SqliteLedger
from kazadesk.ui.frame.main_window import MainWindow
from kazadesk.ui.widgets.toast import Toast
from tests.ui.conftest import Stage


def test_samples_come_from_the_empty_list_and_go_by_the_menu(play: Callable[..., None]) -> None:
    async def scenario(stage: Stage) -> None:
        window = MainWindow(practice=True, first_run=False, settings=stage.session.settings.value)
        await stage.show(window)
        window.attach(stage.session, stage.tasks)
        desk = window._desk
        await stage.until(lambda: (offer := window.findChild(QPushButton, "emptyButton")) and offer.isVisible())
        offer = window.findChild(QPushButton, "emptyButton")
        assert offer is not None
        offer.click()
        await stage.until(lambda: desk.links._model.rowCount() and desk.newest.link)
        shown = desk.newest.link
        assert shown is not None
        assert shown.reference.startswith(SAMPLE_WORDS)
        toast = window.findChild(Toast)
        assert toast is not None
        await stage.until(lambda: "sample links of the last 30 days" in toast.text())
        on_top = desk.links.childAt(toast.geometry().center())
        assert on_top is not None
        assert on_top is toast or toast.isAncestorOf(on_top)
        menu = desk.bar._make_menu()
        erase = next(each for each in menu.actions() if each.text() == "Erase the sample takings")
        erase.trigger()
        await stage.until(lambda: not desk.links._model.rowCount() and desk.newest.link is None)
        assert offer.isVisible()
        erase.trigger()
        await stage.until(lambda: "no sample takings" in toast.text())
        offer.click()
        await stage.until(lambda: desk.links._model.rowCount())
        ledger = stage.session.ledger
        assert isinstance(ledger, SqliteLedger)
        other = await asyncio.to_thread(SqliteLedger.open, ledger.path)
        await other.erase_samples()  # as the command line does
        await other.close()
        await stage.until(lambda: not desk.links._model.rowCount() and desk.newest.link is None)

    play(scenario, stand_in=True)


def test_with_real_money_there_are_none(play: Callable[..., None]) -> None:
    async def scenario(stage: Stage) -> None:
        assert stage.session.samples is None
        window = MainWindow(practice=False, first_run=False, settings=stage.session.settings.value)
        stage.shown.append(window)
        assert not [each.text() for each in window._desk.bar._make_menu().actions() if "ample" in each.text()]

    play(scenario, practice=False)
