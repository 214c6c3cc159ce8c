"""The names of a payload's fields in the styles of other programs: orderId, ORDER_ID, body.order_id, data[order_id]."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kazadesk.core.webhook.payload import NAMES

_LAST = re.compile(r"([A-Za-z]+(?:[_\- ]?[A-Za-z]+)?)[\s\"'`*\]]*\Z")
_PLAIN = {name.replace("_", ""): name for name in NAMES}

Pairs = tuple[tuple[str, object], ...]


def documented(name: str) -> str | None:
    """The documented name that `name` means, or None."""
    if name in NAMES:
        return name
    last = _LAST.search(name[-64:])
    return _PLAIN.get(re.sub(r"[_\- ]", "", last[1]).lower()) if last else None


def in_documented_names(pairs: Iterable[tuple[str, object]]) -> Pairs:
    """The pairs that a payload has, with the names it has; a name that occurs twice stays so."""
    return tuple((name, value) for given, value in pairs if (name := documented(given)) is not None)


def may_name_a_payload(names: str) -> bool:
    """Whether these names, in one text, could be those of a payload in another style."""
    low = names.lower()
    return "amount" in low and "id" in low and ("secret" in low or "signature" in low)
