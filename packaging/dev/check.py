"""`bootstrap.py test`: the checkers, then the tests, in a home and a desktop session of their own."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from setup.common import BIN, LINUX, PYTHON, ROOT, Refusal, transcript
from setup.environment import set_up
from setup.system_packages import apt_install, python_library

CHECKERS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
    "import-linter": ["lint-imports"],
}

# What tests need of the system: a command, or a pattern of files; its Debian package; the tests. Window tests are left
# out where something of theirs is missing; the others are expected to skip themselves, which pytest then lists.
TOOLS = [
    ("Xvfb", "xvfb", "window tests"),
    ("openbox", "openbox", "window tests"),
    ("xdotool", "xdotool", "window tests"),
    ("xclip", "xclip", "window tests"),
    ("dbus-daemon", "dbus", "window tests"),
    ("/usr/share/dbus-1/services/org.a11y.Bus.service", "at-spi2-core", "window tests"),
    ("/usr/share/fonts/**/Noto*Arabic*", "fonts-noto-core", "window tests"),
    ("orca", "orca", "what Orca itself says (its acts are tested over AT-SPI)"),
    ("dbus-run-session", "dbus", "tests of the system keyring"),
    ("gnome-keyring-daemon", "gnome-keyring", "tests of the system keyring"),
    ("php", "php-cli", "tests against the provider's PHP example and of the PHP mailbox"),
    ("/usr/lib/php/*/sqlite3.so", "php-sqlite3", "tests of the PHP mailbox"),
    ("ps", "procps", "tests of what other processes can see"),
    ("pdftoppm", "poppler-utils", "tests of payment slips"),
    ("objdump", "binutils", "tests of bundles"),
    ("/usr/lib/postgresql/*/bin/initdb", "postgresql", "tests of a ledger shared by several desks"),
]
# Debian's Python is not linked to the library of it that PyInstaller puts into a bundle.
if LINUX and (library := python_library()):
    TOOLS.append((str(library[0]), library[1], "tests of bundles"))

# Nothing of the user's data, session, language or proxy reaches the tests.
KEPT_FROM_TESTS = re.compile(
    r"(XDG|QT|GTK|DBUS|LC|KAZADESK|PYTHON)_?.*|LANG.*|.*_proxy|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY", re.IGNORECASE
)


HELPERS_LOG = "helpers.log"
PATIENCE = 20  # seconds for a helper to be ready
CORE_TESTS = "tests/core"
NO_TESTS = 5  # pytest's exit status when nothing was collected


class Step(NamedTuple):
    name: str
    status: int
    seconds: float


def main(arguments: list[str]) -> int:
    """Runs everything, or with arguments only pytest with those; the exit status."""
    sentence = set_up("requirements.lock", "requirements-test.lock")
    if sentence:
        raise Refusal(sentence)
    lacking = missing_tools()
    leave_in_order()
    with tempfile.TemporaryDirectory(prefix="kazadesk-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        environment = private_environment(home)
        steps = []
        if not arguments:
            for name, command in CHECKERS.items():
                steps.append(step(name, [BIN / command[0], *command[1:]], environment))
        steps += tests(arguments, lacking, home, environment)
        return summary(steps, lacking, *counted(home))


def leave_in_order() -> None:
    """Told to end, this process first ends everything that it started."""
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(number, lambda number, _frame: sys.exit(128 + number))


def missing_tools() -> dict[str, list[str]]:
    """Kind of tests -> Debian packages that they still lack, after installing what may be installed."""

    def missing() -> list[tuple[str, str, str]]:
        return [tool for tool in TOOLS if not (shutil.which(tool[0]) or any(Path("/").glob(tool[0].lstrip("/"))))]

    if LINUX and missing():
        apt_install(sorted({package for _, package, _ in missing()}))
    lacking: dict[str, list[str]] = {}
    for _, package, kind in missing():
        lacking.setdefault(kind, []).append(package)
    return lacking


def ready_for_windows() -> None:
    """Everything is installed that a command of its own with a window needs. Raises Refusal."""
    sentence = set_up("requirements.lock", "requirements-test.lock")
    if sentence:
        raise Refusal(sentence)
    lacking = missing_tools().get("window tests")
    if lacking:
        raise Refusal(f"This needs a window, and that {', '.join(lacking)}.")
    leave_in_order()


def private_environment(home: Path) -> dict[str, str]:
    """The variables of the tests, with every folder of the user's replaced by one under `home`."""
    environment = {name: value for name, value in os.environ.items() if not KEPT_FROM_TESTS.fullmatch(name)}
    folders = {"HOME": "home", "USERPROFILE": "home", "APPDATA": "roaming", "LOCALAPPDATA": "local"}
    folders |= {f"XDG_{kind}_HOME": kind.lower() for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
    for variable, name in {**folders, "XDG_RUNTIME_DIR": "run"}.items():
        (home / name).mkdir(mode=0o700, exist_ok=True)
        environment[variable] = str(home / name)
    if LINUX:
        environment["LC_ALL"] = "C.UTF-8"  # Qt warns about a locale that is not UTF-8, and warnings fail tests
    return {**environment, "PYTHONPATH": str(ROOT), "COVERAGE_FILE": str(home / "coverage")}


def tests(arguments: list[str], lacking: dict[str, list[str]], home: Path, environment: dict[str, str]) -> list[Step]:
    """Most tests side by side without a display; then, one after the other, those that use a window's mouse and keys.

    The core's tests come first and alone have their coverage measured, which would slow down everything that calls the
    core. A display has one pointer and one focused window; a display for each worker would make them share two cores.
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-m", action="append", default=[])
    chosen, others = parser.parse_known_args(arguments)

    def phase(name: str, marker: str, options: list[str], more: dict[str, str]) -> Step:
        markers = " and ".join(f"({expression})" for expression in [marker, *chosen.m])
        report = home / f"{name}.xml"
        command: list[str | Path] = [PYTHON, "-m", "pytest", "-m", markers, f"--junitxml={report}", *options]
        return step(name, command, {**environment, **more})

    workers = ["-n", str(min(os.cpu_count() or 2, 8)), "--dist", "loadfile", "--max-worker-restart=0"]
    coverage = ["--cov=kazadesk.core", "--cov-report=term-missing:skip-covered", "--cov-fail-under=100"]
    with session(home, environment) as bus:
        without = {"QT_QPA_PLATFORM": "offscreen", **bus}
        steps = []
        if not arguments:
            steps.append(phase("core", "not window", [*workers, *coverage, CORE_TESTS], without))
            others = [f"--ignore={CORE_TESTS}"]
        steps.append(phase("tests", "not window", [*workers, *others], without))
    if "window tests" not in lacking:
        with display(home, environment) as screen, session(home, environment | screen) as bus:
            steps.append(phase("window tests", "window", [*others, "-n0"], {**screen, **bus}))
    return steps


def step(name: str, command: Sequence[str | Path], environment: dict[str, str]) -> Step:
    """Runs one command, its output passed on. Interrupted, it is given time to end what it started."""
    print(f"\n===== {name}", flush=True)
    began = time.monotonic()
    stdin = None if sys.stdin and sys.stdin.isatty() else subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=stdin)
    try:
        status = process.wait()
    except BaseException as interruption:
        if not isinstance(interruption, KeyboardInterrupt):  # the terminal sends Ctrl+C to both
            process.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        raise
    return Step(name, status, time.monotonic() - began)


# --- A desktop session for the tests ---------------------------------------------------------------------------------


@contextlib.contextmanager
def session(home: Path, environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """A D-Bus session; gives its variable. Where there is no D-Bus nothing is started: no test can reach the user's."""
    if not (LINUX and shutil.which("dbus-daemon")):
        yield {}
        return
    with started(home, environment, "dbus-daemon", "--session", "--nofork", "--print-address={}") as address:
        yield {"DBUS_SESSION_BUS_ADDRESS": address}


@contextlib.contextmanager
def display(home: Path, environment: dict[str, str], size: str = "1366x768") -> Iterator[dict[str, str]]:
    """A screen in memory with a window manager on it, on whatever display number is free; gives its variables."""
    xvfb = ["Xvfb", "-displayfd", "{}", "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
    with started(home, environment, *xvfb) as number:
        screen = {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        manager = ["openbox", "--sm-disable"]  # does not say when it is ready; from then on the display has desktops
        with helper(home, environment | screen, manager):
            asking = ["xdotool", "get_num_desktops"]
            latest = time.monotonic() + PATIENCE
            while subprocess.run(asking, env=environment | screen, capture_output=True, check=False).returncode:
                if time.monotonic() > latest:
                    raise did_not_start(home, manager)
                time.sleep(0.05)
            yield screen


@contextlib.contextmanager
def started(home: Path, environment: dict[str, str], *command: str) -> Iterator[str]:
    """Runs a helper until the block ends; gives the line it writes, once ready, to the descriptor put for `{}`."""
    answer, report = os.pipe()
    command = tuple(word.format(report) for word in command)
    with os.fdopen(answer) as lines, helper(home, environment, command, report):
        os.close(report)
        line = lines.readline().strip() if select.select([lines], [], [], PATIENCE)[0] else ""
        if not line:
            raise did_not_start(home, command)
        yield line


@contextlib.contextmanager
def helper(home: Path, environment: dict[str, str], command: Sequence[str], *descriptors: int) -> Iterator[None]:
    """Runs a program, and ends it and all that it started when the block ends."""
    with (home / HELPERS_LOG).open("ab") as log:
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=descriptors,
            start_new_session=True,  # Ctrl+C is for the tests; the helpers outlive them
        )
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)


def did_not_start(home: Path, command: Sequence[str]) -> Refusal:
    transcript.append((home / HELPERS_LOG).read_text("utf-8", "replace"))
    return Refusal(f"Tests cannot run, because this did not start: {' '.join(command)}")


# --- The end ---------------------------------------------------------------------------------------------------------


def counted(home: Path) -> tuple[int, int, int]:
    """Tests (passed, failed, skipped) by the reports of all phases."""
    total = failed = skipped = 0
    for report in home.glob("*.xml"):
        for suite in ElementTree.parse(report).iter("testsuite"):
            total += int(suite.get("tests", 0))
            failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped += int(suite.get("skipped", 0))
    return max(0, total - failed - skipped), failed, skipped


def summary(steps: list[Step], lacking: dict[str, list[str]], passed: int, failed: int, skipped: int) -> int:
    """Prints how everything ended, and gives the exit status for it."""
    print("\n===== summary")
    for name, status, seconds in steps:
        outcome = {0: "passed", NO_TESTS: "no such tests"}.get(status, f"FAILED ({status})")
        print(f"{name:<16} {outcome:<14} {seconds:6.1f} s")
    for kind, packages in lacking.items():
        print(f"Not run: {kind}, for want of {', '.join(packages)}.")
    tested = passed + failed > 0
    if not tested:
        print("No test ran at all.")
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 0 if tested and all(status in (0, NO_TESTS) for _, status, _ in steps) else 1
