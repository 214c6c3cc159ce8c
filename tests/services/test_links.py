from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kazadesk.assembly import PracticeAccount
from kazadesk.core.customers import Customer
from kazadesk.core.errors import InputError, InputErrors, LedgerError, SettingsError, VaultError
from kazadesk.core.link import REFERENCE_LETTERS, LinkForm, LinkState
from kazadesk.practice import Faults, PracticeServer
from kazadesk.services.email import check_email
from kazadesk.services.links import make_reference
from kazadesk.services.ports import LinkQuery
from kazadesk.services.session import Session
from kazadesk.storage.settings import ProfileSettings

FORM = LinkForm("10.00", "usd", "merchant@example.com", "INV-1", "https://shop.example/thanks")


def _wait_for(condition: Callable[[], object]) -> None:
    while not condition():
        threading.Event().wait(0.005)


def test_a_created_link_waits_with_its_url_and_is_listed(play: Callable[..., None]) -> None:
    async def scenario(session: Session) -> None:
        link = await session.links.create(FORM)
        assert link.state is LinkState.WAITING
        assert link.url is not None
        assert link.order_id is not None
        assert link.order_id in link.url
        assert (link.amount, link.currency, link.reference) == ("10.00", "USD", "INV-1")
        assert [each.id for each in await session.ledger.links(LinkQuery())] == [link.id]
        assert [event.kind for event in await session.ledger.events(link.id)] == ["created", "maybe_sent", "answered"]

    play(scenario)


def test_the_link_is_in_the_ledger_before_its_request_leaves(
    play: Callable[..., None], stand_in: PracticeServer
) -> None:
    async def scenario(session: Session) -> None:
        link = await session.links.begin(FORM)
        assert link.state is LinkState.SENDING
        assert not link.maybe_sent
        assert (await session.ledger.links(LinkQuery()))[0].state is LinkState.SENDING
        assert stand_in.records.all() == []
        sent = await session.links.send(link)
        assert sent.maybe_sent
        assert [made.ref for made in stand_in.records.all()] == ["INV-1"]

    play(scenario)


def test_what_is_sent_is_what_the_row_shows(play: Callable[..., None], stand_in: PracticeServer) -> None:
    async def scenario(session: Session) -> None:
        link = await session.links.create(LinkForm("١٢٫٥٠", "syp ", " merchant@example.com ", " سلة ٧ ", ""))
        made = stand_in.records.all()[0]
        assert (made.amount, made.currency, made.email, made.ref) == ("12.50", "SYP", "merchant@example.com", "سلة ٧")
        assert (made.amount, made.currency, made.email, made.ref) == (
            link.amount,
            link.currency,
            link.email,
            link.reference,
        )

    play(scenario)


def test_every_wrong_field_is_named_and_nothing_is_kept(play: Callable[..., None], stand_in: PracticeServer) -> None:
    async def scenario(session: Session) -> None:
        with pytest.raises(InputErrors) as caught:
            await session.links.create(LinkForm("0", "$", "nobody", "a" * 65, "ftp://x"))
        assert [(error.field, error.code) for error in caught.value.errors] == [
            ("amount", "zero"),
            ("currency", "bad_currency"),
            ("email", "bad_email"),
            ("reference", "too_long"),
            ("redirect_url", "not_http"),
        ]
        assert await session.ledger.count(LinkQuery()) == 0

    play(scenario)
    assert stand_in.records.all() == []


def test_an_email_of_any_length_is_judged_at_once() -> None:
    began = time.thread_time()
    for text in ("a" * 10_000_000, "a" * 60 + "@" + "b." * 5_000_000 + "com"):
        with pytest.raises(InputError) as caught:
            check_email(text)
        assert (caught.value.field, caught.value.code) == ("email", "bad_email")
    assert time.thread_time() - began < 1


def test_a_reference_is_used_once(play: Callable[..., None]) -> None:
    async def scenario(session: Session) -> None:
        await session.links.create(FORM)
        with pytest.raises(InputErrors) as caught:
            await session.links.create(FORM)
        assert [(error.field, error.code) for error in caught.value.errors] == [("reference", "taken")]

    play(scenario)


def test_a_missing_reference_is_made_short_and_readable_aloud(play: Callable[..., None]) -> None:
    async def scenario(session: Session) -> None:
        link = await session.links.create(LinkForm("5", "USD", "merchant@example.com"))
        assert link.reference.startswith("KD-")

    play(scenario)
    for _ in range(100):
        assert set(make_reference().removeprefix("KD-")) <= set(REFERENCE_LETTERS)


