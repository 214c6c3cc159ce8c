"""The one bridge between coroutines and widgets.

A widget starts a job and gets back exactly one call: `done(value)`, `refused(error)` for a known cause, or nothing
where the job was cancelled or the widget is gone. A surprise is logged and told to the whole window through `crashed`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from kazadesk.core.errors import KazaDeskError

T = TypeVar("T")
log = logging.getLogger(__name__)


class Tasks(QObject):
    """Starts coroutines, keeps them, cancels them on close. Lives as long as one window and its session."""

    crashed = Signal(str)
    """Name of a job that ended in a way nobody foresaw."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: set[asyncio.Task[Any]] = set()
        self._work: dict[asyncio.Task[Any], str] = {}
        self._closing = False

    @property
    def work(self) -> list[str]:
        """What runs that somebody waits for, by the names that `start` was given: closing would throw it away."""
        return sorted(set(self._work.values()))

    def start(
        self,
        owner: QObject,
        job: Coroutine[Any, Any, T],
        *,
        done: Callable[[T], object] | None = None,
        refused: Callable[[KazaDeskError], object] | None = None,
        ended: Callable[[], object] | None = None,
        work: str = "",
    ) -> asyncio.Task[T] | None:
        """Run `job`; the callbacks come only while `owner` lives. `ended` comes last, however the job ended.

        `work`: export, archive, copy, backup or batch, which closing asks about (ui/frame/leaving.py).
        Without `refused` a known cause is treated as a surprise. Returns None (and runs nothing) while closing.
        """
        if self._closing:
            job.close()
            return None
        task = asyncio.get_running_loop().create_task(job)
        self._running.add(task)
        if work:
            self._work[task] = work
        task.add_done_callback(lambda task: self._settle(task, owner, done, refused, ended))
        return task

    def _settle(
        self,
        task: asyncio.Task[T],
        owner: QObject,
        done: Callable[[T], object] | None,
        refused: Callable[[KazaDeskError], object] | None,
        ended: Callable[[], object] | None,
    ) -> None:
        self._running.discard(task)
        self._work.pop(task, None)
        name = getattr(task.get_coro(), "__qualname__", task.get_name())
        error = None if task.cancelled() else task.exception()
        try:
            if not isValid(owner):
                self._log(name, error)
            elif isinstance(error, KazaDeskError) and refused is not None:
                refused(error)
            elif error is not None:
                self._log(name, error)
                self.crashed.emit(name)
            elif not task.cancelled() and done is not None:
                done(task.result())
            if ended is not None and isValid(owner):
                ended()
        except Exception:
            log.exception("showing the result of %s failed", name)
            self.crashed.emit(name)

    def _log(self, name: str, error: BaseException | None) -> None:
        if error is not None:
            log.error("%s failed", name, exc_info=error)

    async def close(self, timeout: float = 1.5) -> None:
        """Cancel what runs and wait for it, `timeout` seconds at most; later starts are ignored."""
        self._closing = True
        running = list(self._running)
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running, timeout=timeout)
