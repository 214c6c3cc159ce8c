"""The store for an event loop: one thread works on the file, and many posts share one sync (group commit)."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from kazadesk.core.errors import InboxError
from kazadesk.inbox.post import Post
from kazadesk.inbox.store import Access, Store

log = logging.getLogger(__name__)
T = TypeVar("T")

MOST_AT_ONCE = 1_000
"""Posts in one commit."""
TIDY_EVERY = 3_600.0
"""Seconds between two rounds of forgetting what is old."""
IDLE = 1.0
"""Seconds without work after which the file is let go of: at rest it is one whole file, safe to copy and to replace."""


class Mailbox:
    """Made in the event loop that uses it. `close` waits for what is being written."""

    def __init__(self, path: Path, access: Access) -> None:
        self._loop = asyncio.get_running_loop()
        self._store = Store(path, access)
        self._posts: deque[tuple[Post, bool, asyncio.Future[int]]] = deque()
        self._jobs: deque[Callable[[], None]] = deque()
        self._closing = False
        self._wake = threading.Event()
        self._arrived = asyncio.Event()
        self._worker = threading.Thread(target=self._work, name="inbox-store", daemon=True)
        self._worker.start()

    async def add(self, post: Post, *, stray: bool = False) -> int:
        """Durable when this returns; gives the id. Raises InboxError: nothing is kept."""
        future: asyncio.Future[int] = self._loop.create_future()
        self._posts.append((post, stray, future))
        self._wake.set()
        return await future

    async def page(self, after: int, limit: int, *, wait: float = 0.0, strays: bool = False) -> bytes:
        """Store.page; where nothing came after `after`, wait up to `wait` seconds for something. Raises InboxError."""
        deadline = self._loop.time() + wait
        if after and not strays:
            with contextlib.suppress(InboxError):  # a full disk can be read all the same
                await self._call(lambda: self._store.note_read(after))
        while True:
            arrived = self._arrived
            text, count = await self._call(lambda: self._store.page(after, limit, strays=strays))
            left = deadline - self._loop.time()
            if count or left <= 0 or self._closing:
                return text
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await arrived.wait()

    async def health(self) -> dict[str, object]:
        """Store.health. Raises InboxError."""
        return await self._call(self._store.health)

    def end_waiting(self) -> None:
        """Whoever waits for a post is answered now, and nobody waits any more."""
        self._closing = True
        self._announce()

    async def close(self) -> None:
        """What was added is written first."""
        self.end_waiting()
        self._wake.set()
        await asyncio.to_thread(self._worker.join)

    def _announce(self) -> None:
        arrived, self._arrived = self._arrived, asyncio.Event()
        arrived.set()

    async def _call(self, job: Callable[[], T]) -> T:
        future: asyncio.Future[T] = self._loop.create_future()

        def work() -> None:
            try:
                outcome: T | InboxError = job()
            except InboxError as error:
                outcome = error
            self._tell([future], [outcome])

        self._jobs.append(work)
        self._wake.set()
        return await future

    # ── in the worker's thread ──

    def _work(self) -> None:
        tidy_at = 0.0
        while True:
            busy = self._wake.wait(IDLE if self._store.is_open else max(0.0, tidy_at - time.monotonic()))
            closing = self._closing  # read first: what was added before it was set is still written
            self._wake.clear()
            while self._posts or self._jobs:
                if self._posts:
                    self._write_batch()
                if self._jobs:
                    self._jobs.popleft()()
            if time.monotonic() >= tidy_at:
                tidy_at = time.monotonic() + (1.0 if self._forget_old() else TIDY_EVERY)
            if closing or not busy:
                self._store.close()
            if closing:
                return

    def _write_batch(self) -> None:
        batch = [self._posts.popleft() for _ in range(min(len(self._posts), MOST_AT_ONCE))]
        posts = [(post, stray) for post, stray, _ in batch]
        try:
            outcomes: list[int | InboxError] = [*self._store.add(posts)]
        except InboxError as error:
            log.error("the mailbox could not write: %s", error)
            outcomes = [self._add_alone(each, error) if len(batch) > 1 else error for each in posts]
        self._tell([future for _, _, future in batch], outcomes, arrived=True)

    def _add_alone(self, post: tuple[Post, bool], error: InboxError) -> int | InboxError:
        """A nearly full disk may have room for some of a batch."""
        if error.code != "inbox_full":
            return error
        try:
            return self._store.add([post])[0]
        except InboxError as again:
            return again

    def _forget_old(self) -> int:
        try:
            return self._store.forget_old(time.time())
        except InboxError as error:
            log.error("the mailbox could not tidy up: %s", error)
            return 0

    def _tell(self, futures: list[asyncio.Future[Any]], outcomes: list[Any], *, arrived: bool = False) -> None:
        def finish() -> None:
            for future, outcome in zip(futures, outcomes, strict=True):
                if future.done():
                    continue
                if isinstance(outcome, InboxError):
                    future.set_exception(outcome)
                else:
                    future.set_result(outcome)
            if arrived:
                self._announce()

        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(finish)
