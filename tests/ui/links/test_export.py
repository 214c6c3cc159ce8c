"""The list saved as a table: what is listed or selected, by mouse and keys, and what is said when it does not work."""

from __future__ import annotations

import asyncio
import csv
import errno
import os
import time
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QMenu, QPushButton

from kazadesk.core.link import LinkState
from kazadesk.core.order import LinkOrder, OrderBy
from kazadesk.services import export
from kazadesk.services.books.workbook import read_sheet
from kazadesk.services.ports import LedgerReader
from kazadesk.ui.desktop import desktop
from kazadesk.ui.links.panel import LinksPanel
from kazadesk.ui.links.view import LinksView


class Listed:
    """The panel on the screen, with its links."""

    def __init__(self, panel, stage, qtbot):
        self.panel, self.stage, self.qtbot = panel, stage, qtbot
        self.view = panel.findChild(LinksView)
        self.button = panel.findChild(QPushButton, "exportButton")
        self.cancel = panel.findChild(QPushButton, "cancelExportButton")
        self.progress = panel.findChild(QLabel, "exportProgress")

    async def shown(self):
        self.panel.attach(self.stage.session, self.stage.tasks)
        await self.stage.until(lambda: self.panel._known and not self.panel._model.loading)
        return self

    def press(self, button):
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def dialogs(self):
        return [each for each in self.panel.findChildren(QFileDialog, "exportDialog") if each.isVisible()]

    async def choose(self, path):
        """Where a person would choose a place in the dialog."""
        await self.stage.until(self.dialogs)
        (asked,) = self.dialogs()
        name = Path(asked.selectedFiles()[0]).name
        asked.setDirectory(str(path.parent))
        asked.selectFile(path.name)
        asked.setOption(QFileDialog.Option.DontConfirmOverwrite)
        title = asked.windowTitle()
        asked.accept()
        return title, name

    async def exported(self, path):
        self.press(self.button)
        await self.choose(path)
        await self.stage.until(self.button.isEnabled)

    def select(self, *rows):
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in rows:
            self.view.selectionModel().select(self.view.model().index(row, 0), flags)

    def said(self):
        return self.panel._toast.text() if self.panel._toast is not None else ""


def column(path, name="reference"):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row[name] for row in csv.DictReader(file, strict=True)]


@pytest.fixture
def panel(qtbot):
    panel = LinksPanel()
    qtbot.addWidget(panel)
    panel.resize(1000, 400)
    panel.show()
    return panel


@pytest.fixture
def listed(panel, qtbot):
    return lambda stage: Listed(panel, stage, qtbot).shown()


@pytest.fixture
def slow(monkeypatch):
    """A disk that is as slow as the test says, and pages of one link."""
    monkeypatch.setattr(export, "PAGE", 1)
    gate = asyncio.Event()
    save = export.save_links

    async def after_two(service, ids, path, told, *, separator):
        class Slowly:
            asked, is_shared = 0, False

            async def texts_of(self, wanted, names):
                self.asked += 1
                if self.asked > 2:
                    await gate.wait()
                return await service.texts_of(wanted, names)

        return await save(cast("LedgerReader", Slowly()), ids, path, told, separator=separator)

    monkeypatch.setattr(export, "save_links", after_two)
    return gate


def test_a_workbook_with_totals_is_saved_in_the_language_of_the_window(play, listed, tmp_path):
    async def scenario(stage):
        for amount in ("5.50", "20"):
            await stage.link(amount=amount, currency="USD")
        desk = await listed(stage)
        path = tmp_path / "كشف.xlsx"
        await desk.exported(path)
        assert "كشف.xlsx" in desk.said()
        sheet = read_sheet(path).sheet
        assert (sheet.sheets, [row[3] for row in sheet.rows]) == (("Links", "Totals"), ["Amount", "20", "5.5"])

    play(scenario)


