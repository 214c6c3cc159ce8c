"""Locks that the system gives back when their process ends, however it ends. Never for the ledger file itself."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kazadesk.storage.files import patiently

_TRIES = 5


class ProcessLock:
    """A lock on a small file of its own: one window a data folder, and one file a process that sends links."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Whether this process now holds the lock. Raises OSError where the file cannot be made."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for attempt in range(_TRIES):
            if attempt:
                time.sleep(0.005)  # somebody may just be asking `is_held`
            descriptor = patiently(lambda: os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            if _lock(descriptor) and _is_at(self.path, descriptor):
                self._descriptor = descriptor
                return True
            os.close(descriptor)
        return False

    def release(self, *, remove: bool = False) -> None:
        """Give the lock back. `remove` the file only where no other process will ever lock the same name."""
        if self._descriptor is None:
            return
        if remove and os.name == "posix":
            self.path.unlink(missing_ok=True)
        os.close(self._descriptor)
        self._descriptor = None
        if remove:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)

    @staticmethod
    def is_held(path: Path) -> bool:
        """Whether a living process holds the lock at `path`; a file that is not there is held by nobody."""
        try:
            descriptor = patiently(lambda: os.open(path, os.O_RDWR))
        except FileNotFoundError:
            return False
        try:
            return not _lock(descriptor)
        finally:
            os.close(descriptor)


def _is_at(path: Path, descriptor: int) -> bool:
    """Whether the locked file still has its name: `clear` may have removed it between opening and locking."""
    if os.name != "posix":
        return True  # an open file cannot be removed there
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def clear(paths: Iterable[Path]) -> None:
    """Remove lock files of `left_behind`, but for those that somebody holds by now."""
    for path in paths:
        lock = ProcessLock(path)
        with suppress(OSError):
            if lock.acquire():
                lock.release(remove=True)


def left_behind(folder: Path) -> list[Path]:
    """Lock files in `folder` whose process ended without release: the sign of an unclean end."""
    return [path for path in sorted(folder.glob("*.lock")) if not ProcessLock.is_held(path)]


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        # flock, not lockf: it belongs to this opening of the file, so asking in the same process harms nothing
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
