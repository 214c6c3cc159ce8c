"""A log as one paste: read in a process of its own, every webhook judged, ended at once when it is stopped."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kazadesk.core.errors import InputError
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.webhook.reading.log import MAX_LOG
from kazadesk.practice.account import CREDENTIALS, EMAIL
from kazadesk.services.log_file import summary, verify_log
from kazadesk.services.session import Session
from tests.bench.log_paste import damaged
from tests.log_forms import FORMS, Webhook, webhooks

SIZE = 1_300_000


async def add(session: Session, hooks: list[Webhook]) -> None:
    for each in hooks:
        request = LinkRequest(each["amount"], "USD", EMAIL, each["ref"])
        link = await session.links._ledger.add_link(request, profile="practice", sender="test")
        created = CreatedLink(f"http://127.0.0.1/{each['order_id']}", each["order_id"])
        await session.links._ledger.finish_link(link.id, LinkState.WAITING, created=created)


@pytest.mark.parametrize("name", FORMS)
def test_every_webhook_of_a_large_file_is_judged(name: str, play: Callable[..., None], tmp_path: Path) -> None:
    hooks = webhooks(12, CREDENTIALS)
    path = tmp_path / "سجل.log"
    path.write_text(FORMS[name](SIZE, hooks), "utf-8")
    progress: list[tuple[int, int]] = []

    async def scenario(session: Session) -> None:
        await add(session, hooks[:10])
        verdicts = await verify_log(session.verify, path, lambda percent, found: progress.append((percent, found)))
        assert [verdict.order_id for verdict in verdicts] == [each["order_id"] for each in hooks]
        assert summary(verdicts) == {"new": 10, "known": 0, "not_ours": 2, "not_authentic": 0, "other": 0}
        again = await verify_log(session.verify, path, lambda percent, found: None)
        assert summary(again)["known"] == 12

    play(scenario)
    assert progress == sorted(progress)


def test_damaged_lines_turn_nothing_green(play: Callable[..., None], tmp_path: Path) -> None:
    chance = random.Random(5)
    hooks = [each | {"status": "timed_out"} for each in webhooks(50, CREDENTIALS)]
    path = tmp_path / "damaged.log"
    path.write_text("\n".join(f"[info] {damaged(chance.choice(hooks), chance)}" for _ in range(1500)), "utf-8")

    async def scenario(session: Session) -> None:
        await add(session, hooks)
        verdicts = await verify_log(session.verify, path, lambda percent, found: None)
        assert len(verdicts) > 100
        assert {verdict.code for verdict in verdicts}.isdisjoint({"paid"})

    play(scenario)


def test_it_is_stopped_at_once_and_leaves_no_process(play: Callable[..., None], tmp_path: Path) -> None:
    hooks = webhooks(300, CREDENTIALS)
    path = tmp_path / "log"
    path.write_text(
        "\n".join(json.dumps({"n": number, "body": each}) for number, each in enumerate(hooks * 20)), "utf-8"
    )

    async def scenario(session: Session) -> None:
        reached = asyncio.Event()
        kept: list[object] = []
        job = asyncio.create_task(
            verify_log(session.verify, path, lambda percent, found: reached.set(), into=kept)  # type: ignore[arg-type]
        )
        await asyncio.wait_for(reached.wait(), 25)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job

    play(scenario)


def test_what_cannot_be_read_is_said(play: Callable[..., None], tmp_path: Path) -> None:
    large, binary, empty = tmp_path / "large", tmp_path / "binary", tmp_path / "plain"
    with large.open("wb") as file:
        file.truncate(MAX_LOG + 1)
    binary.write_bytes(b"\xff\x00\x81" * 500_000)
    empty.write_text("nothing here\n" * 100_000, "utf-8")

    async def scenario(session: Session) -> None:
        with pytest.raises(InputError, match="log_too_large"):
            await verify_log(session.verify, large, lambda percent, found: None)
        with pytest.raises(InputError, match="unreadable_file"):
            await verify_log(session.verify, tmp_path / "none", lambda percent, found: None)
        for path in (binary, empty):
            [verdict] = await verify_log(session.verify, path, lambda percent, found: None)
            assert verdict.reasons == ("no_payload",)

    play(scenario)
