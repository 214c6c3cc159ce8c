"""Links saved as a table: read back by another program's reader, and held against the ledger."""

from __future__ import annotations

import asyncio
import csv
import errno
import os
import random
import threading
import time
import tracemalloc
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kazadesk.core.books.sheet import guard
from kazadesk.core.customers import Customer
from kazadesk.core.errors import FileError, LedgerError
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.order import LinkOrder, OrderBy
from kazadesk.core.records import matches
from kazadesk.services import export
from kazadesk.services.export import FIELDS, FILE_FIELDS, save_links
from kazadesk.services.files import WholeFile, write_whole
from kazadesk.services.ports import LinkQuery
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

STATES = (LinkState.WAITING, LinkState.FAILED, LinkState.UNSENT, LinkState.PAID_BY_HAND)
ODD = ["=1+1", "-2", "قهوة, شاي", 'say "hi"', "+963", "@me", "ـ ٧", "é;=x", " plain "]


@pytest.fixture
def play(tmp_path: Path) -> Callable[..., None]:
    """play(scenario) runs a coroutine with a real ledger."""

    def run(scenario: Callable[..., Coroutine[Any, Any, None]]) -> None:
        async def whole() -> None:
            ledger = SqliteLedger.open(tmp_path / "ledger.sqlite")
            try:
                await asyncio.wait_for(scenario(ledger), 60)
            finally:
                await ledger.close()

        asyncio.run(whole())

    return run


async def filled(ledger, count, chance):
    for number in range(count):
        reference = f"{chance.choice(ODD)}{number}" if chance.random() < 0.5 else f"INV-{number}"
        amount = chance.choice(["10", "10.00", "0.10", "1250.5", "0.00000001", "9" * 18])
        request = LinkRequest(
            amount,
            chance.choice(["USD", "SYP"]),
            "merchant@example.com",
            reference,
            chance.choice([None, "https://shop.example/a,b"]),
        )
        link = await ledger.add_link(request, profile=chance.choice(["practice", "branch"]), sender="test")
        state = chance.choice(STATES)
        if state in (LinkState.FAILED, LinkState.UNSENT):
            await ledger.finish_link(link.id, state, error="refused")
            continue
        created = CreatedLink(f"https://pay.example/{number}", f"order-{number}")
        await ledger.finish_link(link.id, LinkState.WAITING, created=created)
        if state is LinkState.PAID_BY_HAND:
            await ledger.mark_by_hand(link.id, "=cash\nat the counter")
        if chance.random() < 0.2:
            await ledger.archive([link.id], True)