def test_the_button_saves_what_is_listed_as_it_is_sorted(play, listed, tmp_path):
    async def scenario(stage):
        for amount, currency in (("5", "USD"), ("20", "USD"), ("7.10", "USD"), ("9", "SYP")):
            await stage.link(amount=amount, currency=currency)
        await stage.link(LinkState.FAILED, amount="100")
        desk = await listed(stage)
        for name, code in (("currencyFilter", "USD"), ("stateFilter", "waiting")):
            box = desk.panel.findChild(QComboBox, name)
            box.setCurrentIndex(box.findData(code))
        desk.panel._set_order(LinkOrder(OrderBy.AMOUNT, True))
        await stage.until(lambda: desk.view.model().rowCount() == 3 and not desk.panel._model.loading)
        desk.view.choose(0)
        desk.press(desk.button)
        title, name = await desk.choose(tmp_path / "كشف.csv")
        assert title == "Export the links of the list"
        assert name == f"kazadesk-practice-links-{time.strftime('%Y-%m-%d')}.csv"
        await stage.until(lambda: desk.said() == "3 links saved as \u2068كشف.csv\u2069")
        assert column(tmp_path / "كشف.csv", "amount") == ["20", "7.10", "5"]
        assert desk.button.isVisible()
        assert not desk.cancel.isVisible()

    play(scenario)


def test_several_selected_links_are_saved_and_no_others(play, listed, tmp_path):
    async def scenario(stage):
        links = [await stage.link() for _ in range(5)]
        desk = await listed(stage)
        desk.select(3, 1)
        desk.press(desk.button)
        assert (await desk.choose(tmp_path / "a.csv"))[0] == "Export 2 selected links"
        await stage.until(lambda: desk.said().startswith("2 links saved"))
        assert column(tmp_path / "a.csv") == [links[3].reference, links[1].reference]

    play(scenario)


def test_the_menu_of_several_links_saves_those_it_was_opened_for(play, listed, tmp_path):
    async def scenario(stage):
        links = [await stage.link() for _ in range(3)]
        desk = await listed(stage)
        desk.select(0, 1)
        desk.view.menu_requested.emit(desk.view.mapToGlobal(QPoint(20, 20)))
        menu = next(menu for menu in desk.panel.findChildren(QMenu) if menu.isVisible())
        desk.panel.show_link(await stage.link())
        next(action for action in menu.actions() if action.text() == "Export…").trigger()
        menu.close()
        await desk.choose(tmp_path / "a.csv")
        await stage.until(lambda: desk.said().startswith("2 links saved"))
        assert column(tmp_path / "a.csv") == [links[2].reference, links[1].reference]
        desk.view.choose(0)
        desk.view.menu_requested.emit(desk.view.mapToGlobal(QPoint(20, 20)))
        menu = next(menu for menu in desk.panel.findChildren(QMenu) if menu.isVisible())
        assert "Export…" not in [action.text() for action in menu.actions()]
        menu.close()

    play(scenario)


