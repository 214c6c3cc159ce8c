"""Pasted text → payloads, or the reason why not (the rules of reading a webhook)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Payload:
    """One webhook as received. `amount` and the ids are the exact characters."""

    amount: str
    order_ids: tuple[str, ...]
    """Values of `order_id`, then `id` where it differs: one or two, the documented one first."""
    secrets: tuple[str, ...]
    """Values of `secret`, then `signature` where it differs: one or two; white space inside is gone."""
    status: str | None
    currency: str | None
    ref: str | None
    repairs: tuple[str, ...] = ()
    """Codes of what was repaired in the paste's structure."""
    raw: str = ""
    """The text this payload was read from, as pasted."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a paste, or one part of it, is no payload."""

    reason: str
    """empty, too_large, too_deep, truncated, no_payload, ambiguous, missing_field, bad_field."""
    field: str | None = None
    why: str | None = None
    """For bad_field: not_text, not_plain_decimal, controls, separator, surrogate, too_long."""
    repairs: tuple[str, ...] = ()
    raw: str = ""


def read(text: str) -> list[Payload | Unreadable]:
    """Every payload in a paste, in its order; at least one item. Never raises."""
    raise NotImplementedError