def test_the_form_is_remembered_for_the_next_link(play: Callable[..., None]) -> None:
    async def scenario(session: Session) -> None:
        await session.links.create(LinkForm("5", "SYP", "merchant@example.com", "", "https://shop.example/"))

    async def later(session: Session) -> None:
        defaults = session.profiles.defaults()
        assert (defaults.currency, defaults.redirect_url) == ("SYP", "https://shop.example/")

    play(scenario)
    play(later)


def test_a_refusal_keeps_the_providers_words(play: Callable[..., None]) -> None:
    async def scenario(session: Session) -> None:
        link = await session.links.create(LinkForm("5", "USD", "customer@example.com"))
        assert link.state is LinkState.FAILED
        assert link.error == "user_not_found"
        assert link.message
        assert session.profiles.defaults().email == "merchant@example.com"

    play(scenario)


def test_nobody_listens_so_nothing_was_sent(play: Callable[..., None], stand_in: PracticeServer) -> None:
    async def scenario(session: Session) -> None:
        stand_in.stop()
        link = await session.links.create(FORM)
        assert link.state is LinkState.UNSENT
        assert not link.maybe_sent

    play(scenario)


def test_an_answer_that_never_comes_whole_is_unknown(play: Callable[..., None], stand_in: PracticeServer) -> None:
    async def scenario(session: Session) -> None:
        stand_in.fail_next(Faults(drop="reset"))
        link = await session.links.create(FORM)
        assert link.state is LinkState.UNKNOWN
        assert link.maybe_sent
        with pytest.raises(LedgerError):
            await session.links.resend(link.id)

    play(scenario)


@pytest.mark.skipif(os.name != "posix", reason="Windows does not let go of an open file")
@pytest.mark.parametrize(
    ("faults", "outcome"),
    [
        (Faults(delay=0.3), "waiting"),
        (Faults(delay=0.3, drop="reset"), "unknown"),
        (Faults(delay=0.3, cut=True), "unknown"),
    ],
)
def test_what_the_ledger_could_not_keep_is_told(
    play: Callable[..., None], stand_in: PracticeServer, tmp_path: Path, faults: Faults, outcome: str
) -> None:
    async def scenario(session: Session) -> None:
        stand_in.fail_next(faults)
        sending = asyncio.ensure_future(session.links.send(await session.links.begin(FORM)))
        await asyncio.to_thread(_wait_for, stand_in.records.all)
        ledger = tmp_path / "data" / "practice" / "ledger.sqlite"
        ledger.rename(ledger.with_name("elsewhere"))
        with pytest.raises(LedgerError) as caught:
            await sending
        url = stand_in.pay_url(stand_in.records.all()[0].id) if outcome == "waiting" else None
        assert (caught.value.details["outcome"], caught.value.details.get("url")) == (outcome, url)

    play(scenario)


def test_cancelled_in_flight_is_unknown_and_kept(play: Callable[..., None], stand_in: PracticeServer) -> None:
    async def scenario(session: Session) -> None:
        stand_in.fail_next(Faults(delay=60))
        link = await session.links.begin(FORM)
        sending = asyncio.ensure_future(session.links.send(link))
        await asyncio.to_thread(_wait_for, lambda: stand_in.records.all())
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        kept = await session.ledger.link(link.id)
        assert kept is not None
        assert kept.state is LinkState.UNKNOWN

    play(scenario)


def test_only_what_was_certainly_not_sent_is_sent_again(play: Callable[..., None], stand_in: PracticeServer) -> None:
    async def scenario(session: Session) -> None:
        port = stand_in.port
        stand_in.stop()
        link = await session.links.create(FORM)
        assert link.state is LinkState.UNSENT
        with PracticeServer(port=port) as back:
            again = await session.links.send(await session.links.resend(link.id))
            assert again.state is LinkState.WAITING
            assert again.id == link.id
            assert len(back.records.all()) == 1

    play(scenario)


