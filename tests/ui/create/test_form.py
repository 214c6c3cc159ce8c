"""The form as a merchant fills it in: errors stand under their fields, and it is free for the next link at once."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kazadesk.core.errors import KazaDeskError, LedgerError, VaultError
from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.records import LinkQuery
from kazadesk.storage.settings import ProfileSettings
from kazadesk.ui.create.again_dialog import AgainDialog
from kazadesk.ui.create.form import CreateForm
from kazadesk.ui.create.newest_link import NewestLink
from kazadesk.ui.widgets.field import Field
from kazadesk.ui.widgets.shortcuts import shortcut
from kazadesk.ui.words import keys
from kazadesk.ui.words.actions import Action, actions_of

Play = Callable[..., None]


@pytest.fixture
def form(qtbot: QtBot) -> CreateForm:
    form = CreateForm()
    qtbot.addWidget(form)
    form.resize(348, 400)
    form.show()
    return form


def create_button(form: CreateForm) -> QPushButton:
    button = form.findChild(QPushButton, "createButton")
    assert button is not None
    return button


def errors(form: CreateForm) -> dict[str, str]:
    """What stands under the fields, by the name of the input."""
    return {field.editor.objectName(): field.error() for field in form.findChildren(Field) if field.error()}


@contextmanager
def full_socket() -> Iterator[int]:
    """The port of a server that takes no connection any more."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        waiting = [socket.socket() for _ in range(3)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        yield full.getsockname()[1]
        for one in waiting:
            one.close()


def test_nothing_can_be_created_before_the_services_are_there(form: CreateForm) -> None:
    assert not create_button(form).isEnabled()


def test_the_amount_is_said_back_as_it_will_be_sent(form: CreateForm, qtbot: QtBot) -> None:
    said = form.findChild(QLabel, "amountSaidBack")
    assert said is not None

    def type_in(amount: str, currency: str) -> str:
        form.currency.setCurrentText(currency)
        form.amount.setText(amount)
        return re.sub("[\u2066\u2069\u200b]", "", said.text())

    height = form.sizeHint().height()
    assert type_in("1500000.5", "USD") == "Will be sent: 1\u202f500\u202f000.5 USD"
    assert said.isVisible()
    assert form.sizeHint().height() == height, "nothing moves when it comes"
    assert type_in("١٢٣٤٫٥٠", "usd") == "Will be sent: 1\u202f234.50 USD"
    assert type_in("25000", "IQD") == "Will be sent: 25\u202f000 IQD"
    for amount, currency in (("", "USD"), ("25.000", "IQD"), ("0", "USD"), ("-1", "USD"), ("5", ""), ("1e3", "USD")):
        assert type_in(amount, currency) == "", (amount, currency)
    type_in("5", "USD")
    field = next(field for field in form.findChildren(Field) if field.editor is form.amount)
    field.show_error("Something is wrong")
    assert said.text() == "Something is wrong"
    field.show_error("")
    assert "5 USD" in said.text()


def test_it_begins_with_what_the_profile_remembers(form: CreateForm, play: Play) -> None:
    async def scenario(stage) -> None:
        stage.session.profiles.remember("practice", "shop@example.com", "SYP", "https://shop.example/thanks")
        form.attach(stage.session, stage.tasks)
        assert form.email.text() == "shop@example.com"
        assert form.currency.currentText() == "SYP"
        assert form.redirect.text() == "https://shop.example/thanks"
        assert create_button(form).isEnabled()

    play(scenario)


def test_a_link_is_made_from_arabic_digits_and_remembered(form: CreateForm, qtbot: QtBot, play: Play) -> None:
    async def scenario(stage) -> None:
        begun: list[PaymentLink] = []
        settled: list[PaymentLink] = []
        form.link_begun.connect(begun.append)
        form.link_settled.connect(settled.append)
        form.attach(stage.session, stage.tasks)
        form.amount.insert("١٢٫٥٠")
        form.currency.setCurrentText("TRY")
        form.reference.setText("سلة 9")
        qtbot.mouseClick(create_button(form), Qt.MouseButton.LeftButton)
        await stage.until(lambda: settled)
        assert (begun[0].amount, begun[0].state) == ("12.50", LinkState.SENDING)
        assert (settled[0].id, settled[0].reference, settled[0].state) == (begun[0].id, "سلة 9", LinkState.WAITING)
        assert stage.session.profiles.defaults().currency == "TRY"

    play(scenario, stand_in=True)


