"""What the lock files promise."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = {
    "requirements.lock": PROJECT["dependencies"],
    "requirements-test.lock": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"],
    "requirements-build.lock": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["bundle"],
}


def locked(name: str) -> dict[str, tuple[str, str]]:
    """Package -> (version, the lines that belong to it)."""
    text = (ROOT / "packaging" / name).read_text("utf-8")
    entries = re.findall(r"^([a-z0-9-]+)==(\S+)(.*\n(?: .*\n)*)", text, re.MULTILINE)
    return {package: (version, rest) for package, version, rest in entries}


@pytest.mark.parametrize(("name", "direct"), LOCKS.items())
def test_every_dependency_is_locked_with_hashes_and_without_an_address(name: str, direct: list[str]) -> None:
    packages = locked(name)
    wanted = {re.match(r"[\w-]+", line)[0].lower() for line in direct}  # type: ignore[index]
    assert wanted <= set(packages)
    assert all(len(re.findall(r"--hash=sha256:[0-9a-f]{64}", rest)) >= 1 for _, rest in packages.values())
    text = (ROOT / "packaging" / name).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^-|--(extra-)?index|--find-links", text, re.MULTILINE)


def test_what_makes_the_locks_is_locked_too() -> None:
    assert list(locked("requirements-uv.lock")) == ["uv"]
    assert "--hash=sha256:" in locked("requirements-uv.lock")["uv"][1]


@pytest.mark.parametrize("name", LOCKS)
def test_the_settled_versions_are_the_locked_ones(name: str) -> None:
    packages = locked(name)
    settled = {"pyside6-essentials": "6.11.3", "shiboken6": "6.11.3", "qasync": "0.28.0", "httpx": "0.28.1"}
    assert {package: packages[package][0] for package in settled} == settled
    assert not {"trio", "sniffio", "pyside6", "pyside6-addons"} & set(packages)


def test_tests_run_with_the_versions_that_users_get() -> None:
    program, tests = locked("requirements.lock"), locked("requirements-test.lock")
    assert {package: tests[package][0] for package in program} == {package: program[package][0] for package in program}


def test_the_locks_hold_for_every_system_and_python() -> None:
    markers = {package: rest.partition("\\")[0] for package, (_, rest) in locked("requirements-test.lock").items()}
    assert "sys_platform == 'win32'" in markers["pywin32-ctypes"]
    assert "sys_platform == 'win32'" in markers["colorama"]
    assert "sys_platform == 'linux'" in markers["secretstorage"]
    assert "python_full_version < '3.12'" in markers["importlib-metadata"]
