"""What is said now to readers that hear of announcements, and to those that only hear what becomes of the focus."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kazadesk.ui.books.table import Rows, Table
from kazadesk.ui.widgets import announcing
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.box import Box, currency_box

DESCRIPTION = QAccessible.Text.Description


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What an Orca before 45 gets: the descriptions of what has the focus."""
    told: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        part = event.accessibleInterface()
        assert not hasattr(event, "message"), "it would not be heard"
        if event.type() == QAccessible.Event.DescriptionChanged and part.state().focused:
            told.append(part.text(DESCRIPTION))

    monkeypatch.setattr(announcing, "hears_announcements", lambda: False)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    QAccessible.setActive(True)
    yield told
    QAccessible.setActive(False)


@pytest.fixture
def focused(qtbot: QtBot) -> Callable[[QWidget], None]:
    windows = []

    def show(widget: QWidget) -> None:
        windows.append(window := QWidget())
        QVBoxLayout(window).addWidget(widget)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)

    return show


def test_where_the_focus_is_it_is_told_for_a_moment(older: list[str], focused: Callable[[QWidget], None]) -> None:
    edit = QLineEdit()
    edit.setAccessibleDescription("Type the amount.")
    focused(edit)
    announce(edit, "The link is there: 1\u202f250 USD")
    announce(QPushButton(), "Type the amount.")
    assert older == ["The link is there: 1250 USD", "Type the amount."]
    assert edit.accessibleDescription() == "Type the amount."
    assert QAccessible.isActive()


@pytest.mark.parametrize("make", [Box, currency_box])
def test_a_box_says_what_arrows_choose(
    older: list[str], focused: Callable[[QWidget], None], make: Callable[[], Box]
) -> None:
    box = make()
    box.clear()
    box.addItems(["USD", "SYP"])
    focused(box)
    box.showPopup()
    box.setCurrentIndex(1)
    assert older == [], "its list says it"
    box.hidePopup()
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert older == ["USD" if make is Box else "US dollar"]


def test_rows_are_described_too(older: list[str], focused: Callable[[QWidget], None]) -> None:
    words = QListWidget()
    words.addItems(["one", "two"])
    focused(words)
    words.setCurrentRow(1)
    announce(words, "heard in a list")
    parent = QWidget()
    rows: Rows[str] = Rows(["Name", "State"], lambda name: [name, "new"], parent)
    table = Table(rows, "table", "Names", parent, wide=0)
    rows.setParent(table)
    rows.show(["one", "two"])
    focused(table)
    table.setCurrentIndex(rows.index(1, 0))
    announce(words, "heard in a table")
    assert older == ["heard in a list", "heard in a table"]
    for view in (words, table):
        assert not view.currentIndex().data(Qt.ItemDataRole.AccessibleDescriptionRole)
