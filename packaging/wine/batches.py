"""The project's tests under Windows' Python, in batches; and what only Wine gets wrong, each with its proof."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from setup.common import Refusal
from wine.machine import SOURCES, Windows
from wine.python import unpack_wheels
from wine.steps import Step

BATCHES = ("core", "words", "storage", "services", "api", "inbox", "practice", "cli", "window", "ui")

# A pattern of test names -> why Wine, and not Windows, is at fault. Nothing else is excused.
ONLY_WINE: dict[str, str] = {
    "test_an_authority_that_nobody_trusts": (
        "Wine calls 127.0.0.1 a wrong host though the certificate names that address; the workflow runs it on Windows"
    ),
}

PYTHON = "C:\\tests\\Scripts\\python.exe"


class Batches:
    """A virtual environment with the locked test packages, and one run of pytest a folder of tests."""

    def __init__(self, windows: Windows, work: Path, cache: Path) -> None:
        self.windows, self.work, self.cache = windows, work, cache

    def all(self) -> Iterator[tuple[str, Step]]:
        yield "tests: their packages", self.packages
        for name in BATCHES:
            if (self.windows.drive / "src" / "tests" / name).is_dir():
                yield f"tests: {name}", self.batch(name)

    def packages(self) -> str:
        self.windows.run(self.windows.python, "-m", "venv", "--without-pip", "C:\\tests")
        unpack_wheels("requirements-test.lock", self.cache, self.windows.drive / "tests" / "Lib" / "site-packages")
        return "by requirements-test.lock, hashes checked"

    def batch(self, name: str) -> Step:
        def step() -> str:
            report = f"tests-{name}.xml"
            self._run(name, report)
            found = _outcomes(self.work / "prefix" / "drive_c" / report)
            wrong = {test: text for test, text in found.failed.items() if not _excuse(test)}
            if wrong:
                details = "\n".join(f"  {test}\n    {text}" for test, text in wrong.items())
                raise Refusal(f"{found.passed} passed, {len(wrong)} failed:\n{details}")
            excused = len(found.failed)
            return f"{found.passed} passed, {found.skipped} skipped" + (f", {excused} of Wine's own" if excused else "")

        return step

    def _run(self, name: str, report: str) -> None:
        options = ["-q", "-n", "2", "--dist", "loadfile", "-p", "no:cacheprovider", "--timeout=300"]
        options += ["-m", "not window", f"--junitxml=C:\\{report}"]
        variables = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": SOURCES}
        said = self.windows.run(
            PYTHON, "-m", "pytest", *options, f"tests\\{name}", folder=SOURCES, status=None, seconds=3600, **variables
        )
        (self.work / f"tests-{name}.txt").write_text(said, "utf-8")


class Outcomes:
    """Of one report of pytest: how many passed and were skipped, and the failed ones by name with their first line."""

    def __init__(self, root: ElementTree.Element) -> None:
        self.passed = self.skipped = 0
        self.failed: dict[str, str] = {}
        for case in root.iter("testcase"):
            trouble = next((child for child in case if child.tag in ("failure", "error")), None)
            if trouble is not None:
                name = f"{case.get('classname', '')}::{case.get('name', '')}"
                self.failed[name] = (
                    (trouble.get("message") or "").splitlines()[0][:200] if trouble.get("message") else ""
                )
            elif case.find("skipped") is not None:
                self.skipped += 1
            else:
                self.passed += 1


def _outcomes(report: Path) -> Outcomes:
    if not report.exists():
        raise Refusal("pytest left no report: it ended before its end.")
    return Outcomes(ElementTree.parse(report).getroot())


def _excuse(test: str) -> str:
    return next((why for pattern, why in ONLY_WINE.items() if re.search(pattern, test)), "")
