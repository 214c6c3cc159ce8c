"""A small run of tests/bench/chaos.py, which counts for itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "tests" / "bench" / "chaos.py"


def test_nothing_is_lost_doubled_or_wrong_whatever_happens() -> None:
    command = [sys.executable, str(PROGRAM), "--links", "400", "--seed", "7"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 lost, 0 doubled, 0 wrong; " in done.stdout
    assert " 0 kills" not in done.stdout
