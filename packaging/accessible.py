"""What a screen reader sees: the accessible objects of running programs, over AT-SPI on D-Bus."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, NamedTuple, Self

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection

ACCESSIBLE = "org.a11y.atspi.Accessible"
ENABLED = 1 << 8


class Bus:
    """A connection made as this user, which is who a bus lets in."""

    def __init__(self, address: str, user: int) -> None:
        self._address, self._user = address, user

    def __enter__(self) -> Self:
        os.seteuid(self._user)
        try:
            self._connection = open_dbus_connection(self._address)
        finally:
            os.seteuid(0)
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def call(self, name: str, path: str, interface: str, method: str, kinds: str = "", values: Any = ()) -> Any:
        """The body of the answer. Raises LookupError where the object or the method is not there (any more)."""
        message = new_method_call(DBusAddress(path, name, interface), method, kinds or None, values)
        answer = self._connection.send_and_get_reply(message, timeout=10)
        if answer.header.message_type is MessageType.error:
            raise LookupError(str(answer.body))
        return answer.body


class Thing(NamedTuple):
    """`id` ends with the widget's object name, which is the same in every language."""

    role: str
    name: str
    id: str
    enabled: bool
    owner: str
    path: str


def accessibility_bus(session: str, user: int) -> str:
    """The address of the bus that screen readers use in this session."""
    with Bus(session, user) as bus:
        return str(bus.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")[0])


def things(bus: Bus, program: str) -> list[Thing]:
    """Every accessible object of the running program."""
    root = bus.call("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", ACCESSIBLE, "GetChildren")[0]
    found = []
    for owner, path in root:
        if name(bus, owner, path).lower() == program:
            found += list(below(bus, owner, path))
    return found


def below(bus: Bus, owner: str, path: str, depth: int = 0) -> Iterator[Thing]:
    try:
        role = bus.call(owner, path, ACCESSIBLE, "GetRoleName")[0]
        states = bus.call(owner, path, ACCESSIBLE, "GetState")[0]
        called, identity = name(bus, owner, path), name(bus, owner, path, "AccessibleId")
        yield Thing(role, called, identity, bool(states[0] & ENABLED), owner, path)
        children = bus.call(owner, path, ACCESSIBLE, "GetChildren")[0]
    except LookupError:
        return  # gone meanwhile
    for child_owner, child in children if depth < 30 else ():
        yield from below(bus, child_owner, child, depth + 1)


def name(bus: Bus, owner: str, path: str, kind: str = "Name") -> str:
    get = ("org.freedesktop.DBus.Properties", "Get", "ss", (ACCESSIBLE, kind))
    return str(bus.call(owner, path, *get)[0][1])


def enabled(bus: Bus, program: str, identity: str) -> Thing | None:
    """The widget of this object name, once it can be used."""
    return next((each for each in things(bus, program) if each.id.endswith(identity) and each.enabled), None)


def press(bus: Bus, thing: Thing) -> None:
    bus.call(thing.owner, thing.path, "org.a11y.atspi.Action", "DoAction", "i", (0,))
