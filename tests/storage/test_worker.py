from __future__ import annotations

import asyncio
import subprocess
import sys
import threading

import pytest

from kazadesk.storage.worker import Worker, WorkerStopped


@pytest.fixture
def worker():
    worker = Worker("test")
    yield worker
    worker.stop()


def test_jobs_run_in_one_other_thread(worker, run):
    threads = {worker.run(threading.current_thread), worker.run(threading.current_thread)}
    threads.add(run(worker.call(threading.current_thread)))
    assert len(threads) == 1
    assert threading.current_thread() not in threads


def test_what_a_job_raises_reaches_its_caller(worker, run):
    def fail():
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        worker.run(fail)
    with pytest.raises(ValueError, match="no"):
        run(worker.call(fail))
    assert worker.run(lambda: 1) == 1


def test_a_cancelled_job_that_has_not_begun_never_runs(worker, run):
    begun, go, ran = threading.Event(), threading.Event(), []

    def wait_for_go():
        begun.set()
        go.wait()

    async def scenario():
        first = asyncio.create_task(worker.call(wait_for_go))
        second = asyncio.create_task(worker.call(lambda: ran.append("second")))
        await asyncio.to_thread(begun.wait)
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)
        go.set()
        await first

    run(scenario())
    worker.run(lambda: None)
    assert ran == []


def test_a_stopped_worker_finishes_what_it_has_and_takes_no_more(worker, run):
    ran = []

    async def scenario():
        waiting = asyncio.create_task(worker.call(lambda: ran.append("kept")))
        await asyncio.sleep(0)
        worker.stop()
        worker.stop()
        await waiting

    run(scenario())
    assert ran == ["kept"]
    with pytest.raises(WorkerStopped):
        worker.run(lambda: None)
    with pytest.raises(WorkerStopped):
        run(worker.call(lambda: None))


def test_a_result_after_its_loop_is_closed_harms_nothing(worker):
    go = threading.Event()

    async def leave():
        task = asyncio.create_task(worker.call(go.wait))
        await asyncio.sleep(0)
        task.cancel()

    asyncio.run(leave())
    go.set()
    assert worker.run(lambda: "still working") == "still working"


def test_a_stuck_job_does_not_keep_the_process_from_ending():
    program = (
        "import threading\n"
        "from kazadesk.storage.worker import Worker\n"
        "begun = threading.Event()\n"
        "worker = Worker('stuck')\n"
        "worker._put(lambda: (begun.set(), threading.Event().wait()))\n"
        "begun.wait()\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=20)
