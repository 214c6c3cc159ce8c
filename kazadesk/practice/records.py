"""The links that the stand-in has made, in a JSON-lines file that several processes may share."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4


@dataclass(frozen=True, slots=True)
class MadeLink:
    """One link of the stand-in. `state`: open, paid, expired."""

    id: str
    amount: str
    currency: str
    email: str
    ref: str
    redirect_url: str
    made_at: str
    state: str = "open"


class AlreadySettledError(Exception):
    """The link was paid or has expired before."""


def new_id() -> str:
    return uuid4().hex[:24]


class Records:
    """Thread-safe. With a path each change is on disk before it is answered; without, all is forgotten."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self.name = sha256(str(path.resolve() if path else id(self)).encode()).hexdigest()[:16]
        """The same for two processes exactly if they share one file."""
        self._lock = threading.RLock()
        self._links: dict[str, MadeLink] = {}
        self._read_up_to = 0
        with self._lock:
            self._reload()

    def make(self, amount: str, currency: str, email: str, ref: str, redirect_url: str) -> MadeLink:
        made_at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        link = MadeLink(new_id(), amount, currency, email, ref, redirect_url, made_at)
        self.take_over([link])
        return link

    def take_over(self, links: Sequence[MadeLink]) -> None:
        """Links made elsewhere, in whatever state; all in one write."""
        with self._lock:
            self._append(*map(asdict, links))
            self._links.update((link.id, link) for link in links)

    def find(self, link_id: str) -> MadeLink | None:
        """The link as it is now, also where another process made or settled it."""
        with self._lock:
            self._reload()
            return self._links.get(link_id)

    def settle(self, link_id: str, state: str) -> MadeLink:
        """Mark as paid or expired. Raises KeyError, AlreadySettledError."""
        with self._lock:
            self._reload()
            link = self._links[link_id]
            if link.state != "open":
                raise AlreadySettledError(link.state)
            self._append({"id": link_id, "state": state})
            settled = replace(link, state=state)
            self._links[link_id] = settled
        return settled

    def all(self) -> list[MadeLink]:
        """Every link, oldest first."""
        with self._lock:
            self._reload()
            return list(self._links.values())

    def _append(self, *records: dict[str, Any]) -> None:
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # The line break in front ends a line that an unclean end has cut
        lines = "".join(f"\n{json.dumps(record, ensure_ascii=False)}\n" for record in records)
        with self._path.open("ab", buffering=0) as file:
            file.write(lines.encode("utf-8"))
            os.fsync(file.fileno())

    def _reload(self) -> None:
        if self._path is None or not self._path.exists():
            return
        if self._path.is_file() and self._path.stat().st_size <= self._read_up_to:  # a folder's size is 0 on Windows
            return
        with self._path.open("rb") as file:
            file.seek(self._read_up_to)
            fresh = file.read()
        whole = fresh.rfind(b"\n") + 1
        self._read_up_to += whole
        for line in fresh[:whole].split(b"\n"):
            self._take(line)

    def _take(self, line: bytes) -> None:
        try:
            record = json.loads(line)
            if set(record) == {"id", "state"}:
                link = self._links.get(record["id"])
                if link is not None and link.state == "open":
                    self._links[link.id] = replace(link, state=str(record["state"]))
            else:
                self._links.setdefault(record["id"], MadeLink(**record))
        except (ValueError, TypeError, KeyError):
            return  # a cut line, or a blank one
