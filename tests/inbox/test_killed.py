"""The mailbox is killed while posts come in: what was answered 200 is there, once."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from .conftest import Box

ROUNDS = 3
SENDERS = 4


class Sender(threading.Thread):
    """Posts numbers until the mailbox does not answer any more."""

    def __init__(self, box: Box, name: str, enough: threading.Semaphore) -> None:
        super().__init__()
        self.box, self.label, self.enough = box, name, enough
        self.answered: list[str] = []
        self.sent: list[str] = []

    def run(self) -> None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            while True:
                body = f"{self.label}-{len(self.sent)}"
                self.sent.append(body)
                if self.box.post(body.encode()).status == 200:
                    self.answered.append(body)
                    self.enough.release()


@pytest.mark.skipif(os.name != "posix", reason="process groups are POSIX's")
@pytest.mark.parametrize("form", ["python", "php-sqlite", "php-files"])
def test_what_was_answered_is_kept_once(
    form: str, tmp_path: Path, make_box: Callable[..., AbstractContextManager[Box]]
) -> None:
    box, sent, answered, newest = None, set(), [], 0
    for round_number in range(ROUNDS):
        with make_box(form, tmp_path, box=box) as box:
            enough = threading.Semaphore(0)
            senders = [Sender(box, f"{round_number}-{number}", enough) for number in range(SENDERS)]
            for sender in senders:
                sender.start()
            for _ in range(25 * (round_number + 1)):
                assert enough.acquire(timeout=60)
            assert box.process is not None
            if form == "python":
                box.process.kill()
            else:
                os.killpg(box.process.pid, signal.SIGKILL)
            for sender in senders:
                sender.join(60)
                assert not sender.is_alive()
                sent |= set(sender.sent)
                answered += sender.answered
        with make_box(form, tmp_path, box=box) as box:
            entries = box.entries(limit=1000)
        kept = Counter(entry["body"] for entry in entries)
        assert set(answered) <= kept.keys() <= sent
        assert max(kept.values()) == 1
        ids = [entry["id"] for entry in entries]
        assert ids == sorted(set(ids))
        assert ids[-1] > newest
        newest = ids[-1]
