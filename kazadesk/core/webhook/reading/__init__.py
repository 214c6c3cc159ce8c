"""Pasted text → payloads, or the reason why not.

The shapes in which webhooks are pasted are one module a family; `paste.read_paste` tries them in order. They load at
the first use, not at start: json and the patterns take a while.
"""

from __future__ import annotations

import logging

from kazadesk.core.webhook.payload import EVIDENCE, Payload, Unreadable

_log = logging.getLogger(__name__)


def read(text: str) -> list[Payload | Unreadable]:
    """Every payload in a paste, in its order; at least one item. Never raises."""
    from kazadesk.core.webhook.reading.paste import read_paste

    try:
        return read_paste(text)
    except Exception:  # noqa: BLE001  one text of a batch must not leave all others unjudged
        _log.exception("reading a paste of %d characters failed", len(text))
        return [Unreadable("no_payload", raw=text[:EVIDENCE])]


def decode_bytes(data: bytes) -> str | Unreadable:
    """A file's text, or why it is none. Callers need not read more than MAX_LINES + 1 bytes of it. Never raises."""
    from kazadesk.core.webhook.reading.encoding import decode_file

    return decode_file(data)
