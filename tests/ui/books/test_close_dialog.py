"""The day closed in the window: asked twice, numbered, never changed, on paper in either language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from kazadesk.core.link import LinkState
from kazadesk.services.books.workbook import read_sheet
from kazadesk.ui.books.close_dialog import CloseDialog
from kazadesk.ui.books.table import Table
from tests.ui.conftest import Stage


def press(dialog: CloseDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def lines(dialog: CloseDialog) -> list[tuple[str, ...]]:
    table = dialog.findChild(Table, "closeLinesTable")
    assert table is not None
    return [tuple(table._rows.texts(row)) for row in range(table._rows.rowCount())]


def test_a_day_is_closed_after_it_was_asked(
    play: Callable[..., None], wear: Callable[..., None], tmp_path: Path
) -> None:
    async def scenario(stage: Stage) -> None:
        for number, language in ((1, "en"), (2, "ar")):
            wear(language)
            await stage.link(LinkState.PAID_BY_HAND, amount="12.50")
            dialog = CloseDialog(stage.session, stage.tasks)
            await stage.show(dialog)
            note = dialog.findChild(QLineEdit, "closeNoteEdit")
            assert note is not None
            note.setText("till 2")
            press(dialog, "closeDayButton")
            assert len(await stage.session.books.closes.closes()) == number - 1
            press(dialog, "closeForGoodButton")
            if number == 2:  # the same day cannot be closed once more
                await stage.until(dialog._do.isEnabled)
                assert len(await stage.session.books.closes.closes()) == 1
            await stage.until(dialog._pdf.isEnabled)
            close = dialog._chosen()
            assert close is not None
            assert close.note == "till 2"
            assert [line.paid_by_hand.amount for line in close.lines if line.currency == "USD"] == ["12.50"]
            assert any("USD" in "".join(row) for row in lines(dialog))
            for paper in ("en", "ar"):
                box = dialog.findChild(QComboBox, "closeLanguageBox")
                assert box is not None
                box.setCurrentIndex(box.findData(paper))
                document, title = dialog._document(close)
                assert ("إقفال" in title) is (paper == "ar")
                assert ("إقفال" in document.toPlainText()) is (paper == "ar")
                pdf = tmp_path / f"{language}-{paper}.pdf"
                dialog.save_pdf(pdf)
                await stage.until(pdf.exists)
                assert pdf.read_bytes().startswith(b"%PDF")
            book = tmp_path / f"{language}.xlsx"
            dialog.save_table(book)
            await stage.until(book.exists)
            rows = read_sheet(book).sheet.rows
            assert "12.5" in [cell for row in rows for cell in row]

    play(scenario, stand_in=True)


def test_a_wrong_zone_or_end_of_day_is_said_under_its_field(play: Callable[..., None]) -> None:
    async def scenario(stage: Stage) -> None:
        dialog = CloseDialog(stage.session, stage.tasks)
        await stage.show(dialog)
        for name, wrong, right in (("shopZoneEdit", "Nowhere", "+03:00"), ("dayEndsEdit", "25:00", "04:00")):
            edit = dialog.findChild(QLineEdit, name)
            assert edit is not None
            edit.setText(wrong)
            press(dialog, "closeDayButton")
            assert dialog._fields["zone" if "Zone" in name else "ends"].error()
            assert not dialog._sure.isVisible()
            edit.setText(right)
        press(dialog, "closeDayButton")
        assert dialog._sure.isVisible()
        assert stage.session.books.closes.shop_day.ends == "04:00"
        title = dialog.findChild(QLabel, "closeTitle")
        assert title is not None
        await stage.until(lambda: title.text() == "No day was closed yet.")

    play(scenario)
