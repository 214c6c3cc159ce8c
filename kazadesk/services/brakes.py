"""When links may be sent at all: what the provider has forbidden."""

from __future__ import annotations

import time

from kazadesk.core.errors import LinkError, LinkNotSent

_WAIT_UNSAID, _LONGEST_WAIT = 10.0, 3600.0


class Brakes:
    """What Kazawallet has said about sending at all, for each profile: the account is locked, or to wait."""

    def __init__(self) -> None:
        self._blocked: set[str] = set()
        self._until: dict[str, float] = {}

    @property
    def blocked(self) -> list[str]:
        """Profiles whose account is locked, until `release`."""
        return sorted(self._blocked)

    def check(self, profile: str) -> None:
        """Raises LinkNotSent: account_blocked, rate_limited."""
        if profile in self._blocked:
            raise LinkNotSent("account_blocked")
        if (seconds := self.wait(profile)) > 0:
            raise LinkNotSent("rate_limited", retry_after=str(round(seconds + 0.5)))

    def note(self, profile: str, error: LinkError) -> None:
        """Learn from an answer. `retry_after` is honoured up to an hour."""
        if error.code == "account_blocked":
            self._blocked.add(profile)
        elif error.code == "rate_limited" and not isinstance(error, LinkNotSent):
            asked = error.details.get("retry_after", "")
            seconds = float(asked) if asked.isascii() and asked.isdigit() else _WAIT_UNSAID
            self._until[profile] = time.monotonic() + min(seconds, _LONGEST_WAIT)

    def wait(self, profile: str) -> float:
        """Seconds until the profile may send again, 0 if it may."""
        return max(0.0, self._until.get(profile, 0.0) - time.monotonic())

    def block(self, profile: str) -> None:
        self._blocked.add(profile)

    def release(self, profile: str) -> None:
        """A person says to go on."""
        self._blocked.discard(profile)
        self._until.pop(profile, None)
