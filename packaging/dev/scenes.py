"""`scenes.py FOLDER LANGUAGE THEME [ACT …]`: plays the window through its states and takes a picture of each.

Started by screens.py, on a screen that nobody else uses. An act is one run of the window on a data folder of its own;
it stops at each `yield`, whose word names the picture of the whole screen.
"""

from __future__ import annotations

import asyncio
import importlib.util
import itertools
import json
import sys
import tempfile
import traceback
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QCursor, QGuiApplication, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QTabWidget,
    QWidget,
)

from kazadesk.assembly import Options
from kazadesk.core.errors import LedgerError
from kazadesk.core.link import LinkRequest, LinkState, PaymentLink
from kazadesk.core.prices import Price
from kazadesk.core.webhook.signature import signature_text
from kazadesk.practice.account import CREDENTIALS
from kazadesk.services.desks import Server
from kazadesk.services.own_mailbox import OwnAddresses
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.settings import ProfileSettings
from kazadesk.storage.settings_file import SettingsFile
from kazadesk.ui.create.till import PriceButton
from kazadesk.ui.frame.ledger_strip import LedgerStrip
from kazadesk.ui.look import theme
from kazadesk.ui.words.i18n import digits

LOOK, ALIKE, LOOKS = 0.1, 5, 30
"""The screen is looked at every so many seconds; it is still once so many looks are alike, at the latest after all."""
NOBODY = "http://127.0.0.1:9"
"""Where nothing listens: as good as no network."""
LEDGER_PAGE = 4
GO_ON = ("qr-code", "slip", "settings-window", "settings-accounts", "batch-customers", "close-the-day")
"""Scenes whose dialog the next one needs."""

Act = Callable[[Any], AsyncIterator[str]]
"""Given the Driver of the window tests."""


# --- The acts --------------------------------------------------------------------------------------------------------


async def first_run(desk: Any) -> AsyncIterator[str]:
    yield "welcome"


async def selling(desk: Any) -> AsyncIterator[str]:
    yield "empty"
    desk.window.show_upgrading(42)
    yield "upgrading"
    desk.window._desk.bar.samples_requested.emit()
    await desk.until(lambda: links(desk), "the samples")
    yield "samples"
    desk.window.dialogs.report()
    await desk.until(lambda: desk.find(QDialog, "reportDialog")._found is not None, "the takings")
    yield "samples-takings"
    today = desk.window.session.books.closes.today()
    desk.window._desk.links.show_payments(today - timedelta(days=3), today, "USD")
    await desk.until(lambda: not desk.window._desk.links._model.pending, "the payments")
    yield "samples-paid"
    desk.window._desk.links.show_all()
    desk.window._desk.bar.samples_unwanted.emit()
    await desk.until(lambda: not links(desk), "no samples")
    for amount, currency, reference in (
        ("10.00", "USD", "INV-1001"),
        ("250", "USD", "INV-1002"),
        ("1234567.50", "SYP", "طلب-٧"),
        ("99.99", "USD", ""),
        ("15", "EUR", "INV-1005"),
    ):
        await create(desk, amount, currency, reference)
    yield "waiting"
    paid = await webhook(desk, "practicePayButton")
    yield "webhook-on-the-clipboard"
    await verify(desk, paid, "paid")
    yield "paid"
    show_tab(desk, 0)
    yield "paid-in-the-list"
    forged = await webhook(desk, "practiceTamperButton")
    await verify(desk, forged, "not_authentic")
    yield "forged"
    await verify(desk, paid, "repeated")  # not right after it was paid: that would show the same verdict
    yield "repeated"
    await verify(desk, "Good morning, I have paid.", None)
    yield "unreadable"
    several = [paid, forged]
    for row, button in ((1, "practicePayButton"), (2, "practiceExpireButton")):
        choose(desk, row)
        several.append(await webhook(desk, button))
    await verify(desk, "\n".join(several), None)
    await desk.until(lambda: desk.find(QAbstractItemView, "verdictsView").model().rowCount() == len(several))
    yield "several-payloads"


