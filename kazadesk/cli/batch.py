"""kazadesk batch: many links from one file."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from kazadesk.cli import PROGRAM
from kazadesk.cli.books_words import CELLS, reading_word
from kazadesk.cli.words import code_sentence, link_sentence
from kazadesk.core.books.columns import column_letter
from kazadesk.core.books.sheet import Reading, Sheet
from kazadesk.core.errors import BatchError, InputError
from kazadesk.core.link import LinkState, payable
from kazadesk.core.plain import json_line, visible_identifier
from kazadesk.words.books import problem_sentence
from kazadesk.words.errors import state_word as state_in_words
from kazadesk.words.voice import local_time, ltr, translate

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from kazadesk.core.books.records import Batch, SentRow
    from kazadesk.services.books.batch import BatchRun, Preview, Progress
    from kazadesk.services.session import Session

EXIT_OK, EXIT_REFUSED, EXIT_FILE, EXIT_UNSENT, EXIT_UNKNOWN = 0, 1, 2, 6, 7
_EXITS = {
    LinkState.FAILED: EXIT_REFUSED,
    LinkState.UNSENT: EXIT_UNSENT,
    LinkState.SENDING: EXIT_UNKNOWN,
    LinkState.UNKNOWN: EXIT_UNKNOWN,
}
_SHOWN_PROBLEMS = 50
_SHOWN_BATCHES = 1000


async def run_batch(session: Session, args: argparse.Namespace) -> int:
    """Check the file, and unless it is a dry run send it. Raises SheetError, BatchError, LedgerError, VaultError."""
    service = session.books.batches
    if args.list:
        for each in await service.batches(limit=_SHOWN_BATCHES):
            print(json_line(_batch_json(each)) if args.json else _batch_line(each))
        return EXIT_OK
    if args.file is None:
        raise InputError("file", "missing")
    preview = await service.check(
        Path(args.file),
        Reading(args.encoding, args.separator, args.sheet),
        columns=chosen_columns(args.columns),
        decimal_mark=args.decimal_mark,
        again=args.again,
    )
    if args.dry_run:
        _print_preview(preview, as_json=args.json)
        return EXIT_OK if preview.may_be_sent else EXIT_FILE
    if preview.checked.problems or not preview.checked.rows:
        _print_preview(preview, as_json=args.json)
        return EXIT_FILE
    if preview.earlier is not None and args.resume:
        batch = preview.earlier
    elif args.resume:
        raise BatchError("nothing_to_resume")
    else:
        batch = await service.begin(preview, again=args.again)
    run = service.run(batch)
    _stop_with_the_keys(run)
    progress = await _shown(run)
    rows = await service.rows(batch)
    if args.results:
        await asyncio.to_thread(_save_results, Path(args.results), batch, rows)
    if args.failed:
        await asyncio.to_thread(_save_failed, Path(args.failed), batch, rows)
    _print_results(batch, rows, progress, as_json=args.json)
    return max((_exit_of(sent) for sent in rows), default=EXIT_OK)


def chosen_columns(text: str | None) -> dict[str, str] | None:
    """`amount=B,ref=Invoice no` → field → column. Raises InputError(columns)."""
    if not text:
        return None
    chosen: dict[str, str] = {}
    for part in text.split(","):
        field, equals, column = part.partition("=")
        if not equals or not field.strip() or not column.strip():
            raise InputError("columns", "bad_columns")
        chosen[field.strip().lower()] = column.strip()
    return chosen


def _exit_of(sent: SentRow) -> int:
    if sent.link is None:
        return EXIT_UNSENT
    return _EXITS.get(sent.link.state, EXIT_OK)


def _stop_with_the_keys(run: BatchRun) -> None:
    """Ctrl+C stops before the next row; a second one ends the program, and the ledger knows what was under way."""
    loop = asyncio.get_running_loop()
    before = signal.getsignal(signal.SIGINT)

    def stop(*_: object) -> None:
        signal.signal(signal.SIGINT, before)
        loop.call_soon_threadsafe(run.cancel)

    signal.signal(signal.SIGINT, stop)


async def _shown(run: BatchRun) -> Progress:
    """Run it; on a terminal with a line that says how far it is."""
    if not sys.stderr.isatty():
        return await run.run()
    shown = ""

    def show() -> None:
        nonlocal shown
        now = run.progress
        told = translate("Cli", "{done} of {rows}, {rate} a second")
        line = told.format(done=now.settled, rows=now.rows, rate=f"{now.rate:.1f}")
        if now.seconds_left is not None:
            left = f"{now.seconds_left // 60}:{now.seconds_left % 60:02d}"
            line += translate("Cli", ", {time} left").format(time=left)
        if now.waiting:
            line += translate("Cli", ", Kazawallet asks to wait {seconds} s").format(seconds=now.waiting)
        print("\r" + line.ljust(len(shown)), end="", file=sys.stderr, flush=True)
        shown = line

    run.changed = show
    try:
        return await run.run()
    finally:
        print(file=sys.stderr)


def _print_preview(preview: Preview, *, as_json: bool) -> None:
    checked = preview.checked
    if as_json:
        print(json_line(_preview_json(preview)))
        return
    print_reading(preview.file.sheet, preview.columns.places)
    if preview.columns.unused:
        unused = ", ".join(map(visible_identifier, preview.columns.unused))
        print(translate("Cli", "Not used: {columns}").format(columns=unused))
    print(translate("Cli", "Decimal mark: {mark}").format(mark=reading_word(preview.decimal_mark)))
    for row in checked.rows[:5]:
        asked = row.request
        about = (
            asked.reference or translate("Cli", "(a reference is made)"),
            row.customer.name,
            row.customer.phone,
            asked.email,
        )
        head = translate("Cli", "row {row}:").format(row=row.number)
        print(f"  {head} {asked.amount} {asked.currency}  " + "  ".join(map(visible_identifier, about)))
    for currency, count, total in checked.totals:
        told = translate("Cli", "Total: {count} links, {total}")
        print(told.format(count=count, total=ltr(f"{total} {currency}")))
    if preview.earlier is not None:
        told = translate("Cli", "This list was sent before: {file}, {when}")
        earlier = preview.earlier
        print(told.format(file=visible_identifier(earlier.file_name), when=ltr(local_time(earlier.created_at))))
    if checked.alike:
        told = translate("Cli", "The same as an earlier row, and without a reference: rows {rows}")
        print(told.format(rows=_listed(checked.alike)))
    for problem in checked.problems[:_SHOWN_PROBLEMS]:
        print(problem_sentence(problem, CELLS), file=sys.stderr)
    if len(checked.problems) > _SHOWN_PROBLEMS:
        more = len(checked.problems) - _SHOWN_PROBLEMS
        print(translate("Cli", "… and {count} more").format(count=more), file=sys.stderr)
    if checked.problems:
        told = translate("Cli", "{count} cells are wrong; nothing was sent.").format(count=len(checked.problems))
        print(f"{PROGRAM}: {told}", file=sys.stderr)
    elif not checked.rows:
        told = translate("Cli", "The file has no rows; nothing was sent.")
        print(f"{PROGRAM}: {told}", file=sys.stderr)


def print_reading(sheet: Sheet, places: Mapping[str, int]) -> None:
    """How a file was read, and which column is what."""
    of_sheet = translate("Cli", "sheet {name}").format(name=sheet.sheet) if sheet.sheet else ""
    how = (sheet.kind.upper(), sheet.encoding, reading_word(sheet.separator), of_sheet)
    read = ", ".join(visible_identifier(text) for text in how if text)
    print(translate("Cli", "Read as: {how}").format(how=read))
    columns = ", ".join(ltr(f"{field} = {column_letter(place)}") for field, place in places.items())
    print(translate("Cli", "Columns: {columns}").format(columns=columns))


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:20])) + (" …" if len(numbers) > 20 else "")


def _preview_json(preview: Preview) -> Mapping[str, object]:
    sheet, checked = preview.file.sheet, preview.checked
    return {
        "kind": sheet.kind,
        "encoding": sheet.encoding or None,
        "separator": sheet.separator or None,
        "sheet": sheet.sheet or None,
        "columns": {field: column_letter(place) for field, place in preview.columns.places.items()},
        "unused": list(preview.columns.unused),
        "decimal_mark": preview.decimal_mark,
        "links": len(checked.rows),
        "totals": {currency: total for currency, _, total in checked.totals},
        "alike": list(checked.alike),
        "sent_before": preview.earlier.created_at if preview.earlier else None,
        "problems": [
            {
                "row": problem.row,
                "column": problem.column or None,
                "field": problem.field,
                "error": problem.code,
                "message": problem_sentence(problem, CELLS),
            }
            for problem in checked.problems
        ],
    }


def _batch_line(batch: Batch) -> str:
    told = translate("Cli", "Batch {number}: {file}, {when}, {made} of {rows} links")
    return told.format(
        number=batch.id,
        file=visible_identifier(batch.file_name),
        when=ltr(local_time(batch.created_at)),
        made=batch.made,
        rows=batch.rows,
    )


def _batch_json(batch: Batch) -> Mapping[str, object]:
    return {
        "batch": batch.id,
        "profile": batch.profile,
        "file": batch.file_name,
        "created_at": batch.created_at,
        "rows": batch.rows,
        "made": batch.made,
    }


def _print_results(batch: Batch, rows: Sequence[SentRow], progress: Progress, *, as_json: bool) -> None:
    if as_json:
        for sent in rows:
            print(json_line({"batch": batch.id, **_row_json(sent)}))
    else:
        counts = Counter(state_word(sent) for sent in rows)
        print(", ".join(f"{count} {_state_in_words(word)}" for word, count in counts.items()))
        for sent in rows:
            if _exit_of(sent) not in (EXIT_OK, EXIT_UNSENT):
                row = translate("Cli", "row {row}:").format(row=sent.row.number)
                print(f"{PROGRAM}: {row} {reason_sentence(sent)}", file=sys.stderr)
    if progress.stopped:
        print(f"{PROGRAM}: {stopped_sentence(progress.stopped)}", file=sys.stderr)


def state_word(sent: SentRow) -> str:
    return str(sent.link.state) if sent.link is not None else "not_sent"


def _state_in_words(code: str) -> str:
    return translate("Cli", "not sent") if code == "not_sent" else state_in_words(LinkState(code)).lower()


def reason_sentence(sent: SentRow) -> str:
    """Why a row has no URL to hand out; "" where it has one."""
    if sent.link is None:
        return translate("Cli", "The row was not sent.")
    return "" if payable(sent.link) else link_sentence(sent.link)


def stopped_sentence(code: str) -> str:
    if code == "cancelled":
        return translate("Cli", "Stopped. The same command with --resume goes on.")
    if code == "unknown_series":
        return translate(
            "Cli",
            "Stopped: of the last rows nobody knows the outcome. Look into your Kazawallet account before --resume.",
        )
    told = translate("Cli", "Nothing more was sent; the same command with --resume goes on.")
    return f"{code_sentence(code)} {told}"


def _row_json(sent: SentRow) -> Mapping[str, object]:
    link, asked = sent.link, sent.row.request
    return {
        "row": sent.row.number,
        "state": state_word(sent),
        "reference": link.reference if link else asked.reference or None,
        "order_id": link.order_id if link else None,
        "url": link.url if link else None,
        "amount": asked.amount,
        "currency": asked.currency,
        "error": link.error if link else None,
        "message": (link.message or reason_sentence(sent) or None) if link else None,
    }


def _save_results(path: Path, batch: Batch, rows: Sequence[SentRow]) -> None:
    from kazadesk.services.books.results import results_table, save_table

    save_table(path, results_table(batch, rows, reason_sentence, state_word))


def _save_failed(path: Path, batch: Batch, rows: Sequence[SentRow]) -> None:
    from kazadesk.services.books.results import failed_table, save_table

    save_table(path, failed_table(batch, rows))
