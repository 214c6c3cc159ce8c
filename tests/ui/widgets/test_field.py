"""Fields of free text in the mirrored layout."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from kazadesk.ui.widgets.field import from_the_start


@pytest.mark.parametrize("text", ["", "INV-12", "فاتورة"], ids=["empty", "latin", "arabic"])
def test_the_caret_is_where_reading_begins(qtbot, show, text):
    for direction in (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight):
        edit = QLineEdit(text)
        edit.setLayoutDirection(direction)
        from_the_start(edit)
        edit.resize(400, 30)
        show(edit)
        edit.setCursorPosition(0)
        mirrored = direction == Qt.LayoutDirection.RightToLeft
        assert (edit.cursorRect().center().x() > 200) == mirrored
