"""One HTTP request on a connection of its own: the only file that knows the HTTP library, which is httpx.

What another library would have to do here
==========================================
Everything else in KazaDesk needs what this file promises, and the tests ask for each of it over real sockets: in
tests/api the faults of test_failures, test_tls and test_proxy, on connections made afresh and ahead, and test_ahead.
  a step      before the first byte of a request may leave, its caller is awaited and may still stop it, or name what
              is asked only then; TLS and a proxy's CONNECT are done by that time
  the way     which host was connected to (the proxy's, where there is one), whether that worked, and the connection,
              to see it end while nothing has been asked
  no more     no redirect, cookie, retry, pool or HTTP/2; an ssl.SSLContext of ours; the system's proxies, except to
              this machine; a limit for connecting and one for each read; cancelled anywhere, no socket is left open
  failures    one HttpError with a kind, and behind it (`__cause__`) what the socket or TLS said
  the answer  status, headers, and the body as it came, piece by piece

httpx 0.28.1 has had no release since December 2024, and httpcore 1.0.9, on which it stands and whose steps this file
follows, is as old. What could take their place, judged in November 2026, and what it would cost:
  httpx2      the fork that Pydantic keeps, with its httpcore2, from which the names here come unchanged: this is what
              would be taken, at the first fault of httpx' that matters. Tried with 2.16.2: with the two names changed
              in this file all of those tests pass. Beyond that the locks and licences of the bundle; nothing new beside
              it but truststore, which is here already
  asyncio streams and h11   both are here already. Some 250 lines more: open_connection, CONNECT and start_tls for a
              proxy, the limits, what cancelling leaves. The way to go if nobody keeps a library at all
  aiohttp     well kept; its signal after connecting comes before the headers leave, but neither shows the connection
              nor lets what is asked be named then. Seven packages more
  niquests    kept; its hook pre_send comes at the right time, with the same gap; stands on a fork of urllib3 that takes
              its name
  urllib3     kept best of all; in a thread, where a create that is given up cannot be cancelled
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import ssl
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from kazadesk import __version__

if TYPE_CHECKING:
    import httpx

Headers = Sequence[tuple[bytes, bytes]]
Kind = Literal["timeout", "proxy", "proxy_unsupported", "no_answer", "network", "broken"]
_HEAVY = (
    "httpx",
    "httpcore",
    "anyio",
    "anyio._backends._asyncio",
    "anyio.streams.tls",
    "h11",
    "idna",
    "urllib.request",
)
_TALKATIVE = ("httpx", "httpcore")
"""They print URLs and headers."""


class HttpError(Exception):
    """A request that failed on its way. What stands behind it may hold the request, and with it the key.

    `status`: of a proxy that let nothing through.
    """

    def __init__(self, kind: Kind, status: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.status = status


class Stream(Protocol):
    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes: ...
    async def aclose(self) -> None: ...


@dataclass
class Way:
    """How far one request got.

    `ready`: awaited when the connection stands, before a byte of the request may leave; what it gives is asked instead.
    `step`: called with the name of each step, for the log.
    """

    ready: Callable[[Way], Awaitable[tuple[Headers, bytes] | None]] | None = None
    step: Callable[[str], None] | None = None
    peer: str = ""
    """The last host that a connection was tried to: the proxy's, where there is one."""
    stream: Stream | None = None
    """The connection."""
    secured: Stream | None = None
    """The same, or what TLS has made of it: where an answer would come."""
    may_have_left: bool = False


class Response:
    """An answer whose head has come."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self.status = response.status_code

    def header(self, name: str) -> str:
        return str(self._response.headers.get(name, ""))

    def pieces(self) -> AsyncIterator[bytes]:
        """The body as it came: packed, where the answer says so."""
        return self._response.aiter_raw()


def load() -> None:
    """Import what the first request needs: half a second. Runs in a thread."""
    # httpcore looks for it at every lock, on the disk, to learn which loop it is in: asyncio's. It is not among the
    # locked packages; where another program has brought it, it fails outside of a task.
    sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]
    # Its command line: where click and rich are installed, they would come along, and 5 MiB with them
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
    for name in _HEAVY:
        importlib.import_module(name)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def proxies() -> Mapping[str, str]:
    """The system's, as a request finds them. Only once everything is loaded."""
    from urllib.request import getproxies

    return getproxies()


