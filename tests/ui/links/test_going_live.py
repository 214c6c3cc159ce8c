"""An account without a link for money: what is still to be done, each step at one press."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kazadesk.practice.account import CREDENTIALS, EMAIL
from kazadesk.storage.settings import ProfileSettings, Settings
from kazadesk.ui.frame.main_window import MainWindow
from kazadesk.ui.links.going_live import _Step

KEY, SECRET = CREDENTIALS.api_key.reveal(), CREDENTIALS.api_secret.reveal()
STEPS = ("goingLiveKeys", "goingLiveShop", "goingLiveFirst")


def opened(qtbot: QtBot, *, practice: bool = False) -> MainWindow:
    window = MainWindow(practice=practice, first_run=False, settings=Settings(profiles=[ProfileSettings("default")]))
    qtbot.addWidget(window, before_close_func=lambda window: window.close_requested.disconnect())
    window.close_requested.connect(lambda: None)
    window.show()
    return window


def states(window: MainWindow) -> list[bool]:
    steps = [window.findChild(_Step, name) for name in STEPS]
    return [step.is_done for step in steps if step is not None and step.isVisible()]


def press(within: QWidget | None, name: str) -> None:
    assert within is not None
    button = within.findChild(QPushButton, name)
    assert button is not None
    button.click()


def test_from_no_keys_to_the_first_link(play: Callable[..., None], no_keyring: None, qtbot: QtBot) -> None:
    window = opened(qtbot)

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        await stage.until(lambda: states(window) == [False, False, False])
        press(window, "goingLiveKeys")
        keys = window.findChild(QDialog, "credentialsDialog")
        for name, text in (("accountEmailEdit", EMAIL), ("apiKeyEdit", KEY), ("apiSecretEdit", SECRET)):
            keys.findChild(QLineEdit, name).setText(text)
        press(keys, "saveCredentialsButton")
        await stage.until(lambda: "only until you close" in keys._told.text())
        keys.reject()
        # the name is asked for once, with the first keys
        await stage.until(lambda: window.findChild(QDialog, "shopNameDialog") is not None)
        shop = window.findChild(QDialog, "shopNameDialog")
        shop.findChild(QLineEdit, "firstShopNameEdit").setText(" Old City ")
        press(shop, "shopNameSaveButton")
        assert stage.session.profiles.defaults().shop_name == "Old City"
        await stage.until(lambda: states(window) == [True, True, False])
        press(window, "goingLiveFirst")
        amount = window.findChild(QLineEdit, "amountEdit")
        assert window.focusWidget() is amount
        amount.setText("12")
        press(window, "createButton")
        await stage.until(lambda: states(window) == [])
        await stage.until(lambda: window.findChild(QLineEdit, "newestLinkUrl").text())

    play(scenario, practice=False)


def test_who_has_put_all_links_away_is_no_beginner(play: Callable[..., None], no_keyring: None, qtbot: QtBot) -> None:
    window = opened(qtbot)

    async def scenario(stage) -> None:
        link = await stage.link()
        await stage.session.links.archive([link.id])
        window.attach(stage.session, stage.tasks)
        links = window._desk.links
        await stage.until(lambda: links._known and not links._model.loading)
        assert await stage.ledger.links_of([link.id])
        assert states(window) == []

    play(scenario, practice=False)


def test_practice_mode_begins_without_steps(play: Callable[..., None], qtbot: QtBot) -> None:
    window = opened(qtbot, practice=True)

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        links = window._desk.links
        await stage.until(lambda: links._known and not links._model.loading)
        assert states(window) == []

    play(scenario)
