"""The settings: the window, the accounts, the messages to customers.

Nothing changes before Save, but that accounts are added and deleted at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kazadesk.ui.care.backups_dialog import BackupsDialog
from kazadesk.ui.look import icons, theme
from kazadesk.ui.settings.accounts_page import AccountsPage
from kazadesk.ui.settings.ledger_page import LedgerPage
from kazadesk.ui.settings.messages_page import MessagesPage
from kazadesk.ui.settings.receive_page import ReceivePage
from kazadesk.ui.widgets.box import Box
from kazadesk.ui.widgets.buttons import button_row, push_button
from kazadesk.ui.widgets.field import Field
from kazadesk.ui.widgets.growing_dialog import GrowingDialog, Scrolled
from kazadesk.ui.words.i18n import translate
from kazadesk.ui.words.languages import LANGUAGE_NAMES

if TYPE_CHECKING:
    from kazadesk.services.practice import PracticeService
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_SIDE = 168
_ROW = 36
_ACCOUNTS = 1
_RECEIVE = 3
_LEDGER = 4
_UNTYPED = ", untyped"


class SettingsDialog(GrowingDialog):
    """Shown with open(); what was changed is kept by Save and told by the signals."""

    usual = QSize(720, 560)

    language_or_theme_changed = Signal()
    """The window is to be built anew."""
    profiles_changed = Signal()
    """An account was added, deleted or named, or has other defaults."""
    watch_changed = Signal(bool)
    """Whether the clipboard is to be watched."""
    inbox_changed = Signal()
    """A mailbox was connected or forgotten."""
    ledger_changed = Signal()
    """This desk works with another ledger from now on: it is to be opened."""
    leave_requested = Signal()
    """What was brought back from the ledger's server is to take the place of this desk's own file."""
    restore_requested = Signal(object)
    """The Path of a backup that is to take the ledger's place."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        self.setWindowTitle(translate("Settings", "Settings"))
        self._session, self._tasks = session, tasks
        self._form_of_webhooks: tuple[Box, Box] | None = None
        self._sections = QListWidget(self)
        self._sections.setObjectName("settingsSections")
        self._sections.setProperty("sections", True)
        self._sections.setAccessibleName(translate("Settings", "Sections"))
        self._pages = QStackedWidget(self)
        self._add_page("settings", translate("Settings", "Window"), self._window_page())
        self._accounts = AccountsPage(session, tasks, self)
        self._messages = MessagesPage(session.profiles, self)
        self._accounts.profiles_changed.connect(self._accounts_changed)
        self._accounts.shop_edited.connect(self._messages.show_shop)
        self._add_page("store", translate("Settings", "Accounts"), self._accounts)
        self._add_page("message", translate("Settings", "Messages"), self._messages)
        self._receive = ReceivePage(session, tasks, self)
        self._receive.changed.connect(self.inbox_changed)
        self._add_page("mail", translate("Settings", "Notices"), self._receive)
        self._ledger = LedgerPage(session, tasks, self)
        self._ledger.changed.connect(self._ledger_changed)
        self._ledger.leave_requested.connect(self._leave)
        self._add_page("archive", translate("Settings", "Ledger"), self._ledger)
        self._sections.currentRowChanged.connect(self._pages.setCurrentIndex)
        self._sections.setCurrentRow(0)
        self._lay_out()

    def _add_page(self, icon: str, title: str, page: QWidget) -> None:
        item = QListWidgetItem(icons.icon(icon), title, self._sections)
        item.setSizeHint(QSize(0, _ROW))
        self._pages.addWidget(Scrolled(page))

    def _ledger_changed(self) -> None:
        self.accept()
        self.ledger_changed.emit()

    def _leave(self) -> None:
        self.accept()
        self.leave_requested.emit()

    def show_receive(self) -> None:
        """Turn to the page about the mailbox."""
        self._sections.setCurrentRow(_RECEIVE)

    def show_language(self) -> None:
        """The keyboard goes to its box."""
        self._language.setFocus(Qt.FocusReason.OtherFocusReason)

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
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.L, theme.XL, theme.L)
        column.setSpacing(theme.L)
        column.addLayout(body, 1)
        column.addLayout(button_row(leave=cancel, acts=(save,)))

    # the pages

    def _window_page(self) -> QWidget:
        kept = self._session.settings.value
        system = translate("Settings", "Same as the system")
        self._language = _box("languageBox", (("auto", system), *LANGUAGE_NAMES), kept.language)
        themes = (
            ("auto", system),
            ("light", translate("Settings", "Light")),
            ("dark", translate("Settings", "Dark")),
        )
        self._theme = _box("themeBox", themes, kept.theme)
        choices = (
            ("auto", translate("Settings", "Language default")),
            ("latin", "0123456789"),
            ("arabic", "٠١٢٣٤٥٦٧٨٩"),
        )
        self._digits = _box("digitsBox", choices, kept.digits)
        self._notify = QCheckBox(translate("Settings", "Notify me when a link is paid"))
        self._notify.setObjectName("notifyPaidBox")
        self._notify.setChecked(kept.notify_paid)
        self._notify.setToolTip(
            translate("Settings", "While you look at another program: amount, currency and reference, nothing else")
        )
        self._watch = QCheckBox(translate("Verifier", "Watch the clipboard"))
        self._watch.setObjectName("settingsWatchBox")
        self._watch.setChecked(kept.watch_clipboard)
        self._watch.setToolTip(
            translate("Verifier", "Offer to verify a notice that appears on the clipboard; nothing else is looked at")
        )
        backups = push_button(translate("TopBar", "Backups…"), "archive", name="settingsBackupsButton")
        backups.clicked.connect(self._open_backups)
        page, column = _page()
        hint = translate("Settings", "Applies right away.")
        column.addWidget(Field(translate("Settings", "Language"), self._language, hint=hint))
        shown = translate("Settings", "Amounts, dates and times; references and addresses stay as they are.")
        column.addWidget(Field(translate("Settings", "Digits"), self._digits, hint=shown))
        column.addWidget(Field(translate("Settings", "Colours"), self._theme))
        column.addWidget(self._notify)
        column.addWidget(self._watch)
        self._practice_fields(column)
        column.addStretch(1)
        column.addWidget(backups, 0, Qt.AlignmentFlag.AlignLeading)
        return page

    def _practice_fields(self, column: QVBoxLayout) -> None:
        """How the stand-in writes its webhooks, where this window has one: nobody knows how Kazawallet's look."""
        if self._session.customer is None:
            return
        kept = self._session.settings.value
        ids = (
            ("both", translate("Settings", "“id” and “order_id”")),
            ("id", translate("Settings", "“id” alone")),
            ("order_id", translate("Settings", "“order_id” alone")),
        )
        bodies = (
            ("json", translate("Settings", "JSON")),
            ("json, untyped", translate("Settings", "JSON, without a Content-Type")),
            ("form", translate("Settings", "A form")),
            ("form, untyped", translate("Settings", "A form, without a Content-Type")),
        )
        names = _box("practiceIdsBox", ids, kept.webhook_ids)
        body = _box("practiceBodyBox", bodies, kept.webhook_body + ("" if kept.webhook_typed else _UNTYPED))
        hint = translate(
            "Settings", "What Kazawallet's own look like is published nowhere: a shop should take them all."
        )
        column.addWidget(Field(translate("Settings", "The link's id in practice notices"), names))
        column.addWidget(Field(translate("Settings", "Practice notices are sent as"), body, hint=hint))
        self._form_of_webhooks = names, body

    def _open_backups(self) -> None:
        dialog = BackupsDialog(self._session.upkeep, self._tasks, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.restore_requested.connect(self.restore_requested)
        dialog.open()

    def _accounts_changed(self) -> None:
        self._messages.show_accounts()
        self.profiles_changed.emit()

    # keeping

    def save(self) -> None:
        """Keep everything, then close; or show what cannot be kept."""
        if not self._accounts.check():
            self._sections.setCurrentRow(_ACCOUNTS)
            return
        if not self._ledger.save():
            self._sections.setCurrentRow(_LEDGER)
            return
        settings = self._session.settings
        before = settings.value.language, settings.value.digits, settings.value.theme
        settings.change(
            language=str(self._language.currentData()),
            digits=str(self._digits.currentData()),
            theme=str(self._theme.currentData()),
            notify_paid=self._notify.isChecked(),
        )
        if (customer := self._session.customer) is not None and self._form_of_webhooks is not None:
            self._save_practice(customer, *self._form_of_webhooks)
        self.watch_changed.emit(self._watch.isChecked())
        self._accounts.save()
        self._messages.save()
        self.accept()
        self.profiles_changed.emit()
        if before != (settings.value.language, settings.value.digits, settings.value.theme):
            self.language_or_theme_changed.emit()

    def _save_practice(self, customer: PracticeService, names: Box, form: Box) -> None:
        ids, body = str(names.currentData()), str(form.currentData())
        typed = not body.endswith(_UNTYPED)
        body = body.removesuffix(_UNTYPED)
        self._session.settings.change(webhook_ids=ids, webhook_body=body, webhook_typed=typed)
        customer.write_webhooks(ids, body, typed=typed)


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.M)
    return page, column


def _box(name: str, choices: tuple[tuple[str, str], ...], chosen: str) -> Box:
    box = Box()
    box.setObjectName(name)
    for value, words in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
