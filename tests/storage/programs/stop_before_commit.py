"""Write a link, then confirm a webhook and stop for ever within its transaction: argv = ledger, order id."""

# ruff: noqa: T201

import asyncio
import sys
import time

from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.webhook.payload import Payload
from kazadesk.core.webhook.verdict import Verdict, VerdictCode
from kazadesk.storage import ledger as ledger_module
from kazadesk.storage.recording import record
from tests.storage.engines import open_at

ORDER_ID = sys.argv[2]


def judge(item, known):
    return Verdict(
        VerdictCode.PAID, order_id=ORDER_ID, profile="shop", link=known.by_id[0], move=LinkState.PAID, counted=True
    )


def stop(*arguments):
    record(*arguments)
    print("before commit", flush=True)
    time.sleep(3600)


async def main():
    ledger = open_at(sys.argv[1])
    link = await ledger.add_link(LinkRequest("10.10", "USD", "a@example.com", "R-1"), profile="shop", sender="gone")
    await ledger.finish_link(link.id, LinkState.WAITING, created=CreatedLink("https://pay.example/1", ORDER_ID))
    sending = await ledger.add_link(LinkRequest("5", "USD", "a@example.com", "R-2"), profile="shop", sender="gone")
    await ledger.mark_maybe_sent(sending.id)
    await ledger.add_link(LinkRequest("6", "USD", "a@example.com", "R-3"), profile="shop", sender="gone")
    await ledger.confirm([Payload("10.10", (ORDER_ID,), ("c2lnbmVk",), "fulfilled", "USD", None)], judge)


ledger_module.record = stop  # type: ignore[attr-defined, assignment]
asyncio.run(main())
