"""Several desks on one PostgreSQL server: durable links a second, a page, and how soon another desk sees a payment.

    .venv/bin/python tests/bench/several_desks.py [--desks N] [--seconds S] [--links N]

Beside each figure stands that of bare psycopg doing the same commits on the same server in the same run. `--links`:
so many links, made by the server itself, in which it is searched and listed.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import statistics
import sys
import threading
import time
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import psycopg

from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.order import LinkOrder, OrderBy
from kazadesk.core.records import LinkQuery
from kazadesk.storage.postgres.address import parse
from kazadesk.storage.postgres.ledger import PostgresLedger
from tests.postgres_server import PostgresServer

_FILL = """SET search_path = kazadesk; SET session_replication_role = replica;
INSERT INTO links
    (profile, reference, amount, currency, email, state, order_id, url, created_at, updated_at, sender)
SELECT 'shop', 'KD-' || upper(substr(md5(n::text), 1, 4) || to_hex(n)),
    (n * 7919::bigint % 100000)::text || '.' || lpad((n % 100)::text, 2, '0'),
    (ARRAY['USD', 'SYP', 'EUR'])[n % 3 + 1], 'shop@example.com',
    (ARRAY['paid', 'timed_out', 'failed', 'paid'])[n % 4 + 1],
    md5((-n)::text), 'https://kazawallet.com/pay/' || md5(n::text),
    '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', ''
FROM generate_series(1, {links}) n"""


def percentile(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] if values else 0.0


def create(url: str, desk: int, go: Event, stop: Event, results: Any) -> None:
    """Add, mark and finish links until told to stop: three commits each."""
    ledger = PostgresLedger.open(parse(url), desk=f"desk {desk}")

    async def work() -> list[float]:
        times, number = [], 0
        while not stop.is_set():
            number += 1
            begun = time.perf_counter()
            request = LinkRequest("10.50", "USD", "shop@example.com", f"KD-{desk}-{number}")
            link = await ledger.add_link(request, profile="shop", sender=f"desk {desk}")
            await ledger.mark_maybe_sent(link.id)
            created = CreatedLink(f"https://kazawallet.com/pay/{desk}-{number}", f"{desk}-{number}")
            await ledger.finish_link(link.id, LinkState.WAITING, created=created)
            times.append(time.perf_counter() - begun)
        return times

    go.wait()
    results.put(asyncio.run(work()))
    ledger.close_now()


def bare(conninfo: str, desk: int, go: Event, stop: Event, results: Any) -> None:
    """The same commits and rows without KazaDesk, its rules and its indexes."""
    with psycopg.connect(conninfo) as line:
        go.wait()
        times, number = [], 0
        while not stop.is_set():
            number += 1
            begun = time.perf_counter()
            for _ in range(3):
                line.execute("INSERT INTO bare (text) VALUES (%s)", (f"KD-{desk}-{number} " + "x" * 200,))
                line.execute("INSERT INTO bare (text) VALUES (%s)", ("event",))
                line.commit()
            times.append(time.perf_counter() - begun)
        results.put(times)


def together(target: Any, where: str, desks: int, seconds: float) -> tuple[float, float, float]:
    """Rounds a second in all, median and 95th percentile of one in ms."""
    go, stop, results = multiprocessing.Event(), multiprocessing.Event(), multiprocessing.Queue()
    running = [multiprocessing.Process(target=target, args=(where, n, go, stop, results)) for n in range(desks)]
    for one in running:
        one.start()
    time.sleep(2 + desks / 4)
    go.set()
    time.sleep(seconds)
    stop.set()
    times = [each for _ in running for each in results.get()]
    for one in running:
        one.join()
    return len(times) / seconds, statistics.median(times) * 1000, percentile(times, 0.95) * 1000


async def seen(url: str, rounds: int) -> list[float]:
    """Seconds from the commit of one desk until another has read the change."""
    one = PostgresLedger.open(parse(url), desk="one")
    other = PostgresLedger.open(parse(url), desk="other")
    heard, reached = threading.Event(), threading.Event()
    other.watch(heard.set, lambda _reached: reached.set())
    reached.wait(10)
    times = []
    for number in range(rounds):
        link = await one.add_link(LinkRequest("1", "USD", "a@b.example", f"S-{number}"), profile="seen", sender="one")
        mark = (await other.changes(None, 10)).mark
        await asyncio.sleep(0.05)
        heard.clear()
        begun = time.perf_counter()
        await one.finish_link(link.id, LinkState.UNKNOWN)
        await asyncio.to_thread(heard.wait, 10)
        changes = await other.changes(mark, 10)
        assert changes.links, "not told"
        times.append(time.perf_counter() - begun)
    await one.close()
    await other.close()
    return times


async def reading(url: str, conninfo: str, many: bool) -> None:
    ledger = PostgresLedger.open(parse(url), desk="reader")
    with psycopg.connect(conninfo, autocommit=True) as line:

        async def timed(query: LinkQuery, order: LinkOrder) -> float:
            begun = time.perf_counter()
            await ledger.links(query, order=order, limit=500)
            return (time.perf_counter() - begun) * 1000

        def raw() -> float:
            begun = time.perf_counter()
            line.execute("SELECT * FROM kazadesk.links ORDER BY id DESC LIMIT 500").fetchall()
            return (time.perf_counter() - begun) * 1000

        pages = [(await timed(LinkQuery(), LinkOrder()), raw()) for _ in range(40)][5:]
        ours, theirs = (statistics.median(each) for each in zip(*pages, strict=True))
        print(f"a page of 500 links: {ours:.1f} ms, bare {theirs:.1f} ms, ratio {ours / theirs:.2f}")
        if many:
            for by in OrderBy:
                for down in (True, False):
                    times = [await timed(LinkQuery(), LinkOrder(by, down)) for _ in range(7)]
                    print(f"first page by {by} {'down' if down else 'up'}: median {statistics.median(times):.1f} ms")
            times = []
            for number in range(60):
                part = f"{number * 7919 * 104729 % 0xFFFFF:05X}"
                times.append(await timed(LinkQuery(search=part), LinkOrder()))
            print(f"search: median {statistics.median(times):.1f} ms, p95 {percentile(times, 0.95):.1f} ms")
    await ledger.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--desks", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--links", type=int, default=0)
    chosen = parser.parse_args()
    server = PostgresServer()
    server.start()
    try:
        server.execute("postgres", "CREATE DATABASE bench")
        server.execute("bench", "CREATE TABLE bare (id bigserial PRIMARY KEY, text text)")
        url, conninfo = server.url("bench"), server.conninfo("bench")
        PostgresLedger.open(parse(url), desk="owner").close_now()
        if chosen.links:
            begun = time.perf_counter()
            server.execute("bench", _FILL.format(links=chosen.links))
            server.execute("bench", "VACUUM ANALYZE kazadesk.links")
            print(f"{chosen.links} links made in {time.perf_counter() - begun:.0f} s")
        for name, target, where in (("bare", bare, conninfo), ("desks", create, url)):
            rate, median, p95 = together(target, where, chosen.desks, chosen.seconds)
            print(
                f"{name}: {rate:.0f} links/s in all, median {median:.1f} ms, p95 {p95:.1f} ms, {chosen.desks} processes"
            )
        times = [each * 1000 for each in asyncio.run(seen(url, 30))]
        print(f"another desk sees it: median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms")
        asyncio.run(reading(url, conninfo, bool(chosen.links)))
    finally:
        server.remove()


if __name__ == "__main__":
    main()
