"""The shop's day: its time zone, when it ends, and which day a moment belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from kazadesk.core.errors import InputError

PERIODS = ("day", "week", "month")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)", re.ASCII)
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class ShopDay:
    """`zone`: "" for this computer's, `+03:00`, or a name such as Asia/Damascus. `ends`: HH:MM; what comes before that
    clock time belongs to the day before.
    """

    zone: str = ""
    ends: str = "00:00"

    def day_of(self, moment: str) -> date:
        """The shop's day of a moment in UTC (ISO 8601)."""
        at = datetime.fromisoformat(moment)
        try:
            here = at.astimezone(_zone(self.zone)) if self.zone else at.astimezone()
        except (OverflowError, OSError):  # written while the clock stood before 1970, where Windows has no local time
            here = at
        return (here.replace(tzinfo=None) - _shift(self.ends)).date()

    def begin_of(self, day: date) -> str:
        """The moment at which `day` begins, in UTC as the ledger writes it. Raises InputError(day)."""
        clock = datetime.combine(day, time()) + _shift(self.ends)
        try:
            moment = clock.replace(tzinfo=_zone(self.zone)) if self.zone else clock.astimezone()
            return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        except (OverflowError, OSError, ValueError):
            raise InputError("day", "bad_date") from None

    def end_of(self, day: date) -> str:
        """The moment at which the day after `day` begins."""
        try:
            return self.begin_of(day + timedelta(days=1))
        except OverflowError:
            raise InputError("day", "bad_date") from None


def check_zone(text: str) -> str:
    """A zone as `ShopDay` takes it. Raises InputError(zone, bad_zone)."""
    zone = text.strip()
    if zone:
        _zone(zone)
    return zone


def check_clock(text: str) -> str:
    """HH:MM. Raises InputError(ends, bad_clock)."""
    clock = text.strip()
    if not _CLOCK.fullmatch(clock):
        raise InputError("ends", "bad_clock")
    return clock


def parse_day(text: str, field: str = "day") -> date:
    """A day such as 2026-11-22. Raises InputError(field, bad_date)."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(field, "bad_date") from None


def period_of(day: date, by: str) -> date:
    """The first day of the week (Monday) or month that `day` is in, or the day itself."""
    if by == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if by == "month" else day


def periods_between(first: date, last: date, by: str) -> Iterator[date]:
    """The first days of all periods from that of `first` to that of `last`."""
    period = period_of(first, by)
    while period <= last:
        yield period
        period = period_of(period + timedelta(days={"day": 1, "week": 7, "month": 31}[by]), by)


def _shift(ends: str) -> timedelta:
    hours, _, minutes = ends.partition(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def _zone(name: str) -> tzinfo:
    if offset := _OFFSET.fullmatch(name):
        shift = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        if shift >= timedelta(hours=15):
            raise InputError("zone", "bad_zone")
        return timezone(-shift if offset[1] == "-" else shift)
    if name.upper() == "UTC":
        return UTC
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - reads how this Python was built

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        # Windows has no such list of its own: an offset always works
        raise InputError("zone", "bad_zone") from None
