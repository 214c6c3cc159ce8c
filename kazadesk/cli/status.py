"""How a command ends: its exit status, and the one line on standard error that says why."""

from __future__ import annotations

import sys

from kazadesk.cli import PROGRAM

EXIT_OK = 0
EXIT_REFUSED = 1
EXIT_USAGE = 2
EXIT_NO_CREDENTIALS = 5
EXIT_UNSENT = 6
EXIT_UNKNOWN = 7
EXIT_CANNOT_WORK = 10
"""The ledger, the keyring, the settings, the port or the output: what is wrong is on standard error."""
EXIT_SURPRISE = 70
EXIT_INTERRUPTED = 130
EXIT_NOBODY_READS = 141
"""Whoever read the output has closed it, as `head` does: the status that shells give for it."""


def say(sentence: str) -> None:
    print(f"{PROGRAM}: {sentence}", file=sys.stderr)
