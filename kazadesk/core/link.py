"""Payment links: what is asked for, what is known about each, and the moves between states.

    sending ──→ waiting ──→ paid | timed_out | needs_attention
       ├──→ failed      the provider refused
       ├──→ unsent      certainly not sent; may be sent again (→ sending)
       └──→ unknown     perhaps sent, no usable answer; never sent again by itself
By hand, with a reason: any settled state but paid → paid_by_hand, which nothing leaves.
Archiving hides a link from the list and is no state: an archived paid link is still paid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from kazadesk.core.errors import InputError

MAX_REFERENCE = 64
MAX_URL = 2000

# Letters alone: a shop system on the same account may take the digits of a reference for an invoice of its own.
# Read aloud without doubt: no I/L, U/V.
REFERENCE_LETTERS = "ACDEFGHJKMNPQRTWXY"
_AGAIN = re.compile(r"(?P<stem>.*\S)-(?P<number>[1-9]\d{0,5})", re.DOTALL | re.ASCII)

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


# What a reader that knows no JSON would take for a field, were it to meet the reference in a copied webhook.
_STRUCTURE = re.compile(
    r"""(?<![^\W_])(?:order[\W_]{0,3}id|id|secret|signature|amount|ref|status|currency)[\s*_)\]]{0,8}
    ["'=:`＝：→⇒“”„‟«»″‘’‚‛‹›′]""",
    re.VERBOSE | re.IGNORECASE,
)


class LinkState(StrEnum):
    SENDING = "sending"
    WAITING = "waiting"
    FAILED = "failed"
    UNSENT = "unsent"
    UNKNOWN = "unknown"
    PAID = "paid"
    TIMED_OUT = "timed_out"
    NEEDS_ATTENTION = "needs_attention"
    PAID_BY_HAND = "paid_by_hand"


_S = LinkState
_BY_HAND = (_S.PAID_BY_HAND,)
MOVES: dict[LinkState, frozenset[LinkState]] = {
    _S.SENDING: frozenset((_S.WAITING, _S.FAILED, _S.UNSENT, _S.UNKNOWN)),
    _S.WAITING: frozenset((_S.PAID, _S.TIMED_OUT, _S.NEEDS_ATTENTION, *_BY_HAND)),
    _S.FAILED: frozenset(_BY_HAND),
    _S.UNSENT: frozenset((_S.SENDING, *_BY_HAND)),
    _S.UNKNOWN: frozenset(_BY_HAND),
    _S.PAID: frozenset(),
    _S.TIMED_OUT: frozenset(_BY_HAND),
    _S.NEEDS_ATTENTION: frozenset(_BY_HAND),
    _S.PAID_BY_HAND: frozenset(),
}


BINDABLE = (_S.WAITING, _S.UNKNOWN, _S.PAID_BY_HAND)
"""States in which a link without an order id may be given one by hand: it may exist at Kazawallet, and is not sent
again. Of one that Kazawallet refused nothing was made: no payment can be that link's, whatever it was for.
"""


def may_move(old: LinkState, new: LinkState) -> bool:
    """Whether a link may go from `old` to `new`. The ledger's triggers hold the same table, with one way more: from
    needs attention to paid, where a copy of the confirmation came that fits and no other differed but in its reference.
    """
    return new in MOVES[old]


@dataclass(frozen=True, slots=True)
class LinkForm:
    """What a person typed, unchecked; an empty reference asks for one to be made."""

    amount: str
    currency: str
    email: str = ""
    reference: str = ""
    redirect_url: str = ""
    name: str = ""
    """Of the customer; it is kept with the link and not sent, as is the phone number."""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """What is sent to the provider, character for character. `amount` is a plain decimal."""

    amount: str
    currency: str
    email: str
    reference: str
    redirect_url: str | None = None


@dataclass(frozen=True, slots=True)
class CreatedLink:
    """The provider's usable answer. `order_id` is None where it named none."""

    url: str
    order_id: str | None


@dataclass(frozen=True, slots=True)
class PaymentLink:
    """One row of the ledger. Times are UTC, ISO 8601 with milliseconds and `Z`."""

    id: int
    profile: str
    reference: str
    amount: str
    currency: str
    email: str
    redirect_url: str | None
    state: LinkState
    order_id: str | None
    url: str | None
    error: str | None
    """Code of the last failure of sending (core/errors)."""
    message: str | None
    """The provider's own words with that failure."""
    maybe_sent: bool
    created_at: str
    updated_at: str
    replaces: int | None = None
    """Id of the link this one was created again for."""
    by_hand_reason: str | None = None
    archived_at: str | None = None
    replaced: bool = False
    """Whether one that was refused, or whose outcome is unknown, was created again."""
    reminded_at: str | None = None
    """When its customer was last reminded, while it waits."""


def payable(link: PaymentLink) -> bool:
    """Whether there is a URL to hand to a customer; that of a link that is paid or over costs money or trust."""
    return bool(link.url) and link.state is LinkState.WAITING


def reference_again(reference: str) -> str:
    """What to try where a reference is taken: `1045` → `1045-2` → `1045-3`; cut at its end where it would be too long.

    Only a number that this function may have put there counts on: `INV-2026` → `INV-2026-2`.
    """
    found = _AGAIN.fullmatch(reference)
    if found and 2 <= int(found["number"]) < 1000:
        stem, number = found["stem"], int(found["number"]) + 1
    else:
        stem, number = reference, 2
    ending = f"-{number}"
    return stem[: MAX_REFERENCE - len(ending)] + ending


def check_reference(text: str) -> str:
    """The reference without surrounding blanks; "" asks for one to be made.

    Raises InputError(reference): too_long, invisible, reference_structure (the name of a webhook's field before a sign
    that would make it one where the webhook is copied from something that is no JSON).
    """
    reference = text.strip()
    if len(reference) > MAX_REFERENCE:
        raise InputError("reference", "too_long", allowed=str(MAX_REFERENCE))
    if _UNSEEN.search(reference):
        raise InputError("reference", "invisible")
    if named := _STRUCTURE.search(reference):
        raise InputError("reference", "reference_structure", found=named.group())
    return reference


def check_redirect_url(text: str) -> str | None:
    """An http(s) URL in the characters typed (an IDN host becomes ASCII), or None for "". Raises InputError."""
    url = text.strip()
    if not url:
        return None
    if len(url) > MAX_URL:
        raise InputError("redirect_url", "too_long", allowed=str(MAX_URL))
    if _UNSEEN.search(url) or re.search(r"\s", url):
        raise InputError("redirect_url", "blank_inside")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise InputError("redirect_url", "bad_url") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise InputError("redirect_url", "not_http")
    try:
        ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise InputError("redirect_url", "bad_url") from None
    if not ascii_host.strip(".") or ".." in ascii_host or parts.username is not None or "\\" in url:
        raise InputError("redirect_url", "bad_url")
    if ascii_host != host:
        return parts._replace(netloc=f"{ascii_host}:{port}" if port is not None else ascii_host).geturl()
    return url


def has_unseen(text: str) -> bool:
    """Whether `text` holds controls, bidi marks or lone surrogates, which never stand in an identifier."""
    return _UNSEEN.search(text) is not None
