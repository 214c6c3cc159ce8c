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
    kind_chosen: Callable[[str], object] = lambda _kind: None,
    object_name: str,
    place: Place = Place.DocumentsLocation,
) -> None:
    """Open the system's dialog. `name`: the file's, without ending; `kinds`: ending → its words with (*.ending).

    Two kinds of one ending are told apart by what follows a colon in the key; `kind_chosen` hears the key first.
    """
    asked = QFileDialog(parent, title)
    asked.setObjectName(object_name)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    asked.setNameFilters(list(kinds.values()))
    asked.setDirectory(desktop.place_to_save(place))

    def name_it(words: str) -> None:
        ending = _key(kinds, words).partition(":")[0]
        asked.setDefaultSuffix(ending)
        asked.selectFile(f"{name}.{ending}")

    name_it(next(iter(kinds.values())))
    asked.filterSelected.connect(name_it)
    asked.fileSelected.connect(lambda _path: kind_chosen(_key(kinds, asked.selectedNameFilter())))
    asked.fileSelected.connect(lambda path: chosen(Path(path)))
    asked.open()


def _key(kinds: dict[str, str], words: str) -> str:
    return next((key for key, each in kinds.items() if each == words), next(iter(kinds)))
