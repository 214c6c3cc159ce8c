"""kazadesk close and kazadesk report: the day and the takings."""

from __future__ import annotations

import asyncio
import csv
import sys
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kazadesk.core.books.day import parse_day
from kazadesk.core.errors import CloseError, InputError
from kazadesk.core.plain import json_line, visible_identifier
from kazadesk.services.books.closing_table import KINDS, close_words, save_closes
from kazadesk.words.voice import local_time, ltr, translate

if TYPE_CHECKING:
    import argparse

    from kazadesk.core.books.closing import Close, CloseLine
    from kazadesk.services.session import Session

DAYS = 30


async def run_close(session: Session, args: argparse.Namespace, language: str) -> int:
    """Close a day, or show closes that were made. Raises CloseError, InputError, LedgerError, FileError."""
    service = session.books.closes
    if args.list or args.number is not None:
        shown = await service.closes(limit=10_000)
        if args.number is not None:
            shown = [close for close in shown if close.number == args.number]
            if not shown:
                raise CloseError("no_such_close", number=str(args.number))
    else:
        service.set_shop_day(args.zone, args.day_ends)
        day = parse_day(args.day) if args.day else None
        shown = [await service.close(day, note=args.note, with_balances=not args.without_balance)]
    if args.xlsx:
        save = partial(save_closes, Path(args.xlsx), shown, close_words(), right_to_left=language == "ar")
        await asyncio.to_thread(save)
    for close in shown:
        if args.json:
            print(json_line(_close_json(close)))
        else:
            _print_close(close)
    return 0


def _print_close(close: Close) -> None:
    days = ltr(close.day)
    if close.first_day != close.day:
        days = translate("Cli", "{first} to {last}").format(first=ltr(close.first_day), last=ltr(close.day))
    told = translate("Cli", "Close {number}: {days}, made {when}")
    print(told.format(number=close.number, days=days, when=ltr(local_time(close.made_at))))
    if close.note:
        print(f"  {visible_identifier(close.note)}")
    if not close.lines:
        print("  " + translate("Cli", "nothing happened"))
    for line in close.lines:
        print(f"  {line.currency}")
        for kind in KINDS:
            total = getattr(line, kind)
            if total.count:
                print(f"    {_kinds()[kind]:<32}{total.count:>8}  {total.amount:>20}")
        if line.closing is not None:
            print(f"    {_balance():<32}{'':>8}  {line.closing:>20}")
        if line.difference is not None:
            print(f"    {translate('Cli', 'changed otherwise than by these'):<32}{'':>8}  {line.difference:>20}")


def _balance() -> str:
    return translate("Cli", "balance")


def _kinds() -> dict[str, str]:
    return {
        "created": translate("Cli", "created"),
        "paid": translate("Cli", "paid"),
        "paid_by_hand": translate("Cli", "by hand"),
        "timed_out": translate("Cli", "timed out"),
        "unknown": translate("Cli", "without an answer"),
        "late": translate("Cli", "of these for days closed before"),
    }


def _close_json(close: Close) -> Mapping[str, object]:
    return {
        "number": close.number,
        "profile": close.profile,
        "first_day": close.first_day,
        "day": close.day,
        "until": close.until,
        "made_at": close.made_at,
        "note": close.note or None,
        "currencies": {line.currency: _line_json(line) for line in close.lines},
    }


def _line_json(line: CloseLine) -> Mapping[str, object]:
    sums = {kind: getattr(line, kind) for kind in KINDS}
    return {
        **{kind: {"count": total.count, "amount": total.amount} for kind, total in sums.items()},
        "opening_balance": line.opening,
        "closing_balance": line.closing,
        "difference": line.difference,
    }


async def run_report(session: Session, args: argparse.Namespace, language: str) -> int:
    """Takings of the account per period and currency. Raises InputError, LedgerError, FileError."""
    from kazadesk.services.books.report import FIELDS, report_heads

    today = session.books.closes.today()
    until = parse_day(args.until, "until") if args.until else today
    since = parse_day(args.since, "since") if args.since else until - timedelta(days=DAYS - 1)
    if since > until:
        raise InputError("since", "after_until")
    entries = await session.books.takings(since, until, by=args.by, with_imported=args.imported)
    if args.json:
        for entry in entries:
            print(json_line(dict(zip(FIELDS, entry.values, strict=True))))
    elif args.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writerow(FIELDS)
        writer.writerows(entry.values for entry in entries)  # days, codes of currencies, numbers
    else:
        for entry in entries:
            if entry.paid.count or entry.paid_by_hand.count:
                by_hand = ""
                if entry.paid_by_hand.count:
                    told = translate("Cli", "by hand {amount}").format(amount=entry.paid_by_hand.amount)
                    by_hand = f"  {told}"
                number = translate("Cli", "{count} paid").format(count=entry.paid.count)
                paid = f"{entry.paid.amount:>20} {entry.currency}  {number}"
                print(f"{entry.period.isoformat()}  {paid}{by_hand}")
    if args.xlsx:
        from kazadesk.services.books.xlsx import Page, save_workbook

        kinds = "tt" + "n" * (len(FIELDS) - 2)
        page = Page(translate("Books", "Takings"), report_heads(), kinds, [entry.values for entry in entries])
        await asyncio.to_thread(save_workbook, Path(args.xlsx), [page], right_to_left=language == "ar")
    return 0
