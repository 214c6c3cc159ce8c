"""The overview of shortcuts says what is so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget

from kazadesk.storage.settings import Settings
from kazadesk.ui.frame.main_window import MainWindow
from kazadesk.ui.frame.shortcuts_dialog import ShortcutsDialog, groups
from kazadesk.ui.handover.qr_dialog import QrDialog
from kazadesk.ui.words import keys as named_keys

BY_WIDGETS = {"Return", "Esc", "Menu", "Ctrl+A"}
"""Keys that lists and dialogs understand by themselves."""


def keys_of(window):
    return {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}


def whole(qtbot, window):
    window.show()
    qtbot.waitUntil(lambda: window.findChild(QWidget, "payloadEdit") is not None)


def test_every_shortcut_that_is_named_is_there(qtbot, link):
    window = MainWindow(practice=True, first_run=False, settings=Settings())
    qtbot.addWidget(window)
    whole(qtbot, window)
    dialog = QrDialog(link, "", None)
    qtbot.addWidget(dialog)
    known = keys_of(window)
    known |= {button.shortcut().toString() for button in dialog.findChildren(QPushButton)}
    named = {keys for _title, rows in groups() for keys, _words in rows}
    assert named - known <= BY_WIDGETS


def test_every_shortcut_of_the_window_is_named(qtbot):
    window = MainWindow(practice=True, first_run=False, settings=Settings())
    qtbot.addWidget(window)
    whole(qtbot, window)
    own = keys_of(window)
    named = {keys for _title, rows in groups() for keys, _words in rows}
    # the same act on the other Enter key, and keys within the search field
    assert own - named <= {"Ctrl+Enter", "Down", "Esc"}


def test_keys_are_shown_one_cap_each_in_their_order(show, wear):
    for language in ("en", "ar"):
        wear(language)
        dialog = ShortcutsDialog()
        show(dialog)
        caps = [label for label in dialog.findChildren(QLabel) if label.property("keycap")]
        shift = next(each for each in caps if each.text() == "Shift")
        at = caps.index(shift)
        row = caps[at - 1 : at + 2]
        names = [cap.text() for cap in sorted(row, key=QLabel.x)]
        assert "+".join(names) == QKeySequence("Ctrl+Shift+C").toString(QKeySequence.SequenceFormat.NativeText)


def test_every_shortcut_is_shown_where_the_mouse_does_the_same(qtbot, link):
    window = MainWindow(practice=True, first_run=False, settings=Settings())
    qtbot.addWidget(window)
    window.show_first_links([link])
    whole(qtbot, window)
    dialog = QrDialog(link, "", None)
    qtbot.addWidget(dialog)
    shown = "".join(widget.toolTip() for top in (window, dialog) for widget in top.findChildren(QWidget))
    in_the_menu = {"F1", "Del", "Ctrl+B", "Ctrl+T", "Ctrl+D"}
    in_no_words = {"Ctrl+Shift+F", "Ctrl+0", "Ctrl+1", "Ctrl+2", "Ctrl+Z", "Shift+F6"}
    named = {keys for _title, rows in groups() for keys, _words in rows} - BY_WIDGETS - in_the_menu - in_no_words
    assert [keys for keys in sorted(named) if f"({keys}" not in shown] == []


def taken(field, pressed):
    """Whether the field takes those keys before a shortcut of the window hears them."""
    combination = QKeySequence(pressed)[0]  # type: ignore[index]
    event = QKeyEvent(QEvent.Type.ShortcutOverride, combination.key(), combination.keyboardModifiers())
    event.ignore()
    QCoreApplication.sendEvent(field, event)
    return event.isAccepted()


@pytest.mark.parametrize(
    "name",
    [
        "amountEdit",
        "currencyBox",
        "emailEdit",
        "referenceEdit",
        "redirectEdit",
        "searchEdit",
        "fromDate",
        "payloadEdit",
    ],
)
def test_no_field_keeps_a_promised_key_for_itself(qtbot, name):
    window = MainWindow(practice=True, first_run=False, settings=Settings())
    qtbot.addWidget(window)
    whole(qtbot, window)
    dates = window.findChild(QWidget, "dateFilter")
    dates.choose("between")
    field = window.findChild(QWidget, name)
    field.setEnabled(True)
    assert taken(field, QKeySequence.StandardKey.SelectAll), "the field takes what is for text"
    assert [keys for keys in named_keys.EVERYWHERE if taken(field, keys)] == []
    # in the words of each system for "end of line" and its like, on Linux Ctrl+E
    assert set(named_keys.EVERYWHERE) <= keys_of(window)


def test_the_overview_can_be_gone_through_a_sentence_each(show):
    dialog = ShortcutsDialog()
    show(dialog)
    lists = dialog.findChildren(QListWidget)
    said = [
        each.item(row).data(Qt.ItemDataRole.AccessibleTextRole)
        for each in lists
        for row in range(each.count())
        if each.item(row).flags() & Qt.ItemFlag.ItemIsEnabled
    ]
    assert "Create the link: Ctrl+Return" in said
    assert len(said) == sum(len(rows) for _title, rows in groups())
    assert all(each.accessibleName() for each in lists)
