"""What files of ours need everywhere: a name given in one step, and what the system's refusals mean."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_PATIENCE_SECONDS = 2.0
_PAUSE_SECONDS = 0.02
_ACCESS_DENIED, _SHARING_VIOLATION = 5, 32

_BY_ERRNO = {
    errno.ENOSPC: "full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "full",
    errno.EFBIG: "too_large",
    errno.EROFS: "protected",
    errno.EACCES: "protected",
    errno.EPERM: "protected",
    errno.EBUSY: "in_use",
    errno.ENAMETOOLONG: "too_long",
}
# System Error Codes of Windows, which are no errno: 28 and 30 mean a printer out of paper and a read fault there
_BY_WINERROR = {
    39: "full",  # ERROR_HANDLE_DISK_FULL
    112: "full",  # ERROR_DISK_FULL
    223: "too_large",  # ERROR_FILE_TOO_LARGE
    1295: "full",  # ERROR_DISK_QUOTA_EXCEEDED
    _ACCESS_DENIED: "protected",
    19: "protected",  # ERROR_WRITE_PROTECT
    65: "protected",  # ERROR_NETWORK_ACCESS_DENIED
    82: "protected",  # ERROR_CANNOT_MAKE
    _SHARING_VIOLATION: "in_use",
    33: "in_use",  # ERROR_LOCK_VIOLATION
    170: "in_use",  # ERROR_BUSY
    1224: "in_use",  # ERROR_USER_MAPPED_FILE
    111: "too_long",  # ERROR_BUFFER_OVERFLOW
    206: "too_long",  # ERROR_FILENAME_EXCED_RANGE
}


def refusal(error: OSError) -> str:
    """Why the system refused: full, too_large, protected, in_use, too_long, or "" for anything else.

    Windows' number comes first: it tells a file in use from a protected one, which share the errno 13.
    """
    winerror = getattr(error, "winerror", None)
    return _BY_WINERROR.get(winerror or 0) or _BY_ERRNO.get(error.errno or 0, "")


def refusal_of_number(number: int, system: str = sys.platform) -> str:
    """`refusal` of a bare number, as SQLite keeps it: GetLastError's on Windows, errno elsewhere."""
    return (_BY_WINERROR if system == "win32" else _BY_ERRNO).get(number, "")


def patiently(act: Callable[[], T]) -> T:
    """What `act` gives. On Windows tried again for 2 s: scanners, indexers and sync programs open what was just
    written and let go in a moment; until then renaming and opening fail. Blocks."""
    latest = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            return act()
        except OSError as error:
            held = getattr(error, "winerror", None) in (_ACCESS_DENIED, _SHARING_VIOLATION)
            if not held or time.monotonic() >= latest:
                raise
        time.sleep(_PAUSE_SECONDS)


def replace(path: Path, target: Path) -> None:
    """Give the file `path` the name `target` in one step, whatever had it before. Blocks up to 2 s on Windows."""
    patiently(lambda: path.replace(target))


def rename(path: Path, target: Path) -> None:
    """Give the file `path` the name `target`, which nothing has. Blocks up to 2 s on Windows."""
    patiently(lambda: path.rename(target))


def remove(path: Path) -> None:
    """Remove a file that nobody needs: if it is held or already gone, it is left to the next time."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a rename inside `folder` last over a power failure; Windows does so by itself."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
