"""The settings: what is chosen is kept by Save and by nothing else."""

from __future__ import annotations

import os

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
)

from kazadesk.core.link import LinkForm
from kazadesk.practice.account import CREDENTIALS, EMAIL
from kazadesk.storage.vault import Vault
from kazadesk.ui.settings.credentials_dialog import CredentialsDialog
from kazadesk.ui.settings.delete_account_dialog import DeleteAccount
from kazadesk.ui.settings.dialog import SettingsDialog
from kazadesk.ui.settings.message_editor import SAMPLE
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.widgets.notice import Notice
from kazadesk.words.messages import REMINDERS, TEMPLATES


class Open:
    """The dialog, and what it told."""

    def __init__(self, stage):
        self.dialog = SettingsDialog(stage.session, stage.tasks)
        self.told = []
        self.dialog.language_or_theme_changed.connect(lambda: self.told.append("look"))
        self.dialog.profiles_changed.connect(lambda: self.told.append("profiles"))
        stage.shown.append(self.dialog)  # to be closed with the scenario
        self.dialog.open()

    def find(self, kind, name):
        return self.dialog.findChild(kind, name)

    def choose(self, name, value):
        box = self.find(QComboBox, name)
        box.setCurrentIndex(box.findData(value))

    def press(self, name):
        self.find(QPushButton, name).click()


def test_the_stand_in_writes_its_webhooks_as_chosen(play):
    async def scenario(stage):
        shown = Open(stage)
        shown.choose("practiceIdsBox", "id")
        shown.choose("practiceBodyBox", "form, untyped")
        shown.press("saveSettingsButton")
        kept = stage.session.settings.value
        assert (kept.webhook_ids, kept.webhook_body, kept.webhook_typed) == ("id", "form", False)
        link = await stage.session.links.create(LinkForm("10.00", "USD", EMAIL))
        webhook = await stage.session.customer.pay(link.order_id)
        assert f"id={link.order_id}&" in webhook
        assert "order_id" not in webhook
        again = Open(stage)
        assert again.find(QComboBox, "practiceBodyBox").currentData() == "form, untyped"
        again.choose("practiceBodyBox", "json")
        again.press("cancelSettingsButton")
        assert stage.session.settings.value.webhook_body == "form"

    play(scenario, stand_in=True)


def test_words_that_touch_the_address_are_told(play):
    async def scenario(stage):
        shown = Open(stage)
        edit, told = shown.find(QPlainTextEdit, "messageEdit"), shown.find(Notice, "messageTold")
        for words in ("pay{url}", "{url}now", "{url}،", "{url}{reference}", "/{url}"):
            edit.setPlainText(words)
            assert "touches" in told.text(), words
        for words in ("pay: {url}", "pay:{url}.", "({url})", "{url}", "here:\n{url}\nthanks", "«{url}»"):
            edit.setPlainText(words)
            assert told.text() == "", words
        edit.setPlainText("no address")
        assert "missing" in told.text()

    play(scenario)


def test_language_and_colours_are_kept_and_the_window_is_told(play):
    async def scenario(stage):
        shown = Open(stage)
        shown.choose("languageBox", "ar")
        shown.choose("themeBox", "dark")
        assert stage.session.settings.value.language == "auto"
        shown.press("saveSettingsButton")
        assert (stage.session.settings.value.language, stage.session.settings.value.theme) == ("ar", "dark")
        assert shown.told == ["profiles", "look"]
        assert not shown.dialog.isVisible()

    play(scenario)


def test_the_desktop_is_told_of_payments_unless_the_merchant_says_no(play):
    async def scenario(stage):
        shown = Open(stage)
        box = shown.find(QCheckBox, "notifyPaidBox")
        assert box.isChecked()
        box.setChecked(False)
        shown.press("saveSettingsButton")
        assert not stage.session.settings.value.notify_paid
        assert not Open(stage).find(QCheckBox, "notifyPaidBox").isChecked()

    play(scenario)


