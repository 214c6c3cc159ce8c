"""`create` with its durable commits against a bare httpx POST, on loopback and over a line of 150 ms; 200 at once."""

from __future__ import annotations

import asyncio
import os
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Coroutine
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from kazadesk.assembly import Options, open_session
from kazadesk.core.link import LinkForm, LinkState
from kazadesk.core.redact import Redactor
from kazadesk.practice import CREDENTIALS, EMAIL, PracticeServer
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.settings_file import SettingsFile
from tests.certificates import self_signed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from kazadesk.services.session import Session

ROUNDS = 100
AT_ONCE = 200
ROUND_TRIP = 0.150
FAR_ROUNDS = 12
FIRSTS = 7
TYPING = 1.5
"""Seconds from the first digit of an amount to the press of the button."""
FORM = LinkForm("10", "USD", EMAIL)


async def _bare(client: httpx.AsyncClient, url: str, number: int) -> None:
    body = {"amount": "10", "currency": "USD", "email": EMAIL, "ref": f"bare-{number}", "redirectUrl": ""}
    answer = await client.post(url, json=body, headers={"x-api-key": CREDENTIALS.api_key.reveal()})
    assert answer.json()["success"]


async def _timed(job: Coroutine[object, object, object]) -> float:
    began = time.perf_counter()
    await job
    return time.perf_counter() - began


async def _stalls(ended: asyncio.Event) -> float:
    """The longest time in which the event loop did nothing else, in seconds."""
    longest = 0.0
    while not ended.is_set():
        began = time.perf_counter()
        await asyncio.sleep(0.001)
        longest = max(longest, time.perf_counter() - began - 0.001)
    return longest


@asynccontextmanager
async def _session(base_url: str) -> AsyncIterator[Session]:
    with tempfile.TemporaryDirectory() as folder:
        data = DataFolder.make(Path(folder))
        options = Options(practice=True, base_url=base_url)
        session = await open_session(options, data, SettingsFile(data.settings), Redactor())
        try:
            yield session
        finally:
            await session.close()


# ── on loopback ──


async def near(server: PracticeServer) -> None:
    async with _session(server.base_url) as session:
        await session.links.create(FORM)
        # A fresh connection for each request, as KazaDesk makes them
        client = httpx.AsyncClient(limits=httpx.Limits(max_keepalive_connections=0))
        url = f"{server.base_url}/createPaymentLink"
        await _bare(client, url, -1)
        bare, ours, typed = [], [], []
        for number in range(ROUNDS):
            bare.append(await _timed(_bare(client, url, number)))
            ours.append(await _timed(session.links.create(FORM)))
            session.links.prepare()
            while not server.connections():  # noqa: ASYNC110 - of another thread's
                await asyncio.sleep(0.001)
            await asyncio.sleep(0.005)
            typed.append(await _timed(session.links.create(FORM)))
        base = statistics.median(bare)
        print(f"bare httpx POST: {base * 1000:.1f} ms")
        for name, values in (("create", typed), ("without typing before", ours)):
            value = statistics.median(values)
            print(f"  {name}: {value * 1000:.1f} ms, {value / base:.2f} x")

        ended = asyncio.Event()
        watch = asyncio.ensure_future(_stalls(ended))
        began = time.perf_counter()
        links = await asyncio.gather(*(session.links.create(FORM) for _ in range(AT_ONCE)))
        seconds = time.perf_counter() - began
        ended.set()
        waiting = sum(link.state is LinkState.WAITING for link in links)
        print(f"{AT_ONCE} at once: {waiting} waiting after {seconds:.2f} s, longest stall {await watch * 1000:.0f} ms")
        await client.aclose()


# ── over a line ──


