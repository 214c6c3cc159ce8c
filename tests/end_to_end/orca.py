"""Orca itself, without a voice: what it says is in its log."""

from __future__ import annotations

import os
import pty
import re
import shutil
import signal
import subprocess
import threading
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.end_to_end.reader import until

PROGRAM = shutil.which("orca") or ""
"""Empty where it is not installed."""
_BEGINS = "SPEECH OUTPUT: "
_SAID = re.compile(r"SPEECH OUTPUT: '(.*?)'(?: voice=\w+)? ?(?:\[?\{.*|None)?$")
_VERSION = re.compile(r"Launching version (\d+)")


class Orca:
    """What it has said so far, one utterance each."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.version = 0

    def read(self, descriptor: int) -> None:
        """Its log, to the end."""
        with suppress(OSError), os.fdopen(descriptor, encoding="utf-8", errors="replace", newline="\n") as log:
            begun = ""
            for line in log:
                begun = f"{begun} {line.strip()}" if begun else line.strip() if _BEGINS in line else ""
                if found := _SAID.search(begun):  # which may be of several lines
                    self.said += [found[1].strip()] if found[1].strip() else []
                    begun = ""
                elif not self.version and (found := _VERSION.search(line)):
                    self.version = int(found[1])


@contextmanager
def orca(folder: Path, environment: dict[str, str]) -> Iterator[Orca]:
    """Orca in a session, until the block ends."""
    tools = folder / "orca-tools"
    tools.mkdir()
    # it looks for others of this user's and would not start beside one: it finds none, and theirs goes on
    (tools / "pgrep").symlink_to(shutil.which("true") or "/bin/true")
    variables = {
        "PATH": f"{tools}{os.pathsep}{environment['PATH']}",
        "SPEECHD_CMD": shutil.which("false") or "/bin/false",  # no voice is started
        "GSETTINGS_BACKEND": "memory",
        "PYTHONPATH": "",
    }
    ours, its = pty.openpty()  # into a file or a pipe it would write in blocks, and words would come late
    tty.setraw(its)
    heard = Orca()
    reading = threading.Thread(target=heard.read, args=(ours,))
    reading.start()
    process = subprocess.Popen(
        [PROGRAM, "--disable", "braille,key-echo", "--user-prefs", folder / "orca", "--debug-file", os.ttyname(its)],
        env=environment | variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until(lambda: heard.said or process.poll() is not None, "Orca's first words")
        assert process.poll() is None, "Orca did not start"
        yield heard
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # it would take its time, and has nothing to keep
        process.wait()
        os.close(its)
        reading.join()
