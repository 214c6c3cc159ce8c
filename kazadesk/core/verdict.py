"""judge(payload, credentials, known) → Verdict: green only for money that is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.payload import Payload, Unreadable
from kazadesk.core.signature import Credentials


class VerdictCode(StrEnum):
    PAID = "paid"
    PAID_UNKNOWN = "paid_unknown"
    MISMATCH = "mismatch"
    REPEATED = "repeated"
    NOT_PAID = "not_paid"
    UNKNOWN_STATUS = "unknown_status"
    NOT_AUTHENTIC = "not_authentic"
    UNREADABLE = "unreadable"
    NO_CREDENTIALS = "no_credentials"


class Backing(StrEnum):
    """What stands behind a field of a webhook."""

    SIGNED = "signed"
    MATCHES = "matches"
    DIFFERS = "differs"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class FieldView:
    """One row of the card's table. `name`: amount, order_id, currency, status, ref, secret."""

    name: str
    value: str
    backing: Backing
    expected: str | None = None
    """The link's own value where it differs."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The counted confirmation of an order id, for `repeated`."""

    profile: str
    order_id: str
    verdict: str
    status: str | None
    at: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger knows about one payload: links with its id, links with its ref, counted confirmations."""

    by_id: tuple[PaymentLink, ...] = ()
    by_ref: tuple[PaymentLink, ...] = ()
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one payload, with everything the card, the ledger and `verify --json` show."""

    code: VerdictCode
    reasons: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    order_id: str | None = None
    amount: str | None = None
    signed_amount: str | None = None
    currency: str | None = None
    status: str | None = None
    ref: str | None = None
    profile: str | None = None
    """The profile whose credentials fit."""
    link: PaymentLink | None = None
    fields: tuple[FieldView, ...] = ()
    earlier: Earlier | None = None
    move: LinkState | None = None
    """The state the link goes to, or None where it stays."""
    counted: bool = False
    """Whether this is the first authentic confirmation of its order id."""
    details: tuple[tuple[str, str], ...] = ()
    """Values for the sentence of a reason (field, why, length…); never a secret or an expected signature."""
    raw: str = ""


def judge(item: Payload | Unreadable, credentials: Sequence[Credentials], known: Known) -> Verdict:
    """Pure: the same three always give the same verdict. `credentials`: the current profile's first."""
    raise NotImplementedError