def test_the_keys_ask_where_to_save(play, listed, qtbot):
    async def scenario(stage):
        await stage.link()
        desk = await listed(stage)
        desk.panel.activateWindow()
        desk.view.setFocus()
        await stage.until(desk.view.hasFocus)
        qtbot.keyClick(desk.view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        await stage.until(desk.dialogs)
        desk.dialogs()[0].reject()
        await stage.until(lambda: not desk.dialogs())
        assert desk.said() == ""
        assert desk.button.isEnabled()

    play(scenario)


def test_nothing_listed_is_nothing_to_save(play, listed):
    async def scenario(stage):
        await stage.link(reference="TEA")
        desk = await listed(stage)
        assert desk.button.isEnabled()
        desk.panel.findChild(QLineEdit, "searchEdit").setText("cocoa")
        await stage.until(lambda: not desk.button.isEnabled())
        desk.panel.findChild(QLineEdit, "searchEdit").setText("")
        await stage.until(desk.button.isEnabled)

    play(scenario)


def test_a_long_export_shows_how_far_it_is_and_ends(play, listed, tmp_path, slow):
    async def scenario(stage):
        for _ in range(4):
            await stage.link()
        desk = await listed(stage)
        desk.press(desk.button)
        await desk.choose(tmp_path / "a.csv")
        await stage.until(lambda: desk.progress.isVisible() and desk.progress.text() == "Exporting: 2 of 4")
        assert not desk.button.isVisible()
        assert not (tmp_path / "a.csv").exists()
        slow.set()
        await stage.until(lambda: desk.said().startswith("4 links saved"))
        assert desk.button.isVisible()
        assert not desk.progress.isVisible()
        assert len(column(tmp_path / "a.csv")) == 4

    play(scenario)


def test_an_export_can_be_stopped(play, listed, tmp_path, slow):
    async def scenario(stage):
        folder = tmp_path / "out"
        folder.mkdir()
        for _ in range(4):
            await stage.link()
        desk = await listed(stage)
        desk.press(desk.button)
        await desk.choose(folder / "a.csv")
        await stage.until(desk.cancel.isVisible)
        desk.press(desk.cancel)
        await stage.until(lambda: desk.said() == "The export was stopped. Nothing was saved.")
        await stage.until(lambda: list(folder.iterdir()) == [])
        slow.set()
        await desk.exported(folder / "b.csv")
        assert len(column(folder / "b.csv")) == 4

    play(scenario)


def test_a_full_disk_is_said_and_can_be_tried_again(play, listed, tmp_path, monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async def scenario(stage):
        await stage.link()
        desk = await listed(stage)
        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", full)
            await desk.exported(tmp_path / "a.csv")
            assert desk.said() == "The disk is full. Free some space and try again."
        assert not (tmp_path / "a.csv").exists()
        desk.press(desk.panel.findChild(QPushButton, "toastButton"))
        await desk.choose(tmp_path / "a.csv")
        await stage.until(lambda: desk.said().startswith("1 link saved"))

    play(scenario)


def test_a_file_that_is_open_elsewhere_is_said(play, listed, tmp_path, monkeypatch):
    """As Windows refuses to put a file in the place of one that a spreadsheet program holds."""
    path = tmp_path / "a.csv"
    path.write_text("of before")

    def refuse(_self, _target):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    async def scenario(stage):
        await stage.link()
        desk = await listed(stage)
        with monkeypatch.context() as held:
            held.setattr(type(path), "replace", refuse)
            await desk.exported(path)
        assert desk.said().startswith("The file is open in another program, or protected.")
        assert path.read_text() == "of before"

    play(scenario)


def test_the_folder_is_shown_on_request(play, listed, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(desktop, "open_folder", lambda folder: bool(opened.append(folder)))

    async def scenario(stage):
        await stage.link()
        desk = await listed(stage)
        await desk.exported(tmp_path / "a.csv")
        desk.press(desk.panel.findChild(QPushButton, "toastButton"))
        assert opened == [tmp_path]
        assert desk.said().startswith("No file manager was found.")
        assert str(tmp_path / "a.csv") in desk.said()

    play(scenario)


def test_the_window_is_free_while_many_links_are_saved(play, listed, tmp_path):
    async def scenario(stage):
        links = [await stage.link() for _ in range(20)]
        desk = await listed(stage)
        ids = [link.id for link in links] * 1000
        longest, last = 0.0, time.thread_time()
        desk.panel._export.save_as(tmp_path / "a.csv", desk.panel._model.query, desk.panel._model.order, ids)
        while not desk.button.isEnabled():
            await asyncio.sleep(0.001)
            now = time.thread_time()
            longest, last = max(longest, now - last), now
        assert longest < 0.25, "by this thread's processor time: other work on the machine does not count"
        assert len(column(tmp_path / "a.csv")) == 20_000

    play(scenario)
