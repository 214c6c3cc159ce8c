"""Days, weeks and months in words."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QLocale

from kazadesk.ui.words.i18n import digits, locale_of_names, translate


def last_day(first: date, by: str) -> date:
    """The last day of the period that begins with `first`."""
    if by == "week":
        return first + timedelta(days=6)
    if by == "month":
        return (first.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first


def day_words(day: date) -> str:
    """12 Mar 2026."""
    text = translate("Times", "{day} {month} {year}")
    return text.format(day=digits(str(day.day)), month=_month(day), year=digits(str(day.year)))


def short_words(day: date, by: str) -> str:
    """12 Mar, or Mar 2026 for a month."""
    if by == "month":
        return f"{_month(day)} {digits(str(day.year))}"
    return translate("Times", "{day} {month}").format(day=digits(str(day.day)), month=_month(day))


def period_words(first: date, by: str) -> str:
    """12 Mar 2026, 12 Mar – 18 Mar 2026, or Mar 2026."""
    if by == "day":
        return day_words(first)
    if by == "month":
        return short_words(first, by)
    return days_words(first, last_day(first, by))


def days_words(first: date, last: date) -> str:
    if first == last:
        return day_words(first)
    return translate("Books", "{first} to {last}").format(first=short_words(first, "day"), last=day_words(last))


def _month(day: date) -> str:
    return locale_of_names().monthName(day.month, QLocale.FormatType.ShortFormat)
