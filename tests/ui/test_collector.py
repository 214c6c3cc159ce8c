from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject

from kazadesk.ui import collector


class _Ring:
    """Garbage that only the collector finds, and that tells in which thread it went."""

    def __init__(self, went_in: list[int]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: went_in.append(threading.get_ident()))


@pytest.fixture
def collecting(qtbot: Any) -> Iterator[None]:
    parent = QObject()
    collector.start(parent)
    yield
    collector._timers.clear()
    parent.deleteLater()
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("collecting")
def test_what_another_thread_leaves_goes_in_the_main_thread(qtbot: Any) -> None:
    went_in: list[int] = []

    def work() -> None:
        for _ in range(5):
            _Ring(went_in)
        _kept: list[list[object]] = [[] for _ in range(5000)]  # enough that the collector would run here

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert went_in == []
    ballast: list[list[object]] = [[] for _ in range(5000)]
    qtbot.waitUntil(lambda: len(went_in) == 5, timeout=20_000)
    assert set(went_in) == {threading.get_ident()}
    assert ballast
