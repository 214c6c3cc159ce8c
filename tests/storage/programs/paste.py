"""Paste webhooks into a ledger once told to go: argv = ledger, order ids…; prints the verdicts."""

# ruff: noqa: T201

import asyncio
import sys

from kazadesk.core.link import LinkState
from kazadesk.core.webhook.payload import Payload
from kazadesk.core.webhook.verdict import Verdict, VerdictCode
from tests.storage.engines import open_at


def judge(item, known):
    link = known.by_id[0]
    if known.earlier:
        return Verdict(VerdictCode.REPEATED, order_id=item.order_ids[0], profile="shop", link=link)
    return Verdict(
        VerdictCode.PAID, order_id=item.order_ids[0], profile="shop", link=link, move=LinkState.PAID, counted=True
    )


ledger = open_at(sys.argv[1])
items = [Payload("10.10", (order_id,), ("c2lnbmVk",), "fulfilled", "USD", None) for order_id in sys.argv[2:]]
print("ready", flush=True)
sys.stdin.readline()
for item in items:
    [verdict] = asyncio.run(ledger.confirm([item], judge))
    print(verdict.code, verdict.link.state, flush=True)
ledger.close_now()
