"""The settings: the window, the accounts, the messages to customers. Nothing changes before Save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kazadesk.ui import icons, theme
from kazadesk.ui.i18n import isolated, translate
from kazadesk.ui.message_editor import MessageEditor
from kazadesk.ui.top_bar import profile_word
from kazadesk.ui.welcome import LANGUAGE_NAMES
from kazadesk.ui.widgets import Field, PlainLabel, push_button

if TYPE_CHECKING:
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_SIZE = (680, 520)
_SIDE = 168
_ROW, _ROWS = 36, 5
_LONGEST_SHOP_NAME = 80


class SettingsDialog(QDialog):
    """Shown with open(); what was changed is kept by Save and told by the signals."""

    language_or_theme_changed = Signal()
    """The window is to be built anew."""
    profiles_changed = Signal()
    """An account was added, chosen or named."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        self.setWindowTitle(translate("Settings", "Settings"))
        self._session, self._tasks = session, tasks
        self._shops: dict[str, str] = {}
        self._sections = QListWidget(self)
        self._sections.setObjectName("settingsSections")
        self._sections.setProperty("sections", True)
        self._sections.setAccessibleName(translate("Settings", "Sections"))
        self._pages = QStackedWidget(self)
        self._add_page("settings", translate("Settings", "Window"), self._window_page())
        self._add_page("store", translate("Settings", "Accounts"), self._accounts_page())
        self._messages = MessageEditor(session.settings.value, session.profiles.defaults().shop_name, self)
        self._add_page("message", translate("Settings", "Messages"), self._messages)
        self._sections.currentRowChanged.connect(self._pages.setCurrentIndex)
        self._sections.setCurrentRow(0)
        self._lay_out()
        self.resize(*_SIZE)

    def _add_page(self, icon: str, title: str, page: QWidget) -> None:
        item = QListWidgetItem(icons.icon(icon), title, self._sections)
        item.setSizeHint(QSize(0, _ROW))
        self._pages.addWidget(page)

    def _lay_out(self) -> None:
        self._sections.setFixedWidth(_SIDE)
        body = QHBoxLayout()
        body.setSpacing(theme.XL)
        body.addWidget(self._sections)
        body.addWidget(self._pages, 1)
        cancel = push_button(translate("Settings", "Cancel"), name="cancelSettingsButton")
        save = push_button(translate("Settings", "Save"), name="saveSettingsButton", primary=True)
        save.setDefault(True)
        cancel.clicked.connect(self.reject)
        save.clicked.connect(self.save)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.L, theme.XL, theme.L)
        column.setSpacing(theme.L)
        column.addLayout(body, 1)
        column.addLayout(buttons)

    # the pages

    def _window_page(self) -> QWidget:
        kept = self._session.settings.value
        system = translate("Settings", "As the system")
        self._language = _box("languageBox", (("auto", system), *LANGUAGE_NAMES), kept.language)
        themes = (
            ("auto", system),
            ("light", translate("Settings", "Light")),
            ("dark", translate("Settings", "Dark")),
        )
        self._theme = _box("themeBox", themes, kept.theme)
        page, column = _page()
        hint = translate("Settings", "The window is built anew at once; nothing that is kept is lost.")
        column.addWidget(Field(translate("Settings", "Language"), self._language, hint=hint))
        column.addWidget(Field(translate("Settings", "Colours"), self._theme))
        column.addStretch(1)
        return page

    def _accounts_page(self) -> QWidget:
        self._accounts = QListWidget(self)
        self._accounts.setObjectName("accountsList")
        self._accounts.setAccessibleName(translate("Settings", "Accounts"))
        self._shop = QLineEdit(self)
        self._shop.setObjectName("shopNameEdit")
        self._shop.setMaxLength(_LONGEST_SHOP_NAME)
        self._shop.setPlaceholderText(translate("Settings", "optional"))
        self._shop.textEdited.connect(self._shop_edited)
        add = push_button(translate("Settings", "Add an account…"), "plus", name="addAccountButton")
        keys = push_button(translate("Settings", "API key and secret…"), "key", name="accountKeysButton")
        add.clicked.connect(lambda: self._open_credentials(""))
        keys.clicked.connect(lambda: self._open_credentials(self._account()))
        add.setVisible(not self._session.practice)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S)
        buttons.addWidget(keys)
        buttons.addWidget(add)
        buttons.addStretch(1)
        page, column = _page()
        told = PlainLabel(translate("Settings", "New links are made with the account that is chosen here."), page)
        told.setWordWrap(True)
        column.addWidget(told)
        column.addWidget(self._accounts)
        column.addLayout(buttons)
        hint = translate("Settings", "Customers see it beside the QR code and in your messages.")
        column.addSpacing(theme.S)
        column.addWidget(Field(translate("Settings", "Name of the shop"), self._shop, hint=hint))
        column.addStretch(1)
        self._accounts.currentRowChanged.connect(self._show_shop)
        self._fill_accounts()
        return page

    def _fill_accounts(self) -> None:
        profiles = self._session.profiles
        self._shops = {name: profiles.defaults(name).shop_name for name in profiles.names()} | self._shops
        self._accounts.clear()
        for name in profiles.names():
            email = profiles.defaults(name).email
            words = isolated(profile_word(name)) + (f"  ·  {isolated(email)}" if email else "")
            item = QListWidgetItem(icons.icon("store"), words, self._accounts)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setSizeHint(QSize(0, _ROW))
        self._accounts.setCurrentRow(profiles.names().index(profiles.current))
        self._accounts.setFixedHeight(min(_ROWS, self._accounts.count()) * _ROW + theme.M)

    def _account(self) -> str:
        item = self._accounts.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else self._session.profiles.current

    def _show_shop(self) -> None:
        self._shop.setText(self._shops[self._account()])

    def _shop_edited(self, text: str) -> None:
        self._shops[self._account()] = text
        self._messages.show_shop(text)

    def _open_credentials(self, name: str) -> None:
        from kazadesk.ui.credentials_dialog import CredentialsDialog

        dialog = CredentialsDialog(self._session, self._tasks, self, profile=name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._fill_accounts)
        dialog.saved.connect(self.profiles_changed)
        dialog.open()

    # keeping

    def save(self) -> None:
        """Keep everything, then close."""
        profiles, settings = self._session.profiles, self._session.settings
        before = settings.value.language, settings.value.theme
        words = self._messages.messages()
        settings.change(
            language=str(self._language.currentData()),
            theme=str(self._theme.currentData()),
            message_language=words.message_language,
            message_template_en=words.message_template_en,
            message_template_ar=words.message_template_ar,
        )
        for name, shop in self._shops.items():
            if shop.strip() != profiles.defaults(name).shop_name:
                profiles.name_shop(name, shop.strip())
        if self._account() != profiles.current:
            profiles.select(self._account())
        self.accept()
        self.profiles_changed.emit()
        if before != (settings.value.language, settings.value.theme):
            self.language_or_theme_changed.emit()


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.M)
    return page, column


def _box(name: str, choices: tuple[tuple[str, str], ...], chosen: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    for value, words in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
