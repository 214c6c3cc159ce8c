"""The settings: what is chosen is kept by Save and by nothing else."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QToolButton

from kazadesk.practice.account import CREDENTIALS, EMAIL
from kazadesk.ui.credentials_dialog import CredentialsDialog
from kazadesk.ui.message_editor import SAMPLE
from kazadesk.ui.settings_dialog import SettingsDialog
from kazadesk.ui.share import TEMPLATES
from kazadesk.ui.widgets import PlainLabel


class Open:
    """The dialog, and what it told."""

    def __init__(self, stage):
        self.dialog = SettingsDialog(stage.session, stage.tasks)
        self.told = []
        self.dialog.language_or_theme_changed.connect(lambda: self.told.append("look"))
        self.dialog.profiles_changed.connect(lambda: self.told.append("profiles"))
        self.dialog.open()

    def find(self, kind, name):
        return self.dialog.findChild(kind, name)

    def choose(self, name, value):
        box = self.find(QComboBox, name)
        box.setCurrentIndex(box.findData(value))

    def press(self, name):
        self.find(QPushButton, name).click()


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


def test_each_account_has_its_shop_and_the_chosen_one_makes_the_links(play, no_keyring):
    async def scenario(stage):
        profiles = stage.session.profiles
        keys = CREDENTIALS.api_key.reveal(), CREDENTIALS.api_secret.reveal()
        await profiles.save("second", *keys, EMAIL)
        shown = Open(stage)
        accounts, shop = shown.find(QListWidget, "accountsList"), shown.find(QLineEdit, "shopNameEdit")
        for row, name in enumerate(("حلويات الشام", " Branch ")):
            accounts.setCurrentRow(row)
            shop.setText(name)
            shop.textEdited.emit(name)
        shown.press("saveSettingsButton")
        assert profiles.defaults("default").shop_name == "حلويات الشام"
        assert profiles.defaults("second").shop_name == "Branch"
        assert profiles.current == "second"
        assert profiles.defaults("second").email == EMAIL

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
        assert "nobody can pay" in shown.dialog._messages._told.text()
        shown.find(QToolButton, "insert_url").click()
        assert shown.dialog._messages._told.text() == ""
        shown.press("saveSettingsButton")
        kept = stage.session.settings.value
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
        kept = stage.session.settings.value
        assert kept.message_language == "ar"
        assert (kept.message_template_en, kept.message_template_ar) == ("", "ادفع {amount}: {url}")

        again = Open(stage)
        assert again.find(QPlainTextEdit, "messageEdit").toPlainText() == "ادفع {amount}: {url}"
        again.press("restoreMessageButton")
        assert again.find(QPlainTextEdit, "messageEdit").toPlainText() == TEMPLATES["ar"]
        again.press("saveSettingsButton")
        assert stage.session.settings.value.message_template_ar == ""

    play(scenario)
