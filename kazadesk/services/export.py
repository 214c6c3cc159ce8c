"""Links as a table for bookkeeping: which columns there are, how a cell is made safe, and the whole as a file."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from kazadesk.core.books.closing import Sum
from kazadesk.core.books.sheet import guard
from kazadesk.services.books.xlsx import Page, WorkbookWriter
from kazadesk.services.files import WholeFile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

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
CUSTOMER = ("customer", "phone")
"""Who is to pay: these stand beside the link in the ledger, and last in a file."""
FILE_FIELDS = (*FIELDS, "profile", "by_hand_reason", *CUSTOMER)
"""Those of a file: whose account it was, why a link counts as paid without a webhook, and whose link it is."""
DESK = "desk"
"""The last column where several desks share the ledger: the one that made the link."""
_TIMES = ("created_at", "updated_at")
PAGE = 1000
AMOUNTS = ("amount",)
"""Columns of numbers, which a spreadsheet may take for numbers. All others are texts, whatever they look like."""


async def rows_of(
    ledger: LedgerReader, link_ids: Sequence[int], names: Sequence[str] = FILE_FIELDS
) -> list[Sequence[str | None]]:
    """What stands under `columns_of` for each of some links that there is, in the order of the ids. Raises LedgerError.

    Amounts are exact, times UTC in ISO 8601, states their codes.
    """
    found = await ledger.texts_of(link_ids, names)
    if ledger.is_shared:
        desks = await ledger.desks_of(link_ids)
        found = {link_id: (*row, desks.get(link_id)) for link_id, row in found.items()}
    return [found[link_id] for link_id in link_ids if link_id in found]


def columns_of(ledger: LedgerReader, names: Sequence[str]) -> Sequence[str]:
    """`names`, and the desk where several share the ledger."""
    return (*names, DESK) if ledger.is_shared else names


def lines(rows: Sequence[Sequence[str | None]], names: Sequence[str], separator: str = ",", end: str = "\r\n") -> str:
    """Rows as CSV, whose cells a spreadsheet shows and never runs or changes.

    As RFC 4180 has them, but for another separator. Every cell is quoted: a program that parts cells elsewhere must not
    find a formula behind a sign of its own.
    """
    if not rows:
        return ""
    columns = zip(*rows, strict=True)
    safe = [_safe(column, number=name in AMOUNTS) for name, column in zip(names, columns, strict=True)]
    between = f'"{separator}"'
    # csv.writer takes four times as long
    return "".join(f'"{line}"{end}' for line in map(between.join, zip(*safe, strict=True)))


def _safe(column: Sequence[str | None], *, number: bool) -> Sequence[str]:
    """Of a column most texts are fine as they are, and many are the same."""
    changed = {text: new for text in set(column) if (new := _cell(text, number)) != text}
    return [changed.get(text, text) for text in column] if changed else column  # type: ignore[misc,return-value]


def _cell(text: str | None, number: bool) -> str:
    return ((text or "") if number else guard(text)).replace('"', '""')


def _write(
    file: WholeFile, rows: Sequence[Sequence[str | None]], names: Sequence[str], separator: str, language: str
) -> None:
    if language:
        rows = [_for_people(row, names, language) for row in rows]
    file.write(lines(rows, names, separator).encode())


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
        head = "\ufeff" + lines([_heads(names, language)], names, separator)
        written = loop.run_in_executor(disk, file.write, head.encode())
        for start in range(0, len(link_ids), PAGE):
            rows = await rows_of(ledger, link_ids[start : start + PAGE])
            await written  # while the page was read
            written = loop.run_in_executor(disk, _write, file, rows, names, separator, language)
            count += len(rows)
            told(count)
        await written
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
        "customer": "Customer",
        "phone": "Phone",
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
        "customer": "الزبون",
        "phone": "الهاتف",
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
        state, amount, currency = (columns.index(name) for name in ("state", "amount", "currency"))
        await loop.run_in_executor(disk, writer.page, Page(words["links"], head, kinds, (), widths))
        for start in range(0, len(link_ids), PAGE):
            rows = [list(row) for row in await rows_of(ledger, link_ids[start : start + PAGE])]
            for row in rows:
                key = str(row[currency]), str(row[state])
                sums[key] = sums.get(key, Sum()).plus(1, str(row[amount]))
                row[state] = states[key[1]]
            await loop.run_in_executor(disk, writer.write, rows)
            count += len(rows)
            told(count)
        names = ("currency", "state", "count", "amount")
        totals = Page(words["totals"], tuple(words[name] for name in names), "ttnn", ())
        await loop.run_in_executor(disk, writer.page, totals)
        totalled = [[key[0], states[key[1]], str(sums[key].count), sums[key].amount] for key in sorted(sums)]
        await loop.run_in_executor(disk, writer.write, totalled)
        await loop.run_in_executor(disk, writer.finish)
    except BaseException:
        disk.submit(writer.drop)
        raise
    finally:
        disk.shutdown(wait=False)
    return count
