"""Why no signature fits: looked for only after the answer is `not_authentic`, and unable to turn it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kazadesk.core.redact import Secret
from kazadesk.core.webhook.payload import Payload
from kazadesk.core.webhook.signature import Credentials, decode, find_matches, looks_cut

_INVISIBLE = "\u00a0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def why_not(
    item: Payload, credentials: Sequence[Credentials], asked: Sequence[str], order_ids: Sequence[str] = ()
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """(reasons, details) for the card. `asked`: amounts of the links that this payload seems to be about;
    `order_ids`: those of the links to which its reference leads.
    """
    if not any(decode(secret) for secret in item.secrets):
        secret = item.secrets[0]
        if looks_cut(secret):
            return ("secret_incomplete",), (("length", str(len(secret))),)
        return ("secret_not_base64",), ()
    for amount in asked:
        if find_matches(amount, item.order_ids, item.secrets, credentials):
            return ("amount_altered",), (("asked_amount", amount),)
    for order_id in order_ids:
        if find_matches(item.amount, [order_id], item.secrets, credentials, asked):
            return ("order_id_altered",), (("asked_order_id", order_id),)
    if mistaken := _mistaken(item, credentials, asked):
        reason, one, _ = mistaken
        return (reason,), (("fix_profile", one.profile),)
    return ("no_match",), ()


def fitting_id(item: Payload, credentials: Sequence[Credentials], asked: Sequence[str]) -> str | None:
    """The one of its order ids that fits if the keys are as they were meant, not as they stand in the settings."""
    mistaken = _mistaken(item, credentials, asked)
    return mistaken[2] if mistaken else None


def _mistaken(
    item: Payload, credentials: Sequence[Credentials], asked: Sequence[str]
) -> tuple[str, Credentials, str] | None:
    """(reason, credentials as they stand, order id) where they would fit if swapped, or without blanks around them."""
    for reason, mended in (("keys_swapped", Credentials.swapped), ("keys_untrimmed", _trimmed)):
        for one in credentials:
            other = mended(one)
            if other == one or not other.usable:
                continue
            if matches := find_matches(item.amount, item.order_ids, item.secrets, [other], asked):
                return reason, one, matches[0].order_id
    return None


def _trimmed(one: Credentials) -> Credentials:
    return replace(one, api_key=_trim(one.api_key), api_secret=_trim(one.api_secret))


def _trim(secret: Secret) -> Secret:
    text = secret.reveal()
    while text != (shorter := text.strip().strip(_INVISIBLE)):
        text = shorter
    return Secret(text)