class FarAway:
    """What leads to `port` as if it were ROUND_TRIP away: each byte comes half of it later, both ways, so a handshake
    of TLS takes its round trips; the first byte of a connection one more, for TCP's own.
    """

    def __init__(self, port: int) -> None:
        self._port = port
        self._tasks: set[asyncio.Task[None]] = set()
        self.url = ""

    async def __aenter__(self) -> FarAway:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = await asyncio.open_connection("127.0.0.1", self._port)
        opened = asyncio.get_running_loop().time() + ROUND_TRIP
        for way in (self._carry(reader, there[1], opened), self._carry(there[0], writer, opened)):
            task = asyncio.create_task(way)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, opened: float) -> None:
        loop = asyncio.get_running_loop()
        with suppress(OSError):
            while piece := await reader.read(65536):
                at = max(loop.time(), opened) + ROUND_TRIP / 2
                loop.call_at(at, writer.write, piece)
        loop.call_at(max(loop.time(), opened) + ROUND_TRIP / 2, writer.close)


def _certificate(folder: Path) -> ssl.SSLContext:
    """The server's side; from here on programs of this process and its children trust it."""
    public, private = self_signed("127.0.0.1", folder)
    os.environ["SSL_CERT_FILE"] = str(public)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context


async def _serve_tls(server: PracticeServer, context: ssl.SSLContext, known_as: list[int]) -> asyncio.Server:
    """TLS before the stand-in, which has none, and wants to be asked by its own name: not by the ports `known_as`."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = await asyncio.open_connection("127.0.0.1", server.port)

        async def carry(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
            with suppress(OSError):
                while piece := await source.read(65536):
                    for port in known_as:
                        piece = piece.replace(b"127.0.0.1:%d\r\n" % port, b"127.0.0.1:%d\r\n" % server.port)
                    target.write(piece)
            target.close()

        with suppress(asyncio.CancelledError):
            await asyncio.gather(carry(reader, there[1]), carry(there[0], writer))

    return await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)


async def _typed_and_created(session: Session) -> float:
    """As in the window: a connection is prepared with the first digit; what is measured begins at the button."""
    session.links.prepare()
    await asyncio.sleep(TYPING)
    return await _timed(session.links.create(FORM))


async def first(base_url: str) -> None:
    """In a process of its own: the first link after the window has been painted, and the longest stall until then."""
    async with _session(base_url) as session:
        ended = asyncio.Event()
        watch = asyncio.ensure_future(_stalls(ended))
        await session.links.load()
        seconds = await _typed_and_created(session)
        ended.set()
        print(seconds, await watch)


async def far(server: PracticeServer) -> None:
    with tempfile.TemporaryDirectory() as folder:
        known_as: list[int] = []
        tls = await _serve_tls(server, _certificate(Path(folder)), known_as)
        async with tls, FarAway(tls.sockets[0].getsockname()[1]) as line:
            known_as.append(line.port)
            base_url = f"https://127.0.0.1:{line.port}/wallet"
            url = f"{base_url}/createPaymentLink"
            warm = httpx.AsyncClient(verify=ssl.create_default_context(cafile=os.environ["SSL_CERT_FILE"]))
            await _bare(warm, url, -2)
            bare, ours, untyped, firsts, stalls = [], [], [], [], []
            async with _session(base_url) as session:
                await session.links.create(FORM)
                for number in range(FAR_ROUNDS):
                    bare.append(await _timed(_bare(warm, url, 1000 + number)))
                    ours.append(await _typed_and_created(session))
                    untyped.append(await _timed(session.links.create(FORM)))
            for _ in range(FIRSTS):
                program = await asyncio.create_subprocess_exec(
                    sys.executable, __file__, "first", base_url, stdout=subprocess.PIPE
                )
                seconds, stall = (await program.communicate())[0].split()
                firsts.append(float(seconds))
                stalls.append(float(stall))
            await warm.aclose()
    base = statistics.median(bare)
    print(f"over {ROUND_TRIP * 1000:.0f} ms: bare httpx POST on a warm connection: {base * 1000:.0f} ms")
    for name, values in (
        ("create", ours),
        ("the first of a session", firsts),
        ("without typing before", untyped),
    ):
        value = statistics.median(values)
        print(f"  {name}: {value * 1000:.0f} ms, {value / base:.2f} x")
    print(f"  longest stall until the first: {statistics.median(stalls) * 1000:.0f} ms")


async def main() -> None:
    if sys.argv[1:2] == ["first"]:
        await first(sys.argv[2])
        return
    with PracticeServer() as server:
        await near(server)
        await far(server)


if __name__ == "__main__":
    asyncio.run(main())
