"""The settings while KazaDesk runs: read once, changed in memory at once, written in the order of the changes."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kazadesk.core.errors import SettingsError
from kazadesk.storage.settings import ProfileSettings, Settings, load, save

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

FIRST_PROFILE = "default"
PRACTICE_EMAIL = "merchant@example.com"
"""The account that the practice stand-in knows."""


class SettingsFile:
    """`value` always has at least one profile. Changes never wait for the disk; `close` does."""

    def __init__(self, path: Path) -> None:
        """Raises SettingsError where the file is there and cannot be read."""
        loaded = load(path)
        self._path = path
        self._writer: ThreadPoolExecutor | None = None
        self.moved_aside = loaded.moved_aside
        """Where a broken file was put; the settings are then the defaults."""
        self.problem: SettingsError | None = None
        """Why the last write failed, if it did."""
        value = loaded.settings
        if not value.profiles:
            value.profiles = [ProfileSettings(FIRST_PROFILE)]
        if not value.practice.email:
            value.practice = replace(value.practice, email=PRACTICE_EMAIL)
        self.value: Settings = value

    def change(self, **fields: Any) -> None:
        """Replace fields of `value`; written in the background, nothing if nothing differs."""
        changed = replace(self.value, **fields)
        if changed == self.value:
            return
        self.value = changed
        if self._writer is None:
            from concurrent.futures import ThreadPoolExecutor

            self._writer = ThreadPoolExecutor(1, "settings")
        self._writer.submit(self._save, deepcopy(changed))

    def _save(self, settings: Settings) -> None:
        try:
            save(self._path, settings)
            self.problem = None
        except SettingsError as error:
            import logging

            self.problem = error
            logging.getLogger(__name__).warning("the settings could not be written: %s", error)

    def close(self) -> None:
        """Wait until the last change is written."""
        if self._writer is not None:
            self._writer.shutdown()
            self._writer = None