def test_a_connection_is_opened_as_an_amount_begins_to_be_typed(form: CreateForm, play: Play) -> None:
    async def scenario(stage) -> None:
        QTest.keyClicks(form.amount, "1")  # nobody is there yet who could
        form.amount.clear()
        form.attach(stage.session, stage.tasks)
        running = asyncio.all_tasks()
        QTest.keyClicks(form.reference, "INV")
        assert asyncio.all_tasks() == running, "no amount, no link"
        QTest.keyClicks(form.amount, "25")
        await stage.until(stage.stand_in.connections)
        QTest.keyClicks(form.amount, ".00")
        QTest.keyClicks(form.reference, "7")
        assert len(stage.stand_in.connections()) == 1
        assert stage.stand_in.records.all() == []

    play(scenario, stand_in=True)


def test_it_is_free_for_the_next_link_while_the_first_is_sent(form: CreateForm, qtbot: QtBot, play: Play) -> None:
    async def scenario(stage) -> None:
        begun: list[PaymentLink] = []
        settled: list[PaymentLink] = []
        form.link_begun.connect(begun.append)
        form.link_settled.connect(settled.append)
        form.attach(stage.session, stage.tasks)
        for amount in ("1", "2", "3"):
            await stage.until(create_button(form).isEnabled)
            form.amount.setText(amount)
            qtbot.keyClick(form.amount, Qt.Key.Key_Return)
            await stage.until(lambda: not form.amount.text())
            assert form.email.text() == "merchant@example.com", "the account stays"
        await stage.until(lambda: len(settled) == 3)
        assert [link.amount for link in begun] == ["1", "2", "3"]
        assert {link.state for link in settled} == {LinkState.WAITING}

    play(scenario, stand_in=True)


def test_enter_before_the_services_are_there_makes_the_link_as_soon_as_they_are(
    form: CreateForm, qtbot: QtBot, play: Play
) -> None:
    qtbot.keyClicks(form.amount, "42")
    qtbot.keyClick(form.amount, Qt.Key.Key_Return)

    async def scenario(stage) -> None:
        settled: list[PaymentLink] = []
        form.link_settled.connect(settled.append)
        form.attach(stage.session, stage.tasks)
        await stage.until(lambda: settled)
        form.amount.setText("43")
        form.submit()
        await stage.until(lambda: len(settled) == 2)
        assert [link.amount for link in settled] == ["42", "43"]

    play(scenario, stand_in=True)


