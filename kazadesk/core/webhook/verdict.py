"""judge(payload, credentials, known) → Verdict: green only for money that is there.

`status`, `currency` and `ref` are not signed, and nothing says when a webhook was made. So a signature that fits is
where judging starts: the ledger must know the link, and must not have counted a confirmation of it before.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from kazadesk.core.link import LinkState, PaymentLink, may_move
from kazadesk.core.money import same_amount, same_currency
from kazadesk.core.webhook.payload import Payload, Unreadable
from kazadesk.core.webhook.same_ref import same_reference

if TYPE_CHECKING:
    from kazadesk.core.webhook.signature import Credentials, Match

REASONS = {
    "amount_differs": "the amount is not what the link asked for (details: asked_amount)",
    "currency_differs": "the currency is not the link's (details: asked_currency)",
    "currency_missing": "no currency is named, so it cannot be held against the link's (details: asked_currency)",
    "ref_differs": "the reference is not the link's (details: asked_ref)",
    "unknown_id": "the ledger has no link with this order id",
    "ref_only": "no link has this order id; the unsigned reference leads to one that has no id yet (verdict.link)",
    "other_profile": "the link with this order id belongs to another profile (details: link_profile)",
    "bound_by_hand": "the order id was assigned to the link by hand (verdict.link)",
    "link_not_waiting": "the link was never handed out as far as the ledger knows (verdict.link.state)",
    "status_changed": "the unsigned status says something else than what was confirmed before",
    "already_paid": "the link is paid already",
    "marked_by_hand": "the link was marked paid by hand before this webhook was seen",
    "needs_attention": "the link waits for an earlier mismatch to be settled",
    "status_missing": "the payload has no status",
    "ref_missing": "the reference is not there, though the text was not read as it was sent (details: asked_ref)",
    "copies_differ": "an earlier copy named another currency, which is not signed (details: earlier_currency)",
    "order_id_altered": "the signature fits the id of the link with this reference, not the one written here"
    " (details: asked_order_id)",
    "amount_altered": "the signature fits the amount asked for, not the one written here (details: asked_amount)",
    "secret_incomplete": "the signature is cut short (details: length, of 88)",
    "secret_not_base64": "the signature cannot be one: not base64 of 64 bytes",
    "keys_swapped": "fits if API key and API secret change places in the settings (details: fix_profile)",
    "keys_untrimmed": "fits without the blanks around the stored API key or API secret (details: fix_profile)",
    "restored_memory": "counted in the ledger that was replaced by a backup since",
    "restored": "the link is older than a restore, and what was confirmed after the backup is not known",
    "no_keys": "the profile of the link with this order id has no credentials here (details: link_profile)",
    "no_match": "no profile's credentials fit",
}
"""Why a verdict is what it is: code → meaning. An unreadable paste's one reason is a key of UNREADABLE_REASONS."""

_BOUND = "bound_by_hand"
_ATTENTION = LinkState.NEEDS_ATTENTION

FULFILLED = "fulfilled"
TIMED_OUT = "timed_out"


class VerdictCode(StrEnum):
    PAID = "paid"
    PAID_UNKNOWN = "paid_unknown"
    MISMATCH = "mismatch"
    REPEATED = "repeated"
    NOT_PAID = "not_paid"
    INCOMPLETE = "incomplete"
    UNKNOWN_STATUS = "unknown_status"
    NOT_AUTHENTIC = "not_authentic"
    UNREADABLE = "unreadable"
    NO_CREDENTIALS = "no_credentials"


class Earlier(NamedTuple):
    """An earlier confirmation of an order id: the counted one, or a mismatch in what is not signed."""

    profile: str
    order_id: str
    verdict: str
    status: str | None
    at: str
    restored: bool = False
    """Taken over from the ledger that a restore replaced."""
    currency: str | None = None
    reasons: tuple[str, ...] = ()


