"""The pay page, in Arabic and English. Loaded in the server's thread only: it imports Starlette."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from string import Template
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kazadesk.practice.endpoints import SETTLED, Endpoints, read_body
from kazadesk.practice.records import AlreadySettledError, MadeLink
from kazadesk.resources import RESOURCES

if TYPE_CHECKING:
    from starlette.requests import Request

PAGES = RESOURCES / "practice"

_FILES = {"pay.css": "text/css", "pay.js": "text/javascript"}
_SHOWN = {"replay": "repeated", "tamper": "tampered"}
_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
    # "no-referrer" would make browsers send "Origin: null" with the page's own forms
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


class Pages:
    """GET shows a link as it is; POST changes it or shows a trick, then sends the browser back to GET."""

    def __init__(self, endpoints: Endpoints) -> None:
        self._endpoints = endpoints
        self.routes = [
            Route("/pay/{id}", self.show, methods=["GET"]),
            Route("/pay/{id}", self.act, methods=["POST"]),
            Route("/practice/files/{name}", self.file, methods=["GET"]),
        ]

    async def show(self, request: Request) -> Response:
        link = await self._endpoints.find(request)
        return self._page(request, link)

    async def act(self, request: Request) -> Response:
        link = await self._endpoints.find(request)
        action = (parse_qs((await read_body(request) or b"").decode("latin-1")).get("action") or [""])[0]
        if link is None:
            return self._page(request, None)
        if action in SETTLED:
            try:
                await self._endpoints.move(link, action)
            except AlreadySettledError as settled:
                link = await self._endpoints.find(request)
                return self._page(request, link, notice=f"already_{settled}")
        elif action in _SHOWN and link.state != "open":
            text = self._endpoints.state.webhook(link, tampered=action != "replay")
            await self._endpoints.post(link, text)
        else:
            return PlainTextResponse("unknown action", 400)
        query = {"lang": _language(request), "show": _SHOWN.get(action, "sent")}
        return RedirectResponse(f"/pay/{link.id}?{urlencode(query)}", 303)

    async def file(self, request: Request) -> Response:
        media_type = _FILES.get(request.path_params["name"])
        if media_type is None:
            return PlainTextResponse("not found", 404)
        return Response(_resource(request.path_params["name"]), media_type=media_type, headers=_HEADERS)

    def _page(self, request: Request, link: MadeLink | None, notice: str = "") -> Response:
        lang = _language(request)
        texts = _texts()[lang]
        shown = request.query_params.get("show", "sent")
        state = link.state if link else "unknown"
        if link is None:
            content = Template('<p class="hint">$unknown_hint</p>').substitute(texts)
        elif state == "open":
            content = _fill("open.html", texts, link, lang=lang)
        else:
            content = self._settled(link, texts, lang, shown if shown in _SHOWN.values() else "sent", notice)
        body = Template(_resource("frame.html")).substitute(
            texts, lang=lang, state=state, title=texts[f"title_{state}"], content=content
        )
        status = 404 if link is None else 409 if notice else 200
        return HTMLResponse(body, status, headers=_HEADERS)

    def _settled(self, link: MadeLink, texts: dict[str, str], lang: str, shown: str, notice: str) -> str:
        delivered = back = ""
        if url := self._endpoints.state.webhook_url:
            told = {"url": url, "result": self._endpoints.deliveries.get(link.id, "—")}
            delivered = f'<p class="hint">{escape(Template(texts["delivered"]).substitute(told))}</p>'
        if urlsplit(link.redirect_url).scheme in ("http", "https"):
            back = f'<p><a href="{escape(link.redirect_url)}" rel="noreferrer">{texts["back"]}</a></p>'
        return _fill(
            "settled.html",
            texts,
            link,
            lang=lang,
            notice=f'<p class="notice" role="status">{texts[notice]}</p>' if notice else "",
            hint=texts[f"{shown}_hint"],
            hint_class="hint" if shown == "sent" else "notice",
            webhook=escape(self._endpoints.state.webhook(link, tampered=shown == "tampered")),
            webhook_label=texts["webhook"],
            try_label=texts["try"],
            delivered=delivered,
            back=back,
        )


def _fill(template: str, texts: dict[str, str], link: MadeLink, **more: str) -> str:
    values = {name: escape(getattr(link, name)) for name in ("id", "amount", "currency", "email", "ref")}
    labels = {f"{name}_label": texts[name] for name in ("to", "reference", "order_id")}
    details = Template(_resource("details.html")).substitute(values, **labels)
    return Template(_resource(template)).substitute(texts | values | more, details=details)


def _language(request: Request) -> str:
    wanted = [request.query_params.get("lang", "")]
    wanted += request.headers.get("accept-language", "").split(",")
    codes = (one.strip()[:2].lower() for one in wanted)
    return next((code for code in codes if code in _texts()), "en")


@cache
def _texts() -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = json.loads(_resource("texts.json"))
    return texts


@cache
def _resource(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")
