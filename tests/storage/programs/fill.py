"""Add links until the ledger refuses, with files limited to argv[2] bytes; then lift the limit and add one more."""

# ruff: noqa: T201

import asyncio
import resource
import signal
import sys
from pathlib import Path

from kazadesk.core.errors import LedgerError
from kazadesk.core.link import LinkRequest
from kazadesk.core.records import LinkQuery
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


async def main():
    ledger = SqliteLedger.open(Path(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    added = 0
    try:
        while True:
            request = LinkRequest("10.10", "USD", "a@example.com", f"R-{added}", "https://shop.example/" + "x" * 1000)
            await ledger.add_link(request, profile="shop", sender="me")
            added += 1
    except LedgerError as error:
        print(error.code)
    print(await ledger.count(LinkQuery()) == added)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    await ledger.add_link(LinkRequest("1", "USD", "a@example.com", "after"), profile="shop", sender="me")
    await ledger.quick_check()
    print(await ledger.count(LinkQuery()) == added + 1)
    await ledger.close()


asyncio.run(main())
