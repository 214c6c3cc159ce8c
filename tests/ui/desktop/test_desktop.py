"""Where save dialogs begin."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from kazadesk.ui.desktop.desktop import place_to_save

DOCUMENTS = QStandardPaths.StandardLocation.DocumentsLocation


def test_without_its_usual_folder_a_file_goes_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(tmp_path / "Documents"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert place_to_save(DOCUMENTS) == str(tmp_path)
    (tmp_path / "Documents").mkdir()
    assert place_to_save(DOCUMENTS) == str(tmp_path / "Documents")
