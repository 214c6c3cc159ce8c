"""Own org.freedesktop.secrets on the session bus and never answer."""

# ruff: noqa: T201

from jeepney.bus_messages import message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection

connection = open_dbus_connection()
Proxy(message_bus, connection).RequestName("org.freedesktop.secrets", 0)
print("mute", flush=True)
while True:
    connection.receive()
