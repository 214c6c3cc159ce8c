"""`pip install .`: the wheel, in an environment that holds it and the libraries and knows nothing of the checkout."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
import urllib.request
import zipfile
from email.parser import Parser
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PIP = "from setup.environment import pip_wheel; print(pip_wheel())"
BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sources, target = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("wheel")
    for name in ("kazadesk", "packaging", "resources"):
        shutil.copytree(ROOT / name, sources / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, sources)
    done = subprocess.run([sys.executable, "-c", BUILD, target], cwd=sources, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command that pip makes. Its libraries are those that the tests run with: nothing is fetched."""
    command, packages = _installed(wheel, tmp_path_factory.mktemp("installed") / "Kaza Desk")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return command


def _installed(wheel: Path, folder: Path) -> tuple[Path, Path]:
    """The command in an environment of its own, which has no libraries yet, and where they go."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    pip = _output([sys.executable, "-c", PIP], PYTHONPATH=str(ROOT / "packaging"))
    _output([python, "-m", "pip", "install", "--no-index", "--no-deps", wheel], PYTHONPATH=pip)
    return scripts / "kazadesk", Path(_output([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]))


def _with_theirs(names: list[str]) -> set[str]:
    """The libraries, and what they themselves need."""
    found: set[str] = set()
    while names:
        name = names.pop()
        if name in found:
            continue
        try:
            needed = metadata.requires(name) or []
        except metadata.PackageNotFoundError:  # of another system or Python
            continue
        found.add(name)
        names += [re.split(r"[^\w.-]", each)[0] for each in needed if "extra ==" not in each]
    return found


@pytest.fixture(scope="module")
def lean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command beside the libraries that the README names for a server, and nothing else."""
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    told = re.search(r"`pip install --no-deps \.` here and `pip install ([a-z ]+)`", readme)
    assert told is not None
    command, packages = _installed(wheel, tmp_path_factory.mktemp("lean") / "server")
    for name in _with_theirs(told[1].split()):
        for file in metadata.distribution(name).files or ():
            if ".." not in file.parts and "__pycache__" not in file.parts:
                (packages / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(str(file.locate()), packages / file)
    assert not (packages / "PySide6").exists()
    return command


def _output(command: list[str | Path], **variables: str) -> str:
    names = ("PATH", "HOME", "SYSTEMROOT", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")
    environment = {name: os.environ[name] for name in names if name in os.environ}
    environment |= {"LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", **variables}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


def _files(folder: str) -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}


def test_the_wheel_holds_the_resources_and_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
        described = Parser().parsestr(
            packed.read(next(name for name in names if name.endswith(".dist-info/METADATA"))).decode()
        )
    assert {name for name in _files("kazadesk") if "__pycache__" not in name} <= names
    ours = {f"kazadesk/{name}" for name in _files("resources")}
    kept = {name for name in ours if not name.endswith(".ts") and "/pictures/" not in name}
    assert kept <= names
    assert not (ours - kept) & names
    assert {name for name in names if not name.startswith(("kazadesk/", "kazadesk-"))} == set()
    assert described["License-Expression"] == "MIT"
    assert any(name.endswith("licenses/resources/licences/MIT.txt") for name in names)


def test_the_installed_command_finds_everything_it_needs(program: Path, tmp_path: Path) -> None:
    said = _output([program, "selftest", "--data-dir", tmp_path])
    assert "MISSING" not in said
    assert "Arabic words: kazadesk_ar.qm" in said
    assert _output([program, "tour", "--data-dir", tmp_path]).endswith("Verdict: paid")
    created = json.loads(_output([program, "--practice", "create", "5", "USD", "--json", "--data-dir", tmp_path]))
    assert created["url"].startswith("http://127.0.0.1:")


def test_the_installed_window_opens_and_closes_cleanly(program: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONPATH", None)
    command = [str(program), "--practice", "--data-dir", str(tmp_path)]
    window = subprocess.Popen(
        command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    try:
        ledger = tmp_path / "practice" / "ledger.sqlite"
        deadline = time.monotonic() + 60
        while not ledger.exists() and window.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        _output([program, "--practice", "--data-dir", tmp_path])  # raises the first one's window: its loop answers
        window.terminate()
        assert (window.communicate(timeout=30)[0], window.returncode) == ("", 0)
    finally:
        window.kill()
        window.communicate()


def test_a_server_needs_neither_qt_nor_a_keyring(lean: Path, tmp_path: Path) -> None:
    """The mailbox in both its forms."""
    command = [str(lean), "inbox", "serve", "--port", "0", "--json", "--data-dir", str(tmp_path)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE) as server:
        try:
            assert server.stdout is not None
            told = json.loads(server.stdout.readline())
            with urllib.request.urlopen(told["hook"], b"{}", timeout=20) as answer:
                assert answer.status == 200
            question = urllib.request.Request(told["pull"] + "?after=0", headers={"X-Inbox-Key": told["read_key"]})
            with urllib.request.urlopen(question, timeout=20) as answer:
                assert json.loads(answer.read())["body"] == "{}"
        finally:
            server.terminate()
    made = subprocess.run([lean, "inbox", "php"], env=environment, capture_output=True, check=True)
    assert made.stdout.startswith(b"<?php")
