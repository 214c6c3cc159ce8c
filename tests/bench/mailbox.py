"""The mailbox: killed while posts come in, its pace beside a bare handler that syncs each post, and hostile senders.

    .venv/bin/python tests/bench/mailbox.py killed [--form python|php-sqlite|php-files] [--posts N]
    .venv/bin/python tests/bench/mailbox.py pace [--seconds S] [--posts N]
    .venv/bin/python tests/bench/mailbox.py hostile [--half-open N] [--junk N]

`killed`: SIGKILL at random moments until N posts were answered 200; how many of them are lost, how many stand twice,
whether ids grow. `pace`: posts a second and their times, beside Starlette with one fsync a post; then memory over N.
`hostile`: half-open connections and junk beside 100 genuine posts, each sent once.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import http.client
import json
import multiprocessing
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.inbox.conftest import Box, running

SENDERS = 32
GENUINE = 100
IN_TIME = 2.0
_BARE = """
import os, sys, uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse
from starlette.routing import Route

kept = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)

def keep(body):
    os.write(kept, body + b"\\n")
    os.fsync(kept)

async def take(request):
    await run_in_threadpool(keep, await request.body())
    return JSONResponse({"ok": True})

app = Starlette(routes=[Route("/hook", take, methods=["POST"])])
uvicorn.run(app, port=int(sys.argv[2]), http="h11", log_config=None, access_log=False)
"""


class Line:
    """One connection that posts; opened again where the other side closes it."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._port, self._path = parts.port or 80, parts.path
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, body: bytes) -> int:
        """The status. Raises OSError, or IncompleteReadError: nobody knows whether it was kept."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        try:
            head = f"POST {self._path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(head.encode() + body)
            answer = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = answer.partition(b"content-length:")[2].partition(b"\r\n")[0].strip()
            await (reader.readexactly(int(length)) if length else reader.read())
        except (OSError, asyncio.IncompleteReadError):
            self.close()
            raise
        if b"connection: close" in answer:
            self.close()
        return int(answer.split()[1])

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].transport.abort()
            self._streams = None


def all_kept(box: Box) -> Iterator[dict[str, object]]:
    after = 0
    while entries := box.entries(after=after, limit=1000):
        yield from entries
        after = entries[-1]["id"]


def memory(process: subprocess.Popen[bytes] | None) -> float:
    """Resident MiB of a process."""
    assert process is not None
    pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1024**2


def cpu(process: subprocess.Popen[bytes] | None) -> float:
    """Seconds of a core that it has used: on a busy machine the only figure of pace that holds."""
    assert process is not None
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# ── killed ──


async def _post_until_killed(box: Box, numbers: Iterator[int], answered: list[int], sent: list[int]) -> None:
    line = Line(box.hook)
    with contextlib.suppress(OSError, asyncio.IncompleteReadError):
        while True:
            number = next(numbers)
            sent.append(number)
            if await line.post(b'{"n": %d}' % number) == 200:
                answered.append(number)
    line.close()


async def _round(box: Box, numbers: Iterator[int], answered: list[int], sent: list[int], seconds: float) -> None:
    jobs = [asyncio.create_task(_post_until_killed(box, numbers, answered, sent)) for _ in range(SENDERS)]
    await asyncio.sleep(seconds)
    assert box.process is not None
    if box.form == "python":
        box.process.kill()
    else:
        os.killpg(box.process.pid, signal.SIGKILL)
    await asyncio.gather(*jobs)


def killed(form: str, posts: int) -> None:
    chance, answered, sent, rounds = random.Random(1), [], [], 0
    numbers = iter(range(1 << 60))
    box: Box | None = None
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        while len(answered) < posts:
            with running(form, Path(name), box=box) as box:
                asyncio.run(_round(box, numbers, answered, sent, chance.uniform(0.05, 3.0)))
                rounds += 1
        kept: Counter[int] = Counter()
        newest, backwards = 0, 0
        with running(form, Path(name), box=box) as box:
            for entry in all_kept(box):
                backwards += int(str(entry["id"])) <= newest
                newest = int(str(entry["id"]))
                kept[json.loads(str(entry["body"]))["n"]] += 1
    lost = len(set(answered) - kept.keys())
    twice = sum(count > 1 for count in kept.values())
    foreign = len(kept.keys() - set(sent))
    print(
        f"{form}: {len(answered):,} answered 200 over {rounds} kills in {time.monotonic() - began:.0f} s,"
        f" {len(kept):,} kept: {lost} lost, {twice} twice, {foreign} never sent, {backwards} ids that do not grow"
    )


# ── pace ──


async def _as_fast_as_it_goes(url: str, seconds: float) -> float:
    until, done = time.monotonic() + seconds, 0

    async def sender() -> None:
        nonlocal done
        line = Line(url)
        while time.monotonic() < until:
            assert await line.post(b'{"order_id": "pl-1", "amount": "10.00"}') == 200
            done += 1
        line.close()

    began = time.monotonic()
    await asyncio.gather(*(sender() for _ in range(2 * SENDERS)))
    return done / (time.monotonic() - began)


async def _at(url: str, rate: int, seconds: float) -> list[float]:
    """The time of each post where they come evenly, whether the ones before were answered or not."""
    lines, times = [Line(url) for _ in range(SENDERS)], []

    async def one(due: float) -> None:
        line = lines.pop() if lines else Line(url)
        assert await line.post(b'{"order_id": "pl-1", "amount": "10.00"}') == 200
        times.append(time.monotonic() - due)
        lines.append(line)

    began, jobs = time.monotonic(), []
    for number in range(int(rate * seconds)):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        jobs.append(asyncio.create_task(one(due)))
    await asyncio.gather(*jobs)
    for line in lines:
        line.close()
    return sorted(times)


@contextlib.contextmanager
def bare(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    port = 18_787
    process = subprocess.Popen([sys.executable, "-c", _BARE, str(folder / "bare"), str(port)])
    try:
        while True:
            with contextlib.suppress(OSError):
                asyncio.run(Line(f"http://127.0.0.1:{port}/hook").post(b"x"))
                break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/hook", process
    finally:
        process.kill()
        process.wait()


def pace(seconds: float, posts: int) -> None:
    with tempfile.TemporaryDirectory() as name, running("python", Path(name)) as box, bare(Path(name)) as (base, other):
        begun = cpu(box.process), cpu(other)
        rounds = [[asyncio.run(_as_fast_as_it_goes(url, seconds)) for url in (box.hook, base)] for _ in range(5)]
        ours, theirs = (statistics.median(each) for each in zip(*rounds, strict=True))
        print(f"durable posts a second: {ours:,.0f}; bare, one sync a post: {theirs:,.0f}; {ours / theirs:.2f} x")
        done = [sum(each) * seconds for each in zip(*rounds, strict=True)]
        used = (cpu(box.process) - begun[0]) / done[0] * 1000, (cpu(other) - begun[1]) / done[1] * 1000
        print(f"of a core: {used[0]:.2f} ms a post; bare {used[1]:.2f} ms; {used[0] / used[1]:.2f} x")
        for what, url in (("mailbox", box.hook), ("bare", base)):
            times = asyncio.run(_at(url, 200, seconds * 2))
            parts = [times[int(len(times) * part)] * 1000 for part in (0.5, 0.99)]
            print(f"{what} at 200 a second: median {parts[0]:.1f} ms, p99 {parts[1]:.1f} ms")
        told, more = [], 0
        while more < posts:
            more += int(asyncio.run(_as_fast_as_it_goes(box.hook, seconds)) * seconds)
            told.append(f"{memory(box.process):.0f}")
        print(f"resident MiB over {more:,} posts more: {' '.join(told[:: max(1, len(told) // 10)])}")


# ── hostile ──

_THROWERS, _AT_ONCE = 40, 20
_OPENINGS = (
    b"",
    b"POST /x HTTP/1.1\r\nHost: x\r\nX-Slow: ",
    b"POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{",
)
_TRICKS = (
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/x",
    "//",
    "/a\\b",
    "/?x=/etc",
    "/%00",
    "/x%0d%0aSet-Cookie:a",
    "/" + "a" * 8000,
)


def _junk(chance: random.Random) -> bytes:
    """A request, or several in one, that no genuine sender sends."""
    path = chance.choice(_TRICKS) if chance.random() < 0.2 else f"/guess{chance.getrandbits(64):x}"
    match chance.randrange(20):
        case 0:
            return f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 65537\r\n\r\n".encode() + b"x" * 65_537
        case 1:
            return (
                f"POST {path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
                + b"400\r\n"
                + (b"x" * 1024 + b"\r\n400\r\n") * 80
            )
        case 2:
            return f"POST {path} HTTP/1.0\r\nContent-Length: 4\r\n\r\njunk".encode()
        case 3:
            flood = "".join(f"X-{number}: y\r\n" for number in range(6000))
            return f"POST {path} HTTP/1.1\r\nHost: x\r\n{flood}Content-Length: 0\r\n\r\n".encode()
        case 4:
            return b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + chance.randbytes(60)
        case 5:
            return f"GET /pull?after=0 HTTP/1.1\r\nHost: x\r\nX-Inbox-Key: {chance.getrandbits(64):x}\r\n\r\n".encode()
        case _:
            return f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\njunk".encode()


async def _hold(port: int, opened: Any) -> None:
    """One connection that is kept half open, and opened again when it is dropped."""
    opening = random.choice(_OPENINGS)
    while True:
        with contextlib.suppress(OSError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            opened.value += 1
            writer.write(opening)
            await reader.read()
            writer.transport.abort()
        await asyncio.sleep(random.uniform(0.5, 2.0))


async def _throw(port: int, seed: int, thrown: Any, junk: int) -> None:
    chance = random.Random(seed)
    while thrown.value < junk:
        thrown.value += _AT_ONCE
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(30):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                try:
                    writer.write(b"".join(_junk(chance) for _ in range(_AT_ONCE)))
                    writer.write_eof()
                    await writer.drain()
                    while await reader.read(65_536):
                        pass
                finally:
                    writer.transport.abort()


def _attack(port: int, half_open: int, junk: int, opened: Any, thrown: Any, ended: Any) -> None:
    """In a process of its own, so that the genuine sender is not slowed down by it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(soft, half_open + 2_000), hard), hard))

    async def work() -> None:
        holders = [asyncio.create_task(_hold(port, opened)) for _ in range(half_open)]
        await asyncio.gather(*(_throw(port, seed, thrown, junk) for seed in range(_THROWERS)))
        ended.set()
        for each in holders:
            each.cancel()
        await asyncio.gather(*holders, return_exceptions=True)

    asyncio.run(work())


