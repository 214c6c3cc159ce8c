"""Batches on a real ledger against the real stand-in: each row once, whatever happens."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kazadesk.core.errors import BatchError
from kazadesk.core.link import LinkState
from kazadesk.practice import Faults, PracticeServer
from kazadesk.practice.faults import error
from kazadesk.services.books.batch import MAX_UNKNOWN
from kazadesk.services.books.results import failed_table, results_table, save_table
from kazadesk.services.books.workbook import read_sheet
from kazadesk.services.session import Session

Play = Callable[..., None]


@pytest.fixture
def make_list(tmp_path: Path) -> Callable[..., Path]:
    """make_list(rows, extra lines) is a file with references INV-1, INV-2 …"""

    def make(rows: int, *more: str, name: str = "list.csv") -> Path:
        path = tmp_path / name
        lines = ["amount,currency,ref,name,phone"]
        lines += [f"{number}.50,USD,INV-{number},أحمد {number},+963 11 {number}" for number in range(1, rows + 1)]
        path.write_text("\n".join([*lines, *more]), "utf-8")
        return path

    return make


async def _send(session: Session, path: Path, *, again: bool = False):
    service = session.books.batches
    preview = await service.check(path, again=again)
    assert not preview.checked.problems
    return service.run(await service.begin(preview, again=again))


async def _states(session: Session, run) -> Counter[str]:
    rows = await session.books.batches.rows(run.batch)
    return Counter(str(sent.link.state) if sent.link else "none" for sent in rows)


def test_every_row_gets_its_link(play: Play, stand_in: PracticeServer, make_list: Callable[..., Path]) -> None:
    async def scenario(session: Session) -> None:
        run = await _send(session, make_list(30))
        progress = await run.run()
        assert (progress.settled, progress.stopped) == (30, None)
        rows = await session.books.batches.rows(run.batch)
        assert [(sent.row.number, sent.link.reference, sent.link.amount) for sent in rows if sent.link] == [
            (number + 1, f"INV-{number}", f"{number}.50") for number in range(1, 31)
        ]
        assert sorted(made.ref for made in stand_in.records.all()) == sorted(f"INV-{n}" for n in range(1, 31))
        assert session.profiles.defaults().currency == "USD"

    play(scenario)


def test_the_same_list_is_not_sent_twice_by_mistake(play: Play, make_list: Callable[..., Path]) -> None:
    async def scenario(session: Session) -> None:
        path = make_list(3)
        await (await _send(session, path)).run()
        again = await session.books.batches.check(make_list(3, "", name="saved otherwise.csv"))
        with pytest.raises(BatchError) as caught:
            await session.books.batches.begin(again)
        assert (caught.value.code, caught.value.details["name"]) == ("sent_before", "list.csv")
        taken = await session.books.batches.check(path, again=True)
        assert [problem.code for problem in taken.checked.problems] == ["taken"] * 3

    play(scenario)


def test_two_who_read_a_list_at_the_same_moment_send_it_once(play: Play, make_list: Callable[..., Path]) -> None:
    async def scenario(session: Session) -> None:
        service, path = session.books.batches, make_list(3)
        ours, theirs = [await service.check(path) for _ in range(2)]
        first = await service.begin(ours)
        with pytest.raises(BatchError) as caught:
            await service.begin(theirs)
        assert caught.value.code == "sent_before"
        assert [batch.id for batch in await service.batches()] == [first.id]

    play(scenario)


def test_a_row_without_a_reference_may_be_sent_again(play: Play, stand_in: PracticeServer, tmp_path: Path) -> None:
    async def scenario(session: Session) -> None:
        path = tmp_path / "members.csv"
        path.write_text("amount\n5\n6\n", "utf-8")
        await (await _send(session, path)).run()
        await (await _send(session, path, again=True)).run()
        assert len(stand_in.records.all()) == 4

    play(scenario)


@pytest.mark.parametrize(
    "answer",
    [
        error(401, b'{"message": "Unauthorized"}'),
        error(200, b'{"error": {"message": "x", "details": {"key": "USER_IS_BLOCK_DU_TO_CHANGING_THE_IP"}}}'),
    ],
)
def test_a_wrong_key_or_a_locked_account_stops_at_the_first_answer(
    play: Play, stand_in: PracticeServer, make_list: Callable[..., Path], answer: Faults
) -> None:
    async def scenario(session: Session) -> None:
        run = await _send(session, make_list(20))
        for _ in range(20):
            stand_in.fail_next(answer)
        progress = await run.run()
        assert progress.stopped in ("key_rejected", "account_blocked")
        assert await _states(session, run) == Counter({"none": 19, "failed": 1})

    play(scenario)


def test_without_a_way_to_kazawallet_nothing_is_begun_and_it_goes_on_later(
    play: Play, stand_in: PracticeServer, make_list: Callable[..., Path]
) -> None:
    async def scenario(session: Session) -> None:
        run = await _send(session, make_list(12))
        stand_in.stop()
        progress = await run.run()
        assert progress.stopped == "connection_refused"
        assert await _states(session, run) == Counter({"none": 11, "unsent": 1})
        with PracticeServer(port=stand_in.port):
            progress = await session.books.batches.run(run.batch).run()
            assert await _states(session, run) == Counter({"waiting": 12})

    play(scenario)


def test_to_wait_is_obeyed_and_the_row_is_sent_again(
    play: Play, stand_in: PracticeServer, make_list: Callable[..., Path]
) -> None:
    async def scenario(session: Session) -> None:
        run = await _send(session, make_list(12))
        stand_in.fail_next(error(429, b"{}", retry_after="1"))
        waits = []
        run.changed = lambda: waits.append(run.progress.waiting)
        progress = await run.run()
        assert progress.stopped is None
        assert max(waits) == 1
        assert await _states(session, run) == Counter({"waiting": 12})
        assert len(stand_in.records.all()) == 12

    play(scenario)


def test_unknown_rows_are_never_sent_again(
    play: Play, stand_in: PracticeServer, make_list: Callable[..., Path]
) -> None:
    async def scenario(session: Session) -> None:
        run = await _send(session, make_list(10))
        for _ in range(2):
            stand_in.fail_next(Faults(drop="reset"))
        await run.run()
        assert await _states(session, run) == Counter({"waiting": 8, "unknown": 2})
        made = len(stand_in.records.all())
        await session.books.batches.run(run.batch).run()
        assert len(stand_in.records.all()) == made
        assert await _states(session, run) == Counter({"waiting": 8, "unknown": 2})

    play(scenario)


def test_a_series_of_unknown_outcomes_stops_the_batch(
    play: Play, stand_in: PracticeServer, make_list: Callable[..., Path]
) -> None:
    async def scenario(session: Session) -> None:
        run = await _send(session, make_list(60))
        for _ in range(60):
            stand_in.fail_next(Faults(drop="reset"))
        progress = await run.run()
        assert progress.stopped == "unknown_series"
        assert MAX_UNKNOWN <= progress.states[LinkState.UNKNOWN] <= MAX_UNKNOWN + 8

    play(scenario)


def test_pause_and_cancel(play: Play, stand_in: PracticeServer, make_list: Callable[..., Path]) -> None:
    async def scenario(session: Session) -> None:
        run = await _send(session, make_list(40))
        paused = asyncio.Event()

        def look() -> None:
            if run.progress.settled >= 10 and not paused.is_set():
                paused.set()
                run.pause()

        run.changed = look
        going = asyncio.create_task(run.run())
        await paused.wait()
        for _ in range(200):  # what was under way ends
            await asyncio.sleep(0.005)
            if run.progress.settled == len(stand_in.records.all()):
                break
        settled = run.progress.settled
        assert 10 <= settled <= 18
        run.cancel()
        progress = await going
        assert progress.stopped == "cancelled"
        assert progress.settled <= settled + 8
        await session.books.batches.run(run.batch).run()
        assert await _states(session, run) == Counter({"waiting": 40})
        assert len(stand_in.records.all()) == 40

    play(scenario)


def test_two_that_send_one_batch_send_each_row_once(
    play: Play, stand_in: PracticeServer, make_list: Callable[..., Path]
) -> None:
    async def scenario(session: Session) -> None:
        first = await _send(session, make_list(40))
        second = session.books.batches.run(first.batch)
        await asyncio.gather(first.run(), second.run())
        assert await _states(session, first) == Counter({"waiting": 40})
        assert len({made.ref for made in stand_in.records.all()}) == len(stand_in.records.all()) == 40

    play(scenario)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_results_and_failed_rows_are_read_back(
    play: Play, stand_in: PracticeServer, tmp_path: Path, make_list: Callable[..., Path], ending: str
) -> None:
    async def scenario(session: Session) -> None:
        path = make_list(3, "7,USD,00123,-7,1E5", "8,USD,+963,=1+1,3-4")
        run = await _send(session, path)
        stand_in.fail_next(error(400, b"{}"))
        await run.run()
        rows = await session.books.batches.rows(run.batch)
        results, failed = tmp_path / f"results.{ending}", tmp_path / f"failed.{ending}"
        table = results_table(run.batch, rows, lambda sent: "why", lambda sent: str(sent.link and sent.link.state))
        await asyncio.to_thread(save_table, results, table)
        read = await asyncio.to_thread(read_sheet, results)
        assert read.sheet.rows == table
        assert read.sheet.rows[4][:5] == ["7", "USD", "00123", "-7", "1E5"]
        assert read.sheet.rows[5][2:5] == ["+963", "=1+1", "3-4"]
        await asyncio.to_thread(save_table, failed, failed_table(run.batch, rows))
        assert (await asyncio.to_thread(read_sheet, failed)).sheet.rows[1][2] == "INV-1/2"
        await (await _send(session, failed)).run()
        assert sorted(made.ref for made in stand_in.records.all()) == ["+963", "00123", "INV-1/2", "INV-2", "INV-3"]

    play(scenario)


def test_customers_are_kept_with_their_links(play: Play, make_list: Callable[..., Path]) -> None:
    async def scenario(session: Session) -> None:
        run = await _send(session, make_list(2))
        await run.run()
        rows = await session.books.batches.rows(run.batch)
        assert [(sent.row.customer.name, sent.row.customer.phone) for sent in rows] == [
            ("أحمد 1", "+963 11 1"),
            ("أحمد 2", "+963 11 2"),
        ]

    play(scenario)
