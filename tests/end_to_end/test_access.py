"""KazaDesk by keyboard alone, as a screen reader tells it: a process of its own, looked at only over AT-SPI."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.window

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20.0
ARABIC = re.compile("[\u0621-\u064a]")
CENTRED = 40
NAMED = ("push button", "check box", "radio button", "text", "combo box", "list", "table", "menu item", "page tab")
"""Roles whose names are words of the window; those of rows and cells are often data."""
DIALOGS = {
    "ctrl+comma": "settingsDialog",
    "F1": "shortcutsDialog",
    "ctrl+shift+d": "qrDialog",
    "ctrl+f Down Return": "linkDetails",
}
IN_MENU = (
    "credentialsDialog",
    "settingsDialog",
    "",
    "batchDialog",
    "reportDialog",
    "closeDialog",
    "importDialog",
    "backupsDialog",
    "supportDialog",
    "shortcutsDialog",
    "aboutDialog",
)
"""What its items open; the third leaves practice mode."""


def _accessible() -> Any:
    """packaging/bare/accessible.py, which also reads bundles."""
    spec = importlib.util.spec_from_file_location("accessible", ROOT / "packaging" / "bare" / "accessible.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


a11y = _accessible()


def until(condition: Callable[[], Any], what: str) -> Any:
    """What the condition gives, once it gives something."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end, f"waited in vain for {what}"
        threading.Event().wait(0.02)
    return found


class Reader:
    """A person at the keyboard who hears the window and never sees it."""

    def __init__(self, bus: Any, environment: dict[str, str]) -> None:
        self._bus, self._environment = bus, environment
        self._heard: deque[Any] = deque()
        self._focus: deque[Any] = deque()
        self.strokes = 0
        a11y.listen(bus, "object:announcement", self._heard)
        a11y.listen(bus, "object:state-changed:focused", self._focus)

    def _run(self, *command: str) -> str:
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False, timeout=20)
        return done.stdout

    def press(self, *keys: str) -> None:
        """Each is one stroke, also with its modifiers."""
        self._run("xdotool", "key", "--clearmodifiers", *keys)
        self.strokes += len(keys)

    def type(self, text: str) -> None:
        self._run("xdotool", "type", "--delay", "5", text)
        self.strokes += len(text)

    def clipboard(self) -> str:
        return self._run("xclip", "-selection", "clipboard", "-o")

    def windows(self) -> dict[str, Any]:
        """The window and the dialogs over it, by their object names."""
        with suppress(LookupError):  # a window went while it was looked at
            return {each.id.split(".")[-1]: each for each in a11y.windows(self._bus, "kazadesk") if each.showing}
        return {}

    def all_in(self, window: str = "mainWindow") -> Iterator[Any]:
        """What is to be seen in a window, once that is there."""
        found = until(lambda: self.windows().get(window), window)
        return (each for each in a11y.below(self._bus, found.owner, found.path) if each.showing)

    def on_screen(self) -> list[str]:
        """The X windows that are to be seen, menus among them."""
        found = self._run("xdotool", "search", "--onlyvisible", "--class", "kazadesk").split()
        return [window for window in found if int(self._edges(window)["WIDTH"]) > 1]

    def _edges(self, window: str) -> dict[str, str]:
        lines = self._run("xdotool", "getwindowgeometry", "--shell", window).split()
        return dict(line.split("=") for line in lines) if lines else {"WIDTH": "0"}

    def menu_opens(self) -> None:
        until(lambda: len(self.on_screen()) > 1, "the menu")

    def is_over(self, window: str) -> bool:
        """Whether the active window is another one, in the middle of `window` and wholly on the screen."""
        active = self._run("xdotool", "getactivewindow").strip()
        if not active or active == window:
            return False
        left, top, width, height, over, over_width = (
            *(int(self._edges(active)[name]) for name in ("X", "Y", "WIDTH", "HEIGHT")),
            *(int(self._edges(window)[name]) for name in ("X", "WIDTH")),
        )
        across, down = map(int, self._run("xdotool", "getdisplaygeometry").split())
        whole = 0 <= left <= across - width and 0 <= top <= down - height
        return whole and abs(2 * left + width - 2 * over - over_width) < CENTRED

    def find(self, name: str, window: str = "mainWindow") -> Any:
        """The widget of that object name, as soon as it is on the screen and can be used."""

        def found() -> Any:
            return next((e for e in self.all_in(window) if e.id.endswith(f".{name}") and e.enabled), None)

        return until(found, name)

    def text(self, name: str) -> str:
        return str(a11y.text(self._bus, self.find(name)))

    def label(self, thing: Any) -> str:
        """What is said of it when the focus comes to it."""
        return " ".join(filter(None, [*a11y.labels(self._bus, thing), thing.name]))

    def comes_to(self, name: str) -> None:
        """Waits until the focus comes to the widget of that object name."""
        until(lambda: self.focus().endswith(f".{name}"), f"the focus in {name}")

    def focus(self) -> str:
        """The object names from the program down to what the focus came to last."""
        self.windows()
        thing = a11y.focused(self._bus, self._focus)
        return str(thing.id) if thing is not None else ""

    def focus_in(self, role: str) -> str:
        """The name of what has the focus, if it has that role."""
        self.windows()
        thing = a11y.focused(self._bus, self._focus)
        return str(thing.name) if thing is not None and thing.role == role else ""

    def hears(self, words: str) -> None:
        """Waits until something with these words is announced."""

        def said() -> list[str]:
            self.windows()
            return [text for text in a11y.said(self._heard) if words in text]

        until(said, f"the words {words!r}")


