"""A shared ledger over a line that is cut at random moments, and desks that do the same at once: lost, doubled, wrong.

    .venv/bin/python tests/bench/cut_lines.py [--runs N] [--desks N] [--webhooks N] [--seed N]

Each run is one act (create, verify, pull, a batch and a row of it, marks, close) with one cut: a reset before or after
the server got a message, silence, no server for a while, a server started anew, or one that only reads. Then `desks`
processes confirm the same webhooks, create with the same references and close the same days.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kazadesk.core.books.records import BatchRow
from kazadesk.core.customers import Customer
from kazadesk.core.errors import CloseError, LedgerError
from kazadesk.core.inbox import ReceivedPost
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState, PaymentLink
from kazadesk.core.records import LinkQuery
from kazadesk.core.webhook.payload import Payload, Unreadable
from kazadesk.core.webhook.verdict import Known, Verdict, VerdictCode
from kazadesk.storage.postgres import server as server_module
from kazadesk.storage.postgres.address import parse
from kazadesk.storage.postgres.ledger import PostgresLedger
from tests.postgres_server import PostgresServer
from tests.storage.postgres.proxy import CutLine

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "bench"
HOW = ("before", "after", "before", "after", "hole", "down", "restart", "read only")
STALL = 0.5
MESSAGES = 16
"""At most so many messages an act sends before its end, about."""


def judge(item: Payload | Unreadable, known: Known) -> Verdict:
    assert isinstance(item, Payload)
    link, order_id = known.by_id[0], item.order_ids[0]
    if known.earlier:
        return Verdict(VerdictCode.REPEATED, order_id=order_id, profile="shop", link=link)
    return Verdict(VerdictCode.PAID, order_id=order_id, profile="shop", link=link, move=LinkState.PAID, counted=True)


def webhook(order_id: str) -> Payload:
    return Payload("10.10", (order_id,), ("c2lnbmVk",), "fulfilled", "USD", None, raw=order_id)


class Acts:
    """What a desk does. Each says what is wrong afterwards; it holds on while the server is out of reach."""

    def __init__(self, ledger: PostgresLedger) -> None:
        self._ledger = ledger
        self.longest = 0.0
        """The longest that one call took, in seconds: what a window would wait."""

    async def kept(self, call: Callable[[], Awaitable[T]]) -> T:
        while True:
            begun = time.monotonic()
            try:
                return await call()
            except LedgerError as error:
                if error.code not in ("ledger_unreachable", "ledger_busy"):
                    raise
                await asyncio.sleep(0.01)
            finally:
                self.longest = max(self.longest, time.monotonic() - begun)

    async def _added(self, name: str, row: tuple[int, int] | None = None) -> PaymentLink:
        asked = LinkRequest("10.10", "USD", "a@b.example", name)
        return await self.kept(lambda: self._ledger.add_link(asked, profile="shop", sender="me", row=row))

    async def _waiting(self, name: str, row: tuple[int, int] | None = None) -> PaymentLink:
        link = await self._added(name, row)
        await self.kept(lambda: self._ledger.mark_maybe_sent(link.id))
        created = CreatedLink(f"https://pay.example/{name}", name)
        return await self.kept(lambda: self._ledger.finish_link(link.id, LinkState.WAITING, created=created))

    async def _kinds(self, link: PaymentLink) -> list[str]:
        return [event.kind for event in await self.kept(lambda: self._ledger.events(link.id))]

    async def create(self, name: str) -> bool:
        link = await self._waiting(name)
        found = await self.kept(lambda: self._ledger.links(LinkQuery(search=name)))
        return (
            [each.id for each in found] == [link.id]
            and found[0].state is LinkState.WAITING
            and found[0].url == f"https://pay.example/{name}"
            and await self._kinds(link) == ["created", "maybe_sent", "answered"]
        )

    async def verify(self, name: str) -> bool:
        link = await self._waiting(name)
        [verdict] = await self.kept(lambda: self._ledger.confirm([webhook(name)], judge))
        counted = [each.counted for each in await self.kept(lambda: self._ledger.confirmations(link.id))]
        kinds = await self._kinds(link)
        return verdict.code == "paid" and counted == [True] and kinds[2:] == ["answered", "confirmed"]

    async def pull(self, name: str) -> bool:
        link = await self._waiting(name)
        posts = [ReceivedPost(number, "2026-11-27T10:00:00.000Z", (webhook(name),)) for number in (1, 2)]
        told = await self.kept(lambda: self._ledger.receive(name, posts, judge))
        counted = [each.counted for each in await self.kept(lambda: self._ledger.confirmations(link.id))]
        cursor = await self.kept(lambda: self._ledger.inbox_cursor(name))
        codes = [verdict.code.value for verdicts in told for verdict in verdicts]
        return codes == ["paid", "repeated"] and counted == [True, False] and cursor == 2

    async def batch(self, name: str) -> bool:
        asked = [LinkRequest("1", "USD", "a@b.example", f"{name}-{number}") for number in (1, 2)]
        rows = [(BatchRow(number, each, Customer()), ["1"]) for number, each in enumerate(asked, 1)]
        about: dict[str, Any] = {"profile": "shop", "digest": name, "file_name": "x.csv", "head": ["a"]}
        made = await self.kept(lambda: self._ledger.add_batch(rows, **about, ref_column=None))
        links = [await self._waiting(f"{name}-{number}", (made.id, number)) for number in (1, 2)]
        kept = await self.kept(lambda: self._ledger.batch_rows(made.id))
        batches = await self.kept(lambda: self._ledger.batches(digest=name))
        return [row.link.id for row in kept if row.link] == [link.id for link in links] and len(batches) == 1

    async def marks(self, name: str) -> bool:
        link = await self._waiting(name)
        await self.kept(lambda: self._ledger.archive([link.id], True))
        marked = await self.kept(lambda: self._ledger.mark_by_hand(link.id, "by phone"))
        return marked.state is LinkState.PAID_BY_HAND and (await self._kinds(link))[3:] == ["archived", "by_hand"]

    async def close(self, name: str) -> bool:
        await self._waiting(name)
        day = {"first_day": "2026-11-27", "day": "2026-11-27", "until": "9999-01-01T00:00:00.000Z", "zone": "UTC"}
        about: dict[str, Any] = {"profile": name, **day, "ends": "00:00", "note": "", "balances": {"USD": "1"}}
        made = await self.kept(lambda: self._ledger.close_day(**about))
        closes = await self.kept(lambda: self._ledger.closes(name))
        try:
            await self.kept(lambda: self._ledger.close_day(**about))
        except CloseError:
            return made.number == 1 and closes == [made]
        return False


def cut(line: CutLine, server: PostgresServer, how: str, number: int, chance: random.Random) -> threading.Thread:
    """Begins with it; what it returns ends when the server is well again."""
    pause = chance.uniform(0.0, 0.05)

    def work() -> None:
        time.sleep(pause)
        if how == "down":
            line.down()
            time.sleep(0.3)
            line.up()
        elif how == "restart":
            server.stop()
            server.start()
        elif how == "read only":
            for setting in ("SET default_transaction_read_only = on", "RESET default_transaction_read_only"):
                server.execute("postgres", f"ALTER SYSTEM {setting}")
                server.execute("postgres", "SELECT pg_reload_conf()")
                time.sleep(0.3)

    if how in ("before", "after", "hole"):
        line.cut_at(number, how)
    thread = threading.Thread(target=work)
    thread.start()
    return thread


async def cuts(ledger: PostgresLedger, line: CutLine, server: PostgresServer, runs: int, seed: int) -> None:
    chance, acts = random.Random(seed), Acts(ledger)
    names = ("create", "verify", "pull", "batch", "marks", "close")
    done: Counter[str] = Counter()
    were_cut, wrong, begun = 0, [], time.monotonic()
    for run in range(runs):
        what, how, number = names[run % len(names)], chance.choice(HOW), chance.randint(1, MESSAGES)
        line.count()
        meanwhile = cut(line, server, how, number, chance)
        try:
            if not await getattr(acts, what)(f"R{seed}-{run}"):
                wrong.append(f"{what} {how} {number}")
        except Exception as error:  # noqa: BLE001  counted, and told
            wrong.append(f"{what} {how} {number}: {error!r}")
        were_cut += line.was_cut or how in ("down", "restart", "read only")
        done[what] += 1
        await asyncio.to_thread(meanwhile.join)
    print(
        f"{runs} runs ({', '.join(f'{what} {count}' for what, count in done.items())}), {were_cut} of them cut,"
        f" {time.monotonic() - begun:.0f} s: {len(wrong)} lost, doubled or wrong; the longest call"
        f" {acts.longest:.1f} s (silence counts as cut after {STALL} s)"
    )
    for each in wrong:
        print("WRONG:", each)
    twice = "SELECT count(*) FROM (SELECT 1 FROM kazadesk.links GROUP BY profile, reference HAVING count(*) > 1) AS x"
    left = "SELECT count(*) FROM kazadesk.links WHERE state = 'sending'"
    print(
        f"references that stand twice: {server.execute(DATABASE, twice)[0][0]};"
        f" links left in flight: {server.execute(DATABASE, left)[0][0]}"
    )


def together(url: str, desks: int, what: str, names: list[str], *, meet: bool = True) -> list[list[str]]:
    """What each desk heard. `meet`: every other one goes backwards."""
    backwards = -1 if meet else 1
    program = ROOT / "tests" / "storage" / "programs" / "desk.py"
    running = []
    for number in range(desks):
        command = [sys.executable, str(program), url, what, *names[:: backwards if number % 2 else 1]]
        environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        running.append(process)
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    answers = []
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for number, process in enumerate(running):
        answers.append(process.communicate()[0].splitlines()[:: backwards if number % 2 else 1])
    return answers


async def races(ledger: PostgresLedger, server: PostgresServer, desks: int, number: int) -> None:
    url = server.url(DATABASE)
    names = [f"race-{each}" for each in range(number)]
    begun = time.monotonic()
    made = together(url, desks, "create", names)
    truth = Counter(tuple(sorted(Counter(told).items())) for told in zip(*made, strict=True))
    print(f"{desks} desks create with the same {number} references, {time.monotonic() - begun:.0f} s: {dict(truth)}")
    begun = time.monotonic()
    told = together(url, desks, "confirm", names)
    truth = Counter(tuple(sorted(Counter(each).items())) for each in zip(*told, strict=True))
    print(f"{desks} desks confirm the same {number} webhooks, {time.monotonic() - begun:.0f} s: {dict(truth)}")
    counted = (
        "SELECT count(*), count(DISTINCT order_id) FROM kazadesk.confirmations WHERE counted = 1 AND order_id LIKE"
    )
    print("counted, and of how many links:", server.execute(DATABASE, f"{counted} 'race-%'")[0])
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 11) for day in range(1, 28)]
    closed = Counter(line for lines in together(url, desks, "close", days, meet=False) for line in lines)
    del closed["closed_already"]
    numbers = [close.number for close in await ledger.closes("shop", limit=1000)]
    print(
        f"{desks} desks close the same {len(days)} days: {len(closed)} closes, {max(closed.values())} desk each,",
        end="",
    )
    print(f" numbered without a gap: {sorted(numbers) == list(range(1, len(numbers) + 1))}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--desks", type=int, default=8)
    parser.add_argument("--webhooks", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    server_module.STALL = STALL
    server_module._NEXT_TRY = 0.0
    server = PostgresServer()
    server.start()
    line = CutLine(server.port)
    try:
        server.execute("postgres", f"CREATE DATABASE {DATABASE}")
        PostgresLedger.open(parse(server.url(DATABASE)), desk="owner").close_now()
        far = PostgresLedger.open(parse(server.url(DATABASE, port=line.port)), desk="far desk")
        asyncio.run(cuts(far, line, server, chosen.runs, chosen.seed))
        far.close_now()
        near = PostgresLedger.open(parse(server.url(DATABASE)), desk="near desk")
        asyncio.run(races(near, server, chosen.desks, chosen.webhooks))
        near.close_now()
    finally:
        line.close()
        server.remove()


if __name__ == "__main__":
    main()