@contextlib.asynccontextmanager
async def asked(
    method: str,
    url: str,
    headers: Headers,
    body: bytes,
    way: Way,
    *,
    context: ssl.SSLContext,
    through_proxies: bool,
    connect_timeout: float,
    read_timeout: float,
) -> AsyncIterator[Response]:
    """The answer to one request, on a connection of its own that is closed at the end. Timeouts in seconds.

    A fresh client costs 0.2 ms: no idle connection can go stale, no cancelled request can leave a slot taken in a pool,
    and a proxy that the user has just switched on or off is seen. Raises HttpError, and what `way.ready` raises.
    """
    import httpx

    client = _client(context, through_proxies, connect_timeout, read_timeout)
    try:
        async with client, contextlib.AsyncExitStack() as closing:
            closing.push_async_callback(_close_socket, way)
            request = client.build_request(method, url, headers=list(headers), content=body)
            request.extensions["trace"] = _follow(client, request, way)
            response = await client.send(request, stream=True)
            closing.push_async_callback(response.aclose)
            yield Response(response)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise failure(error) from error


def _client(
    context: ssl.SSLContext, through_proxies: bool, connect_timeout: float, read_timeout: float
) -> httpx.AsyncClient:
    import httpx

    with contextlib.suppress(ImportError, ValueError, httpx.InvalidURL):
        return httpx.AsyncClient(
            verify=context,
            trust_env=through_proxies,
            follow_redirects=False,
            http2=False,
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=0),
            timeout=httpx.Timeout(read_timeout, connect=connect_timeout),
            headers={
                "user-agent": f"KazaDesk/{__version__}",
                "accept-encoding": "identity",
                "connection": "close",
            },
        )
    # What httpx says to a SOCKS proxy or to a proxy's address that it cannot read; that may hold a password
    raise HttpError("proxy_unsupported")


async def _close_socket(way: Way) -> None:
    """httpcore forgets to, where a TLS handshake is cancelled."""
    if way.stream is not None:
        with contextlib.suppress(Exception):
            await way.stream.aclose()


def _follow(
    client: httpx.AsyncClient, request: httpx.Request, way: Way
) -> Callable[[str, Mapping[str, Any]], Awaitable[None]]:
    """httpcore's steps, told to `way`. A CONNECT to a proxy tells the proxy the host and no more."""

    async def trace(event: str, info: Mapping[str, Any]) -> None:
        if way.step is not None:
            way.step(event)
        if event == "connection.connect_tcp.started":
            way.peer = str(info["host"])
        elif event == "connection.connect_tcp.complete":
            way.stream = way.secured = info["return_value"]
        elif event.endswith(".start_tls.complete"):
            way.secured = info["return_value"]
        elif event.endswith(".send_request_headers.started") and info["request"].method != b"CONNECT":
            instead = await way.ready(way) if way.ready is not None else None
            if instead is not None:
                built = client.build_request(request.method, request.url, headers=list(instead[0]), content=instead[1])
                info["request"].headers, info["request"].stream = built.headers.raw, built.stream
            way.may_have_left = True

    return trace


def failure(error: Exception) -> HttpError:
    """What one of httpx's errors is here."""
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return HttpError("timeout")
    if isinstance(error, httpx.ProxyError):
        return HttpError("proxy", str(error)[:3])
    if isinstance(error, httpx.RemoteProtocolError):
        return HttpError("no_answer" if "without sending" in str(error) else "broken")
    return HttpError("network" if isinstance(error, httpx.NetworkError) else "broken")
