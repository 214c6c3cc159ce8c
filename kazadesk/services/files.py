"""Files that a merchant asks for: whole under their name, or not there at all."""

from __future__ import annotations

import errno
import os
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


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` under the name `path`, synced; what was there before stays until all is written. Blocks.

    Raises FileError: disk_full, file_protected, file_unwritable.
    """
    new = path.with_name(f".{os.getpid()}.part")  # short: the name itself may be as long as names may be
    try:
        try:
            with new.open("wb") as file:
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
