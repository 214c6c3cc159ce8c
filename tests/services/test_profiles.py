from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kazadesk.api.client import KazawalletClient
from kazadesk.core.errors import InputError, InputErrors, SettingsError, VaultError
from kazadesk.core.redact import Redactor, Secret
from kazadesk.core.webhook.signature import Credentials
from kazadesk.services.profiles import ProfileService, without_unseen
from kazadesk.storage.settings import ProfileSettings
from kazadesk.storage.settings_file import SettingsFile
from kazadesk.storage.vault import Kept


class Keyring:
    """A keyring that may be stuck or locked; remembers whether it was to be asked with a prompt."""

    def __init__(self) -> None:
        self.problem = ""
        self.asked: list[bool] = []
        self.deleted: list[str] = []

    async def load(self, profile: str, *, asked: bool = False) -> Credentials | None:
        self.asked.append(asked)
        if self.problem:
            raise VaultError(self.problem)
        return Credentials(profile, Secret("key-of-shop"), Secret("secret-of-shop"))

    async def save(self, credentials: Credentials) -> Kept:
        return Kept("a keyring")

    async def delete(self, profile: str) -> None:
        if self.problem:
            raise VaultError(self.problem)
        self.deleted.append(profile)


@pytest.fixture
def keyring() -> Keyring:
    return Keyring()


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[SettingsFile]:
    settings = SettingsFile(tmp_path / "settings.json")
    settings.value.profiles = [ProfileSettings("shop"), ProfileSettings("kiosk")]
    yield settings
    settings.close()


@pytest.fixture
def start(settings: SettingsFile, keyring: Keyring) -> Callable[..., ProfileService]:
    """start(profile): the service as a new start of the program has it."""

    def make(profile: str | None = None) -> ProfileService:
        client = KazawalletClient("http://127.0.0.1:9/wallet")
        return ProfileService(settings, keyring, client, Redactor(), practice=False, profile=profile)  # type: ignore[arg-type]

    return make


@pytest.fixture
def profiles(start: Callable[..., ProfileService]) -> ProfileService:
    return start()


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


def add(profiles: ProfileService, name: str, email: str = "me@example.com") -> None:
    asyncio.run(profiles.add(name, "KEY", "SECRET", email))


def test_a_new_name_moves_nothing_and_is_found_by_it(
    profiles: ProfileService, settings: SettingsFile, start: Callable[..., ProfileService]
) -> None:
    before = settings.value.profiles
    profiles.rename("shop", "  متجر   الشام ")
    assert profiles.names() == ["shop", "kiosk"]
    assert settings.value.profiles == before
    assert profiles.shown("shop") == "متجر الشام"
    assert start("متجر الشام").current == "shop"
    assert start("shop").current == "shop"
    profiles.rename("shop", "shop")
    assert settings.value.labels == {}


def test_two_profiles_may_change_names(profiles: ProfileService, start: Callable[..., ProfileService]) -> None:
    profiles.rename("shop", "old")
    profiles.rename("kiosk", "shop")
    profiles.rename("shop", "kiosk")
    assert [profiles.shown(name) for name in profiles.names()] == ["kiosk", "shop"]
    assert start("kiosk").current == "shop"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "missing"),
        (" \u00a0 ", "missing"),
        ("x" * 61, "bad_name"),
        ("a\u202eb", "bad_name"),
        ("KIOSK", "taken"),
        (" kio sk", "taken"),
        ("\uff4biosk", "taken"),
        ("Practice", "taken"),
        ("default", "taken"),
        ("my account", "taken"),
        ("\u2800\u3164", "missing"),
        ("kio\u00adsk", "taken"),
        ("Kiosk\U000e0020", "taken"),
        ("cafe\u0301", "taken"),
        ("متـــجر", "taken"),
        ("مَتْجَر", "taken"),
    ],
    ids=[
        *("empty", "blank", "long", "bidi", "case", "blanks", "wide letters", "practice", "default", "translated"),
        *("unseen letters", "soft hyphen", "unseen tag", "accent apart", "stretched", "vowel signs"),
    ],
)
def test_names_that_cannot_be_told_apart_are_refused(profiles: ProfileService, name: str, code: str) -> None:
    taken = ["My account", "Caf\u00e9", "متجر"]
    with pytest.raises(InputError) as caught:
        profiles.check_name(name, of="shop", taken=taken)
    assert (caught.value.field, caught.value.code) == ("profile", code)
    with pytest.raises(InputErrors):
        asyncio.run(profiles.add(name, "KEY", "SECRET", "me@example.com", taken=taken))
    assert profiles.names() == ["shop", "kiosk"]


@pytest.mark.parametrize("name", ["कि", "كيوسك 2", "kiosk-2", "كُشْك", "👨 kiosk"])
def test_names_that_look_different_are_free(profiles: ProfileService, name: str) -> None:
    add(profiles, "की")
    assert profiles.check_name(name) == name


@pytest.mark.parametrize("typed", ["cafe\u0301 حلب", "CAFÉ حـلب"])
def test_a_profile_is_found_however_its_name_is_typed(start: Callable[..., ProfileService], typed: str) -> None:
    start().rename("kiosk", "Café حلب")
    assert start(typed).current == "kiosk"


