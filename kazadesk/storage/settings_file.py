"""The settings while KazaDesk runs: read once, changed in memory at once, written in the order of the changes.

A window and the command line may change them at the same time: each writes what it changed, and nothing else.
"""

from __future__ import annotations

import time
from contextlib import suppress
from copy import deepcopy
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kazadesk.core.errors import SettingsError
from kazadesk.storage.process_lock import ProcessLock
from kazadesk.storage.settings import ProfileSettings, Settings, load, save

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from kazadesk.core.prices import Price
    from kazadesk.storage.process_lock import ProcessLock

T = TypeVar("T")

FIRST_PROFILE = "default"
PRACTICE_EMAIL = "merchant@example.com"
"""The account that the practice stand-in knows."""
_PATIENCE_SECONDS = 2.0


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
        self.value: Settings = _complete(loaded.settings)
        self._written = deepcopy(self.value)
        """As this process has read or written them last."""

    def change(self, **fields: Any) -> None:
        """Replace fields of `value`; written in the background, nothing if nothing differs."""
        changed = replace(self.value, **fields)
        if changed == self.value:
            return
        self.value = changed
        if self._writer is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - start-up writes nothing

            self._writer = ThreadPoolExecutor(1, "settings")
        self._writer.submit(self._save, deepcopy(changed))

    def _save(self, settings: Settings) -> None:
        lock = self._lock()
        try:
            save(self._path, self._with_what_others_wrote(settings))
            self._written = settings
            self.problem = None
        except SettingsError as error:
            self.problem = error
            import logging  # noqa: PLC0415 - the first paint does without it

            logging.getLogger(__name__).warning("the settings could not be written: %s", error)
        finally:
            lock.release()

    def _lock(self) -> ProcessLock:
        """Held from reading to writing, unless somebody else holds it for longer than that ever takes."""
        lock = ProcessLock(self._path.with_name(f"{self._path.name}.lock"))
        latest = time.monotonic() + _PATIENCE_SECONDS
        with suppress(OSError):  # the write says what is wrong
            while not lock.acquire() and time.monotonic() < latest:
                pass
        return lock

    def _with_what_others_wrote(self, settings: Settings) -> Settings:
        if not self._path.exists():
            return settings
        loaded = load(self._path)
        return settings if loaded.moved_aside else _merged(self._written, settings, _complete(loaded.settings))

    def close(self) -> None:
        """Wait until the last change is written."""
        if self._writer is not None:
            self._writer.shutdown()
            self._writer = None


def _complete(settings: Settings) -> Settings:
    if not settings.profiles:
        settings.profiles = [ProfileSettings(FIRST_PROFILE)]
    if not settings.practice.email:
        settings.practice = replace(settings.practice, email=PRACTICE_EMAIL)
    return settings


def _merged(before: Settings, ours: Settings, theirs: Settings) -> Settings:
    """`theirs` with what was changed from `before` to `ours`."""
    accounts = ({profile.name: profile for profile in each.profiles} for each in (before, ours, theirs))
    return replace(
        _with_changes(before, ours, theirs),
        profiles=list(_each_with_changes(*accounts).values()),
        practice=_with_changes(before.practice, ours.practice, theirs.practice),
        labels=_each_with_changes(before.labels, ours.labels, theirs.labels),
        deleted=_each_with_changes(before.deleted, ours.deleted, theirs.deleted),
    )


def _with_changes(before: T, ours: T, theirs: T) -> T:
    if not isinstance(ours, Settings | ProfileSettings):
        return ours
    names = [field.name for field in fields(ours)]
    changed = {name: getattr(ours, name) for name in names if getattr(ours, name) != getattr(before, name)}
    if "prices" in changed:
        changed["prices"] = _merged_prices(*(getattr(each, "prices", []) for each in (before, ours, theirs)))
    return replace(theirs, **changed)  # type: ignore[type-var]


def _merged_prices(before: list[Price], ours: list[Price], theirs: list[Price]) -> list[Price]:
    """Item by item, in our order; what the others have added comes after."""
    merged = _each_with_changes(*({price.name: price for price in each} for each in (before, ours, theirs)))
    ordered = [price.name for price in ours if price.name in merged]
    return [merged[name] for name in (*ordered, *(name for name in merged if name not in ordered))]


def _each_with_changes(before: dict[str, T], ours: dict[str, T], theirs: dict[str, T]) -> dict[str, T]:
    """What one side has removed does not come back with the other side's change of it."""
    merged = {key: value for key, value in theirs.items() if key in ours or key not in before}
    for key, value in ours.items():
        if key not in before:
            merged[key] = value
        elif key in merged and value != before[key]:
            merged[key] = _with_changes(before[key], value, merged[key])
    return merged
