"""What the list of links shows: search, state, date and currency, as one LinkQuery."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kazadesk.core.link import LinkState
from kazadesk.core.money import COMMON_CURRENCIES
from kazadesk.core.records import LinkQuery
from kazadesk.services.days import FIRST_DAY, LAST_DAY, utc_text
from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.box import Box, name_box
from kazadesk.ui.widgets.buttons import explain
from kazadesk.ui.widgets.day_edit import day_edit, day_of, qt_day
from kazadesk.ui.widgets.field import LineEdit, from_the_start
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.words import keys
from kazadesk.ui.words.i18n import digits, translate
from kazadesk.words.errors import state_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_PAUSE_IN_TYPING_MS = 200
_LOOK_AT_THE_DAY_MS = 20_000
"""Not a wait until midnight: a computer sleeps, and its clock is set."""
_BETWEEN = "between"
_PAID = "paid_between"
_BOX_AROUND_TEXT = 48
_AROUND_SEARCH = 56
"""Frame, icon and blanks beside the words of the search."""
_ROOM_FOR_ACCOUNTS = 820
"""From this width on all filters stand in one line."""
ALL_PAID = "all_paid"
WITHOUT_ANSWER = "without_answer"
PROBLEMS = (LinkState.NEEDS_ATTENTION, LinkState.FAILED, LinkState.UNSENT, LinkState.UNKNOWN)
_STATES = (
    LinkState.WAITING,
    LinkState.PAID,
    LinkState.PAID_BY_HAND,
    LinkState.TIMED_OUT,
    LinkState.NEEDS_ATTENTION,
    LinkState.FAILED,
    LinkState.UNSENT,
    LinkState.UNKNOWN,
    LinkState.SENDING,
)


def period(code: str, today: date, chosen: tuple[date, date] | None = None) -> tuple[str | None, str | None]:
    """`since` and `until` of a LinkQuery for whole days of this machine's time zone; both None for all time."""
    month = today.replace(day=1)
    days: dict[str, tuple[date, date]] = {
        "today": (today, today),
        "yesterday": (today - timedelta(days=1), today - timedelta(days=1)),
        "week": (today - timedelta(days=6), today),
        "month": (month, today),
        "last_month": ((month - timedelta(days=1)).replace(day=1), month - timedelta(days=1)),
    }
    if chosen is not None:
        days[_BETWEEN] = (min(chosen), max(chosen))
    if code not in days:
        return None, None
    first, last = days[code]
    return _midnight(first), _midnight(last, after=1)


def _midnight(day: date, *, after: int = 0) -> str:
    # today may be anything: a computer whose battery is empty begins in 1970 or 1980
    return utc_text(datetime.combine(min(max(day, FIRST_DAY), LAST_DAY) + timedelta(days=after), time()))


class FilterBox(Box):
    """A drop-down that is as narrow as the bar needs, with a list as wide as its words; icons come with the list."""

    def __init__(self, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        name_box(self, title)
        explain(self, title)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(16)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._icons: dict[int, LinkState] = {}

    def add(self, word: str, code: str, state: LinkState | None = None) -> None:
        if state is not None:
            self._icons[self.count()] = state
        self.addItem(word, code)
        if self.count() == 1:
            # never so narrow that it cuts what stands in it while nothing is filtered
            self.setMinimumWidth(self.fontMetrics().horizontalAdvance(word) + _BOX_AROUND_TEXT)

    @property
    def code(self) -> str:
        return str(self.currentData() or "")

    def choose(self, code: str) -> None:
        self.setCurrentIndex(max(0, self.findData(code)))

    def showPopup(self) -> None:
        for row, state in self._icons.items():
            ink = theme.state_ink(state)
            self.setItemIcon(row, icons.icon(ink.icon, ink.text))
        self.setIconSize(QSize(16, 16))
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * theme.L)
        super().showPopup()


