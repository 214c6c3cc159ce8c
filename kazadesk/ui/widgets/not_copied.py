"""What the clipboard did not take is shown, selected, to be copied by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.widgets.buttons import button_row, push_button
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDTH = 420
_LINES = 4


class NotCopied(GrowingDialog):
    """What could not be copied, selected. Shown with open(); deletes itself when it is closed."""

    usual = QSize(_WIDTH, 0)

    def __init__(self, text: str, copy: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notCopiedDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Copying", "Not copied"))
        self._text, self._copy = text, copy
        told = translate(
            "Copying",
            "The clipboard did not take it: another program may be holding it. It is selected here, to be copied by"
            " hand.",
        )
        words = PlainLabel(told, self)
        words.setWordWrap(True)
        words.setMinimumWidth(_WIDTH)
        self._shown = QPlainTextEdit(text, self)
        self._shown.setObjectName("notCopiedText")
        self._shown.setAccessibleName(translate("Copying", "What was to be copied"))
        self._shown.setReadOnly(True)
        self._shown.setTabChangesFocus(True)
        self._shown.setFixedHeight(_LINES * self._shown.fontMetrics().lineSpacing() + theme.XL)
        again = push_button(translate("Copying", "Copy again"), "copy", name="copyAgainButton", primary=True)
        close = push_button(translate("Copying", "Close"), name="closeNotCopiedButton")
        again.clicked.connect(self._again)
        close.clicked.connect(self.reject)
        column = QVBoxLayout()
        column.setSpacing(theme.M)
        column.addWidget(words)
        column.addWidget(self._shown)
        column.addStretch(1)
        self.fill(column, button_row(leave=close, acts=(again,)))
        self._select()

    def _again(self) -> None:
        if self._copy(self._text):
            self.accept()
        else:
            self._select()

    def _select(self) -> None:
        self._shown.selectAll()
        self._shown.setFocus()
