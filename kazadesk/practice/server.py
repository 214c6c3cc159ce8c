"""The stand-in's server: its own thread, its own plain asyncio loop, loopback only."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import socket
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kazadesk.core.errors import PracticeError
from kazadesk.practice.faults import Faults, RandomFaults
from kazadesk.practice.state import StandInState
from kazadesk.practice.webhooks import WebhookForm

if TYPE_CHECKING:
    import uvicorn

DEFAULT_PORT = 18420
"""The window asks for it first, so that pay pages of an earlier practice session keep working."""

_START_TIMEOUT = 15.0
_STOP_TIMEOUT = 5.0


class PracticeServer(StandInState):
    """One stand-in on 127.0.0.1. `port` 0 takes any free one. `records` keeps its links over restarts."""

    def __init__(
        self,
        *,
        port: int = 0,
        records: Path | None = None,
        webhook_url: str | None = None,
        faults: Faults | RandomFaults | None = None,
        form: WebhookForm | None = None,
    ) -> None:
        super().__init__(port=port, records=records, webhook_url=webhook_url, faults=faults, form=form)
        self._thread: threading.Thread | None = None
        self._listening = threading.Event()
        self._server: uvicorn.Server | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._failure: Exception | None = None

    @property
    def base_url(self) -> str:
        """What KazawalletClient takes."""
        return f"http://127.0.0.1:{self.port}/wallet"

    def start(self) -> None:
        """Block until it listens. Raises PracticeError: port_in_use, practice_failed."""
        listener = _listen(self.port)
        self.port = listener.getsockname()[1]
        self._thread = threading.Thread(target=self._run, args=(listener,), name="practice", daemon=True)
        self._thread.start()
        listening = self._listening.wait(_START_TIMEOUT)
        if self._failure is not None or not listening:
            failure = self._failure
            self.stop()
            listener.close()
            raise PracticeError("practice_failed", reason=str(failure or "it did not start in time"))

    def stop(self) -> None:
        """End at once, with calls under way cut off. Takes less than a second."""
        thread, loop = self._thread, self._loop
        if thread is None:
            return
        if loop is not None and thread.is_alive():
            loop.call_soon_threadsafe(self._end)
        thread.join(_STOP_TIMEOUT)
        self._thread = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def connections(self) -> list[asyncio.Transport]:
        if self._server is None:
            return []
        transports = [connection.transport for connection in list(self._server.server_state.connections)]
        return [transport for transport in transports if isinstance(transport, asyncio.Transport)]

    def _end(self) -> None:
        if self._server is not None:
            self._server.should_exit = self._server.force_exit = True
        for connection in self.connections():
            connection.abort()

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
        import uvicorn

        from kazadesk.practice.routes import build_app

        listening = self._listening

        class Server(uvicorn.Server):
            async def startup(self, sockets: list[socket.socket] | None = None) -> None:
                await super().startup(sockets)
                listening.set()

        config = uvicorn.Config(
            build_app(self),
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
        )
        self._loop = asyncio.get_running_loop()
        self._server = Server(config)
        await self._server.serve([listener])


def start_anywhere(
    *,
    records: Path | None = None,
    webhook_url: str | None = None,
    port: int = DEFAULT_PORT,
    form: WebhookForm | None = None,
) -> PracticeServer:
    """A started server on `port`, or on any free one where that is taken. Blocks; raises PracticeError.

    If a stand-in with the same records holds `port`, it shows the pay pages, also after this one has ended.
    """
    server = PracticeServer(port=port, records=records, webhook_url=webhook_url, form=form)
    try:
        server.start()
    except PracticeError as error:
        if error.code != "port_in_use":
            raise
        server = PracticeServer(records=records, webhook_url=webhook_url, form=form)
        server.start()
        if records is not None and _records_behind(port) == server.records.name:
            server.page_port = port
    return server


def _records_behind(port: int) -> str | None:
    """The name of the records that a stand-in on `port` shows; None where something else listens there."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1.0)
    try:
        connection.request("GET", "/practice/health")
        health = json.loads(connection.getresponse().read(4096))
        return str(health["records"]) if health["kazadesk"] == "practice" else None
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return None
    finally:
        connection.close()


def _listen(port: int) -> socket.socket:
    # asyncio sends answers undelayed only on sockets that say that they are TCP's
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            # A server that has just ended leaves its port behind for a minute
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        elif sys.platform == "win32":
            # There, SO_REUSEADDR would take a port away from its owner
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        raise PracticeError("port_in_use", port=str(port), reason=str(error)) from None
    return listener