def table(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def plainly(link):
    """A row of `link`, reckoned without the code under test."""
    row = {}
    for name in (
        *("reference", "order_id", "state", "amount", "currency", "email", "redirect_url", "url"),
        *("created_at", "updated_at", "profile", "by_hand_reason"),
    ):
        value = getattr(link, name)
        text = "" if value is None else getattr(value, "value", value)
        row[name] = "'" + text if text[:1] in tuple("=+-@") else text
    return row | {"customer": "", "phone": ""}


@pytest.mark.parametrize("seed", range(4))
def test_a_file_holds_what_the_filter_finds_in_the_order_of_the_list(play, tmp_path, monkeypatch, seed):
    monkeypatch.setattr(export, "PAGE", 7)
    chance = random.Random(seed)

    async def scenario(ledger):
        await filled(ledger, 60, chance)
        everything = await ledger.links(LinkQuery(archived=None), limit=1000)
        for number in range(15):
            query = LinkQuery(
                states=tuple(chance.sample(STATES, chance.choice([0, 1, 2]))),
                search=chance.choice(["", "", "INV", "1", "قهوة"]),
                currency=chance.choice([None, "USD"]),
                profile=chance.choice([None, None, "branch"]),
                archived=chance.choice([False, True, None]),
            )
            order = LinkOrder(chance.choice(list(OrderBy)), chance.random() < 0.5)
            ids = await ledger.link_ids(query, order)
            shown = await ledger.links(query, order=order, limit=1000)
            assert ids == [link.id for link in shown]
            assert sorted(ids) == sorted(link.id for link in everything if matches(link, query))
            path = tmp_path / f"{number}.csv"
            assert await save_links(ledger, ids, path) == len(ids)
            assert table(path) == [plainly(link) for link in shown]

    play(scenario)


def test_the_bytes_are_what_spreadsheet_programs_want(play, tmp_path):
    async def scenario(ledger):
        for reference in ('say "hi", twice', "قهوة"):
            await ledger.add_link(LinkRequest("10.50", "USD", "a@b.example", reference), profile="p", sender="test")
        links = await ledger.links(LinkQuery())
        await save_links(ledger, [link.id for link in links], tmp_path / "a.csv")
        head, *rows, end = (tmp_path / "a.csv").read_bytes().split(b"\r\n")
        assert head == b"\xef\xbb\xbf" + ",".join(f'"{name}"' for name in FILE_FIELDS).encode()
        assert rows[0].startswith('"قهوة","","sending","10.50","USD","a@b.example","","","20'.encode())
        assert rows[1].startswith(b'"say ""hi"", twice",')
        assert end == b""
        assert FILE_FIELDS[: len(FIELDS)] == FIELDS

    play(scenario)


def test_the_customer_stands_beside_the_link(play, tmp_path):
    async def scenario(ledger):
        for number, customer in enumerate((Customer("سارة", "+963944123456"), Customer("=1+1"), None)):
            request = LinkRequest("5", "USD", "a@b.example", f"INV-{number}")
            await ledger.add_link(request, profile="p", sender="test", customer=customer)
        links = await ledger.links(LinkQuery())
        await save_links(ledger, [link.id for link in links], tmp_path / "a.csv")
        assert [(row["customer"], row["phone"]) for row in table(tmp_path / "a.csv")] == [
            ("", ""),
            ("'=1+1", ""),
            ("سارة", "'+963944123456"),
        ]

    play(scenario)


def test_a_program_that_parts_elsewhere_finds_no_formula_in_a_cell(play, tmp_path):
    async def scenario(ledger):
        evil = "x;=cmd|' /C calc'!A0"
        await ledger.add_link(LinkRequest("10.50", "USD", "a@b.example", evil), profile="p", sender="test")
        links = await ledger.links(LinkQuery())
        await save_links(ledger, [link.id for link in links], tmp_path / "a.csv")
        with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
        assert not any(cell.lstrip('"').startswith("=") for cell in cells)

    play(scenario)


def test_the_columns_are_parted_as_the_system_wants_it(play, tmp_path):
    async def scenario(ledger):
        await filled(ledger, 20, random.Random(3))
        links = await ledger.links(LinkQuery())
        await save_links(ledger, [link.id for link in links], tmp_path / "a.csv", separator=";")
        with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
        assert rows[0] == list(FILE_FIELDS)
        assert [row[0].removeprefix("'") for row in rows[1:]] == [link.reference for link in links]

    play(scenario)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201"],
)
def test_what_a_spreadsheet_would_run_is_text_there(text):
    assert guard(text) == "'" + text


@pytest.mark.parametrize("text", ["0.00000001", "INV-1", "a=b", "https://a.example/?b=c", "قهوة", ""])
def test_all_else_stands_as_it_is(text):
    assert guard(text) == text


def test_a_link_that_changes_meanwhile_is_there_once_as_it_is_then(play, tmp_path, monkeypatch):
    monkeypatch.setattr(export, "PAGE", 1)

    async def scenario(ledger):
        await filled(ledger, 5, random.Random(1))
        made = await ledger.add_link(LinkRequest("7", "USD", "a@b.example", "LAST"), profile="p", sender="test")
        ids = await ledger.link_ids(LinkQuery(archived=None), LinkOrder(OrderBy.STATE, False))
        await ledger.finish_link(made.id, LinkState.FAILED, error="refused")
        await save_links(ledger, ids, tmp_path / "a.csv")
        rows = table(tmp_path / "a.csv")
        assert len(rows) == len(ids) == 6
        assert [row["state"] for row in rows if row["reference"] == "LAST"] == ["failed"]

    play(scenario)


async def settled(folder):
    """Wait until no half file is left."""
    async with asyncio.timeout(10):
        while list(folder.glob(".kazadesk-*")):  # noqa: ASYNC110
            await asyncio.sleep(0.002)


def test_cancelled_between_two_pages_it_leaves_the_old_file(play, tmp_path, monkeypatch):
    monkeypatch.setattr(export, "PAGE", 2)
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "a.csv"
    path.write_text("of before")

    async def scenario(ledger):
        await filled(ledger, 10, random.Random(2))
        ids = await ledger.link_ids(LinkQuery(archived=None), LinkOrder(OrderBy.CREATED, True))
        heard = []

        def told(count):
            heard.append(count)
            if count == 4:
                assert len(list(folder.glob(".kazadesk-*"))) == 1
                task.cancel()

        task = asyncio.create_task(save_links(ledger, ids, path, told))
        with pytest.raises(asyncio.CancelledError):
            await task
        assert heard == [2, 4]
        await settled(folder)
        assert path.read_text() == "of before"

    play(scenario)


