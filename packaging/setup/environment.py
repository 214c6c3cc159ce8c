"""The virtual environment in .venv: made, filled from the locks, and left alone while nothing changed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import sys
import sysconfig
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from setup.common import PYTHON, ROOT, VENV, Refusal, captured, say, sentence_about
from setup.system_packages import advice, apt_install, provide_libraries

STAMP = VENV / "kazadesk-setup.json"
GUARD = VENV / "kazadesk-setup.guard"


def set_up(*locks: str, window: bool = True) -> str | None:
    """Installs what is missing of these locks and, for a `window`, of the system libraries that Qt needs.

    Gives None, or a sentence about libraries that only the user may install.
    """
    wanted = ("python", *locks, *(["libraries"] if window else []))
    if PYTHON.exists() and {part: fingerprint(part) for part in wanted}.items() <= read_stamp().items():
        return None
    VENV.mkdir(exist_ok=True)
    with only_set_up_here() as guard:
        done = read_stamp()
        if not (done and PYTHON.exists() and all(fingerprint(part) == made_from for part, made_from in done.items())):
            make_environment(guard)
            done = {"python": fingerprint("python")}
        missing = [name for name in locks if name not in done]
        if missing:
            done = install(missing, done, guard)
        sentence = None
        if window and "libraries" not in done:
            sentence = provide_libraries(qt_parts())
            if not sentence:
                write_stamp({**done, "libraries": fingerprint("libraries")})
        return sentence


def fingerprint(part: str) -> str:
    """What a part of the set-up is made from; another value means that it has to be made again."""
    if part == "python":
        return f"{sys.implementation.cache_tag} of {sys.base_prefix} in {VENV.resolve()}"
    if part == "libraries":
        return "found"
    lock = ROOT / "packaging" / part
    return hashlib.sha256(lock.read_bytes()).hexdigest() if lock.exists() else "gone"


def read_stamp() -> dict[str, str]:
    """Part -> fingerprint, of all that is installed; empty if no set-up was finished."""
    try:
        return dict(json.loads(STAMP.read_bytes()))
    except (OSError, ValueError):
        return {}


def write_stamp(done: dict[str, str]) -> None:
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(done), "utf-8")
    fresh.replace(STAMP)


@contextlib.contextmanager
def only_set_up_here() -> Iterator[IO[str]]:
    """Waits until no other set-up works on this folder. Gives the open file whose lock says so."""
    with GUARD.open("a") as guard:
        if not locked(guard):
            say("Another set-up of this folder is under way: waiting for it.")
            while not locked(guard):
                time.sleep(0.2)
        yield guard


def locked(guard: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(guard.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def make_environment(guard: IO[str]) -> None:
    """An empty virtual environment, whatever was there before."""
    if VENV.is_symlink():
        raise Refusal(f"{VENV} is a link to another folder, which may be in use and is not emptied. Remove the link.")
    say(f"Setting KazaDesk up in {VENV} (once; about a minute).")
    STAMP.unlink(missing_ok=True)
    if not (find_spec("venv") and pip_wheel()):
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if not (apt_install([package]) and pip_wheel()):
            remedy = advice([package], "its modules venv and ensurepip")
            raise Refusal(f"This Python cannot make virtual environments. {remedy}")
    for entry in VENV.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry != GUARD:
            entry.unlink()
    # Not sys.executable: that may be the Python of the very environment which was just removed.
    python = getattr(sys, "_base_executable", sys.executable)
    status, output = captured([python, "-m", "venv", "--without-pip", VENV], guard=guard)
    if status:
        raise Refusal(sentence_about(output))


def pip_wheel() -> Path | None:
    """The pip that Python keeps for new environments. It is run from there: to install it costs seconds."""
    ensurepip = find_spec("ensurepip")
    bundled = [Path(ensurepip.origin).parent / "_bundled"] if ensurepip and ensurepip.origin else []
    system = sysconfig.get_config_var("WHEEL_PKG_DIR")  # where distributions keep it instead
    wheels = [wheel for folder in [*bundled, *([Path(system)] if system else [])] for wheel in folder.glob("pip-*.whl")]
    return wheels[0] if wheels else None


def install(locks: list[str], done: dict[str, str], guard: IO[str]) -> dict[str, str]:
    """Installs the packages of these locks; `done` with them added, as the stamp now has it."""
    say(f"Installing the packages of {' and '.join(locks)}.")
    STAMP.unlink(missing_ok=True)
    scratch = VENV / "tmp"  # the system's own is often a small one in memory
    scratch.mkdir(exist_ok=True)
    options = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-input", "--progress-bar", "off"]
    options += ["--disable-pip-version-check", "--retries", "3"]
    files = [word for name in locks for word in ("-r", ROOT / "packaging" / name)]
    variables = {"PYTHONPATH": str(pip_wheel()), "PIP_USER": "0"}
    variables |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
    status, output = captured([PYTHON, "-m", "pip", "install", *options, *files], variables, guard)
    shutil.rmtree(scratch, ignore_errors=True)
    if status:
        if "Installing collected packages" not in output:  # so what was there before is still whole
            write_stamp(done)
        raise Refusal(sentence_about(output))
    done = {**done, **{name: fingerprint(name) for name in locks}}
    write_stamp(done)
    return done


def qt_parts() -> list[Path]:
    """The files of the installed Qt that KazaDesk uses: modules, and the plug-ins that open windows."""
    names = [f"Qt{module}.abi3.so" for module in ("Core", "DBus", "Gui", "Network", "Svg", "Widgets")]
    names += [f"Qt/plugins/platforms/libq{platform}.so" for platform in ("offscreen", "wayland", "xcb")]
    return [path for name in names for path in VENV.glob(f"lib/python*/site-packages/PySide6/{name}")]
