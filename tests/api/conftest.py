"""Real sockets for the client to meet: the stand-in, servers that misbehave byte by byte, TLS, and a proxy."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import gc
import ipaddress
import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kazadesk.api.client import KazawalletClient
from kazadesk.api.codes import NOT_SENT, REFUSED, UNKNOWN
from kazadesk.core.errors import LinkError, LinkNotSent, LinkOutcomeUnknown, LinkRefused
from kazadesk.core.link import CreatedLink, LinkRequest
from kazadesk.practice import CREDENTIALS, EMAIL, PracticeServer

KEY = CREDENTIALS.api_key
REQUEST = LinkRequest("10.00", "USD", EMAIL, "KD-7F3KQ", "https://shop.example/thanks")


@dataclass
class Outcome:
    """How one create ended, and how often `before_send` was awaited."""

    link: CreatedLink | None = None
    error: LinkError | None = None
    commits: int = 0

    @property
    def state(self) -> str:
        match self.error:
            case None:
                return "waiting"
            case LinkRefused():
                return "failed"
            case LinkNotSent():
                return "unsent"
        return "unknown"

    @property
    def code(self) -> str | None:
        return self.error.code if self.error else None

    @property
    def details(self) -> dict[str, str]:
        return self.error.details if self.error else {}


@pytest.fixture(params=["fresh", "opened ahead"])
def attempt(request: pytest.FixtureRequest) -> Callable[..., Outcome]:
    """attempt(base_url, request=…, **client arguments) → Outcome: one create from beginning to end."""
    ahead = request.param != "fresh"

    def run(base_url: str, request: LinkRequest = REQUEST, **arguments: Any) -> Outcome:
        async def create() -> Outcome:
            outcome = Outcome()

            async def before_send() -> None:
                outcome.commits += 1

            client = KazawalletClient(base_url, **arguments)
            if ahead:
                client.prepare()
                await asyncio.sleep(0)
            try:
                outcome.link = await client.create_link(request, KEY, before_send=before_send)
            except LinkError as error:
                outcome.error = error
            await client.aclose()
            return outcome

        outcome = asyncio.run(create())
        codes = {LinkRefused: REFUSED, LinkNotSent: NOT_SENT, LinkOutcomeUnknown: UNKNOWN}
        if outcome.error is not None:
            assert outcome.error.code in codes[type(outcome.error)]
            assert KEY.reveal() not in repr(outcome.error) + str(outcome.error)
            assert outcome.error.__context__ is None, "what stands behind may hold the key"
        assert outcome.commits == (0 if outcome.state == "unsent" else 1)
        return outcome

    return run


@pytest.fixture
def request_to_send() -> LinkRequest:
    return REQUEST


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def nothing_left_open() -> Iterator[None]:
    """A socket or a task left behind shows as a warning, here and not in a later test."""
    yield
    gc.collect()


@pytest.fixture(scope="session")
def running_provider() -> Iterator[PracticeServer]:
    with PracticeServer() as server:
        yield server


@pytest.fixture
def provider(running_provider: PracticeServer) -> Iterator[PracticeServer]:
    """The stand-in for Kazawallet, without faults to begin with."""
    running_provider.faults = None
    yield running_provider
    running_provider.faults = None


@dataclass
class RawServer:
    """Hands each connection to a function of its own thread. `requests`: what the callers have sent."""

    port: int
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/wallet"

    def read_request(self, connection: socket.socket) -> bytes:
        """One whole request: the head, and as much body as its Content-Length says."""
        data = piece = connection.recv(65536)
        while piece and b"\r\n\r\n" not in data:
            data += (piece := connection.recv(65536))
        head, _, body = data.partition(b"\r\n\r\n")
        length = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line[:15] == b"content-length:"), 0)
        while piece and len(body) < length:
            body += (piece := connection.recv(65536))
        self.requests.append(head + b"\r\n\r\n" + body)
        return self.requests[-1]


Script = Callable[[RawServer, socket.socket], None]


@pytest.fixture
def raw_server() -> Iterator[Callable[..., RawServer]]:
    """raw_server(script, tls=None) → RawServer that runs `script(server, connection)` for each connection."""
    ends: list[Callable[[], None]] = []

    def start(script: Script, tls: ssl.SSLContext | None = None) -> RawServer:
        listener = socket.create_server(("127.0.0.1", 0))
        server = RawServer(listener.getsockname()[1])
        thread = threading.Thread(target=_serve, args=(listener, server, script, tls))
        thread.start()

        def end() -> None:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
            thread.join(10)
            assert not thread.is_alive()

        ends.append(end)
        return server

    yield start
    for end in ends:
        end()


def _serve(listener: socket.socket, server: RawServer, script: Script, tls: ssl.SSLContext | None) -> None:
    handlers: list[threading.Thread] = []
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            break
        server.connections += 1
        handlers.append(threading.Thread(target=_handle, args=(connection, server, script, tls)))
        handlers[-1].start()
    for handler in handlers:
        handler.join(10)


def _handle(connection: socket.socket, server: RawServer, script: Script, tls: ssl.SSLContext | None) -> None:
    connection.settimeout(10)
    try:
        if tls is not None:
            connection = tls.wrap_socket(connection, server_side=True)
        script(server, connection)
    except OSError:
        pass  # the client has hung up, which is often what the test is about
    finally:
        connection.close()


@pytest.fixture
def answering(raw_server: Callable[..., RawServer]) -> Callable[..., RawServer]:
    """answering(status_line, body, *headers, tls=None) → a server that answers every request so."""

    def start(status: str, body: bytes, *headers: str, tls: ssl.SSLContext | None = None) -> RawServer:
        def script(server: RawServer, connection: socket.socket) -> None:
            server.read_request(connection)
            lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
            connection.sendall("\r\n".join(lines).encode() + body)

        return raw_server(script, tls)

    return start


@dataclass
class Authority:
    """Issues certificates for the tests; `trust` makes it one of the system's."""

    folder: Path
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def trust(self, monkeypatch: pytest.MonkeyPatch) -> None:
        path = self.folder / "authority.pem"
        path.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
        monkeypatch.setenv("SSL_CERT_FILE", str(path))

    def server_context(
        self, host: str = "127.0.0.1", *, days: tuple[int, int] = (-1, 30), self_signed: bool = False
    ) -> ssl.SSLContext:
        """A server's side with a certificate for `host`, valid between two days counted from today."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
        issuer = name if self_signed else self.certificate.subject
        certificate = _certificate(name, issuer, key, key if self_signed else self.key, days, host)
        path = self.folder / f"server-{certificate.serial_number}.pem"
        path.write_bytes(_pem(key) + certificate.public_bytes(serialization.Encoding.PEM))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    days: tuple[int, int],
    host: str | None,
) -> x509.Certificate:
    now = datetime.datetime.now(datetime.UTC)
    first, last = (now + datetime.timedelta(days=day) for day in days)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=host is None, path_length=None), critical=True)
    )
    if host is not None:
        try:
            named: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(host))
        except ValueError:
            named = x509.DNSName(host)
        builder = builder.add_extension(x509.SubjectAlternativeName([named]), critical=False)
    return builder.sign(signer, hashes.SHA256())


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "KazaDesk tests")])
    certificate = _certificate(name, name, key, key, (-400, 400), None)
    return Authority(tmp_path_factory.mktemp("authority"), key, certificate)
