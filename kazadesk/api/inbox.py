"""The desk's side of the mailbox, over HTTP: pull what came, and post a probe to see that the way is open."""

from __future__ import annotations

import asyncio
import base64
import json
import ssl
from typing import Any
from urllib.parse import urlsplit

from kazadesk.api.address import is_loopback
from kazadesk.api.body import UnreadableError, read_body
from kazadesk.api.failures import not_sent_code
from kazadesk.api.trust import trusted_context
from kazadesk.api.wire import HttpError, Way, asked, load
from kazadesk.core.errors import InboxError, InputError
from kazadesk.core.inbox import InboxAccess, InboxEntry, InboxPage
from kazadesk.core.link import MAX_URL, has_unseen

LONGEST_WAIT = 25
"""Seconds for which a mailbox may hold a question until something comes."""
_MOST_ENTRIES = 200
_MAX_ANSWER = 16 * 1024 * 1024
_CODES = {403: "inbox_key_refused", 401: "inbox_key_refused", 404: "inbox_not_found", 405: "inbox_not_found"}


def check_inbox_url(text: str, field: str) -> str:
    """An address of a mailbox. Raises InputError(`field`): missing, bad_url, not_https (http is for this machine)."""
    url = text.strip()
    if not url:
        raise InputError(field, "missing")
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise InputError(field, "bad_url") from None
    if not host or parts.username is not None or parts.fragment or not url.isascii() or has_unseen(url) or " " in url:
        raise InputError(field, "bad_url")
    if len(url) > MAX_URL:
        raise InputError(field, "bad_url")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise InputError(field, "not_https")
    return url


class InboxClient:
    """Talks to mailboxes. Timeouts in seconds; use in one event loop. Raises InboxError alone."""

    def __init__(self, *, connect_timeout: float = 10.0, read_timeout: float = 15.0) -> None:
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._ssl: asyncio.Future[ssl.SSLContext] | None = None

    async def pull(self, access: InboxAccess, after: int, *, wait: int = 0) -> InboxPage:
        """What came after the id `after`; `wait`: seconds that the mailbox may wait for something to come."""
        query = f"after={after}&limit={_MOST_ENTRIES}" + (f"&wait={wait}" if wait else "")
        headers = {"x-inbox-key": access.key.reveal()}
        status, body = await self._ask("GET", _with_query(access.pull, query), headers, b"", wait)
        if status != 200:
            raise _refusal(status)
        return await asyncio.to_thread(_read_page, body, after)

    async def probe(self, access: InboxAccess, body: bytes) -> None:
        """Post `body` to the public write address."""
        headers = {"content-type": "application/json"}
        status, _ = await self._ask("POST", access.hook.reveal(), headers, body, 0)
        if status == 507:
            raise InboxError("inbox_full")
        if status != 200:
            raise InboxError("inbox_hook_refused", status=str(status)) if status < 500 else _refusal(status)

    async def aclose(self) -> None:
        """Nothing is kept open between requests; waits for a certificate store that is still being read."""
        if self._ssl is not None:
            await asyncio.wait([self._ssl])

    async def _ask(self, method: str, url: str, headers: dict[str, str], body: bytes, wait: float) -> tuple[int, bytes]:
        host, way = urlsplit(url).hostname or "", Way()
        try:
            async with asyncio.timeout(self._connect_timeout + self._read_timeout + wait):
                context = await asyncio.shield(self._load())
                async with asked(
                    method,
                    url,
                    [(name.encode("ascii"), value.encode("utf-8")) for name, value in headers.items()],
                    body,
                    way,
                    context=context,
                    through_proxies=not is_loopback(host),
                    connect_timeout=self._connect_timeout,
                    read_timeout=self._read_timeout + wait,
                ) as response:
                    status = response.status
                    return status, await read_body(response, _MAX_ANSWER)
        except UnreadableError:
            failure = InboxError("inbox_strange_answer", status=str(status))
        except (HttpError, OSError) as error:
            if way.may_have_left:
                failure = InboxError("inbox_cut", host=host)
            else:
                code, at = not_sent_code(error, api_host=host, peer=way.peer, reached=way.stream is not None)
                kind = "inbox_untrusted" if code.startswith("tls_") else "inbox_unreachable"
                failure = InboxError(kind, host=at, why=code)
        # Raised here, outside the handler: what stands behind the error may hold the request and with it the key
        raise failure

    def _load(self) -> asyncio.Future[ssl.SSLContext]:
        if self._ssl is None or (self._ssl.done() and self._ssl.exception() is not None):
            self._ssl = asyncio.ensure_future(asyncio.to_thread(_load_heavy))
        return self._ssl


def _load_heavy() -> ssl.SSLContext:
    load()
    return trusted_context()


def _with_query(url: str, query: str) -> str:
    return f"{url}{'&' if urlsplit(url).query else '?'}{query}"


def _refusal(status: int) -> InboxError:
    if 300 <= status < 400:
        return InboxError("inbox_elsewhere", status=str(status))
    if status >= 500:
        return InboxError("inbox_unwell", status=str(status))
    return InboxError(_CODES.get(status, "inbox_strange_answer"), status=str(status))


def _read_page(body: bytes, after: int) -> InboxPage:
    """A last line without its end was cut off on the way: it is pulled again."""
    entries: list[InboxEntry] = []
    gap = False
    failed = False
    for line in body.split(b"\n")[:-1]:
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
            if "gap" in fields:
                gap = True
                continue
            entry = InboxEntry(_id(fields["id"]), fields["at"] + "", _bytes(fields))
        except (ValueError, TypeError, KeyError, RecursionError):
            failed = True
            break
        if entry.id > after:
            entries.append(entry)
            after = entry.id
    if failed and not entries:
        raise InboxError("inbox_strange_answer", status="200")
    if b"\n" not in body and body.strip():
        raise InboxError("inbox_strange_answer", status="200")
    return InboxPage(tuple(entries), gap)


def _id(value: object) -> int:
    if type(value) is not int or not 0 < value < 1 << 62:
        raise ValueError("no id")
    return value


def _bytes(fields: dict[str, Any]) -> bytes:
    if "body_base64" in fields:
        return base64.b64decode(fields["body_base64"], validate=True)
    text: str = fields["body"]
    return text.encode("utf-8", "backslashreplace")
