"""The one way to Kazawallet: two calls over HTTP, with every failure typed by what it says about the link."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import logging
import ssl
import time
import zlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kazadesk import __version__
from kazadesk.api.address import BASE_URL, check_base_url, is_loopback
from kazadesk.api.codec import MAX_ANSWER, Answer, Wallet, clean_message, encode_request, read_created, read_wallets
from kazadesk.api.failures import not_sent_code, sent_code
from kazadesk.api.trust import trusted_context
from kazadesk.core.errors import CheckError, KazaDeskError, LinkError, LinkNotSent, LinkOutcomeUnknown
from kazadesk.core.link import CreatedLink, LinkRequest
from kazadesk.core.redact import Redactor, Secret
from kazadesk.core.webhook.signature import Credentials

if TYPE_CHECKING:
    import httpcore
    import httpx

__all__ = ["BASE_URL", "KazawalletClient", "Wallet"]

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Requests under way at the same time; further ones wait."""

_HEAVY = ("httpx", "httpcore", "anyio", "anyio._backends._asyncio", "anyio.streams.tls", "h11", "idna")
_LONG_JSON = 64 * 1024

BeforeSend = Callable[[], Awaitable[None]]


class KazawalletClient:
    """Talks to one base URL. Raises InputError(base_url). Timeouts in seconds; use in one event loop.

    What the provider says is freed of what `redactor` knows, since it may echo key or secret.
    """

    def __init__(
        self,
        base_url: str = BASE_URL,
        *,
        redactor: Redactor | None = None,
        connect_timeout: float = 10.0,
        read_timeout: float = 25.0,
        total_timeout: float = 30.0,
    ) -> None:
        self.base_url = check_base_url(base_url)
        self._redactor = Redactor() if redactor is None else redactor
        self._host = urlsplit(self.base_url).hostname or ""
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._total_timeout = total_timeout
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._ssl: asyncio.Future[ssl.SSLContext] | None = None

    @property
    def patience(self) -> float:
        """Seconds after which a request is given up."""
        return self._total_timeout

    async def create_link(self, request: LinkRequest, api_key: Secret, *, before_send: BeforeSend) -> CreatedLink:
        """POST createPaymentLink. `before_send` is awaited once, before the first byte may leave; if it raises,
        nothing is sent. Raises LinkRefused, LinkNotSent, LinkOutcomeUnknown (codes: api/codes.py).
        """
        headers = {"x-api-key": api_key.reveal(), "content-type": "application/json"}
        exchange = _Exchange(self, "POST", "createPaymentLink", headers, encode_request(request), before_send)
        answer = await exchange.run()
        try:
            if len(answer.body) > _LONG_JSON:
                return await asyncio.to_thread(read_created, answer, request, self.base_url)
            return read_created(answer, request, self.base_url)
        except LinkError as error:
            error.details = self._redacted(error.details, api_key)
            raise

    async def wallets(self, credentials: Credentials, email: str) -> list[Wallet]:
        """GET get-merchant-wallets, which proves key, secret and email. Raises CheckError (codes: api/codes.py)."""
        if not email.strip() or not email.isprintable():
            raise CheckError("bad_email")
        headers = {
            "x-api-key": credentials.api_key.reveal(),
            "x-api-secret": credentials.api_secret.reveal(),
            "merchant-email": email.strip(),
        }
        exchange = _Exchange(self, "GET", "get-merchant-wallets", headers, b"", _nothing)
        failure: KazaDeskError
        try:
            return read_wallets(await exchange.run())
        except (LinkError, CheckError) as error:
            failure = error
        details = self._redacted(failure.details, credentials.api_key, credentials.api_secret)
        raise CheckError(failure.code, **details)

    def _redacted(self, details: Mapping[str, str], *secrets: Secret) -> dict[str, str]:
        self._redactor.learn(secrets)
        # cut only now: half a secret would not be found
        return {name: clean_message(self._redactor.clean(text)) for name, text in details.items()}

    async def aclose(self) -> None:
        """Nothing is kept open between requests; waits for a certificate store that is still being read."""
        if self._ssl is not None:
            await asyncio.wait([self._ssl])

    async def _open(self) -> httpx.AsyncClient:
        """A fresh client, 0.2 ms: no idle connection can go stale, no cancelled request can leave a slot taken in
        a pool, and a proxy that the user has just switched on or off is seen.
        """
        if self._ssl is None or (self._ssl.done() and self._ssl.exception() is not None):
            self._ssl = asyncio.ensure_future(asyncio.to_thread(_load_heavy, self.base_url))
        context = await asyncio.shield(self._ssl)
        import httpx

        with contextlib.suppress(ImportError, ValueError, httpx.InvalidURL):
            return httpx.AsyncClient(
                verify=context,
                trust_env=not is_loopback(self._host),
                follow_redirects=False,
                http2=False,
                limits=httpx.Limits(max_connections=1, max_keepalive_connections=0),
                timeout=httpx.Timeout(self._read_timeout, connect=self._connect_timeout),
                headers={"user-agent": f"KazaDesk/{__version__}"},
            )
        # What httpx says to a SOCKS proxy or to a proxy's address that it cannot read; that may hold a password
        raise LinkNotSent("proxy_unsupported")


