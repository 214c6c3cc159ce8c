"""A real window on a real display, driven by mouse and keyboard as a person would."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget

from kazadesk.assembly import Options
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.process_lock import ProcessLock
from kazadesk.storage.settings import ProfileSettings
from kazadesk.storage.settings_file import SettingsFile
from kazadesk.ui.frame.main_window import MainWindow
from kazadesk.window.run import WindowRun
from tests.end_to_end.reader import Reader, session_with_reader, window

PATIENCE = 20.0
W = TypeVar("W", bound=QWidget)


class Driver:
    """Hands and eyes: clicks and types through the X server, looks at screen and clipboard."""

    def __init__(self, run: WindowRun) -> None:
        self._run = run

    def windows(self) -> list[MainWindow]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]

    @property
    def window(self) -> MainWindow:
        windows = self.windows()
        assert len(windows) == 1, windows
        return windows[0]

    def find(self, kind: type[W], name: str) -> W:
        """The one visible widget of that object name."""
        found = {
            each
            for top in QApplication.topLevelWidgets()
            for each in [top, *top.findChildren(kind, name)]
            if isinstance(each, kind) and each.objectName() == name and each.isVisible()
        }
        assert len(found) == 1, (name, found)
        return found.pop()

    async def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Wait for a condition; fails after PATIENCE seconds."""
        waited = 0.0
        while not condition():
            await asyncio.sleep(0.02)
            waited += 0.02
            assert waited < PATIENCE, f"waited in vain for {what or condition}"

    async def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Move the mouse there and press the left button."""
        await self.until(lambda: widget.isVisible() and widget.isEnabled(), f"{widget.objectName()} to be usable")
        point = widget.mapToGlobal(at or widget.rect().center())
        await self._xdotool("mousemove", "--sync", str(point.x()), str(point.y()), "click", "1")

    async def press(self, *keys: str) -> None:
        """Press keys as xdotool names them, such as ctrl+Return."""
        await self._xdotool("key", "--clearmodifiers", *keys)

    async def type(self, widget: QWidget, text: str) -> None:
        """Click into a field, clear it, and type."""
        await self.click(widget)
        await self.until(widget.hasFocus, f"{widget.objectName()} to have the focus")
        await self.press("ctrl+a", "Delete")
        await self._xdotool("type", "--delay", "5", text)

    async def _xdotool(self, *args: str) -> None:
        await asyncio.to_thread(subprocess.run, ["xdotool", *args], check=True, timeout=20)

    def screen(self) -> QImage:
        """The whole screen as a person sees it."""
        return QGuiApplication.primaryScreen().grabWindow(0).toImage()

    def fits(self, widget: QWidget) -> bool:
        """Whether `widget` lies whole inside the window."""
        area = QRect(widget.mapTo(self.window, QPoint(0, 0)), widget.size())
        return self.window.rect().contains(area)

    async def close(self) -> None:
        self.window.close()


Scenario = Callable[[Driver], Coroutine[Any, Any, None]]


class _DrivenRun(WindowRun):
    scenario: Coroutine[Any, Any, None]

    async def _main(self, window: MainWindow) -> None:
        async def play() -> None:
            try:
                await self.scenario
            finally:
                self._choose("close")

        playing = asyncio.ensure_future(play())
        await super()._main(window)
        await playing


@pytest.fixture
def drive(tmp_path: Path, qapp: QApplication) -> Callable[..., None]:
    """drive(scenario, practice=True, lang="en", base_url=…) opens the window on a data folder and plays.

    In practice, and with `accounts`, which are there without keys, it is no first run.
    """

    def play(
        scenario: Scenario,
        *,
        practice: bool = False,
        lang: str = "en",
        base_url: str | None = None,
        profile: str | None = None,
        accounts: Sequence[str] = (),
    ) -> None:
        folder = DataFolder.make(tmp_path / "data")
        lock = ProcessLock(folder.window_lock)
        assert lock.acquire()
        options = Options(practice=practice, data_dir=folder.root, lang=lang, base_url=base_url, profile=profile)
        settings = SettingsFile(folder.settings)
        if practice:
            settings.change(mode="practice")
        elif accounts:
            settings.change(mode="live", profiles=[ProfileSettings(name) for name in accounts])
        run = _DrivenRun(qapp, options, folder, settings)
        run.scenario = scenario(Driver(run))
        try:
            run.run()
        finally:
            lock.release()

    return play


@pytest.fixture
def open_window(tmp_path: Path) -> Iterator[Callable[[str], tuple[Reader, subprocess.Popen[bytes]]]]:
    """open_window(language): practice mode on a desktop session of the test's own, on which a screen reader runs."""
    with session_with_reader(tmp_path) as (bus, environment), ExitStack() as opened:

        def open_one(language: str) -> tuple[Reader, subprocess.Popen[bytes]]:
            reader = Reader(bus, environment)
            process = opened.enter_context(window(tmp_path, environment, language))
            reader.find("createButton")
            reader.comes_to("amountEdit")
            return reader, process

        yield open_one
