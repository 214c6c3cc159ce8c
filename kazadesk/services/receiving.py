"""Pulling for as long as KazaDesk runs: at once where the mailbox can wait, else every 15 seconds."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kazadesk.core.errors import KazaDeskError
from kazadesk.services.receiving_state import ReceivingState

if TYPE_CHECKING:
    from kazadesk.services.inbox import Arrived, InboxService

log = logging.getLogger(__name__)

WAIT = 25
"""Seconds for which a mailbox is asked to wait for something to come."""
POLL = 15.0
"""Seconds between two looks into a mailbox that does not wait."""
PROBE_EVERY = 600.0
_FIRST_PAUSE, _LONGEST_PAUSE = 2.0, 60.0


class Receiving:
    """Runs until it is cancelled. `on_arrived` is called for each post in order, `on_state` for each change."""

    def __init__(
        self,
        inbox: InboxService,
        profiles: Sequence[str],
        on_arrived: Callable[[Arrived], None],
        on_state: Callable[[ReceivingState], None],
    ) -> None:
        self._inbox = inbox
        self._on_arrived = on_arrived
        self._on_state = on_state
        self.states = {profile: ReceivingState(profile, time.time()) for profile in profiles}

    async def run(self) -> None:
        """Pulls and probes all mailboxes at once."""
        async with asyncio.TaskGroup() as group:
            for profile in self.states:
                group.create_task(self._pull(profile), name=f"pull {profile}")
                group.create_task(self._probe(profile), name=f"probe {profile}")

    async def _pull(self, profile: str) -> None:
        failures = 0
        while True:
            began = time.monotonic()
            try:
                pulled = await self._inbox.pull(profile, wait=WAIT if failures == 0 else 0)
            except KazaDeskError as error:
                log.debug("pull %s: %s", profile, error)
                failures += 1
                self._change(profile, problem=error)
                await asyncio.sleep(_jitter(min(_FIRST_PAUSE * 2 ** min(failures - 1, 10), _LONGEST_PAUSE)))
                continue
            failures = 0
            log.debug("pull %s: %d posts", profile, pulled.posts)
            self._change(profile, problem=None, reached=time.time(), gap=pulled.gap)
            for arrived in pulled.arrived:
                self._on_arrived(arrived)
            if not pulled.posts and time.monotonic() - began < WAIT / 2:
                await asyncio.sleep(_jitter(POLL))

    async def _probe(self, profile: str) -> None:
        while True:
            try:
                access = await self._inbox.access(profile)
                if access is not None and access.hook.reveal():
                    self._change(profile, has_hook=True)
                    await self._inbox.check(access)
                    self._change(profile, probed=time.time(), probe_problem=None)
            except KazaDeskError as error:
                log.debug("probe %s: %s", profile, error)
                self._change(profile, probe_problem=error)
                await asyncio.sleep(_jitter(PROBE_EVERY / 5))
            else:
                await asyncio.sleep(_jitter(PROBE_EVERY))

    def _change(self, profile: str, **fields: object) -> None:
        state = replace(self.states[profile], **fields)  # type: ignore[arg-type]
        self.states[profile] = state
        self._on_state(state)


def _jitter(seconds: float) -> float:
    """Many desks that lost their mailbox together do not come back together."""
    return seconds * random.uniform(0.8, 1.2)  # noqa: S311
