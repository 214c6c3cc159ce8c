"""A day to type or to choose from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication, QDateEdit, QToolButton, QWidget

from kazadesk.services.days import FIRST_DAY, LAST_DAY
from kazadesk.ui.look import icons
from kazadesk.ui.widgets.shortcuts import leave_to_window
from kazadesk.ui.words.i18n import arabic_digits, current_language, locale_of_names


class DateEdit(QDateEdit):
    """Leaves the window's keys to the window."""

    def event(self, event: QEvent) -> bool:
        return leave_to_window(event) or super().event(event)


def qt_day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def day_of(edit: QDateEdit) -> date:
    """What is chosen."""
    day = edit.date()
    return date(day.year(), day.month(), day.day())


def day_edit(parent: QWidget, name: str, title: str, day: date) -> QDateEdit:
    """To type or choose a day, in the reader's digits."""
    edit = DateEdit(parent)
    edit.setDateRange(qt_day(FIRST_DAY), qt_day(LAST_DAY))
    edit.setDate(qt_day(day))
    edit.setObjectName(name)
    edit.setAccessibleName(title)
    edit.setCalendarPopup(True)
    edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # first: Qt turns the format of a mirrored one round
    if arabic_digits():
        names = locale_of_names()
        # digits come with a country; where it has others, with the names of the provider's home
        edit.setLocale(names if names.zeroDigit() == "٠" else QLocale("ar_SY"))
    # a hyphen between ٠-٩ would turn the parts round
    edit.setDisplayFormat("yyyy/MM/dd" if arabic_digits() else "yyyy-MM-dd")
    calendar = edit.calendarWidget()
    if current_language() == "en":
        calendar.setLocale(locale_of_names())  # English names come with 0-9 only
    calendar.setFirstDayOfWeek(QLocale.system().firstDayOfWeek())
    for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(weekday, QTextCharFormat())  # Qt's red is for some countries' weekends
    sides = ("right", "left") if QApplication.isRightToLeft() else ("left", "right")
    for which, side in zip(("prev", "next"), sides, strict=True):
        button = calendar.findChild(QToolButton, f"qt_calendar_{which}month")
        if button is not None:
            button.setIcon(icons.icon(f"chevron-{side}"))
    return edit
