"""The system's proxy: used for the provider, never for this machine, and told nothing but the provider's name."""

from __future__ import annotations

import asyncio
import socket
import threading

import pytest

from kazadesk.api.client import KazawalletClient
from kazadesk.core.errors import LinkNotSent
from kazadesk.core.redact import Secret

HOST = "outdoor.kazadesk.example"
GOOD = b'{"success": true, "id": "1", "url": "https://outdoor.kazadesk.example/pay/1"}'


@pytest.fixture
def through(monkeypatch):
    """through(url): all programs of this user go through this proxy."""

    def set_proxy(url: str) -> None:
        monkeypatch.setenv("HTTPS_PROXY", url)
        monkeypatch.setenv("HTTP_PROXY", url)

    return set_proxy


def tunnel_to(port: int):
    """A CONNECT proxy that leads every tunnel to `port` on this machine."""

    def script(server, connection) -> None:
        server.read_request(connection)
        with socket.create_connection(("127.0.0.1", port), timeout=10) as target:
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=pump, args=(target, connection))
            back.start()
            pump(connection, target)
            back.join(10)

    return script


def pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while piece := source.recv(65536):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def saying(answer: bytes):
    def script(server, connection) -> None:
        server.read_request(connection)
        connection.sendall(answer)

    return script


def test_a_link_is_created_through_a_proxy_that_sees_nothing(
    attempt, answering, raw_server, authority, monkeypatch, through
) -> None:
    authority.trust(monkeypatch)
    api = answering("200 OK", GOOD, tls=authority.server_context(HOST))
    proxy = raw_server(tunnel_to(api.port))
    through(f"http://127.0.0.1:{proxy.port}")
    outcome = attempt(f"https://{HOST}/wallet")
    assert outcome.link.order_id == "1"
    assert proxy.requests[0].startswith(f"CONNECT {HOST}:443 HTTP/1.1\r\n".encode())
    assert b"0DE5C0FFEE01" not in proxy.requests[0]
    assert b"0DE5C0FFEE01" in api.requests[0]


def test_a_certificate_is_checked_through_a_proxy_too(
    attempt, answering, raw_server, authority, monkeypatch, through
) -> None:
    authority.trust(monkeypatch)
    api = answering("200 OK", GOOD, tls=authority.server_context("elsewhere.example"))
    through(f"http://127.0.0.1:{raw_server(tunnel_to(api.port)).port}")
    outcome = attempt(f"https://{HOST}/wallet")
    assert (outcome.state, outcome.code) == ("unsent", "tls_wrong_host")
    assert outcome.details["host"] == HOST


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "proxy_refused"),
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", "proxy_refused"),
        (b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", "proxy_auth"),
        (b"", "proxy_refused"),
        (b"220 mail.example ESMTP\r\n\r\n", "proxy_refused"),
        (b"HTTP/1.1 200 OK\r\n\r\n", "proxy_refused"),
    ],
)
def test_a_proxy_that_does_not_let_through(answer, code, attempt, raw_server, through) -> None:
    through(f"http://127.0.0.1:{raw_server(saying(answer)).port}")
    outcome = attempt(f"https://{HOST}/wallet")
    assert (outcome.state, outcome.code) == ("unsent", code)
    assert outcome.details["host"] == "127.0.0.1"


def test_a_proxy_that_never_answers(attempt, raw_server, through) -> None:
    proxy = raw_server(lambda server, connection: (server.read_request(connection), connection.recv(1)))
    through(f"http://127.0.0.1:{proxy.port}")
    outcome = attempt(f"https://{HOST}/wallet", read_timeout=0.3)
    assert (outcome.state, outcome.code) == ("unsent", "connect_timeout")


@pytest.mark.parametrize("host", ["127.0.0.1:9", "proxy.kazadesk-test.invalid:3128"])
def test_a_proxy_that_is_not_there(host, attempt, through) -> None:
    through(f"http://user:secret-word@{host}")
    outcome = attempt(f"https://{HOST}/wallet")
    assert (outcome.state, outcome.code) == ("unsent", "proxy_unreachable")
    assert outcome.details["host"] == host.partition(":")[0]
    assert "secret-word" not in repr(outcome.error)


@pytest.mark.parametrize("url", ["socks5://127.0.0.1:9", "socks4://127.0.0.1:9", "http://127.0.0.1:port"])
def test_a_proxy_of_a_kind_that_is_not_supported(url, attempt, monkeypatch) -> None:
    monkeypatch.setenv("ALL_PROXY", url)
    outcome = attempt(f"https://{HOST}/wallet")
    assert (outcome.state, outcome.code) == ("unsent", "proxy_unsupported")


def test_this_machine_is_never_reached_through_a_proxy(attempt, provider, through, monkeypatch) -> None:
    through("http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
    assert attempt(provider.base_url).state == "waiting"


def test_a_proxy_switched_off_is_off_for_the_next_link(request_to_send, monkeypatch) -> None:
    async def codes() -> list[str]:
        client = KazawalletClient(f"https://{HOST}/wallet")
        found = []
        for change in (lambda: monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9"), monkeypatch.undo):
            change()
            with pytest.raises(LinkNotSent) as caught:
                await client.create_link(request_to_send, Secret("0DE5C0FFEE01"), before_send=client.aclose)
            found.append(caught.value.code)
        return found

    assert asyncio.run(codes()) == ["proxy_unreachable", "dns_failed"]
