"""`bootstrap.py lock`: the exact packages, with hashes, from the ranges in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from setup.common import BIN, PYTHON, ROOT

# Lock -> what it has beyond the program's own dependencies, and whose versions it has to share.
LOCKS: dict[str, list[str]] = {
    "requirements.lock": [],
    "requirements-test.lock": ["--extra", "test", "--extra", "bundle", "-c", "packaging/requirements.lock"],
    "requirements-build.lock": ["--extra", "bundle", "-c", "packaging/requirements-test.lock"],
}
UV = "requirements-uv.lock"  # the one that makes the locks, itself included


def main(arguments: list[str]) -> int:
    """Keeps the locked versions that still fit; `--upgrade` takes the newest. Needs the network.

    Made by uv, because its locks hold for every system and every supported Python at once.
    """
    with tempfile.TemporaryDirectory() as folder:
        scripts = Path(folder, BIN.name)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [scripts / PYTHON.name, "-m", "pip", "--quiet", "install", "--require-hashes", "--no-deps"]
        subprocess.run([*pip, "-r", ROOT / "packaging" / UV], check=True)
        compile_all = ["pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
        compile_all += ["--annotation-style", "line", "--custom-compile-command", "packaging/bootstrap.py lock"]
        own = [scripts / "uv", *compile_all, "--no-header", *arguments, "-o", f"packaging/{UV}", "-"]
        subprocess.run(own, cwd=ROOT, input=b"uv\n", check=True)
        for name, options in LOCKS.items():
            files = ["pyproject.toml", "-o", f"packaging/{name}"]
            subprocess.run([scripts / "uv", *compile_all, *options, *arguments, *files], cwd=ROOT, check=True)
    return 0
