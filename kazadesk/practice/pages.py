"""The pay page. Loaded in the server's thread only: it imports Starlette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

    from kazadesk.practice.routes import Desk


def page_routes(desk: Desk) -> list[Route]:
    async def page(request: Request) -> Response:
        link = await desk.find(request)
        return PlainTextResponse(str(link))

    return [Route("/pay/{id}", page, methods=["GET"])]
