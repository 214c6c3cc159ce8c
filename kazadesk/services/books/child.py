"""Spreadsheet libraries in a process of their own: what a hostile file does there ends with it, and the window goes on.

`python -m kazadesk.services.books.child JOB`; a bundle starts itself with `--books JOB` (cli/main.py). JOB is `read`
or `write`; what it needs comes by standard input, what it finds goes to standard output, as JSON.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

READ_MEMORY = 1536 * 1024 * 1024
SWITCH = "--books"


def command(job: str) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, SWITCH, job]
    return [sys.executable, "-X", "utf8", "-m", __name__, job]


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


def main(arguments: Sequence[str]) -> int:
    match list(arguments):
        case ["read"]:
            from kazadesk.services.books.workbook import read_in_child

            _limit_memory()
            return read_in_child()
        case ["write"]:
            from kazadesk.services.books.xlsx import write_in_child

            return write_in_child()
    return 2


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = READ_MEMORY if most == resource.RLIM_INFINITY else min(READ_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
