"""One desk on a shared ledger once told to go: argv = address, what, names…; prints what it hears."""

# ruff: noqa: T201

import asyncio
import sys

from kazadesk.core.books.records import BatchRow
from kazadesk.core.customers import Customer
from kazadesk.core.errors import InputError, KazaDeskError
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


async def mark(link_id):
    return (await ledger.mark_by_hand(int(link_id), f"told by {what}")).state


async def close(day):
    about = {"first_day": day, "day": day, "until": f"{day}T23:59:59.000Z", "zone": "UTC", "ends": "00:00"}
    return f"closed {(await ledger.close_day(profile='shop', **about, note='', balances={})).number}"


async def row(number):
    """A row of the first batch, which both desks go on with."""
    asked = LinkRequest("1", "USD", "a@b.example", f"ROW-{number}")
    await ledger.add_link(asked, profile="shop", sender="me", row=(1, int(number)))
    return "made"


async def batch(digest):
    """A file that every desk has just read."""
    rows = [(BatchRow(1, LinkRequest("1", "USD", "a@b.example", digest), Customer()), ["1"])]
    about = {"profile": "shop", "digest": digest, "file_name": "x.csv", "head": ["amount"], "ref_column": None}
    return f"added {(await ledger.add_batch(rows, **about)).turn}"


ACTS = {"mark": mark, "close": close, "row": row, "batch": batch}


async def main():
    if what in ACTS:
        for name in names:
            try:
                print(await ACTS[what](name))
            except KazaDeskError as error:
                print(error.code)
        return
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