def hostile(half_open: int, junk: int) -> None:
    context = multiprocessing.get_context("spawn")
    opened, thrown, ended = context.Value("q", 0), context.Value("q", 0), context.Event()
    with tempfile.TemporaryDirectory() as name, running("python", Path(name)) as box:
        attack = context.Process(target=_attack, args=(box.port, half_open, junk, opened, thrown, ended), daemon=True)
        began = time.monotonic()
        attack.start()
        sent: dict[str, float] = {}
        delivered: dict[str, float] = {}
        answered: list[float] = []
        over = threading.Event()

        def desk() -> None:
            after = 0
            while not over.is_set():
                for entry in box.read(f"after={after}&limit=1000&wait=2").lines:
                    after = entry["id"]
                    delivered[entry["body"]] = time.monotonic() - sent[entry["body"]]

        pulling = threading.Thread(target=desk)
        pulling.start()
        for number in range(GENUINE):
            while thrown.value < junk * number // GENUINE and not ended.is_set():
                time.sleep(0.05)
            body = f"genuine {number}"
            sent[body] = time.monotonic()
            try:
                assert box.post(body.encode()).status == 200
                answered.append(time.monotonic() - sent[body])
            except (OSError, http.client.HTTPException) as error:
                print(f"{body}: {error!r} after {time.monotonic() - sent[body]:.2f} s")
        ended.wait()
        seconds = time.monotonic() - began
        over.set()
        pulling.join()
        attack.join()
        print(
            f"{half_open:,} connections kept half open (opened {opened.value:,} times) and {thrown.value:,} junk"
            f" requests over {seconds:.0f} s; of {GENUINE} genuine posts {len(answered)} answered 200,"
            f" {len(delivered)} delivered, {sum(each <= IN_TIME for each in delivered.values())} of them within"
            f" {IN_TIME:.0f} s; the slowest answered after {max(answered, default=0):.2f} s, delivered after"
            f" {max(delivered.values(), default=0):.2f} s"
        )
        strays, after = 0, 0
        while lines := box.read(f"after={after}&limit=1000", what="strays").lines:
            strays, after = strays + len(lines), lines[-1]["id"]
        print(f"strays kept: {strays}; resident memory of the mailbox: {memory(box.process):.0f} MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=["killed", "pace", "hostile"])
    parser.add_argument("--form", default="python", choices=["python", "php-sqlite", "php-files"])
    parser.add_argument("--posts", type=int, default=200_000)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--half-open", type=int, default=10_000)
    parser.add_argument("--junk", type=int, default=100_000)
    options = parser.parse_args()
    if options.part == "killed":
        killed(options.form, options.posts)
    elif options.part == "pace":
        pace(options.seconds, options.posts)
    else:
        hostile(options.half_open, options.junk)


if __name__ == "__main__":
    main()
