"""Reminders: which links wait for long, what to say to the customer, and that it was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from kazadesk.core.customers import Customer, dialled
from kazadesk.core.errors import InputError
from kazadesk.core.link import LinkState, PaymentLink, payable
from kazadesk.services.days import long_ago
from kazadesk.services.ports import Ledger, LinkQuery
from kazadesk.words.messages import message, template_in

if TYPE_CHECKING:
    from kazadesk.services.profiles import ProfileService

AGE = timedelta(days=1)
"""So old is a link, and so long ago its last reminder, before its customer is reminded."""
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is ready to be said. `number`: under which a chat finds the customer, "" where that is not certain."""

    link: PaymentLink
    customer: Customer
    text: str
    number: str

    @property
    def whatsapp(self) -> str:
        return whatsapp_url(self.text, self.number)


def whatsapp_url(text: str, number: str = "") -> str:
    """`number`: the digits with their country code, or "" to choose the chat there."""
    return f"https://wa.me/{number}?text={quote(text, safe='')}"


def due_query(profile: str | None = None) -> LinkQuery:
    """The links whose customers are to be reminded now."""
    before = long_ago(AGE)
    return LinkQuery(profile=profile, states=(LinkState.WAITING,), until=before, not_reminded_since=before)


def may_be_reminded(link: PaymentLink) -> bool:
    return payable(link) and link.created_at < long_ago(AGE)


class Reminders:
    """Raises LedgerError."""

    def __init__(self, ledger: Ledger, profiles: ProfileService) -> None:
        self._ledger, self._profiles = ledger, profiles

    async def due(self) -> list[Reminder]:
        """For the current account's links that wait for long, the newest first, without their texts."""
        query, links = due_query(self._profiles.current), list[PaymentLink]()
        while page := await self._ledger.links(query, after=links[-1] if links else None, limit=_PAGE):
            links += page
        found: list[Reminder] = []
        for start in range(0, len(links), _PAGE):
            part = links[start : start + _PAGE]
            customers = await self._ledger.customers_of([link.id for link in part])
            found += [self._reminder(link, customers.get(link.id, Customer()), "") for link in part]
        return found

    async def of(self, reference: str, language: str) -> Reminder:
        """For the current account's link of that reference; `language`: of messages, where the account names none.

        Raises InputError(reference): unknown, not_waiting.
        """
        query = LinkQuery(profile=self._profiles.current, search=reference, archived=None)
        found = [link for link in await self._ledger.links(query, limit=_PAGE) if link.reference == reference]
        if not found:
            raise InputError("reference", "unknown", reference=reference)
        if not payable(found[0]):
            raise InputError("reference", "not_waiting", reference=reference)
        customers = await self._ledger.customers_of([found[0].id])
        return self._reminder(found[0], customers.get(found[0].id, Customer()), language)

    def _reminder(self, link: PaymentLink, customer: Customer, language: str) -> Reminder:
        settings = self._profiles.defaults(link.profile)
        text = ""
        if language:
            chosen = settings.message_language if settings.message_language != "auto" else language
            text = message(link, template_in(chosen, settings, reminder=True), settings.shop_name)
        return Reminder(link, customer, text, dialled(customer.phone, settings.phone_country))

    async def note(self, link_id: int, via: str) -> PaymentLink:
        """That the customer was reminded: `via` whatsapp, telegram, email, copy or command."""
        return await self._ledger.note_reminder(link_id, via)
