"""Verdicts name profiles as the merchant does, and are kept under the names of the ledger."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.redact import Redactor, Secret
from kazadesk.core.webhook.signature import Credentials, signature_text
from kazadesk.services.profiles import ProfileService
from kazadesk.services.verify import VerifyService
from kazadesk.storage.settings import ProfileSettings
from kazadesk.storage.settings_file import SettingsFile
from kazadesk.storage.sqlite.ledger_file import SqliteLedger
from kazadesk.storage.vault import Kept


class Keyring:
    """A keyring that answers at once."""

    def __init__(self, *profiles: str) -> None:
        keys = ((name, Secret(f"key of {name}"), Secret(f"secret of {name}")) for name in profiles)
        self.kept = {each[0]: Credentials(*each) for each in keys}

    async def load(self, profile: str, *, asked: bool = False) -> Credentials | None:
        return self.kept.get(profile)

    async def save(self, credentials: Credentials) -> Kept:
        self.kept[credentials.profile] = credentials
        return Kept("a keyring")

    async def delete(self, profile: str) -> None:
        del self.kept[profile]

    async def where(self) -> str:
        return "a keyring"


class Shop:
    """Two profiles on a real ledger; `hook` is a webhook that a profile's account has signed."""

    def __init__(self, ledger: SqliteLedger, settings: SettingsFile) -> None:
        self.ledger, self.keyring, redactor = ledger, Keyring("market", "kiosk"), Redactor()
        client: Any = None
        keyring: Any = self.keyring  # as much of a store as is asked for here
        self.profiles = ProfileService(settings, keyring, client, redactor, practice=False)
        self.verify = VerifyService(ledger, self.profiles, redactor)

    async def link(self, profile: str, order_id: str) -> None:
        request = LinkRequest("10", "USD", "me@example.com", order_id)
        link = await self.ledger.add_link(request, profile=profile, sender="test")
        created = CreatedLink(f"https://pay.example/{order_id}", order_id)
        await self.ledger.finish_link(link.id, LinkState.WAITING, created=created)

    def hook(self, profile: str, order_id: str) -> str:
        secret = signature_text("10", order_id, self.keyring.kept[profile])
        payload = {"order_id": order_id, "amount": "10", "currency": "USD", "status": "fulfilled", "secret": secret}
        return json.dumps(payload)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    settings = SettingsFile(tmp_path / "settings.json")
    settings.value.profiles = [ProfileSettings("market"), ProfileSettings("kiosk")]
    ledger = SqliteLedger.open(tmp_path / "ledger.sqlite")
    yield Shop(ledger, settings)
    ledger.close_now()
    settings.close()


def test_a_renamed_profile_is_named_as_it_is_called_now(shop: Shop) -> None:
    async def scenario() -> None:
        await shop.link("kiosk", "id-1")
        shop.profiles.rename("kiosk", "متجر الشام")
        [verdict] = await shop.verify.verify(shop.hook("market", "id-1"))
        assert (verdict.code, verdict.reasons) == ("paid_unknown", ("other_profile",))
        assert dict(verdict.details)["link_profile"] == "متجر الشام"
        [paid] = await shop.verify.verify(shop.hook("kiosk", "id-1"))
        assert (paid.code, paid.profile, shop.verify.profile_shown(paid)) == ("paid", "kiosk", "متجر الشام")
        assert [one.profile for one in await shop.ledger.confirmations(1)] == ["market", "kiosk"]

    asyncio.run(scenario())


def test_links_of_a_deleted_profile_stay_and_come_back_with_its_keys(shop: Shop) -> None:
    async def scenario() -> None:
        await shop.link("kiosk", "id-1")
        hook, keys = shop.hook("kiosk", "id-1"), shop.keyring.kept["kiosk"]
        await shop.profiles.remove("kiosk")
        [verdict] = await shop.verify.verify(hook)
        assert (verdict.code, verdict.reasons) == ("not_authentic", ("no_keys",))
        assert verdict.details == (("link_profile", "kiosk"),)
        assert verdict.link is not None
        assert verdict.link.state is LinkState.WAITING
        shop.keyring.kept["kiosk"] = keys
        shop.profiles._settings.change(profiles=[ProfileSettings("market"), ProfileSettings("kiosk")])
        [verdict] = await shop.verify.verify(hook)
        assert verdict.code == "paid"

    asyncio.run(scenario())


def test_a_counted_payment_stays_counted_when_its_profile_is_deleted(shop: Shop) -> None:
    async def scenario() -> None:
        await shop.link("kiosk", "id-1")
        shop.keyring.kept["market"] = Credentials("market", *_of(shop.keyring.kept["kiosk"]))
        hook = shop.hook("kiosk", "id-1")
        [paid] = await shop.verify.verify(hook)
        await shop.profiles.remove("kiosk")
        [again] = await shop.verify.verify(hook)
        assert paid.code == "paid"
        assert again.code == "paid_unknown", "the same account under another name: never green for its link"

    asyncio.run(scenario())


def test_keys_of_another_account_under_a_deleted_ones_name_turn_nothing_green(shop: Shop) -> None:
    async def scenario() -> None:
        await shop.link("kiosk", "id-1")
        shop.profiles.change("kiosk", email="one@example.com")
        hook = shop.hook("kiosk", "id-1")
        await shop.profiles.remove("kiosk")
        await shop.profiles.add("kiosk", "other key", "other secret", "two@example.com")
        assert shop.profiles.current == "kiosk 2"
        [genuine] = await shop.verify.verify(hook)
        assert (genuine.code, genuine.reasons) == ("not_authentic", ("no_keys",)), "not taken for a forgery"
        [other] = await shop.verify.verify(shop.hook("kiosk 2", "id-1"))
        assert (other.code, other.reasons) == ("paid_unknown", ("other_profile",))
        link = await shop.ledger.link(1)
        assert link is not None
        assert link.state is LinkState.WAITING

    asyncio.run(scenario())


def _of(credentials: Credentials) -> tuple[Secret, Secret]:
    return credentials.api_key, credentials.api_secret
