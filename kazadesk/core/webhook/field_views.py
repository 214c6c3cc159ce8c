"""What stands behind each field of a webhook: the signature, the link in the ledger, or nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from kazadesk.core.webhook.verdict import Verdict, differences


class Backing(StrEnum):
    """What stands behind a field of a webhook."""

    SIGNED = "signed"
    MATCHES = "matches"
    DIFFERS = "differs"
    UNCHECKED = "unchecked"


class FieldView(NamedTuple):
    """One row of the card's table. `name`: amount, order_id, currency, status, ref, secret."""

    name: str
    value: str
    backing: Backing
    expected: str | None = None
    """The link's own value where it differs."""


def field_views(verdict: Verdict) -> tuple[FieldView, ...]:
    """The rows of the card's table. What is not there has no row, but for a currency that the link asked for."""
    signed, link = verdict.signed_amount is not None, verdict.link
    proven = Backing.SIGNED if signed else Backing.UNCHECKED
    held = Backing.UNCHECKED
    asked: dict[str, str] = {}
    if signed and link and link.order_id == verdict.order_id:
        held, asked = Backing.MATCHES, differences(verdict, link)
    rows = (
        ("amount", verdict.amount, proven),
        ("order_id", verdict.order_id, proven),
        ("currency", verdict.currency, held),
        ("status", verdict.status, Backing.UNCHECKED),
        ("ref", verdict.ref, held),
        ("secret", verdict.secret, proven),
    )
    return tuple(
        FieldView(name, value or "", Backing.DIFFERS if name in asked else backing, asked.get(name))
        for name, value, backing in rows
        if value is not None or name in asked
    )
