"""The word on the desktop when a link is paid: told to a real service on a session bus of the test's own."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from contextlib import suppress

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kazadesk.core.link import LinkForm, LinkState
from kazadesk.core.webhook.verdict import Verdict, VerdictCode
from kazadesk.practice.account import EMAIL
from kazadesk.services.practice import PracticeService
from kazadesk.storage.settings import Settings
from kazadesk.ui.desktop.notifications import Notifier, worded
from kazadesk.ui.frame.main_window import MainWindow

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is Linux's")

SERVICE = '''
"""A notification service as desktops have one. Prints each call of Notify; a line of input makes it send a signal."""
import json, os, select, sys
from jeepney import DBusAddress, HeaderFields, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection, Proxy

abilities, answers = json.loads(sys.argv[1]), sys.argv[2] == "answers"
bus = open_dbus_connection("SESSION")
assert Proxy(message_bus, bus).RequestName("org.freedesktop.Notifications") == (1,)
print("ready", flush=True)
here = DBusAddress("/org/freedesktop/Notifications", interface="org.freedesktop.Notifications")
number = 6
while True:
    if select.select([0], [], [], 0)[0]:
        line = b""
        while not line.endswith(b"\\n") and (letter := os.read(0, 1)):
            line += letter
        if not line:
            break
        name, signature, body = json.loads(line)
        bus.send(new_signal(here, name, signature, tuple(body)))
    try:
        call = bus.receive(timeout=0.02)
    except TimeoutError:
        continue
    name = call.header.fields.get(HeaderFields.member)
    if name == "GetCapabilities" and answers:
        bus.send(new_method_return(call, "as", (abilities,)))
    elif name == "Notify":
        number += 1
        print(json.dumps([call.header.fields[HeaderFields.signature], call.body]), flush=True)
        bus.send(new_method_return(call, "u", (number,)))
    elif name == "GetCapabilities":
        print(json.dumps("asked"), flush=True)
'''


class Desktop:
    """A notification service that runs, and what it was told."""

    def __init__(self, abilities=("body", "body-markup", "actions"), *, answers=True):
        command = [sys.executable, "-c", SERVICE, json.dumps(abilities), "answers" if answers else "is silent"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, bufsize=1)
        assert self.process.stdout.readline() == "ready\n"
        os.set_blocking(self.process.stdout.fileno(), False)
        self.told = []

    def hears(self, number=1):
        """Whether it was told so much, without waiting."""
        while line := self.process.stdout.readline():
            self.told.append(json.loads(line))
        return len(self.told) >= number

    def note(self, index=0):
        """Title, body and signature of what it was told."""
        signature, body = self.told[index]
        return body[3], body[4], signature

    def sends(self, name, signature, *body):
        self.process.stdin.write(json.dumps([name, signature, body]) + "\n")

    def clicks(self, number=7):
        self.sends("ActionInvoked", "us", number, "default")

    def ends(self):
        with suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


@pytest.fixture
def bus(monkeypatch):
    """A session bus with nobody on it."""
    started = subprocess.Popen(
        ["dbus-daemon", "--session", "--print-address", "--nofork"], stdout=subprocess.PIPE, text=True
    )
    address = started.stdout.readline().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    yield started
    started.terminate()
    started.wait(10)
    started.stdout.close()


@pytest.fixture
def desktop(bus):
    running = []

    def start(*arguments, **options):
        running.append(Desktop(*arguments, **options))
        return running[-1]

    yield start
    for one in running:
        one.ends()


@pytest.fixture
def alerts(monkeypatch):
    """The windows that asked for attention in the system's task bar."""
    asked = []
    monkeypatch.setattr(QApplication, "alert", asked.append)
    return asked


@pytest.fixture
def paid(like):
    """paid(reference, **fields): the verdict on a webhook that pays this link."""
    return lambda reference="INV-12", **fields: Verdict(
        VerdictCode.PAID, link=like(reference=reference, state=LinkState.PAID, **fields)
    )


class Told:
    """A notifier, and the ids of links whose notes were clicked."""

    def __init__(self, stage):
        self.window = QWidget()
        stage.shown.append(self.window)
        self.notifier = Notifier(stage.session, stage.tasks, self.window)
        self.clicked = []
        self.notifier.clicked.connect(self.clicked.append)
        self.tell = self.notifier.tell


