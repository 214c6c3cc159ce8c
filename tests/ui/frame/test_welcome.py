"""The first run."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

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


def test_arrows_between_the_languages_change_nothing_until_space_does(qtbot, page, said):
    english, arabic = button(page, "language_en"), button(page, "language_ar")
    english.setFocus()
    qtbot.waitUntil(english.hasFocus)
    with qtbot.assertNotEmitted(page.language_requested):
        qtbot.keyClick(english, Qt.Key.Key_Right)
    assert arabic.hasFocus()
    assert english.isChecked()
    with qtbot.waitSignal(page.language_requested) as asked:
        qtbot.keyClick(arabic, Qt.Key.Key_Space)
    assert asked.args == ["ar"]
    page.focus_language()
    assert said == ["العربية"]


def test_the_languages_are_a_group_with_a_name_in_both(page):
    assert page.findChild(QWidget, "languageGroup").accessibleName() == "Language / اللغة"
