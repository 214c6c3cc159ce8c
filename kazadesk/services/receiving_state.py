"""How a mailbox is doing. Apart from what pulls: the window's bar shows it from the first paint on."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kazadesk.core.errors import KazaDeskError

LATE, LOST = 900.0, 1800.0
"""Seconds without a sign of life after which the way counts as in doubt, and as broken."""


@dataclass(frozen=True, slots=True)
class ReceivingState:
    """How one profile's mailbox is doing. Times are seconds since 1970, None for never in this session."""

    profile: str
    began: float
    reached: float | None = None
    """When it was last pulled."""
    probed: float | None = None
    """When a probe last came back through the public write address; None too where none is known."""
    problem: KazaDeskError | None = None
    """Why the last pull failed, if it did."""
    probe_problem: KazaDeskError | None = None
    gap: bool = False
    """The mailbox did not know what this desk had last."""
    has_hook: bool = False

    @property
    def silent_for(self) -> float:
        """Seconds since the way was last seen to be open: the shorter leg does not make up for the longer one."""
        signs = [self.reached or self.began]
        if self.has_hook:
            signs.append(self.probed or self.began)
        return time.time() - min(signs)
