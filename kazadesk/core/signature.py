"""Compute and check the webhook signature (provider/payment-link-api, "Security Verification")."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64encode
from dataclasses import dataclass

from kazadesk.core.redact import Secret


@dataclass(frozen=True, slots=True)
class Credentials:
    """One profile's API key and API secret."""

    profile: str
    api_key: Secret
    api_secret: Secret


def sign(amount: str, order_id: str, credentials: Credentials) -> bytes:
    """The 64 bytes: HMAC-SHA512(api_secret, SHA-256(amount ":::" order_id ":::" api_key))."""
    message = f"{amount}:::{order_id}:::{credentials.api_key.reveal()}"
    digest = hashlib.sha256(message.encode("utf-8")).digest()
    return hmac.digest(credentials.api_secret.reveal().encode("utf-8"), digest, "sha512")


def signature_text(amount: str, order_id: str, credentials: Credentials) -> str:
    """The signature as a webhook carries it: 88 characters of base64."""
    return b64encode(sign(amount, order_id, credentials)).decode("ascii")
