"""What stands behind each field of a webhook: the signature, the link in the ledger, or nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from kazadesk.core.money import same_amount, same_currency
from kazadesk.core.webhook.same_ref import same_reference

if TYPE_CHECKING:
    from kazadesk.core.link import PaymentLink
    from kazadesk.core.webhook.payload import Payload


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


def field_views(item: Payload, order_id: str, *, signed: bool, link: PaymentLink | None) -> tuple[FieldView, ...]:
    """The rows of the card's table. What is not there has no row, but for a currency that the link asked for.

    No `ref` is no difference: the signed order id names the link without it.
    """
    proven = Backing.SIGNED if signed else Backing.UNCHECKED
    amount = FieldView("amount", item.amount, proven)
    if link and not same_amount(item.amount, link.amount):
        amount = FieldView("amount", item.amount, Backing.DIFFERS, link.amount)
    views = [amount, FieldView("order_id", order_id, proven)]
    if link:
        currency = item.currency or ""
        views.append(_against("currency", currency, link.currency, same_currency(currency, link.currency)))
    elif item.currency is not None:
        views.append(FieldView("currency", item.currency, Backing.UNCHECKED))
    if item.status is not None:
        views.append(FieldView("status", item.status, Backing.UNCHECKED))
    if item.ref is not None:
        view = FieldView("ref", item.ref, Backing.UNCHECKED)
        if link:
            view = _against("ref", item.ref, link.reference, same_reference(item.ref, link.reference))
        views.append(view)
    views.append(FieldView("secret", item.secrets[0], proven))
    return tuple(views)


def _against(name: str, value: str, expected: str, same: bool) -> FieldView:
    return FieldView(name, value, Backing.MATCHES) if same else FieldView(name, value, Backing.DIFFERS, expected)
