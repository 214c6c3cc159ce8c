from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from kazadesk.core.errors import LedgerError
from kazadesk.core.link import LinkForm, LinkRequest, LinkState
from kazadesk.services.ports import LinkQuery
from kazadesk.services.session import Session
from kazadesk.services.upkeep import Upkeep
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

FORM = LinkForm("10", "USD", "merchant@example.com", "INV-1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "practice" / "ledger.sqlite"


async def watched(upkeep: Upkeep, done: Callable[[], object]) -> list[LedgerError]:
    """What a watch told until `done`, or raised."""
    told: list[LedgerError] = []
    task = asyncio.ensure_future(upkeep.watch(told.append))
    while not done() and not task.done() and not told:  # noqa: ASYNC110 - files have no event
        await asyncio.sleep(0.002)
    if task.done():
        error = task.exception()
        assert isinstance(error, LedgerError)
        return [error]
    task.cancel()
    return told


def test_one_backup_a_day_is_made_by_itself(play: Callable[..., None], path: Path) -> None:
    made = lambda: list((path.parent / "backups").glob("*.sqlite"))  # noqa: E731

    async def scenario(session: Session) -> None:
        await session.links.create(FORM)
        assert await watched(session.upkeep, made) == []
        [kept] = await session.upkeep.backups()
        preview = await session.upkeep.preview(kept.path)
        assert (preview.links, preview.newest and preview.newest.reference) == (1, "INV-1")

    async def again(session: Session) -> None:
        task = asyncio.ensure_future(session.upkeep.watch(lambda _error: None))
        await asyncio.wait([task], timeout=0.2)
        task.cancel()
        assert len(made()) == 1

    play(scenario)
    play(again)


def test_after_an_unclean_end_the_ledger_is_checked_once(play: Callable[..., None], path: Path) -> None:
    left = path.parent / "senders" / "dead.lock"

    async def scenario(session: Session) -> None:
        assert not await session.upkeep.check()

    async def unclean(session: Session) -> None:
        assert left.exists()
        assert await session.upkeep.check()
        assert not left.exists()
        assert not await session.upkeep.check()
        assert len(list(left.parent.glob("*.lock"))) == 1  # this process's own

    play(scenario)
    left.touch()
    play(unclean)
    play(scenario)


def test_a_damaged_ledger_is_found_and_a_backup_put_in_its_place(play: Callable[..., None], path: Path) -> None:
    async def good(session: Session) -> None:
        await session.links.create(FORM)
        await session.upkeep.back_up()

    async def damaged(session: Session) -> None:
        [error] = await watched(session.upkeep, lambda: False)
        assert error.code == "ledger_corrupt"
        with pytest.raises(LedgerError) as busy:
            await session.upkeep.restore((await session.upkeep.backups())[0].path)
        assert busy.value.code == "ledger_busy"

    async def restored(session: Session) -> None:
        assert await session.ledger.count(LinkQuery()) == 1

    async def empty(session: Session) -> None:
        assert await session.ledger.count(LinkQuery()) == 0

    play(good)
    broken = bytearray(path.read_bytes())
    with closing(apsw.Connection(str(path))) as ledger:
        start = (ledger.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'confirmations'").get - 1) * 4096
    broken[start : start + 64] = b"\x5a" * 64  # a page that nothing reads at start
    path.write_bytes(broken)
    (path.parent / "senders" / "dead.lock").touch()
    play(damaged)
    upkeep = Upkeep(path)
    kept = asyncio.run(upkeep.backups())
    result = asyncio.run(upkeep.restore(kept[0].path))
    assert (result.aside / path.name).read_bytes() == broken
    play(restored)
    asyncio.run(upkeep.begin_anew())
    play(empty)
    assert len(list(path.parent.glob("replaced-*"))) == 2


def test_a_backup_that_cannot_be_made_is_told(play: Callable[..., None], path: Path) -> None:
    async def scenario(session: Session) -> None:
        (path.parent / "backups").write_text("in the way")
        [error] = await watched(session.upkeep, lambda: False)
        assert error.code == "ledger_unavailable"

    play(scenario)


def test_what_a_program_left_on_its_way_is_settled_while_another_is_open(
    play: Callable[..., None], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that was killed beside an open window."""
    monkeypatch.setattr("kazadesk.services.upkeep.EVERY_SECONDS", 0.01)

    async def scenario(session: Session) -> None:
        request = LinkRequest("10", "USD", "merchant@example.com", "INV-1")
        other = SqliteLedger.open(path)
        link = await other.add_link(request, profile="practice", sender="killed")
        await other.mark_maybe_sent(link.id)
        await other.close()
        task = asyncio.ensure_future(session.upkeep.watch(lambda _error: None))
        async with asyncio.timeout(20):
            while (await session.ledger.links(LinkQuery()))[0].state is LinkState.SENDING:  # noqa: ASYNC110
                await asyncio.sleep(0.002)
        task.cancel()
        assert [one.state for one in await session.ledger.links(LinkQuery())] == [LinkState.UNKNOWN]

    play(scenario)
