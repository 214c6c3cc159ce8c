"""The filter bar: what is chosen becomes one query."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateEdit
from pytestqt.qtbot import QtBot

from kazadesk.core.books.records import Batch
from kazadesk.core.link import LinkState
from kazadesk.core.records import LinkQuery
from kazadesk.ui.links.filter import PROBLEMS, LinksFilter, period
from kazadesk.ui.look import theme

TODAY = date(2026, 3, 12)


@pytest.fixture
def bar(qtbot: QtBot, qapp: object) -> LinksFilter:
    theme.apply(qapp, "light")  # type: ignore[arg-type]
    bar = LinksFilter()
    qtbot.addWidget(bar)
    bar.show()
    return bar


def local(text: str | None) -> str:
    """A time of a query as this machine's clock shows it."""
    assert text is not None
    assert text.endswith("Z")
    return datetime.fromisoformat(text).astimezone().strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("code", "since", "until"),
    [
        ("today", "2026-03-12", "2026-03-13"),
        ("yesterday", "2026-03-11", "2026-03-12"),
        ("week", "2026-03-06", "2026-03-13"),
        ("month", "2026-03-01", "2026-03-13"),
        ("last_month", "2026-02-01", "2026-03-01"),
    ],
)
def test_periods_are_whole_days_of_this_place(code: str, since: str, until: str) -> None:
    start, end = period(code, TODAY)
    assert (local(start), local(end)) == (f"{since} 00:00", f"{until} 00:00")


def test_january_follows_december() -> None:
    start, end = period("last_month", date(2026, 1, 31))
    assert (local(start), local(end)) == ("2025-12-01 00:00", "2026-01-01 00:00")


@pytest.mark.parametrize("today", [date(1970, 1, 1), date(1980, 1, 4), date(3000, 12, 31), date(9999, 12, 31)])
@pytest.mark.parametrize("code", ["today", "week", "last_month", "between"])
def test_a_clock_that_stands_anywhere_breaks_no_filter(today: date, code: str) -> None:
    since, until = period(code, today, (today, today))
    assert since is not None
    assert "1999-12-31" <= since[:10] <= str(until)[:10] <= "3000-01-02"


def test_two_days_chosen_the_wrong_way_round_still_are_a_period() -> None:
    start, end = period("between", TODAY, (date(2026, 3, 5), date(2026, 3, 1)))
    assert (local(start), local(end)) == ("2026-03-01 00:00", "2026-03-06 00:00")


def test_nothing_chosen_finds_everything_that_is_not_archived(bar: LinksFilter) -> None:
    assert bar.query() == LinkQuery()
    assert not bar.active


def test_choices_become_one_query_at_once(bar: LinksFilter, qtbot: QtBot) -> None:
    told: list[LinkQuery] = []
    bar.changed.connect(told.append)
    bar.states.choose("problems")
    bar.currencies.choose("SYP")
    assert (told[-1].states, told[-1].currency) == (PROBLEMS, "SYP")
    bar.states.choose("paid")
    assert (told[-1].states, told[-1].currency) == ((LinkState.PAID,), "SYP")
    bar.states.choose("archived")
    assert (told[-1].states, told[-1].archived) == ((), True)
    assert bar.active


