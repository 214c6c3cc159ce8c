"""One request over HTTP and what is known of its way, on a connection that may have been opened before it was asked.

The connection for a link is opened while the amount is typed (`Exchange.begin`): over a line of 150 ms it costs two
round trips, three through a proxy. It is used once, or thrown away: when it is older than OLDEST, when the other side
closes it, when the system's proxy is another by then. Nothing of a request is on it before `run`, so whatever goes
wrong with it until the first byte is written means that nothing was sent; `run` then goes on with a fresh one, once.
From that byte on it is a connection as any other, and nothing is ever sent a second time.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from kazadesk.api import wire
from kazadesk.api.address import is_loopback
from kazadesk.api.body import UnreadableError, read_body
from kazadesk.api.codec import MAX_ANSWER, Answer
from kazadesk.api.failures import not_sent_code, sent_code
from kazadesk.api.trust import trusted_context
from kazadesk.api.wire import Headers, HttpError, Response, Way
from kazadesk.core.errors import KazaDeskError, LinkError, LinkNotSent, LinkOutcomeUnknown

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Requests under way at the same time; further ones wait."""
OLDEST = 15.0
"""Seconds after which a connection that was opened ahead is not used."""
_JUST_BEGUN = 1.0

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

    def proxies(self) -> Mapping[str, str]:
        """The system's, where they are used. Only once everything is loaded."""
        return {} if is_loopback(self.host) else wire.proxies()

    def ask(
        self, method: str, url: str, headers: Headers, body: bytes, way: Way, context: ssl.SSLContext
    ) -> AbstractAsyncContextManager[Response]:
        return wire.asked(
            method,
            url,
            headers,
            body,
            way,
            context=context,
            through_proxies=not is_loopback(self.host),
            connect_timeout=self._connect_timeout,
            read_timeout=self._read_timeout,
        )

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
        self._question: Question | None = None
        self._way = Way()
        self._ahead: asyncio.Task[Answer] | None = None
        self._asked: asyncio.Future[Question]
        self._began = 0.0
        self._stood = False
        """Whether the connection that was opened ahead could have been written to."""
        self._proxies: Mapping[str, str] | None = None
        self._stopped_by_caller = False
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
        # Raised here, outside the handler: what stands behind the error may hold the request and with it the key
        raise failure

    async def _ask(self, question: Question) -> Answer:
        if self._ahead is not None:
            just_begun = self.age < _JUST_BEGUN
            self._asked.set_result(question)
            try:
                return await self._ahead
            except Exception as error:
                if self._way.may_have_left or self._stopped_by_caller:
                    raise
                if just_begun and not self._stood:
                    raise  # what a fresh one would have met: nobody waits for it twice
                log.debug("the connection that was opened ahead is of no use: %s", type(error).__name__)
        return await self._send(question)

    async def _send(self, question: Question | None) -> Answer:
        """None: open the connection, and ask only when it is known what."""
        context = await asyncio.shield(self._line.load())
        if question is None:
            self._proxies = self._line.proxies()
        self._question = question
        self._way = Way(self._ready, self._step)
        headers, body = ([], b"") if question is None else (question.headers, question.body)
        async with self._line.ask(self._method, self._url, headers, body, self._way, context) as response:
            self._answer = _head(response)
            self._answer = replace(self._answer, body=await read_body(response, MAX_ANSWER))
            log.debug("answer: %d, %d bytes", self._answer.status, len(self._answer.body))
            return self._answer

    def _step(self, name: str) -> None:
        log.debug("%s: %s", self._url.rpartition("/")[2], name)

    async def _ready(self, way: Way) -> tuple[Headers, bytes] | None:
        if self._question is not None:
            await self._keep(self._question)
            return None
        question = await self._wait(way)
        return question.headers, question.body

    async def _keep(self, question: Question) -> None:
        if not question.kept:
            self._stopped_by_caller = True
            await question.before_send()
            self._stopped_by_caller = False
            question.kept = True

    async def _wait(self, way: Way) -> Question:
        """Until it is known what is asked, and kept that it may leave. Raises _GoneError.

        Whatever comes meanwhile says that the connection is of no use: its end, or an answer to nothing. (A reading
        that is given up takes nothing away, and TLS' session tickets are no data.)
        """
        assert way.secured is not None  # noqa: S101
        self._stood = True
        heard = asyncio.create_task(way.secured.read(1))
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
        if not isinstance(error, HttpError | OSError | UnreadableError):
            log.error("a request failed in an unforeseen way", exc_info=error)
        way = self._way
        if way.may_have_left:
            if isinstance(error, UnreadableError):
                return LinkOutcomeUnknown(error.code, size=str(MAX_ANSWER))
            return LinkOutcomeUnknown(sent_code(error, answering=self._answer is not None))
        code, host = not_sent_code(error, api_host=self._line.host, peer=way.peer, reached=way.stream is not None)
        details = {"host": host} if host else {}
        if isinstance(error, HttpError) and error.status:
            details["status"] = error.status
        return LinkNotSent(code, **details)


def _head(response: Response) -> Answer:
    return Answer(
        status=response.status,
        content_type=response.header("content-type").partition(";")[0].strip().lower(),
        body=b"",
        location=response.header("location"),
        retry_after=_seconds(response.header("retry-after")),
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


def _load_heavy(base_url: str) -> ssl.SSLContext:
    """Runs in a thread: imports what the first request needs and builds the context of trusted certificates."""
    wire.load()
    if base_url.startswith("http:"):
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody, and nobody asks it
    return trusted_context()
