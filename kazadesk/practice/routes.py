"""The stand-in's HTTP: which address leads where, and who may ask.

Loaded in the server's thread only: it imports Starlette.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from kazadesk.practice.endpoints import Endpoints
from kazadesk.practice.pages import Pages
from kazadesk.practice.state import StandInState

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


def build_app(state: StandInState) -> ASGIApp:
    """The whole application of one stand-in."""
    endpoints = Endpoints(state)
    app = Starlette(
        routes=[
            Route("/wallet/createPaymentLink", endpoints.create, methods=["POST"]),
            Route("/wallet/get-merchant-wallets", endpoints.wallets, methods=["GET"]),
            Route("/practice/health", endpoints.health, methods=["GET"]),
            Route("/practice/links", endpoints.links, methods=["GET"]),
            Route("/practice/webhook/{id}", endpoints.webhook, methods=["GET"]),
            Route("/practice/tampered/{id}", endpoints.tampered, methods=["GET"]),
            Route("/practice/{action:str}/{id}", endpoints.settle, methods=["POST"]),
            *Pages(endpoints).routes,
        ]
    )
    return LocalOnly(app, state.port)


class LocalOnly:
    """Answers only to this machine's own address, and takes no form that another site's page has sent."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}

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
