"""Workbooks for office.py to open, in FOLDER, and beside them what has to be seen in them: `expected.json`."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.order import NEWEST_FIRST
from kazadesk.core.records import LinkQuery
from kazadesk.services.export import save_workbook_of_links
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

TEXTS = (
    "00123",
    "3-4",
    "1E5",
    "-7",
    "+963 11 555",
    "1234567890123456789",
    "=1+1",
    '=HYPERLINK("http://x.example")',
    "@SUM(A1)",
    "'x",
    "TRUE",
    "10%",
    "2026-11-22",
    "١٢/٣",
    "فاتورة أحمد ٧",
    "قهوة & شاي <1>",
    "https://x.example/a?b=1",
)
AMOUNTS = ("10.50", "0.1", "8.95", "123456789012345", "1234567890123456", "0.000001", "7")


async def make(folder: Path) -> None:
    ledger = await asyncio.to_thread(SqliteLedger.open, folder / "ledger.sqlite")
    wanted = []
    for number, text in enumerate(TEXTS):
        amount = AMOUNTS[number % len(AMOUNTS)]
        request = LinkRequest(amount, "SYP" if number % 3 else "USD", "a@b.example", text)
        link = await ledger.add_link(request, profile="shop", sender="office")
        created = CreatedLink(f"https://pay.example/{number}", f"{number:019d}")
        await ledger.finish_link(link.id, LinkState.WAITING, created=created)
        wanted.append([text, created.order_id, amount])
    ids = await ledger.link_ids(LinkQuery(), NEWEST_FIRST)
    for language in ("en", "ar"):
        await save_workbook_of_links(ledger, ids, folder / f"links-{language}.xlsx", language=language)
    await ledger.close()
    (folder / "expected.json").write_text(json.dumps(wanted[::-1]), "utf-8")


asyncio.run(make(Path(sys.argv[1])))
