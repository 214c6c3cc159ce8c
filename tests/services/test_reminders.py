"""Whose customers are to be reminded, and what is said to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from kazadesk.core.customers import Customer
from kazadesk.core.errors import InputError
from kazadesk.core.link import LinkForm
from kazadesk.services import reminders
from kazadesk.services.reminders import may_be_reminded
from kazadesk.services.session import Session

FORM = LinkForm("10.00", "USD", "merchant@example.com", "INV-1", "", "سارة", "+963944123456")
LATER = "2999-01-01T00:00:00.000Z"


@pytest.fixture
def a_day_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every link of the test is old."""
    monkeypatch.setattr(reminders, "long_ago", lambda _age: LATER)


def test_a_link_of_today_is_not_due(play: Callable[..., None]) -> None:
    async def scenario(session: Session) -> None:
        made = await session.links.create(FORM)
        assert not may_be_reminded(made)
        assert await session.reminders.due() == []

    play(scenario)


@pytest.mark.usefixtures("a_day_later")
def test_what_waits_for_long_is_due_until_it_is_paid(play: Callable[..., None]) -> None:
    async def scenario(session: Session) -> None:
        made = await session.links.create(FORM)
        other = await session.links.create(replace(FORM, reference="INV-2", name="", phone=""))
        found = await session.reminders.due()
        assert [(each.link.reference, each.customer) for each in found] == [
            ("INV-2", Customer()),
            ("INV-1", Customer("سارة", "+963944123456")),
        ]
        assert may_be_reminded(made)
        await session.links.mark_by_hand(other.id, "cash")
        assert [each.link.id for each in await session.reminders.due()] == [made.id]

    play(scenario)


def test_the_message_is_in_the_customer_s_language_and_opens_their_chat(play: Callable[..., None]) -> None:
    async def scenario(session: Session) -> None:
        made = await session.links.create(FORM)
        name = session.profiles.current
        english = await session.reminders.of("INV-1", "en")
        assert english.text.startswith("A reminder: ")
        assert made.url is not None
        assert made.url in english.text
        opened = urlsplit(english.whatsapp)
        assert (opened.netloc, opened.path) == ("wa.me", "/963944123456")
        assert parse_qs(opened.query)["text"] == [english.text]
        session.profiles.change(name, message_language="ar", shop_name="متجر", reminder_template_ar="{shop}: {url}")
        assert (await session.reminders.of("INV-1", "en")).text == f"متجر: {made.url}"
        for reference, code in (("INV-9", "unknown"), ("INV", "unknown")):
            with pytest.raises(InputError, match=code):
                await session.reminders.of(reference, "en")
        noted = await session.reminders.note(made.id, "whatsapp")
        assert noted.reminded_at
        await session.links.mark_by_hand(made.id, "cash")
        with pytest.raises(InputError, match="not_waiting"):
            await session.reminders.of("INV-1", "en")

    play(scenario)
