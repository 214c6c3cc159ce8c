"""One window a data folder: a second KazaDesk raises the first one's window and ends."""

from __future__ import annotations

import hashlib
import os
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from kazadesk import win32
from kazadesk.core.errors import KazaDeskError

if TYPE_CHECKING:
    from kazadesk.storage.paths import DataFolder
    from kazadesk.storage.process_lock import ProcessLock

_RAISE = b"raise\n"
_TIMEOUT_MS = 5000
_LONGEST_ADDRESS = 90
"""Bytes: less than the 104 of macOS and the 108 of Linux, as Qt makes the socket in a folder of its own first."""
_OTHER_ANSWERS_WITHIN_MS = 10_000


def server_name(root: Path) -> str:
    """Of the local socket (a named pipe on Windows) that belongs to this data folder.

    A path inside the data folder, where only its owner may make a file. Where that is longer than a socket's address
    can be, a name in the folder of temporary files, where others could be first: so `_is_ours` asks who answers.
    """
    path = root.resolve() / "window.socket"
    if os.name == "posix" and len(os.fsencode(path)) <= _LONGEST_ADDRESS:
        return str(path)
    return "kazadesk-" + hashlib.sha256(str(root.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _is_ours(socket: QLocalSocket) -> bool:
    """Whether the other end is a process of this user; True where the system does not tell."""
    if sys.platform != "linux":
        return True
    import socket as sockets

    with sockets.socket(fileno=os.dup(int(socket.socketDescriptor()))) as end:
        _pid, uid, _gid = struct.unpack("3i", end.getsockopt(sockets.SOL_SOCKET, sockets.SO_PEERCRED, 12))
    return bool(uid == os.geteuid())


def raise_first(root: Path) -> bool:
    """Ask the KazaDesk that holds this data folder to show its window. False if it did not answer in 5 s."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(root))
    if not socket.waitForConnected(_TIMEOUT_MS) or not _is_ours(socket):
        return False
    win32.let_others_come_to_front()
    socket.write(_RAISE)
    return socket.waitForReadyRead(_TIMEOUT_MS)


def is_first(lock: ProcessLock, folder: DataFolder) -> bool:
    """Whether the data folder is this KazaDesk's; if not, the window of the one that has it was raised.

    That one may just be starting, and not listen yet, or just be leaving. Raises KazaDeskError(already_open).
    """
    deadline = QDeadlineTimer(_OTHER_ANSWERS_WITHIN_MS)
    while not lock.acquire():
        if raise_first(folder.root):
            return False
        if deadline.hasExpired():
            raise KazaDeskError("already_open")
        QThread.msleep(50)
    return True


class InstanceServer(QObject):
    """Listens for a second KazaDesk on the same data folder; only for the holder of the window lock."""

    raise_asked = Signal()

    def __init__(self, root: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        # A killed KazaDesk leaves its socket file; the lock says that nobody listens on it any more.
        QLocalServer.removeServer(server_name(root))
        if not self._server.listen(server_name(root)):
            import logging

            why = self._server.errorString()
            logging.getLogger(__name__).warning("a second start cannot raise this window: %s", why)

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if not _is_ours(socket):
                socket.abort()
                continue
            socket.disconnected.connect(socket.deleteLater)
            # No lambda: the socket's connection would own it and, in it, this object. The end of the socket would then
            # free the server, whose destructor deletes its sockets, this one a second time.
            socket.readyRead.connect(self._answer)
            self._answer()

    def _answer(self) -> None:
        for socket in self._askers():
            if socket.bytesAvailable() and socket.read(len(_RAISE)).data() == _RAISE:
                self.raise_asked.emit()
                socket.write(b"ok\n")
                socket.flush()

    def _askers(self) -> list[QLocalSocket]:
        return self._server.findChildren(QLocalSocket)

    def close(self) -> None:
        """Answer nobody any more: this window is leaving."""
        self._server.close()
        for socket in self._askers():
            socket.abort()
