"""A table for a dialog of the books, chosen in a file dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from kazadesk.ui.books.batch_dialog import BatchDialog
from kazadesk.ui.books.import_dialog import ImportDialog
from tests.ui.conftest import Stage


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        (BatchDialog, "openBatchDialog", "amount,currency\n5,USD\n"),
        (ImportDialog, "openImportDialog", "date,amount\n25/03/2024,5\n"),
    ],
)
def test_the_chosen_file_is_shown(
    play: Callable[..., None], tmp_path: Path, kind: type[BatchDialog | ImportDialog], name: str, text: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(text, "utf-8")

    async def scenario(stage: Stage) -> None:
        dialog = kind(stage.session, stage.tasks)
        await stage.show(dialog)
        dialog.ask_for_file()
        asked = dialog.findChild(QFileDialog, name)
        assert asked is not None
        asked.fileSelected.emit(str(path))
        await stage.until(lambda: dialog._found is not None)
        asked.reject()

    play(scenario)
