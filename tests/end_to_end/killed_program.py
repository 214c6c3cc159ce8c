"""Creates or sends links in forked children, each of which kills itself at one point of the way.

Or pulls from the mailbox. Reads lines of JSON: {"data", "base_url", "point", and "reference" (with "typed": on a
connection that is opened ahead), "link_id" or "inbox": the mailbox's {"hook", "pull", "read_key"}}; answers each with
the child's end: "killed", or "done <points passed>".
"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Coroutine, Generator, Iterator
from contextlib import contextmanager
from typing import Any

import email_validator  # noqa: F401 - here, so that no child pays for it
import httpx  # noqa: F401

from kazadesk.api import wire
from kazadesk.assembly import Options, PracticeAccount, open_session
from kazadesk.core.inbox import InboxAccess
from kazadesk.core.link import LinkForm
from kazadesk.core.redact import Redactor, Secret
from kazadesk.practice import EMAIL
from kazadesk.services.session import Session
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.settings_file import SettingsFile
from kazadesk.storage.sqlite import database


class Points:
    """Counts the points that the process passes, and ends it at one of them as a power failure would."""

    def __init__(self, deadly: int) -> None:
        self._deadly = deadly
        self._lock = threading.Lock()
        self.passed = 0

    def reach(self) -> bool:
        with self._lock:
            self.passed += 1
            if self.passed == self._deadly:
                os.kill(os.getpid(), signal.SIGKILL)
        return False


class Stepwise:
    """Awaits a coroutine, with a point before each wait of it and one after."""

    def __init__(self, job: Coroutine[Any, Any, Any], points: Points) -> None:
        self._job = job
        self._points = points

    def __await__(self) -> Generator[Any, Any, Any]:
        steps = self._job.__await__()
        thrown: BaseException | None = None
        while True:
            try:
                waited_for = next(steps) if thrown is None else steps.throw(thrown)
            except StopIteration as end:
                return end.value
            self._points.reach()
            thrown = None
            try:
                yield waited_for
            except BaseException as error:  # noqa: BLE001 - it belongs to the coroutine
                thrown = error
            self._points.reach()


def watch(points: Points) -> None:
    """Points also around every transaction, within every commit, and at every step of the connection."""
    writing: Callable[..., Any] = database.writing
    follow: Callable[..., Any] = wire._follow

    @contextmanager
    def watched_writing(connection: Any, **how: bool) -> Iterator[None]:
        points.reach()
        connection.set_commit_hook(points.reach)  # in SQLite's commit, before anything is durable
        with writing(connection, **how):
            yield
            points.reach()
        points.reach()

    def watched_follow(*arguments: Any) -> Callable[[str, Any], Coroutine[Any, Any, None]]:
        trace = follow(*arguments)

        async def watched(event: str, info: Any) -> None:
            points.reach()
            await trace(event, info)
            points.reach()

        return watched

    database.writing = watched_writing  # type: ignore[assignment]
    wire._follow = watched_follow  # type: ignore[assignment]


async def run(order: dict[str, Any], points: Points) -> None:
    folder = DataFolder.make(order["data"])
    options = Options(practice=True, base_url=order["base_url"])
    if "inbox" in order:  # this session runs no mailbox of its own
        PracticeAccount.load_inbox = known_inbox(order["inbox"])  # type: ignore[method-assign]
    session = await open_session(options, folder, SettingsFile(folder.settings), Redactor())
    watch(points)
    await Stepwise(way(session, order), points)
    await session.close()


def known_inbox(told: dict[str, str]) -> Callable[..., Coroutine[Any, Any, InboxAccess]]:
    async def load_inbox(self: PracticeAccount, profile: str, *, asked: bool = False) -> InboxAccess:
        return InboxAccess(profile, told["pull"], Secret(told["hook"]), Secret(told["read_key"]))

    return load_inbox


async def way(session: Session, order: dict[str, Any]) -> None:
    if "inbox" in order:
        await session.inbox.pull()
    elif "link_id" in order:
        await session.links.send(await session.links.resend(order["link_id"]))
    else:
        if order.get("typed"):
            session.links.prepare()
        await session.links.create(LinkForm("10", "USD", EMAIL, order["reference"]))


def child(order: dict[str, Any], out: int) -> None:
    points = Points(order["point"])
    asyncio.run(run(order, points))
    os.write(out, str(points.passed).encode())
    os._exit(0)


def main() -> None:
    importlib.import_module("anyio._backends._asyncio")
    for line in sys.stdin:
        into, out = os.pipe()
        order = json.loads(line)
        if os.fork() == 0:
            try:
                child(order, out)
            except BaseException:  # noqa: BLE001 - told, and never a second loop in the child
                traceback.print_exc()
            os._exit(1)
        os.close(out)
        _, status = os.wait()
        passed = os.read(into, 20).decode()
        os.close(into)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            end = "killed"
        else:
            end = f"done {passed}" if os.waitstatus_to_exitcode(status) == 0 else "failed"
        sys.stdout.write(f"{end}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
