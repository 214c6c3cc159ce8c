"""The first run."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from kazadesk.ui.frame.welcome import WelcomePage


@pytest.fixture
def page(show):
    page = WelcomePage()
    page.resize(1024, 600)
    show(page)
    return page


def button(page, name):
    return page.findChild(QAbstractButton, name)


@pytest.mark.parametrize(
    ("name", "signal"), [("practiceButton", "practice_requested"), ("enterKeyButton", "key_requested")]
)
@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_two_ways_to_begin(qtbot, page, name, signal, how):
    with qtbot.waitSignal(getattr(page, signal)):
        if how == "mouse":
            qtbot.mouseClick(button(page, name), Qt.MouseButton.LeftButton)
        else:
            button(page, name).setFocus()
            qtbot.keyClick(button(page, name), Qt.Key.Key_Space)


def test_the_other_language_is_one_click_away(qtbot, page):
    with qtbot.waitSignal(page.language_requested) as asked:
        qtbot.mouseClick(button(page, "language_ar"), Qt.MouseButton.LeftButton)
    assert asked.args == ["ar"]


def test_the_language_that_is_spoken_already_asks_for_nothing(qtbot, page):
    with qtbot.assertNotEmitted(page.language_requested):
        qtbot.mouseClick(button(page, "language_en"), Qt.MouseButton.LeftButton)
    assert button(page, "language_en").isChecked()


def test_in_arabic_the_first_way_is_on_the_right(show, wear):
    wear("ar")
    page = WelcomePage()
    page.resize(1024, 600)
    show(page)
    assert button(page, "practiceButton").x() > button(page, "enterKeyButton").x()
    assert button(page, "language_ar").isChecked()
