"""One request over HTTP and what is known of its way, on a connection that may have been opened before it was asked.

The connection for a link is opened while the amount is typed (`Exchange.begin`): over a line of 150 ms it costs two
round trips, three through a proxy. It is used once, or thrown away: when it is older than OLDEST, when the other side
closes it, when the system's proxy is another by then. Nothing of a request is on it before `run`, so whatever goes
wrong with it until the first byte is written means that nothing was sent; `run` then goes on with a fresh one, once.
From that byte on it is a connection as any other, and nothing is ever sent a second time.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import logging
import ssl
import sys
import time
import zlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kazadesk import __version__
from kazadesk.api.address import is_loopback
from kazadesk.api.codec import MAX_ANSWER, Answer
from kazadesk.api.failures import not_sent_code, sent_code
from kazadesk.api.trust import trusted_context
from kazadesk.core.errors import KazaDeskError, LinkError, LinkNotSent, LinkOutcomeUnknown

if TYPE_CHECKING:
    import httpcore
    import httpx

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Requests under way at the same time; further ones wait."""
OLDEST = 15.0
"""Seconds after which a connection that was opened ahead is not used."""
_JUST_BEGUN = 1.0

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

BeforeSend = Callable[[], Awaitable[None]]


async def nothing() -> None:
    """`before_send` of calls that make nothing."""


class Line:
    """How one address is reached. Timeouts in seconds."""

    def __init__(
        self, base_url: str, *, connect_timeout: float = 10.0, read_timeout: float = 25.0, total_timeout: float = 30.0
    ) -> None:
        self.base_url = base_url
        self.host = urlsplit(base_url).hostname or ""
        self.slots = asyncio.Semaphore(AT_ONCE)
        self.total_timeout = total_timeout
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._ssl: asyncio.Future[ssl.SSLContext] | None = None

    def load(self) -> asyncio.Future[ssl.SSLContext]:
        """Import what the first request needs and read the trusted certificates, in a thread; half a second, once."""
        if self._ssl is None or (self._ssl.done() and self._ssl.exception() is not None):
            self._ssl = asyncio.ensure_future(asyncio.to_thread(_load_heavy, self.base_url))
            # a failure is told by whoever opens a connection; where nobody does, it is nothing to report
            self._ssl.add_done_callback(lambda read: read.cancelled() or read.exception())
        return self._ssl

    async def open(self) -> httpx.AsyncClient:
        """A fresh client, 0.2 ms: no idle connection can go stale, no cancelled request can leave a slot taken in
        a pool, and a proxy that the user has just switched on or off is seen.
        """
        context = await asyncio.shield(self.load())
        import httpx

        with contextlib.suppress(ImportError, ValueError, httpx.InvalidURL):
            return httpx.AsyncClient(
                verify=context,
                trust_env=not is_loopback(self.host),
                follow_redirects=False,
                http2=False,
                limits=httpx.Limits(max_connections=1, max_keepalive_connections=0),
                timeout=httpx.Timeout(self._read_timeout, connect=self._connect_timeout),
                headers={"user-agent": f"KazaDesk/{__version__}"},
            )
        # What httpx says to a SOCKS proxy or to a proxy's address that it cannot read; that may hold a password
        raise LinkNotSent("proxy_unsupported")

    def proxies(self) -> Mapping[str, str]:
        """The system's, as httpx asks for them. Only once everything is loaded."""
        if is_loopback(self.host):
            return {}
        from urllib.request import getproxies

        return getproxies()

    async def aclose(self) -> None:
        """Waits for a certificate store that is still being read."""
        if self._ssl is not None:
            await asyncio.wait([self._ssl])


@dataclass
class Question:
    """What is asked. `before_send` is awaited once, before the first byte may leave."""

    headers: list[tuple[bytes, bytes]]
    body: bytes
    before_send: BeforeSend
    kept: bool = False
    """Whether `before_send` has been awaited."""


class _GoneError(Exception):
    """A connection that was opened ahead is not to be used; nothing was written to it."""


