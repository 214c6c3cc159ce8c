"""Inno Setup's compiler for Windows, pinned, from its npm package: `python packaging/bundle/innosetup.py`."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from setup.common import ROOT, Refusal, say

PACKAGE = "innosetup@6.4.1"
SHA256 = "fc36b763a729c8964416552d733f4864ac4a4934d0a6569e20c2feb4c29b9684"
FOLDER = ROOT / "build" / "innosetup"


def fetch(folder: Path = FOLDER) -> Path:
    """The folder with ISCC.exe, fetched once. Needs npm. Raises Refusal."""
    if (folder / "ISCC.exe").exists():
        return folder
    npm = shutil.which("npm")
    if not npm:
        raise Refusal("Inno Setup comes as an npm package: install Node.js, or Inno Setup itself.")
    say(f"Fetching {PACKAGE}.")
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=folder, capture_output=True, text=True, check=False)
    packed = folder / done.stdout.strip().rpartition("\n")[2]
    if done.returncode or not packed.is_file():
        raise Refusal(f"{PACKAGE} could not be fetched: {done.stderr.strip()}")
    if hashlib.sha256(packed.read_bytes()).hexdigest() != SHA256:
        packed.unlink()
        raise Refusal(f"{PACKAGE} is not the one that KazaDesk's installer was made with.")
    with tarfile.open(packed) as archive:
        for member in archive:
            inner = member.name.partition("package/bin/")[2]
            if member.isfile() and inner:
                target = folder / inner
                target.parent.mkdir(exist_ok=True)
                content = archive.extractfile(member)
                assert content
                target.write_bytes(content.read())
    packed.unlink()
    return folder


if __name__ == "__main__":
    try:
        print(fetch())
    except Refusal as refusal:
        sys.exit(str(refusal))
