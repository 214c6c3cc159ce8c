"""The stand-in's HTTP: Kazawallet's two calls, the pay page, and a JSON API for the window and the tests.

Loaded in the server's thread only: it imports Starlette.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kazadesk import __version__
from kazadesk.practice.account import EMAIL
from kazadesk.practice.faulty import answer_with
from kazadesk.practice.records import AlreadySettledError, MadeLink
from kazadesk.practice.rules import Refusal, check_create, check_key, check_merchant, failure
from kazadesk.practice.webhooks import deliver, tampered_text, webhook_text

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from kazadesk.practice.server import PracticeServer

MAX_BODY = 64 * 1024
WALLETS = [{"currency": "USD", "amount": "125.50"}, {"currency": "SYP", "amount": "1500000"}]
SETTLED = {"pay": "paid", "expire": "expired"}


def build_app(server: PracticeServer) -> ASGIApp:
    """The whole application of one server."""
    from kazadesk.practice.pages import Pages

    desk = Desk(server)
    app = Starlette(
        routes=[
            Route("/wallet/createPaymentLink", desk.create, methods=["POST"]),
            Route("/wallet/get-merchant-wallets", desk.wallets, methods=["GET"]),
            Route("/practice/health", desk.health, methods=["GET"]),
            Route("/practice/links", desk.links, methods=["GET"]),
            Route("/practice/webhook/{id}", desk.webhook, methods=["GET"]),
            Route("/practice/tampered/{id}", desk.tampered, methods=["GET"]),
            Route("/practice/{action:str}/{id}", desk.settle, methods=["POST"]),
            *Pages(desk).routes,
        ]
    )
    return LocalOnly(app, server)


class LocalOnly:
    """Answers only to this machine's own address, and takes no form that another site's page has sent."""

    def __init__(self, app: ASGIApp, server: PracticeServer) -> None:
        self._app = app
        self._hosts = {f"{name}:{server.port}" for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1")
        origin = headers.get(b"origin", b"").decode("latin-1")
        strange_site = headers.get(b"sec-fetch-site", b"none") not in (b"none", b"same-origin")
        changes = scope["method"] not in ("GET", "HEAD")
        if host not in self._hosts or (changes and (strange_site or origin not in ("", f"http://{host}"))):
            await JSONResponse({"error": "practice answers to this computer only"}, 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


class Desk:
    """The endpoints of one server."""

    def __init__(self, server: PracticeServer) -> None:
        self.server = server
        self.deliveries: dict[str, str] = {}
        """Link id → what the webhook's last delivery ended with."""

    async def create(self, request: Request) -> Response:
        fault = self.server.next_fault()
        body = await read_json(request)
        refusal = check_key(request.headers.get("x-api-key", "")) or check_create(body)
        if refusal is None and isinstance(body, dict) and (fault is None or fault.record):
            link = await asyncio.to_thread(
                self.server.records.make,
                body["amount"],
                body["currency"],
                body["email"],
                body["ref"],
                body.get("redirectUrl", ""),
            )
            answer: Response = JSONResponse({"success": True, "id": link.id, "url": self.server.pay_url(link.id)})
        else:
            answer = _answer(refusal or failure(503, "not made"))
        if fault is None:
            return answer
        return await answer_with(fault, answer, request, body, self.server)

    async def wallets(self, request: Request) -> Response:
        fault = self.server.next_fault()
        given = (request.headers.get(name, "") for name in ("x-api-key", "x-api-secret", "merchant-email"))
        refusal = check_merchant(*given)
        answer = _answer(refusal) if refusal else JSONResponse({"success": True, "wallets": WALLETS})
        return answer if fault is None else await answer_with(fault, answer, request, None, self.server)

    async def health(self, request: Request) -> Response:
        about = {"kazadesk": "practice", "version": __version__, "email": EMAIL, "records": self.server.records.name}
        return JSONResponse(about)

    async def links(self, request: Request) -> Response:
        links = await asyncio.to_thread(self.server.records.all)
        return JSONResponse({"links": [as_json(link) for link in links]})

    async def webhook(self, request: Request) -> Response:
        link = await self.find(request)
        if link is None or link.state == "open":
            return _unknown(link)
        return _json_text(webhook_text(link))

    async def tampered(self, request: Request) -> Response:
        link = await self.find(request)
        if link is None or link.state == "open":
            return _unknown(link)
        return _json_text(tampered_text(link))

    async def settle(self, request: Request) -> Response:
        action = request.path_params["action"]
        link = await self.find(request)
        if link is None or action not in SETTLED:
            return _unknown(None)
        try:
            settled = await self.move(link, action)
        except AlreadySettledError as settled_before:
            return JSONResponse({"error": f"already {settled_before}"}, 409)
        return _json_text(webhook_text(settled))

    async def find(self, request: Request) -> MadeLink | None:
        return await asyncio.to_thread(self.server.records.find, request.path_params["id"])

    async def move(self, link: MadeLink, action: str) -> MadeLink:
        """Pay or expire, and deliver the webhook once. Raises AlreadySettledError."""
        settled = await asyncio.to_thread(self.server.records.settle, link.id, SETTLED[action])
        await self.post(settled, webhook_text(settled))
        return settled

    async def post(self, link: MadeLink, text: str) -> None:
        """Deliver a webhook if there is a listener to deliver it to."""
        url = self.server.webhook_url
        if url is not None:
            self.deliveries[link.id] = await asyncio.to_thread(deliver, url, text)


async def read_json(request: Request) -> object:
    """The body as JSON, or None where it is too long or none."""
    try:
        body = await read_body(request)
        return json.loads(body) if body is not None else None
    except (ValueError, RecursionError):
        return None


async def read_body(request: Request) -> bytes | None:
    """At most 64 KiB, or None."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY:
                return None
    except ClientDisconnect:
        return None
    return bytes(body)


def as_json(link: MadeLink) -> dict[str, str]:
    """A link as the JSON API shows it."""
    return {name: getattr(link, name) for name in link.__slots__}


def _answer(refusal: Refusal) -> Response:
    return JSONResponse(refusal.body, refusal.status)


def _unknown(link: MadeLink | None) -> Response:
    if link is None:
        return JSONResponse({"error": "unknown link"}, 404)
    return JSONResponse({"error": "neither paid nor expired yet"}, 409)


def _json_text(text: str) -> Response:
    return Response(text, media_type="application/json")
