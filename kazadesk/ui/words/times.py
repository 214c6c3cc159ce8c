"""When something happened, in words that stay short: "2 minutes ago", "14:03", "Yesterday 14:03", "12 Mar, 14:03"."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QLocale

from kazadesk.services.days import local
from kazadesk.ui.words.i18n import digits, locale_of_names, translate


def parsed(text: str) -> datetime:
    """A time of the ledger (UTC, ISO 8601 with `Z`) in the time zone of this machine."""
    return local(text)


def now() -> datetime:
    """This moment in the time zone of this machine."""
    return datetime.now(UTC).astimezone()


def ago(moment: datetime, at: datetime) -> str:
    """`moment` as seen from `at` (both with a time zone); a clock that ran ahead shows the plain date."""
    seconds = (at - moment).total_seconds()
    if 0 <= seconds < 60:
        return translate("Times", "Just now")
    if 0 <= seconds < 3600:
        minutes = int(seconds // 60)
        return translate("Times", "%n minute(s) ago", "", minutes)
    days = (at.date() - moment.date()).days
    if days == 0:
        return clock(moment)
    if days == 1:
        return translate("Times", "Yesterday {time}").format(time=clock(moment))
    if 1 < days < 7:
        day = locale_of_names().dayName(moment.isoweekday(), QLocale.FormatType.ShortFormat)
        return translate("Times", "{day} {time}").format(day=day, time=clock(moment))
    return date(moment) if moment.year != at.year else _day_and_time(moment)


def day(moment: datetime, at: datetime) -> str:
    """`ago` where there is no room for the time of day: 12 Mar; what is younger than a week as it is."""
    if (at.date() - moment.date()).days < 7 or moment.year != at.year:
        return ago(moment, at)
    return translate("Times", "{day} {month}").format(day=digits(str(moment.day)), month=_month(moment))


def clock(moment: datetime) -> str:
    """Hours and minutes: 14:03."""
    return digits(f"{moment:%H:%M}")


def date(moment: datetime) -> str:
    """12 Mar 2026."""
    text = translate("Times", "{day} {month} {year}")
    return text.format(day=digits(str(moment.day)), month=_month(moment), year=digits(str(moment.year)))


def full(moment: datetime) -> str:
    """12 Mar 2026, 14:03:27 — for a list of events, where the order within a minute matters."""
    return translate("Times", "{date}, {time}").format(date=date(moment), time=digits(f"{moment:%H:%M:%S}"))


def _day_and_time(moment: datetime) -> str:
    text = translate("Times", "{day} {month}, {time}")
    return text.format(day=digits(str(moment.day)), month=_month(moment), time=clock(moment))


def _month(moment: datetime) -> str:
    return locale_of_names().monthName(moment.month, QLocale.FormatType.ShortFormat)
