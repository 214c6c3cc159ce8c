"""Links as a table for bookkeeping: which columns there are, how a cell is made safe, and the whole as a file."""

from __future__ import annotations

import asyncio
import csv
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING

from kazadesk.services.files import WholeFile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kazadesk.core.link import PaymentLink
    from kazadesk.services.links import LinkService

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
PAGE = 500
# some programs take the wide forms of these signs for the signs themselves
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BREAKS = ("\t", "\r", "\n")


def fields(link: PaymentLink, names: Sequence[str] = FIELDS) -> list[str | None]:
    """What stands in the columns `names`: amounts exact, times UTC in ISO 8601, the state's code."""
    return [None if (value := getattr(link, name)) is None else str(value) for name in names]


def cell(text: str | None) -> str:
    """`text` as a spreadsheet shows and never runs it: what begins like a formula gets an apostrophe before it."""
    if not text:
        return ""
    # some programs pass over blanks before they look for a formula
    return f"'{text}" if text.startswith(_BREAKS) or text.lstrip().startswith(_FORMULA) else text


def _lines(rows: Sequence[Sequence[str]], separator: str) -> bytes:
    """As RFC 4180 has them, but for another separator."""
    written = StringIO()
    csv.writer(written, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode()


def _write(file: WholeFile, links: Sequence[PaymentLink], separator: str) -> None:
    file.write(_lines([[cell(text) for text in fields(link, FILE_FIELDS)] for link in links], separator))


async def save_links(
    service: LinkService,
    link_ids: Sequence[int],
    path: Path,
    told: Callable[[int], object] = lambda _count: None,
    *,
    separator: str = ",",
) -> int:
    """Save those links, in that order, as they are now, as CSV in UTF-8; returns how many.

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
        await loop.run_in_executor(disk, file.write, b"\xef\xbb\xbf" + _lines([FILE_FIELDS], separator))
        for start in range(0, len(link_ids), PAGE):
            wanted = link_ids[start : start + PAGE]
            found = {link.id: link for link in await service.links_of(wanted)}
            links = [found[link_id] for link_id in wanted if link_id in found]
            await loop.run_in_executor(disk, partial(_write, file, links, separator))
            count += len(links)
            told(count)
        await loop.run_in_executor(disk, file.finish)
    except BaseException:
        disk.submit(file.drop)
        raise
    finally:
        disk.shutdown(wait=False)
    return count
