from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from kazadesk.api.client import KazawalletClient
from kazadesk.core.errors import VaultError
from kazadesk.core.redact import Redactor, Secret
from kazadesk.core.signature import Credentials
from kazadesk.services.profiles import ProfileService
from kazadesk.storage.settings import ProfileSettings
from kazadesk.storage.settings_file import SettingsFile


class Keyring:
    """A keyring that may be stuck or locked; remembers whether it was to be asked with a prompt."""

    def __init__(self) -> None:
        self.problem = ""
        self.asked: list[bool] = []

    async def load(self, profile: str, *, asked: bool = False) -> Credentials | None:
        self.asked.append(asked)
        if self.problem:
            raise VaultError(self.problem)
        return Credentials(profile, Secret("key-of-shop"), Secret("secret-of-shop"))


@pytest.fixture
def keyring() -> Keyring:
    return Keyring()


@pytest.fixture
def profiles(tmp_path: Path, keyring: Keyring) -> ProfileService:
    settings = SettingsFile(tmp_path / "settings.json")
    settings.value.profiles = [ProfileSettings("shop"), ProfileSettings("kiosk")]
    client = KazawalletClient("http://127.0.0.1:9/wallet")
    return ProfileService(settings, keyring, client, Redactor(), practice=False)  # type: ignore[arg-type]


def test_a_stuck_keyring_is_waited_for_once_and_then_only_asked_in_passing(
    profiles: ProfileService, keyring: Keyring
) -> None:
    async def scenario() -> None:
        keyring.problem = "keyring_timeout"
        for _ in range(3):
            with pytest.raises(VaultError):
                await profiles.all_credentials()
        assert keyring.asked == [True, False, False]
        keyring.problem, keyring.asked = "", []
        assert [each.profile for each in await profiles.all_credentials()] == ["shop", "kiosk"]
        assert keyring.asked == [False, True]

    asyncio.run(scenario())


def test_a_keyring_that_answers_is_asked_with_its_prompt_every_time(profiles: ProfileService, keyring: Keyring) -> None:
    async def scenario() -> None:
        for problem in ("keyring_timeout", "keyring_locked", "prompt_dismissed"):
            keyring.problem = problem
            with pytest.raises(VaultError):
                await profiles.all_credentials()
        assert keyring.asked == [True, False, True]

    asyncio.run(scenario())


def test_without_any_keyring_there_are_no_credentials(profiles: ProfileService, keyring: Keyring) -> None:
    keyring.problem = "no_keyring"
    assert asyncio.run(profiles.all_credentials()) == []