def test_the_desktop_says_amount_currency_and_reference(play, desktop, paid):
    service = desktop()

    async def scenario(stage):
        Told(stage).tell([paid()])
        await stage.until(service.hears)
        title, body, signature = service.note()
        assert signature == "susssasa{sv}i"
        assert title == "Paid: \u20661\u202f250.00 USD\u2069"
        assert body == "Reference: \u2066INV-12\u2069"
        name, replaced, icon, _, _, actions, hints, _ = service.told[0][1]
        assert (name, replaced, actions[0]) == ("KazaDesk", 0, "default")
        assert icon.endswith("/icons/kazadesk.svg")
        assert hints["desktop-entry"] == ["s", "kazadesk"]

    play(scenario, practice=False)


def test_a_click_leads_to_the_link_and_a_closed_note_to_nothing(play, desktop, paid):
    service = desktop()

    async def scenario(stage):
        told = Told(stage)
        told.tell([paid("first", id=11)])
        await stage.until(service.hears)
        told.tell([paid("second", id=12)])
        await stage.until(lambda: service.hears(2))
        service.sends("NotificationClosed", "uu", 7, 2)
        service.clicks(99)  # another program's
        service.sends("ActivationToken", "us", 8, "kazadesk-token")
        service.clicks(8)
        await stage.until(lambda: told.clicked)
        assert told.clicked == [12]
        assert os.environ.pop("XDG_ACTIVATION_TOKEN") == "kazadesk-token"
        assert all(task.done() for task in told.notifier._shown)

    play(scenario)


def test_several_at_once_are_one_note(play, desktop, paid):
    service = desktop()

    async def scenario(stage):
        Told(stage).tell([paid(f"INV-{number}", amount=f"{number}.5") for number in range(1, 6)])
        await stage.until(service.hears)
        title, body, _ = service.note()
        assert title == "5 links paid"
        assert body.splitlines() == [
            "\u20661.50 USD\u2069 · \u2066INV-1\u2069",
            "\u20662.50 USD\u2069 · \u2066INV-2\u2069",
            "\u20663.50 USD\u2069 · \u2066INV-3\u2069",
            "and 2 more",
        ]

    play(scenario, practice=False)


@pytest.mark.parametrize(
    ("abilities", "shown"),
    [(["body", "body-markup"], "&lt;b&gt;free&lt;/b&gt; &amp; \\u202Eeurt"), (["body"], "<b>free</b> & \\u202Eeurt")],
    ids=["markup", "plain"],
)
def test_a_reference_is_never_markup_and_turns_nothing_round(play, desktop, paid, abilities, shown):
    service = desktop(abilities)

    async def scenario(stage):
        Told(stage).tell([paid("<b>free</b> & \u202eeurt")])
        await stage.until(service.hears)
        assert service.note()[1].splitlines()[0] == f"Reference: \u2066{shown}\u2069"

    play(scenario)


def test_practice_is_said(play, desktop, paid):
    service = desktop()

    async def scenario(stage):
        told = Told(stage)
        told.tell([paid()])
        await stage.until(service.hears)
        assert service.note()[1].endswith("Practice mode: no real money")

    play(scenario)


@pytest.mark.parametrize("code", [code for code in VerdictCode if code is not VerdictCode.PAID])
def test_nothing_but_green_is_told(play, desktop, like, paid, code):
    service = desktop()

    async def scenario(stage):
        told = Told(stage)
        told.tell([Verdict(code, link=like(state=LinkState.PAID))] * 3)
        told.tell([])
        assert told.notifier._shown == []
        told.tell([Verdict(code, link=like(reference="no")), paid("yes")])
        await stage.until(service.hears)
        assert service.note()[1].startswith("Reference: \u2066yes\u2069")

    play(scenario)


def test_nothing_is_told_while_the_window_is_looked_at_or_the_setting_is_off(play, paid, alerts, monkeypatch):
    async def scenario(stage):
        told = Told(stage)
        stage.session.settings.change(notify_paid=False)
        told.tell([paid()])
        stage.session.settings.change(notify_paid=True)
        monkeypatch.setattr(QApplication, "activeWindow", lambda: told.window)
        told.tell([paid()])
        assert told.notifier._shown == []
        assert alerts == []

    play(scenario)


