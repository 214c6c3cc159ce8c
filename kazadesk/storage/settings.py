"""Settings: one small JSON file, replaced atomically, tolerant of a broken one. Holds no key and no secret."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from kazadesk.core.errors import SettingsError
from kazadesk.core.money import is_positive
from kazadesk.core.prices import Price
from kazadesk.storage.files import patiently, remove, rename, replace, sync_folder

VERSION = 1
_CHOICES = {
    "language": ("auto", "en", "ar"),
    "theme": ("auto", "light", "dark"),
    "digits": ("auto", "latin", "arabic"),
    "mode": ("none", "practice", "live"),
    "webhook_ids": ("both", "id", "order_id"),
    "webhook_body": ("json", "form"),
    "slip_paper": ("auto", "a4", "letter", "roll80", "roll58"),
    "message_language": ("auto", "en", "ar"),
}
_SHARED_BEFORE = {"message_language", "message_template_en", "message_template_ar"}


@dataclass(slots=True)
class ProfileSettings:
    """One Kazawallet account, without its credentials, and what its form remembers."""

    name: str
    """The account in ledger and keyring, for ever; `Settings.labels` has what it is called since it was renamed."""
    email: str = ""
    currency: str = "USD"
    redirect_url: str = ""
    shop_name: str = ""
    message_language: str = "auto"
    message_template_en: str = ""
    """The merchant's own words to customers; "" for KazaDesk's."""
    message_template_ar: str = ""
    reminder_template_en: str = ""
    reminder_template_ar: str = ""
    prices: list[Price] = field(default_factory=list)
    """The shop's price list, in its order; names differ."""
    phone_country: str = ""
    """The digits of the country code that phone numbers without one belong to; "" asks for it."""
    prices_in_reference: bool = False
    """Whether a link's reference begins with the names of what is paid for."""
    other: dict[str, Any] = field(default_factory=dict)
    """What a newer version wrote: kept."""


@dataclass(slots=True)
class Settings:
    """Everything remembered between runs but links and credentials."""

    version: int = VERSION
    language: str = "auto"
    theme: str = "auto"
    digits: str = "auto"
    mode: str = "none"
    """Used last; none before the first choice."""
    current_profile: str = ""
    profiles: list[ProfileSettings] = field(default_factory=list)
    practice: ProfileSettings = field(default_factory=lambda: ProfileSettings("practice"))
    geometry: str = ""
    webhook_ids: str = "both"
    """Under which names the stand-in's webhooks have the link's id: both, id or order_id."""
    webhook_body: str = "json"
    """How the stand-in writes its webhooks: json or form."""
    webhook_typed: bool = True
    """Whether the stand-in's webhooks name their Content-Type."""
    watch_clipboard: bool = False
    notify_paid: bool = True
    slip_paper: str = "auto"
    shop_zone: str = ""
    """The shop's time zone: "" for this computer's, an offset such as +03:00, or a name."""
    day_ends: str = "00:00"
    """When the shop's day ends, by its own clock."""
    till_open: bool = True
    """Whether the buttons of the price list are unfolded."""
    customer_open: bool = False
    """Whether the form asks for the customer."""
    batch_put_off: int = 0
    """The newest batch of which somebody has said that it need not go on."""
    ledger_url: str = ""
    """The server of a ledger that several desks share; "" for the file in the data folder. Never a password."""
    desk_name: str = ""
    """What this desk is called in a shared ledger; "" for the computer's name."""
    second_place: str = ""
    """The folder of the second place for backups; "" for none."""
    second_place_name: str = ""
    """What its marker says, so that another folder is not taken for it."""
    second_place_since: str = ""
    """When it was chosen, as the names of backups tell it: what is older stays there for ever."""
    second_place_at: str = ""
    """When it last got a backup (UTC)."""
    answer_hours: int = 24
    """Age at which a link should have had a webhook, until enough of them are known to learn it from."""
    inbox_here: bool = False
    """The mailbox runs on this computer while the window is open."""
    inbox_seen: dict[str, int] = field(default_factory=dict)
    """Mode (live, practice) → the id of the last arrival that was looked at."""
    labels: dict[str, str] = field(default_factory=dict)
    """Profile → what it is called, where that is not its name; also of profiles that were deleted."""
    deleted: dict[str, str] = field(default_factory=dict)
    """Profile → the account email it had when it was deleted."""
    other: dict[str, Any] = field(default_factory=dict)
    """What a newer version wrote: kept."""


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    settings: Settings
    moved_aside: Path | None = None
    """Where a broken file lies now; the settings are then the defaults."""


