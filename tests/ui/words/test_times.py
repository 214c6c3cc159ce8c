"""Times in words: the same moment as seen from later and later."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from kazadesk.ui.words import times

ZONE = timezone(timedelta(hours=3))
MOMENT = datetime(2026, 3, 12, 14, 3, 27, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(0), "Just now"),
        (timedelta(seconds=59.9), "Just now"),
        (timedelta(minutes=2, seconds=59), "2 minutes ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(hours=1), "14:03"),
        (timedelta(hours=9, minutes=56), "14:03"),
        (timedelta(hours=9, minutes=57), "Yesterday 14:03"),
        (timedelta(days=1, hours=9), "Yesterday 14:03"),
        (timedelta(days=2), "Thu 14:03"),
        (timedelta(days=6), "Thu 14:03"),
        (timedelta(days=7), "12 Mar, 14:03"),
        (timedelta(days=294), "12 Mar, 14:03"),
        (timedelta(days=295), "12 Mar 2026"),
    ],
)
def test_a_moment_as_it_recedes(qapp: object, later: timedelta, words: str) -> None:
    assert times.ago(MOMENT, MOMENT + later) == words


def test_a_clock_that_ran_ahead_shows_the_plain_time(qapp: object) -> None:
    assert times.ago(MOMENT, MOMENT - timedelta(minutes=5)) == "14:03"
    assert times.ago(MOMENT, MOMENT - timedelta(days=5)) == "12 Mar, 14:03"


def test_the_ledger_writes_utc_and_people_read_their_own_zone() -> None:
    moment = times.parsed("2026-03-12T11:03:27.500Z")
    assert moment == MOMENT + timedelta(milliseconds=500)
    assert moment.utcoffset() is not None


def test_an_event_is_shown_to_the_second(qapp: object) -> None:
    assert times.full(MOMENT) == "12 Mar 2026, 14:03:27"
