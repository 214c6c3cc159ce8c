"""Random histories of a shop whose clock is set back and forth, with closes in between.

The sum of the closes must be the ledger, per currency, exactly, and no close may change. `--histories N --seed S`
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from itertools import pairwise
from pathlib import Path

from kazadesk.core.books.closing import Close
from kazadesk.core.books.day import ShopDay
from kazadesk.core.errors import CloseError
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.records import LinkQuery
from kazadesk.core.webhook.payload import Payload
from kazadesk.core.webhook.verdict import Verdict, VerdictCode
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

ZONES = [ShopDay("+03:00"), ShopDay("UTC", "04:00"), ShopDay("-09:30", "23:59"), ShopDay("+14:00", "12:00")]
CURRENCIES = {"USD": ("0.01", "19.99", "100000000000000.07"), "SYP": ("15000", "1"), "USDT": ("0.000001", "3.5")}


class Clock(SqliteLedger):
    """A ledger whose clock is set by hand."""

    moment = datetime(2026, 3, 28, 12, tzinfo=UTC)

    def _now(self) -> str:
        return self.moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class History:
    """One shop for some weeks."""

    def __init__(self, ledger: Clock, rng: random.Random) -> None:
        self.ledger, self.rng, self.shop = ledger, rng, rng.choice(ZONES)
        self.links: list[int] = []
        self.closes: list[Close] = []

    async def live(self, steps: int) -> None:
        for _ in range(steps):
            # mostly on, sometimes far back: a battery that was empty, a person who has corrected the clock
            hours = self.rng.choice([0, 0, 1, 2, 5, 9, 30, -1, -26])
            self.ledger.moment += timedelta(hours=hours, seconds=self.rng.randrange(60))
            await self.rng.choice([self.sell, self.sell, self.settle, self.settle, self.by_hand, self.close])()
        # everything that happened is in a day that ends after it
        self.ledger.moment += timedelta(days=60)
        await self.close()

    async def sell(self) -> None:
        currency = self.rng.choice(list(CURRENCIES))
        amount = self.rng.choice(CURRENCIES[currency])
        request = LinkRequest(amount, currency, "a@example.com", f"R-{len(self.links)}")
        link = await self.ledger.add_link(request, profile="shop", sender="me")
        self.links.append(link.id)
        state = self.rng.choice([LinkState.WAITING] * 5 + [LinkState.UNKNOWN, LinkState.FAILED, LinkState.UNSENT])
        created = CreatedLink(f"https://pay.example/{link.id}", f"id-{link.id}")
        await self.ledger.finish_link(link.id, state, created=created if state is LinkState.WAITING else None)

    async def settle(self) -> None:
        waiting = await self.ledger.links(LinkQuery(states=(LinkState.WAITING,)), limit=1000)
        if waiting:
            link = self.rng.choice(waiting)
            move = self.rng.choice([LinkState.PAID, LinkState.PAID, LinkState.TIMED_OUT])
            payload = Payload(
                link.amount, (link.order_id or "",), ("c2ln",), "fulfilled", link.currency, None, raw="{}"
            )
            verdict = Verdict(
                VerdictCode.PAID, order_id=link.order_id, profile="shop", link=link, move=move, counted=True, raw="{}"
            )
            await self.ledger.confirm([payload], lambda _item, _known: verdict)

    async def by_hand(self) -> None:
        states = (LinkState.UNKNOWN, LinkState.TIMED_OUT, LinkState.WAITING)
        found = await self.ledger.links(LinkQuery(states=states), limit=1000)
        if found:
            await self.ledger.mark_by_hand(self.rng.choice(found).id, "cash")

    async def close(self) -> None:
        day = self.shop.day_of(self.ledger._now()) - timedelta(days=self.rng.choice([0, 0, 1, 3]))
        try:
            made = await self.ledger.close_day(
                profile="shop",
                first_day=day.isoformat(),
                day=day.isoformat(),
                until=self.shop.end_of(day),
                zone=self.shop.zone,
                ends=self.shop.ends,
                note="",
                balances={},
            )
        except CloseError:
            return
        self.closes.append(made)

    async def wrong(self) -> list[str]:
        """What is not as it must be."""
        kept = list(reversed(await self.ledger.closes("shop", limit=100_000)))
        faults = [] if kept == self.closes else ["a close has changed"]
        days = [(date.fromisoformat(close.first_day), date.fromisoformat(close.day)) for close in kept]
        if any(after[0] != before[1] + timedelta(days=1) for before, after in pairwise(days)):
            faults.append("the closes leave a day out, or have one twice")
        sums: dict[tuple[str, str], tuple[int, Decimal]] = defaultdict(lambda: (0, Decimal()))
        for close in kept:
            for line in close.lines:
                for kind in ("created", "paid", "paid_by_hand"):
                    count, total = sums[line.currency, kind]
                    more = getattr(line, kind)
                    sums[line.currency, kind] = count + more.count, total + Decimal(more.amount)
        there: dict[tuple[str, str], tuple[int, Decimal]] = defaultdict(lambda: (0, Decimal()))
        for of_state in await self.ledger.totals(LinkQuery(archived=None)):
            for kind in ("created", of_state.state.value):
                count, amount = there[of_state.currency, kind]
                there[of_state.currency, kind] = count + of_state.count, amount + Decimal(of_state.amount)
        keys = {key for key in (*sums, *there) if key[1] in ("created", "paid", "paid_by_hand")}
        faults += [f"{key}: closes {sums[key]}, ledger {there[key]}" for key in sorted(keys) if sums[key] != there[key]]
        return faults


async def run(histories: int, seed: int, steps: int = 40) -> tuple[int, int, list[str]]:
    """How many histories and closes there were, and every fault."""
    closes, faults = 0, list[str]()
    for number in range(histories):
        rng = random.Random(f"{seed}/{number}")
        with tempfile.TemporaryDirectory() as folder:
            ledger = await asyncio.to_thread(Clock.open, Path(folder) / "ledger.sqlite")
            # a history is thrown away: nothing of it must last over a power failure
            await ledger.call(partial(ledger._connection.execute, "PRAGMA synchronous = OFF"))
            history = History(ledger, rng)
            await history.live(steps)
            faults += [f"history {seed}/{number}: {fault}" for fault in await history.wrong()]
            closes += len(history.closes)
            await ledger.close()
    return histories, closes, faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    histories, closes, faults = asyncio.run(run(wanted.histories, wanted.seed))
    print(*faults, f"{histories} histories, {closes} closes, {len(faults)} faults", sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
