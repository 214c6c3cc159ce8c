"""A second place for backups: another folder, a stick, a synced folder, known by a marker file in it.

Where the marker is not, a stick is missing or a folder was emptied: nothing is written there, and nothing here follows
it. A copy counts when it was read again and is the same; what lay there before the place was chosen is never touched.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from kazadesk.core.errors import LedgerError
from kazadesk.storage.files import patiently, remove, replace, sync_folder
from kazadesk.storage.sqlite.backup import check_copy, sync_file, translated_errors

MARKER = "kazadesk-backups.json"
_KEPT = 30
"""Of the copies that were made since the place was chosen."""


def choose(folder: Path) -> str:
    """Mark `folder` as a second place, unless it is one; returns its name. Blocks. Raises LedgerError."""
    known = name_of(folder)
    if known:
        return known
    name = secrets.token_hex(8)
    with translated_errors(folder):
        marker = folder / MARKER
        marker.write_text(json.dumps({"kazadesk": "backups", "place": name}) + "\n", "utf-8")
        sync_file(marker)
    return name


def name_of(folder: Path) -> str:
    """What the marker in `folder` says, "" where there is none."""
    with suppress(OSError, ValueError, AttributeError):
        return str(json.loads((folder / MARKER).read_text("utf-8")).get("place") or "")
    return ""


def copy_to(folder: Path, name: str, backup: Path, *, since: str, compared: bool = False) -> Path:
    """A checked copy of `backup` in the place of that name; `since`: the file name of the first one. Blocks.

    `compared`: the copy was read since the program began, so a stick need not be read whole again.

    Raises LedgerError (second_place_missing: another folder, or none, is there).
    """
    if not name or name_of(folder) != name:
        raise LedgerError("second_place_missing", path=str(folder))
    target = folder / backup.name
    with translated_errors(folder):
        same = target.exists() and target.stat().st_size == backup.stat().st_size
        if same and (compared or _digest(target) == _digest(backup)):
            return target
    write_copy(backup, target)
    with translated_errors(folder):
        own = sorted(path for path in folder.glob("ledger-*.sqlite") if path.name >= since)
        for old in own[:-_KEPT]:
            remove(old)
    return target


def write_copy(backup: Path, target: Path) -> None:
    """Copy a backup to `target`, read it again, and only then give it its name. Blocks. Raises LedgerError."""
    part = target.with_name(f"{target.name}.part")
    try:
        with translated_errors(target):
            patiently(lambda: shutil.copyfile(backup, part))
            sync_file(part)
            if _digest(part) != _digest(backup):
                raise LedgerError("ledger_corrupt", path=str(part), why="copy")
        check_copy(part)
        with translated_errors(target):
            replace(part, target)
            sync_folder(target.parent)
    finally:
        with suppress(OSError):
            remove(part)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
