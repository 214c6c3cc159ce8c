"""What a screen reader sees and hears: the accessible objects of running programs, over AT-SPI on D-Bus."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple, Self

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection

ACCESSIBLE = "org.a11y.atspi.Accessible"
SELECTION = "org.a11y.atspi.Selection"
PROPERTIES = "org.freedesktop.DBus.Properties"
LAUNCHER = ("org.a11y.Bus", "/org/a11y/bus")
REGISTRY = "org.a11y.atspi.Registry"

# Bits of a state set and a kind of relation, as atspi-constants.h of at-spi2-core numbers them.
ENABLED, FOCUSABLE, SHOWING = (1 << bit for bit in (8, 11, 25))
LABELLED_BY = 2


class Bus:
    """A connection made as this user, which is who a bus lets in."""

    def __init__(self, address: str, user: int) -> None:
        self._address, self._user = address, user

    def __enter__(self) -> Self:
        own = os.geteuid()
        os.seteuid(self._user)
        try:
            self._connection = open_dbus_connection(self._address)
        finally:
            os.seteuid(own)
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

    def collect(self, rule: MatchRule, into: deque[Message]) -> None:
        """Put the signals that fit into `into`, whenever something is called on this connection."""
        self._connection.filter(rule, queue=into)
        bus = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
        self.call(*bus, "AddMatch", "s", (rule.serialise(),))


class Thing(NamedTuple):
    """`id` ends with the widget's object name, which is the same in every language."""

    role: str
    name: str
    id: str
    states: int
    owner: str
    path: str

    @property
    def enabled(self) -> bool:
        return bool(self.states & ENABLED)

    @property
    def showing(self) -> bool:
        return bool(self.states & SHOWING)

    @property
    def focusable(self) -> bool:
        return bool(self.states & FOCUSABLE)


def accessibility_bus(session: str, user: int) -> str:
    """The address of the bus that screen readers use in this session."""
    with Bus(session, user) as bus:
        return str(bus.call(*LAUNCHER, "org.a11y.Bus", "GetAddress")[0])


def announce_reader(session: Bus) -> None:
    """Tell programs, also those that start later, that a screen reader is running."""
    status = ("org.a11y.Status", "ScreenReaderEnabled", ("b", True))
    session.call(*LAUNCHER, PROPERTIES, "Set", "ssv", status)


def things(bus: Bus, program: str) -> list[Thing]:
    """Every accessible object of the running program."""
    return [each for owner, path in programs(bus, program) for each in below(bus, owner, path)]


def windows(bus: Bus, program: str) -> list[Thing]:
    """Its windows and dialogs."""
    return [
        thing(bus, *child)
        for owner, path in programs(bus, program)
        for child in bus.call(owner, path, ACCESSIBLE, "GetChildren")[0]
    ]


def programs(bus: Bus, program: str) -> list[tuple[str, str]]:
    """Owner and path of each running program of that name."""
    running = bus.call(REGISTRY, "/org/a11y/atspi/accessible/root", ACCESSIBLE, "GetChildren")[0]
    return [(owner, path) for owner, path in running if name(bus, owner, path).lower() == program]


def thing(bus: Bus, owner: str, path: str) -> Thing:
    role = bus.call(owner, path, ACCESSIBLE, "GetRoleName")[0]
    low, high = bus.call(owner, path, ACCESSIBLE, "GetState")[0]
    called, identity = name(bus, owner, path), name(bus, owner, path, "AccessibleId")
    return Thing(role, called, identity, low | high << 32, owner, path)


def below(bus: Bus, owner: str, path: str, depth: int = 0) -> Iterator[Thing]:
    try:
        yield thing(bus, owner, path)
        children = bus.call(owner, path, ACCESSIBLE, "GetChildren")[0]
    except LookupError:
        return  # gone meanwhile
    for child_owner, child in children if depth < 30 else ():
        yield from below(bus, child_owner, child, depth + 1)


def name(bus: Bus, owner: str, path: str, kind: str = "Name") -> str:
    return str(bus.call(owner, path, PROPERTIES, "Get", "ss", (ACCESSIBLE, kind))[0][1])


def description(bus: Bus, of: Thing) -> str:
    return name(bus, of.owner, of.path, "Description")


def labels(bus: Bus, of: Thing) -> list[str]:
    """The names of what labels it: on this system a combo box has its choice for a name."""
    relations = bus.call(of.owner, of.path, ACCESSIBLE, "GetRelationSet")[0]
    return [name(bus, *target) for kind, targets in relations if kind == LABELLED_BY for target in targets]


def chosen_in(bus: Bus, of: Thing) -> list[Thing]:
    """What is selected in it, of a table every cell of the row; nothing where nothing can be."""
    try:
        number = bus.call(of.owner, of.path, PROPERTIES, "Get", "ss", (SELECTION, "NSelectedChildren"))[0][1]
        chosen = [bus.call(of.owner, of.path, SELECTION, "GetSelectedChild", "i", (each,))[0] for each in range(number)]
    except LookupError:
        return []
    return [thing(bus, *each) for each in chosen]


def text(bus: Bus, of: Thing) -> str:
    """What stands in a field."""
    return str(bus.call(of.owner, of.path, "org.a11y.atspi.Text", "GetText", "ii", (0, -1))[0])


def enabled(bus: Bus, program: str, identity: str) -> Thing | None:
    """The widget of this object name, once it can be used."""
    return next((each for each in things(bus, program) if each.id.endswith(identity) and each.enabled), None)


def press(bus: Bus, what: Thing) -> None:
    bus.call(what.owner, what.path, "org.a11y.atspi.Action", "DoAction", "i", (0,))


def listen(bus: Bus, event: str, into: deque[Message]) -> None:
    """From now on collect, whenever something is called on this bus, an event such as "object:announcement"."""
    bus.call(REGISTRY, "/org/a11y/atspi/registry", REGISTRY, "RegisterEvent", "s", (event,))
    member = "".join(map(str.capitalize, event.split(":")[1].split("-")))
    bus.collect(MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member=member), into)


def said(heard: deque[Message]) -> list[str]:
    """The words of announcements, and of descriptions that changed, oldest first."""
    about = [message for message in heard if message.body[0] in ("", "accessible-description")]
    return [str(message.body[3][1]) for message in about]


def focused(bus: Bus, changes: deque[Message]) -> Thing | None:
    """What the focus came to last, by the events "object:state-changed:focused"."""
    for message in reversed(changes):
        if message.body[:2] == ("focused", 1):
            fields = message.header.fields
            with suppress(LookupError):
                return thing(bus, fields[HeaderFields.sender], fields[HeaderFields.path])
    return None
