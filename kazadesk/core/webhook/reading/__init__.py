"""Pasted text → payloads, or the reason why not.

The shapes in which webhooks are pasted are one module a family; `paste.read_paste` tries them in order. They load at
the first use, not at start: json and the patterns take a while.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kazadesk.core.webhook.payload import Payload, Unreadable


def read(text: str) -> list[Payload | Unreadable]:
    """Every payload in a paste, in its order; at least one item. Never raises."""
    from kazadesk.core.webhook.reading.paste import read_paste

    return read_paste(text)


def decode_bytes(data: bytes) -> str | Unreadable:
    """A file's text, or why it is none. Callers need not read more than MAX_LINES + 1 bytes of it. Never raises."""
    from kazadesk.core.webhook.reading.encoding import decode_file

    return decode_file(data)
