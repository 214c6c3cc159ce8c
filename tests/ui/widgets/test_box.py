"""What is scrolled past stays as it was chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from kazadesk.core.money import COMMON_CURRENCIES
from kazadesk.ui.widgets.box import Box, currency_box, editable_box
from kazadesk.words.currencies import currency_name


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


@pytest.mark.parametrize(("language", "shown"), [("en", "Syrian pound"), ("ar", "ليرة سورية")])
def test_the_list_of_currencies_says_what_the_codes_stand_for(qtbot, wear, language: str, shown: str) -> None:
    wear(language)
    box = currency_box()
    qtbot.addWidget(box)
    box.show()
    box.showPopup()
    view, row = box.view(), box.findText("SYP")
    index = view.model().index(row, 0)
    option = QStyleOptionViewItem()
    delegate = box.itemDelegate()
    assert isinstance(delegate, QStyledItemDelegate)
    delegate.initStyleOption(option, index)
    assert option.text.endswith(f" – {shown}")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == option.text
    assert all(currency_name(code) for code in COMMON_CURRENCIES)
    box.setCurrentIndex(row)
    assert box.currentText() == "SYP"
    box.hidePopup()
