"""The window as a whole: what fits, what is reached by keyboard, and the job from amount to verdict."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kazadesk.core.errors import LedgerError
from kazadesk.core.link import LinkForm, LinkState
from kazadesk.core.order import NEWEST_FIRST
from kazadesk.core.records import LinkQuery
from kazadesk.core.redact import Redactor
from kazadesk.practice import Faults
from kazadesk.practice.account import EMAIL
from kazadesk.services.support import SupportFile
from kazadesk.services.upkeep import Upkeep
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.settings import ProfileSettings, Settings
from kazadesk.ui.desktop import desktop
from kazadesk.ui.frame.main_window import MainWindow
from kazadesk.ui.frame.practice_banner import PracticeBanner
from kazadesk.ui.tasks import Tasks
from kazadesk.ui.verify.panel import VerifierPanel
from kazadesk.ui.widgets.toast import Toast

Play = Callable[..., None]
Make = Callable[..., MainWindow]

PROMISED = (
    "profileBox",
    "practiceBanner",
    "amountEdit",
    "currencyBox",
    "emailEdit",
    "referenceEdit",
    "redirectEdit",
    "createButton",
    "linksView",
    "searchEdit",
    "stateFilter",
    "copyButton",
    "qrButton",
    "shareButton",
    "newestLinkUrl",
    "newestLinkQr",
    "payloadEdit",
    "pasteButton",
    "verifyButton",
    "verdictCard",
    "verdictTitle",
    "verdictReason",
    "settingsButton",
)


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def made(*, practice: bool = True, first_run: bool = False, size: tuple[int, int] = (1366, 690)) -> MainWindow:
        settings = Settings(profiles=[ProfileSettings("default")])
        window = MainWindow(practice=practice, first_run=first_run, settings=settings)
        # closing is the program's business; here the window just goes
        qtbot.addWidget(window, before_close_func=lambda window: window.close_requested.disconnect())
        window.close_requested.connect(lambda: None)
        window.resize(*size)
        window.show()
        return window

    return made


@pytest.fixture
def arabic(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def named(window: QWidget | None, name: str) -> Any:
    assert window is not None
    found = window.findChild(QWidget, name)
    assert found is not None, name
    return found


def place(window: MainWindow, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def whole(window: MainWindow, widget: QWidget) -> bool:
    """Whether nothing of it is cut by the window or by a scrolled column."""
    if not widget.isVisible():
        return False
    return widget.visibleRegion().boundingRect() == widget.rect() and window.rect().contains(place(window, widget))


async def with_a_link(window: MainWindow, stage, amount: str = "25.00") -> None:
    window.attach(stage.session, stage.tasks)
    amount_edit = window.findChild(QLineEdit, "amountEdit")
    assert amount_edit is not None
    amount_edit.setText(amount)
    named(window, "createButton").click()
    await stage.until(lambda: window.findChild(QLineEdit, "newestLinkUrl").text())


def test_the_promised_names_are_there(make: Make, play: Play) -> None:
    window = make()

    async def scenario(stage) -> None:
        await with_a_link(window, stage)
        assert [name for name in PROMISED if window.findChild(QWidget, name) is None] == []
        assert window.objectName() == "mainWindow"

    play(scenario, stand_in=True)


def test_the_first_paint_is_told_once_and_before_any_service(make: Make, qtbot: QtBot) -> None:
    window = make()
    told: list[bool] = []
    window.painted.connect(lambda: told.append(True))
    qtbot.waitUntil(lambda: bool(told))
    window.repaint()
    qtbot.waitUntil(lambda: told == [True])
    qtbot.waitUntil(lambda: window.findChild(QWidget, "pasteButton") is not None)
    assert not named(window, "createButton").isEnabled()
    assert not named(window, "pasteButton").isEnabled()


@pytest.mark.parametrize("size", [(1366, 690), (1366, 745), (1920, 1040)])
@pytest.mark.parametrize("practice", [True, False])
def test_nothing_is_cut(make: Make, play: Play, size: tuple[int, int], practice: bool) -> None:
    window = make(practice=practice, size=size)

    async def scenario(stage) -> None:
        await with_a_link(window, stage)
        window.layout().activate()
        names = ["newestCopyButton", "newestShareButton", "settingsButton", "verdictCard", "pasteButton", "linksView"]
        names += ["newestLinkQr", "createButton", "redirectEdit"]
        assert [name for name in names if not whole(window, named(window, name))] == []
        assert (window.width(), window.height()) == size

    play(scenario, stand_in=True)


@pytest.mark.usefixtures("arabic")
def test_mirrored_the_form_stands_on_the_right(make: Make, play: Play) -> None:
    window = make()

    async def scenario(stage) -> None:
        await with_a_link(window, stage)
        middle = window.width() / 2
        assert place(window, named(window, "createButton")).center().x() > middle
        assert place(window, named(window, "settingsButton")).center().x() < middle
        for name in ("newestCopyButton", "verdictCard", "settingsButton"):
            assert whole(window, named(window, name)), name

    play(scenario, stand_in=True)


def test_in_a_small_window_the_verifier_is_a_tab_and_comes_back(make: Make, play: Play) -> None:
    window = make(size=(1024, 616))

    async def scenario(stage) -> None:
        await with_a_link(window, stage)
        assert window.width() == 1024
        tabs = window.findChild(QTabWidget)
        assert tabs is not None
        assert tabs.count() == 2
        assert whole(window, named(window, "linksView"))
        assert whole(window, named(window, "newestCopyButton"))
        assert not named(window, "pasteButton").isVisible()
        tabs.setCurrentIndex(1)
        assert whole(window, named(window, "pasteButton"))
        window.resize(1366, 745)
        assert named(window, "linksView").isVisible()
        assert named(window, "pasteButton").isVisible()
        assert all(area.horizontalScrollBar().maximum() == 0 for area in window.findChildren(QScrollArea))

    play(scenario, stand_in=True)


def told(window: MainWindow) -> list[str]:
    """What toasts say now, if nothing of them is cut."""
    return [toast.text() for toast in window.findChildren(Toast) if toast.text() and whole(window, toast)]


@pytest.mark.parametrize("size", [(1024, 616), (1366, 745)], ids=["tabs", "both"])
def test_words_come_up_where_they_are_seen(make: Make, play: Play, size: tuple[int, int]) -> None:
    window = make(size=size)

    async def scenario(stage) -> None:
        await with_a_link(window, stage)
        if tabs := window.findChild(QTabWidget):
            tabs.setCurrentIndex(1)
        named(window, "practicePayButton").click()
        await stage.until(lambda: told(window))
        assert "on the clipboard" in told(window)[0]
        window.findChild(VerifierPanel).copy_requested.emit("What became of it?")
        assert "question is copied" in told(window)[0]
        assert QGuiApplication.clipboard().text() == "What became of it?"

    play(scenario, stand_in=True)


def test_without_a_browser_the_address_of_the_pay_page_is_copied(
    make: Make, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make()
    monkeypatch.setattr(desktop, "open_url", lambda _url: False)

    async def scenario(stage) -> None:
        await with_a_link(window, stage)
        named(window, "practicePageButton").click()
        assert "No browser" in told(window)[0]
        assert QGuiApplication.clipboard().text() == window.findChild(QLineEdit, "newestLinkUrl").text()

    play(scenario, stand_in=True)


def focusable(window: QWidget) -> list[QWidget]:
    """What the keyboard can reach now, but for the parts that Qt makes inside its own widgets."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window or widget.focusProxy() is not None:
            continue
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.objectName().startswith("qt_"):
            continue
        if isinstance(widget, QTabBar) or isinstance(widget.parent(), QAbstractItemView | QComboBox):
            continue
        found.append(widget)
    return found