def test_without_a_bus_the_window_asks_for_attention_instead(play, no_keyring, paid, alerts):
    async def scenario(stage):
        told = Told(stage)
        told.tell([paid()])
        await stage.until(lambda: alerts)
        assert alerts == [told.window]

    play(scenario)


def test_without_an_address_of_a_bus_too(play, monkeypatch, paid, alerts):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nonexistent")

    async def scenario(stage):
        Told(stage).tell([paid()])
        await stage.until(lambda: alerts)

    play(scenario)


def test_a_bus_that_never_answers_holds_up_nothing(play, tmp_path, paid, alerts, monkeypatch):
    monkeypatch.setattr("kazadesk.ui.desktop.notification_bus._PATIENCE", 0.3)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "bus"))
        silent.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/bus")

        async def scenario(stage):
            Told(stage).tell([paid()])
            await stage.until(lambda: alerts)

        play(scenario)


def test_a_bus_that_ends_takes_the_click_with_it(play, desktop, bus, paid, alerts):
    service = desktop()

    async def scenario(stage):
        told = Told(stage)
        told.tell([paid()])
        await stage.until(service.hears)
        bus.terminate()
        await stage.until(lambda: all(task.done() for task in told.notifier._shown))
        assert (told.clicked, alerts) == ([], [])

    play(scenario)


def test_without_a_service_too(play, bus, paid, alerts):
    async def scenario(stage):
        Told(stage).tell([paid()])
        await stage.until(lambda: alerts)

    play(scenario)


def test_a_service_that_never_answers_holds_up_nothing(play, desktop, paid, alerts, monkeypatch):
    monkeypatch.setattr("kazadesk.ui.desktop.notification_bus._PATIENCE", 0.5)
    service = desktop(answers=False)

    async def scenario(stage):
        told = Told(stage)
        told.tell([paid()])
        assert not service.told  # whoever told did not even wait for the question to be asked
        await stage.until(service.hears)
        assert service.told == ["asked"]
        await stage.until(lambda: alerts)
        await stage.until(lambda: all(task.done() for task in told.notifier._shown))

    play(scenario)


def test_notes_that_nobody_closes_do_not_pile_up(play, desktop, paid):
    service = desktop()

    async def scenario(stage):
        told = Told(stage)
        for number in range(1, 8):
            told.tell([paid(f"INV-{number}")])
            await stage.until(lambda number=number: service.hears(number))
        await stage.until(lambda: sum(not task.done() for task in told.notifier._shown) == 4)

    play(scenario)


def test_closing_the_program_waits_for_no_click(play, desktop, paid):
    service = desktop()

    async def scenario(stage):
        Told(stage).tell([paid()])
        await stage.until(service.hears)
        async with asyncio.timeout(10):
            await stage.tasks.close()

    play(scenario)


def test_it_is_said_in_arabic(wear, like):
    wear("ar")
    one = worded([like()], practice=True)
    assert one.title.startswith("مدفوع: ")
    assert "وضع التدريب" in one.body
    several = worded([like()] * 3, practice=False)
    assert several.title.startswith("دُفعت ")


@pytest.mark.window
def test_the_minimised_window_comes_back_with_the_links_row(play, desktop, tmp_path):
    service = desktop()

    async def scenario(stage):
        window = MainWindow(practice=True, first_run=False, settings=Settings())
        await stage.show(window)
        window.attach(stage.session, stage.tasks)
        links, customer = stage.session.links, PracticeService(stage.stand_in)
        link = await links.create(LinkForm("25", "USD", reference="INV-1", email=EMAIL))
        await links.create(LinkForm("30", "USD", reference="INV-2", email=EMAIL))
        (tmp_path / "webhook.txt").write_text(await customer.pay(link.order_id), "utf-8")
        (tmp_path / "again.txt").write_text(await customer.webhook(link.order_id), "utf-8")
        window.showMinimized()
        await stage.until(lambda: QApplication.activeWindow() is None)
        window._desk.verifier.verify_files([tmp_path / "webhook.txt", tmp_path / "again.txt"])
        await stage.until(service.hears)
        assert service.note()[0] == "Paid: \u206625.00 USD\u2069"
        service.clicks()
        await stage.until(lambda: QApplication.activeWindow() is window)
        assert not window.isMinimized()
        await stage.until(lambda: window._desk.links.target() and window._desk.links.target().id == link.id)
        assert not service.hears(2)

    play(scenario, stand_in=True)
