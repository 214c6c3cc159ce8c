"""Mark a link as paid by hand: a reason is asked for, and stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.field import from_the_start
from kazadesk.ui.widgets.labels import PlainLabel, tint
from kazadesk.ui.words.i18n import ltr, spoken, translate
from kazadesk.words.amounts import money
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.link import PaymentLink

_LONGEST = 1000


class MarkByHand(QWidget):
    """A button that opens into a field for the reason."""

    confirmed = Signal(str)
    """The reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = QPushButton(icons.icon("hand"), translate("LinkDetails", "Mark as paid by hand…"), self)
        self._open.setObjectName("markByHandButton")
        self._open.setAutoDefault(False)
        self._form = QWidget(self)
        self._told = PlainLabel("", self._form)
        self._told.setObjectName("byHandTold")
        self._told.setWordWrap(True)
        self._reason = from_the_start(QLineEdit(self._form))
        self._reason.setObjectName("byHandReasonEdit")
        self._reason.setMaxLength(_LONGEST)
        self._reason.setPlaceholderText(translate("LinkDetails", "Reason, such as: support confirmed it by email"))
        self._reason.setAccessibleName(translate("LinkDetails", "Reason"))
        self._problem = PlainLabel("", self._form)
        self._problem.setObjectName("byHandProblem")
        self._problem.setWordWrap(True)
        self._confirm = QPushButton(translate("LinkDetails", "Mark as paid"), self._form)
        self._confirm.setObjectName("confirmByHandButton")
        self._confirm.setAutoDefault(False)
        self._cancel = QPushButton(translate("LinkDetails", "Cancel"), self._form)
        self._cancel.setAutoDefault(False)
        self._lay_out(self._told)
        self._open.clicked.connect(self.ask)
        self._cancel.clicked.connect(self.finish)
        self._confirm.clicked.connect(self._confirm_reason)
        self._reason.textChanged.connect(lambda: self._problem.hide())
        self.finish()

    def _lay_out(self, told: QWidget) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._confirm)
        buttons.addStretch(1)
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.S)
        for part in (told, self._reason, self._problem):
            form.addWidget(part)
        form.addLayout(buttons)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self._open)
        line.addStretch(1)
        row.addLayout(line)
        row.addWidget(self._form)

    def show_link(self, link: PaymentLink) -> None:
        """The link that is to be marked."""
        told = translate(
            "LinkDetails",
            "{reference}, {amount}: only if you have settled this payment with Kazawallet yourself."
            " The link then counts as paid by your word; this stays visible and cannot be undone.",
        )
        told = told.format(reference=ltr(link.reference), amount=money(link.amount, link.currency))
        self._told.setText(told)
        self._reason.setAccessibleDescription(spoken(told))  # heard where the focus comes to

    def ask(self) -> None:
        self._open.hide()
        self._form.show()
        self._confirm.setDefault(True)
        self._reason.setFocus()

    def finish(self) -> None:
        """Fold up again."""
        self._reason.clear()
        self._problem.hide()
        self._form.hide()
        self._confirm.setDefault(False)
        self._open.show()
        self._set_busy(False)

    def show_problem(self, error: KazaDeskError) -> None:
        self._set_busy(False)
        self._say(sentence(error))

    def _confirm_reason(self) -> None:
        reason = self._reason.text().strip()
        if not reason:
            self._say(translate("LinkDetails", "Write down why: the reason is kept with the link."))
            self._reason.setFocus()
            return
        self._set_busy(True)
        self.confirmed.emit(reason)

    def _say(self, text: str) -> None:
        tint(self._problem, theme.scheme().danger)
        self._problem.setText(text)
        self._problem.show()
        announce(self, text)

    def _set_busy(self, busy: bool) -> None:
        for widget in (self._confirm, self._cancel, self._reason):
            widget.setEnabled(not busy)
