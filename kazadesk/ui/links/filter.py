"""What the list of links shows: search, state, date and currency, as one LinkQuery."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kazadesk.core.link import LinkState
from kazadesk.core.money import COMMON_CURRENCIES
from kazadesk.core.records import LinkQuery
from kazadesk.services.days import FIRST_DAY, LAST_DAY, long_ago, utc_text
from kazadesk.services.reminders import due_query
from kazadesk.ui.links.filter_parts import Between, FilterBox, SearchEdit
from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.buttons import explain
from kazadesk.ui.widgets.field import from_the_start
from kazadesk.ui.words import keys, times
from kazadesk.ui.words.i18n import digits, isolated, translate, visible_identifier
from kazadesk.words.errors import state_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kazadesk.core.books.records import Batch

_PAUSE_IN_TYPING_MS = 200
_LOOK_AT_THE_DAY_MS = 20_000
"""Not a wait until midnight: a computer sleeps, and its clock is set."""
_BETWEEN = "between"
_PAID = "paid_between"
_ROOM_FOR_ONE_MORE, _ONE_MORE = 820, 150
"""From this width on the filter of accounts or files stands in the first line, and what the other needs besides."""
_LONG_NAME = 24
ALL_PAID = "all_paid"
WITHOUT_ANSWER = "without_answer"
TO_REMIND = "to_remind"
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


def _batch_word(batch: Batch) -> str:
    told = translate("Links", "{file}, {when}")
    name = visible_identifier(batch.file_name)
    if len(name) > _LONG_NAME:  # its end tells several versions of a list apart
        name = f"{name[: _LONG_NAME // 2]}…{name[1 - _LONG_NAME // 2 :]}"
    return told.format(file=isolated(name), when=times.ago(times.parsed(batch.created_at), times.now()))


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
        self.batches = FilterBox("batchFilter", translate("Links", "Filter by the file they came from"), self)
        self.batches.add(translate("Links", "From any file"), "")
        self.batches.hide()
        self._between: Between | None = None
        self.bar = QHBoxLayout()
        """The panel puts its title before and its buttons after what is here."""
        self.bar.setSpacing(theme.S)
        self.bar.addWidget(self.search, 1)
        self._boxes = (self.states, self.dates, self.currencies, self.accounts, self.batches)
        for box in self._boxes:
            self.bar.addWidget(box)
            box.currentIndexChanged.connect(self._chosen)
        self._second = QHBoxLayout()
        """What the bar has no room for."""
        self._second.setSpacing(theme.S)
        self._second.addStretch(1)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.S)
        self._rows.addLayout(self.bar)
        self._rows.addLayout(self._second)

    def _made_search(self) -> QLineEdit:
        search = SearchEdit(self)
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
        box.add(translate("Links", "To be reminded"), TO_REMIND)
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
        box.add(translate("Links", "Paid on …"), _PAID)
        return box

    def offer_currencies(self, codes: Iterable[str]) -> None:
        """Add what is not in the list yet."""
        with QSignalBlocker(self.currencies):
            for code in codes:
                if self.currencies.findData(code) < 0:
                    self.currencies.add(code, code)

    def offer_accounts(self, accounts: Sequence[tuple[str, str]]) -> None:
        """Name and word of each; hidden where there is one. One that is gone is filtered by no longer."""
        self._offer(self.accounts, accounts, wanted=len(accounts) > 1)

    def offer_batches(self, batches: Sequence[Batch]) -> None:
        """The newest first; hidden where there are none."""
        words = [(str(each.id), _batch_word(each)) for each in batches]
        self._offer(self.batches, words, wanted=bool(batches))

    def _offer(self, box: FilterBox, choices: Sequence[tuple[str, str]], *, wanted: bool) -> None:
        before = box.code
        with QSignalBlocker(box):
            while box.count() > 1:
                box.removeItem(1)
            for code, word in choices:
                box.add(word, code)
            box.choose(before)
        box.setVisible(wanted)
        self._place_boxes()
        if box.code != before:
            self._chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_boxes()

    def _place_boxes(self) -> None:
        """In a line of their own where the first has no room for them."""
        room = _ROOM_FOR_ONE_MORE
        for box in (self.accounts, self.batches):
            if box.isHidden():
                continue
            fits = self.width() >= room
            room += _ONE_MORE
            if fits and self._second.indexOf(box) >= 0:
                self._second.removeWidget(box)
                before = max(self.bar.indexOf(each) for each in self._boxes if each is not box)
                self.bar.insertWidget(before + 1, box)
            elif not fits and self.bar.indexOf(box) >= 0:
                self.bar.removeWidget(box)
                self._second.insertWidget(self._second.count() - 1, box)

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
        elif chosen in (WITHOUT_ANSWER, TO_REMIND):
            states = (LinkState.WAITING,)
        elif chosen not in ("", "archived"):
            states = (LinkState(chosen),)
        days = self._period()
        if chosen == WITHOUT_ANSWER:
            old = long_ago(self._patience)
            days = replace(days, until=old if days.until is None else min(days.until, old))
        due = due_query() if chosen == TO_REMIND else LinkQuery()
        if due.until is not None:
            days = replace(days, until=due.until if days.until is None else min(days.until, due.until))
        archived = chosen == "archived"
        return replace(
            days,
            profile=self.accounts.code or None,
            states=states,
            search=self.search.text().strip(),
            currency=self.currencies.code or None,
            not_reminded_since=due.not_reminded_since,
            batch=int(self.batches.code) if self.batches.code else None,
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

    @contextmanager
    def _anew(self) -> Iterator[None]:
        """What is chosen within, and nothing else; told once."""
        blocked = [QSignalBlocker(widget) for widget in (self.search, *self._boxes)]
        self.search.clear()
        for box in self._boxes:
            box.choose("")
        yield
        del blocked
        self._chosen()

    def show_due(self) -> None:
        """The links whose customers are to be reminded, and nothing else."""
        with self._anew():
            self.states.choose(TO_REMIND)

    def search_for(self, text: str, *, archived: bool = False) -> None:
        """Search for `text` and nothing else."""
        with self._anew():
            self.search.setText(text)
            self.search.setClearButtonEnabled(True)
            self.states.choose("archived" if archived else "")

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
        with self._anew():
            self.offer_currencies([currency])
            self.currencies.choose(currency)
            self.accounts.choose(account)
            self.dates.choose(_PAID)

    def show_batch(self, batch: Batch) -> None:
        """The links of that batch, and nothing else."""
        if self.batches.findData(str(batch.id)) < 0:
            with QSignalBlocker(self.batches):
                self.batches.insertItem(1, _batch_word(batch), str(batch.id))
            self.batches.show()
            self._place_boxes()
        with self._anew():
            self.batches.choose(str(batch.id))

    def _make_between(self) -> Between:
        if self._between is None:
            self._between = Between(self)
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
