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
_NAME_TOO_LONG = 206
_LONGEST_PATH = 259

_OPEN_TELLS_ERRNO_ONLY = sys.platform == "win32"
"""open() goes through the C runtime there, which calls a file in use and a protected one by the same errno."""

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
    _NAME_TOO_LONG: "too_long",  # ERROR_FILENAME_EXCED_RANGE
}


def refusal(error: OSError) -> str:
    """Why the system refused: full, too_large, protected, in_use, too_long, or "" for anything else.

    Windows' number comes first: it tells a file in use from a protected one, which share the errno 13.
    """
    return _BY_WINERROR.get(_number(error)) or _BY_ERRNO.get(error.errno or 0, "")


def refusal_of_number(number: int, system: str = sys.platform) -> str:
    """`refusal` of a bare number, as SQLite keeps it: GetLastError's on Windows, errno elsewhere."""
    return (_BY_WINERROR if system == "win32" else _BY_ERRNO).get(number, "")


def _number(error: OSError) -> int:
    """Windows' number of the error, 0 where it has none."""
    told: int | None = getattr(error, "winerror", None)
    if told is None and _OPEN_TELLS_ERRNO_ONLY and error.filename is not None:
        name = os.fsdecode(error.filename)
        if error.errno == errno.EACCES:
            return number_of_opening(name)
        if error.errno == errno.ENOENT and len(name) > _LONGEST_PATH:
            return _NAME_TOO_LONG
    return told or 0


if sys.platform == "win32":

    def number_of_opening(path: str) -> int:
        """Windows' number when the file is opened for reading and writing, 0 where that works."""
        import ctypes  # noqa: PLC0415 - for errors only

        read_and_write, share_all, existing, normal = 0xC0000000, 0x7, 3, 0x80
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateFileW.restype = ctypes.c_void_p
        handle = kernel.CreateFileW(ctypes.c_wchar_p(path), read_and_write, share_all, None, existing, normal, None)
        if handle == ctypes.c_void_p(-1).value:
            return ctypes.get_last_error()
        kernel.CloseHandle(ctypes.c_void_p(handle))
        return 0

else:

    def number_of_opening(path: str) -> int:
        """There are no such numbers here. Nor may a ledger be opened: closing it would give SQLite's locks back."""
        return 0


def _is_held(error: OSError) -> bool:
    """Whether somebody may only be looking at the file for a moment."""
    told = getattr(error, "winerror", None)
    if told is None:
        return _OPEN_TELLS_ERRNO_ONLY and error.errno == errno.EACCES
    return told in (_ACCESS_DENIED, _SHARING_VIOLATION)


def patiently(act: Callable[[], T]) -> T:
    """What `act` gives. On Windows tried again for 2 s: scanners, indexers and sync programs open what was just
    written and let go in a moment; until then renaming and opening fail. Blocks."""
    latest = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            return act()
        except OSError as error:
            if not _is_held(error) or time.monotonic() >= latest:
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
