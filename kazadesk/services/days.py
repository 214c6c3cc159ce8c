"""Days that can be asked for, and moments between this machine's time zone and the ledger's UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2999, 12, 31)
"""Windows knows no local time before 1970 or after 3000, and no link is as old as that."""


def utc_text(moment: datetime) -> str:
    """As the ledger writes it; without a zone it is of this machine's. Raises ValueError outside those days."""
    if not FIRST_DAY <= moment.date() <= LAST_DAY + timedelta(days=1):
        raise ValueError(moment)
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def long_ago(age: timedelta) -> str:
    """The moment `age` before now, as the ledger writes it; a clock that begins in 1970 ends no list."""
    return utc_text(max(datetime.now() - age, datetime.combine(FIRST_DAY, time())))  # noqa: DTZ005


def time_of_file(seconds: float) -> str:
    """What a file's clock says, as the ledger writes it: a stick's may stand in 1601 or 30828, where no calendar is."""
    latest = datetime.combine(LAST_DAY, time(), UTC).timestamp()
    moment = datetime.fromtimestamp(min(max(seconds, 0), latest), UTC)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def local(text: str) -> datetime:
    """A moment of the ledger (UTC, ISO 8601 with `Z`) in this machine's time zone.

    Written while the clock stood at a time that the system has no local time for, it stays in UTC.
    """
    moment = datetime.fromisoformat(text)
    try:
        return moment.astimezone()
    except (OSError, OverflowError, ValueError):
        return moment
