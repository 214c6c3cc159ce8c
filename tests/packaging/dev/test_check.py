"""The test command: what tests are given, what is started for them, and what is said at the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def test_tests_see_nothing_of_the_users_session(
    packaging: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in (
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "DBUS_SESSION_BUS_ADDRESS",
        "QT_SCALE_FACTOR",
        "https_proxy",
        "LANGUAGE",
    ):
        monkeypatch.setenv(name, "the user's")
    monkeypatch.setenv("HOME", "/home/merchant")
    environment = packaging("dev.check").private_environment(tmp_path)
    assert "the user's" not in environment.values()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR", "APPDATA"):
        assert Path(environment[name]).parent == tmp_path
        assert Path(environment[name]).stat().st_mode & 0o77 == 0
    assert environment["PATH"] == os.environ["PATH"]
    assert environment["PYTHONPATH"] == str(Path(__file__).parents[3])


def report(name: str, **counts: int) -> str:
    numbers = " ".join(f'{key}="{value}"' for key, value in counts.items())
    return f'<?xml version="1.0"?><testsuites><testsuite name="{name}" {numbers}/></testsuites>'


def test_the_summary_counts_all_phases(packaging: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    check = packaging("dev.check")
    (tmp_path / "tests.xml").write_text(report("a", tests=10, failures=1, errors=1, skipped=2))
    (tmp_path / "window tests.xml").write_text(report("b", tests=5, failures=0, errors=0, skipped=0))
    assert check.counted(tmp_path) == (11, 2, 2)
    steps = [check.Step("mypy", 0, 3.0), check.Step("tests", 1, 61.2)]
    assert check.summary(steps, {"window tests": ["xvfb"]}, 11, 2, 2) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "===== summary",
        "mypy             passed            3.0 s",
        "tests            FAILED (1)       61.2 s",
        "Not run: window tests, for want of xvfb.",
        "11 passed, 2 failed, 2 skipped",
    ]


@pytest.mark.parametrize(
    ("statuses", "passed", "ending"),
    [
        ([0, 0], 7, 0),
        ([0, 5], 7, 0),  # one of the phases has no tests
        ([5, 5], 0, 1),  # none has
        ([0, 1], 7, 1),  # coverage of the core, for example
        ([0, -9], 7, 1),
    ],
)
def test_only_what_failed_is_a_failure(packaging: Any, statuses: list[int], passed: int, ending: int) -> None:
    check = packaging("dev.check")
    steps = [check.Step(name, status, 1.0) for name, status in zip(("tests", "window tests"), statuses, strict=True)]
    assert check.summary(steps, {}, passed, 0, 0) == ending


@pytest.mark.window
def test_a_display_of_its_own_goes_away_with_all_that_used_it(packaging: Any, tmp_path: Path) -> None:
    check = packaging("dev.check")
    environment = check.private_environment(tmp_path)
    with check.display(tmp_path, environment) as screen, check.session(tmp_path, environment | screen) as bus:
        assert screen["DISPLAY"] != os.environ["DISPLAY"]
        asked = subprocess.run(["xdotool", "getdisplaygeometry"], env=environment | screen, capture_output=True)
        assert asked.stdout.split() == [b"1366", b"768"]
        assert bus["DBUS_SESSION_BUS_ADDRESS"].startswith("unix:")
    asked = subprocess.run(["xdotool", "getdisplaygeometry"], env=environment | screen, capture_output=True)
    assert asked.returncode != 0


@pytest.mark.window
def test_a_helper_that_does_not_start_is_named(packaging: Any, tmp_path: Path) -> None:
    broken = packaging("dev.check").started(
        tmp_path, dict(os.environ), "Xvfb", "-displayfd", "{}", "-screen", "0", "none"
    )
    with pytest.raises(packaging("setup.common").Refusal, match="Xvfb -displayfd"), broken:
        pytest.fail("it started")


@pytest.mark.skipif(os.name != "posix", reason="signals between processes are POSIX's")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_interrupted_step_lets_the_tests_clean_up(tmp_path: Path, number: int) -> None:
    clean_up = "import time\ntry:\n  print('on', flush=True); time.sleep(60)\nfinally: open('cleaned', 'w').close()"
    program = f"""
import os, signal, sys
sys.path.insert(0, {str(Path(__file__).parents[3] / "packaging")!r})
from dev import check
check.ROOT = {str(tmp_path)!r}
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
check.step("tests", [sys.executable, "-c", {clean_up!r}], dict(os.environ))
"""
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, start_new_session=True)
    for line in process.stdout or ():
        if line == b"on\n":
            break
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as a terminal does
    else:
        process.send_signal(number)
    process.communicate(timeout=20)
    assert process.returncode != 0
    assert (tmp_path / "cleaned").exists()
