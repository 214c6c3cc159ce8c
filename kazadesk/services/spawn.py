"""Readers in a process of their own: what a hostile file does there ends with it, and the window goes on.

`python -m kazadesk.services.child JOB`; a bundle starts itself with `--books JOB` (main.py). JOB is `read`,
`write` or `log`; what it needs comes by standard input, what it finds goes to standard output, as JSON.
"""

from __future__ import annotations

import os
import subprocess
import sys

SWITCH = "--books"
_MODULE = "kazadesk.services.child"


def command(job: str) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, SWITCH, job]
    return [sys.executable, "-X", "utf8", "-m", _MODULE, job]


def start(job: str) -> subprocess.Popen[bytes]:
    """The child of a job, with pipes; on Windows without a console window of its own."""
    environment = os.environ | {"PYTHONUTF8": "1"}
    if not getattr(sys, "frozen", False):
        environment["PYTHONPATH"] = os.pathsep.join(entry for entry in sys.path if entry)
    return subprocess.Popen(  # noqa: S603 - this program itself
        command(job),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
