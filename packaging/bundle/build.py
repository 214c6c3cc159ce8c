"""`bootstrap.py bundle`: KazaDesk for people who have no Python, built for the system this runs on.

    python3 packaging/bootstrap.py bundle [--output FOLDER] [--bare]

Prints the paths of what it wrote: Linux .tar.xz and .deb, Windows .zip (and the installer, where Inno Setup is), macOS
.dmg; each with its SHA-256. `--bare` also runs bare/bundles.py, which needs root and debootstrap.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from bundle import archives, tree
from bundle.kept import LIBRARIES
from setup.common import BIN, LINUX, PYTHON, ROOT, Refusal, captured, say, sentence_about, transcript
from setup.system_packages import advice, apt_install, provide_libraries, python_library

HERE = Path(__file__).resolve().parent
BUILD = ROOT / "build" / "bundle"
LOCK = ROOT / "packaging" / "requirements-build.lock"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("bootstrap.py bundle", allow_abbrev=False)
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="where the archives go (default: dist)")
    parser.add_argument("--bare", action="store_true", help="also try the package in a bare Debian (root only)")
    options = parser.parse_args(arguments)
    output = options.output.absolute()
    provide_tools()
    python = build_environment()
    bundle = freeze(python, BUILD)
    say(tree.report(bundle))
    wrong = tree.faults(bundle) + tree.too_new(bundle)
    if wrong:
        raise Refusal("The bundle is not as it should be:\n" + "\n".join(wrong))
    prove(bundle)
    for path in archives.pack(bundle, BUILD, output, source_date()):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        path.with_name(f"{path.name}.sha256").write_text(f"{digest}  {path.name}\n", "ascii")
        print(path)
    if options.bare:
        variables = {**os.environ, "PYTHONPATH": str(HERE.parent)}
        return subprocess.run([python, "-m", "bare.bundles", output], env=variables, check=False).returncode
    return 0


def provide_tools() -> None:
    """PyInstaller needs binutils and Python's library on Linux; the package needs dpkg."""
    tools = {"objdump": "binutils", "strip": "binutils", "dpkg-deb": "dpkg"} if LINUX else {}
    missing = sorted({package for tool, package in tools.items() if not shutil.which(tool)})
    if LINUX and (library := python_library()) and not library[0].exists():
        missing.append(library[1])
    if missing and not apt_install(missing):
        raise Refusal(f"Bundles cannot be built without {' and '.join(missing)}. {advice(missing, ', '.join(missing))}")


def build_environment() -> Path:
    """The Python of a virtual environment that holds the locked packages and nothing else."""
    folder = BUILD / "venv"
    python = folder / BIN.name / PYTHON.name
    stamp = folder / "kazadesk-build.stamp"
    made_from = f"{sys.version} {sys.base_prefix} {folder} {hashlib.sha256(LOCK.read_bytes()).hexdigest()}"
    if not (stamp.exists() and stamp.read_text("utf-8") == made_from):
        say(f"Setting the build environment up in {folder}.")
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        options = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-input", "--progress-bar", "off"]
        status, output = captured([python, "-m", "pip", "install", "--disable-pip-version-check", *options, "-r", LOCK])
        if status:
            raise Refusal(sentence_about(output))
        stamp.write_text(made_from, "utf-8")
    qt = next(folder.glob("lib/python*/site-packages/PySide6/Qt/lib"), None) if LINUX else None
    if qt and (sentence := provide_libraries([qt / f"lib{name}.so.6" for name in LIBRARIES if name.startswith("Qt6")])):
        raise Refusal(sentence)
    return python


def source_date() -> int:
    """Seconds since 1970 of the last change to the sources: every file in a bundle and its archives says so."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    try:
        asked = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        return int(asked.stdout)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return 1_767_225_600  # not a checkout: 2026-01-01


def freeze(python: Path, build: Path) -> Path:
    """Builds the folder (on macOS the .app) with this Python's PyInstaller. The same sources give the same bytes."""
    say("Building the bundle.")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_", "LC_"))}
    environment = {
        **inherited,
        "PYTHONHASHSEED": "0",
        "PYTHONNOUSERSITE": "1",
        "SOURCE_DATE_EPOCH": str(source_date()),
        "LC_ALL": "C.UTF-8",
        "KAZADESK_BUILD": str(build / "made"),
        "PYINSTALLER_CONFIG_DIR": str(build / "cache"),
    }
    for name in ("made", "cache", "work", "tree"):
        shutil.rmtree(build / name, ignore_errors=True)
    run([python, HERE / "icons.py", build / "made"], environment)
    with_packaging = {**environment, "PYTHONPATH": str(HERE.parent)}
    run([python, "-m", "bundle.sbom", build / "made" / "sbom.cdx.json"], with_packaging)
    places = ["--distpath", build / "tree", "--workpath", build / "work"]
    run([python, "-m", "PyInstaller", "--noconfirm", *places, HERE / "kazadesk.spec"], environment)
    bundle = build / "tree" / ("KazaDesk.app" if sys.platform == "darwin" else "kazadesk")
    if LINUX:
        for path in bundle.rglob("*"):
            if path.is_file() and not path.is_symlink():
                path.chmod(0o755 if path.parent == bundle else 0o644)
    return bundle


def run(command: list[str | Path], environment: dict[str, str]) -> None:
    """A step of the build, in this environment and no other."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    done = subprocess.run(command, env=environment, encoding="utf-8", errors="replace", check=False, **pipes)
    transcript.append(f"{' '.join(map(str, command))}\n{done.stdout}(exit status {done.returncode})\n")
    if done.returncode:
        raise Refusal("\n".join(["Building the bundle failed:", *done.stdout.splitlines()[-15:]]))


def program(bundle: Path) -> Path:
    """The bundle's program for the command line."""
    if sys.platform == "darwin":
        return bundle / "Contents" / "MacOS" / "kazadesk"
    return bundle / ("kazadesk-cli.exe" if sys.platform == "win32" else "kazadesk")


def prove(bundle: Path) -> None:
    """Runs the frozen selftest and tour in a folder of their own."""
    displays = ("DISPLAY", "WAYLAND_DISPLAY")
    offscreen = {"QT_QPA_PLATFORM": "offscreen"} if LINUX and not any(map(os.environ.get, displays)) else {}
    with tempfile.TemporaryDirectory(prefix="kazadesk-") as folder:
        for command in ("selftest", "tour"):
            status, output = captured([program(bundle), command, "--data-dir", folder], offscreen)
            say(output)
            if status:
                raise Refusal(f"The bundle's {command} ended with exit status {status}.")