def test_the_first_profile_keeps_the_name_it_came_with(profiles: ProfileService, settings: SettingsFile) -> None:
    settings.change(profiles=[ProfileSettings("default"), ProfileSettings("shop")])
    assert profiles.check_name("default", of="default") == "default"


def test_all_that_is_wrong_with_a_new_profile_is_told_at_once(profiles: ProfileService) -> None:
    with pytest.raises(InputErrors) as caught:
        asyncio.run(profiles.add("kiosk", "", "مفتاح", "nobody"))
    told = [(each.field, each.code) for each in caught.value.errors]
    assert told == [
        ("profile", "taken"),
        ("api_key", "missing"),
        ("api_secret", "not_ascii"),
        ("email", "bad_email"),
    ]


def test_a_new_profile_is_the_current_one_and_never_gets_anothers_links(profiles: ProfileService) -> None:
    profiles.rename("shop", "market")
    add(profiles, "Shop")
    assert profiles.names() == ["shop", "kiosk", "Shop 2"]
    assert profiles.current == "Shop 2"
    assert profiles.shown("Shop 2") == "Shop"


def test_a_deleted_profile_leaves_its_name_and_comes_back_with_its_links(
    profiles: ProfileService, keyring: Keyring, settings: SettingsFile
) -> None:
    profiles.rename("kiosk", "Branch")
    profiles.select("kiosk")
    asyncio.run(profiles.remove("kiosk"))
    assert keyring.deleted == ["kiosk"]
    assert (profiles.names(), profiles.current, settings.value.current_profile) == (["shop"], "shop", "shop")
    assert profiles.shown("kiosk") == "Branch"
    add(profiles, "branch")
    assert profiles.names() == ["shop", "kiosk"]
    assert profiles.shown("kiosk") == "branch"


def test_another_account_never_gets_the_links_of_a_deleted_one(
    profiles: ProfileService, settings: SettingsFile
) -> None:
    add(profiles, "Branch", "one@example.com")
    asyncio.run(profiles.remove("Branch"))
    add(profiles, "branch", "two@example.com")
    assert profiles.names() == ["shop", "kiosk", "branch 2"]
    assert profiles.shown("branch 2") == "branch"
    asyncio.run(profiles.remove("branch 2"))
    add(profiles, "BRANCH", "One@example.com")
    assert profiles.names() == ["shop", "kiosk", "Branch"]
    assert settings.value.deleted == {"branch 2": "two@example.com"}


def test_the_last_profile_stays(profiles: ProfileService, keyring: Keyring) -> None:
    asyncio.run(profiles.remove("shop"))
    with pytest.raises(SettingsError, match="last_profile"):
        asyncio.run(profiles.remove("kiosk"))
    assert keyring.deleted == ["shop"]


@pytest.mark.parametrize("problem", ["keyring_locked", "prompt_dismissed", "keyring_timeout", "no_keyring"])
def test_a_keyring_that_deletes_nothing_keeps_the_profile_too(
    profiles: ProfileService, keyring: Keyring, problem: str
) -> None:
    keyring.problem = problem
    with pytest.raises(VaultError, match=problem):
        asyncio.run(profiles.remove("kiosk"))
    assert profiles.names() == ["shop", "kiosk"]
    asyncio.run(profiles.remove("kiosk", leave_keys=True))
    assert profiles.names() == ["shop"]


@pytest.mark.parametrize("upper", [True, False])
def test_the_keys_of_practice_mode_are_no_live_keys(settings: SettingsFile, keyring: Keyring, upper: bool) -> None:
    """Anybody could sign a webhook with them."""
    key, secret = (text if upper else text.lower() for text in ("0DE5C0FFEE01", "5EC7E7C0FFEE"))

    async def scenario() -> None:
        client = KazawalletClient("https://outdoor.kasroad.com/wallet")
        service = ProfileService(settings, keyring, client, Redactor(), practice=False)  # type: ignore[arg-type]
        with pytest.raises(InputErrors) as refused:
            await service.save("shop", key, secret, "me@example.com")
        assert {(each.field, each.code) for each in refused.value.errors} == {
            ("api_key", "practice_keys"),
            ("api_secret", "practice_keys"),
        }
        await client.aclose()

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("\u200b81A1C0\u2060FFEE01\ufeff ", "81A1C0FFEE01"),
        ("\u200e88\u200f8B\u202c\n", "888B"),
        ("\u2066me@example.com\u2069", "me@example.com"),
        ("a b", "a b"),
    ],
)
def test_what_a_page_adds_unseen_to_a_pasted_key_is_dropped(pasted: str, kept: str) -> None:
    assert without_unseen(pasted) == kept


@pytest.mark.parametrize(
    ("url", "practice", "shown"),
    [
        ("http://127.0.0.1:9/wallet", False, "127.0.0.1:9"),
        ("http://127.0.0.1:9/wallet", True, ""),
        ("https://outdoor.kasroad.com/wallet", False, ""),
    ],
)
def test_live_links_of_a_server_on_this_computer_are_told_apart(
    settings: SettingsFile, keyring: Keyring, url: str, practice: bool, shown: str
) -> None:
    service = ProfileService(settings, keyring, KazawalletClient(url), Redactor(), practice=practice)  # type: ignore[arg-type]
    assert service.test_server == shown
