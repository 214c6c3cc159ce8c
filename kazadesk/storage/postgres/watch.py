"""Hears at once what other desks do, and says of this one that it lives: a thread with a connection of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from kazadesk.storage.postgres.address import Address
from kazadesk.storage.postgres.server import Line, connect

LOOK = 30.0
"""Seconds after which it looks whatever was heard."""
GONE = 600
"""Seconds after which a process that was not seen has ended: far longer than a request to the provider lasts."""
_TICK = 0.5
_RETRY = (0.5, 1.0, 2.0, 5.0)
_ALIVE = """INSERT INTO senders (sender, desk) VALUES ($1, $2)
    ON CONFLICT (sender) DO UPDATE SET seen_at = clock_timestamp(), desk = excluded.desk"""
_FORGET = "DELETE FROM senders WHERE seen_at < clock_timestamp() - interval '1 day'"


class Watch:
    """Runs until it is stopped, and connects again by itself."""

    def __init__(self, address: Address, desk: str, password: Callable[[], str | None]) -> None:
        self._address = address
        self._desk = desk
        self._password = password
        self._changed: Callable[[], object] = lambda: None
        self._reached: Callable[[bool], object] = lambda reached: None
        self._is_reached: bool | None = None
        self._sender: str | None = None
        self._stopping = threading.Event()
        threading.Thread(target=self._run, name="ledger watch", daemon=True).start()

    def tell(self, changed: Callable[[], object], reached: Callable[[bool], object]) -> None:
        """`changed`: something happened, or may have; `reached`: whether there is a connection. In its thread."""
        self._changed, self._reached = changed, reached
        if self._is_reached is not None:
            reached(self._is_reached)
        changed()

    def announce(self, sender: str) -> None:
        """From now on this process is seen under that name."""
        self._sender = sender

    def stop(self) -> None:
        """Does not wait."""
        self._stopping.set()

    def _run(self) -> None:
        tries = 0
        while not self._stopping.is_set():
            try:
                with connect(self._address, self._desk, self._password()) as line:
                    line.execute("LISTEN kazadesk")
                    tries = 0
                    self._say(True)
                    self._listen(line)
            except Exception:  # noqa: BLE001 - the ledger's own thread says why; here it is only tried again
                if self._stopping.is_set():
                    return
                self._say(False)
            self._stopping.wait(_RETRY[min(tries, len(_RETRY) - 1)])
            tries += 1

    def _say(self, reached: bool) -> None:
        self._is_reached = reached
        self._reached(reached)

    def _listen(self, line: Line) -> None:
        while True:
            self._changed()  # what was done while nobody listened
            if self._sender is not None:
                line.execute(_ALIVE, (self._sender, self._desk))
                line.execute(_FORGET)
            due = time.monotonic() + LOOK
            while time.monotonic() < due:
                if self._stopping.is_set():
                    if self._sender is not None:
                        line.execute("DELETE FROM senders WHERE sender = $1", (self._sender,))
                    return
                for _ in line.notifies(timeout=_TICK, stop_after=1):
                    self._changed()
