"""A dialog that says more while it is open stays whole, and on the screen."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout
from shiboken6 import isValid

from kazadesk.ui.widgets.buttons import push_button
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel


class WithLabels(GrowingDialog):
    label: PlainLabel
    labels: list[PlainLabel]
    close_button: QPushButton


@pytest.fixture
def dialog():
    dialog = WithLabels()
    dialog.label = PlainLabel("A few words.", dialog)
    dialog.label.setWordWrap(True)
    rows = QVBoxLayout(dialog)
    rows.addWidget(dialog.label)
    rows.addStretch(1)
    rows.addWidget(push_button("Close"))
    dialog.setMinimumWidth(300)
    return dialog


def test_at_first_it_is_as_high_as_its_words(show, dialog):
    dialog.resize(300, 400)
    show(dialog)
    assert dialog.height() == dialog.layout().totalHeightForWidth(dialog.width())


def test_it_grows_and_does_not_shrink(show, qtbot, dialog):
    show(dialog)
    before = dialog.height()
    dialog.label.setText("Many more words than before. " * 20)
    qtbot.waitUntil(lambda: dialog.height() > before + 100)
    grown = dialog.height()
    dialog.label.setText("Few again.")
    qtbot.waitUntil(lambda: dialog.label.height() < grown)
    assert dialog.height() == grown


def test_it_does_not_grow_off_the_screen(show, qtbot, dialog):
    show(dialog)
    room = dialog.screen().availableGeometry()
    dialog.move(QPoint(room.left() + 50, room.bottom() - dialog.height() - 10))
    dialog.label.setText("Many more words than before. " * 20)
    qtbot.waitUntil(lambda: dialog.height() > 200)
    assert room.contains(dialog.frameGeometry())


@pytest.fixture
def long_dialog():
    dialog = WithLabels()
    content, foot = QVBoxLayout(), QVBoxLayout()
    dialog.labels = [PlainLabel(f"Line {number} of many.", dialog) for number in range(80)]
    for label in dialog.labels:
        content.addWidget(label)
    dialog.close_button = push_button("Close")
    foot.addWidget(dialog.close_button)
    dialog.fill(content, foot)
    return dialog


def test_what_the_screen_has_no_room_for_scrolls_over_the_buttons(show, qtbot, long_dialog):
    long_dialog.setMinimumSize(200, 5000)
    show(long_dialog)
    room = long_dialog.screen().availableGeometry()
    qtbot.waitUntil(lambda: room.contains(long_dialog.frameGeometry()))
    button = long_dialog.close_button
    assert long_dialog.rect().contains(button.geometry())
    last = long_dialog.labels[-1]
    assert last.visibleRegion().isEmpty()
    long_dialog.findChild(QScrollArea).ensureWidgetVisible(last)
    assert not last.visibleRegion().isEmpty()


def test_content_that_says_more_makes_the_dialog_grow(show, qtbot, long_dialog):
    for label in long_dialog.labels[3:]:
        label.hide()
    show(long_dialog)
    assert long_dialog.findChild(QScrollArea).verticalScrollBar().maximum() == 0
    before = long_dialog.height()
    for label in long_dialog.labels[3:6]:
        label.show()
    qtbot.waitUntil(lambda: long_dialog.height() > before + 30)
    assert long_dialog.findChild(QScrollArea).verticalScrollBar().maximum() == 0


def test_a_dialog_that_goes_takes_no_screen_along(qtbot) -> None:
    screen = QGuiApplication.primaryScreen()
    dialog = GrowingDialog()
    dialog.fill(QVBoxLayout(), QVBoxLayout())
    dialog.show()
    qtbot.waitExposed(dialog)
    del dialog
    gc.collect()
    assert isValid(screen)
