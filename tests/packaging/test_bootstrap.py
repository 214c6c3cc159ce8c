"""The file that everybody starts, on Pythons of every age."""

from __future__ import annotations

import ast
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

BOOTSTRAP = Path(__file__).parents[2] / "packaging" / "bootstrap.py"

# Runs it as a Python of the version in the first argument would.
PRETEND = """
import runpy, sys
sys.version_info = (*map(int, sys.argv.pop(1).split(".")), "final", 0)
sys.argv[0] = sys.argv.pop(1)
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def other_pythons() -> list[Path]:
    """Installed Pythons that are too old, where version managers keep them or on PATH."""
    folders = [*Path(sys.base_prefix).parent.glob("*/bin"), *map(Path, os.environ["PATH"].split(os.pathsep))]
    names = ["python2.7", *(f"python3.{minor}" for minor in range(4, 11))]
    found: dict[str, Path] = {}
    for name in names:
        for path in (folder / name for folder in folders):
            asked = [str(path), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
            if path.exists() and subprocess.run(asked, capture_output=True, text=True).stdout == f"{name[6:]}\n":
                found.setdefault(name, path)
    return list(found.values())


def refused(command: list[str | Path], version: str, folder: Path) -> None:
    done = subprocess.run(command, env={"PATH": str(folder)}, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(
        rf"This is Python {version}\.\d+, but KazaDesk needs Python 3\.11 to 3\.14: install one, .*\n", done.stderr
    )


@pytest.mark.parametrize("python", other_pythons(), ids=lambda path: path.name)
def test_old_pythons_are_told_what_is_needed(python: Path, tmp_path: Path) -> None:
    refused([python, BOOTSTRAP, "run"], python.name.removeprefix("python").replace(".", r"\."), tmp_path)


@pytest.mark.parametrize("version", ["3.10.13", "3.15.0"])
def test_pythons_too_old_or_too_new_are_told_what_is_needed(version: str, tmp_path: Path) -> None:
    refused([sys.executable, "-c", PRETEND, version, BOOTSTRAP, "run"], version[:-2].rstrip("."), tmp_path)


def test_nothing_in_it_is_newer_than_python_2() -> None:
    new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Starred, ast.AsyncFunctionDef, ast.Nonlocal, ast.YieldFrom)
    for node in ast.walk(ast.parse(BOOTSTRAP.read_text("ascii"))):
        assert not isinstance(node, new)
        if isinstance(node, ast.arguments):
            assert node.kwonlyargs == node.posonlyargs == []
            assert all(argument.annotation is None for argument in node.args)
        if isinstance(node, ast.Raise):
            assert node.cause is None


@pytest.mark.skipif(os.name != "posix", reason="elsewhere it only says what is needed")
def test_an_old_python_hands_over_to_a_newer_one(tmp_path: Path) -> None:
    broken, newer = tmp_path / "python3.14", tmp_path / "python3.12"
    broken.write_text("#!/bin/sh\nexit 127\n")
    broken.chmod(0o755)
    newer.symlink_to(sys.executable)
    done = subprocess.run(
        [sys.executable, "-c", PRETEND, "3.6.15", BOOTSTRAP, "--help"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert done.stderr == f"This is Python 3.6.15: going on with {newer} instead.\n"
    assert "bootstrap.py run [ARG ...]" in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="a symbolic link stands for another Python")
def test_the_path_is_taken_apart_as_the_system_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows by semicolons, where a colon stands after each drive."""
    bootstrap = runpy.run_path(str(BOOTSTRAP))
    name = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    (tmp_path / name).symlink_to(sys.executable)
    monkeypatch.setattr(os, "pathsep", ";")
    monkeypatch.setenv("PATH", f"C:/nowhere;{tmp_path};C:/elsewhere")
    assert bootstrap["suitable_python"]() == str(tmp_path / name)


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["rum"], 2), (["--help"], 0)])
def test_it_says_how_it_is_used(arguments: list[str], status: int) -> None:
    done = subprocess.run([sys.executable, BOOTSTRAP, *arguments], capture_output=True, text=True)
    assert done.returncode == status
    assert "bootstrap.py test [PYTEST ARG ...]" in done.stdout