@pytest.mark.parametrize("name", ["amountEdit", "currencyBox", "emailEdit", "referenceEdit", "redirectEdit"])
def test_control_enter_in_a_field_waits_its_turn_behind_what_is_typed(
    form: CreateForm, qtbot: QtBot, play: Play, name: str
) -> None:
    """Where a screen reader runs, Qt sends keys round by D-Bus, and a window's shortcut would come before them."""
    shortcut(keys.CREATE, form, lambda: pytest.fail("as a shortcut"))
    field = form.findChild(QWidget, name)
    assert field is not None
    form.amount.setText("42")
    field.setFocus()
    qtbot.waitUntil(lambda: form.windowHandle().isActive())
    QTest.keyClick(form.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    async def scenario(stage) -> None:
        settled: list[PaymentLink] = []
        form.link_settled.connect(settled.append)
        form.attach(stage.session, stage.tasks)
        await stage.until(lambda: settled)
        assert [link.amount for link in settled] == ["42"]

    play(scenario, stand_in=True)


def test_a_held_enter_answers_no_question(form: CreateForm, play: Play) -> None:
    async def scenario(stage) -> None:
        form.attach(stage.session, stage.tasks)
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
        form.amount.setText("42")
        QApplication.sendEvent(form.amount, held)
        assert create_button(form).isEnabled(), "nothing has begun"

    play(scenario)


def test_a_second_press_while_it_is_kept_makes_no_second_link(form: CreateForm, play: Play) -> None:
    async def scenario(stage) -> None:
        settled: list[PaymentLink] = []
        form.link_settled.connect(settled.append)
        form.attach(stage.session, stage.tasks)
        form.amount.setText("5")
        form.submit()
        form.submit()
        await stage.until(lambda: settled)
        await stage.until(create_button(form).isEnabled)
        assert len(await stage.session.ledger.links(_everything())) == 1

    play(scenario, stand_in=True)


def _everything() -> object:
    return LinkQuery()


def test_each_error_stands_under_its_field_and_the_first_gets_the_focus(form: CreateForm, play: Play) -> None:
    async def scenario(stage) -> None:
        form.attach(stage.session, stage.tasks)
        form.amount.setText("1,234")
        form.currency.setCurrentText("$")
        form.email.setText("nobody")
        form.redirect.setText("shop.example")
        form.submit()
        await stage.until(lambda: errors(form))
        told = errors(form)
        assert list(told) == ["amountEdit", "currencyBox", "emailEdit", "redirectEdit"]
        assert "can be misread" in told["amountEdit"]
        assert "name@example.com" in told["emailEdit"]
        assert form.focusWidget() is form.amount
        assert form.amount.accessibleDescription() == told["amountEdit"], "a screen reader says it too"
        assert form.amount.text() == "1,234", "what was typed stays"

    play(scenario)


def test_typing_takes_the_error_back(form: CreateForm, qtbot: QtBot, play: Play) -> None:
    async def scenario(stage) -> None:
        form.attach(stage.session, stage.tasks)
        form.submit()
        await stage.until(lambda: "amountEdit" in errors(form))
        qtbot.keyClicks(form.amount, "7")
        assert errors(form) == {}

    play(scenario)


def test_a_taken_reference_is_said_under_it(form: CreateForm, play: Play) -> None:
    async def scenario(stage) -> None:
        await stage.link(reference="INV-7")
        form.attach(stage.session, stage.tasks)
        form.amount.setText("5")
        form.reference.setText("INV-7")
        form.submit()
        await stage.until(lambda: errors(form))
        assert list(errors(form)) == ["referenceEdit"]

    play(scenario)


def test_an_account_that_kazawallet_does_not_know_ends_as_failed(form: CreateForm, play: Play) -> None:
    async def scenario(stage) -> None:
        settled: list[PaymentLink] = []
        form.link_settled.connect(settled.append)
        form.attach(stage.session, stage.tasks)
        form.amount.setText("5")
        form.email.setText("nobody@example.com")
        form.submit()
        await stage.until(lambda: settled)
        assert (settled[0].state, settled[0].error) == (LinkState.FAILED, "user_not_found")

    play(scenario, stand_in=True)


def test_a_link_like_this_one_waits_for_the_press_of_the_button(form: CreateForm, play: Play) -> None:
    async def scenario(stage) -> None:
        link = await stage.link(amount="12.50", currency="EUR", reference="INV-1")
        begun: list[PaymentLink] = []
        form.link_begun.connect(begun.append)
        form.attach(stage.session, stage.tasks)
        form.fill_like(link)
        assert (form.amount.text(), form.currency.currentText(), form.reference.text()) == ("12.50", "EUR", "")
        assert not begun

    play(scenario)


@pytest.mark.parametrize(("error", "field"), [("user_not_found", "emailEdit"), ("refused", "amountEdit")])
def test_a_correction_begins_at_the_field_that_was_refused(
    form: CreateForm, play: Play, error: str, field: str
) -> None:
    async def scenario(stage) -> None:
        form.attach(stage.session, stage.tasks)
        form.activateWindow()
        await stage.until(form.isActiveWindow)
        form.redirect.setFocus()
        form.fill_like(await stage.link(LinkState.FAILED, error=error))
        edit = form.focusWidget()
        assert isinstance(edit, QLineEdit)
        assert edit.objectName() == field
        assert edit.selectedText() == edit.text() != ""

    play(scenario)


def test_a_corrected_link_is_not_offered_for_correction_again(form: CreateForm, play: Play) -> None:
    async def scenario(stage) -> None:
        settled: list[PaymentLink] = []
        form.link_settled.connect(settled.append)
        form.attach(stage.session, stage.tasks)
        failed = await stage.link(LinkState.FAILED, error="user_not_found")
        assert actions_of(failed) == (Action.CORRECT,)
        form.fill_like(failed)
        form.submit()
        await stage.until(lambda: settled)
        assert settled[0].replaces == failed.id
        failed = await stage.ledger.link(failed.id)
        assert failed.replaced
        assert actions_of(failed) == ()
        assert [event.kind for event in await stage.ledger.events(failed.id)][-1] == "replaced"

    play(scenario, stand_in=True)


@pytest.mark.parametrize("turn", ["another link", "an empty amount", "Ctrl+N"])
def test_what_is_made_instead_of_a_correction_is_none(form: CreateForm, play: Play, qtbot: QtBot, turn: str) -> None:
    async def scenario(stage) -> None:
        begun: list[PaymentLink] = []
        form.link_begun.connect(begun.append)
        form.attach(stage.session, stage.tasks)
        form.fill_like(await stage.link(LinkState.FAILED, error="user_not_found"))
        if turn == "another link":
            form.fill_like(await stage.link())
        elif turn == "an empty amount":
            form.amount.selectAll()
            qtbot.keyClick(form.amount, Qt.Key.Key_Delete)
            qtbot.keyClicks(form.amount, "7")
        else:
            form.focus_amount()
            qtbot.keyClicks(form.amount, "7")
        form.submit()
        await stage.until(lambda: begun)
        assert begun[0].replaces is None

    play(scenario, stand_in=True)


def test_sending_again_in_vain_is_told(form: CreateForm, play: Play) -> None:
    """The row is as before, and so would look as if the button did nothing."""

    async def scenario(stage) -> None:
        form.attach(stage.session, stage.tasks)
        told: list[str] = []
        form.told.connect(told.append)
        form.send_again(await stage.link(LinkState.UNSENT, error="connection_refused"))
        await stage.until(lambda: told)
        assert told[0].startswith("Tried again just now. ")
        assert told[0].endswith("Nothing was sent.")

    play(scenario)


def test_an_unsent_link_is_sent_again_as_the_same_row(form: CreateForm, play: Play) -> None:
    async def scenario(stage) -> None:
        link = await stage.link(LinkState.UNSENT, error="dns_failed")
        settled: list[PaymentLink] = []
        form.link_settled.connect(settled.append)
        form.attach(stage.session, stage.tasks)
        form.send_again(link)
        await stage.until(lambda: settled)
        assert (settled[0].id, settled[0].state) == (link.id, LinkState.WAITING)

    play(scenario, stand_in=True)


def test_what_is_typed_while_a_link_is_kept_stays(form: CreateForm, play: Play) -> None:
    async def scenario(stage) -> None:
        begun: list[PaymentLink] = []
        form.link_begun.connect(begun.append)
        form.attach(stage.session, stage.tasks)
        form.amount.setText("5")
        form.reference.setText("INV-1")
        form.submit()
        form.amount.setText("7")
        await stage.until(lambda: begun)
        assert begun[0].amount == "5"
        assert (form.amount.text(), form.reference.text()) == ("7", "")

    play(scenario, stand_in=True)


def test_new_defaults_take_nothing_that_was_typed(form: CreateForm, play: Play) -> None:
    async def scenario(stage) -> None:
        form.attach(stage.session, stage.tasks)
        form.amount.setText("25")
        form.currency.setCurrentText("EUR")
        form.redirect.setText("https://shop.example/25")
        stage.session.profiles.remember("practice", "new@example.com", "SYP", "")
        form.show_defaults()
        assert (form.amount.text(), form.currency.currentText()) == ("25", "EUR")
        assert form.redirect.text() == "https://shop.example/25"
        assert form.email.text() == "new@example.com", "which was not typed"

    play(scenario)


def test_another_account_brings_its_email_and_leaves_what_was_typed(form: CreateForm, play: Play) -> None:
    async def scenario(stage) -> None:
        accounts = [
            ProfileSettings("shop", "shop@example.com", "USD"),
            ProfileSettings("kiosk", "k@example.com", "SYP"),
        ]
        stage.session.settings.change(profiles=accounts)
        stage.session.profiles.practice = False
        form.attach(stage.session, stage.tasks)
        form.email.setText("other@example.com")
        stage.session.profiles.select("kiosk")
        form.show_defaults()
        assert (form.currency.currentText(), form.email.text()) == ("SYP", "k@example.com")
        form.currency.setCurrentText("TRY")
        stage.session.profiles.select("shop")
        form.show_defaults()
        assert (form.currency.currentText(), form.email.text()) == ("TRY", "shop@example.com")

    play(scenario)


def test_the_same_once_more_is_for_the_same_account(form: CreateForm, play: Play) -> None:
    async def scenario(stage) -> None:
        link = await stage.link(LinkState.FAILED, error="refused")
        asked: list[tuple[str, int]] = []

        async def begin(_form: object, *, profile: str, replaces: int, customer_of: int) -> PaymentLink:
            asked.append((profile, replaces))
            assert customer_of == replaces
            raise VaultError("no_credentials")

        form.attach(stage.session, stage.tasks)
        stage.session.links.begin = begin
        form.create_again(replace(link, profile="kiosk"))
        await stage.until(lambda: asked)
        assert asked == [("kiosk", link.id)]
        form.fill_like(replace(link, profile="kiosk", email="kiosk@example.com"))
        assert form.email.text() == "merchant@example.com", "the current account's, which goes with its key"

    play(scenario)


def test_a_url_that_could_not_be_kept_is_not_lost(
    form: CreateForm, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(stage) -> None:
        async def full(*_args: object, **_more: object) -> PaymentLink:
            raise LedgerError("disk_full")

        monkeypatch.setattr(stage.ledger, "finish_link", full)
        lost: list[tuple[PaymentLink, KazaDeskError]] = []
        form.link_not_kept.connect(lambda link, error: lost.append((link, error)))
        form.attach(stage.session, stage.tasks)
        form.amount.setText("5")
        form.submit()
        await stage.until(lambda: lost)
        assert lost[0][1].details["url"].startswith("http://127.0.0.1:")

    play(scenario, stand_in=True)


def test_fields_for_latin_text_run_left_to_right_in_the_mirrored_window(qtbot: QtBot, qapp) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        form = CreateForm()
        qtbot.addWidget(form)
        form.show()
        for name in ("amountEdit", "emailEdit", "redirectEdit"):
            edit = form.findChild(QLineEdit, name)
            assert edit is not None
            assert edit.layoutDirection() == Qt.LayoutDirection.LeftToRight, name
            assert edit.alignment() & Qt.AlignmentFlag.AlignRight, name
        assert form.amount.mapTo(form, form.amount.rect().center()).x() > form.width() / 2, "mirrored"
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_an_amount_with_two_readings_offers_both(form: CreateForm, qtbot: QtBot, play: Play) -> None:
    async def scenario(stage) -> None:
        settled: list[PaymentLink] = []
        form.link_settled.connect(settled.append)
        form.attach(stage.session, stage.tasks)
        form.amount.insert("٢٥٫٠٠٠")
        form.currency.setCurrentText("IQD")
        create_button(form).click()
        await stage.until(lambda: errors(form))
        assert list(errors(form)) == ["amountEdit"]
        first, second = (form.findChild(QPushButton, f"reading{number}") for number in (1, 2))
        assert first is not None
        assert second is not None
        assert "25\u202f000" in first.text()
        second.click()
        assert (form.amount.text(), errors(form)) == ("25", {})
        assert not first.isVisible()
        create_button(form).click()
        await stage.until(lambda: settled)
        assert settled[0].amount == "25"

    play(scenario, stand_in=True)


def test_a_taken_reference_is_offered_with_the_next_number(form: CreateForm, play: Play) -> None:
    async def scenario(stage) -> None:
        settled: list[PaymentLink] = []
        form.link_settled.connect(settled.append)
        form.attach(stage.session, stage.tasks)
        for _ in range(2):
            form.amount.setText("10")
            form.reference.setText("1045")
            create_button(form).click()
            await stage.until(lambda: settled or errors(form))
        await stage.until(lambda: errors(form))
        button = form.findChild(QPushButton, "reading1")
        assert button is not None
        button.click()
        assert form.reference.text() == "1045-2"
        create_button(form).click()
        await stage.until(lambda: len(settled) == 2)
        assert settled[1].reference == "1045-2"

    play(scenario, stand_in=True)


def test_what_is_unusual_is_asked_about_once(form: CreateForm, play: Play) -> None:
    async def scenario(stage) -> None:
        settled: list[PaymentLink] = []
        form.link_settled.connect(settled.append)
        form.attach(stage.session, stage.tasks)
        form.currency.setCurrentText("SYP")
        for count in range(3):
            form.amount.setText("150")
            create_button(form).click()
            await stage.until(lambda count=count: len(settled) == count + 1)
        form.amount.setText("15000")
        create_button(form).click()
        await stage.until(lambda: errors(form))
        assert len(settled) == 3
        create_button(form).click()
        await stage.until(lambda: len(settled) == 4)
        assert (settled[3].amount, errors(form)) == ("15000", {})

    play(scenario, stand_in=True)


def test_a_link_that_may_exist_is_not_made_again_unasked(form: CreateForm, play: Play) -> None:
    async def scenario(stage) -> None:
        begun: list[PaymentLink] = []
        form.link_begun.connect(begun.append)
        form.attach(stage.session, stage.tasks)
        link = await stage.link(LinkState.UNKNOWN, error="read_timeout")
        form.create_again(link)
        dialog = form.findChild(AgainDialog)
        assert dialog is not None
        assert dialog.findChild(QPushButton, "cancelAgainButton").hasFocus() or not dialog.isActiveWindow()
        dialog.findChild(QPushButton, "cancelAgainButton").click()
        form.create_again(link)
        dialog = form.findChildren(AgainDialog)[-1]
        assert begun == []
        dialog.findChild(QPushButton, "confirmAgainButton").click()
        await stage.until(lambda: begun)
        assert begun[0].replaces == link.id

    play(scenario, stand_in=True)


def test_an_error_spans_the_form_and_moves_no_button(play: Play, form: CreateForm) -> None:
    async def scenario(stage) -> None:
        form.attach(stage.session, stage.tasks)
        form.keep_room(True)
        form.resize(348, 600)
        form.grab()  # laid out
        create = create_button(form)
        before = create.pos()
        form.amount.setText("ten")
        create.click()
        await stage.until(lambda: form._fields["amount"].error())
        assert form._money_errors.isVisible()
        assert form._money_errors.width() > form.amount.width() + form.currency.width() / 2
        await stage.until(lambda: form._money_errors.height() >= form._money_errors.fontMetrics().height())
        assert create.pos() == before

    play(scenario)


def test_a_link_that_has_not_left_can_be_stopped_and_is_unsent(play: Play, form: CreateForm, qtbot: QtBot) -> None:
    """A server that takes no connection: nothing can have left while the request waits for it."""
    with full_socket() as port:

        async def scenario(stage) -> None:
            form.attach(stage.session, stage.tasks)
            newest = NewestLink()
            qtbot.addWidget(newest)
            newest.show()
            begun: list[PaymentLink] = []
            form.link_begun.connect(begun.append)
            form.link_begun.connect(newest.show_link)
            newest.stop_requested.connect(form.stop)
            newest.can_stop = form.can_stop
            form.amount.setText("12")
            form.submit()
            await stage.until(lambda: begun and form.can_stop(begun[0].id))
            newest._since -= 5
            newest._show_life()
            assert re.search(r"\d seconds so far", newest.findChild(QLabel, "newestLinkTold").text())
            stop = newest.findChild(QPushButton, "newestNextButton")
            assert stop.text() == "Stop"
            stop.click()
            await stage.until(lambda: not form._sending)
            after = await stage.ledger.link(begun[0].id)
            assert (after.state, after.error) == (LinkState.UNSENT, "cancelled")
            assert not form.can_stop(after.id)

        play(scenario, base_url=f"http://127.0.0.1:{port}")


@pytest.mark.parametrize(("error", "asked"), [("key_rejected", 1), ("user_not_found", 0)])
def test_correcting_leads_to_where_the_fault_is(
    play: Play, form: CreateForm, link: PaymentLink, error: str, asked: int
) -> None:
    async def scenario(stage) -> None:
        form.attach(stage.session, stage.tasks)
        keys: list[bool] = []
        form.credentials_requested.connect(lambda: keys.append(True))
        form.fill_like(replace(link, state=LinkState.FAILED, error=error))
        assert len(keys) == asked
        assert form.amount.text(), "ready to be created once the keys are right"

    play(scenario)
