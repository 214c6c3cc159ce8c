"""Keys entered, checked with a Kazawallet, and kept: in a real keyring, or said plainly that there is none."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton

from kazadesk.practice import faults
from kazadesk.practice.account import CREDENTIALS, EMAIL
from kazadesk.ui.settings.credentials_dialog import CredentialsDialog
from kazadesk.ui.widgets.labels import QuietLabel
from kazadesk.ui.widgets.notice import Notice

KEY, SECRET = CREDENTIALS.api_key.reveal(), CREDENTIALS.api_secret.reveal()


class Open:
    """The dialog as a person finds it."""

    def __init__(self, stage, **how):
        self.stage = stage
        self.saved = []
        self.dialog = CredentialsDialog(stage.session, stage.tasks, **how)
        self.dialog.saved.connect(lambda: self.saved.append(stage.session.profiles.current))
        stage.shown.append(self.dialog)  # to be closed with the scenario
        self.dialog.open()

    def edit(self, name):
        return self.dialog.findChild(QLineEdit, name)

    def eye(self, name):
        return self.dialog.findChild(QToolButton, f"{name}Eye")

    def type(self, **texts):
        for name, text in texts.items():
            self.edit(name).setText(text)

    def press(self, name):
        self.dialog.findChild(QPushButton, name).click()

    @property
    def told(self):
        return self.dialog.findChild(Notice, "credentialsTold").text()

    @property
    def place(self):
        return self.dialog.findChild(QuietLabel, "credentialsPlace").text()

    def wrong(self):
        """The fields that are marked, with what stands below them."""
        return {name: field.error() for name, field in self.dialog._fields._fields.items() if field.error()}

    async def done(self):
        await self.stage.until(lambda: not self.dialog._busy)


def test_practice_mode_shows_its_own_keys_and_their_balances(play):
    async def scenario(stage):
        shown = Open(stage)
        await stage.until(lambda: shown.edit("apiKeyEdit").text() == KEY)
        assert "Practice mode has its own" in shown.told
        assert shown.edit("apiKeyEdit").isReadOnly()
        assert not shown.dialog.findChild(QPushButton, "saveCredentialsButton").isVisible()
        shown.press("checkCredentialsButton")
        await shown.done()
        assert "Kazawallet knows this key" in shown.told
        assert "USD" in shown.told
        asked = []
        shown.dialog.live_requested.connect(lambda: asked.append(True))
        shown.press("enterLiveKeysButton")
        assert asked == [True]
        assert not shown.dialog.isVisible()

    play(scenario, stand_in=True)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_buttons_stay_where_they_are_when_the_keyring_answers(play, no_keyring, wear, language):
    wear(language)

    async def scenario(stage):
        shown = Open(stage)
        check = shown.dialog.findChild(QPushButton, "checkCredentialsButton")
        assert shown.place == ""
        before = check.mapToGlobal(check.rect().center())
        await stage.until(lambda: shown.place)
        assert check.mapToGlobal(check.rect().center()) == before

    play(scenario, practice=False)


def test_wrong_input_is_said_below_each_field_and_nothing_is_asked(play, no_keyring):
    async def scenario(stage):
        shown = Open(stage)
        shown.type(accountEmailEdit="shop@", apiKeyEdit="", apiSecretEdit="مفتاح")
        shown.press("saveCredentialsButton")
        await shown.done()
        assert set(shown.wrong()) == {"email", "api_key", "api_secret"}
        assert shown.edit("accountEmailEdit").property("invalid")
        assert shown.told == ""
        assert shown.saved == []
        QTest.keyClicks(shown.edit("accountEmailEdit"), "a.example")
        assert set(shown.wrong()) == {"api_key", "api_secret"}

    play(scenario, practice=False)


def test_check_proves_key_secret_and_email_and_keeps_nothing(play, no_keyring):
    async def scenario(stage):
        shown = Open(stage)
        shown.type(accountEmailEdit=EMAIL, apiKeyEdit=KEY, apiSecretEdit=SECRET)
        shown.press("checkCredentialsButton")
        assert shown.told == "Asking Kazawallet…"
        await shown.done()
        assert "Kazawallet knows this key" in shown.told
        assert await stage.session.profiles.credentials() is None
        shown.type(apiSecretEdit="wrong")
        shown.press("checkCredentialsButton")
        await shown.done()
        assert "Kazawallet knows this key," not in shown.told
        assert "this is not its API secret" in shown.told
        assert shown.edit("apiSecretEdit").hasFocus()
        shown.type(apiKeyEdit="unknown", apiSecretEdit=SECRET)
        shown.press("checkCredentialsButton")
        await shown.done()
        assert "does not know this API key" in shown.told
        assert shown.edit("apiKeyEdit").hasFocus()

    play(scenario, practice=False)


def test_swapped_keys_are_said_to_be_swapped_and_exchanged_by_a_press(play, no_keyring):
    async def scenario(stage):
        shown = Open(stage)
        shown.type(accountEmailEdit=EMAIL, apiKeyEdit=SECRET, apiSecretEdit=KEY)
        shown.press("checkCredentialsButton")
        await shown.done()
        assert "swapped" in shown.told
        shown.press("swapKeysButton")
        assert (shown.edit("apiKeyEdit").text(), shown.edit("apiSecretEdit").text()) == (KEY, SECRET)
        shown.press("checkCredentialsButton")
        await shown.done()
        assert "Kazawallet knows this key" in shown.told

    play(scenario, practice=False)


def test_kept_keys_that_are_swapped_are_exchanged_too(play, keyring):
    async def scenario(stage):
        await stage.session.profiles.save("default", SECRET, KEY, EMAIL)
        shown = Open(stage)
        await stage.until(lambda: "kept" in shown.edit("apiKeyEdit").placeholderText())
        shown.press("checkCredentialsButton")
        await shown.done()
        shown.press("swapKeysButton")
        await stage.until(lambda: shown.edit("apiKeyEdit").text() == KEY)
        shown.press("saveCredentialsButton")
        await stage.until(lambda: shown.saved)
        assert (await stage.session.profiles.credentials()).api_secret.reveal() == SECRET

    play(scenario, practice=False)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_its_buttons_stay_where_they_are_whatever_it_says(play, no_keyring, wear, language):
    wear(language)

    async def scenario(stage):
        shown = Open(stage)
        await stage.until(shown.dialog.isActiveWindow)
        names = ("closeCredentialsButton", "checkCredentialsButton", "saveCredentialsButton")
        buttons = [shown.dialog.findChild(QPushButton, name) for name in names]
        places = lambda: [button.mapToGlobal(button.rect().center()) for button in buttons]  # noqa: E731
        await stage.until(lambda: shown.place != "")
        await asyncio.sleep(0)
        before = places()
        shown.type(accountEmailEdit="shop@", apiKeyEdit=KEY[::-1] * 200, apiSecretEdit="مفتاح")
        shown.press("saveCredentialsButton")
        await shown.done()
        assert len(shown.wrong()) == 3
        assert shown.edit("accountEmailEdit").hasFocus(), "the first that is wrong, as one reads"
        assert places() == before
        for key, secret in ((SECRET, KEY), ("unknown", SECRET), (KEY, "unknown"), (KEY, SECRET)):
            shown.type(accountEmailEdit=EMAIL, apiKeyEdit=key, apiSecretEdit=secret)
            shown.press("checkCredentialsButton")
            await shown.done()
            assert shown.told
            await stage.until(lambda: not shown.dialog.testAttribute(Qt.WidgetAttribute.WA_PendingResizeEvent))
            assert places() == before, shown.told

    play(scenario, practice=False)


def test_kazawallets_own_words_reach_the_merchant(play, no_keyring):
    async def scenario(stage):
        stage.stand_in.fail_next(faults.error(403, b'{"message": "<b>come back</b> tomorrow"}'))
        shown = Open(stage)
        shown.type(accountEmailEdit=EMAIL, apiKeyEdit=KEY, apiSecretEdit=SECRET)
        shown.press("checkCredentialsButton")
        await shown.done()
        assert "<b>come back</b> tomorrow" in shown.told

    play(scenario, practice=False)


def test_without_a_keyring_the_keys_last_for_the_session_and_this_is_said(play, no_keyring):
    async def scenario(stage):
        shown = Open(stage)
        await stage.until(lambda: shown.place)
        assert "no keyring" in shown.place
        shown.type(accountEmailEdit=EMAIL, apiKeyEdit=KEY, apiSecretEdit=SECRET)
        shown.press("saveCredentialsButton")
        await shown.done()
        assert shown.dialog.isVisible()
        assert "until you close KazaDesk" in shown.told
        assert shown.saved == ["default"]
        kept = await stage.session.profiles.credentials()
        assert kept is not None
        assert kept.api_key.reveal() == KEY
        assert shown.edit("apiKeyEdit").text() == ""

    play(scenario, practice=False)


def test_in_a_keyring_they_are_kept_found_again_and_removed(play, keyring):
    async def scenario(stage):
        shown = Open(stage)
        shown.type(accountEmailEdit=EMAIL, apiKeyEdit=KEY, apiSecretEdit=SECRET)
        shown.press("saveCredentialsButton")
        await stage.until(lambda: not shown.dialog.isVisible())
        assert shown.saved == ["default"]
        assert stage.session.profiles.defaults().email == EMAIL

        again = Open(stage)
        await stage.until(lambda: again.place and again.edit("apiKeyEdit").placeholderText())
        assert "GNOME Keyring" in again.place
        assert again.edit("apiKeyEdit").text() == ""
        again.press("checkCredentialsButton")
        await again.done()
        assert "Kazawallet knows this key" in again.told

        again.type(accountEmailEdit="other@example.com")
        again.press("saveCredentialsButton")
        await stage.until(lambda: not again.dialog.isVisible())
        assert stage.session.profiles.defaults().email == "other@example.com"
        kept = await stage.session.profiles.credentials()
        assert kept is not None

        last = Open(stage)
        remove = last.dialog.findChild(QPushButton, "removeCredentialsButton")
        await stage.until(remove.isVisible)
        remove.click()
        await last.done()
        assert await stage.session.profiles.credentials() is None
        assert not remove.isVisible()

    play(scenario, practice=False)


def test_another_account_gets_a_name_of_its_own_and_is_chosen(play, no_keyring):
    async def scenario(stage):
        shown = Open(stage, profile="")
        assert shown.edit("profileNameEdit").isVisible()
        shown.type(profileNameEdit="default", accountEmailEdit=EMAIL, apiKeyEdit=KEY, apiSecretEdit=SECRET)
        shown.press("saveCredentialsButton")
        await stage.until(lambda: "name is taken" in shown.wrong().get("profile", ""))
        shown.type(profileNameEdit="فرع حلب")
        shown.press("saveCredentialsButton")
        await shown.done()
        assert stage.session.profiles.names() == ["default", "فرع حلب"]
        assert stage.session.profiles.current == "فرع حلب"
        assert shown.saved == ["فرع حلب"]
        assert not shown.edit("profileNameEdit").isVisible()

    play(scenario, practice=False)


@pytest.mark.parametrize("how", ["mouse", "keyboard", "focus lost"])
@pytest.mark.parametrize("name", ["apiKeyEdit", "apiSecretEdit"])
def test_a_secret_shows_only_while_the_eye_is_held(play, no_keyring, how, name):
    async def scenario(stage):
        shown = Open(stage)
        edit = shown.edit(name)
        eye = shown.eye(name)
        edit.setText(SECRET)
        masked = edit.displayText()
        assert SECRET not in masked
        if how == "mouse":
            QTest.mousePress(eye, Qt.MouseButton.LeftButton)
            assert edit.displayText() == SECRET
            QTest.mouseRelease(eye, Qt.MouseButton.LeftButton)
        else:
            await stage.until(shown.dialog.isActiveWindow)
            eye.setFocus()
            QTest.keyPress(eye, Qt.Key.Key_Space)
            assert edit.displayText() == SECRET
            if how == "keyboard":
                QTest.keyRelease(eye, Qt.Key.Key_Space)
            else:
                edit.setFocus()
        assert edit.displayText() == masked

    play(scenario, practice=False)


def test_while_its_eye_is_held_nothing_comes_out_of_the_field(play, no_keyring, qapp):
    async def scenario(stage):
        shown = Open(stage)
        edit = shown.edit("apiSecretEdit")
        eye = shown.eye("apiSecretEdit")
        edit.setText(SECRET)
        qapp.clipboard().setText("before")
        QTest.mousePress(eye, Qt.MouseButton.LeftButton)
        assert edit.displayText() == SECRET
        edit.selectAll()
        assert not edit.hasSelectedText()
        for keys in (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut):
            QTest.keySequence(edit, QKeySequence(keys))
        edit.copy()
        edit.cut()
        assert (qapp.clipboard().text(), edit.text()) == ("before", SECRET)
        QTest.mouseRelease(eye, Qt.MouseButton.LeftButton)

    play(scenario, practice=False)


def test_tab_goes_from_the_key_to_the_secret(play, no_keyring):
    async def scenario(stage):
        shown = Open(stage)
        await stage.until(shown.dialog.isActiveWindow)
        shown.edit("accountEmailEdit").setFocus()
        passed = []
        for _ in range(4):
            QTest.keyClick(shown.dialog.focusWidget(), Qt.Key.Key_Tab)
            passed.append(shown.dialog.focusWidget().objectName())
        assert passed == ["apiKeyEdit", "apiSecretEdit", "apiKeyEditEye", "apiSecretEditEye"]

    play(scenario, practice=False)


def test_nothing_is_typed_or_pasted_into_a_field_while_its_eye_has_the_focus(play, no_keyring, qapp):
    async def scenario(stage):
        shown = Open(stage)
        shown.type(apiKeyEdit=KEY)
        eye = shown.eye("apiKeyEdit")
        await stage.until(shown.dialog.isActiveWindow)
        eye.setFocus()
        qapp.clipboard().setText(SECRET)
        QTest.keyClicks(eye, "abc")
        QTest.keySequence(eye, QKeySequence(QKeySequence.StandardKey.Paste))
        QTest.keyClick(eye, Qt.Key.Key_Backspace)
        assert shown.edit("apiKeyEdit").text() == KEY

    play(scenario, practice=False)


def test_nothing_typed_is_left_in_a_closed_dialog(play, no_keyring):
    async def scenario(stage):
        shown = Open(stage)
        shown.type(apiKeyEdit=KEY, apiSecretEdit=SECRET)
        shown.dialog.reject()
        for name in ("apiKeyEdit", "apiSecretEdit"):
            edit = shown.edit(name)
            edit.undo()
            assert edit.text() == ""

    play(scenario, practice=False)


def test_closing_while_kazawallet_is_asked_is_no_fault(play, no_keyring):
    async def scenario(stage):
        stage.stand_in.fail_next(faults.Faults(delay=0.2))
        shown = Open(stage)
        shown.type(accountEmailEdit=EMAIL, apiKeyEdit=KEY, apiSecretEdit=SECRET)
        shown.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        gone = []
        shown.dialog.destroyed.connect(lambda: gone.append(True))
        always = set(stage.tasks._running)
        shown.press("checkCredentialsButton")
        shown.dialog.reject()
        await stage.until(lambda: gone)
        await stage.until(lambda: set(stage.tasks._running) <= always)

    play(scenario, practice=False)


def test_it_stays_until_the_keys_are_kept_so_that_the_window_hears_of_them(play, no_keyring):
    async def scenario(stage):
        shown = Open(stage, profile="")
        shown.type(profileNameEdit="Shop", accountEmailEdit=EMAIL, apiKeyEdit=KEY, apiSecretEdit=SECRET)
        shown.press("saveCredentialsButton")
        shown.dialog.reject()
        assert shown.dialog.isVisible()
        await stage.until(lambda: shown.saved == ["Shop"])
        close = shown.dialog.findChild(QPushButton, "closeCredentialsButton")
        await stage.until(close.isEnabled)
        close.click()
        assert not shown.dialog.isVisible()

    play(scenario, practice=False)


def test_in_arabic_keys_and_email_are_written_from_left_to_right(play, wear):
    wear("ar")

    async def scenario(stage):
        shown = Open(stage)
        for name in ("accountEmailEdit", "apiKeyEdit", "apiSecretEdit"):
            edit = shown.edit(name)
            assert edit.layoutDirection() == Qt.LayoutDirection.LeftToRight
            assert edit.alignment() & Qt.AlignmentFlag.AlignRight
        eye = shown.eye("apiKeyEdit")
        assert eye.x() < shown.edit("apiKeyEdit").width() / 2

    play(scenario)


def test_while_kazawallet_is_asked_only_what_works_looks_so(play, no_keyring):
    async def scenario(stage):
        shown = Open(stage)
        button = {name: shown.dialog.findChild(QPushButton, f"{name}CredentialsButton") for name in WORK}
        shown.type(accountEmailEdit=EMAIL, apiKeyEdit=KEY, apiSecretEdit=SECRET)
        button["check"].setFocus()
        shown.press("checkCredentialsButton")
        assert {name: each.isEnabled() for name, each in button.items()} == {
            **dict.fromkeys(WORK, False),
            "close": True,
        }
        await shown.done()
        assert all(each.isEnabled() for each in button.values())
        assert shown.dialog.focusWidget() is button["check"]
        shown.press("saveCredentialsButton")
        assert not any(each.isEnabled() for each in button.values())
        await stage.until(lambda: shown.saved)

    play(scenario, practice=False)


WORK = ("remove", "check", "save", "close")


def test_an_email_typed_elsewhere_is_offered_where_none_is_kept(play, no_keyring):
    async def scenario(stage):
        shown = Open(stage, email=" mine@example.com ")
        assert shown.edit("accountEmailEdit").text() == "mine@example.com"
        assert Open(stage, profile="", email="mine@example.com").edit("accountEmailEdit").text() == ""
        stage.session.profiles.change(stage.session.profiles.current, email=EMAIL)
        assert Open(stage, email="mine@example.com").edit("accountEmailEdit").text() == EMAIL

    play(scenario, practice=False)