class LinksFilter(QWidget):
    """`changed` tells the query after each choice, and after a pause in typing."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PAUSE_IN_TYPING_MS)
        self._typing.timeout.connect(self._emit_query)
        self._told = LinkQuery()
        day = QTimer(self)
        day.setObjectName("dayTimer")
        day.setInterval(_LOOK_AT_THE_DAY_MS)
        day.timeout.connect(self._look_at_the_day)
        day.start()
        self._patience = timedelta(hours=24)
        self._payment_days: Callable[[date, date], tuple[str, str]] | None = None
        self.search = self._made_search()
        self.states = self._made_states()
        self.dates = self._made_dates()
        self.currencies = FilterBox("currencyFilter", translate("Links", "Filter by currency"), self)
        self.currencies.add(translate("Links", "Any currency"), "")
        self.offer_currencies(COMMON_CURRENCIES)
        self.accounts = FilterBox("accountFilter", translate("Links", "Filter by account"), self)
        self.accounts.add(translate("Links", "All accounts"), "")
        self.accounts.hide()
        self._between: _Between | None = None
        self.bar = QHBoxLayout()
        """The panel puts its title before and its buttons after what is here."""
        self.bar.setSpacing(theme.S)
        self.bar.addWidget(self.search, 1)
        for box in (self.states, self.dates, self.currencies, self.accounts):
            self.bar.addWidget(box)
            box.currentIndexChanged.connect(self._chosen)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.S)
        self._rows.addLayout(self.bar)

    def _made_search(self) -> QLineEdit:
        search = _SearchEdit(self)
        from_the_start(search)
        search.setObjectName("searchEdit")
        search.setAccessibleName(translate("Links", "Search the links"))
        explain(search, search.accessibleName(), keys.FIND)
        search.setMaxLength(200)
        search.setMinimumWidth(110)
        search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        search.textChanged.connect(lambda: self._typing.start())
        # Qt takes 10 ms to make this button, which nobody needs before the first letter
        search.textChanged.connect(lambda: search.setClearButtonEnabled(True))
        search.returnPressed.connect(self._emit_query)
        return search

    def _made_states(self) -> FilterBox:
        box = FilterBox("stateFilter", translate("Links", "Filter by state"), self)
        box.add(translate("Links", "Any state"), "")
        box.add(translate("Links", "All paid"), ALL_PAID)
        box.add(translate("Links", "All problems"), "problems")
        box.add(translate("Receive", "Without an answer"), WITHOUT_ANSWER)
        box.insertSeparator(box.count())
        for state in _STATES:
            box.add(state_word(state), state.value, state)
        box.insertSeparator(box.count())
        box.add(translate("Links", "Archived"), "archived")
        return box

    def _made_dates(self) -> FilterBox:
        box = FilterBox("dateFilter", translate("Links", "Filter by date of creation or payment"), self)
        box.add(translate("Links", "Any date"), "")
        box.add(translate("Links", "Today"), "today")
        box.add(translate("Links", "Yesterday"), "yesterday")
        box.add(digits(translate("Links", "Last 7 days")), "week")
        box.add(translate("Links", "This month"), "month")
        box.add(translate("Links", "Last month"), "last_month")
        box.insertSeparator(box.count())
        box.add(translate("Links", "From … to …"), _BETWEEN)
        box.add(translate("Links", "Paid from … to …"), _PAID)
        return box

    def offer_currencies(self, codes: Iterable[str]) -> None:
        """Add what is not in the list yet."""
        with QSignalBlocker(self.currencies):
            for code in codes:
                if self.currencies.findData(code) < 0:
                    self.currencies.add(code, code)

    def offer_accounts(self, accounts: Sequence[tuple[str, str]]) -> None:
        """Name and word of each; hidden where there is one. One that is gone is filtered by no longer."""
        before = self.accounts.code
        with QSignalBlocker(self.accounts):
            while self.accounts.count() > 1:
                self.accounts.removeItem(1)
            for name, word in accounts:
                self.accounts.add(word, name)
            self.accounts.choose(before)
        self.accounts.setVisible(len(accounts) > 1)
        self._place_accounts()
        if self.accounts.code != before:
            self._chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_accounts()

    def _place_accounts(self) -> None:
        """In a line of their own where the first has no room for them."""
        if self.accounts.isHidden():
            return
        place = self.bar.indexOf(self.accounts)
        if self.width() < _ROOM_FOR_ACCOUNTS and place >= 0:
            self.bar.removeWidget(self.accounts)
            self._rows.insertWidget(1, self.accounts, 0, Qt.AlignmentFlag.AlignLeading)
        elif self.width() >= _ROOM_FOR_ACCOUNTS and place < 0:
            self._rows.removeWidget(self.accounts)
            self.bar.insertWidget(self.bar.indexOf(self.currencies) + 1, self.accounts)

    def set_patience(self, patience: timedelta) -> None:
        """The age from which a link without a webhook counts as without an answer."""
        self._patience = patience

    def set_payment_days(self, moments: Callable[[date, date], tuple[str, str]]) -> None:
        """`moments`: where the shop's days from the first to the last begin and end."""
        self._payment_days = moments

    def query(self) -> LinkQuery:
        states: tuple[LinkState, ...] = ()
        chosen = self.states.code
        if chosen == "problems":
            states = PROBLEMS
        elif chosen == ALL_PAID:
            states = (LinkState.PAID, LinkState.PAID_BY_HAND)
        elif chosen == WITHOUT_ANSWER:
            states = (LinkState.WAITING,)
        elif chosen not in ("", "archived"):
            states = (LinkState(chosen),)
        days = self._period()
        if chosen == WITHOUT_ANSWER:
            # a clock that begins in 1970 must not end the list
            old = utc_text(max(datetime.now() - self._patience, datetime.combine(FIRST_DAY, time())))  # noqa: DTZ005
            days = replace(days, until=old if days.until is None else min(days.until, old))
        archived = chosen == "archived"
        return replace(
            days,
            profile=self.accounts.code or None,
            states=states,
            search=self.search.text().strip(),
            currency=self.currencies.code or None,
            # money that was taken is money, whatever was put away
            archived=None if days.of_payments and not archived else archived,
        )

    @property
    def active(self) -> bool:
        """Whether anything is left out that is not archived."""
        return self.query() != LinkQuery()

    def clear(self) -> None:
        """Show everything again."""
        self.search_for("")

    def search_for(self, text: str, *, archived: bool = False) -> None:
        """Search for `text` and nothing else."""
        blocked = [
            QSignalBlocker(widget) for widget in (self.search, self.states, self.dates, self.currencies, self.accounts)
        ]
        self.search.setText(text)
        self.search.setClearButtonEnabled(True)
        self.states.choose("archived" if archived else "")
        self.dates.choose("")
        self.currencies.choose("")
        self.accounts.choose("")
        del blocked
        self._chosen()

    def _look_at_the_day(self) -> None:
        """Move *Today* and the like on, after midnight, sleep, and a change of the clock or its zone."""
        if self._period() != self._told:
            self._emit_query()

    def _period(self) -> LinkQuery:
        """What is chosen by days."""
        days = self._between.days() if self._between is not None else None
        if self.dates.code == _PAID and days is not None and self._payment_days is not None:
            since, until = self._payment_days(min(days), max(days))
            return LinkQuery(paid_since=since, paid_until=until)
        begin, end = period(self.dates.code, date.today(), days)  # noqa: DTZ011
        return LinkQuery(since=begin, until=end)

    def show_payments(self, first: date, last: date, currency: str, account: str) -> None:
        """The links that were paid on those days in one currency, as the takings count them, and nothing else."""
        self._make_between().choose(first, last)
        boxes = (self.states, self.dates, self.currencies, self.accounts)
        blocked = [QSignalBlocker(widget) for widget in (self.search, *boxes)]
        self.search.clear()
        self.states.choose("")
        self.offer_currencies([currency])
        self.currencies.choose(currency)
        self.accounts.choose(account)
        self.dates.choose(_PAID)
        del blocked
        self._chosen()

    def _make_between(self) -> _Between:
        if self._between is None:
            self._between = _Between(self)
            self._between.changed.connect(self._emit_query)
            self._rows.addWidget(self._between)
        return self._between

    def _chosen(self) -> None:
        between = self.dates.code in (_BETWEEN, _PAID)
        if between:
            self._make_between()
        if self._between is not None:
            self._between.setVisible(between)
        self._emit_query()

    def _emit_query(self) -> None:
        self._typing.stop()
        self._told = self._period()
        self.changed.emit(self.query())


