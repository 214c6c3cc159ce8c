"""The window comes back as it was left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSplitter, QWidget
from pytestqt.qtbot import QtBot

from kazadesk.storage.settings import ProfileSettings, Settings
from kazadesk.ui.frame.main_window import MainWindow

Play = Callable[..., None]


@pytest.fixture
def make(qtbot: QtBot) -> Callable[[str], MainWindow]:
    def made(geometry: str) -> MainWindow:
        settings = Settings(profiles=[ProfileSettings("default")], geometry=geometry)
        window = MainWindow(practice=True, first_run=False, settings=settings)
        qtbot.addWidget(window)
        return window

    return made


def share(window: MainWindow) -> float:
    """How much of the height the list has."""
    links, verifier = splitter(window).sizes()
    return links / (links + verifier)


def splitter(window: MainWindow) -> QSplitter:
    found = window.findChild(QSplitter)
    assert found is not None
    return found


def test_size_and_shares_are_remembered(make: Callable[[str], MainWindow], play: Play) -> None:
    first = make("")
    first.resize(1250, 720)
    first.show()

    async def scenario(stage) -> None:
        first.attach(stage.session, stage.tasks)
        splitter(first).setSizes([250, 350])
        left = share(first)
        first.close()
        second = make(stage.session.settings.value.geometry)
        second.show()
        await stage.until(lambda: second.findChild(QWidget, "payloadEdit"))
        assert second.height() == first.height(), "the width is cut to the small screen of this test"
        second.resize(1250, 720)
        assert share(second) == pytest.approx(left, abs=0.01)
        assert left != pytest.approx(share(make("")), abs=0.05)

    play(scenario)


def test_shares_come_back_from_the_tabs_of_a_small_window(make: Callable[[str], MainWindow], qtbot: QtBot) -> None:
    window = make("")
    window.resize(1250, 720)
    window.show()
    qtbot.waitUntil(lambda: window.findChild(QWidget, "payloadEdit") is not None)
    splitter(window).setSizes([250, 350])
    left = share(window)
    window.resize(1024, 620)
    window.resize(1250, 720)
    assert share(window) == pytest.approx(left, abs=0.01)


def test_the_least_size_is_within_the_screen(make: Callable[[str], MainWindow]) -> None:
    window = make("")
    room = window.screen().availableSize()
    least = window.minimumSize()
    assert least.width() < room.width()
    assert least.height() < room.height()
    assert least == QSize(960, 560).boundedTo(room - QSize(8, 40))


@pytest.mark.parametrize("broken", ["", ":", "نص", "QUJD:QUJD", "===", "QUJD"])
def test_a_broken_memory_gives_the_usual_window(make: Callable[[str], MainWindow], broken: str) -> None:
    window, usual = make(broken), make("")
    window.show()
    usual.show()
    assert window.size() == usual.size()
    assert splitter(window).sizes() == splitter(usual).sizes()
