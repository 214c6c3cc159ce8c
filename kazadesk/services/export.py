"""Links as a table for bookkeeping: which columns there are, how a cell is made safe, and the whole as a file."""

from __future__ import annotations

import asyncio
import csv
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING

from kazadesk.core.books.closing import Sum
from kazadesk.core.books.sheet import guard
from kazadesk.services.books.xlsx import Page, WorkbookWriter
from kazadesk.services.files import WholeFile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kazadesk.core.link import PaymentLink
    from kazadesk.services.ports import LedgerReader

FIELDS = (
    "reference",
    "order_id",
    "state",
    "amount",
    "currency",
    "email",
    "redirect_url",
    "url",
    "created_at",
    "updated_at",
)
"""Names of PaymentLink's, and of the columns that the command line prints. People's own sheets count on them."""
FILE_FIELDS = (*FIELDS, "profile", "by_hand_reason")
"""Those of a file: whose account it was, and why a link counts as paid without a webhook."""
DESK = "desk"
"""The last column where several desks share the ledger: the one that made the link."""
_TIMES = ("created_at", "updated_at")
PAGE = 500
AMOUNTS = ("amount",)
"""Columns of numbers, which a spreadsheet may take for numbers. All others are texts, whatever they look like."""


def fields(link: PaymentLink, names: Sequence[str] = FIELDS) -> list[str | None]:
    """What stands in the columns `names`: amounts exact, times UTC in ISO 8601, the state's code."""
    return [None if (value := getattr(link, name)) is None else str(value) for name in names]


def cells(row: Sequence[str | None], names: Sequence[str] = FIELDS) -> list[str]:
    """`fields` for CSV, as a spreadsheet shows and never runs or changes them."""
    return [text or "" if name in AMOUNTS else guard(text) for name, text in zip(names, row, strict=True)]


async def rows_of(ledger: LedgerReader, links: Sequence[PaymentLink], names: Sequence[str]) -> list[list[str | None]]:
    """The `fields` of each link under `columns_of`. Raises LedgerError."""
    rows = [fields(link, names) for link in links]
    if not ledger.is_shared:
        return rows
    desks = await ledger.desks_of([link.id for link in links])
    return [[*row, desks.get(link.id)] for link, row in zip(links, rows, strict=True)]


def columns_of(ledger: LedgerReader, names: Sequence[str]) -> Sequence[str]:
    """`names`, and the desk where several share the ledger."""
    return (*names, DESK) if ledger.is_shared else names


def _lines(rows: Sequence[Sequence[str]], separator: str) -> bytes:
    """As RFC 4180 has them, but for another separator.

    Every cell is quoted: a program that parts cells elsewhere must not find a formula behind a sign of its own.
    """
    written = StringIO()
    csv.writer(written, delimiter=separator, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return written.getvalue().encode()


def _write(file: WholeFile, rows: Sequence[Sequence[str | None]], names: Sequence[str], separator: str) -> None:
    file.write(_lines([cells(row, names) for row in rows], separator))


def _heads(names: Sequence[str], language: str) -> Sequence[str]:
    if not language:
        return names
    words = HEADS[language]
    return [words.get(f"{name}_here") or words[name] for name in names]


def _for_people(row: Sequence[str | None], names: Sequence[str], language: str) -> list[str | None]:
    told = list(row)
    for place, name in enumerate(names):
        text = told[place]
        if text and name == "state":
            told[place] = STATES[language].get(text, text)
        elif text and name in _TIMES:
            told[place] = _here(text)
    return told


def _here(utc: str) -> str:
    """A time of the ledger by this computer's clock, as every spreadsheet takes it for a date and a time."""
    try:
        return datetime.fromisoformat(utc).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError, OSError):  # Windows has no local time before 1970
        return utc


async def save_links(
    ledger: LedgerReader,
    link_ids: Sequence[int],
    path: Path,
    told: Callable[[int], object] = lambda _count: None,
    *,
    separator: str = ",",
    language: str = "",
) -> int:
    """Save those links, in that order, as they are now, as CSV in UTF-8; returns how many.

    With a `language` it is for people: headers and states in their words, times of this computer's zone, as a
    spreadsheet reads them. Without, for programs: names, codes, and UTC in ISO 8601.

    `told` hears after each page how many are written. Cancelled or refused, no file is left and an old one stays.
    Raises LedgerError, FileError.
    """
    count = 0
    file = WholeFile(path)
    loop = asyncio.get_running_loop()
    # one thread: what is still being written when this is cancelled is through before the file is dropped
    disk = ThreadPoolExecutor(1, thread_name_prefix="export")
    try:
        # Excel takes a file without this mark for one in the old letters of its country
        names = columns_of(ledger, FILE_FIELDS)
        await loop.run_in_executor(disk, file.write, b"\xef\xbb\xbf" + _lines([_heads(names, language)], separator))
        for start in range(0, len(link_ids), PAGE):
            wanted = link_ids[start : start + PAGE]
            found = {link.id: link for link in await ledger.links_of(wanted)}
            links = [found[link_id] for link_id in wanted if link_id in found]
            rows = await rows_of(ledger, links, FILE_FIELDS)
            if language:
                rows = [_for_people(row, names, language) for row in rows]
            await loop.run_in_executor(disk, partial(_write, file, rows, names, separator))
            count += len(links)
            told(count)
        await loop.run_in_executor(disk, file.finish)
    except BaseException:
        disk.submit(file.drop)
        raise
    finally:
        disk.shutdown(wait=False)
    return count


