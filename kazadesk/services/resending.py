"""What is sent again by itself in the open window."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kazadesk.core.errors import KazaDeskError, LedgerError
from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.services.ports import LinkQuery

if TYPE_CHECKING:
    from kazadesk.services.links import LinkService
    from kazadesk.services.ports import LedgerReader

PASSING = frozenset(
    {
        "dns_failed",
        "network_unreachable",
        "connection_refused",
        "connect_timeout",
        "reset",
        "proxy_unreachable",
        "rate_limited",
        "ledger_unreachable",
    }
)
"""Causes of `unsent` that pass without anybody's doing: only these are tried again by themselves."""
_STOPPED = frozenset({None, "cancelled", "account_blocked"})
"""Causes after which a person is asked first: KazaDesk ended, was stopped, or the account was locked."""

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0
_SPREAD = 0.2
_OFFERED = 200


class Resending:
    """Sends again what was certainly not sent for a cause that passes: one round after the other, ever more seldom.

    `unknown` never comes here. Use in one event loop.
    """

    def __init__(self, links: LinkService, ledger: LedgerReader, *, first_pause: float = FIRST_PAUSE) -> None:
        self._links, self._ledger = links, ledger
        self._first_pause = first_pause
        self._queue: dict[int, str] = {}
        """Link id → profile, in the order of the failures."""
        self._tries = 0
        self._due = 0.0
        self._stirred = asyncio.Event()
        self.changed: Callable[[], object] = lambda: None
        """Called when `waiting`, `seconds_left` or `blocked` may have changed, once a second while links wait."""

    @property
    def waiting(self) -> int:
        """Links that will be sent again by themselves."""
        return sum(profile not in self.blocked for profile in self._queue.values())

    @property
    def seconds_left(self) -> int:
        """Until the next round."""
        return max(0, round(self._due - time.monotonic()))

    @property
    def blocked(self) -> list[str]:
        """Profiles that send nothing until `go_on`: Kazawallet has locked the account."""
        return self._links.brakes.blocked

    async def look_back(self) -> list[PaymentLink]:
        """What an earlier run has left unsent, to be asked about, oldest first; finds a locked account too."""
        for profile in self._links.profile_names():
            newest = await self._ledger.links(LinkQuery(profile=profile, archived=None), limit=1)
            if newest and newest[0].error == "account_blocked":
                self._links.brakes.block(profile)
        self.changed()
        return await self.left()

    async def left(self) -> list[PaymentLink]:
        """Links that can be offered to be sent, oldest first, without those that wait here."""
        found = await self._ledger.links(LinkQuery(states=(LinkState.UNSENT,)), limit=_OFFERED)
        offered = [link for link in found if link.error in PASSING | _STOPPED and link.id not in self._queue]
        return offered[::-1]

    def note(self, link: PaymentLink) -> None:
        """A link's request has ended: it is queued, or no longer."""
        if link.state is LinkState.UNSENT and link.error in PASSING:
            if not self._queue:
                self._tries = max(self._tries, 1)
                self._rest(link.profile)
            self._queue[link.id] = link.profile
        else:
            self._queue.pop(link.id, None)
            if link.state is LinkState.WAITING:  # there is a way again
                self._tries = 0
                self._due = min(self._due, time.monotonic())
        self._stir()

    def adopt(self, links: Iterable[PaymentLink]) -> None:
        """Send these now, and again if need be."""
        self._queue |= {link.id: link.profile for link in links}
        self.try_now()

    def try_now(self) -> None:
        self._due = time.monotonic()
        self._stir()

    def stop(self) -> None:
        """Try nothing again by itself; the links stay unsent."""
        self._queue.clear()
        self._tries = 0
        self._stir()

    def go_on(self) -> None:
        """A person says that the accounts may be used again."""
        for profile in self.blocked:
            self._links.brakes.release(profile)
        self._stir()

    async def run(
        self,
        trouble: Callable[[PaymentLink, KazaDeskError], object],
        moved: Callable[[PaymentLink], object] = lambda _link: None,
    ) -> None:
        """Until cancelled. `trouble`: the outcome could not be kept, or no key be had; `moved`: each step of a link."""
        while True:
            self._stirred.clear()
            self.changed()
            rest = self._due - time.monotonic()
            if not self.waiting:
                await self._stirred.wait()
            elif rest > 0:
                # in short steps: a timer of hours would sleep on after the computer has slept
                await self._pause(min(rest, 1.0))
            else:
                await self._round(trouble, moved)

    async def _round(
        self,
        trouble: Callable[[PaymentLink, KazaDeskError], object],
        moved: Callable[[PaymentLink], object] = lambda _link: None,
    ) -> None:
        """One after the other, until one is again not sent."""
        profile = ""
        for link_id, profile in list(self._queue.items()):
            if link_id not in self._queue or profile in self.blocked:
                continue
            try:
                link = await self._ledger.link(link_id)
            except LedgerError:  # the list tells of it; here it is one more try that came too early
                self._tries += 1
                break
            if link is None or link.state is not LinkState.UNSENT or link.archived_at is not None:
                self._queue.pop(link_id, None)
                continue
            try:
                link = await self._links.resend(link_id)
                moved(link)
                link = await self._links.send(link)
            except KazaDeskError as error:
                self._queue.pop(link_id, None)
                if not (isinstance(error, LedgerError) and error.code == "move_refused"):
                    trouble(link, error)
                continue
            # it counts as waiting while it is sent, and goes to the end of the queue unless somebody stopped meanwhile
            waits = self._queue.pop(link_id, None) is not None
            if waits and link.state is LinkState.UNSENT and link.error in PASSING:
                self._queue[link.id] = link.profile
            moved(link)
            if link.state is LinkState.UNSENT:
                self._tries += 1
                break
            self._tries = 0
        self._rest(profile)

    def _rest(self, profile: str) -> None:
        pause = min(self._first_pause * 2.0 ** min(max(self._tries - 1, 0), 20), LONGEST_PAUSE)
        # many shops lose the same network: they shall not all come back in the same second
        pause *= random.uniform(1 - _SPREAD, 1 + _SPREAD)  # noqa: S311
        self._due = time.monotonic() + max(pause, self._links.brakes.wait(profile))

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stirred.wait(), seconds)
        except TimeoutError:
            return

    def _stir(self) -> None:
        self._stirred.set()
        self.changed()
