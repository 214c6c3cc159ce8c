"""What is scrolled past stays as it was chosen."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kazadesk.core.money import COMMON_CURRENCIES
from kazadesk.ui.widgets.box import Box, currency_box, editable_box
from kazadesk.ui.widgets.labels import SentenceLabel
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


def test_what_is_too_long_for_a_box_ends_in_an_ellipsis(qtbot):
    box = Box()
    qtbot.addWidget(box)
    box.addItems(["Old city market of Damascus, the second shop on the left", "Short"])
    box.resize(150, 32)
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    assert option.currentText.endswith("…")
    assert box.currentText().endswith("left")
    box.setCurrentIndex(1)
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    assert option.currentText == "Short"


def test_no_reference_is_broken_at_its_hyphen(qtbot):
    label = SentenceLabel()
    qtbot.addWidget(label)
    label.setText("10 USD for KD-NTF6Q are yours")
    assert label.text() == "10 USD for KD-NTF6Q are yours"
    assert "\u2060-\u2060" in QLabel.text(label)


def test_the_file_dialog_of_qt_itself_speaks_arabic(qtbot, wear):
    wear("ar", "light")
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    for label in dialog.findChildren(QLabel):
        assert not re.search("[A-Za-z]", label.text()), label.text()


@pytest.mark.parametrize("editable", [True, False])
def test_a_closed_box_says_what_the_arrows_choose(qtbot, said: list[str], editable: bool) -> None:
    box = currency_box() if editable else Box()
    if not editable:
        box.addItems(("USD", "SYP", "EUR"))
    qtbot.addWidget(box)
    box.choose("SYP")
    box.show()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    assert said == []
    before = box.currentIndex()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentIndex() == before + 1, "the first arrow moves from what is shown"
    # of a field that can be typed into the code itself is read
    assert said == [currency_name(box.currentText()) if editable else box.currentText()]
    box.showPopup()
    box.setCurrentIndex(0)
    assert len(said) == 1, "the list that is open speaks for itself"
    box.hidePopup()


def test_what_is_typed_is_no_entry_and_arrows_begin_anew(qtbot, said: list[str]) -> None:
    box = currency_box()
    qtbot.addWidget(box)
    box.choose("XAF")
    assert (box.currentText(), box.currentIndex()) == ("XAF", -1)
    box.show()
    box.setFocus()
    box.lineEdit().selectAll()
    qtbot.keyClicks(box, "EUR")
    assert said == [], "keys are echoed by the screen reader itself"