def nameless(window: QWidget) -> list[str]:
    """The controls of which a screen reader could not say what they are."""
    found = []
    for widget in focusable(window):
        words = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
        if not widget.accessibleName() and not words:
            found.append(f"{type(widget).__name__}:{widget.objectName()}")
    return found


def test_every_control_has_a_name_for_screen_readers(make: Make, play: Play) -> None:
    window = make()

    async def scenario(stage) -> None:
        await with_a_link(window, stage)
        assert len(focusable(window)) > 20
        assert nameless(window) == []

    play(scenario, stand_in=True)


@pytest.mark.parametrize("practice", [True, False])
def test_every_dialog_can_be_opened_and_names_its_controls(
    make: Make, play: Play, practice: bool, qtbot: QtBot
) -> None:
    window = make(practice=practice)

    async def scenario(stage) -> None:
        await with_a_link(window, stage)
        names = list[str]()
        for way in (
            lambda: qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier),
            lambda: qtbot.keyClick(window, Qt.Key.Key_F1),
            lambda: named(window, "newestQrButton").click(),
            window.dialogs.credentials,
        ):
            way()
            await stage.until(lambda: [one for one in window.findChildren(QDialog) if one.isVisible()])
            dialog = next(one for one in window.findChildren(QDialog) if one.isVisible())
            names.append(dialog.objectName())
            assert dialog.isModal(), "opened with open()"
            assert nameless(dialog) == [], dialog.objectName()
            dialog.reject()
            await stage.until(lambda: not [one for one in window.findChildren(QDialog) if one.isVisible()])
        assert names == ["settingsDialog", "shortcutsDialog", "qrDialog", "credentialsDialog"]

    play(scenario, stand_in=True)


