"""What the stand-in refuses, in the shapes in which Kazawallet is known to refuse (kazadesk/api/__init__.py)."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass

from kazadesk.core.redact import Secret
from kazadesk.practice.account import CREDENTIALS, EMAIL

_AMOUNT = re.compile(r"\d{1,18}(?:\.\d{1,8})?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z][A-Z0-9]{2,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An HTTP status and the JSON that goes with it."""

    status: int
    body: dict[str, object]


def failure(status: int, text: str) -> Refusal:
    """The shape `{"success": false, "error": "…"}`."""
    return Refusal(status, {"success": False, "error": text})


def check_key(api_key: str) -> Refusal | None:
    return None if _same(api_key, CREDENTIALS.api_key) else failure(401, "Invalid API key")


def check_merchant(api_key: str, api_secret: str, email: str) -> Refusal | None:
    """Who may see the balances."""
    if refusal := check_key(api_key):
        return refusal
    if not _same(api_secret, CREDENTIALS.api_secret):
        return failure(401, "Invalid API secret")
    return check_email(email)


def check_email(email: str) -> Refusal | None:
    if email.strip().lower() == EMAIL:
        return None
    error = {"status": 400, "message": "User not found", "details": {"key": "USER_NOT_FOUND"}}
    return Refusal(400, {"data": None, "error": error})


def check_create(body: object) -> Refusal | None:
    """Whether a createPaymentLink body is one."""
    if not isinstance(body, dict):
        return Refusal(400, {"message": "Invalid JSON body"})
    for name in ("amount", "currency", "email", "ref"):
        if name not in body:
            return failure(400, f"{name} is required")
        if not isinstance(body[name], str):
            return failure(400, f"{name} must be a string")
    if not isinstance(body.get("redirectUrl", ""), str):
        return failure(400, "redirectUrl must be a string")
    if not _AMOUNT.fullmatch(body["amount"]) or not body["amount"].strip("0."):
        return failure(400, "amount must be a positive number")
    if not _CURRENCY.fullmatch(body["currency"]):
        return failure(400, "currency is not supported")
    return check_email(body["email"])


def _same(given: str, wanted: Secret) -> bool:
    return hmac.compare_digest(given.encode("utf-8"), wanted.reveal().encode("utf-8"))
