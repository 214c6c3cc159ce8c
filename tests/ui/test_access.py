"""Without a mouse and without eyes: every control has a name in the user's language, and Tab goes as one reads."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

from kazadesk.storage.settings import Settings
from kazadesk.ui.details.dialog import LinkDetails
from kazadesk.ui.frame.main_window import MainWindow
from kazadesk.ui.frame.welcome import WelcomePage
from kazadesk.ui.handover.customer_view import CustomerView
from kazadesk.ui.handover.qr_dialog import QrDialog
from kazadesk.ui.settings.credentials_dialog import CredentialsDialog
from kazadesk.ui.settings.dialog import SettingsDialog
from kazadesk.ui.settings.secret_edit import SecretEdit
from tests.dialogs import DIALOGS, Given, all_dialogs, filled

LANGUAGES = ("English", "العربية")
"""Names of languages stand in their own words everywhere."""


def reachable(window):
    """The controls that Tab reaches, in its order."""
    found, widget = [], window.nextInFocusChain()
    while widget is not window:
        usable = widget.isVisibleTo(window) and widget.isEnabled()
        if usable and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def name_of(widget):
    if isinstance(widget, QComboBox):
        return widget.accessibleName()  # on Linux its name is what is chosen, and its label a relation
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def nameless(window):
    arabic = QApplication.instance().property("language") == "ar"
    return [
        (type(widget).__name__, widget.objectName(), name_of(widget))
        for widget in [each for each in reachable(window) if not isinstance(each, QScrollArea)]
        if not name_of(widget)
        or (arabic and not re.search("[\u0621-\u064a]", name_of(widget)) and name_of(widget) not in LANGUAGES)
    ]


def without_a_word(window):
    """Buttons with an icon only, of which nothing says what they do when the mouse is over them."""
    buttons = [each for each in reachable(window) if isinstance(each, QToolButton)]
    return [button.objectName() for button in buttons if not button.text() and not button.toolTip()]


def reading_order(window, widgets):
    """As one reads: line by line, each from its beginning. The eyes follow the last secret: who has pasted the key and
    goes on with Tab pastes the secret."""
    mirrored = window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    secrets = window.findChildren(SecretEdit)

    def place(widget):
        corner = widget.mapTo(window, QPoint(0, 0))
        line = secrets[-1] if widget.parentWidget() in secrets else widget
        middle = line.mapTo(window, QPoint(0, 0)).y() + line.height() // 2
        return middle // 24, -corner.x() - widget.width() if mirrored else corner.x(), corner.y()

    return sorted(widgets, key=place)


def order(window):
    widgets = [each for each in reachable(window) if not isinstance(each.parentWidget(), QPlainTextEdit)]
    first = reading_order(window, widgets)[0]
    start = widgets.index(first)
    return widgets[start:] + widgets[:start]


def names(widgets):
    return [f"{type(widget).__name__} {widget.objectName()}: {name_of(widget)}" for widget in widgets]


MARKS = re.compile("[\u200b\u202f\u2060\u2066-\u2069\u066b\u066c]")
"""A narrow blank is heard as the end of a number, ٫ not at all, and marks of direction are read out by some."""
SAID = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)


def ill_spoken(window):
    """What a screen reader would get of the window that it cannot say, wherever it stands in the accessible tree."""
    found, waiting = [], [QAccessible.queryAccessibleInterface(window)]
    while waiting:
        each = waiting.pop()
        if each is None or not each.isValid() or each.state().invisible:
            continue
        found += [each.text(kind) for kind in SAID if MARKS.search(each.text(kind))]
        waiting += map(each.child, range(each.childCount()))
    return found


def told_twice(window):
    """Whose description is the name once more, with its keys or not: a tooltip is read as one where there is no
    other.
    """
    described = {each: QAccessible.queryAccessibleInterface(each) for each in reachable(window)}
    return [
        (widget.objectName(), name_of(widget))
        for widget, found in described.items()
        if re.sub(r" \(.*\)$", "", found.text(QAccessible.Text.Description)) == name_of(widget)
    ]


def check(window):
    assert nameless(window) == []
    assert told_twice(window) == []
    assert ill_spoken(window) == []
    assert without_a_word(window) == []
    assert names(order(window)) == names(reading_order(window, order(window)))


languages = pytest.mark.parametrize("language", ["en", "ar"])


@languages
@pytest.mark.parametrize("name", ["welcome", "customer"])
def test_pages_without_services(show, wear, link, language, name):
    wear(language)
    widget = WelcomePage() if name == "welcome" else CustomerView(link, "حلويات الشام")
    widget.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    widget.resize(1024, 640)
    show(widget)
    check(widget)


@languages
def test_credentials_of_practice(play, no_keyring, wear, language):
    wear(language)

    async def scenario(stage):
        dialog = CredentialsDialog(stage.session, stage.tasks, profile=None)
        await stage.show(dialog)
        check(dialog)
        assert len(reachable(dialog)) >= 7

    play(scenario)


LAID_OUT_OTHERWISE = {"CloseDialog", "LinkDetails", "PricesDialog", "SettingsDialog"}
"""In columns, each of which is gone through whole."""

FIRST = {
    "AboutDialog": "closeAboutButton",
    "AgainDialog": "cancelAgainButton",
    "AssignDialog": "assignSearchEdit",
    "BackupsDialog": "backupsList",
    "BatchDialog": "chooseFileButton",
    "CloseDialog": "closeDayEdit",
    "CredentialsDialog": "checkCredentialsButton",
    "DeleteAccount": "cancelDeleteAccountButton",
    "ImportDialog": "chooseImportButton",
    "LeaveDialog": "leaveStayButton",
    "LinkDetails": "closeDetailsButton",
    "MissingDialog": "missingList",
    "NotCopied": "notCopiedText",
    "PricesDialog": "priceNameEdit",
    "QrDialog": "customerViewButton",
    "ReportDialog": "takingsRangeBox",
    "RestoredDialog": "closeRestoredButton",
    "SettingsDialog": "settingsSections",
    "ShopNameDialog": "firstShopNameEdit",
    "ShortcutsDialog": "shortcutsList",
    "SlipDialog": "slipLanguageBox",
    "SupportDialog": "closeSupportButton",
}
"""Where the focus is at first: nowhere a key that is held does what cannot be undone."""


@languages
@pytest.mark.parametrize("name", DIALOGS)
def test_dialogs(play, no_keyring, wear, language, name):
    wear(language)

    async def scenario(stage):
        await stage.link(amount="1234567.50")
        dialog = await DIALOGS[name](Given(stage, await stage.link(amount="12345.50")))
        await stage.show(dialog)
        await stage.until(lambda: filled(dialog) and dialog.focusWidget() is not None)
        assert dialog.focusWidget().objectName() == FIRST[name]
        for found in (nameless, ill_spoken, told_twice, without_a_word):
            assert found(dialog) == []
        if name not in LAID_OUT_OTHERWISE:
            assert names(order(dialog)) == names(reading_order(dialog, order(dialog)))
        if name == "LinkDetails":
            assert isinstance(dialog, LinkDetails)
            dialog.ask_by_hand()
            assert dialog.focusWidget().objectName() == "byHandReasonEdit"
            for found in (nameless, ill_spoken, told_twice, without_a_word):
                assert found(dialog) == []

    play(scenario)


def test_no_dialog_is_left_out():
    """A new one comes into tests/dialogs.py, and so it is walked here and heard in tests/end_to_end/test_heard.py."""
    assert set(DIALOGS) == set(all_dialogs()) == set(FIRST)


@languages
def test_settings(play, no_keyring, wear, language):
    wear(language)

    async def scenario(stage):
        dialog = SettingsDialog(stage.session, stage.tasks)
        await stage.show(dialog)
        for page in range(dialog._pages.count()):
            dialog._sections.setCurrentRow(page)
            await stage.until(lambda page=page: dialog._pages.widget(page).isVisible())
            assert nameless(dialog) == []
            assert ill_spoken(dialog) == []
            assert told_twice(dialog) == []
            assert without_a_word(dialog) == []

    play(scenario, practice=False)


@languages
@pytest.mark.parametrize("practice", [True, False], ids=["practice", "live"])
def test_the_window(play, no_keyring, wear, language, practice, link):
    wear(language)

    async def scenario(stage):
        stage.session.till.add("قهوة Coffee", "1234.50", "USD")
        stage.session.settings.change(customer_open=True)
        window = MainWindow(practice=practice, first_run=False, settings=Settings())
        window.resize(1366, 720)
        window.show_first_links([link])
        await stage.show(window)
        window.attach(stage.session, stage.tasks)
        await stage.until(lambda: window.findChild(QWidget, "createButton").isEnabled())
        assert nameless(window) == []
        assert ill_spoken(window) == []
        assert told_twice(window) == []
        assert without_a_word(window) == []

    play(scenario, practice=practice)


BY_TAB = (
    "amountEdit",
    "currencyBox",
    "emailEdit",
    "referenceEdit",
    "redirectEdit",
    "createButton",
    "newestLinkUrl",
    "newestCopyButton",
    "newestQrButton",
    "newestShareButton",
    "searchEdit",
    "stateFilter",
    "dateFilter",
    "currencyFilter",
    "copyButton",
    "qrButton",
    "shareButton",
    "sortByCreated",
    "linksView",
    "exportButton",
    "payloadEdit",
    "pasteButton",
    "verifyButton",
    "openFileButton",
    "watchClipboardBox",
    "arrivedButton",
    "profileBox",
    "practicePayButton",
    "practiceExpireButton",
    "practicePageButton",
    "receivingStatus",
    "settingsButton",
    "customerButton",
)


@languages
def test_tab_goes_round_the_window_and_is_always_seen(play, no_keyring, wear, language, link):
    wear(language)

    async def scenario(stage):
        window = MainWindow(practice=True, first_run=False, settings=Settings())
        window.resize(1366, 720)
        window.show_first_links([link])
        await stage.show(window)
        window.attach(stage.session, stage.tasks)
        await stage.until(lambda: window.findChild(QWidget, "amountEdit").hasFocus())
        await stage.until(lambda: not window._desk.links._model.loading)
        window.show_first_links([link])
        seen = []
        for _ in BY_TAB:
            focused = in_focus()
            seen.append(focused.objectName())
            with_focus = window.grab(place_of(focused, window)).toImage()
            QTest.keyClick(focused, Qt.Key.Key_Tab)
            assert window.grab(place_of(focused, window)).toImage() != with_focus, seen[-1]
        assert tuple(seen) == BY_TAB
        assert in_focus().objectName() == BY_TAB[0]
        QTest.keyClick(in_focus(), Qt.Key.Key_Backtab)
        assert in_focus().objectName() == BY_TAB[-1]

    play(scenario)


def in_focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def place_of(widget, window):
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


@languages
def test_the_main_job_of_the_credentials_dialog_goes_by_keyboard(play, no_keyring, wear, language, qapp):
    wear(language)

    async def scenario(stage):
        dialog = CredentialsDialog(stage.session, stage.tasks)
        await stage.show(dialog)
        await stage.until(dialog.isActiveWindow)
        assert QApplication.focusWidget() is dialog.email
        for keys in ("merchant@example.com", "0DE5C0FFEE01", "5EC7E7C0FFEE"):
            QTest.keyClicks(in_focus(), keys)
            QTest.keyClick(in_focus(), Qt.Key.Key_Tab)
        QTest.keyClick(dialog.email, Qt.Key.Key_Return)
        await stage.until(lambda: not dialog._busy)
        kept = await stage.session.profiles.credentials()
        assert kept is not None
        assert kept.api_secret.reveal() == "5EC7E7C0FFEE"

    play(scenario, practice=False)


def test_enter_presses_the_button_that_has_the_focus(show, link, qapp):
    dialog = QrDialog(link, "", None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    show(dialog)
    shown, copied = [], []
    dialog.findChild(QWidget, "customerViewButton").clicked.disconnect()
    dialog.findChild(QWidget, "customerViewButton").clicked.connect(lambda: shown.append(True))
    copy, url = dialog.findChild(QPushButton, "copyQrUrlButton"), dialog.findChild(QLineEdit, "qrUrlEdit")
    assert copy is not None
    assert url is not None
    copy.clicked.connect(lambda: copied.append(True))
    copy.setFocus()
    QTest.keyClick(copy, Qt.Key.Key_Return)
    assert (copied, shown) == ([True], [])
    QTest.keyClick(url, Qt.Key.Key_Return)
    assert (copied, shown) == ([True], [True]), "the default one, from a field"
