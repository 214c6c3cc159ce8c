"""One desk on a shared ledger once told to go: argv = address, "confirm" or "create", names…; prints what it hears."""

# ruff: noqa: T201

import asyncio
import sys

from kazadesk.core.errors import InputError
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.webhook.payload import Payload
from kazadesk.core.webhook.verdict import Verdict, VerdictCode
from tests.storage.engines import open_at

what, names = sys.argv[2], sys.argv[3:]


def judge(item, known):
    link = known.by_id[0]
    if known.earlier:
        return Verdict(VerdictCode.REPEATED, order_id=item.order_ids[0], profile="shop", link=link)
    return Verdict(
        VerdictCode.PAID, order_id=item.order_ids[0], profile="shop", link=link, move=LinkState.PAID, counted=True
    )


async def main():
    if what == "confirm":
        items = [Payload("10.10", (name,), ("c2lnbmVk",), "fulfilled", "USD", None) for name in names]
        for start in range(0, len(items), 10):
            for verdict in await ledger.confirm(items[start : start + 10], judge):
                print(verdict.code, verdict.link.state)
        return
    for name in names:
        try:
            link = await ledger.add_link(LinkRequest("1", "USD", "a@b.example", name), profile="shop", sender="me")
            await ledger.mark_maybe_sent(link.id)
            await ledger.finish_link(link.id, LinkState.WAITING, created=CreatedLink("https://pay.example/1", name))
            print("made")
        except InputError as error:
            print(error.code)


ledger = open_at(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
asyncio.run(main())
ledger.close_now()
