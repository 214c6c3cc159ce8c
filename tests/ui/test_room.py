"""Every word has its room: in English, in Arabic, and in a language whose words are longer by two fifths."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt, QTranslator
from PySide6.QtGui import QFont
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from kazadesk.core.errors import InputError, InputErrors, VaultError
from kazadesk.core.link import LinkState
from kazadesk.storage.settings import Settings
from kazadesk.ui.books.batch_dialog import BatchDialog
from kazadesk.ui.books.close_dialog import CloseDialog
from kazadesk.ui.books.import_dialog import ImportDialog
from kazadesk.ui.books.report_dialog import ReportDialog
from kazadesk.ui.create.prices_dialog import PricesDialog
from kazadesk.ui.frame.about_dialog import AboutDialog
from kazadesk.ui.frame.leaving import LeaveDialog
from kazadesk.ui.frame.main_window import MainWindow
from kazadesk.ui.frame.shortcuts_dialog import ShortcutsDialog
from kazadesk.ui.frame.welcome import WelcomePage
from kazadesk.ui.handover.customer_view import CustomerView
from kazadesk.ui.handover.qr_dialog import QrDialog
from kazadesk.ui.handover.qr_view import QrView
from kazadesk.ui.handover.slip_dialog import SlipDialog
from kazadesk.ui.links.going_live import GoingLive
from kazadesk.ui.look import theme
from kazadesk.ui.settings.credentials_dialog import CredentialsDialog
from kazadesk.ui.settings.dialog import SettingsDialog
from kazadesk.ui.settings.shop_name_dialog import ShopNameDialog
from kazadesk.ui.verify.practice_ribbon import PracticeRibbon
from kazadesk.ui.widgets.labels import ElidedText

SMALLEST = (1024, 640)
PAINTED = (ElidedText, QrView, PracticeRibbon)
"""Labels only to a screen reader."""


class Longer(QTranslator):
    """Words that nobody speaks: each string a time and two fifths as long, marked so that none escapes."""

    def translate(self, context, source, comment=None, n=-1):
        return f"{source}{'·' * max(1, len(source) * 2 // 5)}" if source else ""

    def isEmpty(self):
        return False


@pytest.fixture
def speak(qapp, wear):
    """speak("en" | "ar" | "longer")"""
    longer = Longer()

    def say(language):
        wear("ar" if language == "ar" else "en")
        if language == "longer":
            qapp.installTranslator(longer)

    yield say
    qapp.removeTranslator(longer)


def cramped(window):
    """The widgets whose words are cut off or that stand outside the window, with their words."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or widget.visibleRegion().isEmpty() or is_part(widget):
            continue
        if isinstance(widget, QLabel) and widget.text():
            if widget.wordWrap():
                fits = widget.heightForWidth(widget.width()) <= widget.height() + 1
            else:
                fits = widget.sizeHint().width() <= widget.width() + 1
            words = widget.text()
        elif isinstance(widget, QAbstractButton) and widget.text():
            fits = widget.sizeHint().width() <= widget.width() + 1
            words = widget.text()
        elif isinstance(widget, QComboBox):
            words = widget.currentText()
            fits = widget.fontMetrics().horizontalAdvance(words) <= widget.width() - 32
        else:
            continue
        place = widget.rect().translated(widget.mapTo(window, QPoint(0, 0)))
        outside = not scrolled(widget) and not window.rect().contains(place)
        if not fits or outside:
            found.append((type(widget).__name__, widget.objectName(), words, "outside" if outside else "cut"))
    return found


async def has_room(stage, window):
    """Layouts are done a few events after what changed them."""
    with contextlib.suppress(TimeoutError):
        await stage.until(lambda: not cramped(window))
    assert cramped(window) == []


def is_part(widget):
    """Whether it is inside a box or a list, which answers for it, or paints its words as they fit."""
    parent = widget.parentWidget()
    return isinstance(parent, QComboBox | QAbstractItemView | QPlainTextEdit) or isinstance(widget, PAINTED)


def scrolled(widget):
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea | QAbstractScrollArea):
        parent = parent.parentWidget()
    return parent is not None


languages = pytest.mark.parametrize("language", ["en", "ar", "longer"])


@languages
@pytest.mark.parametrize("name", ["welcome", "qr", "customer", "shortcuts", "about"])
def test_every_word_has_its_room(show, speak, like, language, name):
    speak(language)
    link = like(amount="1234567.123456", currency="USDT", reference="R" * 64)
    shop = "حلويات الشام الأصلية والمعجنات"
    makers: dict[str, Callable[[], QWidget]] = {
        "welcome": WelcomePage,
        "qr": lambda: QrDialog(link, shop, None),
        "customer": lambda: CustomerView(link, shop, practice=True),
        "shortcuts": ShortcutsDialog,
        "about": AboutDialog,
    }
    widget = makers[name]()
    widget.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    if name in ("welcome", "customer"):
        widget.resize(*SMALLEST)
    show(widget)
    assert cramped(widget) == []
    assert widget.width() <= SMALLEST[0]
    assert widget.height() <= SMALLEST[1]


