"""kazadesk links: the ledger as text, JSON lines or CSV."""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kazadesk.core.errors import InputError
from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.order import NEWEST_FIRST
from kazadesk.core.plain import json_line, visible_identifier
from kazadesk.services.days import utc_text
from kazadesk.services.export import FIELDS, columns_of, lines, rows_of, save_workbook_of_links
from kazadesk.services.ports import LinkQuery
from kazadesk.services.reminders import due_query
from kazadesk.words.errors import state_word
from kazadesk.words.voice import local_time, translate

if TYPE_CHECKING:
    import argparse

    from kazadesk.services.books.books import Books
    from kazadesk.services.ports import LedgerReader
    from kazadesk.services.session import Session

_PAGE = 1000
_DAY = len("2026-11-22")
COLUMNS = (*FIELDS, "archived_at")
"""Names of PaymentLink's, as JSON and CSV have them."""


async def print_links(session: Session, args: argparse.Namespace, language: str) -> int:
    """Newest first, page by page, so that any ledger can be listed in little memory."""
    ledger = session.ledger
    query = _query(args, session.books)
    if args.xlsx or args.csv or args.json:
        if args.without_answer:
            ids = [link.id for link in await session.missing.links()]
        else:
            ids = await ledger.link_ids(query, NEWEST_FIRST)
        if args.xlsx:
            await save_workbook_of_links(ledger, ids, Path(args.xlsx), language=language)
        else:
            await _print_rows(ledger, ids, as_json=args.json)
        return 0
    page = await session.missing.links() if args.without_answer else await ledger.links(query, limit=_PAGE)
    while page:
        for link in page:
            print(_line(link))
        page = [] if args.without_answer else await ledger.links(query, after=page[-1], limit=_PAGE)
    return 0


def _query(args: argparse.Namespace, books: Books) -> LinkQuery:
    """What the options ask for. Raises InputError."""
    paid_since = _payments(args.paid_since, "paid_since", books)
    paid_until = _payments(args.paid_until, "paid_until", books)
    # money that was taken is money, whatever was put away
    both = args.archived or paid_since is not None or paid_until is not None
    due = due_query() if args.remind else LinkQuery()
    until = _moment(args.until, "until", end_of_day=True) if args.until else None
    return LinkQuery(
        states=due.states or ((LinkState(args.state),) if args.state and args.state != "archived" else ()),
        archived=True if args.state == "archived" else None if both else False,
        since=_moment(args.since, "since") if args.since else None,
        until=min(filter(None, (until, due.until)), default=None),
        not_reminded_since=due.not_reminded_since,
        search=args.search,
        paid_since=paid_since,
        paid_until=paid_until,
        batch=args.batch,
    )


def _payments(text: str | None, field: str, books: Books) -> str | None:
    """A day is the shop's, as the takings have it."""
    if not text:
        return None
    if len(text) > _DAY:
        return _moment(text, field)
    try:
        day = date.fromisoformat(text)
        return books.payment_days(day, day)[field == "paid_until"]
    except (ValueError, OverflowError):
        raise InputError(field, "bad_date") from None


async def _print_rows(ledger: LedgerReader, link_ids: list[int], *, as_json: bool) -> None:
    names = columns_of(ledger, COLUMNS)
    if not as_json:
        sys.stdout.write(lines([names], names, end="\n"))
    for start in range(0, len(link_ids), _PAGE):
        rows = await rows_of(ledger, link_ids[start : start + _PAGE], COLUMNS)
        if not as_json:
            sys.stdout.write(lines(rows, names, end="\n"))
        else:
            for row in rows:
                print(json_line(dict(zip(names, row, strict=True))))


def _line(link: PaymentLink) -> str:
    money = f"{link.amount} {link.currency}"
    parts = (
        local_time(link.created_at),
        f"{state_word(link.state).lower():<15}",
        f"{money:>18}",
        visible_identifier(link.reference),
        link.url or "",
        translate("Cli", "(archived)") if link.archived_at else "",
    )
    return "  ".join(parts).rstrip()


def _moment(text: str, field: str, *, end_of_day: bool = False) -> str:
    """A day or time as a person writes it here → UTC as the ledger writes it. Raises InputError."""
    try:
        moment = datetime.fromisoformat(text)
        if end_of_day and len(text) <= _DAY:
            moment += timedelta(days=1)
        return utc_text(moment)
    except (ValueError, OverflowError):  # the last day of all has none after it
        raise InputError(field, "bad_date") from None
