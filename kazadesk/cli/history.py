"""kazadesk import: an old list of sales."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kazadesk.cli.batch import EXIT_FILE, EXIT_OK, chosen_columns, print_reading
from kazadesk.cli.books_words import CELLS, reading_word
from kazadesk.core.books.sheet import Reading
from kazadesk.core.errors import InputError
from kazadesk.core.plain import json_line, visible_identifier
from kazadesk.words.books import problem_sentence
from kazadesk.words.voice import local_time, ltr, translate

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from kazadesk.core.books.records import Import
    from kazadesk.services.books.history import HistoryPreview
    from kazadesk.services.session import Session

_SHOWN = 50


async def run_import(session: Session, args: argparse.Namespace) -> int:
    """Take over a list, take one back, or list them. Raises SheetError, BatchError, LedgerError, InputError."""
    service = session.books.history
    if args.list or args.take_back is not None:
        lists = [await service.take_back(args.take_back)] if args.take_back is not None else await service.imports()
        for each in lists:
            print(json_line(_import_json(each)) if args.json else _line(each))
        return EXIT_OK
    if args.file is None:
        raise InputError("file", "missing")
    preview = await service.check(
        Path(args.file),
        Reading(args.encoding, args.separator, args.sheet),
        columns=chosen_columns(args.columns),
        dates=args.dates,
        decimal_mark=args.decimal_mark,
    )
    for problem in preview.checked.problems[:_SHOWN]:
        print(problem_sentence(problem, CELLS), file=sys.stderr)
    if len(preview.checked.problems) > _SHOWN:
        more = len(preview.checked.problems) - _SHOWN
        print(translate("Cli", "… and {count} more").format(count=more), file=sys.stderr)
    if args.dry_run or not preview.may_be_imported:
        _print_preview(preview)
        return EXIT_OK if preview.may_be_imported else EXIT_FILE
    made = await service.take_over(preview)
    print(json_line(_import_json(made)) if args.json else _line(made))
    return EXIT_OK


def _print_preview(preview: HistoryPreview) -> None:
    checked = preview.checked
    print_reading(preview.file.sheet, preview.columns.places)
    order = reading_word(checked.order) or translate("Cli", "not proved by the file")
    print(translate("Cli", "Order of day and month: {order}").format(order=order))
    for sale in checked.sales[:5]:
        about = " ".join(map(visible_identifier, (sale.reference, sale.name, sale.phone)))
        head = translate("Cli", "row {row}:").format(row=sale.row)
        paid = translate("Cli", "paid") if sale.paid else translate("Cli", "unpaid")
        print(f"  {head} {sale.day}  {sale.amount} {sale.currency}  {paid}  {about}")
    told = translate("Cli", "{sales} sales, {wrong} cells are wrong; nothing was kept.")
    print(told.format(sales=len(checked.sales), wrong=len(checked.problems)))


def _line(made: Import) -> str:
    if made.taken_back_at:
        state = translate("Cli", "taken back {when}").format(when=ltr(local_time(made.taken_back_at)))
    else:
        state = translate("Cli", "{sales} sales").format(sales=made.sales)
    return f"{made.id}  {local_time(made.imported_at)}  {visible_identifier(made.file_name)}  {state}"


def _import_json(made: Import) -> Mapping[str, object]:
    return {
        "number": made.id,
        "profile": made.profile,
        "file": made.file_name,
        "imported_at": made.imported_at,
        "taken_back_at": made.taken_back_at,
        "sales": made.sales,
    }
