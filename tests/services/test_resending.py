from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import pytest

from kazadesk.core.errors import KazaDeskError, LedgerError, LinkRefused
from kazadesk.core.link import LinkForm, LinkState, PaymentLink
from kazadesk.practice import Faults, PracticeServer
from kazadesk.practice.faults import error
from kazadesk.practice.webhooks import webhook_text
from kazadesk.services.brakes import Brakes
from kazadesk.services.ports import LinkQuery
from kazadesk.services.resending import LONGEST_PAUSE, Resending
from kazadesk.services.session import Session

BLOCKED = error(
    400, b'{"error": {"status": 400, "message": "no", "details": {"key": "USER_IS_BLOCK_DU_TO_CHANGING_THE_IP"}}}'
)
BUSY = error(429, b'{"message": "Too many requests"}', retry_after="1")


def form(reference: str) -> LinkForm:
    return LinkForm("10", "USD", "merchant@example.com", reference)


class Watch:
    """Runs a Resending and keeps what it tells."""

    def __init__(self, resending: Resending, each: Callable[[PaymentLink], object] = lambda _link: None) -> None:
        self.steps: list[tuple[str, LinkState]] = []
        self.trouble: list[str] = []
        self._each = each
        self._task = asyncio.ensure_future(resending.run(self._troubled, self._moved))

    def _moved(self, link: PaymentLink) -> None:
        self.steps.append((link.reference, link.state))
        self._each(link)

    def _troubled(self, _link: PaymentLink, error: KazaDeskError) -> None:
        self.trouble.append(error.code)

    async def until(self, condition: Callable[[], object]) -> None:
        async with asyncio.timeout(20):
            while not condition():  # noqa: ASYNC110 - no event of the test's
                await asyncio.sleep(0.002)

    async def end(self) -> None:
        self._task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await self._task


def soon(session: Session) -> Resending:
    return Resending(session.links, session.ledger, first_pause=0.02)


def test_what_was_not_sent_is_sent_again_until_it_arrives_once(
    play: Callable[..., None], stand_in: PracticeServer
) -> None:
    async def scenario(session: Session) -> None:
        port = stand_in.port
        stand_in.stop()
        resending = soon(session)
        for number in range(3):
            resending.note(await session.links.create(form(f"R-{number}")))
        assert resending.waiting == 3
        watch = Watch(resending)
        await watch.until(lambda: ("R-0", LinkState.UNSENT) in watch.steps[2:])
        with PracticeServer(port=port) as back:
            await watch.until(lambda: sum(state is LinkState.WAITING for _, state in watch.steps) == 3)
            assert sorted(link.ref for link in back.records.all()) == ["R-0", "R-1", "R-2"]
        assert resending.waiting == 0
        assert watch.trouble == []
        await watch.end()

    play(scenario)


def test_only_causes_that_pass_are_tried_again(play: Callable[..., None], stand_in: PracticeServer) -> None:
    async def scenario(session: Session) -> None:
        resending = soon(session)
        stand_in.fail_next(Faults(drop="reset"), error(400, b'{"success": false, "error": "no"}'), BUSY)
        for reference, state in (
            ("unknown", LinkState.UNKNOWN),
            ("failed", LinkState.FAILED),
            ("429", LinkState.FAILED),
        ):
            link = await session.links.create(form(reference))
            assert link.state is state
            resending.note(link)
        assert resending.waiting == 0

    play(scenario)


def test_pauses_grow_and_never_meet(play: Callable[..., None], stand_in: PracticeServer) -> None:
    async def scenario(session: Session) -> None:
        stand_in.stop()
        link = await session.links.create(form("R"))
        pauses = set()
        for tries in range(1, 30):
            resending = Resending(session.links, session.ledger)
            resending._tries = tries
            resending.note(link)
            usual = min(5.0 * 2 ** (tries - 1), LONGEST_PAUSE)
            assert usual * 0.75 - 1 <= resending.seconds_left <= usual * 1.25 + 1
            pauses.add(resending._due)
        assert len(pauses) == 29

    play(scenario)


