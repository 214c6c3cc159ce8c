"""A ledger of a million links, ten years of a shop: what people wait for in the window, before and after a change.

large make FILE [LINKS [VERSION]]   a ledger of the schema of today, or of an older version (made in some minutes)
large upgrade FILE                  opens a copy of an older one: how long that takes, with its backup
large measure FILE                  searches, totals, sorts, export, and how long they hold up a create
"""

from __future__ import annotations

import asyncio
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path

import apsw

from kazadesk.core.link import LinkRequest, LinkState, PaymentLink
from kazadesk.core.order import LinkOrder, OrderBy
from kazadesk.core.records import LinkQuery
from kazadesk.storage.sqlite import database as db
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

LETTERS = "34679ACDEFGHJKMNPQRTWXY"
CURRENCIES = ("USD",) * 6 + ("SYP",) * 3 + ("USDT", "TRY", "EUR")
NAMES = ("أحمد", "فاطمة الزهراء", "مُحَمَّد", "سارة", "إبراهيم", "هدى", "ليلى", "عبدالله")
STATES = ["paid"] * 70 + ["timed_out"] * 15 + ["waiting"] * 6 + ["failed"] * 3 + ["paid_by_hand"] * 3
STATES += ["unknown", "unsent", "needs_attention"]
FIRST = 1_480_000_000
SECONDS = 10 * 365 * 86400


def rows(count: int, seed: int = 1) -> Iterator[tuple[object, ...]]:
    """Columns of `links`, in the order of their ids."""
    rng = random.Random(seed)
    for number in range(1, count + 1):
        state, currency = rng.choice(STATES), rng.choice(CURRENCIES)
        made = FIRST + SECONDS * number // count
        at = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(made))
        match number % 4:
            case 0:
                reference = f"INV-{number}"
            case 1:
                reference = f"فاتورة {rng.choice(NAMES)} {number}"
            case _:
                digits = "".join(rng.choice(LETTERS) for _ in range(5))
                reference = f"KD-{digits}{number}"
        whole = rng.choice((rng.randrange(1, 500), rng.randrange(1, 50) * 10))
        amount = str(whole * 1000) if currency == "SYP" else f"{whole}.{rng.choice(('00', '50', '99', '25'))}"
        order_id = f"{rng.getrandbits(96):024x}" if state not in ("failed", "unsent", "unknown") else None
        url = f"https://outdoor.kasroad.com/wallet/pay/{order_id}" if order_id else None
        email = rng.choice(("shop@example.com",) * 9 + ("second@example.org",))
        reason = "cash" if state == "paid_by_hand" else None
        archived = at if number % 50 == 0 else None
        over = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(made + rng.randrange(60, 7200)))
        yield (number, "shop", reference, amount, currency, email, state, order_id, url, at, over, reason, archived)


def make(path: Path, count: int, version: int = db.SCHEMA_VERSION) -> None:
    """Fill a new ledger. The triggers of the moves are left out meanwhile; those that keep totals are not."""
    database = db.connect(path)
    db.upgrade(database, path, db.schema_steps()[:version], lambda _version: None)
    database.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
    database.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000").fetchall()
    dropped = database.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name IN ('links_begin')"
    ).fetchall()
    for name, _ in dropped:
        database.execute(f"DROP TRIGGER {name}")
    with database:
        database.executemany(
            "INSERT INTO links (id, profile, reference, amount, currency, email, state, order_id, url, created_at,"
            " updated_at, by_hand_reason, archived_at, sender) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'me')",
            rows(count),
        )
        database.execute(
            "INSERT INTO link_events (link_id, at, kind, to_state) SELECT id, created_at, 'created', 'sending'"
            " FROM links; INSERT INTO link_events (link_id, at, kind, from_state, to_state)"
            " SELECT id, created_at, 'answered', 'sending', iif(state IN ('failed', 'unsent', 'unknown'), state,"
            " 'waiting') FROM links; INSERT INTO link_events (link_id, at, kind, from_state, to_state)"
            " SELECT id, updated_at, iif(state = 'paid_by_hand', 'by_hand', 'confirmed'), 'waiting', state FROM links"
            " WHERE state IN ('paid', 'paid_by_hand', 'timed_out', 'needs_attention')"
        ).fetchall()
        database.execute(
            "INSERT INTO link_customers SELECT id, 'زبون ' || id % 5000, '+963 11 ' || (100000 + id % 5000) FROM links"
            " WHERE id % 5 = 0; INSERT INTO batches (profile, digest, file_name, head, created_at)"
            " SELECT 'shop', 'digest ' || id, 'list ' || id || '.csv', '[]', created_at FROM links WHERE id % 5000 = 0;"
            " INSERT INTO batch_rows (batch_id, number, reference, amount, currency, email, name, phone, cells,"
            " link_id) SELECT id / 5000 + 1, id % 5000 + 1, reference, amount, currency, email, '', '', '[]', id"
            " FROM links"
            " WHERE id / 5000 < (SELECT max(id) FROM batches) AND id / 5000 % 2"
        ).fetchall()
    for _, sql in dropped:
        database.execute(str(sql))
    database.close()


