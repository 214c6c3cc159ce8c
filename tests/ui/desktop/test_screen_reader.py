"""Whether all readers of a session hear announcements, by what they asked the registry for."""

from __future__ import annotations

import threading

import pytest

from kazadesk.ui.desktop import screen_reader

FOCUS, DESCRIPTION, TOLD = (
    "Object:StateChanged:Focused",
    "Object:PropertyChange:AccessibleDescription",
    "Object:Announcement:",
)
OLD, NEW = [(":1.1", FOCUS), (":1.1", DESCRIPTION)], [(":1.2", DESCRIPTION), (":1.2", TOLD)]


@pytest.mark.parametrize(
    ("listening", "all_hear"), [([], True), (NEW, True), (OLD, False), (OLD + NEW, False), ([(":1.3", FOCUS)], True)]
)
def test_who_asked_for_what(monkeypatch: pytest.MonkeyPatch, listening: list[tuple[str, str]], all_hear: bool) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(screen_reader, "_registry", screen_reader._Registry())
    monkeypatch.setattr(screen_reader, "_listening", lambda: listening)
    monkeypatch.setattr(screen_reader, "_PATIENCE", 20)
    assert screen_reader.hears_announcements() is all_hear


@pytest.mark.parametrize(("variable"), ["", "unix:path=/nowhere/at-all"])
def test_where_there_is_no_bus_nobody_is_missed(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", variable)
    monkeypatch.setattr(screen_reader, "_registry", screen_reader._Registry())
    monkeypatch.setattr(screen_reader, "_PATIENCE", 20)
    assert screen_reader.hears_announcements()


def test_nobody_waits_for_a_bus_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()

    def stuck() -> list[tuple[str, str]]:
        answered.wait()
        return NEW

    monkeypatch.setattr("sys.platform", "linux")
    registry = screen_reader._Registry()
    monkeypatch.setattr(screen_reader, "_registry", registry)
    monkeypatch.setattr(screen_reader, "_listening", stuck)
    monkeypatch.setattr(screen_reader, "_PATIENCE", 0)
    assert not screen_reader.hears_announcements(), "as a description, which all of them hear"
    answered.set()
    assert registry._asking is not None
    registry._asking.join()
    assert screen_reader.hears_announcements()
