"""Builds the committed sources twice, in two folders and at two times, and compares the bundles file by file.

`PYTHONPATH=packaging build/bundle/venv/bin/python -m bundle.compare`. Exit status 1 if any byte or mode differs.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

from setup.common import ROOT, say

BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from bundle import build
build.freeze(Path(sys.executable), Path(sys.argv[2]))
"""


def git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True).stdout


def build(commit: str, folder: Path, seed: str) -> dict[str, str]:
    """Path -> mode and digest, of every file of a bundle built from a clean copy."""
    with tarfile.open(fileobj=BytesIO(git("archive", commit))) as archive:
        archive.extractall(folder, filter="data")
    date = git("log", "-1", "--format=%ct", commit).decode().strip()
    environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": date}
    out = folder / f"out-{seed}"
    subprocess.run([sys.executable, "-c", BUILD, folder / "packaging", out], env=environment, check=True)
    found = {}
    for path in sorted((out / "tree").rglob("*")):
        name = str(path.relative_to(out / "tree"))
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            found[name] = f"{path.stat().st_mode:o} {hashlib.sha256(path.read_bytes()).hexdigest()}"
    return found


def main() -> int:
    commit = git("rev-parse", "HEAD").decode().strip()
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory(prefix="another place ") as two:
        first, second = build(commit, Path(one), "1"), build(commit, Path(two), "2")
    different = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    for name in different:
        say(f"{name}: {first.get(name)} / {second.get(name)}")
    print(f"{len(first)} files, {len(different)} differ")
    return bool(different)


if __name__ == "__main__":
    sys.exit(main())