class Exchange:
    """One request and what is known of its way: the host connected to, whether bytes may have left, the answer."""

    def __init__(self, line: Line, method: str, call: str) -> None:
        self._line = line
        self._method = method
        self._url = f"{line.base_url}/{call}"
        self._http: httpx.AsyncClient
        self._question: Question | None = None
        self._peer = ""
        self._stream: httpcore.AsyncNetworkStream | None = None
        """The connection, to be closed."""
        self._secured: httpcore.AsyncNetworkStream
        """The same, or what TLS has made of it: where an answer would come."""
        self._ahead: asyncio.Task[Answer] | None = None
        self._asked: asyncio.Future[Question]
        self._began = 0.0
        self._stood = False
        """Whether the connection that was opened ahead could have been written to."""
        self._proxies: Mapping[str, str] | None = None
        self._stopped_by_caller = False
        self._may_have_left = False
        self._answer: Answer | None = None

    # ── opened ahead ──

    def begin(self) -> None:
        """Open the connection now. A failure is kept to itself."""
        self._began = time.monotonic()
        self._asked = asyncio.get_running_loop().create_future()
        self._ahead = asyncio.create_task(self._send(None))
        # what came of it is seen by `run`, or by nobody
        self._ahead.add_done_callback(lambda task: task.cancelled() or task.exception())

    @property
    def age(self) -> float:
        return time.monotonic() - self._began

    @property
    def is_open(self) -> bool:
        """Whether the connection stands, or is about to, as far as is known."""
        return self._ahead is not None and not self._ahead.done() and self.age < OLDEST

    @property
    def is_usable(self) -> bool:
        return self.is_open and (self._proxies is None or self._proxies == self._line.proxies())

    async def abandon(self) -> None:
        if self._ahead is not None:
            self._ahead.cancel()
            await asyncio.wait([self._ahead])

    # ── asked ──

    async def run(self, question: Question) -> Answer:
        """The answer, read whole; where its status says enough, the body may be missing. Raises LinkNotSent,
        LinkOutcomeUnknown, and whatever `before_send` raises.
        """
        async with self._line.slots:
            limit = asyncio.timeout(self._line.total_timeout)
            try:
                async with limit:
                    return await self._ask(question)
            except KazaDeskError:
                raise
            except Exception as error:
                if self._stopped_by_caller and not limit.expired():
                    raise
                failure = self._failed(error)
        if self._answer is not None and self._answer.status >= 300:
            return self._answer
        # Raised here, outside the handler: what httpx raised holds the request and with it the key
        raise failure

    async def _ask(self, question: Question) -> Answer:
        if self._ahead is not None:
            just_begun = self.age < _JUST_BEGUN
            self._asked.set_result(question)
            try:
                return await self._ahead
            except Exception as error:
                if self._may_have_left or self._stopped_by_caller:
                    raise
                if just_begun and not self._stood:
                    raise  # what a fresh one would have met: nobody waits for it twice
                log.debug("the connection that was opened ahead is of no use: %s", type(error).__name__)
            self._peer, self._stream = "", None
        return await self._send(question)

    async def _send(self, question: Question | None) -> Answer:
        """None: open the connection, and ask only when it is known what."""
        async with await self._line.open() as http, contextlib.AsyncExitStack() as closing:
            if question is None:
                self._proxies = self._line.proxies()
            self._http, self._question = http, question
            closing.push_async_callback(self._close_socket)
            request = self._request(question)
            request.extensions["trace"] = self._trace
            response = await http.send(request, stream=True)
            closing.push_async_callback(response.aclose)
            self._answer = _head(response)
            self._answer = replace(self._answer, body=await _body(response))
            log.debug("answer: %d, %d bytes", self._answer.status, len(self._answer.body))
            return self._answer

    def _request(self, question: Question | None) -> httpx.Request:
        if question is None:
            return self._http.build_request(self._method, self._url)
        return self._http.build_request(self._method, self._url, headers=question.headers, content=question.body)

    async def _close_socket(self) -> None:
        """httpcore forgets to, where a TLS handshake is cancelled."""
        if self._stream is not None:
            with contextlib.suppress(Exception):
                await self._stream.aclose()

    async def _trace(self, event: str, info: Mapping[str, Any]) -> None:
        """httpcore's steps. A CONNECT to a proxy tells the proxy the host and no more."""
        log.debug("%s: %s", self._url.rpartition("/")[2], event)
        if event == "connection.connect_tcp.started":
            self._peer = str(info["host"])
        elif event == "connection.connect_tcp.complete":
            self._stream = self._secured = info["return_value"]
        elif event.endswith(".start_tls.complete"):
            self._secured = info["return_value"]
        elif event.endswith(".send_request_headers.started") and info["request"].method != b"CONNECT":
            if self._question is None:
                asked = self._request(await self._wait())
                info["request"].headers, info["request"].stream = asked.headers.raw, asked.stream
            else:
                await self._keep(self._question)
            self._may_have_left = True

    async def _keep(self, question: Question) -> None:
        if not question.kept:
            self._stopped_by_caller = True
            await question.before_send()
            self._stopped_by_caller = False
            question.kept = True

    async def _wait(self) -> Question:
        """Until it is known what is asked, and kept that it may leave. Raises _GoneError.

        Whatever comes meanwhile says that the connection is of no use: its end, or an answer to nothing. (A reading
        that is given up takes nothing away, and TLS' session tickets are no data.)
        """
        self._stood = True
        heard = asyncio.create_task(self._secured.read(1))
        try:
            ready = (self._asked, heard)
            await asyncio.wait(ready, timeout=OLDEST - self.age, return_when=asyncio.FIRST_COMPLETED)
            if heard.done() or not self._asked.done():
                raise _GoneError
            question = self._asked.result()
            await self._keep(question)
        finally:
            heard.cancel()
            await asyncio.wait([heard])
            gone = not heard.cancelled()
            if gone:
                heard.exception()  # seen
        if gone:
            raise _GoneError
        return question

    def _failed(self, error: Exception) -> LinkError:
        """What `error` means for the link. A surprise is logged and read as the safe one of the two."""
        import httpx

        if not isinstance(error, httpx.HTTPError | OSError | _UnreadableError):
            log.error("a request failed in an unforeseen way", exc_info=error)
        if self._may_have_left:
            if isinstance(error, _UnreadableError):
                return LinkOutcomeUnknown(error.code, size=str(MAX_ANSWER))
            return LinkOutcomeUnknown(sent_code(error, answering=self._answer is not None))
        code, host = not_sent_code(error, api_host=self._line.host, peer=self._peer, reached=self._stream is not None)
        status = {"status": str(error)[:3]} if isinstance(error, httpx.ProxyError) else {}
        return LinkNotSent(code, host=host, **status)


