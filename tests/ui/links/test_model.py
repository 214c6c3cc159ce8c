"""The links as a table model: pages from a real ledger, one row a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from kazadesk.core.errors import LedgerError
from kazadesk.core.link import LinkState
from kazadesk.core.records import matches
from kazadesk.services.ports import LinkQuery
from kazadesk.ui.links import columns
from kazadesk.ui.links import reader as links_reader
from kazadesk.ui.links.columns import LinkColumn, LinkRole
from kazadesk.ui.links.model import LinksModel
from kazadesk.ui.words import times

Play = Callable[..., None]


def ids(model: LinksModel) -> list[int]:
    return [model.link_at(row).id for row in range(model.rowCount())]


def shown(model: LinksModel, row: int, column: LinkColumn) -> Any:
    return model.data(model.index(row, column))


def test_first_links_are_there_without_services_and_newest_first(play: Play) -> None:
    async def scenario(stage: Any) -> None:
        links = [await stage.link() for _ in range(3)]
        model = LinksModel()
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        model.show_first_links(list(reversed(links)))
        assert ids(model) == [link.id for link in reversed(links)]
        assert not model.canFetchMore()

    play(scenario)


def test_a_row_gives_its_state_and_its_link_under_named_roles(play: Play) -> None:
    async def scenario(stage: Any) -> None:
        link = await stage.link(LinkState.UNKNOWN, reference="INV-1", error="read_timeout")
        model = LinksModel()
        model.show_first_links([link])
        roles = {bytes(name.data()): role for role, name in model.roleNames().items()}
        index = model.index(0, LinkColumn.TIME)
        assert model.data(index, roles[b"state"]) == "unknown"
        assert model.data(index, roles[b"link"]) == link
        assert model.data(index, roles[b"reference"]) == "INV-1"
        assert model.data(index, roles[b"url"]) is None

    play(scenario)


def test_cells_show_what_the_link_is(play: Play) -> None:
    async def scenario(stage: Any) -> None:
        model = LinksModel()
        model.show_first_links([await stage.link(amount="1500000.00", currency="SYP", reference="INV-9")])
        assert shown(model, 0, LinkColumn.STATE) == "Waiting"
        assert shown(model, 0, LinkColumn.AMOUNT) == "1\u202f500\u202f000.00 SYP"
        assert shown(model, 0, LinkColumn.REFERENCE) == "INV-9"
        assert shown(model, 0, LinkColumn.TIME) == "Just now"
        spoken = model.data(model.index(0, LinkColumn.STATE), Qt.ItemDataRole.AccessibleTextRole)
        assert spoken == "Waiting"
        spoken = model.data(model.index(0, LinkColumn.AMOUNT), Qt.ItemDataRole.AccessibleTextRole)
        assert spoken == "1500000.00 SYP"
        spoken = model.data(model.index(0, LinkColumn.ACTIONS), Qt.ItemDataRole.AccessibleTextRole)
        assert spoken == "Copy the URL, Show the QR code, Share the link"
        assert [model.headerData(column, Qt.Orientation.Horizontal) for column in LinkColumn][1] == "Amount"

    play(scenario)


def test_a_link_that_failed_says_why_in_its_row(play: Play) -> None:
    async def scenario(stage: Any) -> None:
        model = LinksModel()
        model.show_first_links([await stage.link(LinkState.FAILED, error="user_not_found")])
        assert "Practice mode knows one account only" in model.row_at(0).note

    play(scenario)


def test_pages_follow_each_other_without_gap_or_double(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links_reader, "PAGE", 4)

    async def scenario(stage: Any) -> None:
        made = [(await stage.link()).id for _ in range(10)]
        model = LinksModel()
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        model.attach(stage.session, stage.tasks)
        await stage.until(lambda: model.rowCount() == 4)
        while not model.complete:
            await stage.until(model.canFetchMore)
            before = model.rowCount()
            model.fetchMore()
            await stage.until(lambda before=before: model.rowCount() > before or model.complete)
        assert ids(model) == made[::-1]

    play(scenario)


def test_a_query_is_answered_by_the_ledger(play: Play) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link()
        failed = await stage.link(LinkState.FAILED)
        model = LinksModel()
        model.attach(stage.session, stage.tasks)
        await stage.until(lambda: model.rowCount() == 2)
        model.set_query(LinkQuery(states=(LinkState.FAILED,)))
        await stage.until(lambda: ids(model) == [failed.id])

    play(scenario)


def test_rows_read_further_for_another_query_go_even_if_the_first_page_is_the_same(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links_reader, "PAGE", 2)

    async def scenario(stage: Any) -> None:
        for currency in ("SYP", "SYP", "USD", "USD", "USD"):
            await stage.link(currency=currency, amount="10")
        model = LinksModel()
        model.attach(stage.session, stage.tasks)
        await stage.until(lambda: not model.loading)
        while not model.complete:
            model.fetchMore()
            await stage.until(lambda: not model.loading)
        assert model.rowCount() == 5
        model.set_query(LinkQuery(currency="USD"))
        await stage.until(lambda: not model.loading)
        assert {model.link_at(row).currency for row in range(model.rowCount())} == {"USD"}

    play(scenario)


def test_the_answer_to_an_earlier_query_never_overwrites_a_later_one(play: Play) -> None:
    async def scenario(stage: Any) -> None:
        for number in range(5):
            await stage.link(reference=f"A-{number}")
        only = await stage.link(reference="B-1")
        model = LinksModel()
        model.attach(stage.session, stage.tasks)
        for search in ("A-1", "A-", "zzz", "B-1"):
            model.set_query(LinkQuery(search=search))
        await stage.until(lambda: not model.loading)
        assert ids(model) == [only.id]

    play(scenario)


def test_a_changed_link_changes_in_its_row(play: Play) -> None:
    async def scenario(stage: Any) -> None:
        links = [await stage.link() for _ in range(3)]
        model = LinksModel()
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        model.show_first_links(links[::-1])
        changed: list[tuple[int, int]] = []
        model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
        row = model.upsert(replace(links[1], state=LinkState.PAID))
        assert (row, changed) == (1, [(1, 1)])
        assert shown(model, 1, LinkColumn.STATE) == "Paid"

    play(scenario)


def test_a_new_link_comes_first_and_an_older_one_where_it_belongs(play: Play) -> None:
    async def scenario(stage: Any) -> None:
        old, middle, new = [await stage.link() for _ in range(3)]
        model = LinksModel()
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for link in (middle, new, old):
            model.upsert(link)
        assert ids(model) == [new.id, middle.id, old.id]
        assert model.row_of(middle.id) == 1
        assert model.row_of(999) is None

    play(scenario)


def test_reading_again_keeps_rows_in_place_and_shows_what_changed(play: Play) -> None:
    async def scenario(stage: Any) -> None:
        link = await stage.link()
        model = LinksModel()
        model.attach(stage.session, stage.tasks)
        await stage.until(lambda: model.rowCount() == 1)
        resets: list[int] = []
        model.modelReset.connect(lambda: resets.append(1))
        await stage.ledger.mark_by_hand(link.id, "settled by phone")
        model.reload()
        await stage.until(lambda: model.link_at(0).state is LinkState.PAID_BY_HAND)
        assert resets == []
        assert "settled by phone" in model.row_at(0).note

    play(scenario)


def test_a_ledger_that_fails_is_told_and_not_asked_again_and_again(play: Play) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link()
        model = LinksModel()
        errors: list[LedgerError] = []
        model.failed.connect(errors.append)
        model.attach(stage.session, stage.tasks)
        await stage.until(lambda: model.rowCount() == 1)
        await stage.ledger.close()
        model.reload()
        await stage.until(lambda: errors)
        assert isinstance(errors[0], LedgerError)
        assert model.rowCount() == 1
        assert not model.canFetchMore()

    play(scenario)


def test_times_go_on(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(stage: Any) -> None:
        model = LinksModel()
        model.show_first_links([await stage.link()])
        changed: list[QModelIndex] = []
        model.dataChanged.connect(lambda first, _last: changed.append(first))
        later = datetime.now(UTC).astimezone() + timedelta(minutes=2, seconds=30)
        monkeypatch.setattr(times, "now", lambda: later)
        model._clock.timeout.emit()
        assert [index.column() for index in changed] == [LinkColumn.STATE, LinkColumn.TIME]
        assert shown(model, 0, LinkColumn.TIME) == "2 minutes ago"

    play(scenario)


def test_a_reference_from_outside_cannot_reorder_the_row(play: Play) -> None:
    async def scenario(stage: Any) -> None:
        link = replace(await stage.link(), reference="A\u202egnp")
        model = LinksModel()
        model.show_first_links([link])
        assert shown(model, 0, LinkColumn.REFERENCE) == "A\\u202Egnp"
        assert model.data(model.index(0, 0), LinkRole.REFERENCE) == link.reference

    play(scenario)


@pytest.mark.parametrize(
    "query",
    [
        LinkQuery(),
        LinkQuery(search="inv-1"),
        LinkQuery(search="pay.example"),
        LinkQuery(search="order-2"),
        LinkQuery(search="%"),
        LinkQuery(search="Éclair"),
        LinkQuery(search="éCLAIR"),
        LinkQuery(states=(LinkState.PAID_BY_HAND, LinkState.FAILED)),
        LinkQuery(currency="SYP"),
        LinkQuery(since="2030-01-01T00:00:00.000Z"),
        LinkQuery(until="2030-01-01T00:00:00.000Z"),
        LinkQuery(archived=True),
        LinkQuery(archived=None),
        LinkQuery(profile="other"),
    ],
)
def test_a_link_matches_a_query_exactly_when_the_ledger_finds_it(play: Play, query: LinkQuery) -> None:
    async def scenario(stage: Any) -> None:
        links = [
            await stage.link(reference="INV-1"),
            await stage.link(LinkState.PAID_BY_HAND, currency="SYP"),
            await stage.link(LinkState.FAILED, reference="éclair"),
            await stage.link(),
        ]
        await stage.ledger.archive([links[3].id], True)
        found = {link.id for link in await stage.ledger.links(query)}
        everything = await stage.ledger.links(LinkQuery(archived=None))
        assert {link.id for link in everything if matches(link, query)} == found

    play(scenario)


def test_where_one_cell_of_a_row_is_read_it_speaks_for_the_row(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "READS_CELLS", False)

    async def scenario(stage: Any) -> None:
        model = LinksModel()
        model.show_first_links([await stage.link(amount="1250", currency="TRY", reference="INV-9")])
        spoken = model.data(model.index(0, LinkColumn.STATE), Qt.ItemDataRole.AccessibleTextRole)
        assert spoken == "Waiting, 1250.00 TRY, reference INV-9, Just now"

    play(scenario)
