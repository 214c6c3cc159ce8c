"""Connections that only take room: half-open ones, slow ones, and too many of them."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

MOST_CONNECTIONS = 512
"""Beyond that, the one that has kept us waiting longest is dropped: a sender that sends is served."""
REQUEST_TIME = 20.0
"""Seconds from a request's first byte, or from a new connection, to the request's last byte."""
STALLED_TIME = 60.0
"""Seconds in which a reader must have taken something of its answer."""
KEEP_ALIVE = 180
"""Longer than proxies keep an idle connection: else one of theirs might be closed just as they send a webhook on it."""
MAX_HEAD = 64 * 1024


class GuardedProtocol(H11Protocol):
    """uvicorn's protocol with a limit on how long a request may take to come, and with headers as received."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._since = self.loop.time()
        self._unsent = 0
        self._all_sent = False
        inner = self.app
        self._requests = _Requests(self.conn)
        self.conn.next_event = self._requests.next_event  # type: ignore[method-assign]

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            scope["raw_headers"] = self._requests.raw_headers
            await inner(scope, receive, send)

        self.app = app

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # asyncio does so itself, but not on Windows, whose accepted sockets do not say that they are TCP's
        with contextlib.suppress(OSError):  # who called may have gone
            transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        state: Any = self.server_state
        if len(self.connections) > MOST_CONNECTIONS and not getattr(state, "makes_room", False):
            state.makes_room = True  # once for all that come in one round of the loop
            self.loop.call_soon(_make_room, state)

    def data_received(self, data: bytes) -> None:
        if self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]:
            self._since = self.loop.time()
        super().data_received(data)

    def eof_received(self) -> bool:  # type: ignore[override]
        """A sender that says it has sent everything still gets its answers."""
        self._all_sent = True
        return not self._is_done

    def on_response_complete(self) -> None:
        self._since = self.loop.time()
        super().on_response_complete()  # begins with the next request, where it is here already
        if self._all_sent and self._is_done:
            self.transport.close()

    @property
    def _is_done(self) -> bool:
        """Whether nothing can be answered before more is sent."""
        return self.cycle is None or self.cycle.response_complete or self.keeps_us_waiting

    @property
    def keeps_us_waiting(self) -> bool:
        """Whether its request is not here yet as a whole."""
        return self.conn.their_state in (h11.IDLE, h11.SEND_BODY)

    @property
    def is_idle(self) -> bool:
        """Between two requests: uvicorn's own timer ends it."""
        return self.timeout_keep_alive_task is not None

    @property
    def has_sent(self) -> bool:
        """Whether something lies there that we have not read yet."""
        try:
            return bool(self.transport.get_extra_info("socket")._sock.recv(1, socket.MSG_PEEK))
        except OSError:
            return False

    def is_late(self, now: float) -> bool:
        """Whether its request, or its taking of the answer, takes too long."""
        unsent = self.transport.get_write_buffer_size()
        if unsent:
            if unsent != self._unsent:
                self._unsent, self._since = unsent, now
            return now - self._since > STALLED_TIME
        self._unsent = 0
        return self.keeps_us_waiting and not self.is_idle and now - self._since > REQUEST_TIME

    def drop(self) -> None:
        """End it at once."""
        self._unset_keepalive_if_required()
        self.transport.abort()


class _Requests:
    """h11's events, with the raw headers of the last request kept."""

    def __init__(self, connection: h11.Connection) -> None:
        self.raw_headers: list[tuple[bytes, bytes]] = []
        self._next_event = connection.next_event

    def next_event(self) -> Any:
        event = self._next_event()
        if isinstance(event, h11.Request):
            self.raw_headers = event.headers.raw_items()
        return event


def _make_room(state: Any) -> None:
    """Drop what has kept us waiting longest, as many as are too many; last those that sent what we did not read yet."""
    state.makes_room = False
    here = [each for each in _guarded(state.connections) if not each.transport.is_closing()]
    too_many = len(here) - MOST_CONNECTIONS
    if too_many <= 0:
        return
    waiting = sorted((each for each in here if each.keeps_us_waiting), key=lambda each: each._since)
    silent = (each for each in waiting if not each.has_sent)
    chosen = list(itertools.islice(silent, too_many))
    if len(chosen) < too_many:
        chosen += [each for each in waiting if each not in chosen][: too_many - len(chosen)]
    for each in chosen:
        each.drop()


def _guarded(connections: object) -> Iterator[GuardedProtocol]:
    for each in list(connections):  # type: ignore[call-overload]
        if isinstance(each, GuardedProtocol):
            yield each


async def watch(connections: object) -> None:
    """Drops what is late, once a second, until cancelled."""
    loop = asyncio.get_running_loop()
    with contextlib.suppress(asyncio.CancelledError):
        while True:
            await asyncio.sleep(1.0)
            now = loop.time()
            for each in _guarded(connections):
                if each.is_late(now):
                    each.drop()
