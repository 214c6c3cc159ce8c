"""The programs that measure: each is found, listed, described, and has what it imports."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).parents[3] / "tests" / "bench"


def test_every_program_is_listed_and_described(packaging: Any, capsys: pytest.CaptureFixture[str]) -> None:
    bench = packaging("dev.bench")
    assert bench.main([]) == 0
    listed = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()]
    assert [name for name, _ in listed] == sorted(path.stem for path in BENCH.glob("*.py"))
    described = re.findall(r"^\| `(\w+)", (BENCH / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(described) == [name for name, _ in listed]
    assert bench.main(["nothing"]) == 2


def test_every_program_finds_what_it_imports(packaging: Any, tmp_path: Path) -> None:
    environment = packaging("dev.check").private_environment(tmp_path)
    code = "import runpy, sys; [runpy.run_path(file, run_name='loaded') for file in sys.argv[1:]]"
    command = [sys.executable, "-c", code, *map(str, BENCH.glob("*.py"))]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_program_runs_to_its_end(packaging: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bench = packaging("dev.bench")
    (tmp_path / "probe.py").write_text('"""Probes."""\nimport kazadesk, sys\nsys.exit(int(sys.argv[1]))\n')
    monkeypatch.setattr(bench, "FOLDER", tmp_path)
    monkeypatch.setattr(bench, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(bench, "set_up", lambda *locks: None)
    monkeypatch.setattr(bench, "leave_in_order", lambda: None)
    monkeypatch.setenv("WAYLAND_DISPLAY", "not used")
    assert bench.main(["probe", "7"]) == 7
