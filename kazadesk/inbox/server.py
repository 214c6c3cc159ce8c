"""The mailbox as a server: its own thread with its own plain asyncio loop."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kazadesk.core.errors import InboxError
from kazadesk.inbox.store import Store

if TYPE_CHECKING:
    import uvicorn

    from kazadesk.inbox.mailbox import Mailbox

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8787
_BACKLOG = 128
"""asyncio accepts this many at once before it looks at any: it stays far below the files a process may have open."""
_START_TIMEOUT = 15.0
_STOP_TIMEOUT = 10.0


class InboxServer:
    """One mailbox file on one port; `port` 0 takes any free one. `read_key` is there only where it is new."""

    def __init__(
        self,
        path: Path,
        *,
        host: str = DEFAULT_HOST,
        port: int = 0,
        renew_token: bool = False,
        renew_key: bool = False,
    ) -> None:
        self.host, self.port = host, port
        self._path = path
        store = Store(path)
        try:
            self._access, self.read_key = store.set_up(renew_token=renew_token, renew_key=renew_key)
        finally:
            store.close()
        self._thread: threading.Thread | None = None
        self._listening = threading.Event()
        self._failure: Exception | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: uvicorn.Server | None = None

    @property
    def hook(self) -> str:
        """The address to post webhooks to: a secret."""
        return f"{self._origin}/{self._access.write_token}"

    @property
    def pull(self) -> str:
        """The address to read from, with the read key."""
        return f"{self._origin}/pull"

    @property
    def _origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    def start(self) -> None:
        """Block until it listens. Raises InboxError: port_in_use, inbox_failed."""
        listener = _listen(self.host, self.port)
        self.port = listener.getsockname()[1]
        self._thread = threading.Thread(target=self._run, args=(listener,), name="inbox", daemon=True)
        self._thread.start()
        listening = self._listening.wait(_START_TIMEOUT)
        if self._failure is not None or not listening:
            failure = self._failure
            self.stop()
            raise InboxError("inbox_failed", why=str(failure or "it did not start in time"))

    def stop(self) -> None:
        """Answer what is under way, then end."""
        thread, loop, server = self._thread, self._loop, self._server
        if thread is None:
            return
        if loop is not None and server is not None and thread.is_alive():
            loop.call_soon_threadsafe(setattr, server, "should_exit", True)
        thread.join(_STOP_TIMEOUT)
        self._thread = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _run(self, listener: socket.socket) -> None:
        try:
            # Windows' proactor loop loses its listener when a client dies during accept (cpython #93821)
            with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
                runner.run(self._serve(listener))
        except Exception as failure:  # noqa: BLE001  handed to start()
            self._failure = failure
        finally:
            listener.close()
            self._listening.set()

    async def _serve(self, listener: socket.socket) -> None:
        from kazadesk.inbox.app import InboxApp
        from kazadesk.inbox.guard import watch
        from kazadesk.inbox.mailbox import Mailbox

        self._loop = asyncio.get_running_loop()
        mailbox = Mailbox(self._path, self._access)
        self._server = _server(InboxApp(mailbox, self._access), mailbox, self._listening)
        guarding = asyncio.create_task(watch(self._server.server_state.connections))
        try:
            await self._server.serve([listener])
        finally:
            guarding.cancel()
            await mailbox.close()


def _server(app: object, mailbox: Mailbox, listening: threading.Event) -> uvicorn.Server:
    import uvicorn

    from kazadesk.inbox.guard import KEEP_ALIVE, MAX_HEAD, GuardedProtocol

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            listening.set()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            mailbox.end_waiting()
            await super().shutdown(sockets)

    return Server(
        uvicorn.Config(
            app,  # type: ignore[arg-type]
            http=GuardedProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            backlog=_BACKLOG,
            timeout_keep_alive=KEEP_ALIVE,
            timeout_graceful_shutdown=5,
            h11_max_incomplete_event_size=MAX_HEAD,
        )
    )


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        # asyncio sends answers undelayed only on sockets that say that they are TCP's
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except (OSError, UnicodeError) as error:
        raise InboxError("bad_host", host=host, why=str(error)) from None
    try:
        if os.name == "posix":
            # A server that has just ended leaves its port behind for a minute
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        elif sys.platform == "win32":
            # There, SO_REUSEADDR would take a port away from its owner
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        listener.close()
        raise InboxError("port_in_use", port=str(port), reason=str(error)) from None
    return listener
