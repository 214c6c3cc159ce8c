"""What is scrolled past stays as it was chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kazadesk.ui.widgets.box import Box, editable_box


@pytest.mark.parametrize("editable", [True, False])
def test_the_wheel_over_a_box_scrolls_the_page_and_changes_no_choice(qtbot, editable: bool) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    box = editable_box(("USD", "SYP", "EUR"), page) if editable else Box(page)
    if not editable:
        box.addItems(("USD", "SYP", "EUR"))
    QVBoxLayout(page).addWidget(box)
    page.show()
    box.setFocus()
    under = box.lineEdit() or box
    middle = QPointF(under.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(under.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(under, event)
    assert box.currentText() == "USD"
    assert not event.isAccepted()
