"""Thousands of creates while the provider fails at random and the process is killed at random; then all is counted."""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from kazadesk.assembly import Options, open_session
from kazadesk.core.link import LinkForm, LinkState, PaymentLink
from kazadesk.core.records import LinkQuery
from kazadesk.core.redact import Redactor
from kazadesk.practice import EMAIL, PracticeServer, RandomFaults
from kazadesk.services.session import Session
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.settings_file import SettingsFile
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

ROOT = Path(__file__).resolve().parents[2]
IN_FLIGHT = 8
FAULTY = 0.15
LIVES = (0.1, 3.0)
"""Seconds of work before a kill."""


# ── the process that is killed ──


async def work(data: str, base_url: str, run: int, links: int) -> None:
    """Send what earlier runs left unsent, then create until `links` are in the ledger."""
    folder = DataFolder.make(data)
    settings = SettingsFile(folder.settings)
    session = await open_session(Options(practice=True, base_url=base_url), folder, settings, Redactor())
    print("ready", flush=True)
    for link in await session.ledger.links(LinkQuery(states=(LinkState.UNSENT,)), limit=links):
        await finish(session, link)
    missing = links - await session.ledger.count(LinkQuery())
    numbers = iter(range(missing))

    async def one_after_the_other() -> None:
        for number in numbers:
            await finish(session, await session.links.create(LinkForm("10", "USD", EMAIL, f"{run}-{number}")))

    await asyncio.gather(*(one_after_the_other() for _ in range(IN_FLIGHT)))
    await session.close()
    settings.close()


async def finish(session: Session, link: PaymentLink) -> None:
    """As the window does by itself: what was certainly not sent is sent again when its time has come."""
    while link.state is LinkState.UNSENT:
        await asyncio.sleep(session.links.brakes.wait(link.profile))
        link = await session.links.send(await session.links.resend(link.id))


# ── the one that kills and counts ──


def kill_and_go_on(folder: Path, server: PracticeServer, links: int, dice: random.Random) -> int:
    """Start the worker, kill it, start it again, until it gets through. Returns the number of kills."""
    for run in itertools.count():
        command = [sys.executable, __file__, "--work", str(folder), server.base_url, str(run), "--links", str(links)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:
            assert process.stdout is not None
            if process.stdout.readline() != b"ready\n":
                raise SystemExit("the worker did not start")
            try:
                if process.wait(dice.uniform(*LIVES)) == 0:
                    return run
                raise SystemExit("the worker failed")
            except subprocess.TimeoutExpired:
                process.kill()
    raise AssertionError


def count(folder: Path, server: PracticeServer) -> Counter[str]:
    """lost, doubled and wrong links, and each state, by the provider's own record."""
    while server.connections():
        threading.Event().wait(0.01)
    made = server.records.all()
    ids = {link.ref: link.id for link in made}
    ledger = SqliteLedger.open(DataFolder.make(folder).ledger(practice=True))
    links = ledger.first_page(LinkQuery(), 1_000_000)
    ledger.close_now()
    known = {link.reference for link in links}
    found = Counter({"lost": len(ids.keys() - known), "doubled": len(made) - len(ids), "wrong": 0})
    for link in links:
        found[link.state] += 1
        found["wrong"] += not is_true(link, ids.get(link.reference))
    return found


def is_true(link: PaymentLink, made: str | None) -> bool:
    """Whether the state says no more than is so; `made`: the provider's id of the link, if it made one."""
    match link.state:
        case LinkState.WAITING:
            return made is not None and link.order_id == made and made in (link.url or "")
        case LinkState.FAILED:
            return made is None
        case LinkState.UNKNOWN:
            return link.maybe_sent
    return False  # all that was unsent has been sent, and nothing is left sending


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--links", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.work:
        asyncio.run(work(args.work[0], args.work[1], int(args.work[2]), args.links))
        return 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, PracticeServer(faults=RandomFaults(FAULTY, args.seed)) as server:
        kills = kill_and_go_on(Path(folder), server, args.links, random.Random(args.seed))
        found = count(Path(folder), server)
    states = ", ".join(f"{found[state]} {state}" for state in LinkState if found[state])
    print(f"{args.links} creates, {FAULTY:.0%} of the answers faulty, {kills} kills, {time.monotonic() - began:.0f} s")
    print(f"{found['lost']} lost, {found['doubled']} doubled, {found['wrong']} wrong; {states}")
    return int(bool(found["lost"] or found["doubled"] or found["wrong"]))


if __name__ == "__main__":
    sys.exit(main())
