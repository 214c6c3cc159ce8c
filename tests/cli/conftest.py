"""The command line as a user runs it: a process of its own, in a data folder of the test's own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kazadesk.practice import PracticeServer

ROOT = Path(__file__).resolve().parents[2]
Kazadesk = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def stand_in() -> Iterator[PracticeServer]:
    with PracticeServer() as server:
        yield server


@pytest.fixture
def kazadesk(tmp_path: Path, stand_in: PracticeServer) -> Kazadesk:
    """kazadesk("create", "10", "USD", stdin="…") in practice mode against `stand_in`; `stdout`: a file to write to."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"}

    def run(*args: str, stdin: str | bytes = "", stdout: Any = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kazadesk", "--practice", "--data-dir", str(tmp_path / "بيانات desk")]
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [*command, "--base-url", stand_in.base_url, *args],
            input=data,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=environment,
            timeout=60,
            check=False,
        )
        out, err = ((said or b"").decode().replace("\r\n", "\n") for said in (done.stdout, done.stderr))
        assert "Traceback" not in out + err, err
        return subprocess.CompletedProcess(args, done.returncode, out, err)

    return run
