"""A line to the server that can be cut: between any two messages, with or without a word."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable


class CutLine:
    """A TCP proxy on a free port. `cut_at` counts what the client sends from then on, over all connections."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.sent = 0
        """Messages of the client since `cut_at` or `count`."""
        self._at = 0
        self._how = ""
        self.was_cut = False
        self.is_down = False
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def count(self) -> None:
        self.sent, self._at, self.was_cut = 0, 0, False

    def cut_at(self, number: int, how: str) -> None:
        """`before`: reset, the message is lost; `after`: the server has it, its answer is lost; `hole`: silence."""
        self.sent, self._at, self._how, self.was_cut = 0, number, how, False

    def down(self) -> None:
        """No connection from now on, until `up`."""
        self.is_down = True
        for pair in self._pairs:
            _reset(*pair)

    def up(self) -> None:
        self.is_down = False

    def close(self) -> None:
        self._listener.close()
        self.down()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self.is_down:
                _reset(client)
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:  # it is just being started anew
                _reset(client)
                continue
            self._pairs.append((client, server))
            lost = threading.Event()
            threading.Thread(target=self._forward, args=(client, server, lost, self._due), daemon=True).start()
            threading.Thread(target=self._forward, args=(server, client, lost, None), daemon=True).start()

    def _due(self) -> str:
        self.sent += 1
        if self.sent != self._at:
            return ""
        self.was_cut = True
        return self._how

    def _forward(
        self, source: socket.socket, target: socket.socket, lost: threading.Event, due: Callable[[], str] | None
    ) -> None:
        try:
            while data := source.recv(65536):
                if lost.is_set():
                    continue  # nothing of what comes gets through any more
                how = due() if due is not None else ""
                if how in ("after", "hole"):
                    lost.set()  # before the server can answer
                if how != "hole":
                    if how != "before":
                        target.sendall(data)
                    if how == "after":
                        _wait_for_answer(target)
                    if how:
                        _reset(source, target)
                        return
            target.shutdown(socket.SHUT_WR)
        except OSError:
            _reset(source, target)


def _wait_for_answer(server: socket.socket) -> None:
    """Until the server has done it: its answer is there, and nobody reads it."""
    try:
        server.settimeout(5)
        server.recv(1, socket.MSG_PEEK)
    except OSError:
        return


def _reset(*ends: socket.socket) -> None:
    for end in ends:
        try:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            end.shutdown(socket.SHUT_RD)  # a thread that reads from it would keep it open
        except OSError:
            pass
        end.close()