def upgrade(path: Path) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / "ledger.sqlite"
        shutil.copyfile(path, copy)
        shares: list[float] = []
        begin, spent = time.perf_counter(), time.process_time()
        SqliteLedger.open(copy, told=lambda share: shares.append(share) is None).close_now()
        took, spent = time.perf_counter() - begin, time.process_time() - spent
        size = copy.stat().st_size / 1e6
        print(f"upgrade {took:.1f} s ({spent:.1f} s of the processor), told {len(shares)} times, file {size:.0f} MB")


async def _timed(what: str, rounds: int, act: Callable[[], Awaitable[object]]) -> None:
    spent = []
    for _ in range(rounds):
        begin = time.perf_counter()
        await act()
        spent.append((time.perf_counter() - begin) * 1000)
    spent.sort()
    print(
        f"{what:<46} median {statistics.median(spent):8.1f} ms   p95 {spent[int(len(spent) * 0.95)]:8.1f} ms",
        flush=True,
    )


async def measure(path: Path) -> None:
    ledger = await asyncio.to_thread(SqliteLedger.open, path)
    rng = random.Random(5)
    total = await ledger.count(LinkQuery(archived=None))
    some = await ledger.links_of([rng.randrange(1, total) for _ in range(200)])
    needles: list[str] = []
    for link in some:
        text = rng.choice([link.reference, link.order_id or link.reference])
        first = rng.randrange(max(1, len(text) - 5))
        needles.append(text[first : first + rng.choice((3, 4, 5, 8))])
    waiting = iter([needle for needle in needles if len(needle.strip()) >= 3])

    async def search() -> None:
        await ledger.links(LinkQuery(search=next(waiting)))

    await _timed("search, first page", 100, search)
    for word in ("KD-", "فاتوره", "محمد", "kasroad", "zzzzzz", "12", "100.00"):
        await _timed(f"search {word}, first page", 3, partial(ledger.links, LinkQuery(search=word)))
    day = "2021-06-01T21:00:00.000Z"
    for what, query in (
        ("totals of all", LinkQuery(archived=None)),
        ("totals, not archived", LinkQuery()),
        ("totals of paid", LinkQuery(states=(LinkState.PAID,))),
        ("totals since a day", LinkQuery(since=day)),
        ("totals of USD in a year", LinkQuery(currency="USD", since=day, until="2022-06-01T21:00:00.000Z")),
    ):
        await _timed(what, 3, partial(ledger.totals, query))
        await _timed(f"count: {what}", 3, partial(ledger.count, query))
    for by in OrderBy:
        for down in (True, False):
            order = LinkOrder(by, down)
            await _timed(
                f"sort by {by}, {'down' if down else 'up'}", 3, partial(ledger.links, LinkQuery(), order=order)
            )
    begin = time.perf_counter()
    ids = await ledger.link_ids(LinkQuery(), LinkOrder())
    print(f"{'ids of all':<46} {(time.perf_counter() - begin) * 1000:8.1f} ms")
    begin = time.perf_counter()
    for start in range(0, 50_000, 500):
        await ledger.links_of(ids[start : start + 500])
    print(f"{'links by ids':<46} {50_000 / (time.perf_counter() - begin):8.0f} rows/s")
    await _stall(ledger)
    await ledger.close()


async def _stall(ledger: SqliteLedger) -> None:
    """How long a create waits while somebody searches, adds up and sorts."""
    stop = asyncio.Event()

    async def work() -> None:
        while not stop.is_set():
            await ledger.totals(LinkQuery(search="قهوة"))
            await ledger.links(LinkQuery(), order=LinkOrder(OrderBy.AMOUNT))
            await ledger.count(LinkQuery(search="ab"))

    working = asyncio.create_task(work())
    waits = []
    made: list[PaymentLink] = []
    for number in range(20):
        request = LinkRequest("1", "USD", "a@example.com", f"bench {time.time_ns()} {number}")
        begin = time.perf_counter()
        made.append(await ledger.add_link(request, profile="shop", sender="me"))
        waits.append((time.perf_counter() - begin) * 1000)
        await asyncio.sleep(0.02)
    stop.set()
    await working
    for link in made:
        await ledger.finish_link(link.id, LinkState.UNSENT)
    waits.sort()
    print(f"{'create meanwhile':<46} median {statistics.median(waits):8.1f} ms   worst {waits[-1]:8.1f} ms")


def main() -> None:
    match sys.argv[1:]:
        case ["make", file, *numbers]:
            make(Path(file), *map(int, numbers or ["1000000"]))
        case ["upgrade", file]:
            upgrade(Path(file))
        case ["measure", file]:
            asyncio.run(measure(Path(file)))
        case _:
            print(__doc__)


if __name__ == "__main__":
    main()
