"""`bootstrap.py windows`: KazaDesk built, installed and used as a real Windows program, under Wine. Linux, as root.

    python3 packaging/bootstrap.py windows [--work FOLDER] [--only WORDS ...] [--no-tests]

Makes a Debian with Wine, a Windows Python and the locked wheels for Windows once (10 minutes, 6 GB, in
~/.cache/kazadesk-windows); then builds bundle and installer from these sources and proves them, a line a step.
FOLDER (default: build/windows) gets the report and pictures of the window, which somebody has to look at.
--only runs the steps whose names hold one of these words; --again does so with the bundle and the installation that
the run before has left, and with the sources of now.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import time
import traceback
from pathlib import Path

from bare.root import enter_namespaces, provide
from bundle import innosetup
from setup.common import ROOT, Refusal
from setup.environment import set_up
from wine import python
from wine.batches import Batches
from wine.machine import Windows
from wine.root import WineRoot
from wine.steps import Step, Steps

CACHE = Path("~/.cache/kazadesk-windows").expanduser()
TOOLS = {"debootstrap": "debootstrap", "git": "git", "npm": "npm"}


class Report:
    """Lines on standard output, and the same in a file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._file.write_text("", "utf-8")
        self.failed: list[str] = []

    def line(self, text: str) -> None:
        print(text, flush=True)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(f"{text}\n")

    def prove(self, name: str, step: Step) -> None:
        began = time.monotonic()
        try:
            found = step()
        except (Refusal, OSError, LookupError, ValueError, TypeError, subprocess.SubprocessError) as error:
            # the other steps may still be right
            self.failed.append(name)
            why = str(error) if isinstance(error, Refusal) else traceback.format_exc()
            self.line(f"FAILED  {name} ({time.monotonic() - began:.0f} s)\n{why}")
        else:
            self.line(f"ok      {name} ({time.monotonic() - began:.0f} s): {found}")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("bootstrap.py windows", allow_abbrev=False)
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "windows")
    parser.add_argument("--only", nargs="+", default=[""], help="steps whose names hold one of these words")
    parser.add_argument("--again", action="store_true", help="go on with the Windows of the run before")
    parser.add_argument("--no-tests", action="store_true", help="leave the batches of tests out")
    options = parser.parse_args(arguments)
    enter_namespaces()
    provide(TOOLS)
    set_up("requirements.lock", window=False)
    work = options.work.absolute()
    for folder in (work, CACHE):
        folder.mkdir(parents=True, exist_ok=True)
    for old in work.glob("*.png"):
        old.unlink()
    report = Report(work / "report.txt")
    began = time.monotonic()
    windows = prepared(work, again=options.again)
    report.line(f"ok      Wine, a Windows Python and the locked wheels ({time.monotonic() - began:.0f} s)")
    steps = list(Steps(windows, work).all())
    if not options.no_tests:
        steps += Batches(windows, work, CACHE).all()
    for name, step in steps:
        if any(words in name for words in options.only):
            report.prove(name, step)
    minutes = (time.monotonic() - began) / 60
    report.line(f"\n{len(report.failed)} steps failed; {minutes:.0f} minutes. Look at {work}/*.png.")
    return 1 if report.failed else 0


def prepared(work: Path, *, again: bool) -> Windows:
    """A Windows with a Python, the wheels, the sources and Inno Setup."""
    root = WineRoot(CACHE, work)
    made = python.make_python(root, CACHE)
    parts = {"python": made, "wheels": python.fetch_wheels(CACHE), "icu": python.make_icu(root, CACHE)}
    windows = Windows(root, work, again=again, **parts)
    windows.copy_sources(ROOT)
    inside = windows.drive / "src" / "build" / "innosetup"
    shutil.copytree(innosetup.fetch(CACHE / "innosetup"), inside, dirs_exist_ok=True)
    asked = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    if asked.returncode == 0:
        windows.variables["SOURCE_DATE_EPOCH"] = asked.stdout.strip()
    return windows
