"""`pip install .`: the wheel, in an environment that holds it and the libraries and knows nothing of the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
import zipfile
from email.parser import Parser
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
    folder = tmp_path_factory.mktemp("installed") / "Kaza Desk"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    pip = _output([sys.executable, "-c", PIP], PYTHONPATH=str(ROOT / "packaging"))
    _output([python, "-m", "pip", "install", "--no-index", "--no-deps", wheel], PYTHONPATH=pip)
    packages = Path(_output([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]))
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return scripts / "kazadesk"


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
        metadata = Parser().parsestr(
            packed.read(next(name for name in names if name.endswith(".dist-info/METADATA"))).decode()
        )
    assert {name for name in _files("kazadesk") if "__pycache__" not in name} <= names
    ours = {f"kazadesk/{name}" for name in _files("resources")}
    kept = {name for name in ours if not name.endswith(".ts") and "/pictures/" not in name}
    assert kept <= names
    assert not (ours - kept) & names
    assert {name for name in names if not name.startswith(("kazadesk/", "kazadesk-"))} == set()
    assert metadata["License-Expression"] == "MIT"
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