class _UnreadableError(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _head(response: httpx.Response) -> Answer:
    headers = response.headers
    return Answer(
        status=response.status_code,
        content_type=headers.get("content-type", "").partition(";")[0].strip().lower(),
        body=b"",
        location=headers.get("location", ""),
        retry_after=_seconds(headers.get("retry-after", "")),
    )


def _seconds(retry_after: str) -> str:
    """A Retry-After header, seconds or a date, as whole seconds; "" where it says nothing usable."""
    if retry_after.strip().isdigit():
        return retry_after.strip()
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return ""
    return str(max(0, round(moment.timestamp() - time.time())))


async def _body(response: httpx.Response) -> bytes:
    """At most 1 MiB after decoding. `identity` was asked for; gzip and deflate are read all the same."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower() or "identity"
    if encoding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise _UnreadableError("bad_encoding")
    inflate = None if encoding == "identity" else zlib.decompressobj(wbits=47 if "gzip" in encoding else 15)
    body = bytearray()
    async for chunk in response.aiter_raw():
        try:
            body += chunk if inflate is None else inflate.decompress(chunk, MAX_ANSWER + 1 - len(body))
        except zlib.error:
            raise _UnreadableError("bad_encoding") from None
        if len(body) > MAX_ANSWER:
            raise _UnreadableError("answer_too_large")
    if inflate is not None and not inflate.eof:
        raise _UnreadableError("cut_answer")
    return bytes(body)


def _load_heavy(base_url: str) -> ssl.SSLContext:
    """Runs in a thread: imports what the first request needs and builds the context of trusted certificates."""
    # httpcore looks for it at every lock, on the disk, to learn which loop it is in: asyncio's. It is not among the
    # locked packages; where another program has brought it, it fails outside of a task.
    sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]
    for name in _HEAVY:
        importlib.import_module(name)
    for name in ("httpx", "httpcore"):
        # They print URLs and headers
        logging.getLogger(name).setLevel(logging.WARNING)
    if base_url.startswith("http:"):
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody, and nobody asks it
    return trusted_context()