def test_today_moves_on_with_the_day(bar: LinksFilter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(date):
        now = TODAY

        @classmethod
        def today(cls) -> date:  # type: ignore[override]
            return cls.now

    monkeypatch.setattr("kazadesk.ui.links.filter.date", Clock)
    told: list[LinkQuery] = []
    bar.dates.choose("today")
    bar.changed.connect(told.append)
    timer = bar.findChild(QTimer, "dayTimer")
    timer.setInterval(1)
    qtbot.waitSignal(timer.timeout).wait()
    assert told == []
    for day in (TODAY + timedelta(days=1), TODAY):  # midnight; a clock that was put back
        Clock.now = day
        assert bar.active  # asking what is shown is not showing it
        qtbot.waitUntil(lambda: len(told) > 0)
        assert (local(told[-1].since), local(told[-1].until)) == (
            f"{day} 00:00",
            f"{day + timedelta(days=1)} 00:00",
        )
        qtbot.waitSignal(timer.timeout).wait()
        assert len(told) == 1
        told.clear()


def test_typing_waits_for_a_pause(bar: LinksFilter, qtbot: QtBot) -> None:
    told: list[LinkQuery] = []
    bar.changed.connect(told.append)
    with qtbot.waitSignal(bar.changed):
        qtbot.keyClicks(bar.search, " inv-7 ")
        assert told == []
    assert [query.search for query in told] == ["inv-7"]


def test_no_day_can_be_typed_that_windows_has_no_local_time_for(bar: LinksFilter) -> None:
    bar.dates.choose("between")
    for name in ("fromDate", "toDate"):
        edit = bar.findChild(QDateEdit, name)
        assert edit is not None
        for typed, kept in ((QDate(1752, 9, 14), QDate(2000, 1, 1)), (QDate(9999, 12, 31), QDate(2999, 12, 31))):
            edit.setDate(typed)
            assert edit.date() == kept
            assert bar.query().since is not None


def test_choosing_from_to_shows_two_dates(bar: LinksFilter) -> None:
    assert bar.findChild(QDateEdit) is None
    bar.dates.choose("between")
    first, last = bar.findChildren(QDateEdit)
    assert first.isVisible()
    first.setDate(last.date())
    since, until = bar.query().since, bar.query().until
    assert since is not None
    assert until is not None
    assert since < until
    bar.clear()
    assert not first.isVisible()
    assert bar.query() == LinkQuery()


def test_a_currency_of_the_ledger_is_offered_once(bar: LinksFilter) -> None:
    bar.offer_currencies(["JOD", "USD", "JOD"])
    codes = [bar.currencies.itemData(row) for row in range(bar.currencies.count())]
    assert codes.count("JOD") == codes.count("USD") == 1


@pytest.mark.parametrize("name", ["states", "dates", "currencies"])
def test_every_entry_is_in_sight(bar: LinksFilter, qtbot: QtBot, name: str) -> None:
    box = getattr(bar, name)
    bar.activateWindow()
    qtbot.waitUntil(bar.isActiveWindow)
    box.setFocus()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    last = view.model().index(box.count() - 1, 0)
    qtbot.waitUntil(lambda: view.visualRect(last).bottom() <= view.viewport().rect().bottom())
    assert view.verticalScrollBar().maximum() == 0
    box.hidePopup()


def batch(number: int, name: str) -> Batch:
    return Batch(number, "shop", "d", name, (), None, "2026-11-24T12:03:00.000Z", 1, 3, 3)


def test_batches_are_offered_where_there_are_any(bar: LinksFilter) -> None:
    assert not bar.batches.isVisible()
    bar.offer_batches([batch(7, "sales of a whole long winter, third version.csv"), batch(3, "first.csv")])
    assert bar.batches.isVisible()
    told: list[LinkQuery] = []
    bar.changed.connect(told.append)
    bar.batches.choose("3")
    assert told == [LinkQuery(batch=3)]
    assert bar.active
    long = bar.batches.itemText(1)
    assert "sales of a w…version.csv" in long
    bar.clear()
    assert told[-1] == LinkQuery()
    bar.batches.choose("3")
    bar.offer_batches([])
    assert not bar.batches.isVisible()
    assert told[-1] == LinkQuery()


def test_one_batch_is_shown_without_anything_else(bar: LinksFilter) -> None:
    bar.search.setText("INV")
    bar.dates.choose("today")
    bar.show_batch(batch(9, "new.csv"))
    assert bar.query() == LinkQuery(batch=9)
    assert bar.batches.isVisible()


def test_accounts_and_batches_move_to_a_line_of_their_own_and_back(bar: LinksFilter, qtbot: QtBot) -> None:
    bar.offer_batches([batch(9, "new.csv")])
    bar.offer_accounts([("shop", "Shop"), ("branch", "Branch")])
    for width, beside in ((1200, (True, True)), (900, (True, False)), (700, (False, False)), (1200, (True, True))):
        while bar.width() != width:  # as narrow as its boxes let it be, until they have moved
            bar.resize(width, bar.height())
            qtbot.wait(0)
        assert (bar.bar.indexOf(bar.accounts) >= 0, bar.bar.indexOf(bar.batches) >= 0) == beside
    assert bar.bar.indexOf(bar.accounts) < bar.bar.indexOf(bar.batches)