@pytest.fixture
def open_window(tmp_path: Path) -> Iterator[Callable[[str], tuple[Reader, subprocess.Popen[bytes]]]]:
    """open_window(language): practice mode on a desktop session of the test's own, on which a screen reader runs."""
    opened: list[Any] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as short:  # a socket's path may not be long
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_RUNTIME_DIR": short, "XDG_CACHE_HOME": short}
        daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # its own children go with it
        )
        assert daemon.stdout is not None
        session = daemon.stdout.readline().decode().strip()
        environment["DBUS_SESSION_BUS_ADDRESS"] = session
        user = os.geteuid()
        try:
            with a11y.Bus(session, user) as bus:
                a11y.announce_reader(bus)
            with a11y.Bus(a11y.accessibility_bus(session, user), user) as bus:

                def open_one(language: str) -> tuple[Reader, subprocess.Popen[bytes]]:
                    command = [sys.executable, "-m", "kazadesk", "--practice", "--lang", language]
                    reader = Reader(bus, environment)
                    opened.append(subprocess.Popen([*command, "--data-dir", str(tmp_path / "data")], env=environment))
                    reader.find("createButton")
                    reader.comes_to("amountEdit")
                    return reader, opened[-1]

                yield open_one
        finally:
            for process in opened:
                with suppress(ProcessLookupError):
                    process.kill()
                process.wait()
            os.killpg(daemon.pid, signal.SIGTERM)
            daemon.communicate()


def test_the_main_job_by_keyboard_alone(open_window: Callable[..., Any]) -> None:
    reader, process = open_window("en")
    assert reader.label(reader.find("amountEdit")).startswith("Amount")

    # a link in another currency than the last one
    reader.type("40")
    reader.press("Tab")
    reader.comes_to("currencyBox")
    assert reader.label(reader.find("currencyBox")) == "Currency USD"
    reader.type("t")
    reader.press("ctrl+Return")
    reader.hears("The link is there: 40 TRY")
    reader.comes_to("amountEdit")

    # from the amount to the URL on the clipboard: two digits and two strokes
    reader.strokes = 0
    reader.type("25")
    reader.press("ctrl+Return", "ctrl+shift+c")
    until(lambda: reader.clipboard().startswith("http://127.0.0.1:"), "the URL on the clipboard")
    assert reader.strokes == 4
    assert reader.clipboard() == reader.text("newestLinkUrl")
    assert reader.find("newestLinkQr").role == "graphic"

    # and on to the verdict: two more, of which one plays the customer
    reader.press("ctrl+shift+p")
    until(lambda: "fulfilled" in reader.clipboard(), "the webhook on the clipboard")
    reader.hears("The webhook is on the clipboard")
    reader.press("ctrl+shift+v")
    reader.comes_to("verdictCard")  # where older screen readers hear it too
    assert reader.strokes == 6
    title, reason = reader.find("verdictTitle"), reader.find("verdictReason")
    assert (title.role, title.name) == ("label", "Paid")
    assert "25 TRY" in reason.name
    assert reader.find("verdictCard").name == f"Practice, no real money. {title.name}. {reason.name}"
    fields = [thing for thing in reader.all_in() if ".verdictFields." in thing.id]
    assert "Amount: 25, signed" in [field.name for field in fields]
    assert {field.role for field in fields} == {"label", "graphic"}

    # everything about that link
    reader.press("ctrl+f", "Down")
    reader.comes_to("linksView")
    reader.press("Return")
    assert reader.find("linkState", "linkDetails").name == "Paid"
    assert reader.windows()["linkDetails"].name.startswith("Payment link")
    reader.press("Escape")
    until(lambda: list(reader.windows()) == ["mainWindow"], "the dialog to be closed")
    reader.comes_to("linksView")

    reader.press("alt+F4")
    assert process.wait(PATIENCE) == 0


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_dialog_names_what_takes_the_focus_and_closes_by_escape(
    open_window: Callable[..., Any], language: str
) -> None:
    reader, _process = open_window(language)
    window = until(reader.on_screen, "the window")[0]
    unnamed: list[str] = []

    def look(window: str = "mainWindow") -> None:
        for thing in reader.all_in(window):
            words = reader.label(thing)
            foreign = language == "ar" and thing.role in NAMED and not ARABIC.search(words)
            if thing.focusable and (not words or foreign):
                unnamed.append(f"{thing.role} {thing.id}: {words!r}")

    def visit(dialog: str) -> None:
        look(dialog)
        until(lambda: f".{dialog}." in reader.focus(), f"the focus in {dialog}")
        until(lambda: reader.is_over(window), f"{dialog} to be whole, and in the middle of the window")
        reader.press("Escape")
        until(lambda: dialog not in reader.windows(), f"{dialog} to be closed")

    look()
    reader.type("25")
    reader.press("ctrl+Return")
    reader.find("newestCopyButton")
    look()
    for keys, dialog in DIALOGS.items():
        reader.press(*keys.split())
        visit(dialog)
    # what the menu leads to, item after item
    reader.press("ctrl+n", "shift+Tab", "space")
    reader.menu_opens()
    for item, dialog in enumerate(IN_MENU):
        if item:  # the menu opens on its first entry
            reader.press("Down")
        words = until(lambda: reader.focus_in("menu item"), "the menu")
        assert language == "en" or ARABIC.search(words), words
        if dialog:
            reader.press("Return")
            visit(dialog)
            reader.comes_to("settingsButton")
            reader.press("space")
            reader.menu_opens()
            reader.press(*["Down"] * item)
    reader.press("Escape")
    assert unnamed == []
