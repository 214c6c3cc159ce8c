"""The field for webhooks: exact, bounded, and never slow."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kazadesk.core.webhook.payload import MAX_LINES
from kazadesk.ui.look import theme
from kazadesk.ui.verify.payload_edit import SHOWN, PayloadEdit


@pytest.fixture
def edit(qtbot: QtBot, qapp: object) -> PayloadEdit:
    theme.apply(qapp, "light")  # type: ignore[arg-type]
    edit = PayloadEdit()
    qtbot.addWidget(edit)
    edit.resize(400, 200)
    edit.show()
    return edit


def pasted(edit: PayloadEdit, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    edit.insertFromMimeData(mime)


@pytest.mark.parametrize("text", ["{\u00a0}", "a\r\nb\rc", "tab\there", "\u2028", "\U0001f600", ""])
def test_what_is_pasted_is_given_back_exactly(edit: PayloadEdit, text: str) -> None:
    pasted(edit, text)
    assert edit.payload() == text


def test_what_is_typed_after_pasting_counts(edit: PayloadEdit, qtbot: QtBot) -> None:
    pasted(edit, "one\u00a0two\r\n")
    qtbot.keyClicks(edit, "3")
    assert edit.payload() in ("3one\u00a0two\n", "one\u00a0two\n3")


def test_pasting_into_what_is_there_inserts(edit: PayloadEdit) -> None:
    edit.setPlainText("{}")
    cursor = edit.textCursor()
    cursor.setPosition(1)
    edit.setTextCursor(cursor)
    pasted(edit, '"a": 1')
    assert edit.payload() == '{"a": 1}'


def test_pasting_over_everything_replaces_it_exactly(edit: PayloadEdit) -> None:
    edit.setPlainText("old")
    edit.selectAll()
    pasted(edit, "new\r\n")
    assert edit.payload() == "new\r\n"


@pytest.mark.parametrize("text", ["x" * 500_000, "line\n" * 200_000], ids=["one line", "many lines"])
def test_of_a_long_text_only_the_beginning_is_shown_but_all_of_it_counts(edit: PayloadEdit, text: str) -> None:
    told: list[int] = []
    edit.held_changed.connect(told.append)
    pasted(edit, text)
    assert edit.payload() == text
    assert edit.held
    assert len(edit.toPlainText()) < SHOWN
    assert told == [len(text)]


def test_fifty_megabytes_are_taken_without_freezing(edit: PayloadEdit) -> None:
    mime = QMimeData()
    mime.setText("x" * 50_000_000)
    started = time.thread_time()
    edit.insertFromMimeData(mime)
    assert edit.held
    # one second is far above what it takes, and far below what laying out such a line takes
    assert time.thread_time() - started < 1.0


def test_more_than_can_be_read_is_cut_where_it_is_too_much_already(edit: PayloadEdit) -> None:
    edit.show_payload("é" * (MAX_LINES + 10))
    assert len(edit.payload()) == MAX_LINES + 1


def test_a_long_text_gives_way_to_the_next_paste_and_to_backspace(edit: PayloadEdit, qtbot: QtBot) -> None:
    pasted(edit, "x" * 500_000)
    QGuiApplication.clipboard().setText("short")
    qtbot.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (edit.payload(), edit.held) == ("short", False)
    pasted(edit, "")
    edit.selectAll()
    pasted(edit, "x" * 500_000)
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert (edit.payload(), edit.held) == ("", False)


def test_files_are_handed_on_and_not_inserted(edit: PayloadEdit) -> None:
    dropped: list[list[Path]] = []
    edit.files_dropped.connect(dropped.append)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/a.json"), QUrl("https://example.com/b.json")])
    edit.insertFromMimeData(mime)
    assert dropped == [[Path("/tmp/a.json")]]
    assert edit.payload() == ""


def test_markup_is_shown_as_it_is(edit: PayloadEdit) -> None:
    mime = QMimeData()
    mime.setHtml("<b>bold</b>")
    mime.setText("<b>bold</b>")
    edit.insertFromMimeData(mime)
    assert edit.toPlainText() == "<b>bold</b>"