def test_a_keyring_locked_meanwhile_leaves_the_link_unsent(
    play: Callable[..., None], stand_in: PracticeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def locked(*_args: object, **_named: object) -> None:
        raise VaultError("keyring_locked")

    async def scenario(session: Session) -> None:
        link = await session.links.begin(FORM)
        monkeypatch.setattr(PracticeAccount, "load", locked)
        sent = await session.links.send(link)
        assert (sent.state, sent.error) == (LinkState.UNSENT, "keyring_locked")
        assert stand_in.records.all() == []

    play(scenario)


@pytest.fixture
def two_accounts(play: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """two_accounts(scenario): outside practice mode, with "shop" (the current one) and "kiosk", known this session."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")

    def run(scenario: Callable[[Session], Coroutine[Any, Any, None]]) -> None:
        async def with_accounts(session: Session) -> None:
            session.settings.change(profiles=[ProfileSettings("shop"), ProfileSettings("kiosk")])
            for name in ("shop", "kiosk"):
                await session.profiles.save(name, f"KEY{name}", "SECRET", f"{name}@example.com")
            await scenario(session)

        play(with_accounts, practice=False)

    return run


def test_the_account_is_the_one_that_was_current_when_it_was_pressed(two_accounts: Callable[..., None]) -> None:
    async def scenario(session: Session) -> None:
        beginning = asyncio.create_task(session.links.begin(FORM))
        await asyncio.sleep(0)
        session.profiles.select("kiosk")
        assert (await beginning).profile == "shop"

    two_accounts(scenario)


def test_a_link_can_be_made_for_another_account_than_the_current_one(two_accounts: Callable[..., None]) -> None:
    async def scenario(session: Session) -> None:
        assert (await session.links.begin(FORM, profile="kiosk")).profile == "kiosk"
        assert session.profiles.current == "shop"

    two_accounts(scenario)


def test_a_deleted_account_makes_no_links_even_if_its_keys_were_left(two_accounts: Callable[..., None]) -> None:
    async def scenario(session: Session) -> None:
        begun = await session.links.begin(FORM, profile="kiosk")
        await session.profiles.remove("kiosk", leave_keys=True)
        with pytest.raises(SettingsError, match="profile_unknown"):
            await session.links.begin(LinkForm("10", "USD", "kiosk@example.com"), profile="kiosk")
        sent = await session.links.send(begun)
        assert (sent.state, sent.error) == (LinkState.UNSENT, "no_credentials")

    two_accounts(scenario)


def test_a_connection_is_opened_while_the_amount_is_typed_and_the_link_is_made_on_it(
    play: Callable[..., None], stand_in: PracticeServer
) -> None:
    async def scenario(session: Session) -> None:
        await session.links.load()
        session.links.prepare()
        while not stand_in.connections():  # noqa: ASYNC110 - of another thread's
            await asyncio.sleep(0.001)
        assert stand_in.records.all() == []
        link = await session.links.begin(FORM)
        assert len(stand_in.connections()) == 1
        assert (await session.links.send(link)).state is LinkState.WAITING

    play(scenario)
    _wait_for(lambda: not stand_in.connections())


def test_an_end_between_two_letters_leaves_nothing_open(play: Callable[..., None], stand_in: PracticeServer) -> None:
    """As when practice mode is left, or the window closed."""

    async def scenario(session: Session) -> None:
        session.links.prepare()
        while not stand_in.connections():  # noqa: ASYNC110 - of another thread's
            await asyncio.sleep(0.001)

    play(scenario)
    _wait_for(lambda: not stand_in.connections())
    assert stand_in.records.all() == []


def test_the_customer_is_kept_with_the_link_and_not_sent(play: Callable[..., None], stand_in: PracticeServer) -> None:
    async def scenario(session: Session) -> None:
        links = session.links
        with pytest.raises(InputErrors) as caught:
            await links.create(replace(FORM, name="Sara", phone="0944123456"))
        assert [(each.field, each.code) for each in caught.value.errors] == [("phone", "no_country")]
        assert stand_in.records.all() == []
        session.profiles.change(session.profiles.current, phone_country="963")
        made = await links.create(replace(FORM, name=" سارة  الأحمد ", phone="٠٩٤٤ ١٢٣ ٤٥٦"))
        sara = Customer("سارة الأحمد", "+963944123456")
        assert await links.customer_of(made.id) == sara
        assert "944" not in repr(stand_in.records.all())
        again = await links.begin(replace(FORM, reference=""), replaces=made.id, customer_of=made.id)
        assert await links.customer_of(again.id) == sara
        plain = await links.begin(replace(FORM, reference=""))
        assert await links.customer_of(plain.id) == Customer()
        assert await links.known_customers() == [sara]

    play(scenario)
