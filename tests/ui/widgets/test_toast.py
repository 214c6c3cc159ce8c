"""A few words over a panel: whole at any width, and over its foot."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.widgets.toast import Toast

LONG = "The notice is on the clipboard: press “Paste” below, as you would with a real one."


@pytest.fixture
def panel(show, qapp):
    theme.apply(qapp, "light")
    panel = QWidget()
    panel.setFixedSize(QSize(700, 300))
    show(panel)
    return panel


def test_it_lies_over_the_lower_edge_and_says_one_line(panel):
    toast = Toast(panel, rise=theme.XS)
    toast.say("Copied")
    assert toast.text() == "Copied"
    assert toast.geometry().bottom() == panel.height() - theme.XS - 1
    assert toast.height() <= 40  # the foot of the list of links
    assert abs(toast.geometry().center().x() - panel.width() // 2) <= 1


@pytest.mark.parametrize("width", [700, 320])
@pytest.mark.parametrize("button", ["", "Try again"], ids=["words", "button"])
def test_all_words_are_seen_however_narrow_the_panel_is(panel, width, button):
    panel.setFixedWidth(width)
    toast = Toast(panel)
    toast.say(LONG, button)
    assert panel.rect().contains(toast.geometry())
    label = next(label for label in toast.findChildren(QLabel) if label.text() == LONG)
    needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    assert label.height() >= needed
    assert label.wordWrap() or label.width() >= label.sizeHint().width()


def test_its_button_acts_once_and_takes_it_away(panel, qtbot):
    done = []
    toast = Toast(panel)
    toast.say("Archived", "Undo", lambda: done.append(1))
    toast.findChild(QPushButton, "toastButton").click()
    assert done == [1]
    assert toast.text() == ""


def test_the_more_it_says_the_longer_it_stays(panel):
    toast = Toast(panel)
    stays = {}
    for text in ("Copied", LONG):
        toast.say(text)
        stays[text] = toast._timer.interval()
    assert stays["Copied"] < 3000
    assert stays[LONG] > 5000
