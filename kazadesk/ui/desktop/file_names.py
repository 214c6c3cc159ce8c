"""Names of files, made from words that people typed."""

from __future__ import annotations

import re

_UNSAFE = re.compile(r'[\x00-\x20<>:"/\\|?*\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def safe_file_name(reference: str) -> str:
    """A file name of the reference that every system takes, without an ending."""
    name = _UNSAFE.sub("-", reference).strip(".-_ ")[:60]
    return "payment-link" if not name or _RESERVED.fullmatch(name) else name