HEADS = {
    "en": {
        "reference": "Reference",
        "order_id": "Order id",
        "state": "State",
        "amount": "Amount",
        "currency": "Currency",
        "email": "Email",
        "redirect_url": "Redirect URL",
        "url": "URL",
        "created_at": "Created (UTC)",
        "updated_at": "Changed (UTC)",
        "created_at_here": "Created",
        "updated_at_here": "Changed",
        "profile": "Account",
        "by_hand_reason": "Reason of marking by hand",
        "desk": "Desk",
        "links": "Links",
        "totals": "Totals",
        "count": "Number",
    },
    "ar": {
        "reference": "المرجع",
        "order_id": "رقم الطلب",
        "state": "الحالة",
        "amount": "المبلغ",
        "currency": "العملة",
        "email": "البريد الإلكتروني",
        "redirect_url": "رابط العودة",
        "url": "رابط الدفع",
        "created_at": "وقت الإنشاء (UTC)",
        "updated_at": "آخر تغيير (UTC)",
        "created_at_here": "وقت الإنشاء",
        "updated_at_here": "آخر تغيير",
        "profile": "الحساب",
        "by_hand_reason": "سبب التعليم اليدوي",
        "desk": "المكتب",
        "links": "الروابط",
        "totals": "المجاميع",
        "count": "العدد",
    },
}
"""The words of a workbook, which is for people: language → column → head word."""
STATES = {
    "en": {
        "sending": "sending",
        "waiting": "waiting",
        "failed": "failed",
        "unsent": "not sent",
        "unknown": "outcome unknown",
        "paid": "paid",
        "timed_out": "timed out",
        "needs_attention": "needs attention",
        "paid_by_hand": "marked paid",
    },
    "ar": {
        "sending": "جارٍ الإرسال",
        "waiting": "بانتظار الدفع",
        "failed": "تعذّر الإنشاء",
        "unsent": "لم يُرسل",
        "unknown": "النتيجة غير معروفة",
        "paid": "مدفوع",
        "timed_out": "انتهت المهلة",
        "needs_attention": "يحتاج إلى مراجعة",
        "paid_by_hand": "سُجّل مدفوعًا",
    },
}
_WIDTHS = {"reference": 24, "order_id": 26, "email": 28, "redirect_url": 36, "url": 48, "created_at": 26}


async def save_workbook_of_links(
    ledger: LedgerReader,
    link_ids: Sequence[int],
    path: Path,
    told: Callable[[int], object] = lambda _count: None,
    *,
    language: str = "en",
) -> int:
    """Save those links, as they are now, as XLSX with a sheet of totals; returns how many. As `save_links` otherwise.

    In Arabic both sheets run from right to left.
    """
    words, states = HEADS[language], STATES[language]
    loop = asyncio.get_running_loop()
    disk = ThreadPoolExecutor(1, thread_name_prefix="export")
    count = 0
    sums: dict[tuple[str, str], Sum] = {}
    writer = await loop.run_in_executor(disk, partial(WorkbookWriter, path, right_to_left=language == "ar"))
    try:
        columns = columns_of(ledger, FILE_FIELDS)
        kinds = "".join("n" if name in AMOUNTS else "t" for name in columns)
        widths = tuple(_WIDTHS.get(name, 16) for name in columns)
        head = tuple(words[name] for name in columns)
        await loop.run_in_executor(disk, writer.page, Page(words["links"], head, kinds, (), widths))
        for start in range(0, len(link_ids), PAGE):
            wanted = link_ids[start : start + PAGE]
            found = {link.id: link for link in await ledger.links_of(wanted)}
            links = [found[link_id] for link_id in wanted if link_id in found]
            rows = await rows_of(ledger, links, FILE_FIELDS)
            for link, row in zip(links, rows, strict=True):
                row[2] = states[link.state]
                key = link.currency, link.state.value
                sums[key] = sums.get(key, Sum()).plus(1, link.amount)
            await loop.run_in_executor(disk, writer.write, rows)
            count += len(links)
            told(count)
        names = ("currency", "state", "count", "amount")
        totals = Page(words["totals"], tuple(words[name] for name in names), "ttnn", ())
        await loop.run_in_executor(disk, writer.page, totals)
        lines = [
            [currency, states[state], str(sums[currency, state].count), sums[currency, state].amount]
            for currency, state in sorted(sums)
        ]
        await loop.run_in_executor(disk, writer.write, lines)
        await loop.run_in_executor(disk, writer.finish)
    except BaseException:
        disk.submit(writer.drop)
        raise
    finally:
        disk.shutdown(wait=False)
    return count
