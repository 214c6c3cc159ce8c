"""Bounds of time, the same on every system; Windows itself would raise OSError outside 1970 to 3000."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from kazadesk.services import days
from kazadesk.services.days import local, time_of_file, utc_text


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 11, 22, 14, 0, tzinfo=UTC), "2026-11-22T14:00:00.000Z"),
        (datetime(2026, 11, 22, 14, 0, tzinfo=timezone(timedelta(hours=3))), "2026-11-22T11:00:00.000Z"),
        (datetime(2000, 1, 1, tzinfo=UTC), "2000-01-01T00:00:00.000Z"),
        (datetime(3000, 1, 1, tzinfo=UTC), "3000-01-01T00:00:00.000Z"),
    ],
)
def test_moments_are_written_in_utc(moment, text):
    assert utc_text(moment) == text


def test_without_a_zone_it_is_this_machines():
    naive = datetime(2026, 11, 22, 14, 0)  # noqa: DTZ001
    assert datetime.fromisoformat(utc_text(naive)).timestamp() == time.mktime(naive.timetuple())


@pytest.mark.parametrize(
    "moment",
    [datetime(1, 1, 1), datetime(1900, 1, 1), datetime(1999, 12, 31), datetime(3000, 1, 2), datetime(9999, 12, 31)],  # noqa: DTZ001
)
def test_days_outside_are_refused_everywhere(moment):
    for each in (moment, moment.replace(tzinfo=UTC)):
        with pytest.raises(ValueError, match=str(moment.year)):
            utc_text(each)


def test_a_moment_of_the_ledger_in_this_zone():
    assert local("2026-11-22T14:00:00.000Z") == datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
    assert local("2026-11-22T14:00:00.000Z").utcoffset() == datetime(2026, 11, 22, 14).astimezone().utcoffset()


@pytest.mark.parametrize("refusal", [OSError(22, "Invalid argument"), OverflowError("year 0"), ValueError("year 0")])
def test_a_moment_without_a_local_time_stays_in_utc(monkeypatch, refusal):
    """As on Windows for what was written while the computer's clock stood at 1970-01-01."""

    class WithoutLocalTime(datetime):
        def astimezone(self, tz=None):
            raise refusal

    monkeypatch.setattr(days, "datetime", WithoutLocalTime)
    assert local("1970-01-01T00:00:07.000Z").isoformat() == "1970-01-01T00:00:07+00:00"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0, "1970-01-01T00:00:00Z"),
        (1_795_000_000.9, "2026-11-18T11:06:40Z"),
        (-11_644_473_600.0, "1970-01-01T00:00:00Z"),
        (910_692_730_085.0, "2999-12-31T00:00:00Z"),
    ],
)
def test_a_file_may_be_of_any_time(seconds, text):
    """Windows counts from 1601 to 30828, and knows no calendar before 1970."""
    assert time_of_file(seconds) == text
