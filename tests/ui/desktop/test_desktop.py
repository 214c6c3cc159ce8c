"""Where save dialogs begin, and what stands on the clipboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication

from kazadesk.ui.desktop.desktop import clipboard, confidential, copy_confidential, place_to_save

DOCUMENTS = QStandardPaths.StandardLocation.DocumentsLocation


def test_without_its_usual_folder_a_file_goes_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: str(tmp_path / "Documents"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert place_to_save(DOCUMENTS) == str(tmp_path)
    (tmp_path / "Documents").mkdir()
    assert place_to_save(DOCUMENTS) == str(tmp_path / "Documents")


@pytest.mark.parametrize(
    ("system", "mark", "value"),
    [
        ("win32", "ExcludeClipboardContentFromMonitorProcessing", b"1"),
        ("win32", "CanIncludeInClipboardHistory", b"\0\0\0\0"),
        ("win32", "CanUploadToCloudClipboard", b"\0\0\0\0"),
        ("darwin", "application/x-nspasteboard-concealed-type", b"1"),
        ("linux", "x-kde-passwordManagerHint", b"secret"),
        ("freebsd14", "x-kde-passwordManagerHint", b"secret"),
    ],
)
def test_what_is_confidential_is_marked_for_clipboard_histories(system: str, mark: str, value: bytes) -> None:
    data = confidential("https://shop.example/inbox.php/token", system)
    assert data.text() == "https://shop.example/inbox.php/token"
    assert bytes(data.data(mark).data()) == value


def test_what_is_copied_has_the_marks_of_this_system(qapp: QApplication) -> None:
    copy_confidential("secret")
    assert clipboard().text() == "secret"
    assert set(clipboard().formats()) == set(confidential("secret").formats())