class _Exchange:
    """One request and what is known of its way: the host connected to, whether bytes may have left, the answer."""

    def __init__(
        self,
        client: KazawalletClient,
        method: str,
        call: str,
        headers: Mapping[str, str],
        body: bytes,
        before_send: BeforeSend,
    ) -> None:
        self._client = client
        self._method = method
        self._url = f"{client.base_url}/{call}"
        self._headers = headers
        self._body = body
        self._before_send = before_send
        self._peer = ""
        self._stream: httpcore.AsyncNetworkStream | None = None
        self._stopped_by_caller = False
        self._may_have_left = False
        self._answer: Answer | None = None

    async def run(self) -> Answer:
        """The answer, read whole; where its status says enough, the body may be missing. Raises LinkNotSent,
        LinkOutcomeUnknown, and whatever `before_send` raises.
        """
        headers = _encode_headers(self._headers)
        async with self._client._slots:
            limit = asyncio.timeout(self._client._total_timeout)
            try:
                async with limit:
                    return await self._send(headers)
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

    async def _send(self, headers: list[tuple[bytes, bytes]]) -> Answer:
        async with await self._client._open() as http, contextlib.AsyncExitStack() as closing:
            closing.push_async_callback(self._close_socket)
            request = http.build_request(
                self._method, self._url, headers=headers, content=self._body, extensions={"trace": self._trace}
            )
            response = await http.send(request, stream=True)
            closing.push_async_callback(response.aclose)
            self._answer = _head(response)
            self._answer = replace(self._answer, body=await _body(response))
            log.debug("answer: %d, %d bytes", self._answer.status, len(self._answer.body))
            return self._answer

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
            self._stream = info["return_value"]
        elif event.endswith(".send_request_headers.started") and info["request"].method != b"CONNECT":
            self._stopped_by_caller = True
            await self._before_send()
            self._stopped_by_caller = False
            self._may_have_left = True

    def _failed(self, error: Exception) -> LinkError:
        """What `error` means for the link. A surprise is logged and read as the safe one of the two."""
        import httpx

        if not isinstance(error, httpx.HTTPError | OSError | _UnreadableError):
            log.error("a request failed in an unforeseen way", exc_info=error)
        if self._may_have_left:
            if isinstance(error, _UnreadableError):
                return LinkOutcomeUnknown(error.code, size=str(MAX_ANSWER))
            return LinkOutcomeUnknown(sent_code(error, answering=self._answer is not None))
        code, host = not_sent_code(
            error, api_host=self._client._host, peer=self._peer, reached=self._stream is not None
        )
        status = {"status": str(error)[:3]} if isinstance(error, httpx.ProxyError) else {}
        return LinkNotSent(code, host=host, **status)


class _UnreadableError(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


async def _nothing() -> None:
    """For calls that make nothing."""


def _encode_headers(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Raises LinkNotSent(bad_key). An address may hold letters beyond ASCII; a key may not."""
    common = {"accept": "application/json", "accept-encoding": "identity", "connection": "close"}
    for name, value in headers.items():
        if name.startswith("x-api-") and (not value or not value.isascii() or not value.isprintable()):
            raise LinkNotSent("bad_key")
    return [(name.encode("ascii"), value.encode("utf-8")) for name, value in (common | dict(headers)).items()]


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
    for name in _HEAVY:
        importlib.import_module(name)
    for name in ("httpx", "httpcore"):
        # They print URLs and headers
        logging.getLogger(name).setLevel(logging.WARNING)
    if base_url.startswith("http:"):
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody, and nobody asks it
    return trusted_context()
