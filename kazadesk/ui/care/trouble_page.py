"""What stands in the window when the ledger cannot be used: why, and every way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.buttons import push_button
from kazadesk.ui.widgets.labels import PlainLabel, QuietLabel
from kazadesk.ui.words.i18n import ltr, translate
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from kazadesk.core.errors import KazaDeskError

_ICON, _WIDTH = 40, 560
REPLACEABLE = ("ledger_corrupt", "ledger_missing", "ledger_altered")
"""Only here another ledger may take the place: anything else passes, or is mended elsewhere."""


class TroublePage(QWidget):
    """Nothing is changed before it is confirmed."""

    retry_requested = Signal()
    backups_requested = Signal()
    anew_requested = Signal()
    support_requested = Signal()

    def __init__(self, error: KazaDeskError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("troublePage")
        self._error = error
        self._title = PlainLabel(translate("Trouble", "KazaDesk cannot use its ledger"), self)
        self._title.setObjectName("troubleTitle")
        self._title.setFont(theme.font("title"))
        self._text = PlainLabel("", self)
        self._text.setObjectName("troubleText")
        self._path = QuietLabel(ltr(error.details.get("path", "")), self)
        self._path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # text that can be selected is laid out by its own direction: a path would stand on the far side in Arabic
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self._path.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self._backups = self._button("chooseBackupButton", translate("Trouble", "Choose a backup…"))
        self._anew = self._button("beginAnewButton", translate("Trouble", "Start a new ledger…"))
        self._confirm = self._button("confirmAnewButton", translate("Trouble", "Start a new ledger"))
        self._back = self._button("troubleBackButton", translate("Trouble", "Back"))
        self._retry = self._button("tryAgainButton", translate("Trouble", "Try again"))
        self._support = self._button("troubleSupportButton", translate("Trouble", "Support file…"))
        self._backups.clicked.connect(self.backups_requested)
        self._anew.clicked.connect(lambda: self._ask(True))
        self._back.clicked.connect(lambda: self._ask(False))
        self._confirm.clicked.connect(self.anew_requested)
        self._retry.clicked.connect(self.retry_requested)
        self._support.clicked.connect(self.support_requested)
        self._lay_out()
        self._ask(False)

    def _button(self, name: str, words: str) -> QPushButton:
        return push_button(words, name=name)

    def _lay_out(self) -> None:
        mark = QLabel(self)
        mark.setPixmap(icons.pixmap("alert", theme.scheme().control_edge, _ICON, self.devicePixelRatioF()))
        column = QVBoxLayout()
        column.setSpacing(theme.M)
        column.addStretch(2)
        for widget in (mark, self._title, self._text, self._path):
            column.addWidget(widget)
        for label in (self._text, self._path):
            label.setWordWrap(True)
            label.setFixedWidth(_WIDTH)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S)
        for button in (self._backups, self._anew, self._confirm, self._back, self._retry, self._support):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addSpacing(theme.S)
        column.addLayout(buttons)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(column)
        row.addStretch(1)

    def _ask(self, about_anew: bool) -> None:
        """Whether to start a new ledger is asked once more, with what that means."""
        told = sentence(self._error)
        if about_anew:
            told = translate(
                "Trouble",
                "What is left of the old ledger is moved into a folder beside it; nothing is deleted. The new ledger"
                " knows none of your earlier links: their notices will count as unknown. A backup keeps more.",
            )
        self._text.setText(told)
        replaceable = self._error.code in REPLACEABLE
        for button, shown in (
            (self._backups, replaceable),
            (self._anew, replaceable and not about_anew),
            (self._confirm, about_anew),
            (self._back, about_anew),
            (self._retry, not about_anew),
            (self._support, not about_anew),
        ):
            button.setVisible(shown)
