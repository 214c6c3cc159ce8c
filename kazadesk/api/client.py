"""The one way to Kazawallet: two calls over HTTP, with every failure typed by what it says about the link."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from kazadesk.api.address import BASE_URL, check_base_url
from kazadesk.api.codec import Wallet, clean_message, encode_request, read_created, read_wallets
from kazadesk.api.exchange import AT_ONCE, BeforeSend, Exchange, Line, Question, nothing
from kazadesk.core.errors import CheckError, KazaDeskError, LinkError, LinkNotSent
from kazadesk.core.link import CreatedLink, LinkRequest
from kazadesk.core.redact import Redactor, Secret
from kazadesk.core.webhook.signature import Credentials

__all__ = ["AT_ONCE", "BASE_URL", "KazawalletClient", "Wallet"]

_CREATE = "createPaymentLink"
_LONG_JSON = 64 * 1024
_RENEWED_AFTER = 10.0
"""Seconds after which a connection that was opened ahead is replaced while the typing goes on."""
_TRIED_AGAIN_AFTER = 5.0


class KazawalletClient:
    """Talks to one base URL. Raises InputError(base_url). Timeouts in seconds; use in one event loop.

    What the provider says is freed of what `redactor` knows, since it may echo key or secret.
    """

    def __init__(self, base_url: str = BASE_URL, *, redactor: Redactor | None = None, **timeouts: float) -> None:
        self.base_url = check_base_url(base_url)
        self._redactor = Redactor() if redactor is None else redactor
        self._line = Line(self.base_url, **timeouts)
        self._ahead: Exchange | None = None
        self._abandoned: set[asyncio.Task[None]] = set()

    @property
    def patience(self) -> float:
        """Seconds after which a request is given up."""
        return self._line.total_timeout

    def load(self) -> None:
        """Import and read what the first request needs, in a thread."""
        self._line.load()

    def prepare(self) -> None:
        """Open a connection for the next link, unless one stands. Nothing is asked on it; nothing is said of failures,
        and after one it takes some seconds until it is tried again.
        """
        if self._ahead is not None:
            if self._ahead.age < (_RENEWED_AFTER if self._ahead.is_open else _TRIED_AGAIN_AFTER):
                return
            self._abandon(self._ahead)
        self._ahead = Exchange(self._line, "POST", _CREATE)
        self._ahead.begin()

    def _exchange(self) -> Exchange:
        """The one that was opened ahead, if it is of use, for whoever comes first; else a new one."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            if ahead.is_usable:
                return ahead
            self._abandon(ahead)
        return Exchange(self._line, "POST", _CREATE)

    def _abandon(self, exchange: Exchange) -> None:
        task = asyncio.create_task(exchange.abandon())
        self._abandoned.add(task)
        task.add_done_callback(self._abandoned.discard)

    async def create_link(self, request: LinkRequest, api_key: Secret, *, before_send: BeforeSend) -> CreatedLink:
        """POST createPaymentLink. `before_send` is awaited once, before the first byte may leave; if it raises,
        nothing is sent. Raises LinkRefused, LinkNotSent, LinkOutcomeUnknown (codes: api/codes.py).
        """
        headers = _encode_headers({"x-api-key": api_key.reveal(), "content-type": "application/json"})
        answer = await self._exchange().run(Question(headers, encode_request(request), before_send))
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
        failure: KazaDeskError
        try:
            question = Question(_encode_headers(headers), b"", nothing)
            return read_wallets(await Exchange(self._line, "GET", "get-merchant-wallets").run(question))
        except (LinkError, CheckError) as error:
            failure = error
        details = self._redacted(failure.details, credentials.api_key, credentials.api_secret)
        raise CheckError(failure.code, **details)

    def _redacted(self, details: Mapping[str, str], *secrets: Secret) -> dict[str, str]:
        self._redactor.learn(secrets)
        # cut only now: half a secret would not be found
        return {name: clean_message(self._redactor.clean(text)) for name, text in details.items()}

    async def aclose(self) -> None:
        """Closes what was opened ahead; waits for a certificate store that is still being read."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            self._abandon(ahead)
        if self._abandoned:
            await asyncio.wait(self._abandoned)
        await self._line.aclose()


def _encode_headers(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Raises LinkNotSent(bad_key). An address may hold letters beyond ASCII; a key may not."""
    common = {"accept": "application/json", "accept-encoding": "identity", "connection": "close"}
    for name, value in headers.items():
        if name.startswith("x-api-") and (not value or not value.isascii() or not value.isprintable()):
            raise LinkNotSent("bad_key")
    return [(name.encode("ascii"), value.encode("utf-8")) for name, value in (common | dict(headers)).items()]
