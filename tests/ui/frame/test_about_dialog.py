"""About: versions to copy, licences to read."""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

import kazadesk
from kazadesk.ui.frame.about_dialog import AboutDialog


def test_versions_are_copied_for_support(qtbot, show):
    dialog = AboutDialog()
    show(dialog)
    qtbot.mouseClick(dialog.findChild(QPushButton, "copyVersionsButton"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert f"KazaDesk {kazadesk.__version__}" in copied
    assert f"Qt {qVersion()}" in copied


def test_the_licences_are_shown_as_plain_text_kazadesks_own_first(qtbot, show):
    dialog = AboutDialog()
    show(dialog)
    qtbot.mouseClick(dialog.findChild(QPushButton, "licencesButton"), Qt.MouseButton.LeftButton)
    text = dialog.findChild(QPlainTextEdit, "licencesText").toPlainText()
    assert text.startswith("MIT License\n\nCopyright (c) 2026 The KazaDesk developers\n")
    assert "QT AND QT FOR PYTHON: YOUR RIGHTS UNDER THE LGPL" in text
