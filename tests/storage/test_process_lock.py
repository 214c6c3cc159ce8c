from __future__ import annotations

import subprocess
import sys

import pytest

from kazadesk.storage.process_lock import ProcessLock, left_behind


@pytest.fixture
def file(tmp_path):
    return tmp_path / "senders" / "token.lock"


def test_a_lock_is_held_until_it_is_released(file):
    lock = ProcessLock(file)
    assert not ProcessLock.is_held(file)
    assert lock.acquire()
    assert ProcessLock.is_held(file)
    assert ProcessLock.is_held(file)
    assert not ProcessLock(file).acquire()
    lock.release()
    lock.release()
    assert not ProcessLock.is_held(file)
    assert lock.acquire()
    lock.release()


def test_asking_makes_no_file(file):
    assert not ProcessLock.is_held(file)
    assert not file.exists()


def test_another_process_sees_the_lock_and_death_gives_it_back(file, start):
    holder = start("hold", "lock", file)
    assert holder.stdout.readline() == "held\n"
    assert ProcessLock.is_held(file)
    assert not ProcessLock(file).acquire()
    assert left_behind(file.parent) == []
    assert start("hold", "lock", file).stdout.readline() == "refused\n"
    holder.kill()
    holder.wait()
    assert not ProcessLock.is_held(file)
    assert left_behind(file.parent) == [file]
    lock = ProcessLock(file)
    assert lock.acquire()
    lock.release(remove=True)
    assert left_behind(file.parent) == []
    assert not file.exists()


def test_a_child_process_does_not_keep_the_lock(file):
    lock = ProcessLock(file)
    assert lock.acquire()
    program = [sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()"]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, close_fds=False) as child:
        child.stdout.readline()  # only now it surely let go of what it does not inherit
        lock.release()
        assert not ProcessLock.is_held(file)


def test_asking_does_not_keep_the_owner_out(file):
    """Recovering processes ask about every lock file, also while its owner is just taking it."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom kazadesk.storage.process_lock import ProcessLock\n"
        "print(flush=True)\nwhile True: ProcessLock.is_held(Path(sys.argv[1]))"
    )
    asker = subprocess.Popen([sys.executable, "-c", program, str(file)], stdout=subprocess.PIPE)
    try:
        asker.stdout.readline()
        for _ in range(50):
            lock = ProcessLock(file)
            assert lock.acquire()
            lock.release()
    finally:
        asker.kill()
        asker.communicate()
