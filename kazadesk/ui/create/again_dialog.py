"""Asks once more before a second link is made for one that may exist: a customer could pay both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kazadesk.ui.desktop import desktop
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.buttons import button_row, push_button
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.words.i18n import ltr, translate
from kazadesk.words.amounts import money

if TYPE_CHECKING:
    from kazadesk.core.link import PaymentLink

ACCOUNT_PAGE = "https://www.kazawallet.com"
_WIDTH = 460


class AgainDialog(GrowingDialog):
    """Shown with open(); deletes itself when it is closed."""

    confirmed = Signal()
    """The merchant has looked, and the link is not there."""

    def __init__(self, link: PaymentLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("againDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("CreateAgain", "Create again"))
        title = PlainLabel(translate("CreateAgain", "Did you look?"), self)
        title.setFont(theme.font("title"))
        told = translate(
            "CreateAgain",
            "{reference}, {amount}, may exist at Kazawallet: nobody here knows whether it was made. With a second link"
            " a customer could pay twice. Look in your Kazawallet account first.",
        ).format(reference=ltr(link.reference), amount=money(link.amount, link.currency))
        words = PlainLabel(told, self)
        words.setObjectName("againTold")
        words.setWordWrap(True)
        words.setMinimumWidth(_WIDTH)
        cancel = push_button(translate("CreateAgain", "Cancel"), name="cancelAgainButton")
        look = push_button(translate("CreateAgain", "Open Kazawallet"), "external", name="openKazawalletButton")
        again = push_button(translate("CreateAgain", "I looked: create again"), name="confirmAgainButton")
        for button in (cancel, look, again):
            button.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        look.clicked.connect(lambda: desktop.open_url(ACCOUNT_PAGE))
        again.clicked.connect(self.confirmed)
        again.clicked.connect(self.accept)
        column = QVBoxLayout()
        column.setSpacing(theme.M)
        column.addWidget(title)
        column.addWidget(words)
        column.addStretch(1)
        self.fill(column, button_row(look, leave=cancel, acts=(again,)))
        cancel.setFocus()
