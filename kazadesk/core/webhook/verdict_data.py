"""Verdicts as data: the JSON object and the exit status of `kazadesk verify`."""

from __future__ import annotations

from collections.abc import Iterable

from kazadesk.core.webhook.verdict import Verdict, VerdictCode

_STATUS = {
    VerdictCode.PAID: 0,
    VerdictCode.NOT_AUTHENTIC: 3,
    VerdictCode.UNREADABLE: 4,
    VerdictCode.NO_CREDENTIALS: 5,
}
_NOT_PAID = 1
_GRAVITY = (0, _NOT_PAID, 4, 5, 3)
"""Exit statuses, the gravest last: a forged webhook is an alarm that nothing beside it may hide."""


def to_json(verdict: Verdict) -> dict[str, str | list[str] | dict[str, str | None] | None]:
    """What `verify --json` prints for one payload; `link` is the link's reference, None what is not known.

    `earlier`: as what, and when, the order id was confirmed before.
    """
    earlier = verdict.earlier
    return {
        "verdict": verdict.code.value,
        "reasons": list(verdict.reasons),
        "repairs": list(verdict.repairs),
        "order_id": verdict.order_id,
        "amount": verdict.amount,
        "signed_amount": verdict.signed_amount,
        "currency": verdict.currency,
        "status": verdict.status,
        "ref": verdict.ref,
        "link": verdict.link.reference if verdict.link else None,
        "profile": verdict.profile,
        "earlier": {"verdict": earlier.verdict, "status": earlier.status, "at": earlier.at} if earlier else None,
    }


def exit_status(verdicts: Iterable[Verdict]) -> int:
    """0 all paid, 1 not all, 4 any unreadable, 5 no credentials, 3 any not authentic: the last of these wins.

    4 where there is no verdict at all: nothing was read, so nothing may look like success.
    """
    return gravest([_STATUS.get(verdict.code, _NOT_PAID) for verdict in verdicts] or [4])


def gravest(statuses: Iterable[int]) -> int:
    """The one exit status of several pastes."""
    return max(statuses, key=_GRAVITY.index)
