"""A dialog that says more while it is open stays whole, and on the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout

from kazadesk.ui.growing_dialog import GrowingDialog
from kazadesk.ui.widgets import PlainLabel, push_button


@pytest.fixture
def dialog():
    dialog = GrowingDialog()
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
