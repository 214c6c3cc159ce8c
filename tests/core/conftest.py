"""One genuine webhook, and links and credentials that fit it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

import pytest

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.redact import Secret
from kazadesk.core.webhook.payload import Payload, Unreadable
from kazadesk.core.webhook.reading import read
from kazadesk.core.webhook.signature import Credentials, signature_text


@dataclass(frozen=True)
class Webhook:
    """A webhook as Kazawallet would send it; `signed` is the spelling of the amount that was signed."""

    credentials: Credentials
    amount: str = "10.00"
    order_id: str = "pl_8f3e"
    status: str = "fulfilled"
    currency: str = "USD"
    ref: str = "KD-7F3K"
    signed: str = "10.00"

    @property
    def secret(self) -> str:
        return signature_text(self.signed, self.order_id, self.credentials)

    @property
    def fields(self) -> dict[str, str]:
        return {
            "order_id": self.order_id,
            "amount": self.amount,
            "secret": self.secret,
            "status": self.status,
            "currency": self.currency,
            "ref": self.ref,
        }

    def json(self, **changes: Any) -> str:
        return json.dumps(self.fields | changes, ensure_ascii=False)

    def form(self, **changes: str) -> str:
        return urlencode(self.fields | changes)

    def but(self, **changes: Any) -> Webhook:
        return replace(self, **changes)


@pytest.fixture
def credentials() -> Credentials:
    return Credentials("shop", Secret("81A107141716"), Secret("888B6B8877F8"))


@pytest.fixture
def webhook(credentials: Credentials) -> Webhook:
    """Its signature holds both `+` and `/`, the letters that suffer on the way."""
    made = Webhook(credentials)
    assert {"+", "/"} <= set(made.secret)
    return made


@pytest.fixture
def read_one() -> Callable[[str], dict[str, Any]]:
    """The fields and the repairs of the only payload in a text."""

    def read_it(text: str) -> dict[str, Any]:
        (item,) = read(text)
        assert isinstance(item, Payload), item
        (order_id,), (secret,) = item.order_ids, item.secrets
        names: dict[str, Any] = {"order_id": order_id, "amount": item.amount, "secret": secret}
        names |= {"status": item.status, "currency": item.currency, "ref": item.ref}
        return names | {"repairs": list(item.repairs)}

    return read_it


@pytest.fixture
def why_not() -> Callable[[str], tuple[str, str | None, str | None]]:
    """(reason, field, why) of the only item in a text."""

    def read_it(text: str) -> tuple[str, str | None, str | None]:
        (item,) = read(text)
        assert isinstance(item, Unreadable), item
        return item.reason, item.field, item.why

    return read_it


@pytest.fixture
def link() -> PaymentLink:
    """The link that the webhook of this folder pays."""
    return PaymentLink(
        id=1,
        profile="shop",
        reference="KD-7F3K",
        amount="10.00",
        currency="USD",
        email="shop@example.com",
        redirect_url=None,
        state=LinkState.WAITING,
        order_id="pl_8f3e",
        url="https://kazawallet.example/pay/pl_8f3e",
        error=None,
        message=None,
        maybe_sent=True,
        created_at="2026-01-01T10:00:00.000Z",
        updated_at="2026-01-01T10:00:00.000Z",
    )
