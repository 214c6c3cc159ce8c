"""The accounts in the settings: what each is called and offers, and the way to add and to delete one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from kazadesk.core.customers import parse_country
from kazadesk.core.errors import InputError
from kazadesk.core.link import check_redirect_url
from kazadesk.core.money import parse_currency
from kazadesk.ui.look import icons, theme
from kazadesk.ui.settings.credentials_dialog import CredentialsDialog
from kazadesk.ui.settings.delete_account_dialog import DeleteAccount
from kazadesk.ui.widgets.box import currency_box
from kazadesk.ui.widgets.buttons import push_button
from kazadesk.ui.widgets.field import Field, from_the_start, left_to_right
from kazadesk.ui.widgets.list_item import list_item
from kazadesk.ui.words.i18n import isolated, translate
from kazadesk.words.accounts import profile_word
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from kazadesk.services.profiles import ProfileService
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_ROW, _ROWS = 36, 4
LONGEST_SHOP_NAME = 80


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed for one account."""

    called: str
    shop_name: str
    currency: str
    redirect_url: str
    phone_country: str


class AccountsPage(QWidget):
    """Adding and deleting happens at once; the fields are kept by `save`, after `check`."""

    profiles_changed = Signal()
    """An account was added or deleted, or has other keys."""
    shop_edited = Signal(str, str)
    """The account, and the name of its shop as it is typed."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks
        self._drafts: dict[str, Draft] = {}
        self._list = QListWidget(self)
        self._list.setObjectName("accountsList")
        self._list.setAccessibleName(translate("Settings", "Accounts"))
        self._make_fields()
        self._make_buttons()
        self._lay_out()
        self._list.currentRowChanged.connect(self._show_draft)
        self._fill()

    def _make_fields(self) -> None:
        self._name = _line("accountNameEdit", 1000)  # a longer one than there may be is told, not cut
        self._shop = _line("shopNameEdit", LONGEST_SHOP_NAME)
        self._shop.setPlaceholderText(translate("Settings", "optional"))
        self._currency = currency_box()
        self._currency.setObjectName("accountCurrencyBox")
        self._redirect = left_to_right(_line("accountRedirectEdit", 2000))
        self._redirect.setPlaceholderText(translate("Settings", "optional"))
        self._country = left_to_right(_line("phoneCountryEdit", 8))
        self._country.setPlaceholderText("+963")
        self._country.setToolTip(translate("Settings", "For customers' numbers that are typed without one"))
        hint = translate("Settings", "Customers see it beside the QR code and in your messages.")
        self._fields = {
            "profile": Field(translate("Settings", "Name of the account"), self._name),
            "shop_name": Field(translate("Settings", "Name of the shop"), self._shop, hint=hint),
            "currency": Field(translate("Settings", "Currency of new links"), self._currency),
            "redirect_url": Field(translate("Settings", "Redirect URL of new links"), self._redirect),
            "phone_country": Field(translate("Settings", "Country code of phones"), self._country),
        }
        self._name.textEdited.connect(lambda _text: self._edited("profile"))
        self._shop.textEdited.connect(self._shop_edited)
        self._currency.editTextChanged.connect(lambda _text: self._edited("currency"))
        self._redirect.textEdited.connect(lambda _text: self._edited("redirect_url"))
        self._country.textEdited.connect(lambda _text: self._edited("phone_country"))

    def _make_buttons(self) -> None:
        self._add = push_button(translate("Settings", "Add an account…"), "plus", name="addAccountButton")
        self._keys = push_button(translate("Settings", "API key and secret…"), "key", name="accountKeysButton")
        self._delete = push_button(translate("Settings", "Delete…"), "trash", name="deleteAccountButton")
        self._add.clicked.connect(lambda: self._open_credentials(""))
        self._keys.clicked.connect(lambda: self._open_credentials(self._shown()))
        self._delete.clicked.connect(self._ask_to_delete)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S)
        for button in (self._keys, self._delete, self._add):
            buttons.addWidget(button)
        buttons.insertStretch(2, 1)
        defaults = QHBoxLayout()
        defaults.setSpacing(theme.M)
        defaults.addWidget(self._fields["currency"], 2, Qt.AlignmentFlag.AlignTop)
        defaults.addWidget(self._fields["redirect_url"], 5, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.M)
        column.addWidget(self._list)
        column.addLayout(buttons)
        column.addSpacing(theme.XS)
        column.addWidget(self._fields["profile"])
        shop = QHBoxLayout()
        shop.setSpacing(theme.M)
        shop.addWidget(self._fields["shop_name"], 5, Qt.AlignmentFlag.AlignTop)
        shop.addWidget(self._fields["phone_country"], 2, Qt.AlignmentFlag.AlignTop)
        column.addLayout(shop)
        column.addLayout(defaults)
        column.addStretch(1)

    # what is there

    def _fill(self) -> None:
        profiles = self._session.profiles
        names = profiles.names()
        self._drafts = {name: self._drafts.get(name) or _kept(profiles, name) for name in names}
        self._list.clear()
        for name in names:
            email = profiles.defaults(name).email
            words = isolated(profile_word(profiles.shown(name))) + (f"  ·  {isolated(email)}" if email else "")
            item = list_item(words, self._list, icons.icon("store"))
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setSizeHint(QSize(0, _ROW))
        self._list.setCurrentRow(names.index(profiles.current))
        self._list.setFixedHeight(min(_ROWS, len(names)) * _ROW + theme.M)
        live = not self._session.practice
        self._add.setVisible(live)
        self._fields["profile"].setVisible(live)
        self._delete.setVisible(live and len(names) > 1)

    def _shown(self) -> str:
        item = self._list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else self._session.profiles.current

    def _show_draft(self) -> None:
        draft = self._drafts[self._shown()]
        for field in self._fields.values():
            field.show_error("")
        self._name.setText(draft.called)
        self._shop.setText(draft.shop_name)
        self._redirect.setText(draft.redirect_url)
        self._country.setText(draft.phone_country)
        self._currency.blockSignals(True)
        self._currency.choose(draft.currency)
        self._currency.blockSignals(False)

    def _edited(self, field: str) -> None:
        self._fields[field].show_error("")
        name, currency, redirect = self._name.text(), self._currency.currentText(), self._redirect.text()
        self._drafts[self._shown()] = Draft(name, self._shop.text(), currency, redirect, self._country.text())

    def _shop_edited(self, text: str) -> None:
        self._edited("shop_name")
        self.shop_edited.emit(self._shown(), text)

    # adding and deleting

    def _open_credentials(self, name: str) -> None:
        dialog = CredentialsDialog(self._session, self._tasks, self, profile=name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._changed)
        dialog.open()

    def _ask_to_delete(self) -> None:
        dialog = DeleteAccount(self._shown(), self._session, self._tasks, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.deleted.connect(self._changed)
        dialog.open()

    def _changed(self) -> None:
        self._fill()
        self.profiles_changed.emit()

    # keeping

    def check(self) -> bool:
        """Whether everything typed can be kept; if not, the account and the field are shown with what is wrong."""
        for name, draft in self._drafts.items():
            try:
                self._drafts[name] = self._checked(name, draft)
            except InputError as error:
                row = self._session.profiles.names().index(name)
                self._list.setCurrentRow(row)
                field = self._fields[error.field]
                field.show_error(sentence(error))
                field.editor.setFocus()
                return False
        return True

    def _checked(self, name: str, draft: Draft) -> Draft:
        """Raises InputError(profile, currency, redirect_url, phone_country)."""
        profiles = self._session.profiles
        kept = _kept(profiles, name)
        called = draft.called
        if called != kept.called:
            others = [other.called for each, other in self._drafts.items() if each != name]
            called = profiles.check_name(called, of=name, taken=others)
        currency = parse_currency(draft.currency)
        redirect = check_redirect_url(draft.redirect_url) or ""
        country = parse_country(draft.phone_country)
        shown = f"+{country}" if country else ""
        return replace(draft, called=called, currency=currency, redirect_url=redirect, phone_country=shown)

    def save(self) -> None:
        """Keep what `check` found good."""
        profiles = self._session.profiles
        for name, draft in self._drafts.items():
            if draft.called != _kept(profiles, name).called:
                profiles.rename(name, draft.called)
            shop, currency, redirect = draft.shop_name.strip(), draft.currency, draft.redirect_url
            country = draft.phone_country.removeprefix("+")
            profiles.change(name, shop_name=shop, currency=currency, redirect_url=redirect, phone_country=country)


def _kept(profiles: ProfileService, name: str) -> Draft:
    defaults = profiles.defaults(name)
    called = profile_word(profiles.shown(name))
    country = f"+{defaults.phone_country}" if defaults.phone_country else ""
    return Draft(called, defaults.shop_name, defaults.currency, defaults.redirect_url, country)


def _line(name: str, longest: int) -> QLineEdit:
    edit = from_the_start(QLineEdit())
    edit.setObjectName(name)
    edit.setMaxLength(longest)
    return edit
