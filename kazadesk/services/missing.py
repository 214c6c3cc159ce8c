"""Links without an answer: webhooks come for payments and time-outs, so an old link without one has lost it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.money import same_amount
from kazadesk.core.order import NEWEST_FIRST
from kazadesk.services.ports import Balance, Ledger, LinkQuery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kazadesk.services.profiles import ProfileService
    from kazadesk.storage.settings_file import SettingsFile

KNOWN_ENOUGH = 20
"""Webhooks of time-outs from which an account's own patience is learned."""
_MOST = 2_000
_SPARE = timedelta(hours=1)
_PAID = (LinkState.PAID, LinkState.PAID_BY_HAND)
_SUGGESTED = 3
_PLAIN = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")


@dataclass(frozen=True, slots=True)
class BalanceHint:
    """A balance rose by more than confirmed links explain: perhaps a webhook was lost. Never a verdict."""

    currency: str
    rose: str
    explained: str
    since: str
    """When the balance before was read (UTC)."""
    links: tuple[PaymentLink, ...]
    """Links without an answer that may explain the rest, the likeliest first."""


class Missing:
    """Looks for links whose webhook was probably lost. Raises LedgerError."""

    def __init__(self, ledger: Ledger, profiles: ProfileService, settings: SettingsFile) -> None:
        self._ledger = ledger
        self._profiles = profiles
        self._settings = settings

    async def patience(self, profile: str) -> timedelta:
        """The age at which a link of the profile should have had an answer.

        Once enough webhooks of time-outs have come through the mailbox: the 99th percentile of the links' age then, and
        an hour. Before that the setting.
        """
        known = await self._ledger.timed_out(profile)
        ages = sorted(age for created, arrived in known if (age := _moment(arrived) - _moment(created)) > timedelta())
        if len(ages) < KNOWN_ENOUGH:
            return timedelta(hours=max(1, min(self._settings.value.answer_hours, 10_000)))
        return ages[math.ceil(len(ages) * 0.99) - 1] + _SPARE

    async def query(self, profile: str, now: datetime | None = None) -> LinkQuery:
        """What finds them: links that are waiting and older than that."""
        until = (now or datetime.now(UTC)) - await self.patience(profile)
        text = until.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return LinkQuery(profile=profile, states=(LinkState.WAITING,), until=text)

    async def links(self, now: datetime | None = None) -> list[PaymentLink]:
        """Those of every profile, by currency, then the largest amount, then the oldest."""
        found: list[PaymentLink] = []
        for profile in self._profiles.names():
            query = await self.query(profile, now)
            found += await self._ledger.links(query, order=NEWEST_FIRST, limit=_MOST)
        return sorted(found, key=lambda link: (link.currency, -Decimal(link.amount), link.created_at))

    async def hints(self, profile: str) -> list[BalanceHint]:
        """One a currency whose balance rose by more than confirmed links explain between the last two checks."""
        hints = []
        waiting = [link for link in await self.links() if link.profile == profile]
        for currency, (before, now) in _last_two(await self._ledger.balances(profile)).items():
            rose = Decimal(now.amount) - Decimal(before.amount)
            if rose <= 0:
                continue
            explained = await self._confirmed(profile, currency, before.at, now.at)
            if (rest := rose - explained) <= 0:
                continue
            same = [link for link in waiting if link.currency == currency]
            fitting = [link for link in same if same_amount(link.amount, format(rest, "f"))]
            smaller = [link for link in same if Decimal(link.amount) < rest]
            likely = tuple((fitting or smaller)[:_SUGGESTED])
            hints.append(BalanceHint(currency, format(rose, "f"), format(explained, "f"), before.at, likely))
        return hints

    async def _confirmed(self, profile: str, currency: str, since: str, until: str) -> Decimal:
        query = LinkQuery(profile=profile, states=_PAID, currency=currency, archived=None)
        paid = await self._ledger.links(query, limit=_MOST)
        return sum((Decimal(link.amount) for link in paid if since < link.updated_at <= until), Decimal())


def _last_two(balances: Sequence[Balance]) -> dict[str, tuple[Balance, Balance]]:
    """Currency → the balance before the last, and the last; `balances` come newest first."""
    newest: dict[str, list[Balance]] = {}
    for balance in balances:
        if not _PLAIN.fullmatch(balance.amount):  # the provider's own text
            continue
        newest.setdefault(balance.currency, []).append(balance)
    return {currency: (known[1], known[0]) for currency, known in newest.items() if len(known) > 1}


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


_ENQUIRY = {
    "en": (
        "Hello, I have received no webhook for this payment link. Was it paid, and can the webhook be sent again?",
        ("Account", "Order id", "Reference", "Amount", "Created (UTC)"),
    ),
    "ar": (
        "مرحبًا، لم يصلني إشعار الدفع لهذا الرابط. هل دُفع، وهل يمكن إرسال الإشعار من جديد؟",
        ("الحساب", "رقم الطلب", "المرجع", "المبلغ", "أُنشئ في (بالتوقيت العالمي)"),
    ),
}


def enquiry(link: PaymentLink, language: str) -> str:
    """A question to Kazawallet's support about a link, in `ar` or `en`; it holds nothing secret."""
    opening, labels = _ENQUIRY[language]
    values = (link.email, link.order_id or "—", link.reference, f"{link.amount} {link.currency}", link.created_at)
    mark = "\u200e" if language == "ar" else ""  # else a value of Latin letters and signs would be turned round
    return "\n".join([opening, *(f"{label}: {mark}{value}{mark}" for label, value in zip(labels, values, strict=True))])
