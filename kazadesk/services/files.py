"""Files that a merchant asks for: whole under their name, or not there at all."""

from __future__ import annotations

import errno
import os
import secrets
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from kazadesk.core.errors import FileError

if TYPE_CHECKING:
    from pathlib import Path

_CODES = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EACCES: "file_protected",
    errno.EPERM: "file_protected",
    errno.EROFS: "file_protected",
}


_PREFIX, _ENDING = ".kazadesk-", ".part"
_LEFT_AFTER = 3600
"""Seconds after which nobody is still writing a file of ours."""


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` under the name `path`, synced; what was there before stays until all is written. Blocks.

    Raises FileError: disk_full, file_protected, file_unwritable.
    """
    # short: the name itself may be as long as names may be; by chance: nobody can put a link to elsewhere there before
    new = path.with_name(f"{_PREFIX}{secrets.token_hex(8)}{_ENDING}")
    try:
        file = new.open("xb")
        try:
            with file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            new.replace(path)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
    except OSError as error:
        code = _CODES.get(error.errno or 0, "file_unwritable")
        raise FileError(code, path=str(path), why=error.strerror or "") from error
    _clean_up(path.parent)


def _clean_up(folder: Path) -> None:
    """Remove what a program that was killed has left there."""
    with suppress(OSError):
        for left in folder.glob(f"{_PREFIX}*{_ENDING}"):
            if time.time() - left.lstat().st_mtime > _LEFT_AFTER:
                left.unlink(missing_ok=True)
