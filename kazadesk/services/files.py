"""Files that a merchant asks for: whole under their name, or not there at all."""

from __future__ import annotations

import errno
import os
import secrets
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from kazadesk.core.errors import FileError, InputError
from kazadesk.core.webhook.payload import MAX_LINES
from kazadesk.storage.files import refusal, remove, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

_CODES = {
    "full": "disk_full",
    "protected": "file_protected",
    "in_use": "file_taken",
    "too_long": "name_too_long",
}
CODES = frozenset({*_CODES.values(), "file_unwritable"})
"""Of FileError, for whatever is written."""

_PREFIX, _ENDING = ".kazadesk-", ".part"
_LEFT_AFTER = 3600
"""Seconds after which nobody is still writing a file of ours."""


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` under the name `path`, synced; what was there before stays until all is written. Blocks.

    Raises FileError as WholeFile does.
    """
    file = WholeFile(path)
    try:
        file.write(data)
        file.finish()
    except BaseException:
        file.drop()
        raise


def read_paste(path: Path) -> bytes:
    """The content, up to one byte more than can be read at once. Blocks. Raises InputError(file)."""
    try:
        if not path.is_file():
            raise InputError("file", "not_a_file", path=path.name)
        with path.open("rb") as file:
            return file.read(MAX_LINES + 1)
    except OSError as error:
        raise InputError("file", "unreadable_file", path=path.name) from error


def code_of(error: OSError) -> str:
    """The FileError's code for what the system refused."""
    return _CODES.get(refusal(error), "file_unwritable")


def give_name(new: Path, path: Path) -> None:
    """Put the finished file `new` under the name `path`. Blocks. Raises FileError."""
    if path.is_dir():  # which Windows says in the words of a protected file
        raise FileError("file_unwritable", path=str(path), why=os.strerror(errno.EISDIR))
    try:
        replace(new, path)
    except OSError as error:
        # where a new file could be written, it is the old one that does not go
        taken = code_of(error) == "file_protected" and path.is_file()
        raise FileError("file_taken" if taken else code_of(error), path=str(path), why=error.strerror or "") from error


class WholeFile:
    """A file that comes piece by piece, under its name once it is finished; then or else `drop` it. Blocks.

    Raises FileError: disk_full, file_protected, file_taken, name_too_long, file_unwritable.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # short: the name itself may be as long as names may be; by chance: nobody can put a link to elsewhere there
        self._new = path.with_name(f"{_PREFIX}{secrets.token_hex(8)}{_ENDING}")
        self._file: BinaryIO | None = None

    def write(self, data: bytes) -> None:
        with self._translated_errors():
            self._opened().write(data)

    def finish(self) -> None:
        """Give it its name, synced; what was there before stays until then."""
        with self._translated_errors():
            file = self._opened()
            file.flush()
            os.fsync(file.fileno())
            file.close()
        give_name(self._new, self._path)
        self._file = None
        _clean_up(self._path.parent)

    def drop(self) -> None:
        """Leave nothing but what was there before; of a finished file, all."""
        if self._file is not None:
            with suppress(OSError):  # a full disk takes what is left of it no more than before
                self._file.close()
            self._file = None
            remove(self._new)

    def _opened(self) -> BinaryIO:
        if self._file is None:
            self._file = self._new.open("xb")
        return self._file

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise FileError(code_of(error), path=str(self._path), why=error.strerror or "") from error


def _clean_up(folder: Path) -> None:
    """Remove what a program that was killed has left there."""
    with suppress(OSError):
        for left in folder.glob(f"{_PREFIX}*{_ENDING}"):
            if time.time() - left.lstat().st_mtime > _LEFT_AFTER:
                remove(left)