def test_stopped_by_hand_nothing_is_tried_again(play: Callable[..., None], stand_in: PracticeServer) -> None:
    async def scenario(session: Session) -> None:
        stand_in.stop()
        resending = Resending(session.links, session.ledger)
        resending.note(await session.links.create(form("R-1")))
        told: list[int] = []
        resending.changed = lambda: told.append(resending.waiting)
        watch = Watch(resending)
        resending.stop()
        assert told[-1] == 0
        assert [link.reference for link in await resending.left()] == ["R-1"]
        await asyncio.sleep(0)
        assert watch.steps == []
        await watch.end()

    play(scenario)


def test_a_link_counts_as_waiting_while_it_is_sent(play: Callable[..., None], stand_in: PracticeServer) -> None:
    async def scenario(session: Session) -> None:
        stand_in.stop()
        resending = soon(session)
        resending.note(await session.links.create(form("R-1")))
        waiting: list[tuple[LinkState, int]] = []
        watch = Watch(resending, lambda link: waiting.append((link.state, resending.waiting)))
        await watch.until(lambda: len(watch.steps) >= 4)
        assert waiting[:4] == [(LinkState.SENDING, 1), (LinkState.UNSENT, 1)] * 2
        await watch.end()

    play(scenario)


def test_stopped_while_a_link_is_sent_it_does_not_come_back(
    play: Callable[..., None], stand_in: PracticeServer
) -> None:
    async def scenario(session: Session) -> None:
        stand_in.stop()
        resending = soon(session)
        resending.note(await session.links.create(form("R-1")))
        watch = Watch(resending, lambda link: link.state is LinkState.SENDING and resending.stop())
        await watch.until(lambda: len(watch.steps) == 2)
        assert watch.steps[-1] == ("R-1", LinkState.UNSENT)
        assert resending.waiting == 0
        await watch.end()

    play(scenario)


def test_a_link_sent_or_settled_meanwhile_is_left_alone(play: Callable[..., None], stand_in: PracticeServer) -> None:
    async def scenario(session: Session) -> None:
        port = stand_in.port
        stand_in.stop()
        by_hand, archived, sent = [await session.links.create(form(f"R-{number}")) for number in range(3)]
        with PracticeServer(port=port) as back:
            await session.links.mark_by_hand(by_hand.id, "settled by phone")
            await session.links.archive([archived.id])
            await session.links.send(await session.links.resend(sent.id))
            last = await session.links.begin(form("last"))
            last = await session.links.send(last)
            resending = soon(session)
            watch = Watch(resending)
            resending.adopt([by_hand, archived, sent])
            while resending.waiting:  # noqa: ASYNC110
                await asyncio.sleep(0.001)
            assert watch.steps == []
            assert watch.trouble == []
            assert [link.ref for link in back.records.all()] == ["R-2", "last"]
        await watch.end()

    play(scenario)