async def mistakes(desk: Any) -> AsyncIterator[str]:
    fill(desk, "1,234", "USD", "INV-1")
    desk.find(QLineEdit, "emailEdit").setText("nobody")
    desk.find(QAbstractButton, "createButton").click()
    yield "form-errors"
    desk.find(QLineEdit, "emailEdit").setText("customer@example.com")
    await create(desk, "12", "USD", "INV-2")
    yield "refused"
    link = replace(links(desk)[0], state=LinkState.SENDING, error=None)
    desk.window._desk.newest.show_not_kept(link, LedgerError("disk_full", url="https://example.com/pay/0f3c9a7e"))
    yield "link-not-kept"
    desk.find(QLineEdit, "searchEdit").setText("no such thing")
    await desk.until(lambda: not links(desk), "the search")
    yield "no-match"


async def offline(desk: Any) -> AsyncIterator[str]:
    await create(desk, "25.00", "USD", "INV-1")
    await create(desk, "30.00", "USD", "INV-2")
    yield "unsent"


async def around(desk: Any) -> AsyncIterator[str]:
    """The dialogs and menus, over a window with a few links."""
    for number in range(3):
        await create(desk, "45.50", "USD", f"INV-{number}")
    paid = await webhook(desk, "practicePayButton")
    await verify(desk, paid, "paid")
    show_tab(desk, 0)
    link, waiting = links(desk)[:2]
    window = desk.window
    desk.find(QAbstractItemView, "linksView").selectAll()
    yield "several-selected"
    choose(desk, 0)
    desk.find(QAbstractItemView, "linksView").setFocus()
    await desk.press("Menu")
    yield "context-menu"
    desk.find(QAbstractButton, "settingsButton").click()
    yield "menu"
    share = window.findChild(QAbstractButton, "shareButton")  # where it is hidden in a narrow window, the form's
    window.dialogs.share(waiting, share if share.isVisible() else desk.find(QAbstractButton, "createButton"))
    yield "share-menu"
    window.dialogs.qr(waiting)
    yield "qr-code"
    desk.find(QDialog, "qrDialog").show_customer()
    yield "customer-view"
    window.dialogs.slip(waiting)
    await desk.until(lambda: desk.find(QAbstractButton, "saveSlipButton").isEnabled(), "the slip")
    yield "slip"
    for box in ("slipLanguageBox", "slipPaperBox"):
        choices = desk.find(QComboBox, box)
        choices.setCurrentIndex((choices.currentIndex() + choices.count() // 2) % choices.count())
    yield "slip-on-a-roll-in-the-other-language"
    window.dialogs.details(link)
    yield "details"
    window._mark_by_hand(waiting.id)
    await desk.until(lambda: any(dialog.isVisible() for dialog in window.findChildren(QDialog)), "the dialog")
    yield "mark-by-hand"
    window.dialogs.settings()
    for row, page in enumerate(("window", "accounts", "messages")):
        desk.find(QListWidget, "settingsSections").setCurrentRow(row)
        yield f"settings-{page}"
    window.dialogs.backups()
    yield "backups"
    window.dialogs.support()
    yield "support-file"
    window.dialogs.shortcuts()
    yield "shortcuts"
    window.dialogs.about()
    yield "about"


async def unexpected(desk: Any) -> AsyncIterator[str]:
    """A payment that no link is known for, and what can be done about it."""
    session = desk.window.session
    for amount, reference in (("45.50", "INV-1"), ("45.50", "INV-2"), ("12", "INV-3")):
        request = LinkRequest(amount, "USD", "merchant@example.com", reference)
        link = await session.links._ledger.add_link(request, profile="practice", sender="scenes")
        await session.links._ledger.finish_link(link.id, LinkState.UNKNOWN, error="read_timeout")
    desk.window._desk.links.reload()
    secret = signature_text("45.50", "b1946ac92492d2347c62", CREDENTIALS)
    payload = {"order_id": "b1946ac92492d2347c62", "amount": "45.50", "currency": "USD", "status": "fulfilled"}
    text = json.dumps(payload | {"ref": "INV-2", "secret": secret})
    await verify(desk, text, "paid_unknown")
    yield "unexpected-payment"
    verifier = desk.window._desk.verifier
    verifier._open_assign(verifier._card.verdict)
    await desk.until(lambda: desk.find(QListWidget, "assignList").count(), "the links")
    yield "assign"
    await session.links._ledger.bind(2, "b1946ac92492d2347c62")
    verifier.clear()  # else it is a second press on the same text, which shows the same verdict
    await verify(desk, text, "repeated")
    yield "assigned-by-hand"


async def receiving(desk: Any) -> AsyncIterator[str]:
    """Webhooks that come by themselves, and links that had none."""
    session = desk.window.session
    asked = ("250", "USD", "INV-1"), ("1234567.50", "SYP", "طلب-٧"), ("10", "USD", "INV-3")
    for amount, currency, reference in asked:
        await create(desk, amount, currency, reference)
    old = "DROP TRIGGER links_asked", "UPDATE links SET created_at = '2026-03-01T10:00:00.000Z'"
    await asyncio.to_thread(session.ledger.run, lambda: [session.ledger._connection.execute(sql) for sql in old])
    await create(desk, "45.50", "EUR", "INV-4")
    desk.window._desk.links.reload()
    desk.window.dialogs.missing()
    missing = desk.find(QListWidget, "missingList")
    await desk.until(missing.count, "the links")
    yield "without-an-answer"
    arrived = desk.window._desk.verifier._arrived
    desk.find(QAbstractButton, "practicePayButton").click()
    await desk.until(lambda: digits("1") in arrived.text(), "the webhook")
    yield "arrived-by-itself"
    show_tab(desk, 1)
    yield "arrived-card"
    for row in (1, 3):
        choose(desk, row)
        desk.find(QAbstractButton, "practicePayButton" if row == 1 else "practiceExpireButton").click()
        await desk.until(lambda row=row: digits(str(row // 2 + 2)) in arrived.text(), "the webhook")
    desk.window._show_arrivals()
    await desk.until(lambda: desk.find(QAbstractItemView, "arrivalsView").model().rowCount() == 3, "the arrivals")
    yield "arrivals"
    desk.window.dialogs.settings(receive=True)
    yield "settings-webhooks"


async def books(desk: Any) -> AsyncIterator[str]:
    """Many links from one file, the takings, the day's close, the old list."""
    window, folder = desk.window, Path(tempfile.mkdtemp())
    rows = [f"{10 + number * 7},USD,INV-{number},{'أحمد' if number % 2 else 'Lina'}" for number in range(1, 9)]
    (folder / "customers.csv").write_text("\n".join(["amount,currency,ref,name", *rows]), encoding="utf-8")
    (folder / "wrong.csv").write_text('amount,ref\n"1,234",A\nabc,B\n12,A\nTotal,', encoding="utf-8")
    (folder / "old.csv").write_text("date,amount,name\n25/03/2024,1500,أحمد\n15/09/1445,20,", encoding="utf-8")
    for name in ("wrong", "customers"):
        window.dialogs.batch(folder / f"{name}.csv")
        batch = desk.find(QDialog, "batchDialog")
        await desk.until(lambda batch=batch: batch._found is not None, "the file")
        yield f"batch-{name}"
    batch._create.click()
    await desk.until(lambda: batch._results.batch is not None, "the links")
    yield "batch-results"
    window.dialogs.batch_chosen.emit(batch._results.batch)
    await desk.until(lambda: not window._desk.links._model.pending, "the links of the file")
    yield "of-one-file"
    window._desk.links.show_all()
    for row in range(1, 4):
        choose(desk, row)
        await verify(desk, await webhook(desk, "practicePayButton"), "paid")
    window.dialogs.report()
    await desk.until(lambda: desk.find(QDialog, "reportDialog")._found is not None, "the takings")
    yield "takings"
    window.dialogs.close_day()
    close = desk.find(QDialog, "closeDialog")
    close._do.click()
    yield "close-the-day"
    close._sure.click()
    await desk.until(lambda: close._closes, "the close")
    yield "closed"
    window.dialogs.import_list()
    old = desk.find(QDialog, "importDialog")
    old.show_file(folder / "old.csv")
    await desk.until(lambda: old._found is not None, "the list")
    yield "old-list"


async def mailbox(desk: Any) -> AsyncIterator[str]:
    """Setting a mailbox up."""
    desk.window.dialogs.settings(receive=True)
    page = desk.find(QWidget, "receivePage")
    await desk.until(page._notice.text, "what is set up")
    yield "settings-webhooks-none"
    desk.window.dialogs.settings(receive=True)
    page = desk.find(QWidget, "receivePage")
    with tempfile.TemporaryDirectory() as folder:
        page.save_php(Path(folder) / "inbox.php")
        await desk.until(page._steps.text, "the steps")
    yield "settings-webhooks-php"
    desk.window.dialogs.settings(receive=True)
    page = desk.find(QWidget, "receivePage")
    await desk.until(page._notice.text, "what is set up")
    page._runs_here(OwnAddresses("http://127.0.0.1:8787/6f1d20", "http://127.0.0.1:8787/pull", "key"))
    yield "settings-webhooks-here"


async def shared(desk: Any) -> AsyncIterator[str]:
    """A ledger on a server that several desks share."""
    window, news = desk.window, desk.window.session.news
    window.dialogs.settings()
    desk.find(QListWidget, "settingsSections").setCurrentRow(LEDGER_PAGE)
    yield "settings-ledger"
    window.dialogs.settings()
    desk.find(QListWidget, "settingsSections").setCurrentRow(LEDGER_PAGE)
    page = desk.find(QWidget, "ledgerPage")
    page._url.setText("postgresql://shop@ledger.example/kazadesk")
    page._checked(Server("ledger.example", "17.6", encrypted=True, trigrams=False, links=None))
    yield "settings-ledger-share"
    window._desk.add_strip(LedgerStrip(window.session, window))
    news._note_reach(False)
    yield "line-cut"
    window.session.ledger.is_newer = True
    news._note_reach(True)
    yield "older-desk"


async def till(desk: Any) -> AsyncIterator[str]:
    """The price list: its buttons, and where it is changed."""
    window = desk.window
    prices = [Price(name, amount, "USD") for name, amount in (("Coffee", "2.50"), ("قهوة تركية", "3"), ("Tea", "1.25"))]
    prices += [
        Price(name, amount, "SYP") for name, amount in (("خبز", "4000"), ("A cake with a very long name", "125000"))
    ]
    window.session.till.keep([*prices, *(Price(f"Item {number}", "10", "EUR") for number in range(4))])
    window._desk.form.show_prices()
    window._desk.form.go_to_prices()
    yield "till"
    for place in (0, 0, 2):
        window._desk.form.findChildren(PriceButton)[place].click()
    yield "till-sale"
    await create(desk, "45.50", "USD", "INV-1")
    yield "till-and-a-link"
    window._desk.form.go_to_customer()
    window._desk.form.findChild(QLineEdit, "customerNameEdit").insert("سارة الأحمد")
    window._desk.form.findChild(QLineEdit, "customerPhoneEdit").insert("+963 944 123 456")
    yield "customer"
    await create(desk, "30", "USD", "INV-2")
    link = links(desk)[0]
    window.dialogs.share(link, desk.find(QAbstractItemView, "linksView"))
    await desk.until(lambda: window.findChild(QWidget, "shareMenu"), "the menu")
    yield "share-with-a-customer"
    await window.session.reminders.note(link.id, "whatsapp")
    await desk.until(lambda: links(desk)[0].reminded_at, "the reminder")
    yield "reminded"
    window.dialogs.details(links(desk)[0])
    yield "details-with-a-customer"
    window.dialogs.settings()
    desk.find(QListWidget, "settingsSections").setCurrentRow(2)
    desk.find(QComboBox, "messageKindBox").setCurrentIndex(1)
    yield "settings-reminder"
    window.dialogs.settings()
    desk.find(QListWidget, "settingsSections").setCurrentRow(1)
    yield "settings-country-code"
    window.dialogs.prices()
    desk.find(QListWidget, "pricesList").setCurrentRow(1)
    yield "price-list"


async def accounts(desk: Any) -> AsyncIterator[str]:
    settings = desk.window.session.settings
    shops = ("default", "damascus@example.com", "حلويات الشام"), ("Aleppo", "aleppo@example.com", "Halab Sweets")
    profiles = [ProfileSettings(name, email, shop_name=shop) for name, email, shop in shops]
    settings.change(profiles=profiles, labels={"default": "دمشق"})
    desk.window.dialogs.settings()
    sections = desk.find(QListWidget, "settingsSections")
    sections.setCurrentRow(1)
    yield "settings-several-accounts"
    desk.window.dialogs.settings()
    desk.find(QListWidget, "settingsSections").setCurrentRow(2)
    yield "settings-messages-of-each"
    desk.window.dialogs.settings()
    desk.find(QListWidget, "settingsSections").setCurrentRow(1)
    desk.find(QAbstractButton, "deleteAccountButton").click()
    told = desk.find(QLabel, "deleteAccountTold")
    await desk.until(told.text, "what it says")
    yield "delete-an-account"


async def without_a_key(desk: Any) -> AsyncIterator[str]:
    yield "live-empty"
    fill(desk, "10", "USD", "INV-1")
    desk.find(QLineEdit, "emailEdit").setText("merchant@example.com")
    desk.find(QAbstractButton, "createButton").click()
    yield "live-without-a-key"
    desk.window.dialogs.credentials()
    yield "credentials"
    desk.window.dialogs.shop_name()
    yield "shop-name"
    desk.window.tasks.start(desk.window, asyncio.Event().wait(), work="export")
    desk.window.close()
    yield "closing-during-an-export"


async def damaged(desk: Any) -> AsyncIterator[str]:
    yield "trouble"


class Play(NamedTuple):
    act: Act
    practice: bool = False
    mode: str = "none"
    base_url: str | None = None
    damaged: bool = False


PLAYS = {
    "first-run": Play(first_run),
    "selling": Play(selling, practice=True),
    "mistakes": Play(mistakes, practice=True),
    "offline": Play(offline, practice=True, base_url=NOBODY),
    "around": Play(around, practice=True),
    "unexpected": Play(unexpected, practice=True),
    "receiving": Play(receiving, practice=True),
    "books": Play(books, practice=True),
    "till": Play(till, practice=True),
    "mailbox": Play(mailbox, mode="live"),
    "shared": Play(shared, mode="live"),
    "accounts": Play(accounts, mode="live"),
    "without-a-key": Play(without_a_key, mode="live"),
    "damaged": Play(damaged, practice=True, damaged=True),
}


# --- What the acts do ------------------------------------------------------------------------------------------------


def links(desk: Any) -> list[PaymentLink]:
    model = desk.window._desk.links._model
    return [model.link_at(row) for row in range(model.rowCount())]


def fill(desk: Any, amount: str, currency: str, reference: str) -> None:
    desk.find(QLineEdit, "amountEdit").setText(amount)
    desk.find(QComboBox, "currencyBox").setCurrentText(currency)
    desk.find(QLineEdit, "referenceEdit").setText(reference)


async def create(desk: Any, amount: str, currency: str, reference: str) -> None:
    """A link, until its request has ended."""
    there = len(links(desk))
    await desk.until(desk.find(QAbstractButton, "createButton").isEnabled, "the form")
    fill(desk, amount, currency, reference)
    desk.find(QAbstractButton, "createButton").click()
    await desk.until(lambda: len(links(desk)) > there, "the new row")
    await desk.until(lambda: links(desk)[0].state is not LinkState.SENDING, "the answer")


def choose(desk: Any, row: int) -> None:
    view = desk.find(QAbstractItemView, "linksView") if not show_tab(desk, 0) else desk.window._desk.links._view
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    view.selectionModel().setCurrentIndex(view.model().index(row, 0), flags)


def show_tab(desk: Any, number: int) -> bool:
    """In a small window, links (0) or verifier (1). False where both are always there."""
    tabs: QTabWidget | None = desk.window._desk._tabs
    if tabs is not None:
        tabs.setCurrentIndex(number)
    return tabs is not None


async def webhook(desk: Any, button: str) -> str:
    """What a button of practice mode puts on the clipboard."""
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    desk.find(QAbstractButton, button).click()
    await desk.until(clipboard.text, "the webhook")
    return clipboard.text()


async def verify(desk: Any, text: str, verdict: str | None) -> None:
    """Paste it, until it is judged so (None: whatever)."""
    toast = desk.window.findChild(QWidget, "toast")
    if toast is not None:
        toast.hide()
    QGuiApplication.clipboard().setText(text)
    desk.window._paste_and_verify()
    verifier = desk.window._desk.verifier
    await desk.until(lambda: not verifier._job.running, "the verdict")
    if verdict is not None:
        card = verifier._card
        await desk.until(lambda: card.property("verdict") == verdict, f"{verdict}, not {card.property('verdict')}")
        await desk.until(lambda: not verifier._job.running, "the end of it")


# --- The pictures ----------------------------------------------------------------------------------------------------


async def still(desk: Any) -> QImage:
    """The screen, once nothing moves on it."""
    seen: list[QImage] = [desk.screen()]
    for _ in range(LOOKS):
        await asyncio.sleep(LOOK)
        now = desk.screen()
        seen = [*seen, now] if now == seen[0] else [now]
        if len(seen) == ALIKE:
            break
    return seen[-1]


async def pictures(desk: Any, act: Act, keep: Callable[[QImage, str], None]) -> None:
    desk.window.showFullScreen()
    screen = QGuiApplication.primaryScreen().geometry()
    QCursor.setPos(screen.bottomRight())  # over nothing that would light up
    await desk.until(lambda: desk.window.frameGeometry() == screen and desk.window.isActiveWindow(), "the window")
    await desk.until(lambda: desk.window.attached or desk.window._pages.count() > 1, "the services")
    try:
        async for scene in act(desk):
            keep(await still(desk), scene)
            if scene not in GO_ON:
                close_what_is_over(desk.window)
    except BaseException:
        traceback.print_exc()  # an end that hangs is cut off, and says nothing of it
        raise


def close_what_is_over(window: QWidget) -> None:
    """Menus, dialogs and the customer's view."""
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible() and widget is not window:
            widget.close()


def window_tests() -> Any:
    """The module with the hands and eyes of the window tests."""
    spec = importlib.util.spec_from_file_location("window_tests", Path("tests/end_to_end/conftest.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(target: str, language: str, colours: str, *acts: str) -> None:
    app = QApplication(["kazadesk", *theme.STYLE_ARGUMENTS])
    app.setQuitOnLastWindowClosed(False)
    app.setCursorFlashTime(0)
    tests = window_tests()
    numbers = itertools.count(1)

    def keep(picture: QImage, scene: str) -> None:
        picture.save(f"{target}/{next(numbers):02}-{scene}.png")

    for name in acts or PLAYS:
        play = PLAYS[name]
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data:
            folder = DataFolder.make(Path(data))
            if play.damaged:
                folder.ledger(practice=play.practice).write_bytes(b"\x5a" * 40_000)
            settings = SettingsFile(folder.settings)
            settings.change(theme=colours, mode="practice" if play.practice else play.mode)
            options = Options(practice=play.practice, data_dir=folder.root, lang=language, base_url=play.base_url)
            run = tests._DrivenRun(app, options, folder, settings)
            run.scenario = pictures(tests.Driver(run), play.act, keep)
            run.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
