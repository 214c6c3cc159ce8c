from __future__ import annotations

import base64
import hashlib
import importlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"

# Stands where the program stands: says what it was started with, and ends as it is told to.
PROGRAM = """
import json, os, sys
from importlib.metadata import version
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd(), "prefix": sys.prefix, "probe": version("probe")}))
sys.exit(int(os.environ.get("END_WITH", 0)))
"""


@pytest.fixture
def packaging(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Gives a module by its name below packaging/, as bootstrap.py finds it."""
    monkeypatch.syspath_prepend(str(PACKAGING))

    def module(name: str) -> ModuleType:
        return importlib.import_module(name)

    return module


class Checkout:
    """A checkout with the real set-up, a program of three lines, and a lock with one tiny package."""

    def __init__(self, root: Path, wheels: Path) -> None:
        self.root, self.wheels = root, wheels
        (root / "kazadesk").mkdir(parents=True)
        (root / "kazadesk" / "__main__.py").write_text(PROGRAM, "utf-8")
        (root / "packaging").mkdir()
        shutil.copy(PACKAGING / "bootstrap.py", root / "packaging")
        shutil.copytree(PACKAGING / "setup", root / "packaging" / "setup", ignore=shutil.ignore_patterns("__pycache__"))
        wheels.mkdir()
        self.lock("1.0")

    def lock(self, version: str, content: bytes | None = None) -> None:
        """Locks this version of the package; `content`: what the hash is of, if not of the wheel itself."""
        wheel = self.wheels / f"probe-{version}-py3-none-any.whl"
        files = {
            "probe.py": "",
            f"probe-{version}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: probe\nVersion: {version}\n",
            f"probe-{version}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        record = [f"{name},sha256={_digest(text.encode())},{len(text)}" for name, text in files.items()]
        files[f"probe-{version}.dist-info/RECORD"] = "\n".join([*record, f"probe-{version}.dist-info/RECORD,,", ""])
        with zipfile.ZipFile(wheel, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        digest = hashlib.sha256(content or wheel.read_bytes()).hexdigest()
        (self.root / "packaging" / "requirements.lock").write_text(f"probe=={version} --hash=sha256:{digest}\n")

    def start(self, *arguments: str, folder: Path | None = None, **variables: str) -> subprocess.Popen[str]:
        """`bootstrap.py run ARGUMENTS`, without a display and with the tiny package's folder as the only index."""
        names = ("PATH", "HOME", "SYSTEMROOT", "LC_ALL")
        inherited = {name: os.environ[name] for name in names if name in os.environ}
        index = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)}
        scratch = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.wheels.parent))
        return subprocess.Popen(
            [sys.executable, self.root / "packaging" / "bootstrap.py", "run", *arguments],
            cwd=folder or self.root.parent,
            env={**inherited, **index, **scratch, **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, *arguments: str, folder: Path | None = None, **variables: str) -> tuple[int, str, list[str]]:
        """(exit status, standard output, lines on standard error)"""
        process = self.start(*arguments, folder=folder, **variables)
        output, errors = process.communicate(timeout=100)
        return process.returncode, output, errors.splitlines()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "متجر الأمل" / "Kaza Desk", tmp_path / "wheels")


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
