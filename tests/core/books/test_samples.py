"""Sample takings: good on every day that practice may be begun on."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from kazadesk.core.books.day import ShopDay
from kazadesk.core.books.samples import DAYS, SAMPLE_WORDS, sample_takings
from kazadesk.core.link import MOVES, LinkState, check_reference
from kazadesk.core.money import decimals_of, is_plain

SHOPS = (ShopDay("UTC"), ShopDay("+03:00", "04:00"), ShopDay("America/New_York"))
CLOCKS = (time(0, 0, 0, 1), time(7), time(23, 59, 59))
YEAR = [date(2027, 12, 1) + timedelta(days=day) for day in range(366)]
"""With a 29th of February, and both changes of the clock."""


@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: f"{shop.zone} {shop.ends}")
@pytest.mark.parametrize("first", range(len(CLOCKS)))
def test_on_every_day_of_a_year(shop: ShopDay, first: int) -> None:
    """Each shop on each day at one of the clocks, and each clock on each day in one of the shops."""
    for day in YEAR[(first + SHOPS.index(shop)) % len(CLOCKS) :: len(CLOCKS)]:
        now = datetime.combine(day, CLOCKS[first], UTC)
        samples = sample_takings(now, shop)
        today = shop.day_of(now.isoformat())
        assert len(samples) > 100, day
        assert len({sample.reference for sample in samples}) == len({sample.number for sample in samples})
        moments = [at for sample in samples for at, _state in sample.steps]
        assert max(moments) <= f"{now.isoformat(timespec='milliseconds')[:23]}Z", day
        paid = {
            shop.day_of(at)
            for sample in samples
            for at, state in sample.steps
            if state is LinkState.PAID and sample.currency == "USD"
        }
        assert paid == {today - timedelta(days=back) for back in range(DAYS)}, day
        for sample in samples:
            states = [state for _at, state in sample.steps]
            assert states[0] is LinkState.SENDING
            assert all(new in MOVES[old] for old, new in pairwise(states)), day
            assert [at for at, _state in sample.steps] == sorted(at for at, _state in sample.steps)
        assert {sample.state for sample in samples} == {
            LinkState.PAID,
            LinkState.PAID_BY_HAND,
            LinkState.WAITING,
            LinkState.TIMED_OUT,
            LinkState.FAILED,
            LinkState.UNKNOWN,
        }, day
        assert {sample.currency for sample in samples} == {"USD", "SYP", "EUR"}


def test_each_is_marked_in_its_reference_in_both_languages_and_could_be_sent() -> None:
    samples = sample_takings(datetime(2026, 11, 27, 12, tzinfo=UTC), ShopDay("UTC"))
    words = Counter(sample.reference.split()[0] for sample in samples)
    assert words.keys() == set(SAMPLE_WORDS)
    for sample in samples:
        assert check_reference(sample.reference) == sample.reference
        assert is_plain(sample.amount)
        assert len(sample.amount.partition(".")[2]) <= decimals_of(sample.currency)


def test_the_same_moment_gives_the_same() -> None:
    now = datetime(2026, 11, 27, 12, tzinfo=UTC)
    assert sample_takings(now, ShopDay("UTC")) == sample_takings(now, ShopDay("UTC"))
