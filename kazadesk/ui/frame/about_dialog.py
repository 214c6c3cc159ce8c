"""What this program is, and whose work is in it."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from kazadesk import __version__
from kazadesk.resources import RESOURCES
from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.buttons import button_row, push_button
from kazadesk.ui.widgets.copying import copied
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel, QuietLabel
from kazadesk.ui.words.i18n import ltr, translate

LICENCES = tuple(RESOURCES / "licences" / name for name in ("MIT.txt", "THIRD-PARTY.txt"))
"""KazaDesk's own, then those of what it is made with."""

_LOGO, _WIDTH, _LICENCES_HEIGHT = 64, 460, 220


class AboutDialog(GrowingDialog):
    """Shown with open()."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self.setWindowTitle(translate("About", "About KazaDesk"))
        logo = QLabel(self)
        logo.setPixmap(icons.pixmap("kazadesk", "#000000", _LOGO, self.devicePixelRatioF()))
        self._licences: QPlainTextEdit | None = None
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.L)
        body = QHBoxLayout()
        body.setSpacing(theme.L)
        body.addWidget(logo, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(self._words(), 1)
        self._column.addLayout(body)
        self._column.addStretch(1)
        self.fill(self._column, self._buttons())
        self.setMinimumWidth(_WIDTH)
        self._close.setFocus()

    def _words(self) -> QVBoxLayout:
        name = PlainLabel("KazaDesk", self)
        name.setFont(theme.font("amount"))
        if self.isRightToLeft():  # a name in Latin letters would stand on their side
            name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self._version = translate("About", "Version {version}").format(version=ltr(__version__))
        python = ".".join(map(str, sys.version_info[:3]))
        version = QuietLabel(f"{self._version}  ·  {ltr(f'Qt {qVersion()}')}  ·  {ltr(f'Python {python}')}", self)
        version.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        told = PlainLabel(
            translate("About", "A desk for merchants who take payments through Kazawallet payment links."), self
        )
        apart = QuietLabel(
            translate("About", "KazaDesk is a program of its own; Kazawallet belongs to its owner."), self
        )
        terms = QuietLabel(
            translate("About", "KazaDesk is free software under the MIT licence, without any warranty."), self
        )
        parts = QuietLabel(
            translate(
                "About",
                "Made with Qt (LGPL 3), Python and other free software."
                " The typeface comes from IBM Plex Sans and IBM Plex Sans Arabic (SIL Open Font License).",
            ),
            self,
        )
        words = QVBoxLayout()
        words.setSpacing(theme.S)
        for label in (name, version, told, terms, parts, apart):
            label.setWordWrap(True)
            words.addWidget(label)
        return words

    def _buttons(self) -> QHBoxLayout:
        copy = push_button(translate("About", "Copy versions"), "copy", name="copyVersionsButton")
        copy.setToolTip(translate("About", "For a question to support"))
        copy.clicked.connect(lambda: copied(versions(), self))
        licences = push_button(translate("About", "Licences"), name="licencesButton")
        licences.clicked.connect(self._show_licences)
        self._close = push_button(translate("About", "Close"), name="closeAboutButton")
        self._close.setDefault(True)
        self._close.clicked.connect(self.reject)
        return button_row(copy, licences, leave=self._close)

    def _show_licences(self) -> None:
        if self._licences is None:
            self._licences = QPlainTextEdit(self)
            self._licences.setObjectName("licencesText")
            self._licences.setAccessibleName(translate("About", "Licences"))
            self._licences.setReadOnly(True)
            self._licences.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            self._licences.setFont(theme.font("code"))
            self._licences.setMinimumHeight(_LICENCES_HEIGHT)
            texts = [file.read_text("utf-8", "replace") for file in LICENCES]
            self._licences.setPlainText("\n\n".join(texts))
            self._column.insertWidget(1, self._licences, 1)
        self._licences.setFocus()


def versions() -> str:
    """One line for a question to support."""
    python = ".".join(map(str, sys.version_info[:3]))
    return f"KazaDesk {__version__}, Qt {qVersion()}, Python {python}, {sys.platform}"
