"""The shop's day, wherever the shop is and whenever it shuts."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazadesk.core.books import day
from kazadesk.core.books.day import ShopDay, check_clock, check_zone, parse_day, period_of, periods_between
from kazadesk.core.errors import InputError

SHOPS = st.builds(
    ShopDay,
    st.sampled_from(["+03:00", "-09:30", "UTC", "+14:00", "Asia/Damascus", "America/New_York", "Africa/Cairo"]),
    st.sampled_from(["00:00", "04:00", "23:59"]),
)


@given(SHOPS, st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_a_day_begins_where_the_one_before_ends(shop: ShopDay, day: date) -> None:
    begin, end = shop.begin_of(day), shop.end_of(day)
    assert shop.day_of(begin) == day
    assert shop.day_of(end) > day
    assert begin < end


def test_a_restaurant_shuts_after_midnight() -> None:
    shop = ShopDay("+03:00", "04:00")
    assert shop.day_of("2026-03-02T00:59:59.999Z") == date(2026, 3, 1)
    assert shop.day_of("2026-03-02T01:00:00.000Z") == date(2026, 3, 2)
    assert shop.begin_of(date(2026, 3, 2)) == "2026-03-02T01:00:00.000Z"


def test_a_moment_without_a_local_time_stays_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows for what was written while the computer's clock stood before 1970."""

    class WithoutLocalTime(datetime):
        def astimezone(self, tz: tzinfo | None = None) -> Self:
            raise OSError(22, "Invalid argument")

    monkeypatch.setattr(day, "datetime", WithoutLocalTime)
    assert ShopDay().day_of("1969-12-31T23:00:00.000Z") == date(1969, 12, 31)


@pytest.mark.parametrize("zone", ["+3", "Mars/Base", "+25:00", "../etc/passwd", "/etc/localtime"])
def test_a_zone_that_is_none(zone: str) -> None:
    with pytest.raises(InputError, match="bad_zone"):
        check_zone(zone)


@pytest.mark.parametrize("clock", ["4:00", "24:00", "04:60", "٠٤:٠٠", ""])
def test_a_time_that_is_none(clock: str) -> None:
    with pytest.raises(InputError, match="bad_clock"):
        check_clock(clock)


@pytest.mark.parametrize("text", ["22.11.2026", "2026-13-01", "", "2026-02-29"])
def test_a_day_that_is_none(text: str) -> None:
    with pytest.raises(InputError, match="bad_date"):
        parse_day(text)


def test_the_last_day_of_all_has_none_after_it() -> None:
    with pytest.raises(InputError, match="bad_date"):
        ShopDay("UTC").end_of(date.max)


def test_periods() -> None:
    assert period_of(date(2026, 11, 27), "week") == date(2026, 11, 23)
    assert period_of(date(2026, 11, 27), "month") == date(2026, 11, 1)
    months = list(periods_between(date(2026, 1, 31), date(2026, 4, 1), "month"))
    assert months == [date(2026, month, 1) for month in (1, 2, 3, 4)]
    assert len(list(periods_between(date(2026, 1, 1), date(2026, 1, 31), "day"))) == 31


def test_this_computers_own_zone() -> None:
    shop = ShopDay()
    day = date(2026, 3, 4)
    assert shop.day_of(shop.begin_of(day)) == day
    assert list(periods_between(date(2026, 3, 4), date(2026, 3, 20), "week")) == [
        date(2026, 3, day) for day in (2, 9, 16)
    ]
    assert check_zone(" ") == ""
    assert check_zone("Asia/Damascus") == "Asia/Damascus"
    assert check_clock(" 04:00 ") == "04:00"
    assert parse_day(" 2026-03-04 ") == day


def test_the_first_day_of_all_began_before_it() -> None:
    with pytest.raises(InputError, match="bad_date"):
        ShopDay("+03:00").begin_of(date.min)
