"""Where the files of resources/ are: beside the package in a checkout and a bundle, in it where pip installed it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
RESOURCES = next(
    (folder for folder in (_PACKAGE.parent / "resources", _PACKAGE / "resources") if (folder / "icons").is_dir()),
    _PACKAGE / "resources",
)
