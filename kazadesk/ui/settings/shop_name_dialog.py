"""Asks for the shop's name once the first keys are there: without it customers see a code of nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.settings.accounts_page import LONGEST_SHOP_NAME
from kazadesk.ui.widgets.buttons import button_row, push_button
from kazadesk.ui.widgets.field import Field, from_the_start
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from kazadesk.services.profiles import ProfileService

_WIDTH = 420


class ShopNameDialog(GrowingDialog):
    """Shown with open(); of the current account."""

    saved = Signal()

    def __init__(self, profiles: ProfileService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shopNameDialog")
        self.setWindowTitle(translate("ShopName", "Name of the shop"))
        self._profiles, self._profile = profiles, profiles.current
        title = PlainLabel(translate("ShopName", "What is your shop called?"), self)
        title.setFont(theme.font("title"))
        self._edit = from_the_start(QLineEdit(self))
        self._edit.setObjectName("firstShopNameEdit")
        self._edit.setMaxLength(LONGEST_SHOP_NAME)
        self._edit.setText(profiles.defaults().shop_name)
        hint = translate("ShopName", "Customers see it beside the QR code, on slips and in your messages.")
        field = Field(translate("ShopName", "Name of the shop"), self._edit, self, hint=hint)
        later = push_button(translate("ShopName", "Later"), name="shopNameLaterButton")
        save = push_button(translate("ShopName", "Save"), name="shopNameSaveButton", primary=True)
        save.setDefault(True)
        later.clicked.connect(self.reject)
        save.clicked.connect(self._save)
        column = QVBoxLayout()
        column.setSpacing(theme.M)
        column.addWidget(title)
        column.addWidget(field)
        column.addStretch(1)
        self.fill(column, button_row(leave=later, acts=(save,)))
        self.setMinimumWidth(_WIDTH)
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        self._profiles.change(self._profile, shop_name=self._edit.text().strip())
        self.saved.emit()
        self.accept()
