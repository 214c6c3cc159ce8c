"""Open a ledger once told to, add one link, close: argv = ledger, reference."""

# ruff: noqa: T201

import asyncio
import sys
from pathlib import Path

from kazadesk.core.link import LinkRequest
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

print("ready", flush=True)
sys.stdin.readline()
ledger = SqliteLedger.open(Path(sys.argv[1]))
asyncio.run(ledger.add_link(LinkRequest("1", "USD", "a@example.com", sys.argv[2]), profile="shop", sender="me"))
ledger.close_now()
