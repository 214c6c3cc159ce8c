"""What can be made to go wrong with one call of the stand-in's API."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Body = bytes | Callable[[dict[str, object]], bytes]
"""The answer's bytes, or what makes them of the request's JSON."""


@dataclass(frozen=True, slots=True)
class Faults:
    """One way to answer wrongly. With nothing set, the call is answered as ever."""

    delay: float = 0.0
    """Seconds before the answer, after the link was made."""
    record: bool = True
    """Whether the link is made before anything else of this happens."""
    drop: Literal["", "close", "reset"] = ""
    """Break the connection instead of answering."""
    status: int = 200
    body: Body | None = None
    """Answer with this instead of the truth."""
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    cut: bool = False
    """Promise one byte more than is sent, then close."""
    drip: float = 0.0
    """Seconds between single bytes of the answer."""
    endless: bool = False
    """Repeat the body until the caller hangs up."""


def error(status: int, body: Body, *, record: bool = False, **headers: str) -> Faults:
    """An answer with `status` and `body`; header names with _ for -."""
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Faults(status=status, body=body, record=record, headers=named)


HARMFUL = (
    Faults(drop="close"),
    Faults(drop="reset"),
    Faults(drop="close", record=False),
    Faults(status=500, body=b'{"message": "Internal server error"}'),
    Faults(status=502, body=b"<html><body>Bad Gateway</body></html>", content_type="text/html"),
    Faults(body=b'{"success": true, "id": "'),
    Faults(body=b'{"success": true}'),
    Faults(cut=True),
    error(400, b'{"success": false, "error": "try again later"}'),
    error(429, b'{"message": "Too many requests"}', retry_after="1"),
)
"""What a bad network and a strained provider do; where the link was made, no answer says that it was not."""


@dataclass(slots=True)
class RandomFaults:
    """Each call goes wrong with `probability`, in one of `kinds`; the same seed gives the same row of faults."""

    probability: float
    seed: int
    kinds: Sequence[Faults] = HARMFUL
    _random: random.Random = field(init=False, repr=False)
    _lock: threading.Lock = field(init=False, repr=False, default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311  faults, not keys

    def draw(self) -> Faults | None:
        with self._lock:
            if self._random.random() >= self.probability:
                return None
            return self._random.choice(self.kinds)