def test_the_clipboard_is_watched_and_backups_are_found_from_here(play):
    async def scenario(stage):
        shown = Open(stage)
        told = []
        shown.dialog.watch_changed.connect(told.append)
        await stage.show(shown.dialog)
        shown.press("settingsBackupsButton")
        backups = shown.find(QDialog, "backupsDialog")
        await stage.until(backups.isVisible)
        backups.reject()
        box = shown.find(QCheckBox, "settingsWatchBox")
        assert not box.isChecked()
        box.setChecked(True)
        shown.press("saveSettingsButton")
        assert told == [True]

    play(scenario)


def test_cancel_changes_nothing(play):
    async def scenario(stage):
        before = stage.session.settings.value
        shown = Open(stage)
        shown.choose("languageBox", "ar")
        shown.find(QLineEdit, "shopNameEdit").setText("x")
        shown.find(QPlainTextEdit, "messageEdit").setPlainText("x")
        shown.press("cancelSettingsButton")
        assert stage.session.settings.value == before
        assert shown.told == []

    play(scenario)


KEYS = CREDENTIALS.api_key.reveal(), CREDENTIALS.api_secret.reveal()


def type_into(edit, text):
    edit.setText(text)
    edit.textEdited.emit(text)


def test_each_account_has_its_own_name_shop_and_defaults(play, no_keyring):
    async def scenario(stage):
        profiles = stage.session.profiles
        await profiles.add("second", *KEYS, EMAIL)
        shown = Open(stage)
        accounts = shown.find(QListWidget, "accountsList")
        for row, (name, shop, currency) in enumerate((("السوق", "حلويات الشام", "syp"), ("Branch", " Shop ", "EUR"))):
            accounts.setCurrentRow(row)
            type_into(shown.find(QLineEdit, "accountNameEdit"), name)
            type_into(shown.find(QLineEdit, "shopNameEdit"), shop)
            shown.find(QComboBox, "accountCurrencyBox").setEditText(currency)
        type_into(shown.find(QLineEdit, "accountRedirectEdit"), "https://shop.example/thanks")
        shown.press("saveSettingsButton")
        assert [profiles.shown(name) for name in profiles.names()] == ["السوق", "Branch"]
        first, second = profiles.defaults("default"), profiles.defaults("second")
        assert (first.shop_name, first.currency, first.redirect_url) == ("حلويات الشام", "SYP", "")
        assert (second.shop_name, second.currency) == ("Shop", "EUR")
        assert second.redirect_url == "https://shop.example/thanks"
        assert second.email == EMAIL
        assert profiles.current == "second"

    play(scenario, practice=False)


def test_what_cannot_be_kept_is_shown_where_it_is_and_nothing_is_kept(play, no_keyring):
    async def scenario(stage):
        profiles = stage.session.profiles
        await profiles.add("second", *KEYS, EMAIL)
        before = stage.session.settings.value
        shown = Open(stage)
        accounts, name = shown.find(QListWidget, "accountsList"), shown.find(QLineEdit, "accountNameEdit")
        shown.choose("themeBox", "dark")
        accounts.setCurrentRow(0)
        for wrong in ("SECOND ", "practice", " ", "my account 2\u202e"):
            type_into(name, wrong)
            accounts.setCurrentRow(1)
            shown.press("saveSettingsButton")
            assert shown.dialog.isVisible()
            assert accounts.currentRow() == 0
            assert name.property("invalid") is True
        type_into(name, "first")
        type_into(shown.find(QLineEdit, "accountRedirectEdit"), "ftp://x.example")
        shown.press("saveSettingsButton")
        assert shown.find(QLineEdit, "accountRedirectEdit").property("invalid") is True
        assert stage.session.settings.value == before
        assert profiles.shown("default") == "default"

    play(scenario, practice=False)


def deletion(shown):
    shown.press("deleteAccountButton")
    return shown.find(DeleteAccount, "deleteAccountDialog")


