"""Files that are dropped on the window."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".ods")
PATTERNS = " ".join(f"*{ending}" for ending in ENDINGS)
_OF_A_HOST = re.compile(r"[\\/]{2}")


def local_files(data: QMimeData) -> list[Path]:
    """The files of this machine that were dropped or copied, if any.

    `file://host/share` and all that Windows reads as `\\\\host\\share` is none, though Qt calls it local: to open it
    would greet that host with the user's password.
    """
    paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile() and not url.host()]
    return [Path(path) for path in paths if not _OF_A_HOST.match(path)]


def dropped_table(data: QMimeData) -> Path | None:
    """The one table that was dropped, if it is one."""
    paths = local_files(data)
    if len(data.urls()) != 1 or not paths:
        return None
    return paths[0] if paths[0].suffix.lower() in ENDINGS else None
