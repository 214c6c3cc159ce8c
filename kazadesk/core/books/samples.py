"""Sample takings for practice mode: thirty days of links up to a moment, made from nothing but that moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from kazadesk.core.link import LinkState

if TYPE_CHECKING:
    from datetime import date

    from kazadesk.core.books.day import ShopDay

DAYS = 30
SAMPLE_WORDS = ("Sample", "عيّنة")
"""With one of them every reference of a sample begins: it stands wherever the link does, on paper too."""
_ITEMS = ("shirt", "قميص", "coffee set", "طقم قهوة", "olive oil", "زيت زيتون", "repair", "تصليح")
_NAMES = ("Lina", "ليلى", "Sami", "سامي", "", "")
_AMOUNTS = {
    "USD": ("25", "40.50", "12.75", "99.90", "150", "8.25", "61"),
    "SYP": ("250000", "1200000", "85000", "430000", "97500"),
    "EUR": ("30", "18.20", "75", "44.95"),
}
_CURRENCIES = ("USD", "SYP", "USD", "EUR", "SYP")
_ENDS = (
    LinkState.PAID,
    LinkState.PAID,
    LinkState.TIMED_OUT,
    LinkState.PAID_BY_HAND,
    LinkState.PAID,
    LinkState.WAITING,
    LinkState.FAILED,
    LinkState.PAID,
    LinkState.PAID_BY_HAND,
    LinkState.UNKNOWN,
    LinkState.PAID,
)
_OPENS, _CLOSES = 0.35, 0.85
"""Parts of the day between which a shop sells."""
_ANSWER = timedelta(seconds=1)
_WAIT = {LinkState.PAID: timedelta(minutes=9), LinkState.PAID_BY_HAND: timedelta(minutes=35)}
_LIFE = timedelta(hours=2)
_QUIET_DAY = 4
"""Friday."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A link as the ledger would have it. `steps`: when it came into which state, SENDING first."""

    number: int
    reference: str
    amount: str
    currency: str
    name: str
    phone: str
    steps: tuple[tuple[str, LinkState], ...]

    @property
    def state(self) -> LinkState:
        return self.steps[-1][1]


def sample_takings(now: datetime, shop: ShopDay) -> list[Sample]:
    """The same for the same moment; oldest first, nothing later than `now`. Every day has a payment in USD."""
    today = shop.day_of(now.isoformat())
    samples: list[Sample] = []
    for day in (today - timedelta(days=back) for back in reversed(range(DAYS))):
        begin = datetime.fromisoformat(shop.begin_of(day))
        end = datetime.fromisoformat(shop.end_of(day))
        samples += _of_day(day, begin, min(end, max(begin, now)), now, len(samples))
    return samples


def _of_day(day: date, begin: datetime, end: datetime, now: datetime, before: int) -> list[Sample]:
    """`end`: of the day, or of what there is of it. Fewer on Fridays."""
    seed = day.toordinal()
    count = 2 if day.weekday() == _QUIET_DAY else 4 + seed * 5 % 4
    room = end - begin
    samples = []
    for place in range(count):
        number = before + place
        at = begin + room * (_OPENS + (_CLOSES - _OPENS) * place / count)
        currency = _CURRENCIES[(seed + number) % len(_CURRENCIES)] if place else "USD"
        amounts = _AMOUNTS[currency]
        wanted = _ENDS[number % len(_ENDS)] if place else LinkState.PAID
        samples.append(
            Sample(
                number + 1,
                f"{SAMPLE_WORDS[number % 2]} {number + 1} {_ITEMS[number % len(_ITEMS)]}",
                amounts[(seed * 3 + place) % len(amounts)],
                currency,
                name := _NAMES[number % len(_NAMES)],
                f"+963 11 555 {number % 100:04d}" if name else "",
                _steps(at, wanted, now),
            )
        )
    return samples


def _steps(at: datetime, wanted: LinkState, now: datetime) -> tuple[tuple[str, LinkState], ...]:
    """What is still to come has not happened: a link that would time out later waits."""
    answered = min(at + _ANSWER, now)
    steps = [(at, LinkState.SENDING)]
    if wanted in (LinkState.FAILED, LinkState.UNKNOWN):
        steps.append((answered, wanted))
    else:
        steps.append((answered, LinkState.WAITING))
        if wanted in _WAIT:
            steps.append((min(at + _WAIT[wanted], now), wanted))
        elif wanted is LinkState.TIMED_OUT and at + _LIFE <= now:
            steps.append((at + _LIFE, wanted))
    return tuple((_text(moment), state) for moment, state in steps)


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
