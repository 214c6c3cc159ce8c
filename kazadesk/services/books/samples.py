"""Sample takings in practice mode: made in one go up to this moment, and erased as a whole."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from kazadesk.core.books.samples import sample_takings
from kazadesk.core.link import LinkState
from kazadesk.practice.records import MadeLink, new_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kazadesk.core.books.samples import Sample
    from kazadesk.services.books.books import Books
    from kazadesk.services.practice import PracticeService
    from kazadesk.services.profiles import ProfileService

_URL = "https://samples.invalid/pay/"
"""Where there is no stand-in: nobody opens it."""
_SETTLED = {LinkState.PAID: "paid", LinkState.TIMED_OUT: "expired"}


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
        customer: PracticeService | None,
    ) -> None:
        self._ledger = ledger
        self._profiles = profiles
        self._books = books
        self._customer = customer

    async def make(self, reason: str) -> int:
        """Thirty days up to now, in place of earlier ones; how many links. Raises LedgerError.

        `reason`: why one is marked as paid by hand. The stand-in knows them as its own: those that wait can be paid,
        and the notices of the others come again.
        """
        email = self._profiles.defaults().email
        samples = sample_takings(datetime.now(UTC), self._books.closes.shop_day)
        links = [_as_made(sample, email) for sample in samples]
        if self._customer is not None:
            await self._customer.take_over(links)
        url = self._customer.pay_url if self._customer is not None else _URL.__add__
        kept = [(sample, link.id, url(link.id)) for sample, link in zip(samples, links, strict=True)]
        return await self._ledger.keep_samples(kept, email=email, reason=reason)

    async def erase(self) -> int:
        """All of them, with what was created in their place; how many links. Raises LedgerError."""
        return await self._ledger.erase_samples()


def _as_made(sample: Sample, email: str) -> MadeLink:
    """As the stand-in would have it."""
    state = _SETTLED.get(sample.state, "open")
    return MadeLink(new_id(), sample.amount, sample.currency, email, sample.reference, "", sample.steps[0][0], state)
