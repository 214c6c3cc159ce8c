"""Where KazaDesk keeps its files."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from kazadesk.core.errors import LedgerError

_LONGEST_INSIDE = len("/practice/backups/ledger-2026-11-22T21-04-05Z-before-v100.sqlite.part-journal")
_LONGEST_PATH = 259 if sys.platform == "win32" else 511
"""Of SQLite's own files: MAX_PATH in UTF-16 units on Windows, MAX_PATHNAME in bytes elsewhere."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """One data folder; live and practice never share a file but settings and log."""

    root: Path

    @classmethod
    def make(cls, data_dir: str | Path | None = None) -> DataFolder:
        """Make the folder (0700): `data_dir`, or the platform's local data folder. Raises LedgerError."""
        if data_dir is None:
            from platformdirs import user_data_path

            root = user_data_path("KazaDesk", appauthor=False, roaming=False)
        else:
            root = Path(data_dir).expanduser().absolute()
        _check_length(root)
        folder = cls(root)
        for path in (root, root / "live", root / "practice", root / "logs"):
            _make(path)
        return folder

    def ledger(self, *, practice: bool) -> Path:
        return self.root / ("practice" if practice else "live") / "ledger.sqlite"

    def senders(self, *, practice: bool) -> Path:
        """Folder of lock files: one a process that may have links in flight (process_lock.ProcessLock)."""
        return self.ledger(practice=practice).parent / "senders"

    @property
    def settings(self) -> Path:
        return self.root / "settings.json"

    @property
    def log(self) -> Path:
        return self.root / "logs" / "kazadesk.log"

    @property
    def window_lock(self) -> Path:
        return self.root / "window.lock"


def _check_length(root: Path, longest: int = _LONGEST_PATH, system: str = sys.platform) -> None:
    """Raises LedgerError(path_too_long) where the files inside would have paths longer than SQLite opens."""
    text = str(root)
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2 if system == "win32" else len(os.fsencode(text))
    if length + _LONGEST_INSIDE > longest:
        raise LedgerError("path_too_long", path=text)


def _make(path: Path) -> None:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        from kazadesk.storage.sqlite.database import system_error  # noqa: PLC0415 - SQLite loads after the first paint

        raise system_error(error, path) from error
    if os.name == "posix":
        _check_owner(path)


def _check_owner(path: Path) -> None:
    """Refuse a folder in which somebody else could put, move or read the ledger.

    Raises LedgerError(folder_foreign, folder_open).
    """
    found = path.stat()
    if found.st_uid != os.geteuid():
        raise LedgerError("folder_foreign", path=str(path))
    if found.st_mode & stat.S_IWOTH or (found.st_mode & stat.S_IWGRP and not _is_private(found.st_gid)):
        raise LedgerError("folder_open", path=str(path))


def _is_private(group: int) -> bool:
    """Whether it is the group that many systems make for each user alone."""
    import grp
    import pwd

    try:
        entry = grp.getgrgid(group)
        return entry.gr_name == pwd.getpwuid(os.geteuid()).pw_name and set(entry.gr_mem) <= {entry.gr_name}
    except KeyError:
        return False