def load(path: Path) -> LoadedSettings:
    """Read the file; no file gives the defaults, a broken one is moved aside. Raises SettingsError."""
    try:
        text = patiently(path.read_bytes).decode("utf-8-sig")  # Notepad writes a mark
        data = json.loads(text)
        if "\\u" in text:  # half an emoji, which neither ledger nor keyring could take as a name
            data = json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"))
        if not isinstance(data, dict):
            raise ValueError("not an object")
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except (ValueError, RecursionError):
        return LoadedSettings(Settings(), _move_aside(path))
    except OSError as error:
        raise _unwritable(path, error) from error
    return LoadedSettings(_settings(data))


def save(path: Path, settings: Settings) -> None:
    """Replace the file in one step, synced; blocks for some milliseconds. Raises SettingsError."""
    data = _plain(settings)
    data["profiles"] = [_plain(profile) for profile in settings.profiles]
    data["practice"] = _plain(settings.practice)
    text = json.dumps(data, ensure_ascii=False, indent=2)
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        try:
            with open(new, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
                file.write(text.encode("utf-8", "backslashreplace"))
                file.flush()
                os.fsync(file.fileno())
            replace(new, path)
        except BaseException:
            remove(new)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error


def _settings(data: dict[str, Any]) -> Settings:
    # version 1 had one wording for all profiles, until each had its own
    shared = {name: data.pop(name) for name in _SHARED_BEFORE & data.keys()}
    fitting = _known(Settings(), data)
    profiles = fitting.pop("profiles", [])
    seen = fitting.get("inbox_seen", {})
    fitting["inbox_seen"] = {mode: number for mode, number in seen.items() if type(number) is int}
    for name in ("labels", "deleted"):
        texts = fitting.get(name, {})
        fitting[name] = {profile: text for profile, text in texts.items() if isinstance(text, str)}
    fitting["labels"] = {profile: label for profile, label in fitting["labels"].items() if label}
    settings = Settings(**fitting)
    for item in profiles:
        if isinstance(item, dict) and _named(item) and item["name"] not in {known.name for known in settings.profiles}:
            settings.profiles.append(_profile(shared | item))
    practice = data.get("practice")
    settings.practice = _profile(shared | (practice if isinstance(practice, dict) else {}) | {"name": "practice"})
    return settings


def _named(item: dict[str, Any]) -> bool:
    return isinstance(item.get("name"), str) and bool(item["name"])


def _profile(item: dict[str, Any]) -> ProfileSettings:
    fitting = _known(ProfileSettings(""), item)
    fitting["prices"] = _prices(fitting.get("prices", []))
    return ProfileSettings(**fitting)


def _prices(items: list[Any]) -> list[Price]:
    names = ("name", "amount", "currency")
    found = [
        item for item in items if isinstance(item, dict) and all(isinstance(item.get(each), str) for each in names)
    ]
    priced = {item["name"]: Price(item["name"], item["amount"], item["currency"]) for item in found}
    return [price for price in priced.values() if price.name and is_positive(price.amount)]


def _known(default: Any, data: dict[str, Any]) -> dict[str, Any]:
    """The values of `data` that fit the fields of `default`, with the unknown ones under `other`."""
    names = {item.name for item in fields(default)} - {"other"}
    known = {name: data[name] for name in names & data.keys() if _fits(name, data[name], getattr(default, name))}
    return known | {"other": {name: value for name, value in data.items() if name not in names}}


def _fits(name: str, value: object, default: object) -> bool:
    return type(value) is type(default) and value in _CHOICES.get(name, (value,))


def _plain(item: Settings | ProfileSettings) -> dict[str, Any]:
    data = asdict(item)
    other = data.pop("other")
    return data | {name: value for name, value in other.items() if name not in data}


def _move_aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    try:
        rename(path, aside)
    except OSError as error:
        raise _unwritable(path, error) from error
    return aside


def _unwritable(path: Path, error: OSError) -> SettingsError:
    return SettingsError("settings_unwritable", path=str(path), why=error.strerror or type(error).__name__)
