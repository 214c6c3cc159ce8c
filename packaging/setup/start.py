"""`bootstrap.py run`: KazaDesk itself, in the user's own folder and with the user's own arguments."""

from __future__ import annotations

import contextlib
import os
import subprocess

from setup.common import LINUX, PYTHON, ROOT, Refusal, say
from setup.environment import set_up


def main(arguments: list[str]) -> int:
    """Becomes the program, where the system can do that; else gives its exit status."""
    display = not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    sentence = set_up("requirements.lock", window=display)
    if sentence and not arguments:
        raise Refusal(sentence)
    if sentence:
        say(sentence)  # most of what the arguments can ask for needs no window
    if not arguments and not display:
        say("There is no display here: showing the tour in the terminal instead of the window.")
    arguments = arguments or (["--practice"] if display else ["tour"])
    # -P: the folder the user is in holds the user's files, not modules of the program.
    command = [str(PYTHON), "-P", "-m", "kazadesk", *arguments]
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    # A folder that cannot be written is no harm; without bytecode each start takes a quarter of a second more.
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    if os.name == "posix":
        os.execve(PYTHON, command, variables)
    process = subprocess.Popen(command, env=variables)
    while True:
        with contextlib.suppress(KeyboardInterrupt):  # the program got it too, and ends in its own way
            return process.wait()
