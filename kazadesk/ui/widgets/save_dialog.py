"""Where to save a file: the one dialog for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from kazadesk.ui.desktop import desktop

if TYPE_CHECKING:
    from collections.abc import Callable

Place = QStandardPaths.StandardLocation


def ask_where_to_save(
    parent: QWidget,
    title: str,
    name: str,
    kinds: dict[str, str],
    chosen: Callable[[Path], object],
    *,
    object_name: str,
    place: Place = Place.DocumentsLocation,
) -> None:
    """Open the system's dialog. `name`: the file's, without ending; `kinds`: ending → its words with (*.ending)."""
    asked = QFileDialog(parent, title)
    asked.setObjectName(object_name)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    asked.setNameFilters(list(kinds.values()))
    asked.setDirectory(desktop.place_to_save(place))

    def name_it(words: str) -> None:
        ending = next(ending for ending, each in kinds.items() if each == words)
        asked.setDefaultSuffix(ending)
        asked.selectFile(f"{name}.{ending}")

    name_it(next(iter(kinds.values())))
    asked.filterSelected.connect(name_it)
    asked.fileSelected.connect(lambda path: chosen(Path(path)))
    asked.open()
