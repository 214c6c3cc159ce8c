"""PySide6 6.12.0 takes a reference too many from None and True; no upgrade may bring that back."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QObject, QTimerEvent, Signal

TIMES = 2000
NOISE = 200


class _Counter(QObject):
    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.events = 0
        self.calls = 0

    def timerEvent(self, event: QTimerEvent) -> None:
        self.events += 1

    def slot(self) -> None:
        self.calls += 1


def test_none_and_true_keep_their_references(qtbot: Any) -> None:
    counter = _Counter()
    before = sys.getrefcount(None), sys.getrefcount(True)
    timer = counter.startTimer(0)
    qtbot.waitUntil(lambda: counter.events >= TIMES, timeout=20_000)
    counter.killTimer(timer)
    for _ in range(TIMES):
        counter.ticked.connect(counter.slot)
        counter.ticked.emit()
        counter.ticked.disconnect(counter.slot)
    assert counter.calls == TIMES
    after = sys.getrefcount(None), sys.getrefcount(True)
    for old, new in zip(before, after, strict=True):
        assert abs(new - old) < NOISE
