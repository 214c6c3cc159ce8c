"""Kazawallet's two calls, and a JSON API for the window and the tests.

Loaded in the server's thread only: it imports Starlette.
"""

from __future__ import annotations

import asyncio
import json

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from kazadesk import __version__
from kazadesk.practice.account import EMAIL
from kazadesk.practice.faulty import answer_with
from kazadesk.practice.records import AlreadySettledError, MadeLink
from kazadesk.practice.rules import Refusal, check_create, check_key, check_merchant, failure
from kazadesk.practice.state import StandInState
from kazadesk.practice.webhooks import BODIES

MAX_BODY = 64 * 1024
WALLETS = [{"currency": "USD", "amount": "125.50"}, {"currency": "SYP", "amount": "1500000"}]
SETTLED = {"pay": "paid", "expire": "expired"}


class Endpoints:
    """The endpoints of one stand-in."""

    def __init__(self, state: StandInState) -> None:
        self.state = state
        self.deliveries: dict[str, str] = {}
        """Link id → what the webhook's last delivery ended with."""

    async def create(self, request: Request) -> Response:
        fault = self.state.next_fault()
        body = await read_json(request)
        refusal = check_key(request.headers.get("x-api-key", "")) or check_create(body)
        if refusal is None and isinstance(body, dict) and (fault is None or fault.record):
            link = await asyncio.to_thread(
                self.state.records.make,
                body["amount"],
                body["currency"],
                body["email"],
                body["ref"],
                body.get("redirectUrl", ""),
            )
            answer: Response = JSONResponse({"success": True, "id": link.id, "url": self.state.pay_url(link.id)})
        else:
            answer = _answer(refusal or failure(503, "not made"))
        if fault is None:
            return answer
        return await answer_with(fault, answer, request, body, self.state)

    async def wallets(self, request: Request) -> Response:
        fault = self.state.next_fault()
        given = (request.headers.get(name, "") for name in ("x-api-key", "x-api-secret", "merchant-email"))
        refusal = check_merchant(*given)
        answer = _answer(refusal) if refusal else JSONResponse({"success": True, "wallets": WALLETS})
        return answer if fault is None else await answer_with(fault, answer, request, None, self.state)

    async def health(self, request: Request) -> Response:
        about = {"kazadesk": "practice", "version": __version__, "email": EMAIL, "records": self.state.records.name}
        return JSONResponse(about)

    async def links(self, request: Request) -> Response:
        links = await asyncio.to_thread(self.state.records.all)
        return JSONResponse({"links": [as_json(link) for link in links]})

    async def webhook(self, request: Request) -> Response:
        link = await self.find(request)
        if link is None or link.state == "open":
            return _unknown(link)
        return self._webhook(link)

    async def tampered(self, request: Request) -> Response:
        link = await self.find(request)
        if link is None or link.state == "open":
            return _unknown(link)
        return self._webhook(link, tampered=True)

    async def settle(self, request: Request) -> Response:
        action = request.path_params["action"]
        link = await self.find(request)
        if link is None or action not in SETTLED:
            return _unknown(None)
        try:
            settled = await self.move(link, action)
        except AlreadySettledError as settled_before:
            return JSONResponse({"error": f"already {settled_before}"}, 409)
        return self._webhook(settled)

    async def find(self, request: Request) -> MadeLink | None:
        return await asyncio.to_thread(self.state.records.find, request.path_params["id"])

    async def move(self, link: MadeLink, action: str) -> MadeLink:
        """Pay or expire, and deliver the webhook once. Raises AlreadySettledError."""
        settled = await asyncio.to_thread(self.state.records.settle, link.id, SETTLED[action])
        await self.post(settled, self.state.webhook(settled))
        return settled

    async def post(self, link: MadeLink, text: str) -> None:
        """Deliver a webhook if there is a listener to deliver it to."""
        result = await asyncio.to_thread(self.state.deliver, text)
        if result is not None:
            self.deliveries[link.id] = result

    def _webhook(self, link: MadeLink, *, tampered: bool = False) -> Response:
        return Response(self.state.webhook(link, tampered=tampered), media_type=BODIES[self.state.form.body])


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
