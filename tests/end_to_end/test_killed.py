"""The process is killed at every await and every commit of the way; then the ledger is held against the provider's."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kazadesk.assembly import Options, open_session
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState, PaymentLink
from kazadesk.core.records import LinkQuery
from kazadesk.core.redact import Redactor
from kazadesk.core.webhook.signature import signature_text
from kazadesk.inbox.server import InboxServer
from kazadesk.practice import CREDENTIALS, EMAIL, Faults, PracticeServer
from kazadesk.practice.faults import error
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.settings_file import SettingsFile
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="the program forks itself"),
    pytest.mark.timeout(300),
]

PROGRAM = Path(__file__).with_name("killed_program.py")
ROOT = Path(__file__).resolve().parents[2]
MANY = 500
ENDS = {LinkState.WAITING, LinkState.FAILED, LinkState.UNSENT, LinkState.UNKNOWN}


class Killer:
    """Runs the program over and over on one data folder."""

    def __init__(self, data: Path, stand_in: PracticeServer) -> None:
        self.folder = DataFolder.make(data)
        self.stand_in = stand_in
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._program = subprocess.Popen(
            [sys.executable, str(PROGRAM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def kill_at(self, point: int, **what: Any) -> str:
        order = {"data": str(self.folder.root), "base_url": self.stand_in.base_url, "point": point, **what}
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(json.dumps(order) + "\n")
        self._program.stdin.flush()
        return self._program.stdout.readline().strip()

    def restart(self) -> None:
        """What the next start does with what the last one left behind."""

        async def once() -> None:
            options = Options(practice=True, base_url=self.stand_in.base_url)
            session = await open_session(options, self.folder, SettingsFile(self.folder.settings), Redactor())
            await session.close()

        asyncio.run(once())

    def links(self) -> list[PaymentLink]:
        ledger = SqliteLedger.open(self.folder.ledger(practice=True))
        links = ledger.first_page(LinkQuery(), 10 * MANY)
        ledger.close_now()
        return links

    def add_unsent(self, reference: str) -> int:
        async def add() -> int:
            ledger = SqliteLedger.open(self.folder.ledger(practice=True))
            request = LinkRequest("10", "USD", EMAIL, reference)
            link = await ledger.add_link(request, profile="practice", sender="an earlier one")
            await ledger.finish_link(link.id, LinkState.UNSENT, error="dns_failed")
            await ledger.close()
            return link.id

        return asyncio.run(add())

    def add_paid(self, reference: str, hook: str) -> None:
        """A link whose webhook is in the mailbox."""

        async def add() -> None:
            ledger = SqliteLedger.open(self.folder.ledger(practice=True))
            link = await ledger.add_link(
                LinkRequest("10", "USD", EMAIL, reference), profile="practice", sender="an earlier one"
            )
            created = CreatedLink(f"http://127.0.0.1/pay/{reference}", reference)
            await ledger.finish_link(link.id, LinkState.WAITING, created=created)
            await ledger.close()

        asyncio.run(add())
        fields = {"order_id": reference, "amount": "10", "currency": "USD", "status": "fulfilled", "ref": reference}
        fields["secret"] = signature_text("10", reference, CREDENTIALS)
        with urllib.request.urlopen(hook, json.dumps(fields).encode(), timeout=10) as answer:
            assert answer.status == 200

    def end(self) -> None:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.close()
        self._program.wait(10)
        self._program.stdout.close()


@pytest.fixture
def killer(tmp_path: Path) -> Iterator[Killer]:
    with PracticeServer() as stand_in:
        killer = Killer(tmp_path / "data", stand_in)
        try:
            yield killer
        finally:
            killer.end()


def kill_everywhere(killer: Killer, what: Callable[[int], dict[str, Any]], *, faults: Faults | None = None) -> int:
    """Kill at the first point, the second, and so on, until the way is passed alive; returns how often."""
    for point in range(1, MANY):
        if faults is not None:
            killer.stand_in.faults = faults
        answer = killer.kill_at(point, **what(point))
        killer.restart()
        if answer.startswith("done"):
            return point - 1
        assert answer == "killed"
    raise AssertionError("it never ended")


def compare(killer: Killer) -> dict[str, LinkState]:
    """No link that the provider has made is missing, and none of those is failed or unsent. Returns the states."""
    while killer.stand_in.connections():  # a request may outlive the process that sent it
        threading.Event().wait(0.01)
    states = {link.reference: link.state for link in killer.links()}
    made = [link.ref for link in killer.stand_in.records.all()]
    assert len(made) == len(set(made)), "doubled"
    assert set(made) <= states.keys(), "lost"
    assert {states[ref] for ref in made} <= {LinkState.WAITING, LinkState.UNKNOWN}
    assert set(states.values()) <= ENDS
    urls = {link.reference: link.url for link in killer.links() if link.state is LinkState.WAITING}
    assert urls == {
        link.ref: killer.stand_in.pay_url(link.id) for link in killer.stand_in.records.all() if link.ref in urls
    }
    return states


@pytest.mark.parametrize("typed", [False, True], ids=["at once", "on a connection opened ahead"])
def test_killed_while_a_link_is_created(typed: bool, killer: Killer) -> None:
    kills = kill_everywhere(killer, lambda point: {"reference": f"K-{point}", "typed": typed})
    states = compare(killer)
    assert kills > 40
    assert set(states.values()) == {LinkState.WAITING, LinkState.UNSENT, LinkState.UNKNOWN}
    assert states[f"K-{kills + 1}"] is LinkState.WAITING
    assert len(killer.stand_in.records.all()) > 5


def test_killed_while_a_link_is_sent_again(killer: Killer) -> None:
    kills = kill_everywhere(killer, lambda point: {"link_id": killer.add_unsent(f"K-{point}")})
    states = compare(killer)
    assert kills > 40
    assert len(states) == kills + 1


def test_killed_while_webhooks_are_pulled(killer: Killer, tmp_path: Path) -> None:
    """Three webhooks more for each kill: nothing is skipped, and nothing is counted or kept twice."""
    folder, posted = killer.folder.ledger(practice=True), []
    with InboxServer(tmp_path / "mailbox.sqlite") as mailbox:

        def more(point: int) -> dict[str, Any]:
            for number in range(3):
                posted.append(f"K-{point}-{number}")
                killer.add_paid(posted[-1], mailbox.hook)
            return {"inbox": {"hook": mailbox.hook, "pull": mailbox.pull, "read_key": mailbox.read_key}}

        kills = kill_everywhere(killer, more)
    assert kills > 25
    ledger = SqliteLedger.open(folder)
    arrivals = asyncio.run(ledger.arrivals(limit=10 * MANY))
    ledger.close_now()
    assert [each.ref for each in reversed(arrivals)] == posted
    assert {each.verdict for each in arrivals} == {"paid"}
    assert {link.state for link in killer.links()} == {LinkState.PAID}


@pytest.mark.parametrize(
    "faults", [Faults(drop="reset"), error(400, b'{"success": false, "error": "no"}')], ids=["reset", "refused"]
)
def test_killed_while_the_provider_fails(killer: Killer, faults: Faults) -> None:
    kills = kill_everywhere(killer, lambda point: {"reference": f"K-{point}"}, faults=faults)
    states = compare(killer)
    last = LinkState.UNKNOWN if faults.record else LinkState.FAILED
    assert states[f"K-{kills + 1}"] is last