@languages
def test_slip_and_what_is_wrong_with_it(play, speak, language, like, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    speak(language)

    async def scenario(stage):
        dialog = SlipDialog(like(reference="R" * 64), stage.session, stage.tasks, shop_name="حلويات الشام")
        await stage.show(dialog)
        button = dialog.findChild(QAbstractButton, "printSlipButton")
        await stage.until(button.isEnabled)
        await has_room(stage, dialog)
        button.click()
        await stage.until(button.isEnabled)
        await has_room(stage, dialog)
        assert dialog.width() <= SMALLEST[0]
        assert dialog.height() <= SMALLEST[1]

    play(scenario)


WRONG = InputErrors(
    [InputError("email", "bad_email"), InputError("api_key", "not_ascii"), InputError("api_secret", "not_ascii")]
)


@languages
@pytest.mark.parametrize("practice", [True, False], ids=["practice", "live"])
def test_credentials_and_what_is_wrong_with_them(play, no_keyring, speak, language, practice):
    speak(language)

    async def scenario(stage):
        always = set(stage.tasks._running)  # the news of links never end
        dialog = CredentialsDialog(stage.session, stage.tasks, profile=None if practice else "")
        await stage.show(dialog)
        await stage.until(lambda: set(stage.tasks._running) <= always)
        await has_room(stage, dialog)
        if not practice:
            dialog._say(WRONG)
            await has_room(stage, dialog)
            dialog._show_saved(VaultError("no_keyring"))
        else:
            dialog._start_check()
            await stage.until(lambda: not dialog._busy)
        await has_room(stage, dialog)
        assert dialog.height() <= SMALLEST[1]

    play(scenario, practice=practice)


@languages
def test_settings(play, speak, language):
    speak(language)

    async def scenario(stage):
        dialog = SettingsDialog(stage.session, stage.tasks)
        await stage.show(dialog)
        for page in range(dialog._pages.count()):
            dialog._sections.setCurrentRow(page)
            await has_room(stage, dialog)
        assert dialog.width() <= SMALLEST[0]
        assert dialog.height() <= SMALLEST[1]

    play(scenario)


@languages
def test_books(play, speak, language, tmp_path):
    speak(language)
    links, sales = tmp_path / "links.csv", tmp_path / "sales.csv"
    rows = "".join(f"{number},N-{number},أحمد\n" for number in range(1, 9))
    links.write_text(f"amount,ref,name\n1234567,INV-1,أحمد\nx,,\n{rows}", encoding="utf-8")
    sales.write_text("date,amount\n25/03/2024,1500\n", encoding="utf-8")

    async def scenario(stage):
        await stage.link(LinkState.PAID_BY_HAND, amount="1234567")
        await stage.session.books.closes.close(with_balances=False)
        prices = PricesDialog(stage.session.till, "USD")
        await stage.show(prices)
        prices._add()
        await has_room(stage, prices)
        for kind in (BatchDialog, ReportDialog, CloseDialog, ImportDialog):
            dialog = kind(stage.session, stage.tasks)
            await stage.show(dialog)
            await has_room(stage, dialog)
            if kind in (BatchDialog, ImportDialog):
                dialog.show_file(links if kind is BatchDialog else sales)
                await stage.until(lambda: dialog._found is not None)  # noqa: B023
            await has_room(stage, dialog)
            assert dialog.width() <= SMALLEST[0]
            assert dialog.height() <= SMALLEST[1]
            dialog.reject()

    play(scenario)


@languages
def test_what_is_asked_before_going_and_at_set_up(play, no_keyring, speak, language):
    speak(language)

    async def scenario(stage):
        for work in ("export", "archive", "copy", "batch", "backup"):
            stage.tasks.start(stage.tasks, asyncio.Event().wait(), work=work)
        steps = GoingLive()
        steps.attach(stage.session, stage.tasks)
        steps.resize(560, 260)
        for widget in (
            LeaveDialog(stage.session, stage.tasks, closing=True),
            ShopNameDialog(stage.session.profiles),
            steps,
        ):
            await stage.show(widget)
            await has_room(stage, widget)
            assert widget.width() <= SMALLEST[0]
            assert widget.height() <= SMALLEST[1]

    play(scenario, practice=False)


@languages
@pytest.mark.parametrize("size", [(1366, 720), SMALLEST], ids=["usual", "small"])
@pytest.mark.parametrize("practice", [True, False], ids=["practice", "live"])
def test_the_window(play, speak, language, size, practice, like):
    speak(language)

    async def scenario(stage):
        window = MainWindow(practice=practice, first_run=False, settings=Settings())
        window.resize(*size)
        window.show_first_links([like(amount="1234567.123456", currency="USDT")])
        await stage.show(window)
        window.attach(stage.session, stage.tasks)
        await stage.until(lambda: window.findChild(QComboBox, "profileBox").isEnabled())
        await has_room(stage, window)
        assert (window.width(), window.height()) == size

    play(scenario, practice=practice)


@pytest.fixture
def larger_font(qapp):
    """A system font half as large again as the usual one."""
    font, base = qapp.font(), theme._state["base"]
    larger = QFont(font)
    larger.setPointSizeF(base * 1.5)
    qapp.setFont(larger)
    theme._state["base"] = base * 1.5
    yield
    qapp.setFont(font)
    theme._state["base"] = base


@pytest.mark.parametrize("language", ["en", "ar"])
def test_with_a_larger_font_nothing_is_cut(play, speak, larger_font, language, like):
    speak(language)

    async def scenario(stage):
        window = MainWindow(practice=True, first_run=False, settings=Settings())
        window.resize(1366, 720)
        window.show_first_links([like(amount="1234567.123456", currency="USDT")])
        await stage.show(window)
        window.attach(stage.session, stage.tasks)
        await stage.until(lambda: window.findChild(QComboBox, "profileBox").isEnabled())
        await has_room(stage, window)
        side = window.findChild(QWidget, "createButton").parentWidget().parentWidget()
        assert side.width() <= side.parentWidget().width()

    play(scenario)