def test_an_account_is_deleted_with_its_keys_and_its_links_stay(play, keyring):
    async def scenario(stage):
        session, profiles = stage.session, stage.session.profiles
        await profiles.save("default", *KEYS, EMAIL)
        await profiles.add("second", *KEYS, EMAIL)
        link = await session.links.create(LinkForm("10", "USD", EMAIL))
        shown = Open(stage)
        asking = deletion(shown)
        told = asking.findChild(QLabel, "deleteAccountTold")
        await stage.until(told.text)
        assert "GNOME Keyring" in told.text()
        assert "stay in the ledger" in told.text()
        asking.findChild(QPushButton, "confirmDeleteAccountButton").click()
        await stage.until(lambda: profiles.names() == ["default"])
        await stage.until(lambda: shown.find(QListWidget, "accountsList").count() == 1)
        assert not shown.find(QPushButton, "deleteAccountButton").isVisible()
        assert shown.told == ["profiles"]
        assert await Vault().load("second") is None
        assert await Vault().load("default") is not None
        assert await session.ledger.link(link.id) == link

    play(scenario, practice=False)


def test_a_keyring_that_is_gone_keeps_the_account_until_the_merchant_says_otherwise(play, keyring, monkeypatch):
    async def scenario(stage):
        profiles = stage.session.profiles
        await profiles.add("second", *KEYS, EMAIL)
        shown = Open(stage)
        bus = os.environ["DBUS_SESSION_BUS_ADDRESS"]
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        asking = deletion(shown)
        leave = asking.findChild(QPushButton, "deleteAccountLeaveKeysButton")
        assert not leave.isVisible()
        delete = asking.findChild(QPushButton, "confirmDeleteAccountButton")
        await stage.until(asking.findChild(QLabel, "deleteAccountTold").text)
        before = asking.size(), delete.pos()
        delete.click()
        await stage.until(leave.isVisible)
        assert (asking.size(), delete.pos()) == before, "no button moves under the pointer"
        assert "Nothing was deleted" in asking.findChild(Notice, "deleteAccountProblem").text()
        assert "KazaDesk: second" in asking.findChild(Notice, "deleteAccountProblem").text()
        assert profiles.names() == ["default", "second"]
        await stage.until(leave.isEnabled)
        leave.click()
        await stage.until(lambda: profiles.names() == ["default"])
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
        assert await Vault().load("second") is not None

    play(scenario, practice=False)


def test_escape_while_it_is_deleted_hides_nothing_from_the_window(play, keyring):
    async def scenario(stage):
        await stage.session.profiles.add("second", *KEYS, EMAIL)
        shown = Open(stage)
        asking = deletion(shown)
        asking.findChild(QPushButton, "confirmDeleteAccountButton").click()
        asking.reject()
        await stage.until(lambda: shown.told == ["profiles"])
        assert shown.find(QListWidget, "accountsList").count() == 1

    play(scenario, practice=False)


def test_cancelling_deletes_nothing(play, no_keyring):
    async def scenario(stage):
        await stage.session.profiles.add("second", *KEYS, EMAIL)
        shown = Open(stage)
        deletion(shown).findChild(QPushButton, "cancelDeleteAccountButton").click()
        assert stage.session.profiles.names() == ["default", "second"]
        assert shown.told == []

    play(scenario, practice=False)


def test_each_account_has_its_own_messages(play, no_keyring):
    async def scenario(stage):
        profiles = stage.session.profiles
        await profiles.add("second", *KEYS, EMAIL)
        shown = Open(stage)
        edit, box = shown.find(QPlainTextEdit, "messageEdit"), shown.find(QComboBox, "messageAccountBox")
        edit.setPlainText("second {url}")
        for row, text in ((0, "first {url}"), (1, "second {url}")):
            box.setCurrentIndex(row)
            box.activated.emit(row)
            if row == 0:
                assert edit.toPlainText() == TEMPLATES["en"]
                edit.setPlainText(text)
            assert edit.toPlainText() == text
        shown.press("saveSettingsButton")
        kept = [profiles.defaults(name).message_template_en for name in profiles.names()]
        assert kept == ["first {url}", "second {url}"]

    play(scenario, practice=False)


