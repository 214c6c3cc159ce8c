"""The connection that is opened while the amount is typed: used once, or thrown away, and never a link twice."""

from __future__ import annotations

import asyncio
import gc
import socket
import struct
import threading
from collections.abc import Awaitable, Callable
from queue import SimpleQueue
from typing import Any

import pytest

from kazadesk.api import client as client_module
from kazadesk.api import exchange
from kazadesk.api.client import KazawalletClient
from kazadesk.core.errors import LedgerError, LinkNotSent, LinkOutcomeUnknown
from kazadesk.core.redact import Secret
from tests.api.test_proxy import HOST, tunnel_to
from tests.api.test_tls import https, trusted_by_a_file

pytestmark = trusted_by_a_file

KEY = Secret("0DE5C0FFEE01")
GOOD = b'{"success": true, "id": "1", "url": "https://127.0.0.1/pay/1"}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(GOOD) + GOOD


def answer(server, connection) -> None:
    if server.read_request(connection).strip():
        connection.sendall(ANSWER)


def hang_up(connection: socket.socket) -> None:
    """Without a word of TLS, as a server that is switched off."""
    connection.shutdown(socket.SHUT_RDWR)


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def too_late(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n")


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - of another thread's
            await asyncio.sleep(0.001)


async def only_this_task() -> None:
    """Until nothing is open any more."""
    await until(lambda: len(asyncio.all_tasks()) == 1)


async def nothing() -> None:
    pass


class Scene:
    """A server with TLS whose first connection does something else than answer; a client that trusts it."""

    def __init__(self, server, served: list[socket.socket], request, **timeouts: Any) -> None:
        self.server = server
        self.client = KazawalletClient(https(server), **timeouts)
        self._served = served
        self._request = request
        self.kept = 0

    async def create(self, before_send: Callable[[], Awaitable[None]] = nothing, key: Secret = KEY) -> str | None:
        async def keep() -> None:
            self.kept += 1
            await before_send()

        return (await self.client.create_link(self._request, key, before_send=keep)).order_id

    async def prepare(self) -> None:
        before = len(self._served)
        self.client.prepare()
        await until(lambda: len(self._served) > before)


@pytest.fixture
def play(raw_server, authority, monkeypatch, request_to_send):
    """play(scenario, first=answer): runs `scenario(scene)` on a server whose first connection is served by `first`."""
    authority.trust(monkeypatch)

    def run(scenario, first=answer, **timeouts: Any) -> Scene:
        served: list[socket.socket] = []

        def script(server, connection) -> None:
            served.append(connection)
            (first if len(served) == 1 else answer)(server, connection)

        async def whole() -> Scene:
            scene = Scene(raw_server(script, authority.server_context()), served, request_to_send, **timeouts)
            await scenario(scene)
            await scene.client.aclose()
            assert len(asyncio.all_tasks()) == 1
            return scene

        scene = asyncio.run(whole())
        gc.collect()  # a socket that was left open is a warning, which is an error
        return scene

    return run


def test_one_that_was_opened_ahead_is_used_once(play) -> None:
    async def scenario(scene: Scene) -> None:
        await scene.prepare()
        for connections in (1, 2):
            assert await scene.create() == "1"
            assert scene.server.connections == connections

    scene = play(scenario)
    first, second = scene.server.requests
    assert first == second, "it says the same as one that was opened for it"
    assert first.startswith(b"POST /wallet/createPaymentLink HTTP/1.1\r\n")
    assert scene.kept == 2


def test_one_that_is_still_being_opened_is_used_too(play) -> None:
    async def scenario(scene: Scene) -> None:
        scene.client.prepare()
        await asyncio.sleep(0)
        assert await scene.create() == "1"
        assert scene.server.connections == 1

    play(scenario)


def test_nothing_is_on_it_before_it_is_kept_that_something_may_leave(play) -> None:
    got: list[bytes] = []

    async def refuse() -> None:
        raise LedgerError("disk_full")

    async def scenario(scene: Scene) -> None:
        await scene.prepare()
        with pytest.raises(LedgerError):
            await scene.create(refuse)
        await until(lambda: got)
        assert scene.server.connections == 1

    play(scenario, lambda server, connection: got.append(connection.recv(1)))
    assert got == [b""]


@pytest.mark.parametrize("end", [hang_up, reset, too_late])
def test_one_that_the_other_side_has_ended_is_replaced(end, play) -> None:
    async def scenario(scene: Scene) -> None:
        await scene.prepare()
        await only_this_task()
        assert await scene.create() == "1"
        assert scene.server.connections == 2

    scene = play(scenario, lambda server, connection: end(connection))
    assert (len(scene.server.requests), scene.kept) == (1, 1)


@pytest.mark.parametrize("end", [hang_up, reset, too_late])
def test_one_that_ends_while_the_ledger_keeps_the_link_is_replaced(end, play) -> None:
    """Nothing was written to it; the ledger is not asked again."""
    now = threading.Event()

    async def keep() -> None:
        reading = len(asyncio.all_tasks())
        now.set()
        await until(lambda: len(asyncio.all_tasks()) < reading)

    async def scenario(scene: Scene) -> None:
        await scene.prepare()
        assert await scene.create(keep) == "1"
        assert scene.server.connections == 2

    def first(server, connection) -> None:
        now.wait(10)
        end(connection)

    scene = play(scenario, first)
    assert (len(scene.server.requests), scene.kept) == (1, 1)


@pytest.mark.parametrize("end", [hang_up, reset])
def test_one_that_ends_once_something_has_left_leaves_the_outcome_unknown(end, play) -> None:
    async def scenario(scene: Scene) -> None:
        await scene.prepare()
        with pytest.raises(LinkOutcomeUnknown):
            await scene.create()
        assert scene.server.connections == 1, "never sent again"

    def first(server, connection) -> None:
        connection.recv(1)
        end(connection)

    assert play(scenario, first).kept == 1


def test_no_answer_in_time_leaves_the_outcome_unknown(play) -> None:
    async def scenario(scene: Scene) -> None:
        await scene.prepare()
        with pytest.raises(LinkOutcomeUnknown):
            await scene.create()
        assert scene.server.connections == 1

    play(scenario, lambda server, connection: (server.read_request(connection), connection.recv(1)), read_timeout=0.3)


def test_one_that_is_too_old_is_thrown_away(play, monkeypatch) -> None:
    monkeypatch.setattr(exchange, "OLDEST", 0.2)
    got: list[bytes] = []

    async def scenario(scene: Scene) -> None:
        await scene.prepare()
        await only_this_task()
        await until(lambda: got)
        assert await scene.create() == "1"
        assert scene.server.connections == 2

    play(scenario, lambda server, connection: got.append(connection.recv(1)))
    assert got == [b""]


def test_while_the_typing_goes_on_there_is_one_and_it_is_renewed(play, monkeypatch) -> None:
    async def scenario(scene: Scene) -> None:
        await scene.prepare()
        for _ in range(50):
            scene.client.prepare()
            await asyncio.sleep(0)
        assert scene.server.connections == 1
        monkeypatch.setattr(client_module, "_RENEWED_AFTER", 0.0)
        await scene.prepare()
        monkeypatch.undo()
        assert await scene.create() == "1"
        assert scene.server.connections == 2

    play(scenario, lambda server, connection: connection.recv(1))


def test_without_a_network_it_is_not_tried_at_every_letter(monkeypatch, caplog, request_to_send) -> None:
    looked_up: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    async def scenario() -> None:
        client = KazawalletClient(f"https://127.0.0.1:{port}")
        ask = client._line.ask

        def counted(*arguments):
            looked_up.append("once")
            return ask(*arguments)

        monkeypatch.setattr(client._line, "ask", counted)
        for _ in range(5):
            client.prepare()
            await only_this_task()
        assert looked_up == ["once"]
        with pytest.raises(LinkNotSent, match="connection_refused"):
            await client.create_link(request_to_send, KEY, before_send=nothing)
        await client.aclose()

    asyncio.run(scenario())
    assert [record for record in caplog.records if record.levelname != "DEBUG"] == []


def test_another_account_is_asked_for_with_its_own_key(play) -> None:
    async def scenario(scene: Scene) -> None:
        await scene.prepare()
        await scene.create(key=Secret("0DE5C0FFEE02"))

    requests = play(scenario).server.requests
    assert len(requests) == 1
    assert b"0DE5C0FFEE02" in requests[0]


def test_one_that_is_open_at_the_end_is_closed(play) -> None:
    got: SimpleQueue[bytes] = SimpleQueue()

    async def scenario(scene: Scene) -> None:
        await scene.prepare()

    play(scenario, lambda server, connection: got.put(connection.recv(1)))
    assert got.get(timeout=10) == b""


def test_one_whose_handshake_is_under_way_at_the_end_is_closed(request_to_send) -> None:
    async def scenario(port: int) -> None:
        client = KazawalletClient(f"https://127.0.0.1:{port}")
        client.prepare()
        connection, _ = await asyncio.to_thread(silent.accept)
        with connection:
            connection.settimeout(10)
            assert await asyncio.to_thread(connection.recv, 1) == b"\x16"
            await client.aclose()
        assert len(asyncio.all_tasks()) == 1

    with socket.create_server(("127.0.0.1", 0)) as silent:
        asyncio.run(scenario(silent.getsockname()[1]))
    gc.collect()


def test_a_create_that_is_cancelled_closes_it(play) -> None:
    async def scenario(scene: Scene) -> None:
        await scene.prepare()
        kept = asyncio.Event()

        async def keep() -> None:
            kept.set()
            await asyncio.Event().wait()

        task = asyncio.create_task(scene.create(keep))
        await kept.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert len(asyncio.all_tasks()) == 1
        assert scene.server.connections == 1

    got: SimpleQueue[bytes] = SimpleQueue()
    play(scenario, lambda server, connection: got.put(connection.recv(1)))
    assert got.get(timeout=10) == b""


def test_through_a_proxy_the_tunnel_is_opened_ahead(
    answering, raw_server, authority, monkeypatch, request_to_send
) -> None:
    authority.trust(monkeypatch)
    api = answering("200 OK", GOOD.replace(b"127.0.0.1", HOST.encode()), tls=authority.server_context(HOST))
    proxy = raw_server(tunnel_to(api.port))
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")

    async def scenario() -> None:
        client = KazawalletClient(f"https://{HOST}/wallet")
        client.prepare()
        await until(lambda: api.connections)
        assert (await client.create_link(request_to_send, KEY, before_send=nothing)).order_id == "1"
        assert (proxy.connections, api.connections) == (1, 1)
        await client.aclose()

    asyncio.run(scenario())
    assert b"0DE5C0FFEE01" in api.requests[0]


def test_a_proxy_that_was_switched_on_meanwhile_is_used(
    answering, raw_server, authority, monkeypatch, request_to_send
) -> None:
    authority.trust(monkeypatch)
    api = answering("200 OK", GOOD.replace(b"127.0.0.1", HOST.encode()), tls=authority.server_context(HOST))
    before, after = raw_server(tunnel_to(api.port)), raw_server(tunnel_to(api.port))
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{before.port}")

    async def scenario() -> None:
        client = KazawalletClient(f"https://{HOST}/wallet")
        client.prepare()
        await until(lambda: api.connections)
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{after.port}")
        assert (await client.create_link(request_to_send, KEY, before_send=nothing)).order_id == "1"
        assert (before.connections, after.connections) == (1, 1)
        await client.aclose()

    asyncio.run(scenario())


def test_this_machine_is_reached_without_a_proxy_ahead_too(play, monkeypatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")

    async def scenario(scene: Scene) -> None:
        await scene.prepare()
        monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:10")
        assert await scene.create() == "1"
        assert scene.server.connections == 1

    play(scenario)


def test_a_store_of_certificates_that_cannot_be_read_is_no_surprise_until_a_link_is_made(
    monkeypatch, request_to_send
) -> None:
    def unreadable() -> None:
        raise OSError("unreadable")

    monkeypatch.setattr(exchange, "trusted_context", unreadable)
    reported: list[object] = []

    async def scenario() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _loop, context: reported.append(context))
        client = KazawalletClient("https://127.0.0.1:9")
        client.load()
        await client.aclose()
        del client
        gc.collect()
        again = KazawalletClient("https://127.0.0.1:9")
        with pytest.raises(LinkNotSent):
            await again.create_link(request_to_send, KEY, before_send=nothing)
        await again.aclose()

    asyncio.run(scenario())
    gc.collect()
    assert reported == []
