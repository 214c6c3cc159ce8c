"""Python's garbage collector, in the main thread only.

It runs in whichever thread happens to allocate. A dialog that has become garbage would be deleted in the ledger's
thread, its timers and children with it, and Qt does not survive that.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 1000
_timers: list[QTimer] = []


def start(parent: QObject) -> None:
    """Collect from now on by a timer of the main thread; what is there now stays for good and is not looked at."""
    gc.disable()
    gc.freeze()
    timer = QTimer(parent)
    timer.setInterval(_INTERVAL_MS)
    timer.timeout.connect(_collect)
    timer.start()
    _timers.append(timer)


def rest() -> None:
    """Let the collector be while thousands of things are made that all stay."""
    for timer in _timers:
        timer.stop()


def wake() -> None:
    """Collect again, but for what was made meanwhile."""
    if _timers:
        gc.freeze()
    for timer in _timers:
        timer.start()


def _collect() -> None:
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return
