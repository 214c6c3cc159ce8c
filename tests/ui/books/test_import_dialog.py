"""An old list taken over in the window: proved or chosen, refused with reasons, and taken back whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton

from kazadesk.ui.books.import_dialog import ImportDialog
from kazadesk.ui.books.table import Table
from tests.ui.conftest import Stage


def press(dialog: ImportDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(dialog: ImportDialog, name: str) -> list[list[str]]:
    table = dialog.findChild(Table, name)
    assert table is not None
    return [list(table._rows.texts(row)) for row in range(table._rows.rowCount())]


async def opened(stage: Stage, path: Path) -> ImportDialog:
    dialog = ImportDialog(stage.session, stage.tasks)
    await stage.show(dialog)
    dialog.show_file(path)
    await stage.until(lambda: dialog._found is not None)
    return dialog


def test_a_list_is_taken_over_and_back(play: Callable[..., None], tmp_path: Path) -> None:
    path = tmp_path / "قديم.csv"
    path.write_bytes("التاريخ;المبلغ;الاسم\n25/03/2024;1500;أحمد\n02/04/2024;20;لينا\n".encode("cp1256"))

    async def scenario(stage: Stage) -> None:
        dialog = ImportDialog(stage.session, stage.tasks)
        await stage.show(dialog)
        dialog.show_file(path)
        await stage.until(lambda: "Unicode" in dialog._told.text())
        box = dialog.findChild(QComboBox, "encodingBox")
        assert box is not None
        box.setCurrentIndex(box.findData("windows-1256"))
        box.activated.emit(box.currentIndex())
        await stage.until(lambda: dialog._found is not None)
        assert "2 Apr 2024" in texts(dialog, "importFirstRows")[1][1]
        assert "day before month" in dialog._sums.text()
        press(dialog, "takeOverButton")
        await stage.until(lambda: texts(dialog, "importsTable") and dialog._back.isVisible())
        assert [each.sales for each in await stage.session.books.history.imports()] == [2]
        dialog.show_file(path)  # the same file once more
        await stage.until(lambda: "Unicode" in dialog._told.text())
        box.setCurrentIndex(box.findData("windows-1256"))
        box.activated.emit(box.currentIndex())
        await stage.until(lambda: dialog._found is not None)
        press(dialog, "takeOverButton")
        await stage.until(lambda: "taken over before" in dialog._told.text())
        dialog.reject()
        again = ImportDialog(stage.session, stage.tasks)
        await stage.show(again)
        await stage.until(lambda: again._back.isVisible())
        press(again, "takeBackButton")
        assert [each.taken_back_at for each in await stage.session.books.history.imports()] == [None]
        press(again, "takeBackForGoodButton")
        await stage.until(lambda: "Taken back" in again._told.text())
        assert [each.sales for each in await stage.session.books.history.imports()] == [0]

    play(scenario)


def test_what_can_be_read_in_two_ways_is_refused_until_it_is_chosen(play: Callable[..., None], tmp_path: Path) -> None:
    path = tmp_path / "two-ways.csv"
    path.write_text("date,amount\n02/03/2024,10\n04/05/2024,20\n", encoding="utf-8")

    async def scenario(stage: Stage) -> None:
        dialog = await opened(stage, path)
        rows = texts(dialog, "importProblems")
        assert len(rows) == 2
        assert "choose the order" in rows[0][3]
        assert not dialog._take.isEnabled()
        box = dialog.findChild(QComboBox, "dateOrderBox")
        assert box is not None
        for order, first in (("mdy", "3 Feb 2024"), ("dmy", "2 Mar 2024")):
            dialog._found = None
            box.setCurrentIndex(box.findData(order))
            box.activated.emit(box.currentIndex())
            await stage.until(lambda: dialog._found is not None)
            shown = texts(dialog, "importFirstRows")[0][1]
            assert shown == (first if order == "dmy" else "3 Feb 2024")
            assert dialog._take.isEnabled()

    play(scenario)


def test_a_date_of_another_calendar_is_refused_with_its_reason(play: Callable[..., None], tmp_path: Path) -> None:
    path = tmp_path / "hijri.csv"
    path.write_text("date,amount\n15/09/1445,10\n", encoding="utf-8")

    async def scenario(stage: Stage) -> None:
        dialog = await opened(stage, path)
        assert "Hijri" in texts(dialog, "importProblems")[0][3]

    play(scenario)
