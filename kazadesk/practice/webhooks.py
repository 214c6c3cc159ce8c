"""The signed webhook of a settled link, and its one delivery to a listener on this machine."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import SplitResult, urlencode, urlsplit

from kazadesk.core.errors import InputError
from kazadesk.core.webhook.signature import signature_text
from kazadesk.practice.account import CREDENTIALS
from kazadesk.practice.records import MadeLink

_STATUS = {"paid": "fulfilled", "expired": "timed_out"}
_TIMEOUT = 5.0


IDS: dict[str, tuple[str, ...]] = {"both": ("order_id", "id"), "id": ("id",), "order_id": ("order_id",)}
"""Under which names a webhook has the link's id: what the provider's page and other people's programs know."""
BODIES = {"json": "application/json", "form": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class WebhookForm:
    """How the stand-in writes its webhooks: a key of IDS, a key of BODIES, and whether the request names its type.

    `order_id` is documented, `id` is what the provider's own plug-in reads, and nobody relies on the type.
    """

    ids: str = "both"
    body: str = "json"
    typed: bool = True


def webhook_text(link: MadeLink, form: WebhookForm = WebhookForm()) -> str:
    """The webhook that Kazawallet would POST for a paid or expired link."""
    return _written(_fields(link, form), form)


def tampered_text(link: MadeLink, form: WebhookForm = WebhookForm()) -> str:
    """The same webhook with an amount ten times as large, under the signature of the true one."""
    return _written(_fields(link, form) | {"amount": format(Decimal(link.amount) * 10, "f")}, form)


def _written(fields: dict[str, str], form: WebhookForm) -> str:
    return urlencode(fields) if form.body == "form" else json.dumps(fields, ensure_ascii=False)


def _fields(link: MadeLink, form: WebhookForm) -> dict[str, str]:
    return dict.fromkeys(IDS[form.ids], link.id) | {
        "secret": signature_text(link.amount, link.id, CREDENTIALS),
        "amount": link.amount,
        "ref": link.ref,
        "status": _STATUS[link.state],
        "currency": link.currency,
    }


def check_webhook_url(url: str) -> str:
    """Only a listener on this machine may be sent to. Raises InputError(webhook_url, not_loopback)."""
    if _parts(url) is None:
        raise InputError("webhook_url", "not_loopback")
    return url


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
    return parts if local and parts.username is None else None


def deliver(url: str, text: str, form: WebhookForm = WebhookForm()) -> str:
    """POST `text` and give the HTTP status that came back, or what went wrong, in one short line. Blocks up to 5 s."""
    parts = _parts(url)
    if parts is None or parts.hostname is None:
        raise InputError("webhook_url", "not_loopback")
    headers = {"Content-Type": BODIES[form.body]} if form.typed else {}
    target = parts.path or "/"
    if parts.query:
        target += "?" + parts.query
    connection = http.client.HTTPConnection(parts.hostname, parts.port or 80, timeout=_TIMEOUT)
    try:
        connection.request("POST", target, text.encode("utf-8"), headers)
        return str(connection.getresponse().status)
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__
    finally:
        connection.close()
