"""About: versions to copy, licences to read."""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

import kazadesk
from kazadesk.ui.frame import about_dialog
from kazadesk.ui.frame.about_dialog import AboutDialog


def test_versions_are_copied_for_support(qtbot, show):
    dialog = AboutDialog()
    show(dialog)
    qtbot.mouseClick(dialog.findChild(QPushButton, "copyVersionsButton"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert f"KazaDesk {kazadesk.__version__}" in copied
    assert f"Qt {qVersion()}" in copied


def test_licences_are_shown_where_they_are_there(qtbot, show, tmp_path, monkeypatch):
    monkeypatch.setattr(about_dialog, "LICENCES", tmp_path / "THIRD-PARTY.txt")
    without = AboutDialog()
    show(without)
    assert not without.findChild(QPushButton, "licencesButton").isVisible()
    (tmp_path / "THIRD-PARTY.txt").write_text("<b>Qt</b>: LGPL", "utf-8")
    dialog = AboutDialog()
    show(dialog)
    qtbot.mouseClick(dialog.findChild(QPushButton, "licencesButton"), Qt.MouseButton.LeftButton)
    assert dialog.findChild(QPlainTextEdit, "licencesText").toPlainText() == "<b>Qt</b>: LGPL"
