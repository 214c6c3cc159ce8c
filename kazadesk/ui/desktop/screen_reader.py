"""Whether the screen reader of a Linux session is told of announcements: Orca is since its version 45."""

from __future__ import annotations

import logging
import sys
from threading import Thread
from time import monotonic

_PATIENCE = 0.3
"""Seconds to wait for the first answer; the bus is slow where a reader looks at every key first."""
_HOLDS = 10.0
"""Seconds after which it is asked anew, beside what goes on: readers are seldom exchanged for others."""
_PATH = "/org/a11y/atspi/registry"

log = logging.getLogger(__name__)


class _Registry:
    """What it answered last."""

    def __init__(self) -> None:
        self._answer: bool | None = None
        self._asked_at = -_HOLDS
        self._asking: Thread | None = None

    def hears_announcements(self) -> bool:
        if monotonic() - self._asked_at > _HOLDS and (self._asking is None or not self._asking.is_alive()):
            self._asked_at = monotonic()
            self._asking = Thread(target=self._ask, daemon=True)
            self._asking.start()
        if self._answer is None and self._asking is not None:
            self._asking.join(_PATIENCE)
        return bool(self._answer)

    def _ask(self) -> None:
        from jeepney import DBusErrorResponse

        try:
            listening = _listening()
        except (OSError, EOFError, KeyError, ValueError, RuntimeError, DBusErrorResponse) as error:
            log.info("who listens is not known: %s", type(error).__name__)
            self._answer = True
            return
        described, told = (
            {reader for reader, event in listening if event.lower().startswith(kind)}
            for kind in ("object:propertychange:accessibledescription", "object:announcement")
        )
        self._answer = described <= told


_registry = _Registry()


def hears_announcements() -> bool:
    """Whether every reader that hears of descriptions hears of announcements too. Where nobody could be asked it is
    taken for so; where the answer is late it is not: all of them hear of descriptions.
    """
    return sys.platform != "linux" or _registry.hears_announcements()


def _listening() -> list[tuple[str, str]]:
    """Who asked the registry of accessibility to be told of which event. Starts no bus where none runs."""
    from jeepney import DBusAddress, MessageFlag, new_method_call
    from jeepney.io.blocking import open_dbus_connection
    from jeepney.wrappers import unwrap_msg

    def answer(bus: str, path: str, name: str, method: str) -> object:
        call = new_method_call(DBusAddress(path, bus_name=name, interface=name), method)
        call.header.flags |= MessageFlag.no_auto_start
        with open_dbus_connection(bus, auth_timeout=_HOLDS) as connection:
            return unwrap_msg(connection.send_and_get_reply(call, timeout=_HOLDS))[0]

    address = answer("SESSION", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
    registered = answer(str(address), _PATH, "org.a11y.atspi.Registry", "GetRegisteredEvents")
    return registered if isinstance(registered, list) else []
