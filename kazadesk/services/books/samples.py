"""Sample takings in practice mode: made in one go up to this moment, and erased as a whole."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from kazadesk.core.books.samples import sample_takings
from kazadesk.core.link import LinkState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kazadesk.core.books.samples import Sample
    from kazadesk.services.books.books import Books
    from kazadesk.services.news import LedgerNews
    from kazadesk.services.practice import PracticeService
    from kazadesk.services.profiles import ProfileService

_URL = "https://samples.invalid/pay/"
"""Of links that are over: nobody opens it."""


class SampleLedger(Protocol):
    """What the ledger of practice mode can do besides. Raises LedgerError."""

    async def keep_samples(self, samples: Sequence[tuple[Sample, str, str]], *, email: str, reason: str) -> int:
        """In place of those there are; each with its order id and URL. How many."""

    async def erase_samples(self) -> int:
        """All of them, and what was made of them; how many."""


class SampleService:
    """Of one session in practice mode: a live one has none."""

    def __init__(
        self,
        ledger: SampleLedger,
        profiles: ProfileService,
        books: Books,
        news: LedgerNews,
        customer: PracticeService | None,
    ) -> None:
        self._ledger = ledger
        self._profiles = profiles
        self._books = books
        self._news = news
        self._customer = customer

    async def make(self, reason: str) -> int:
        """Thirty days up to now, in place of earlier ones; how many links. Raises LedgerError.

        `reason`: why one is marked as paid by hand. The stand-in knows those that wait: they can be paid.
        """
        email = self._profiles.defaults().email
        samples = sample_takings(datetime.now(UTC), self._books.closes.shop_day)
        kept = [await self._known(sample, email) for sample in samples]
        made = await self._ledger.keep_samples(kept, email=email, reason=reason)
        self._news.look_anew()
        return made

    async def erase(self) -> int:
        """All of them, with what was created in their place; how many links. Raises LedgerError."""
        erased = await self._ledger.erase_samples()
        self._news.look_anew()
        return erased

    async def _known(self, sample: Sample, email: str) -> tuple[Sample, str, str]:
        if sample.state is LinkState.WAITING and self._customer is not None:
            return sample, *await self._customer.offer(sample.amount, sample.currency, email, sample.reference)
        order_id = f"sample-{sample.number}"
        return sample, order_id, f"{_URL}{order_id}"
