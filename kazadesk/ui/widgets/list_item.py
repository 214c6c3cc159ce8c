"""Entries of simple lists."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from kazadesk.ui.words.i18n import spoken


def list_item(text: str, parent: QListWidget | None = None, icon: QIcon | None = None) -> QListWidgetItem:
    """An entry with `text`; a screen reader gets its amounts as it can read them."""
    item = QListWidgetItem(icon or QIcon(), text, parent)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken(text))
    return item