def test_an_account_is_added_from_here(play, no_keyring):
    async def scenario(stage):
        shown = Open(stage)
        shown.press("addAccountButton")
        entering = shown.find(CredentialsDialog, "credentialsDialog")
        entering.name.setText("second")
        entering.email.setText(EMAIL)
        entering.key.setText(CREDENTIALS.api_key.reveal())
        entering.secret.setText(CREDENTIALS.api_secret.reveal())
        entering.findChild(QPushButton, "saveCredentialsButton").click()
        await stage.until(lambda: shown.find(QListWidget, "accountsList").count() == 2)
        assert shown.told == ["profiles"]
        assert shown.find(QListWidget, "accountsList").currentRow() == 1
        assert shown.find(QComboBox, "messageAccountBox").count() == 2

    play(scenario, practice=False)


def test_practice_mode_has_one_account(play):
    async def scenario(stage):
        shown = Open(stage)
        assert shown.find(QListWidget, "accountsList").count() == 1
        assert not shown.find(QPushButton, "addAccountButton").isVisibleTo(shown.dialog)
        shop = shown.find(QLineEdit, "shopNameEdit")
        shop.setText("Practice shop")
        shop.textEdited.emit(shop.text())
        shown.press("saveSettingsButton")
        assert stage.session.settings.value.practice.shop_name == "Practice shop"

    play(scenario)


def preview(shown):
    return shown.find(PlainLabel, "messagePreview").text()


def test_the_message_is_worded_beside_what_the_customer_reads(play):
    async def scenario(stage):
        shown = Open(stage)
        assert SAMPLE.url in preview(shown)
        edit = shown.find(QPlainTextEdit, "messageEdit")
        edit.setPlainText("Hello! ")
        edit.moveCursor(edit.textCursor().MoveOperation.End)
        shown.find(QToolButton, "insert_amount").click()
        assert edit.toPlainText() == "Hello! {amount}"
        assert "25.00 USD" in preview(shown)
        assert "nobody can pay" in shown.dialog._messages._editor._told.text()
        shown.find(QToolButton, "insert_url").click()
        assert shown.dialog._messages._editor._told.text() == ""
        shown.press("saveSettingsButton")
        kept = stage.session.profiles.defaults()
        assert (kept.message_template_en, kept.message_template_ar) == ("Hello! {amount}{url}", "")

    play(scenario)


def test_each_language_has_its_own_words(play):
    async def scenario(stage):
        shown = Open(stage)
        edit = shown.find(QPlainTextEdit, "messageEdit")
        shown.choose("messageLanguageBox", "ar")
        assert edit.toPlainText() == TEMPLATES["ar"]
        edit.setPlainText("ادفع {amount}: {url}")
        shown.choose("messageLanguageBox", "en")
        assert edit.toPlainText() == TEMPLATES["en"]
        shown.choose("messageLanguageBox", "ar")
        assert edit.toPlainText() == "ادفع {amount}: {url}"
        shown.press("saveSettingsButton")
        kept = stage.session.profiles.defaults()
        assert kept.message_language == "ar"
        assert (kept.message_template_en, kept.message_template_ar) == ("", "ادفع {amount}: {url}")

        again = Open(stage)
        assert again.find(QPlainTextEdit, "messageEdit").toPlainText() == "ادفع {amount}: {url}"
        again.press("restoreMessageButton")
        assert again.find(QPlainTextEdit, "messageEdit").toPlainText() == TEMPLATES["ar"]
        again.press("saveSettingsButton")
        assert stage.session.profiles.defaults().message_template_ar == ""

    play(scenario)


def test_the_reminder_has_words_of_its_own(play):
    async def scenario(stage):
        shown = Open(stage)
        edit = shown.find(QPlainTextEdit, "messageEdit")
        shown.choose("messageKindBox", "reminder")
        assert edit.toPlainText() == REMINDERS["en"]
        edit.setPlainText("Still {amount}: {url}")
        assert SAMPLE.url in preview(shown)
        shown.choose("messageKindBox", "message")
        assert edit.toPlainText() == TEMPLATES["en"]
        shown.press("saveSettingsButton")
        kept = stage.session.profiles.defaults()
        assert (kept.message_template_en, kept.reminder_template_en) == ("", "Still {amount}: {url}")
        again = Open(stage)
        again.choose("messageKindBox", "reminder")
        assert again.find(QPlainTextEdit, "messageEdit").toPlainText() == "Still {amount}: {url}"

    play(scenario)
