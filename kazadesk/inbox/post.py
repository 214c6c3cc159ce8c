"""One received request, and its line on the wire."""

from __future__ import annotations

import base64
import json
import time
from dataclasses import dataclass

MAX_BODY = 64 * 1024
MAX_HEADERS = 64 * 1024
"""Bytes of all names and values together."""
_PRIVATE = frozenset({"cookie", "x-inbox-key"})


@dataclass(frozen=True, slots=True)
class Post:
    """A request as received: `headers` are (name, value) pairs without cookies, `path` has its query."""

    at: str
    peer: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


def received(peer: str, path: str, headers: list[tuple[bytes, bytes]], body: bytes) -> Post:
    """A post that has arrived now."""
    pairs = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]
    kept = tuple(pair for pair in pairs if pair[0].lower() not in _PRIVATE)
    return Post(utc(time.time()), peer, path, kept, body)


def utc(moment: float) -> str:
    """Seconds since 1970 as ISO 8601 in UTC with milliseconds and `Z`."""
    whole = int(moment)
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(whole))}.{int((moment - whole) * 1000):03d}Z"


def line(number: int, at: str, peer: str, path: str, headers: str, body: bytes) -> bytes:
    """The NDJSON line of a kept post; `headers` is JSON already."""
    fields: dict[str, object] = {"id": number, "at": at, "peer": peer, "path": path, "headers": json.loads(headers)}
    try:
        fields["body"] = body.decode("utf-8")
    except UnicodeDecodeError:
        fields["body_base64"] = base64.b64encode(body).decode("ascii")
    return json.dumps(fields, ensure_ascii=False).encode("utf-8") + b"\n"