def test_cancelled_while_the_disk_is_slow_it_leaves_nothing(play, tmp_path, monkeypatch):
    begun, go_on = threading.Event(), threading.Event()
    write = WholeFile.write

    def slowly(self, data):
        write(self, data)
        begun.set()
        go_on.wait(10)

    monkeypatch.setattr(WholeFile, "write", slowly)
    folder = tmp_path / "out"
    folder.mkdir()

    async def scenario(ledger):
        task = asyncio.create_task(save_links(ledger, [], folder / "a.csv"))
        await asyncio.to_thread(begun.wait, 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        go_on.set()
        await settled(folder)
        assert list(folder.iterdir()) == []

    play(scenario)


def test_a_disk_that_fills_up_leaves_the_old_file(play, tmp_path, monkeypatch):
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "a.csv"
    path.write_text("of before")

    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("kazadesk.services.files.os.fsync", full)

    async def scenario(ledger):
        await filled(ledger, 10, random.Random(3))
        with pytest.raises(FileError, match="disk_full"):
            await save_links(ledger, list(range(1, 11)), path)
        await settled(folder)
        assert path.read_text() == "of before"
        assert list(folder.iterdir()) == [path]

    play(scenario)


def test_a_ledger_that_breaks_leaves_nothing(play, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()

    async def scenario(ledger):
        await filled(ledger, 3, random.Random(4))
        await ledger.close()
        with pytest.raises(LedgerError):
            await save_links(ledger, [1, 2, 3], folder / "a.csv")
        await settled(folder)
        assert list(folder.iterdir()) == []

    play(scenario)


def test_a_file_that_another_program_holds_is_said(tmp_path, monkeypatch):
    """As Windows refuses to put a file in the place of one that is open."""

    def refuse(_self, _target):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    path = tmp_path / "a.csv"
    path.write_text("of before")
    monkeypatch.setattr(type(path), "replace", refuse)
    with pytest.raises(FileError, match="file_taken"):
        write_whole(path, b"new")
    assert path.read_text() == "of before"
    with pytest.raises(FileError, match="file_protected"):
        write_whole(tmp_path / "new.csv", b"new")
    assert list(tmp_path.iterdir()) == [path]


def test_many_links_take_little_memory(play, tmp_path):
    async def scenario(ledger):
        await filled(ledger, 40, random.Random(5))
        few, many = list(range(1, 41)) * 50, list(range(1, 41)) * 500
        await save_links(ledger, few, tmp_path / "few.csv")
        tracemalloc.start()
        try:
            await save_links(ledger, few, tmp_path / "few.csv")
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            await save_links(ledger, many, tmp_path / "many.csv")
            assert tracemalloc.get_traced_memory()[1] - before < 2_000_000
        finally:
            tracemalloc.stop()
        assert (tmp_path / "many.csv").stat().st_size > 2_000_000

    play(scenario)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows takes its time zone from its settings only")
@pytest.mark.parametrize(
    ("language", "heads", "states"),
    [
        ("en", ("Reference", "State", "Created"), ("waiting", "marked paid")),
        ("ar", ("المرجع", "الحالة", "وقت الإنشاء"), ("بانتظار الدفع", "سُجّل مدفوعًا")),
    ],
)
def test_for_excel_it_is_in_words_with_local_times_and_the_systems_separator(
    play, tmp_path, monkeypatch, language, heads, states
):
    monkeypatch.setenv("TZ", "Asia/Damascus")
    time.tzset()

    async def scenario(ledger):
        request = LinkRequest("12.50", "USD", "merchant@example.com", "INV-1")
        made = await ledger.add_link(request, profile="default", sender="test")
        await ledger.finish_link(made.id, LinkState.WAITING, created=CreatedLink("https://pay.example/1", "id-1"))
        other = await ledger.add_link(replace(request, reference="INV-2"), profile="default", sender="test")
        await ledger.finish_link(other.id, LinkState.WAITING, created=CreatedLink("https://pay.example/2", "id-2"))
        await ledger.mark_by_hand(other.id, "cash")
        path = tmp_path / "links.csv"
        assert await save_links(ledger, [made.id, other.id], path, separator=";", language=language) == 2
        rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
        assert set(heads) <= set(rows[0])
        assert tuple(row[heads[1]] for row in rows) == states
        link = await ledger.link(made.id)
        here = datetime.fromisoformat(link.created_at).astimezone()
        assert rows[0][heads[2]] == here.strftime("%Y-%m-%d %H:%M:%S")
        assert here.utcoffset() == timedelta(hours=3)

    try:
        play(scenario)
    finally:
        monkeypatch.undo()
        time.tzset()
