"""Whom the client believes to be Kazawallet. Each server has a certificate made here; the tests' authority stands for
one that the user's system trusts."""

from __future__ import annotations

import asyncio
import gc
import socket
import ssl
import sys
import warnings

import pytest
import truststore

from kazadesk.api.client import KazawalletClient
from kazadesk.api.trust import trusted_context
from kazadesk.core.redact import Secret

trusted_by_a_file = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="the system's own store decides there, and no variable puts one in"
)

GOOD = b'{"success": true, "id": "1", "url": "https://127.0.0.1/pay/1"}'


def https(server) -> str:
    return f"https://127.0.0.1:{server.port}/wallet"


@trusted_by_a_file
def test_a_certificate_of_an_authority_that_the_system_trusts(attempt, answering, authority, monkeypatch) -> None:
    authority.trust(monkeypatch)
    server = answering("200 OK", GOOD, tls=authority.server_context())
    assert attempt(https(server)).link.url == "https://127.0.0.1/pay/1"


@trusted_by_a_file
@pytest.mark.parametrize(
    ("certificate", "code"),
    [
        ({"days": (-60, -1)}, "tls_expired"),
        ({"days": (1, 60)}, "tls_not_yet_valid"),
        ({"self_signed": True}, "tls_self_signed"),
        ({"host": "elsewhere.example"}, "tls_wrong_host"),
        ({"host": "127.0.0.2"}, "tls_wrong_host"),
    ],
)
def test_a_certificate_that_is_not_good_enough(certificate, code, attempt, answering, authority, monkeypatch) -> None:
    authority.trust(monkeypatch)
    server = answering("200 OK", GOOD, tls=authority.server_context(**certificate))
    outcome = attempt(https(server))
    assert (outcome.state, outcome.code) == ("unsent", code)
    assert outcome.details["host"] == "127.0.0.1"
    assert server.requests == []


def test_an_authority_that_nobody_trusts(attempt, answering, authority) -> None:
    server = answering("200 OK", GOOD, tls=authority.server_context())
    outcome = attempt(https(server))
    assert (outcome.state, outcome.code) == ("unsent", "tls_untrusted")


def test_a_server_that_speaks_no_tls(attempt, raw_server) -> None:
    server = raw_server(lambda server, connection: connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n"))
    outcome = attempt(https(server))
    assert (outcome.state, outcome.code) == ("unsent", "tls_failed")


@trusted_by_a_file
def test_a_server_that_knows_only_old_tls(attempt, answering, authority, monkeypatch) -> None:
    authority.trust(monkeypatch)
    context = authority.server_context()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    outcome = attempt(https(answering("200 OK", GOOD, tls=context)))
    assert (outcome.state, outcome.code) == ("unsent", "tls_failed")


def test_a_connection_that_ends_during_the_handshake(attempt, raw_server) -> None:
    server = raw_server(lambda server, connection: connection.recv(1))
    outcome = attempt(https(server))
    assert (outcome.state, outcome.code) == ("unsent", "reset")


def test_a_create_cancelled_during_the_handshake_leaves_no_socket(request_to_send) -> None:
    """httpcore leaves it to the garbage collector, which then warns."""

    async def create(port: int) -> None:
        async def nothing() -> None:
            raise AssertionError("nothing may be sent")

        client = KazawalletClient(f"https://127.0.0.1:{port}")
        task = asyncio.create_task(client.create_link(request_to_send, Secret("0DE5C0FFEE01"), before_send=nothing))
        connection, _ = await asyncio.get_running_loop().run_in_executor(None, silent.accept)
        with connection:
            connection.settimeout(10)
            hello = await asyncio.get_running_loop().run_in_executor(None, connection.recv, 1)
            assert hello == b"\x16"
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        gc.collect()

    with socket.create_server(("127.0.0.1", 0)) as silent:
        asyncio.run(create(silent.getsockname()[1]))


def test_the_systems_own_certificates_are_trusted(monkeypatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    context = trusted_context()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


@pytest.mark.parametrize("kind", [ssl.SSLContext, truststore.SSLContext])
@pytest.mark.parametrize(
    ("of_the_system", "ours"),
    [
        (ssl.TLSVersion.MINIMUM_SUPPORTED, ssl.TLSVersion.TLSv1_2),  # as Debian 13's Python has it
        (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_2),
        (ssl.TLSVersion.TLSv1_3, ssl.TLSVersion.TLSv1_3),
    ],
)
def test_nothing_below_tls_1_2_whatever_the_system_allows(monkeypatch, kind, of_the_system, ours) -> None:
    context = kind(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = of_the_system
    monkeypatch.setattr("kazadesk.api.trust._context_with_authorities", lambda: context)
    assert trusted_context().minimum_version is ours


def test_on_windows_and_macos_truststore_asks_the_system(monkeypatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    context = trusted_context()
    assert type(context).__module__.startswith("truststore")
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2


@trusted_by_a_file
def test_a_system_without_certificates_gets_certifis(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    monkeypatch.setattr("kazadesk.api.trust._LINUX_STORES", ())
    assert trusted_context().cert_store_stats()["x509_ca"] > 50
