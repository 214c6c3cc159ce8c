"""Takings: a chart and the same as a table, one currency at a time, beside the time before."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from kazadesk.core.books.day import period_of
from kazadesk.services.books.report import Takings, report_heads, totals
from kazadesk.services.books.results import save_table
from kazadesk.ui.books.chart import Bar, Chart
from kazadesk.ui.books.periods import days_words, last_day, period_words, short_words
from kazadesk.ui.books.table import Rows, Table
from kazadesk.ui.desktop import desktop
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.box import Box
from kazadesk.ui.widgets.buttons import button_row, push_button
from kazadesk.ui.widgets.field import Field
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel, QuietLabel
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.widgets.save_dialog import ask_where_to_save
from kazadesk.ui.words.i18n import current_language, digits, isolated, listed, translate
from kazadesk.words.amounts import money, number
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kazadesk.core.errors import KazaDeskError
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_RANGES = {"7": ("day", 7), "30": ("day", 30), "13w": ("week", 91), "12m": ("month", 365), "365": ("day", 365)}


@dataclass(frozen=True, slots=True)
class _Found:
    entries: list[Takings]
    before: list[Takings]
    since: date
    until: date
    today: date
    by: str


class ReportDialog(GrowingDialog):
    """Shown with open()."""

    usual = QSize(900, 560)
    days_chosen = Signal(object, object, str)
    """First and last day and the currency of a bar that was clicked."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportDialog")
        self.setWindowTitle(translate("Books", "Takings"))
        self._session, self._tasks = session, tasks
        self._asked = 0
        self._found: _Found | None = None
        self._shown: list[Takings] = []
        self._make_choices()
        self._chart = Chart(self)
        self._chart.setAccessibleName(self.windowTitle())  # until it is read what it shows
        self._chart.chosen.connect(self._choose)
        heads = [
            translate("Books", "Period"),
            translate("Books", "Confirmed"),
            translate("Books", "By hand"),
            translate("Books", "Links paid"),
        ]
        self._rows: Rows[Takings] = Rows(heads, self._texts, self)
        self._table = Table(self._rows, "takingsTable", translate("Books", "Takings by period"), self, wide=0, least=5)
        self._table.selectionModel().currentRowChanged.connect(lambda now, _before: self._chart.go_to(now.row()))
        self._chart.moved.connect(self._table.choose)
        self._sum = PlainLabel("", self)
        self._sum.setObjectName("takingsTotal")
        self._sum.setFont(theme.font("strong"))
        self._sum.setWordWrap(True)
        self._legend = QuietLabel(
            translate(
                "Books",
                "Green: confirmed by Kazawallet. Grey: marked by hand. The line across a bar: the time before. Dotted:"
                " so far. Click a bar, or press Enter, to list its links.",
            ),
            self,
        )
        self._legend.setWordWrap(True)
        self._told = Notice(self)
        self._save = push_button(translate("Books", "Save as a table…"), "download", name="saveTakingsButton")
        self._save.clicked.connect(self._ask_where)
        self._close = push_button(translate("Books", "Close"), name="closeReportButton")
        self._close.clicked.connect(self.reject)
        self._lay_out()
        self._read()

    def _make_choices(self) -> None:
        self._range = Box(self)
        self._range.setObjectName("takingsRangeBox")
        for words, value in (
            (translate("Books", "Last 7 days, by day"), "7"),
            (translate("Books", "Last 30 days, by day"), "30"),
            (translate("Books", "Last 13 weeks, by week"), "13w"),
            (translate("Books", "Last 12 months, by month"), "12m"),
            (translate("Books", "Last 365 days, by day"), "365"),
        ):
            self._range.addItem(digits(words), value)
        self._range.setCurrentIndex(1)
        self._currency = Box(self)
        self._currency.setObjectName("takingsCurrencyBox")
        self._old = QCheckBox(translate("Books", "With old lists"), self)
        self._old.setObjectName("takingsOldBox")
        self._old.toggled.connect(lambda _on: self._read())
        self._range.activated.connect(lambda _row: self._read())
        self._currency.activated.connect(lambda _row: self._show_currency())

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(theme.M)
        choices.addWidget(Field(translate("Books", "Time"), self._range, self), 2)
        choices.addWidget(Field(translate("Books", "Currency"), self._currency, self), 1)
        choices.addWidget(self._old, 1, Qt.AlignmentFlag.AlignBottom)
        body = QHBoxLayout()
        body.setSpacing(theme.L)
        body.addWidget(self._chart, 5)
        body.addWidget(self._table, 4)
        column = QVBoxLayout()
        column.setSpacing(theme.S)
        column.addLayout(choices)
        column.addWidget(self._sum)
        column.addLayout(body, 1)
        column.addWidget(self._legend)
        foot = QVBoxLayout()
        foot.setSpacing(theme.M)
        foot.addWidget(self._told)
        foot.addLayout(button_row(leave=self._close, acts=(self._save,)))
        self.fill(column, foot)

    # ── reading ──

    def _read(self) -> None:
        self._asked += 1
        asked = self._asked
        by, days = _RANGES[str(self._range.currentData())]

        def done(found: _Found) -> None:
            if asked == self._asked:
                self._show(found)

        self._tasks.start(self, self._takings(by, days, old=self._old.isChecked()), done=done, refused=self._refused)

    async def _takings(self, by: str, days: int, *, old: bool) -> _Found:
        books = self._session.books
        today = books.closes.today()
        since = period_of(today - timedelta(days=days - 1), by)
        entries = await books.takings(since, today, by=by, with_imported=old)
        length = (today - since).days + 1
        before = await books.takings(_earlier(since, by, length), since - timedelta(days=1), by=by, with_imported=old)
        return _Found(entries, before, since, today, today, by)

    def _refused(self, error: KazaDeskError) -> None:
        self._told.say(sentence(error), "error")

    # ── showing ──

    def _show(self, found: _Found) -> None:
        self._found = found
        chosen = str(self._currency.currentData() or self._session.profiles.defaults().currency)
        self._currency.clear()
        codes = sorted({entry.currency for entry in found.entries} | {entry.currency for entry in found.before})
        for code in codes or [chosen]:
            self._currency.addItem(code, code)
        self._currency.setCurrentIndex(max(0, self._currency.findData(chosen)))
        self._show_currency()

    def _show_currency(self) -> None:
        if self._found is None:
            return
        found, currency = self._found, str(self._currency.currentData())
        self._shown = [entry for entry in found.entries if entry.currency == currency]
        before = [entry for entry in found.before if entry.currency == currency]
        # the ends of both times stand over each other
        earlier = dict(zip(reversed(range(len(self._shown))), reversed(before), strict=False))
        bars = [self._bar(found, entry, earlier.get(place)) for place, entry in enumerate(self._shown)]
        words = translate("Books", "Takings in {currency}, {days}")
        self._chart.show_bars(bars, words.format(currency=currency, days=days_words(found.since, found.until)))
        self._rows.show(self._shown)
        if self._shown:
            self._table.choose(len(self._shown) - 1)
            self._table.scrollToBottom()
        self._sum.setText(self._total_words(before, currency))

    def _bar(self, found: _Found, entry: Takings, before: Takings | None) -> Bar:
        by, so_far = found.by, period_of(found.today, found.by) == entry.period
        label = translate("Books", "so far") if so_far and by == "day" else ""
        return Bar(
            entry.period,
            last_day(entry.period, by),
            lambda: label or short_words(entry.period, by),
            Decimal(entry.paid.amount),
            Decimal(entry.paid_by_hand.amount),
            Decimal(entry.imported.amount),
            Decimal(_sum(before)) if before is not None else None,
            so_far,
            lambda: self._bar_words(entry, before, by, so_far=so_far),
        )

    def _bar_words(self, entry: Takings, before: Takings | None, by: str, *, so_far: bool) -> str:
        words = [period_words(entry.period, by), money(_sum(entry), entry.currency)]
        if so_far:
            words.append(translate("Books", "so far"))
        if entry.paid_by_hand.count:
            by_hand = translate("Books", "of it {amount} by hand")
            words.append(by_hand.format(amount=money(entry.paid_by_hand.amount, entry.currency)))
        if entry.imported.count:
            old = translate("Books", "of it {amount} from old lists")
            words.append(old.format(amount=money(entry.imported.amount, entry.currency)))
        if before is not None:
            earlier = translate("Books", "the time before: {amount}")
            words.append(earlier.format(amount=money(_sum(before), entry.currency)))
        return listed(*words)

    def _total_words(self, before: list[Takings], currency: str) -> str:
        total = totals(self._shown)
        earlier = totals(before)
        taken = money(_sum(total[0]) if total else "0", currency)
        text = translate("Books", "Taken: {amount}").format(amount=taken)
        then = money(_sum(earlier[0]) if earlier else "0", currency)
        return listed(text, translate("Books", "the time before: {amount}").format(amount=then))

    def _texts(self, entry: Takings) -> Sequence[str]:
        by = self._found.by if self._found is not None else "day"
        return (
            period_words(entry.period, by),
            money(entry.paid.amount, entry.currency) if entry.paid.count else "",
            money(entry.paid_by_hand.amount, entry.currency) if entry.paid_by_hand.count else "",
            number(entry.paid.count + entry.paid_by_hand.count),
        )

    def _choose(self, bar: Bar) -> None:
        until = min(bar.last, self._found.until) if self._found is not None else bar.last
        self.days_chosen.emit(bar.first, until, str(self._currency.currentData()))
        self.accept()

    # ── saving ──

    def _ask_where(self) -> None:
        if self._found is not None:
            ask_where_to_save(
                self,
                translate("Books", "Save the takings"),
                f"kazadesk-{self._found.since.isoformat()}-{self._found.until.isoformat()}",
                {
                    "xlsx": translate("Books", "Workbook (*.xlsx)"),
                    "csv": translate("Books", "Table for spreadsheets (*.csv)"),
                },
                self.save_as,
                object_name="saveTakingsDialog",
            )

    def save_as(self, path: Path) -> None:
        """All currencies, as the command `report` has them in a workbook."""
        if self._found is None:
            return
        table = [list(report_heads()), *(entry.values for entry in self._found.entries)]
        separator, arabic = desktop.list_separator(), current_language() == "ar"
        job = asyncio.to_thread(save_table, path, table, separator=separator, right_to_left=arabic)
        saved = translate("Books", "Saved as {name}").format(name=isolated(path.name))
        self._tasks.start(self, job, done=lambda _nothing: self._told.say(saved), refused=self._refused)


def _sum(entry: Takings) -> str:
    """What was asked for of old lists counts; where it was not, it is nothing."""
    return entry.paid.joined(entry.paid_by_hand).joined(entry.imported).amount


def _earlier(since: date, by: str, length: int) -> date:
    """Where the time before begins: as long as the one from `since` on, in whole periods."""
    if by == "month":
        return since.replace(year=since.year - 1)
    return period_of(since - timedelta(days=length), by)
