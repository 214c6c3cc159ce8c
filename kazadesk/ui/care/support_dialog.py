"""Write a support file: first it says what will be inside."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.widgets.buttons import button_row, push_button
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.widgets.save_dialog import ask_where_to_save
from kazadesk.ui.words.i18n import current_language, ltr, translate
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from kazadesk.core.errors import KazaDeskError
    from kazadesk.services.support import SupportFile
    from kazadesk.ui.tasks import Tasks

_WIDTH = 520


class SupportDialog(GrowingDialog):
    """Shown with open()."""

    def __init__(self, support: SupportFile, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("supportDialog")
        self.setWindowTitle(translate("Support", "Support file"))
        self._support, self._tasks = support, tasks
        self._notice = Notice(self)
        self._save = push_button(translate("Support", "Save…"), "download", name="saveSupportButton", primary=True)
        close = push_button(translate("Support", "Close"), name="closeSupportButton")
        self._save.clicked.connect(self._ask_where)
        close.clicked.connect(self.reject)
        column = QVBoxLayout()
        column.setSpacing(theme.S)
        for text in _what_is_inside():
            label = PlainLabel(text, self)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(1)
        foot = QVBoxLayout()
        foot.setSpacing(theme.M)
        foot.addWidget(self._notice)
        foot.addLayout(button_row(leave=close, acts=(self._save,)))
        self.fill(column, foot)
        self.setMinimumWidth(_WIDTH)

    def _ask_where(self) -> None:
        ask_where_to_save(
            self,
            translate("Support", "Save the support file"),
            f"kazadesk-support-{time.strftime('%Y-%m-%d')}",
            {"zip": translate("Support", "ZIP archive (*.zip)")},
            self.save,
            object_name="saveSupportDialog",
        )

    def save(self, path: Path) -> None:
        """Write the file there."""
        self._save.setEnabled(False)

        def done(_nothing: None) -> None:
            self._notice.say(translate("Support", "Saved: {path}").format(path=ltr(str(path))))

        def refused(error: KazaDeskError) -> None:
            self._notice.say(sentence(error), "error")

        self._tasks.start(
            self,
            self._support.write(path, _versions()),
            done=done,
            refused=refused,
            ended=lambda: self._save.setEnabled(True),
        )


def _what_is_inside() -> list[str]:
    return [
        translate("Support", "One file to send to whoever helps you. It will hold:"),
        "•  " + translate("Support", "the versions of KazaDesk, of its parts and of this system"),
        "•  " + translate("Support", "the log, with addresses, names, amounts and references blanked"),
        "•  " + translate("Support", "which errors links last ended with, and when"),
        "•  " + translate("Support", "how many links there are in which state, and the ledger's size"),
        translate("Support", "No API key or secret, no notice, nothing about your customers. You send it yourself."),
    ]


def _versions() -> dict[str, str]:
    return {
        "Qt": qVersion() or "",
        "Qt platform": QGuiApplication.platformName(),
        "language": current_language(),
        "theme": "dark" if theme.is_dark() else "light",
    }
