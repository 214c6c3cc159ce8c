"""Files of tables that are dropped on the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".ods")
PATTERNS = " ".join(f"*{ending}" for ending in ENDINGS)


def dropped_table(data: QMimeData) -> Path | None:
    """The one table that was dropped, if it is one."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in ENDINGS else None