def test_a_ledger_that_is_busy_for_a_while_only_delays(
    play: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(session: Session) -> None:
        link = await session.links.begin(form("R-1"))
        link = await session.links._finish(link, LinkState.UNSENT, error="dns_failed")
        whole, asked = session.ledger.link, list[int]()

        async def busy_at_first(link_id: int) -> PaymentLink | None:
            asked.append(link_id)
            if len(asked) < 3:
                raise LedgerError("ledger_busy")
            return await whole(link_id)

        monkeypatch.setattr(session.ledger, "link", busy_at_first)
        resending = soon(session)
        watch = Watch(resending)
        resending.note(link)
        await watch.until(lambda: ("R-1", LinkState.WAITING) in watch.steps)
        await watch.end()

    play(scenario)


def test_over_a_restart_it_is_asked_first(play: Callable[..., None], stand_in: PracticeServer) -> None:
    port = stand_in.port

    async def offline(session: Session) -> None:
        stand_in.stop()
        session.resending.note(await session.links.create(form("R-1")))
        await session.links.begin(form("cut short"))

    async def later(session: Session) -> None:
        with PracticeServer(port=port) as back:
            resending = soon(session)
            watch = Watch(resending)
            left = await resending.look_back()
            assert [link.reference for link in left] == ["R-1", "cut short"]
            assert resending.waiting == 0
            assert back.records.all() == []
            resending.adopt(left)
            assert await resending.left() == []
            await watch.until(lambda: sum(state is LinkState.WAITING for _, state in watch.steps) == 2)
            assert [link.ref for link in back.records.all()] == ["R-1", "cut short"]
            await watch.end()

    play(offline)
    play(later)


def test_a_locked_account_stops_all_sending_until_a_person_says_to_go_on(
    play: Callable[..., None], stand_in: PracticeServer
) -> None:
    async def scenario(session: Session) -> None:
        stand_in.fail_next(BLOCKED)
        assert (await session.links.create(form("R-1"))).error == "account_blocked"
        second = await session.links.create(form("R-2"))
        assert (second.state, second.error, second.maybe_sent) == (LinkState.UNSENT, "account_blocked", False)
        assert session.resending.blocked == ["practice"]
        session.resending.adopt([second])
        assert session.resending.waiting == 0
        assert stand_in.records.all() == []

    async def after_a_restart(session: Session) -> None:
        assert session.resending.blocked == []
        left = await session.resending.look_back()
        assert [link.reference for link in left] == ["R-2"]
        assert session.resending.blocked == ["practice"]
        assert (await session.links.create(form("R-3"))).state is LinkState.UNSENT
        session.resending.go_on()
        assert (await session.links.create(form("R-4"))).state is LinkState.WAITING
        assert [link.ref for link in stand_in.records.all()] == ["R-4"]

    play(scenario)
    play(after_a_restart)


def test_those_under_way_are_held_back_when_one_finds_the_account_locked(
    play: Callable[..., None], stand_in: PracticeServer
) -> None:
    async def scenario(session: Session) -> None:
        stand_in.faults = BLOCKED
        links = await asyncio.gather(*(session.links.create(form(f"R-{number}")) for number in range(60)))
        asked = sum(link.state is LinkState.FAILED for link in links)
        held = sum(link.state is LinkState.UNSENT for link in links)
        assert asked + held == 60
        assert asked <= 8

    play(scenario)


def test_after_a_429_nothing_leaves_before_the_time_is_over(
    play: Callable[..., None], stand_in: PracticeServer
) -> None:
    async def scenario(session: Session) -> None:
        stand_in.fail_next(BUSY)
        assert (await session.links.create(form("R-1"))).state is LinkState.FAILED
        held = await session.links.create(form("R-2"))
        assert (held.state, held.error) == (LinkState.UNSENT, "rate_limited")
        assert 0 < session.links.brakes.wait("practice") <= 1
        resending = soon(session)
        watch = Watch(resending)
        began = asyncio.get_running_loop().time()
        resending.note(held)
        await watch.until(lambda: ("R-2", LinkState.WAITING) in watch.steps)
        assert asyncio.get_running_loop().time() - began > 0.5
        assert [link.ref for link in stand_in.records.all()] == ["R-2"]
        await watch.end()

    play(scenario)


@pytest.mark.parametrize(
    ("said", "least", "most"), [("", 9, 10), ("soon", 9, 10), ("30", 29, 30), ("9" * 30, 3599, 3600)]
)
def test_however_long_the_provider_asks_to_wait(said: str, least: float, most: float) -> None:
    brakes = Brakes()
    brakes.note("shop", LinkRefused("rate_limited", retry_after=said))
    assert least <= brakes.wait("shop") <= most
    assert brakes.wait("other") == 0


@pytest.mark.parametrize("which", [0, 1])
def test_a_late_webhook_finds_its_link_whichever_of_the_two_was_paid(
    play: Callable[..., None], stand_in: PracticeServer, which: int
) -> None:
    async def scenario(session: Session) -> None:
        stand_in.fail_next(Faults(drop="close"))
        first = await session.links.create(form(""))
        assert first.state is LinkState.UNKNOWN
        again = await session.links.send(await session.links.begin(form(""), replaces=first.id))
        assert (again.state, again.replaces) == (LinkState.WAITING, first.id)
        assert again.reference != first.reference
        made = stand_in.records.all()
        assert [link.ref for link in made] == [first.reference, again.reference]
        webhook = webhook_text(stand_in.records.settle(made[which].id, "paid"))
        [verdict] = await session.verify.verify(webhook)
        assert verdict.link is not None
        assert verdict.link.id == (first, again)[which].id
        assert json.loads(webhook)["ref"] == verdict.link.reference
        assert verdict.code == ("paid_unknown", "paid")[which]
        assert await session.ledger.count(LinkQuery(states=(LinkState.PAID,))) == which

    play(scenario)
