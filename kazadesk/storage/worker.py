"""One thread that runs jobs one after the other. Without asyncio and concurrent.futures: start-up pays for neither."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import TypeVar

T = TypeVar("T")


class WorkerStopped(Exception):
    """The worker takes no more jobs."""


class Worker:
    """A daemon thread: one stuck job never keeps the process from ending."""

    def __init__(self, name: str) -> None:
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._stopped = False
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def run(self, job: Callable[[], T]) -> T:
        """Run `job` and wait for it, from any thread but the worker's own. Raises what the job raises."""
        done = threading.Event()
        results: list[T] = []
        errors: list[BaseException] = []

        def work() -> None:
            try:
                results.append(job())
            except BaseException as error:  # noqa: BLE001 - handed to the caller
                errors.append(error)
            done.set()

        self._put(work)
        done.wait()
        if errors:
            raise errors.pop()
        return results[0]

    async def call(self, job: Callable[[], T]) -> T:
        """Run `job` and await it. A job not yet begun when the caller is cancelled never runs."""
        import asyncio  # noqa: PLC0415 - see the module's docstring

        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def succeed(result: T) -> None:
            if not future.done():
                future.set_result(result)

        def fail(error: BaseException) -> None:
            if not future.done():
                future.set_exception(error)

        def work() -> None:
            if future.cancelled():
                return
            try:
                result = job()
            except BaseException as error:  # noqa: BLE001 - handed to the caller
                with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                    loop.call_soon_threadsafe(fail, error)
            else:
                with suppress(RuntimeError):
                    loop.call_soon_threadsafe(succeed, result)

        self._put(work)
        return await future

    def stop(self) -> None:
        """Take no more jobs; those waiting are still run. Does not wait."""
        with self._lock:
            if not self._stopped:
                self._stopped = True
                self._jobs.put(None)

    def _put(self, work: Callable[[], None]) -> None:
        with self._lock:
            if self._stopped:
                raise WorkerStopped
            self._jobs.put(work)

    def _work(self) -> None:
        while (work := self._jobs.get()) is not None:
            work()
            del work  # its closure may hold a secret or a traceback
