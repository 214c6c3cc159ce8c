"""The messages to customers in the settings: the words of each account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.settings.message_editor import MessageEditor
from kazadesk.ui.widgets.box import Box
from kazadesk.ui.widgets.field import Field
from kazadesk.ui.words.i18n import translate
from kazadesk.words.accounts import profile_word

if TYPE_CHECKING:
    from kazadesk.services.profiles import ProfileService
    from kazadesk.words.messages import MessageSettings


class MessagesPage(QWidget):
    """One editor, and a box for the account where there are several. Kept by `save`."""

    def __init__(self, profiles: ProfileService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profiles = profiles
        self._drafts: dict[str, MessageSettings] = {}
        self._shops: dict[str, str] = {}
        self._name = profiles.current
        self._box = Box(self)
        self._box.setObjectName("messageAccountBox")
        self._account = Field(translate("Messages", "Account"), self._box, self)
        defaults = profiles.defaults()
        self._editor = MessageEditor(defaults, defaults.shop_name, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        column.addWidget(self._account)
        column.addWidget(self._editor, 1)
        self.show_accounts()
        self._box.activated.connect(self._turn)

    def show_accounts(self) -> None:
        """The accounts that there are now."""
        names = self._profiles.names()
        self._box.clear()
        for name in names:
            self._box.addItem(profile_word(self._profiles.shown(name)), name)
        self._account.setVisible(len(names) > 1)
        if self._name not in names:
            self._drafts.pop(self._name, None)
            self._show(self._profiles.current)
        self._box.setCurrentIndex(names.index(self._name))

    def show_shop(self, name: str, shop_name: str) -> None:
        """The name of the account's shop, as it is typed."""
        self._shops[name] = shop_name
        if name == self._name:
            self._editor.show_shop(shop_name)

    def _turn(self) -> None:
        self._drafts[self._name] = self._editor.messages()
        self._show(str(self._box.currentData()))

    def _show(self, name: str) -> None:
        self._name = name
        defaults = self._profiles.defaults(name)
        self._editor.show_messages(self._drafts.get(name, defaults), self._shops.get(name, defaults.shop_name))

    def save(self) -> None:
        self._drafts[self._name] = self._editor.messages()
        for name, words in self._drafts.items():
            self._profiles.change(
                name,
                message_language=words.message_language,
                message_template_en=words.message_template_en,
                message_template_ar=words.message_template_ar,
                reminder_template_en=words.reminder_template_en,
                reminder_template_ar=words.reminder_template_ar,
            )
