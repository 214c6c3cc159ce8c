"""Hold something until standard input ends: argv = "lock" or "write", path."""

# ruff: noqa: T201

import sys
from pathlib import Path

import apsw

from kazadesk.storage.process_lock import ProcessLock

what, path = sys.argv[1], Path(sys.argv[2])
if what == "lock":
    lock = ProcessLock(path)
    print("held" if lock.acquire() else "refused", flush=True)
else:
    database = apsw.Connection(str(path))
    database.execute("BEGIN IMMEDIATE")
    print("held", flush=True)
sys.stdin.read()
