"""Sets KazaDesk up in .venv and starts it. Needs nothing but Python itself.

    python3 packaging/bootstrap.py run [ARG ...]          the window, in practice mode; with ARGs: kazadesk ARG ...
    python3 packaging/bootstrap.py test [PYTEST ARG ...]  every check and test; with arguments those tests only
    python3 packaging/bootstrap.py bundle [--output DIR]  KazaDesk for users without Python: archives in dist/
    python3 packaging/bootstrap.py lock [--upgrade]       writes packaging/*.lock anew from pyproject.toml
    python3 packaging/bootstrap.py screens [FOLDER]       pictures of every screen and state: build/screens/index.html
    python3 packaging/bootstrap.py listen [LANGUAGE]      the window by keys alone, and what Orca says: en or ar
    python3 packaging/bootstrap.py bench [PROGRAM]        figures of speed and memory: tests/bench/README.md
    python3 packaging/bootstrap.py audit                  locked versions against the known advisories
    python3 packaging/bootstrap.py office [FOLDER]        workbooks as LibreOffice opens them, cell by cell
    python3 packaging/bootstrap.py bare SYSTEM            run and test on a bare system: debian-12, debian-13, ...
    python3 packaging/bootstrap.py windows [ARG ...]      bundle and installer for Windows, built and used under Wine

Set-up is skipped when nothing changed. To add a command: a module with main(arguments) in a folder beside
this file, which calls setup.environment.set_up(); an entry in COMMANDS; a line above. If it needs packages of its own:
see LOCKS in dev/lock.py.
"""
# This file has to parse on the Pythons that it refuses, back to 2.7: no f-strings, no annotations, no pathlib.
# ruff: noqa: PTH100, PTH118, PTH120, PTH123, RUF005, UP031

import os
import subprocess
import sys

# command -> the module that does it
COMMANDS = {
    "run": "setup.start",
    "test": "dev.check",
    "bundle": "bundle.build",
    "lock": "dev.lock",
    "screens": "dev.screens",
    "listen": "dev.listen",
    "windows": "wine.check",
    "bench": "dev.bench",
    "audit": "dev.audit",
    "office": "dev.office",
    "bare": "bare.checkout",
}
OLDEST, TOO_NEW = (3, 11), (3, 15)  # the Pythons for which the locked PySide6-Essentials was built


def suits(version):
    return OLDEST <= tuple(version[:2]) < TOO_NEW


def suitable_python():
    """Path of a Python on PATH that KazaDesk can run on, or None."""
    names = ["python%d.%d" % (OLDEST[0], minor) for minor in range(OLDEST[1], TOO_NEW[1])[::-1]] + ["python3"]
    folders = os.environ.get("PATH", "").split(os.pathsep)
    check = "import sys; sys.exit(not %r <= sys.version_info[:2] < %r)" % (OLDEST, TOO_NEW)
    with open(os.devnull, "r+") as nothing:
        for path in (os.path.join(folder, name) for name in names for folder in folders):
            if os.access(path, os.X_OK):
                # Asked, not believed: version managers put names on PATH that lead nowhere.
                status = subprocess.call([path, "-c", check], stdin=nothing, stdout=nothing, stderr=nothing)
                if status == 0:
                    return path
    return None


def leave_unsuitable_python():
    """Goes on with another Python if this one is too old or too new, or says so and ends."""
    if suits(sys.version_info):
        return
    this = "This is Python %d.%d.%d" % tuple(sys.version_info[:3])
    path = suitable_python() if os.name == "posix" else None
    if path:
        sys.stderr.write("%s: going on with %s instead.\n" % (this, path))
        os.execv(path, [path, os.path.abspath(__file__)] + sys.argv[1:])
    wanted = "3.%d to 3.%d" % (OLDEST[1], TOO_NEW[1] - 1)
    sys.stderr.write("%s, but KazaDesk needs Python %s: install one, and start this with it.\n" % (this, wanted))
    sys.exit(2)


if __name__ == "__main__":
    leave_unsuitable_python()
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        print(__doc__)
        sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 2)
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    # Older Pythons keep bytecode that a full disk cut off, and fail at it ever after.
    sys.dont_write_bytecode = True
    from setup.common import attempt

    sys.exit(attempt(COMMANDS[sys.argv[1]], sys.argv[2:]))
