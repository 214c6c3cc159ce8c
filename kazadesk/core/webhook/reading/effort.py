"""What reading one paste may cost: hostile texts end as `too_large`, not as a frozen window."""

from __future__ import annotations

_BASE = 20_000
_PER_CHARACTER = 0.3


class Effort:
    """A budget of work in Python, in tenths of a microsecond: 2 ms, and 30 ms a million characters."""

    def __init__(self, characters: int) -> None:
        self._left = _BASE + int(characters * _PER_CHARACTER)

    def spend(self, units: int) -> bool:
        """Whether there was that much left."""
        self._left -= units
        return self._left >= 0

    @property
    def spent(self) -> bool:
        return self._left < 0
