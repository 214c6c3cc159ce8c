"""Choosing a file with a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from kazadesk.ui.desktop import desktop
from kazadesk.ui.widgets.dropping import PATTERNS
from kazadesk.ui.widgets.save_dialog import Place
from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Callable


def ask_for_table(parent: QWidget, name: str, title: str, chosen: Callable[[Path], object]) -> None:
    """`name`: of the dialog as an object. `chosen` gets the file; nothing happens where none is chosen."""
    asked = QFileDialog(parent, title)
    asked.setObjectName(name)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.setFileMode(QFileDialog.FileMode.ExistingFile)
    asked.setNameFilters([f"{translate('Books', 'Tables')} ({PATTERNS})", translate("Books", "All files (*)")])
    asked.setDirectory(desktop.place_to_save(Place.DocumentsLocation))
    asked.fileSelected.connect(lambda path: chosen(Path(path)))
    asked.open()
