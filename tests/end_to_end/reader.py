"""Somebody who hears the window: keys into a process of its own, which is looked at only over AT-SPI."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from kazadesk.storage.paths import DataFolder
from kazadesk.storage.settings_file import SettingsFile

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20.0
CENTRED = 40


def _accessible() -> Any:
    """packaging/bare/accessible.py, which also reads bundles."""
    spec = importlib.util.spec_from_file_location("accessible", ROOT / "packaging" / "bare" / "accessible.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


a11y = _accessible()


def until(condition: Callable[[], Any], what: str | Callable[[], str], patience: float = PATIENCE) -> Any:
    """What the condition gives, once it gives something."""
    end = time.monotonic() + patience
    while not (found := condition()):
        assert time.monotonic() < end, f"waited in vain for {what if isinstance(what, str) else what()}"
        threading.Event().wait(0.02)
    return found


class Reader:
    """A person at the keyboard who hears the window and never sees it."""

    def __init__(self, bus: Any, environment: dict[str, str]) -> None:
        self._bus, self._environment = bus, environment
        self._heard: deque[Any] = deque()
        self._focus: deque[Any] = deque()
        self._chosen: deque[Any] = deque()
        self._known: tuple[int, ...] = (0, 0, 0)
        self._window = ""
        self.strokes = 0
        a11y.listen(bus, "object:announcement", self._heard)
        a11y.listen(bus, "object:property-change:accessible-description", self._heard)
        a11y.listen(bus, "object:state-changed:focused", self._focus)
        a11y.listen(bus, "object:selection-changed", self._chosen)

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

    def copy(self, text: str) -> None:
        command, quiet = ["xclip", "-selection", "clipboard", "-in"], subprocess.DEVNULL  # it stays, to hand it out
        subprocess.run(command, env=self._environment, input=text.encode(), stdout=quiet, stderr=quiet, check=True)

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

    def forget(self) -> None:
        """What was announced until now, and where the focus was."""
        self.windows()
        self._known = tuple(map(len, (self._heard, self._focus, self._chosen)))

    def announced(self) -> list[str]:
        """Since then."""
        self.windows()
        return a11y.said(deque(list(self._heard)[self._known[0] :]))

    def heard(self) -> list[str]:
        """Since then, what was announced, and what the focus has come to; before it, what the windows are called."""
        windows = [window.name for window in self.windows().values()]
        _announced, focused, chosen = self._known
        said = windows + self.announced()
        if (len(self._focus), len(self._chosen)) == (focused, chosen):
            return said
        with suppress(LookupError):  # it went while it was looked at
            if (thing := a11y.focused(self._bus, self._focus)) is not None:
                said += [self.label(thing), a11y.description(self._bus, thing)]
                said += [each.name for each in a11y.chosen_in(self._bus, thing)]
        return said

    def is_back(self) -> bool:
        """Whether since then the last dialog was closed and the focus came back to the window."""
        if list(self.windows()) != ["mainWindow"] or self._run("xdotool", "getwindowfocus").strip() != self._window:
            return False
        return a11y.focused(self._bus, deque(list(self._focus)[self._known[1] :])) is not None

    def is_at(self) -> bool:
        """Whether the keyboard is in a window of the program, which is the one to come back to from then on."""
        self._window = self._run("xdotool", "getwindowfocus").strip()
        return self._window in self.on_screen()

    def hears(self, words: str) -> None:
        """Waits until something with these words is announced."""

        def said() -> list[str]:
            self.windows()
            return [text for text in a11y.said(self._heard) if words in text]

        until(said, f"the words {words!r}")


@contextmanager
def session_with_reader(folder: Path) -> Iterator[tuple[Any, dict[str, str]]]:
    """A desktop session of the test's own, which believes that a screen reader runs; gives the bus of those, and the
    variables of programs in it.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as short:  # a socket's path may not be long
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_RUNTIME_DIR": short, "XDG_CACHE_HOME": short}
        environment["QT_LOGGING_RULES"] = "qt.accessibility.atspi=false"  # what it cannot answer, in many lines
        environment |= {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
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
                yield bus, environment
        finally:
            os.killpg(daemon.pid, signal.SIGTERM)
            daemon.communicate()


def choose_practice(data: Path) -> None:
    """As the welcome page does, which does not come any more."""
    settings = SettingsFile(DataFolder.make(data).settings)
    settings.change(mode="practice")
    settings.close()


@contextmanager
def window(folder: Path, environment: dict[str, str], language: str) -> Iterator[subprocess.Popen[bytes]]:
    """KazaDesk in practice mode, on a data folder in `folder`."""
    data = folder / "data"
    choose_practice(data)
    command = [sys.executable, "-m", "kazadesk", "--lang", language, "--data-dir", str(data)]
    process = subprocess.Popen(command, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def gallery(folder: Path, environment: dict[str, str]) -> Iterator[Callable[[str, str], None]]:
    """A program that opens dialogs by language and name."""
    command = [sys.executable, "-m", "tests.end_to_end.gallery", str(folder / "data")]
    process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, text=True)
    assert process.stdin is not None
    asked = process.stdin

    def show(language: str, name: str) -> None:
        asked.write(f"{language} {name}\n")
        asked.flush()

    try:
        yield show
    finally:
        process.kill()
        process.communicate()