class Known(NamedTuple):
    """What the ledger knows about one payload: links with its id, links with its ref, counted confirmations.

    `bound`: those of the links with its id that it was assigned to by hand.
    """

    by_id: tuple[PaymentLink, ...] = ()
    by_ref: tuple[PaymentLink, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    differed: tuple[Earlier, ...] = ()
    bound: frozenset[int] = frozenset()
    forgotten_before: str = ""
    """When a backup was restored of which it is not known what was counted after it."""


class Verdict(NamedTuple):
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
    secret: str | None = None
    """The signature that was written."""
    earlier: Earlier | None = None
    move: LinkState | None = None
    """The state the link goes to, or None where it stays."""
    counted: bool = False
    """Whether it settles something, so that later copies of it are only `repeated`."""
    details: tuple[tuple[str, str], ...] = ()
    """Values for the sentence of a reason (field, why, length…); never a secret or an expected signature."""
    raw: str = ""


_Details = tuple[tuple[str, str], ...]

_SETTLED = {
    LinkState.PAID: "already_paid",
    LinkState.PAID_BY_HAND: "marked_by_hand",
    LinkState.TIMED_OUT: "status_changed",
    LinkState.NEEDS_ATTENTION: "needs_attention",
}

_COUNTED = (VerdictCode.PAID, VerdictCode.NOT_PAID, VerdictCode.PAID_UNKNOWN)

_TARGETS = {
    VerdictCode.PAID: LinkState.PAID,
    VerdictCode.MISMATCH: LinkState.NEEDS_ATTENTION,
    VerdictCode.NOT_PAID: LinkState.TIMED_OUT,
}


def judge(item: Payload | Unreadable, credentials: Sequence[Credentials], known: Known) -> Verdict:
    """Pure: the same three always give the same verdict. `credentials`: the current profile's first."""
    if isinstance(item, Unreadable):
        return _unread(item)
    usable = [one for one in credentials if one.usable]
    if not usable:
        return _unproven(VerdictCode.NO_CREDENTIALS, item, known, (), ())
    from kazadesk.core.webhook.signature import find_matches  # OpenSSL loads with the first webhook, not at start

    links = known.by_id or known.by_ref
    asked = [link.amount for link in links] if links else ()
    matches = find_matches(item.amount, item.order_ids, item.secrets, usable, asked)
    if matches:
        return _authentic(_as_named(item, matches[0].order_id) if item.unnamed else item, matches, known)
    from kazadesk.core.webhook.diagnosis import fitting_id, why_not

    if item.unnamed:
        ours = {link.order_id for link in known.by_id}.intersection(item.order_ids)
        order_id = str(ours.pop()) if len(ours) == 1 else fitting_id(item, usable, asked)
        if order_id is None:  # which value is which would be a guess: nobody is called a forger for that
            return _unread(Unreadable("unnamed", None, None, item.repairs, item.raw))
        item = _as_named(item, order_id)

    reasons, details = why_not(item, usable, asked, [link.order_id for link in known.by_ref if link.order_id])
    keyless = [link.profile for link in known.by_id if link.profile not in {one.profile for one in usable}]
    if keyless and reasons == ("no_match",):
        reasons, details = ("no_keys",), (("link_profile", keyless[0]),)
    return _unproven(VerdictCode.NOT_AUTHENTIC, item, known, reasons, details)


def _unread(item: Unreadable) -> Verdict:
    named = (("field", item.field), ("why", item.why))
    details = tuple((name, value) for name, value in named if value is not None)
    return Verdict(VerdictCode.UNREADABLE, (item.reason,), item.repairs, details=details, raw=item.raw)


def _as_named(item: Payload, order_id: str) -> Payload:
    """A row without names, of which one value is known to be the order id: the other is the reference."""
    others = [each for each in item.order_ids if each != order_id]
    return item._replace(order_ids=(order_id,), ref=others[0] if others else item.ref)


def _unproven(code: VerdictCode, item: Payload, known: Known, reasons: tuple[str, ...], details: _Details) -> Verdict:
    """Nothing in the payload is known to be true: it is not held against the link, and moves nothing."""
    order_id = item.order_ids[0]
    return Verdict(
        code,
        reasons,
        item.repairs,
        order_id=order_id,
        amount=item.amount,
        currency=item.currency,
        status=item.status,
        ref=item.ref,
        link=next((link for link in known.by_id if link.order_id == order_id), None),
        secret=item.secrets[0],
        details=details,
        raw=item.raw,
    )


def _authentic(item: Payload, matches: Sequence[Match], known: Known) -> Verdict:
    match, link, earlier = _choose(matches, known)
    if link and item.other_ref and same_reference(item.other_ref, link.reference):
        item = item._replace(ref=item.other_ref)
    notes, details = _differences(item, link) if link else _unknown(item, match, known)
    lacking = _lacking(item, link)
    if "ref_missing" in lacking and link:
        details = (*details, ("asked_ref", link.reference))
    if link and link.id in known.bound:
        notes = (*notes, _BOUND)
    differed: Sequence[Earlier] = ()
    if known.differed:
        differed = [one for one in known.differed if (one.profile, one.order_id) == (match.profile, match.order_id)]
    code, reasons = _decide(item.status, link.state if link else None, earlier, notes, lacking, differed)
    if "copies_differ" in reasons:
        other = next(one for one in differed if "currency_differs" in one.reasons)
        details = (*details, ("earlier_currency", other.currency or ""))
    forgotten = code is VerdictCode.PAID and link is not None and link.created_at <= known.forgotten_before
    if forgotten:
        code, reasons = VerdictCode.REPEATED, ("restored",)
    target = _TARGETS.get(code) if link else None
    return Verdict(
        code,
        reasons,
        (*item.repairs, "ref_form") if link and _in_other_form(item, link) else item.repairs,
        order_id=match.order_id,
        amount=item.amount,
        signed_amount=match.amount,
        currency=item.currency,
        status=item.status,
        ref=item.ref,
        profile=match.profile,
        link=link or (_by_ref(item, match, known) if known.by_ref else None),
        secret=item.secrets[0],
        earlier=earlier,
        move=target if target and link and (may_move(link.state, target) or code is VerdictCode.PAID) else None,
        counted=code in _COUNTED or (code is VerdictCode.MISMATCH and "amount_differs" in reasons),
        details=_with_names(details, item, match),
        raw=item.raw,
    )


def _lacking(item: Payload, link: PaymentLink | None) -> tuple[str, ...]:
    """What this copy lacks, without which nothing is decided by it.

    Where no strict JSON was read, a `ref` that holds structure may have become fields: then the `ref` itself is gone.
    """
    lacking = ("status_missing",) if item.status is None else ()
    if link and item.currency is None:
        lacking = (*lacking, "currency_missing")
    return lacking if item.exact or item.ref is not None else (*lacking, "ref_missing")


def _decide(
    status: str | None,
    state: LinkState | None,
    earlier: Earlier | None,
    notes: tuple[str, ...],
    lacking: tuple[str, ...],
    differed: Sequence[Earlier],
) -> tuple[VerdictCode, tuple[str, ...]]:
    """The verdict table for an authentic payload. `state`: the known link's; `notes`: what differs, or is unknown.

    `differed`: earlier copies that differed in what is not signed; where that was the `ref` alone, one that fits is
    as good as the first. A link that is settled already, without a confirmation on record, is `repeated` as well: its
    goods may be gone, so green would invite handing them over twice.
    """
    if earlier:
        changed = ("status_changed",) if earlier.status != status else ()
        return VerdictCode.REPEATED, (*changed, *(("restored_memory",) if earlier.restored else ()), *notes)
    if lacking:
        return VerdictCode.INCOMPLETE, tuple(dict.fromkeys((*lacking, *notes)))
    if status == FULFILLED and not notes and (state is LinkState.WAITING or (state is _ATTENTION and differed)):
        if any("currency_differs" in one.reasons for one in differed):
            return VerdictCode.MISMATCH, ("copies_differ",)
        return VerdictCode.PAID, ()
    settled = (_SETTLED[state],) if state in _SETTLED else ()
    if status == TIMED_OUT:
        return VerdictCode.NOT_PAID, (*notes, *(settled if state is not LinkState.TIMED_OUT else ()))
    if status != FULFILLED:
        return VerdictCode.UNKNOWN_STATUS, notes
    if state is None or _BOUND in notes:
        # whose payment it is was said by a person, and never turns green
        return VerdictCode.PAID_UNKNOWN, notes
    if notes:
        return VerdictCode.MISMATCH, (*notes, *settled)
    if settled:
        return VerdictCode.REPEATED, settled
    return VerdictCode.PAID_UNKNOWN, ("link_not_waiting",)


def _choose(matches: Sequence[Match], known: Known) -> tuple[Match, PaymentLink | None, Earlier | None]:
    """The match to go by, its link, and the counted confirmation of its order id under any profile that fits.

    Profiles may hold equal credentials (one account under two names): the one that owns the link goes first.
    """
    order_id = matches[0].order_id
    if not known.by_id and not known.earlier:
        return matches[0], None, None
    fits: dict[str, Match] = {}
    for match in matches:
        if match.order_id == order_id:
            fits.setdefault(match.profile, match)
    links = {link.profile: link for link in known.by_id if link.order_id == order_id}
    earlier = None
    for one in known.earlier:
        if one.order_id == order_id and one.profile in fits:
            earlier = one
            break
    for profile, match in fits.items():
        if profile in links:
            return match, links[profile], earlier
    return (fits[earlier.profile] if earlier else matches[0]), None, earlier


def _in_other_form(item: Payload, link: PaymentLink) -> bool:
    """Whether the `ref` is the link's, but not character for character."""
    return (
        item.ref is not None
        and item.ref != link.reference
        and same_reference(item.ref, link.reference)
        and "ref_form" not in item.repairs
    )


def differences(received: Payload | Verdict, link: PaymentLink) -> dict[str, str]:
    """Name → what the link asked for, of the fields that differ from that.

    No `ref` is no difference: the signed order id names the link without it.
    """
    asked = {}
    if not same_amount(received.amount or "", link.amount):
        asked["amount"] = link.amount
    if not same_currency(received.currency or "", link.currency):
        asked["currency"] = link.currency
    if received.ref is not None and not same_reference(received.ref, link.reference):
        asked["ref"] = link.reference
    return asked


def _differences(item: Payload, link: PaymentLink) -> tuple[tuple[str, ...], _Details]:
    asked = differences(item, link)
    reasons = (f"{name}_{'differs' if getattr(item, name) else 'missing'}" for name in asked)
    return tuple(reasons), tuple((f"asked_{name}", value) for name, value in asked.items())


def _unknown(item: Payload, match: Match, known: Known) -> tuple[tuple[str, ...], _Details]:
    """Why the matched profile has no link with that order id."""
    for link in known.by_id:
        if link.order_id == match.order_id:
            return ("other_profile",), (("link_profile", link.profile),)
    return ("ref_only" if _by_ref(item, match, known) else "unknown_id",), ()


def _by_ref(item: Payload, match: Match, known: Known) -> PaymentLink | None:
    """The profile's link with that reference, if it has no id of its own: unsigned, so it proves nothing."""
    if not known.by_ref or any(link.order_id == match.order_id for link in known.by_id):
        return None
    for link in known.by_ref:
        if link.reference == item.ref and link.profile == match.profile and link.order_id is None:
            return link
    return None


def _with_names(details: _Details, item: Payload, match: Match) -> _Details:
    """Where both spellings of a name were there and differed: which of them was signed."""
    if len(item.order_ids) > 1:
        details = (*details, ("order_id_from", "order_id" if match.order_id == item.order_ids[0] else "id"))
    if len(item.secrets) > 1:
        details = (*details, ("secret_from", "secret" if match.secret == item.secrets[0] else "signature"))
    return details
