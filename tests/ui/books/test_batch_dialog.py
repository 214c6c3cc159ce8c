"""Many links from one file, as the window does it: read, shown, changed, sent, stopped, gone on with, handed out."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QPushButton, QWidget

from kazadesk.core.link import LinkForm, LinkState
from kazadesk.core.records import LinkQuery
from kazadesk.services.books.workbook import read_sheet
from kazadesk.ui.books.batch_dialog import BatchDialog
from kazadesk.ui.books.strip import BatchStrip
from kazadesk.ui.books.table import Table
from kazadesk.ui.desktop import desktop
from kazadesk.ui.frame.leaving import LeaveDialog
from kazadesk.ui.frame.main_window import MainWindow
from kazadesk.ui.widgets.notice import Notice
from tests.ui.conftest import Stage

GOOD = "amount,currency,ref,name,phone\n10,USD,INV-1,أحمد,00123\n20.50,USD,INV-2,Lina,\n1500,SYP,طلب-7,,\n"


def table(dialog: QDialog, name: str) -> Table:
    found = dialog.findChild(Table, name)
    assert found is not None
    return found


def texts(shown: Table) -> list[list[str]]:
    return [list(shown._rows.texts(row)) for row in range(shown._rows.rowCount())]


def button(dialog: QWidget, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    return found


def press(dialog: QWidget, name: str) -> None:
    found = button(dialog, name)
    assert found.isVisible(), name
    assert found.isEnabled(), name
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def told(dialog: QDialog) -> str:
    found = dialog.findChild(Notice, "batchNotice")
    assert found is not None
    return found.text()


def choose(dialog: QDialog, box: str, value: str) -> None:
    found = dialog.findChild(QComboBox, box)
    assert found is not None
    found.setCurrentIndex(found.findData(value))
    found.activated.emit(found.currentIndex())


async def opened(stage: Stage, path: Path | None = None) -> BatchDialog:
    dialog = BatchDialog(stage.session, stage.tasks)
    await stage.show(dialog)
    if path is not None:
        dialog.show_file(path)
        await stage.until(lambda: dialog._found is not None or told(dialog))
    return dialog


def test_a_file_is_shown_sent_and_handed_out(play: Callable[..., None], tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text(GOOD, encoding="utf-8")

    async def scenario(stage: Stage) -> None:
        dialog = await opened(stage, path)
        first = texts(table(dialog, "batchFirstRows"))
        assert len(first) == 3
        assert "INV-1" in first[0][2]
        assert "أحمد" in first[0][3]
        assert "00123" in first[0][4]
        sums = dialog.findChild(QLabel, "batchTotals")
        assert sums is not None
        assert "30.50" in sums.text()
        assert "SYP" in sums.text()
        assert await stage.ledger.links(LinkQuery()) == []
        press(dialog, "createBatchButton")
        await stage.until(lambda: table(dialog, "batchResults").isVisible())
        links = await stage.ledger.links(LinkQuery())
        assert {link.state for link in links} == {LinkState.WAITING}
        assert {link.reference for link in links} == {"INV-1", "INV-2", "طلب-7"}
        press(dialog, "copyRowButton")
        assert desktop.clipboard_text() == next(link.url for link in links if link.reference == "INV-1")
        assert not button(dialog, "saveFailedButton").isEnabled()
        for ending in ("csv", "xlsx"):
            results = tmp_path / f"results.{ending}"
            dialog._results.save_results(results)
            await stage.until(results.exists)
            rows = read_sheet(results).sheet.rows
            assert rows[1][4] == "00123"
            assert rows[1][5] == "INV-1"
            assert rows[1][7].startswith("http")
        slips = tmp_path / "slips.pdf"
        dialog._results.save_slips(slips)
        await stage.until(slips.exists)
        assert slips.read_bytes().startswith(b"%PDF")

    play(scenario, stand_in=True)


def test_where_another_desk_was_quicker_its_batch_is_offered(play: Callable[..., None], tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text(GOOD, encoding="utf-8")

    async def scenario(stage: Stage) -> None:
        dialog = await opened(stage, path)
        service = stage.session.books.batches
        theirs = await service.begin(await service.check(path))
        press(dialog, "createBatchButton")
        await stage.until(button(dialog, "resumeBatchButton").isVisible)
        assert "sent before" in told(dialog)
        assert [batch.id for batch in await service.batches()] == [theirs.id]
        assert await stage.ledger.links(LinkQuery()) == []

    play(scenario, stand_in=True)


def test_what_is_wrong_is_listed_and_nothing_can_be_sent(play: Callable[..., None], tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text('amount,currency,ref\n"1,234",USD,A\nabc,USD,\n5,US,\n6,USD,A\nTotal,,\n', encoding="utf-8")

    async def scenario(stage: Stage) -> None:
        await stage.link(reference="A")
        dialog = await opened(stage, path)
        rows = texts(table(dialog, "batchProblems"))
        assert [row[0] for row in rows] == ["2", "3", "4", "5", "6"]
        assert "another link has this reference" in rows[3][3]
        assert not button(dialog, "createBatchButton").isEnabled()
        choose(dialog, "decimalMarkBox", "point")
        await stage.until(lambda: "same reference" in texts(table(dialog, "batchProblems"))[3][3])

    play(scenario, stand_in=True)


def test_encoding_and_columns_are_chosen_where_the_file_does_not_say(play: Callable[..., None], tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("كم;من\n10;أحمد\n20;لينا\n".encode("cp1256"))

    async def scenario(stage: Stage) -> None:
        dialog = await opened(stage, path)
        assert "Unicode" in told(dialog)
        choose(dialog, "encodingBox", "windows-1256")
        await stage.until(lambda: "column" in told(dialog))
        amount = dialog.findChild(QComboBox, "amountColumnBox")
        assert amount is not None
        await stage.until(lambda: amount.count() == 3)
        amount.setCurrentIndex(1)
        amount.activated.emit(1)
        await stage.until(lambda: dialog._found is not None)
        name = dialog.findChild(QComboBox, "nameColumnBox")
        assert name is not None
        name.setCurrentIndex(2)
        name.activated.emit(2)
        await stage.until(lambda: "لينا" in "".join(texts(table(dialog, "batchFirstRows"))[-1]))
        assert [row[1].strip("\u2066\u2069") for row in texts(table(dialog, "batchFirstRows"))] == [
            "10.00 USD",
            "20.00 USD",
        ]
        # a column that was found is left out again
        amount.activated.emit(1)
        name.setCurrentIndex(0)
        name.activated.emit(0)
        await stage.until(lambda: dialog._found is not None and "name" not in dialog._found.columns.places)

    play(scenario, stand_in=True)


def test_closed_on_the_way_it_is_offered_again_and_goes_on(play: Callable[..., None], tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text("amount,ref\n" + "".join(f"{n},R-{n}\n" for n in range(1, 61)), encoding="utf-8")

    async def scenario(stage: Stage) -> None:
        window = MainWindow(practice=True, first_run=False, settings=stage.session.settings.value)
        await stage.show(window)
        window.attach(stage.session, stage.tasks)
        QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
        dialog = window.findChild(BatchDialog)
        assert dialog is not None
        stage.shown.append(dialog)
        dialog.show_file(path)
        await stage.until(lambda: dialog._found is not None)
        press(dialog, "createBatchButton")
        await stage.until(lambda: dialog._run is not None and dialog._run.progress.settled >= 3)
        press(dialog, "pauseBatchButton")
        assert dialog._run is not None
        assert dialog._run.paused
        dialog.reject()
        strip = window.findChild(BatchStrip)
        assert strip is not None
        await stage.until(lambda: strip.isVisible())
        links = await stage.ledger.links(LinkQuery())
        assert 3 <= len(links) < 60
        press(strip, "batchStripYes")
        again = next(each for each in window.findChildren(BatchDialog) if each is not dialog or each.isVisible())
        stage.shown.append(again)
        await stage.until(lambda: table(again, "batchResults").isVisible())
        references = [link.reference for link in await stage.ledger.links(LinkQuery(), limit=100)]
        assert sorted(references) == sorted(f"R-{n}" for n in range(1, 61))
        again.reject()
        await stage.until(lambda: not strip.isVisible())

    play(scenario, stand_in=True)


def test_the_same_file_once_more_asks(play: Callable[..., None], tmp_path: Path) -> None:
    path = tmp_path / "twice.csv"
    path.write_text("amount\n10\n20\n", encoding="utf-8")

    async def scenario(stage: Stage) -> None:
        dialog = await opened(stage, path)
        press(dialog, "createBatchButton")
        await stage.until(lambda: table(dialog, "batchResults").isVisible())
        dialog.show_file(path)
        await stage.until(lambda: "sent before" in told(dialog))
        assert not button(dialog, "createBatchButton").isVisible()
        press(dialog, "resumeBatchButton")
        await stage.until(lambda: table(dialog, "batchResults").isVisible())
        dialog.show_file(path)
        await stage.until(lambda: "sent before" in told(dialog))
        press(dialog, "sendOnceMoreButton")
        await stage.until(lambda: button(dialog, "createBatchButton").isVisible() and dialog._found is not None)
        press(dialog, "createBatchButton")
        await stage.until(lambda: table(dialog, "batchResults").isVisible())
        assert len(await stage.ledger.links(LinkQuery())) == 4

    play(scenario, stand_in=True)


def test_without_keys_nothing_begins_and_the_way_to_them_is_there(
    play: Callable[..., None], no_keyring: None, tmp_path: Path
) -> None:
    path = tmp_path / "links.csv"
    path.write_text("amount,email\n10,me@example.com\n", encoding="utf-8")

    async def scenario(stage: Stage) -> None:
        dialog = await opened(stage, path)
        press(dialog, "createBatchButton")
        await stage.until(lambda: button(dialog, "batchKeysButton").isVisible())
        assert await stage.ledger.batches() == []

    play(scenario, practice=False)


def test_to_wait_for_a_paused_one_lets_it_go_on(play: Callable[..., None], tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text("amount,ref\n" + "".join(f"{n},R-{n}\n" for n in range(1, 31)), encoding="utf-8")

    async def scenario(stage: Stage) -> None:
        window = MainWindow(practice=True, first_run=False, settings=stage.session.settings.value)
        await stage.show(window)
        window.attach(stage.session, stage.tasks)
        closed: list[bool] = []
        window.close_requested.connect(lambda: closed.append(True))
        window.dialogs.batch(path)
        dialog = window.findChild(BatchDialog)
        assert dialog is not None
        stage.shown.append(dialog)
        await stage.until(lambda: dialog._found is not None)
        press(dialog, "createBatchButton")
        await stage.until(lambda: dialog._run is not None and dialog._run.progress.settled >= 1)
        press(dialog, "pauseBatchButton")
        window.close()
        leaving = window.findChild(LeaveDialog)
        assert leaving is not None
        assert not closed
        press(leaving, "leaveWaitButton")
        await stage.until(lambda: closed)
        assert len(await stage.ledger.links(LinkQuery(), limit=100)) == 30

    play(scenario, stand_in=True)


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_a_table_dropped_on_the_list_opens_it(play: Callable[..., None], tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["amount"], ["10"]])

    async def scenario(stage: Stage) -> None:
        await stage.session.links.create(LinkForm("5", "USD", "merchant@example.com", "OLD"))
        window = MainWindow(practice=True, first_run=False, settings=stage.session.settings.value)
        await stage.show(window)
        window.attach(stage.session, stage.tasks)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        at = QPointF(5, 5)
        none = Qt.KeyboardModifier.NoModifier
        drop = QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
        window._desk.links.dropEvent(drop)
        dialog = window.findChild(BatchDialog)
        assert dialog is not None
        stage.shown.append(dialog)
        await stage.until(lambda: dialog._found is not None)

    play(scenario, stand_in=True)


def test_its_links_are_shown_in_the_list_and_offered_in_the_filter(play: Callable[..., None], tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text(GOOD, encoding="utf-8")

    async def scenario(stage: Stage) -> None:
        await stage.link(reference="alone")
        window = MainWindow(practice=True, first_run=False, settings=stage.session.settings.value)
        await stage.show(window)
        window.attach(stage.session, stage.tasks)
        links = window._desk.links
        await stage.until(lambda: links._model.rowCount() == 1)
        assert not links._filter.batches.isVisible()
        window.dialogs.batch(path)
        dialog = window.findChild(BatchDialog)
        assert dialog is not None
        await stage.until(lambda: dialog._found is not None)
        press(dialog, "createBatchButton")
        await stage.until(lambda: table(dialog, "batchResults").isVisible())
        await stage.until(lambda: links._model.rowCount() == 4)
        press(dialog, "listBatchButton")
        await stage.until(lambda: links._model.rowCount() == 3)
        assert links._filter.batches.isVisible()
        assert "customers.csv" in links._filter.batches.currentText()
        link = await stage.link(reference="another alone")  # not of it, so not shown
        shown = links._model.link_at(0)
        assert shown is not None
        await stage.session.links.archive([shown.id])
        await stage.until(lambda: links._model.rowCount() == 2)
        assert links._model.row_of(link.id) is None
        links.show_all()
        await stage.until(lambda: links._model.rowCount() == 4)

    play(scenario, stand_in=True)
