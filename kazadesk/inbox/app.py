"""The mailbox's HTTP, an ASGI application: one path to write to, and a read key for everything else."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote

from starlette.responses import Response

from kazadesk import __version__
from kazadesk.core.errors import InboxError
from kazadesk.inbox.post import MAX_BODY, MAX_HEADERS, Post, received
from kazadesk.inbox.store import MAX_CURSOR

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from kazadesk.inbox.mailbox import Mailbox
    from kazadesk.inbox.store import Access

log = logging.getLogger(__name__)

PULL, HEALTH, STRAYS = "pull", "health", "strays"
"""Last parts of the reading addresses, each behind the read key."""
LONGEST_WAIT = 25.0
MOST_LINES = 1_000
_USUAL_LINES = 500
_DISCARDED = 1024 * 1024
"""Bytes of a body over the bound that are read and dropped: a sender still writing does not see an early answer."""
_FREE_MISTAKES = 10
_SLOWED_BY = 1.0
_MOST_SLOWED = 64

_HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'",
}
_GREETING = "This address takes webhooks by POST. There is nothing to see here.\n"


class InboxApp:
    """Answers for one mailbox. `scope["raw_headers"]`, where the server gives it, holds the names as received."""

    def __init__(self, mailbox: Mailbox, access: Access) -> None:
        self._mailbox = mailbox
        self._access = access
        self._mistakes = 0
        self._slowed = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        response = await self._answer(scope, receive)
        if response is not None:
            await response(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive) -> Response | None:
        """None where the sender has gone."""
        method = scope["method"]
        writes = self._may_write(scope)
        if method == "POST":
            return await self._take(scope, receive, kept=writes)
        if writes:
            return _answer(405, _GREETING, allow="POST")
        kind = scope["path"].rstrip("/").rpartition("/")[2]
        if method != "GET" or kind not in (PULL, HEALTH, STRAYS):
            return _answer(404, {"ok": False, "error": "not found"})
        if not self._access.may_read(_header(scope, b"x-inbox-key")):
            await self._slow_down()
            return _answer(403, {"ok": False, "error": "wrong key"})
        try:
            return await self._read(kind, _query(scope))
        except InboxError as error:
            return _answer(503, {"ok": False, "error": error.code})

    def _may_write(self, scope: Scope) -> bool:
        """The token is the path's last part, or the query for servers that take no further path after a file."""
        given = [scope["path"].rstrip("/").rpartition("/")[2]]
        if scope["query_string"]:
            given.append(unquote(scope["query_string"].decode("latin-1")))
        return any([self._access.may_write(token) for token in given])  # noqa: C419  all are compared

    async def _take(self, scope: Scope, receive: Receive, *, kept: bool) -> Response | None:
        body, too_large = await _body(scope, receive)
        if body is None:
            return None
        if too_large:
            return _answer(413, {"ok": False, "error": f"at most {MAX_BODY} bytes"}, connection="close")
        post = _post(scope, body)
        if post is None:
            return _answer(431, {"ok": False, "error": f"at most {MAX_HEADERS} bytes of headers"}, connection="close")
        try:
            await self._mailbox.add(post, stray=not kept)
        except InboxError:
            if kept:
                return _answer(507, {"ok": False, "error": "not kept: the disk refused"})
        return _answer(200, {"ok": True}) if kept else _answer(404, {"ok": False, "error": "not found"})

    async def _slow_down(self) -> None:
        """Guessing gets slow. Whoever has the right key never comes here, so nobody can lock the merchant out."""
        self._mistakes += 1
        if self._mistakes <= _FREE_MISTAKES or self._slowed >= _MOST_SLOWED:
            return
        self._slowed += 1
        try:
            await asyncio.sleep(_SLOWED_BY)
        finally:
            self._slowed -= 1

    async def _read(self, kind: str, query: dict[str, str]) -> Response:
        if kind == HEALTH:
            return _answer(200, {"version": __version__, **await self._mailbox.health()})
        after = _whole(query.get("after", "0"), MAX_CURSOR)
        limit = _whole(query.get("limit", str(_USUAL_LINES)), None)
        wait = _whole(query.get("wait", "0"), None)
        if after is None or not limit or wait is None:
            return _answer(400, {"ok": False, "error": "after, limit and wait are whole numbers"})
        text = await self._mailbox.page(
            after, min(limit, MOST_LINES), wait=min(wait, LONGEST_WAIT), strays=kind == STRAYS
        )
        return Response(text, 200, _HEADERS, "application/x-ndjson")


async def _body(scope: Scope, receive: Receive) -> tuple[bytes | None, bool]:
    """The body, None where the sender has gone, and whether it was too long. Reads little more than may be kept."""
    declared = _header(scope, b"content-length")
    too_large = declared.isdigit() and int(declared[:20]) > MAX_BODY
    if too_large and _header(scope, b"expect"):
        return b"", True  # the sender waits for a word before it sends
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None, False
        part = message.get("body", b"")
        size += len(part)
        if size <= MAX_BODY:
            parts.append(part)
        if not message.get("more_body") or size > _DISCARDED:
            return b"".join(parts), too_large or size > MAX_BODY


def _post(scope: Scope, body: bytes) -> Post | None:
    headers = scope.get("raw_headers") or scope["headers"]
    if sum(len(name) + len(value) for name, value in headers) > MAX_HEADERS:
        return None
    path = scope["raw_path"].decode("latin-1")
    if scope["query_string"]:
        path += "?" + scope["query_string"].decode("latin-1")
    client = scope["client"]
    return received(client[0] if client else "", path, headers, body)


def _answer(status: int, content: str | dict[str, Any], **headers: str) -> Response:
    if isinstance(content, str):
        return Response(content, status, _HEADERS | headers, "text/plain")
    text = json.dumps(content, separators=(",", ":"))
    return Response(text, status, _HEADERS | headers, "application/json")


def _header(scope: Scope, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _query(scope: Scope) -> dict[str, str]:
    return dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))


def _whole(text: str, most: int | None) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) <= 16):
        return None
    number = int(text)
    return number if most is None or number <= most else None
