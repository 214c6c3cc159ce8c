"""Notifications of Linux desktops, over D-Bus (org.freedesktop.Notifications), with a connection of each one's own.

jeepney, which keyring stands on, says every D-Bus type exactly; PySide6's QtDBus cannot send an unsigned number.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections import deque
from itertools import count
from typing import TYPE_CHECKING, Any

from kazadesk.resources import RESOURCES
from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from jeepney import Message

_PATIENCE = 5.0
"""Seconds for bus and service together to answer."""
_NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_CHUNK = 4096

log = logging.getLogger(__name__)


async def show(title: str, body: str) -> bool | None:
    """Show the plain text and wait until it is gone: whether it was clicked, or None where nobody could show it."""
    from jeepney import DBusErrorResponse

    shown = False
    try:
        async with asyncio.timeout(_PATIENCE) as patience:
            bus = await _Bus.open()
            try:
                number = await _notify(bus, title, body)
                shown = True
                patience.reschedule(None)
                return await _clicked(bus, number)
            finally:
                bus.close()
    except (OSError, EOFError, KeyError, ValueError, RuntimeError, DBusErrorResponse) as error:
        # no bus, no service, one that never answers, or one that was ended
        log.info("no desktop notification: %s", type(error).__name__)
        return False if shown else None


class _Bus:
    """A connection to the session bus for one coroutine at a time. jeepney's own cannot be cancelled in good order."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from jeepney import Parser

        self._reader, self._writer, self._parser = reader, writer, Parser()
        self._serials = count(1)
        self._signals: deque[Message] = deque()

    @classmethod
    async def open(cls) -> _Bus:
        """Connected and known to the bus, and told of what becomes of notifications. Raises OSError and others."""
        from jeepney import MatchRule, message_bus
        from jeepney.bus import get_bus

        bus = cls(*await asyncio.open_unix_connection(get_bus("SESSION")))
        try:
            await bus._authenticate()
            await bus.call(message_bus.Hello())
            await bus.call(message_bus.AddMatch(MatchRule(type="signal", interface=_NAME, path=_PATH)))
        except BaseException:
            bus.close()
            raise
        return bus

    def close(self) -> None:
        self._writer.close()

    async def _authenticate(self) -> None:
        from jeepney.auth import BEGIN, Authenticator

        told = Authenticator()
        for request in told:
            self._writer.write(request)
            told.feed(await self._received())
        self._writer.write(BEGIN)

    async def _received(self) -> bytes:
        if not (data := await self._reader.read(_CHUNK)):
            raise EOFError
        return data

    async def _message(self) -> Message:
        while (message := self._parser.get_next_message()) is None:
            self._parser.add_data(await self._received())
        return message

    async def call(self, message: Message) -> tuple[Any, ...]:
        """What the call returns. Raises DBusErrorResponse."""
        from jeepney import HeaderFields, MessageType
        from jeepney.wrappers import unwrap_msg

        serial = next(self._serials)
        self._writer.write(message.serialise(serial))
        while True:
            answer = await self._message()
            if answer.header.fields.get(HeaderFields.reply_serial) == serial:
                return tuple(unwrap_msg(answer))
            if answer.header.message_type is MessageType.signal:
                self._signals.append(answer)

    async def signal(self) -> Message:
        """The next signal, also one that came while an answer was waited for."""
        return self._signals.popleft() if self._signals else await self._message()


async def _notify(bus: _Bus, title: str, body: str) -> int:
    """The number that the service gave it."""
    from jeepney import DBusAddress, new_method_call

    service = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
    (abilities,) = await bus.call(new_method_call(service, "GetCapabilities"))
    if "body-markup" in abilities:
        body = _escaped(body)
    icon = (RESOURCES / "icons" / "kazadesk.svg").as_uri()
    hints = {"desktop-entry": ("s", "kazadesk"), "category": ("s", "transfer.complete")}
    actions = ["default", translate("Notify", "Show the link")]
    arguments = ("KazaDesk", 0, icon, title, body, actions, hints, -1)
    (number,) = await bus.call(new_method_call(service, "Notify", "susssasa{sv}i", arguments))
    return int(number)


async def _clicked(bus: _Bus, number: int) -> bool:
    from jeepney import HeaderFields

    while True:
        signal = await bus.signal()
        name = signal.header.fields.get(HeaderFields.member)
        if not signal.body or signal.body[0] != number:
            continue
        if name == "ActivationToken":
            os.environ["XDG_ACTIVATION_TOKEN"] = signal.body[1]  # Wayland raises no window without one
        elif name == "ActionInvoked":
            return True
        elif name == "NotificationClosed":
            return False


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