class _SearchEdit(LineEdit):
    """Says all that is searched where there is room for it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = translate("Links", "Search reference, amount, email, URL")
        fits = self.fontMetrics().horizontalAdvance(words) + _AROUND_SEARCH <= self.width()
        self.setPlaceholderText(words if fits else translate("Links", "Search"))


class _Between(QWidget):
    """Two days, both included."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        today = date.today()  # noqa: DTZ011
        self._first = day_edit(self, "fromDate", translate("Links", "From"), today - timedelta(days=30))
        self._last = day_edit(self, "toDate", translate("Links", "To"), today)
        bar = QHBoxLayout(self)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(theme.S)
        for edit in (self._first, self._last):
            edit.dateChanged.connect(lambda _day: self.changed.emit())
            label = PlainLabel(edit.accessibleName(), self)
            label.setBuddy(edit)
            bar.addWidget(label)
            bar.addWidget(edit)
        bar.addStretch(1)

    def days(self) -> tuple[date, date]:
        return day_of(self._first), day_of(self._last)

    def choose(self, first: date, last: date) -> None:
        """Say nothing of it."""
        blocked = [QSignalBlocker(edit) for edit in (self._first, self._last)]
        self._first.setDate(qt_day(first))
        self._last.setDate(qt_day(last))
        del blocked
