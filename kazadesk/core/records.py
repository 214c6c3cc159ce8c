"""What goes into the ledger and comes out of it, besides links: queries, events, confirmations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kazadesk.core.search import search_for

if TYPE_CHECKING:
    from kazadesk.core.link import LinkState, PaymentLink
    from kazadesk.core.webhook.payload import Payload, Unreadable
    from kazadesk.core.webhook.verdict import Known, Verdict

PAYMENTS = ("paid", "paid_by_hand")
"""States in which a link is paid; nothing leaves them."""
# as text: the list of links needs LinkQuery before the first paint, and nothing of webhooks
Judge: TypeAlias = "Callable[[Payload | Unreadable, Known], Verdict]"
"""Pure: the ledger calls it within its transaction."""


@dataclass(frozen=True, slots=True)
class LinkQuery:
    """Which links to list. None and "" mean no limit. `since` ≤ created_at < `until`, ISO 8601 UTC."""

    profile: str | None = None
    states: tuple[LinkState, ...] = ()
    search: str = ""
    """Part of the reference, amount, order id, email, URL, customer's name or phone, in any spelling (core/fold.py)."""
    currency: str | None = None
    since: str | None = None
    until: str | None = None
    archived: bool | None = False
    """False: only what is not archived; True: only what is; None: both."""
    without_order_id: bool = False
    """Only links that Kazawallet gave no id."""
    paid_since: str | None = None
    paid_until: str | None = None
    """`paid_since` ≤ the moment at which it became paid, confirmed or by hand < `paid_until`."""
    batch: int | None = None
    """Only links of the batch with this number."""
    not_reminded_since: str | None = None
    """Only links of whose customers nobody was reminded since."""

    @property
    def of_payments(self) -> bool:
        return self.paid_since is not None or self.paid_until is not None

    @property
    def of_single_links(self) -> bool:
        """Whether sums that are kept per day, currency and state say nothing of it."""
        return self.without_order_id or self.not_reminded_since is not None or self.beyond_links

    @property
    def beyond_links(self) -> bool:
        """Whether more than the links themselves decides: their history, or the batches."""
        return self.of_payments or self.batch is not None


def matches(link: PaymentLink, query: LinkQuery) -> bool:
    """Whether the ledger would find `link` with `query`: for links that change while they are listed.

    When a link was paid its history alone knows: of a query of payments this says only what cannot be among them. Of a
    batch is none: its links are those that the ledger names.
    """
    search = search_for(query.search)
    return (
        (query.profile is None or link.profile == query.profile)
        and (not query.states or link.state in query.states)
        and (query.currency is None or link.currency == query.currency)
        and (query.since is None or link.created_at >= query.since)
        and (query.until is None or link.created_at < query.until)
        and not (query.without_order_id and link.order_id is not None)
        and query.batch is None
        and (query.not_reminded_since is None or (link.reminded_at or "") < query.not_reminded_since)
        and not (query.of_payments and link.state not in PAYMENTS)
        and (query.paid_since is None or link.updated_at >= query.paid_since)
        and (query.archived is None or (link.archived_at is not None) == query.archived)
        and search.fits(link.amount, link.currency, link.reference, link.order_id, link.email, link.url)
    )


@dataclass(frozen=True, slots=True)
class LinkTotal:
    """What the links of one currency and one state add up to, exactly."""

    currency: str
    state: LinkState
    count: int
    amount: str


@dataclass(frozen=True, slots=True)
class LinkChanges:
    """What happened to links up to `mark`, by whatever program. `links`, as they are now: None where it is too many."""

    mark: int
    links: list[PaymentLink] | None


@dataclass(frozen=True, slots=True)
class LinkEvent:
    """One step in a link's life.

    `kind`: created, maybe_sent, answered, retried, recovered, replaced, confirmed, by_hand, bound, archived, restored,
    reminded (`detail`: how).
    `detail` of a link that was created in another's place: `replaces ID REFERENCE`.
    """

    at: str
    kind: str
    from_state: str | None
    to_state: str | None
    detail: str | None
    desk: str | None = None
    """Who did it, in a ledger that several desks share."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One judged webhook as kept."""

    id: int
    at: str
    profile: str | None
    verdict: str
    reasons: tuple[str, ...]
    repairs: tuple[str, ...]
    order_id: str | None
    amount: str | None
    signed_amount: str | None
    currency: str | None
    status: str | None
    ref: str | None
    link_id: int | None
    counted: bool
    raw: str
    via: str = "paste"
    """How it came: paste, or inbox."""
    arrived_at: str | None = None
    """When it came into the mailbox (UTC)."""
    desk: str | None = None
    """Who pasted or pulled it, in a ledger that several desks share."""


@dataclass(frozen=True, slots=True)
class Balance:
    """What one check said that the account has in one currency."""

    at: str
    currency: str
    amount: str
