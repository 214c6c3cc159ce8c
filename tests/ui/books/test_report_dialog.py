"""Takings in the window: the numbers of the service, as bars that keys and mouse reach, and as a table."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel

from kazadesk.core.books.closing import Sum
from kazadesk.core.link import LinkState
from kazadesk.services.books.report import Takings, report_heads
from kazadesk.ui.books.chart import Bar
from kazadesk.ui.books.report_dialog import ReportDialog, _Found
from kazadesk.ui.books.table import Table
from kazadesk.ui.frame.main_window import MainWindow
from kazadesk.ui.words.i18n import spoken
from tests.ui.conftest import Stage


async def opened(stage: Stage) -> ReportDialog:
    dialog = ReportDialog(stage.session, stage.tasks)
    await stage.show(dialog)
    await stage.until(lambda: dialog._found is not None)
    return dialog


def test_bars_and_table_have_the_numbers_of_the_report(play: Callable[..., None], tmp_path: Path) -> None:
    async def scenario(stage: Stage) -> None:
        _link, webhook = await stage.paid_webhook("25.10")
        await stage.session.verify.verify(webhook)
        await stage.link(LinkState.PAID_BY_HAND, amount="4.90")
        await stage.link(LinkState.PAID_BY_HAND, amount="7", currency="EUR")
        dialog = await opened(stage)
        today = stage.session.books.closes.today()
        entries = await stage.session.books.takings(today - timedelta(days=29), today)
        for code in ("EUR", "USD"):
            box = dialog.findChild(QComboBox, "takingsCurrencyBox")
            assert box is not None
            box.setCurrentIndex(box.findData(code))
            box.activated.emit(box.currentIndex())
            mine = [entry for entry in entries if entry.currency == code]
            assert len(dialog._chart._bars) == 30
            for bar, entry in zip(dialog._chart._bars, mine, strict=True):
                assert bar.first == entry.period
                assert bar.confirmed == Decimal(entry.paid.amount)
                assert bar.by_hand == Decimal(entry.paid_by_hand.amount)
        last = dialog._chart.current()
        assert last is not None
        assert last.so_far
        assert "30.00 USD" in last.spoken
        assert "so far" in last.spoken
        total = dialog.findChild(QLabel, "takingsTotal")
        assert total is not None
        assert "30.00 USD" in total.text()
        path = tmp_path / "takings.csv"
        dialog.save_as(path)
        await stage.until(path.exists)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert tuple(rows[0]) == report_heads()
        assert len(rows) == len(entries) + 1

    play(scenario, stand_in=True)


def test_old_lists_count_where_they_are_asked_for(play: Callable[..., None], tmp_path: Path) -> None:
    async def scenario(stage: Stage) -> None:
        history = stage.session.books.history
        day = stage.session.books.closes.today().isoformat()
        path = tmp_path / "old.csv"
        path.write_text(f"date,amount,currency\n{day},40,USD\n", encoding="utf-8")
        await history.take_over(await history.check(path))
        await stage.link(LinkState.PAID_BY_HAND, amount="2")
        dialog = await opened(stage)
        total = dialog.findChild(QLabel, "takingsTotal")
        assert total is not None
        assert "2.00 USD" in total.text()
        QTest.keyClick(dialog._old, Qt.Key.Key_Space)
        await stage.until(lambda: "42.00 USD" in total.text())
        bar = dialog._chart.current()
        assert bar is not None
        assert bar.imported == Decimal(40)
        assert "40.00 USD from old lists" in bar.spoken.replace("\u2066", "").replace("\u2069", "")

    play(scenario)


def test_arrow_keys_walk_the_bars_in_the_direction_that_is_seen(
    play: Callable[..., None], wear: Callable[..., None]
) -> None:
    async def scenario(stage: Stage) -> None:
        for language in ("en", "ar"):
            wear(language)
            await stage.link(LinkState.PAID_BY_HAND)
            dialog = await opened(stage)
            chart = dialog._chart
            chart.setFocus()
            newest = chart._at
            to_older, to_newer = Qt.Key.Key_Left, Qt.Key.Key_Right
            if language == "ar":
                to_older, to_newer = to_newer, to_older
            QTest.keyClick(chart, to_older)
            QTest.keyClick(chart, to_older)
            assert chart._at == newest - 2
            assert chart.place_of(newest - 2).center().x() != chart.place_of(newest).center().x()
            QTest.keyClick(chart, to_newer)
            assert chart._at == newest - 1
            assert chart.accessibleDescription() == spoken(chart._bars[newest - 1].spoken)
            table = dialog.findChild(Table, "takingsTable")
            assert table is not None
            assert table.chosen() == newest - 1
            QTest.keyClick(chart, Qt.Key.Key_Home)
            assert chart._at == 0
            QTest.keyClick(chart, Qt.Key.Key_End)
            assert chart._at == newest

    play(scenario)


def test_a_click_on_a_bar_lists_what_was_paid_then_in_its_currency(play: Callable[..., None]) -> None:
    async def scenario(stage: Stage) -> None:
        # made and paid on other days than today, at every time of day
        assert stage.session.samples is not None
        await stage.session.samples.make("a sample")
        await stage.link(LinkState.PAID_BY_HAND, amount="1.25")
        put_away = await stage.link(LinkState.PAID_BY_HAND, amount="2.50")
        await stage.ledger.archive([put_away.id], True)
        stage.session.books.closes.set_shop_day("-05:00", "14:00")
        window = MainWindow(practice=True, first_run=False, settings=stage.session.settings.value)
        await stage.show(window)
        window.attach(stage.session, stage.tasks)
        links = window._desk.links

        async def clicked(place: int) -> Bar:
            window.dialogs.report()
            dialog = next(each for each in window.findChildren(ReportDialog) if each.isVisible())
            await stage.until(lambda: dialog._found is not None)
            bar = dialog._chart._bars[place]
            dialog._chart.grab()
            at = dialog._chart.place_of(place).center().toPoint()
            QTest.mouseClick(dialog._chart, Qt.MouseButton.LeftButton, pos=at)
            await stage.until(lambda: not window.findChildren(ReportDialog))
            return bar

        for place in (29, 28, 3, 0):
            bar = await clicked(place)
            query = links._model.query
            assert (query.currency, query.since, query.until) == ("USD", None, None)
            await stage.until(lambda: not (links._model.pending or links._model.loading))
            totals = await stage.ledger.totals(query)
            assert sum((Decimal(total.amount) for total in totals), Decimal()) == bar.total
            assert links._model.rowCount() == sum(total.count for total in totals)
            assert {total.state for total in totals} <= {LinkState.PAID, LinkState.PAID_BY_HAND}

    play(scenario, stand_in=True)


def test_a_payment_that_comes_while_its_day_is_listed_joins_it(play: Callable[..., None]) -> None:
    async def scenario(stage: Stage) -> None:
        waiting = await stage.link()
        await stage.link(LinkState.PAID_BY_HAND)
        window = MainWindow(practice=True, first_run=False, settings=stage.session.settings.value)
        await stage.show(window)
        window.attach(stage.session, stage.tasks)
        today = stage.session.books.closes.today()
        links = window._desk.links
        links.show_payments(today, today, "USD")
        await stage.until(lambda: links._model.rowCount() == 1 and not links._model.pending)
        await stage.ledger.mark_by_hand(waiting.id, "by phone")
        await stage.until(lambda: links._model.rowCount() == 2)
        links.show_payments(today - timedelta(days=3), today - timedelta(days=2), "USD")
        await stage.until(lambda: links._model.rowCount() == 0 and not links._model.pending)

    play(scenario)


def test_a_year_of_days_is_drawn_at_once(play: Callable[..., None]) -> None:
    async def scenario(stage: Stage) -> None:
        dialog = await opened(stage)
        today = stage.session.books.closes.today()
        since = today - timedelta(days=364)
        entries = [Takings(since + timedelta(days=n), "USD", paid=Sum(2, str(n % 97))) for n in range(365)]
        found = _Found(entries, [], since, today, today, "day")
        spent = []
        for _ in range(5):
            began = time.process_time()
            dialog._show(found)
            dialog._chart.grab()
            spent.append(time.process_time() - began)
        assert min(spent) < 0.1, "50 ms on a machine of its own"

    play(scenario)