def test_tab_goes_through_the_form_in_reading_order(make: Make, play: Play) -> None:
    window = make()

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        order = ["amountEdit", "currencyBox", "emailEdit", "referenceEdit", "redirectEdit", "createButton"]
        widget, met = cast("QWidget | None", named(window, "amountEdit")), list[str]()
        for _ in range(40):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.objectName() in order:
                met.append(widget.objectName())
            widget = widget.nextInFocusChain()
        assert met[: len(order)] == order

    play(scenario)


def test_keys_pressed_after_the_one_that_creates_are_about_its_link(make: Make, play: Play, qtbot: QtBot) -> None:
    window = make()

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        amount, url = window.findChild(QLineEdit, "amountEdit"), window.findChild(QLineEdit, "newestLinkUrl")
        assert amount is not None
        assert url is not None
        amount.setText("40")
        named(window, "createButton").click()
        await stage.until(url.text)
        first = url.text()
        amount.setText("25")
        amount.setFocus()
        qtbot.keyClick(amount, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        qtbot.keyClick(window, Qt.Key.Key_C, control_shift)
        await stage.until(lambda: url.text() not in ("", first))
        await stage.until(lambda: QGuiApplication.clipboard().text() == url.text())

        # refused: the key is about the link that is there
        amount.setText("nothing")
        qtbot.keyClick(amount, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await stage.until(lambda: named(window, "createButton").isEnabled())
        QGuiApplication.clipboard().clear()
        qtbot.keyClick(window, Qt.Key.Key_C, control_shift)
        assert QGuiApplication.clipboard().text() == url.text()

    play(scenario, stand_in=True)


def test_the_job_from_amount_to_verdict_without_the_mouse(make: Make, play: Play, qtbot: QtBot) -> None:
    window = make()

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        amount = window.findChild(QLineEdit, "amountEdit")
        qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(amount, "25.00")
        qtbot.keyClick(amount, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        url = window.findChild(QLineEdit, "newestLinkUrl")
        assert url is not None
        await stage.until(url.text)
        control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        qtbot.keyClick(window, Qt.Key.Key_C, control_shift)
        assert QGuiApplication.clipboard().text() == url.text()
        assert named(window, "newestCopyButton").text() == "Copied"

        pay = window.findChild(QPushButton, "practicePayButton")
        assert pay is not None
        await stage.until(pay.isVisible)
        pay.click()
        await stage.until(lambda: "fulfilled" in QGuiApplication.clipboard().text())
        qtbot.keyClick(window, Qt.Key.Key_V, control_shift)
        card = named(window, "verdictCard")
        await stage.until(lambda: card.property("verdict") == "paid")
        await stage.until(lambda: not pay.isVisible())
        assert named(window, "practiceReplayButton").isVisible()

    play(scenario, stand_in=True)


def test_a_link_that_a_crash_cut_off_is_not_said_to_be_sent(make: Make, play: Play) -> None:
    """The first rows are read before the start puts right what the last one left."""
    window = make()

    async def scenario(stage) -> None:
        link = await stage.link(LinkState.SENDING, reference="KD-CRASH")
        await stage.ledger.mark_maybe_sent(link.id)
        window.show_first_links(await stage.ledger.links(LinkQuery()))
        assert "Asking Kazawallet" in named(window, "newestLinkTold").text()
        await stage.ledger.recover(lambda _sender: False)
        window.attach(stage.session, stage.tasks)
        why = named(window, "newestLinkWhy")
        await stage.until(lambda: "look in your Kazawallet account before" in why.text())
        assert named(window, "newestLinkTold").text() == ""
        model = window.findChild(QAbstractItemView, "linksView").model()
        await stage.until(lambda: model.row_at(0).link.state is LinkState.UNKNOWN)
        assert "look in your Kazawallet account before" in model.row_at(0).note

    play(scenario)


def test_the_newest_link_is_the_newest_wherever_it_was_made(make: Make, play: Play) -> None:
    window = make()

    async def scenario(stage) -> None:
        await stage.link(reference="FIRST")
        window.show_first_links(await stage.ledger.links(LinkQuery()))
        window.attach(stage.session, stage.tasks)
        url = named(window, "newestLinkUrl")
        elsewhere = await stage.link(reference="ELSEWHERE")
        await stage.until(lambda: url.text() == elsewhere.url)

    play(scenario)


def test_a_code_in_front_of_a_customer_stays(make: Make, play: Play) -> None:
    """It was made here and waits for its customer: what another program makes does not take its place."""
    window = make()

    async def scenario(stage) -> None:
        await with_a_link(window, stage)
        url, title = named(window, "newestLinkUrl"), named(window, "newestLinkTitle")
        mine = url.text()
        assert title.text() == "Newest link"
        await stage.link(reference="ELSEWHERE")
        await stage.until(lambda: title.text() == "Newest link made here")
        assert url.text() == mine
        [link] = await stage.ledger.links(LinkQuery(search=mine))
        await stage.ledger.mark_by_hand(link.id, "cash")
        later = await stage.link(reference="LATER")
        await stage.until(lambda: url.text() == later.url)
        assert title.text() == "Newest link"

    play(scenario, stand_in=True)


def test_details_follow_the_webhook_that_moves_their_link(make: Make, play: Play) -> None:
    window = make()

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        link, webhook = await stage.paid_webhook()
        details = window.dialogs.details(link)
        assert details is not None
        state = details.findChild(QLabel, "linkState")
        assert state.text() == "Waiting"
        QGuiApplication.clipboard().setText(webhook)
        window._paste_and_verify()
        await stage.until(lambda: state.text() == "Paid")
        details.close()

    play(scenario, stand_in=True)


def test_ctrl_f_searches(make: Make, play: Play, qtbot: QtBot) -> None:
    window = make(size=(1024, 616))

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert window.focusWidget() is named(window, "searchEdit")

    play(scenario)


@pytest.mark.parametrize("size", [(1024, 616), (1366, 690)])
def test_keys_go_to_list_and_field_and_drop_the_filters(
    make: Make, play: Play, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window = make(size=size)
    control = Qt.KeyboardModifier.ControlModifier

    async def scenario(stage) -> None:
        await stage.link()
        window.attach(stage.session, stage.tasks)
        search = window.findChild(QLineEdit, "searchEdit")
        search.setText("nothing like this")
        search.setFocus()
        qtbot.keyClick(search, Qt.Key.Key_2, control)
        payload = named(window, "payloadEdit")
        assert window.focusWidget() is payload
        assert payload.isVisible()
        qtbot.keyClick(payload, Qt.Key.Key_0, control)
        assert search.text() == ""
        rows = named(window, "linksView")
        await stage.until(lambda: rows.model().rowCount() == 1)
        qtbot.keyClick(window, Qt.Key.Key_1, control)
        assert window.focusWidget() is rows
        assert rows.isVisible()
        states = window.findChild(QComboBox, "stateFilter")
        qtbot.keyClick(search, Qt.Key.Key_F, control | Qt.KeyboardModifier.ShiftModifier)
        assert states.view().isVisible()
        states.hidePopup()

    play(scenario)


def test_the_list_gets_the_room_of_an_idle_verifier(make: Make, play: Play, qtbot: QtBot) -> None:
    window = make(size=(1366, 690))

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        desk, verifier = window._desk, window.findChild(VerifierPanel)
        rows = named(window, "linksView")
        assert not verifier._folded
        before = rows.height()
        for _ in range(12):
            desk.links.show_link(await stage.link())
        await stage.until(lambda: verifier._folded)
        await stage.until(lambda: rows.height() > before + 100)
        for name in ("payloadEdit", "pasteButton", "verdictCard", "verdictTitle"):
            assert named(window, name).isVisible(), name
            assert named(window, name).visibleRegion().boundingRect() == named(window, name).rect(), name
        edit = verifier._edit
        edit.show_payload("not a webhook")
        await stage.until(lambda: not verifier._folded)
        verifier.verify()
        await stage.until(lambda: named(window, "verdictCard").property("verdict"))
        edit.setFocus()
        qtbot.keyClick(edit, Qt.Key.Key_Escape)
        assert named(window, "verdictCard").property("verdict") == ""
        assert edit.payload() == ""
        await stage.until(lambda: verifier._folded)

    play(scenario)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [(910, 482), (1024, 610), (1366, 738)])
def test_the_sentence_of_a_verdict_is_whole_on_small_screens(
    make: Make, play: Play, wear: Callable[..., None], size: tuple[int, int], language: str
) -> None:
    wear(language, "light")
    window = make(size=size)

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        _link, webhook = await stage.paid_webhook()
        window._desk.show_verifier()
        verifier = window.findChild(VerifierPanel)
        verifier.show_payload(webhook)
        verifier.verify()
        await stage.until(lambda: named(window, "verdictCard").property("verdict") == "paid")
        scroll = window.findChild(QScrollArea, "verdictScroll")
        inside = scroll.widget()
        await stage.until(lambda: inside.width() <= scroll.viewport().width())
        close = window.findChild(QAbstractButton, "clearVerdictButton")
        assert close.isVisible()
        close.click()
        assert named(window, "verdictCard").property("verdict") == ""

    play(scenario, stand_in=True)


def test_the_key_that_creates_verifies_in_the_field_of_the_webhook(make: Make, play: Play, qtbot: QtBot) -> None:
    window = make()

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        window.findChild(QLineEdit, "amountEdit").setText("12")
        edit = window.findChild(VerifierPanel)._edit
        edit.show_payload("not a webhook")
        edit.setFocus()
        qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await stage.until(lambda: named(window, "verdictCard").property("verdict"))
        assert await stage.ledger.links(LinkQuery(), limit=1) == []

    play(scenario, stand_in=True)


def test_the_settings_have_the_clipboard_watched(make: Make, play: Play) -> None:
    window = make()

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        window.dialogs.settings()
        dialog = window.findChild(QDialog, "settingsDialog")
        assert dialog is not None
        dialog.findChild(QCheckBox, "settingsWatchBox").setChecked(True)
        named(dialog, "saveSettingsButton").click()
        assert window.findChild(QCheckBox, "watchClipboardBox").isChecked()
        assert stage.session.settings.value.watch_clipboard

    play(scenario)


def test_a_refused_link_offers_to_correct_it(make: Make, play: Play) -> None:
    window = make()

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        for name, text in (("amountEdit", "12"), ("emailEdit", "nobody@example.com")):
            window.findChild(QLineEdit, name).setText(text)
        named(window, "createButton").click()
        why = window.findChild(QLabel, "newestLinkWhy")
        assert why is not None
        await stage.until(lambda: "Practice mode knows one account only" in why.text())
        named(window, "newestNextButton").click()
        assert window.findChild(QLineEdit, "amountEdit").text() == "12"

    play(scenario, stand_in=True)


def test_what_is_typed_before_the_services_are_there_becomes_a_link(make: Make, qtbot: QtBot, play: Play) -> None:
    window = make()
    qtbot.waitUntil(lambda: window.findChild(QWidget, "payloadEdit") is not None)
    typed = window.focusWidget()
    assert typed is named(window, "amountEdit")
    qtbot.keyClicks(typed, "42")
    qtbot.keyClick(typed, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        url = window.findChild(QLineEdit, "newestLinkUrl")
        assert url is not None
        await stage.until(url.text)
        assert [link.amount for link in await stage.session.ledger.links(LinkQuery())] == ["42"]

    play(scenario, stand_in=True)


def test_the_first_run_begins_with_a_choice(make: Make, qtbot: QtBot) -> None:
    window = make(practice=False, first_run=True)
    modes: list[str] = []
    window.mode_requested.connect(modes.append)
    assert named(window, "enterKeyButton").isVisible()
    assert not named(window, "createButton").isVisible()
    qtbot.mouseClick(named(window, "practiceButton"), Qt.MouseButton.LeftButton)
    assert modes == ["practice"]


def test_a_first_run_in_practice_begins_with_the_same_choice(make: Make, play: Play, qtbot: QtBot) -> None:
    window = make(practice=True, first_run=True)
    modes: list[str] = []
    window.mode_requested.connect(modes.append)
    assert named(window, "language_ar").isVisible()

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        qtbot.mouseClick(named(window, "enterKeyButton"), Qt.MouseButton.LeftButton)
        assert modes == ["live"]
        qtbot.mouseClick(named(window, "practiceButton"), Qt.MouseButton.LeftButton)
        await stage.until(named(window, "createButton").isVisible)
        assert stage.session.settings.value.mode == "practice"
        assert modes == ["live"]

    play(scenario)


def test_trouble_with_the_ledger_is_said_on_a_page_with_a_way_on(make: Make) -> None:
    window = make()
    again: list[bool] = []
    window.restart_requested.connect(lambda: again.append(True))
    path, tasks = Path("ledger.sqlite"), Tasks()
    support = SupportFile(DataFolder(Path()), Redactor(), None)
    window.show_trouble(LedgerError("ledger_newer"), upkeep=Upkeep(path), support=support, tasks=tasks)
    page = named(window, "troublePage")
    assert page.isVisible()
    assert any("newer KazaDesk" in label.text() for label in page.findChildren(QLabel))
    button = page.findChild(QPushButton, "tryAgainButton")
    assert button is not None
    button.click()
    assert again == [True]


def test_closing_is_asked_for_and_done_by_the_program(make: Make) -> None:
    window = make()
    asked: list[bool] = []
    window.close_requested.connect(lambda: asked.append(True))
    assert not window.close()
    assert window.isVisible()
    assert asked == [True]


def test_f11_shows_the_customer_the_chosen_link_or_the_newest(make: Make, play: Play, qtbot: QtBot) -> None:
    window = make()

    async def scenario(stage) -> None:
        amount = lambda: window.findChild(QLabel, "customerAmount")  # noqa: E731
        await stage.link(amount="3")
        window.attach(stage.session, stage.tasks)
        await stage.until(lambda: window._desk.newest.link is not None)
        qtbot.keyClick(window, Qt.Key.Key_F11)
        await stage.until(amount)
        assert amount().text() == "\u20663.00 USD\u2069"
        amount().window().close()
        await stage.until(lambda: amount() is None)
        await stage.link(amount="4")
        rows = window._desk.links._view
        await stage.until(lambda: rows.model().rowCount() == 2)
        rows.choose(1)
        window.activateWindow()
        await stage.until(window.isActiveWindow)
        qtbot.keyClick(window, Qt.Key.Key_F11)
        await stage.until(amount)
        assert amount().text() == "\u20663.00 USD\u2069"
        # paid meanwhile, it is taken back
        await stage.ledger.mark_by_hand(window._desk.links._model.link_at(1).id, "cash")
        await stage.until(lambda: amount() is None)
        window.activateWindow()
        await stage.until(window.isActiveWindow)
        qtbot.keyClick(window, Qt.Key.Key_F11)
        toast = window.findChild(Toast)
        assert toast is not None
        assert toast.text() == "This link is paid already"
        assert amount() is None

    play(scenario)


def test_closing_during_a_create_asks_and_waits_for_the_answer(make: Make, play: Play) -> None:
    window = make()
    asked: list[bool] = []
    window.close_requested.connect(lambda: asked.append(True))

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        stage.stand_in.fail_next(Faults(delay=1.5))
        named(window, "amountEdit").setText("7")
        named(window, "createButton").click()
        await stage.until(lambda: stage.session.links.under_way)
        window.close()
        dialog = window.findChild(QDialog, "leaveDialog")
        assert dialog is not None
        words = dialog.findChild(QLabel, "leaveWords").text()
        assert "A link is being created." in words
        assert re.search(r"in (29|30) seconds at most", words)
        assert asked == []
        named(dialog, "leaveStayButton").click()
        await stage.until(lambda: window.findChild(QDialog, "leaveDialog") is None)
        assert asked == []
        window.close()
        named(window.findChild(QDialog, "leaveDialog"), "leaveWaitButton").click()
        await stage.until(lambda: asked)
        [link] = await stage.ledger.links(LinkQuery())
        assert link.state is LinkState.WAITING

    play(scenario, stand_in=True)


def test_closing_during_an_export_asks_and_can_be_done_anyway(
    make: Make, play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make()
    asked: list[bool] = []
    window.close_requested.connect(lambda: asked.append(True))

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        go_on = asyncio.Event()
        links_of = stage.session.ledger.links_of

        async def slowly(link_ids):  # a ledger that takes its time
            await go_on.wait()
            return await links_of(link_ids)

        await stage.link()
        monkeypatch.setattr(stage.session.ledger, "links_of", slowly)
        export = window._desk.links._export
        export.save_as(tmp_path / "links.csv", LinkQuery(), NEWEST_FIRST, [])
        window.close()
        dialog = window.findChild(QDialog, "leaveDialog")
        assert "no file is saved" in dialog.findChild(QLabel, "leaveWords").text()
        named(dialog, "leaveWaitButton").click()
        assert asked == []
        go_on.set()
        await stage.until(lambda: asked)
        assert (tmp_path / "links.csv").exists()
        go_on.clear()
        export.save_as(tmp_path / "again.csv", LinkQuery(), NEWEST_FIRST, [])
        window.close()
        await stage.until(lambda: window.findChild(QDialog, "leaveDialog") is not None)
        named(window.findChild(QDialog, "leaveDialog"), "leaveNowButton").click()
        assert len(asked) == 2
        assert not (tmp_path / "again.csv").exists()

    play(scenario)


def test_another_language_waits_for_what_is_under_way(make: Make, play: Play) -> None:
    window = make()
    asked: list[bool] = []
    window.restart_requested.connect(lambda: asked.append(True))

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        stage.stand_in.fail_next(Faults(delay=0.5))
        named(window, "amountEdit").setText("7")
        named(window, "createButton").click()
        await stage.until(lambda: stage.session.links.under_way)
        window.dialogs.restart_requested.emit()
        assert asked == []
        named(window.findChild(QDialog, "leaveDialog"), "leaveWaitButton").click()
        await stage.until(lambda: asked)

    play(scenario, stand_in=True)


def test_a_refusal_of_the_stand_in_is_no_success(make: Make, play: Play) -> None:
    window = make()

    async def scenario(stage) -> None:
        window.attach(stage.session, stage.tasks)
        link = await stage.session.links.create(LinkForm("5", "USD", EMAIL))
        said: list[tuple[str, str]] = []
        window._desk.links.say = lambda text, *, icon="check": said.append((text, icon))  # type: ignore[method-assign]
        await stage.session.links.mark_by_hand(link.id, "cash")
        await stage.until(lambda: not named(window, "practiceReplayButton").isHidden())
        named(window, "practiceReplayButton").click()
        await stage.until(lambda: said)
        assert said == [("This link is neither paid nor expired yet.", "info")]

    play(scenario, stand_in=True)


def test_the_email_that_was_typed_goes_along_from_practice_to_live(make: Make) -> None:
    practice, live, again = make(), make(practice=False), make()
    for name, text in (("emailEdit", "me@shop.example"), ("amountEdit", "7")):
        named(practice, name).setText(text)
    live.continue_from(practice)
    assert named(live, "emailEdit").text() == "me@shop.example"
    again.continue_from(live)
    assert named(again, "emailEdit").text() == ""
    assert named(again, "amountEdit").text() == "7"


@pytest.mark.parametrize(
    ("language", "live_told", "practice_told"),
    [
        ("en", "Live: from now on links are real money", "Practice mode: nothing is real"),
        ("ar", "الوضع الفعلي: الروابط من الآن بمال حقيقي", "وضع التدريب: لا شيء حقيقي"),
    ],
)
def test_a_change_of_mode_is_said(make: Make, wear, said, language: str, live_told: str, practice_told: str) -> None:
    wear(language)
    practice, live, again = make(), make(practice=False), make()
    live.continue_from(practice)
    assert said[-1] == live_told
    assert live.accessibleName() == f"{live.windowTitle()}. {live_told}", "for who is told of no announcements"
    again.continue_from(live)
    assert said[-1] == practice_told
    before = len(said)
    make().continue_from(again)
    assert not {live_told, practice_told} & set(said[before:])


def test_the_banner_acts_on_the_chosen_link_only_when_there_is_one(qtbot: QtBot, play: Play) -> None:
    banner = PracticeBanner()
    qtbot.addWidget(banner)
    banner.resize(900, 40)
    banner.show()

    def buttons() -> set[str]:
        return {one.objectName() for one in banner.findChildren(QPushButton) if one.isVisible()}

    async def scenario(stage) -> None:
        assert buttons() == set()
        banner.show_link(await stage.link(LinkState.FAILED))
        assert buttons() == set()
        waiting = await stage.link()
        banner.show_link(waiting)
        assert buttons() == {"practicePayButton", "practiceExpireButton", "practicePageButton"}
        asked: list[object] = []
        banner.pay_requested.connect(asked.append)
        named(banner, "practicePayButton").click()
        assert asked == [waiting]
        banner.show_link(await stage.link(LinkState.PAID_BY_HAND))
        assert buttons() == {"practiceReplayButton", "practiceTamperButton"}
        # the keyboard stays with what goes on here, and does not land on whatever comes next
        left: list[bool] = []
        banner.focus_left.connect(lambda: left.append(True))
        banner.show_link(waiting)
        named(banner, "practicePayButton").setFocus()
        banner.show_link(await stage.link(LinkState.PAID_BY_HAND))
        assert banner.focusWidget() is named(banner, "practiceReplayButton")
        assert left == []
        banner.show_link(None)
        assert left == [True]

    play(scenario)


def test_the_key_for_paying_says_why_a_settled_link_cannot_be_paid(qtbot: QtBot, play: Play) -> None:
    banner = PracticeBanner()
    qtbot.addWidget(banner)
    told: list[str] = []
    banner.refused.connect(told.append)

    async def scenario(stage: Any) -> None:
        banner.show_link(replace(await stage.link(), state=LinkState.PAID))
        banner.pay()
        assert told == ["This link is paid already"]

    play(scenario)
