"""Real files, real processes, real full disks; every ledger lives in the test's own folder."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pytest

from kazadesk.core.link import CreatedLink, LinkRequest, LinkState, PaymentLink
from kazadesk.core.webhook.payload import Payload, Unreadable
from kazadesk.core.webhook.verdict import Known, Verdict, VerdictCode
from kazadesk.storage.ledger import SqlLedger
from tests.postgres_server import LACKING, PostgresServer, binaries
from tests.storage.engines import Engine, PostgresEngine, Raw, SqliteEngine

T = TypeVar("T")

PROGRAMS = Path(__file__).parent / "programs"
SOURCE = Path(__file__).parents[2]


class Run(Protocol):
    def __call__(self, coro: Coroutine[Any, Any, T], /) -> T: ...


@pytest.fixture
def run() -> Iterator[Run]:
    """Run a coroutine to its end; all of one test on one loop."""
    with asyncio.Runner() as runner:
        yield runner.run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's ledger lies, in a folder with a blank and Arabic letters."""
    folder = tmp_path / "دفتر الحساب"
    folder.mkdir()
    return folder / "ledger.sqlite"


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A server, for all tests of this process."""
    if binaries() is None:
        pytest.skip(LACKING)
    server = PostgresServer()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """An empty ledger's place. What is true of one engine only is tested in the folder of its name."""
    if request.param == "sqlite":
        return SqliteEngine(request.getfixturevalue("path"))
    return PostgresEngine(request.getfixturevalue("postgres"))


@pytest.fixture
def ledger(engine: Engine) -> Iterator[SqlLedger]:
    opened = engine.open()
    yield opened
    opened.close_now()


@pytest.fixture
def raw(ledger: SqlLedger, engine: Engine) -> Iterator[Raw]:
    """A connection that knows nothing of KazaDesk's code."""
    connection = engine.raw()
    yield connection
    connection.close()


class MakeLink(Protocol):
    def __call__(self, reference: str, order_id: str | None = None, *, profile: str = "shop") -> PaymentLink: ...


@pytest.fixture
def make_link(ledger: SqlLedger, run: Run) -> MakeLink:
    """A link in the ledger: waiting if an order id is given, otherwise sending."""

    def make(reference: str, order_id: str | None = None, *, profile: str = "shop") -> PaymentLink:
        request = LinkRequest("10.10", "USD", "merchant@example.com", reference)
        link = run(ledger.add_link(request, profile=profile, sender="this-process"))
        if order_id is None:
            return link
        created = CreatedLink(f"https://pay.example/{order_id}", order_id)
        return run(ledger.finish_link(link.id, LinkState.WAITING, created=created))

    return make


@pytest.fixture
def webhook() -> Callable[..., Payload]:
    """A readable webhook for an order id."""

    def make(order_id: str, ref: str | None = None) -> Payload:
        raw = f'{{"order_id": "{order_id}"}}'
        return Payload("10.10", (order_id,), ("c2lnbmVk",), "fulfilled", "USD", ref, raw=raw)

    return make


@pytest.fixture
def believe() -> Callable[[Payload | Unreadable, Known], Verdict]:
    """A judge that believes every readable webhook, the first time; the real one has its tests in core."""

    def judge(item: Payload | Unreadable, known: Known) -> Verdict:
        if isinstance(item, Unreadable):
            return Verdict(VerdictCode.UNREADABLE, (item.reason,), raw=item.raw)
        link = next(iter(known.by_id), None)
        first = not known.earlier
        return Verdict(
            VerdictCode.REPEATED if not first else VerdictCode.PAID if link else VerdictCode.PAID_UNKNOWN,
            order_id=item.order_ids[0],
            amount=item.amount,
            signed_amount=item.amount,
            currency=item.currency,
            status=item.status,
            ref=item.ref,
            profile="shop",
            link=link,
            earlier=next(iter(known.earlier), None),
            move=LinkState.PAID if first and link and link.state is LinkState.WAITING else None,
            counted=first,
            raw=item.raw,
        )

    return judge


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start one of `programs` in a process of its own, with text pipes; killed at the test's end."""
    started: list[subprocess.Popen[str]] = []

    def start_program(name: str, *arguments: object, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-X", "utf8", str(PROGRAMS / f"{name}.py"), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**(os.environ if env is None else env), "PYTHONPATH": str(SOURCE)},
        )
        started.append(process)
        return process

    yield start_program
    for process in started:
        process.kill()
        process.communicate()


def together(processes: list[subprocess.Popen[str]]) -> list[list[str]]:
    """What each of some programs says that wait until all are ready, and are told to go at once."""
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    outputs = [process.communicate(timeout=100) for process in processes]
    assert [errors for _, errors in outputs] == [""] * len(processes)
    return [output.splitlines() for output, _ in outputs]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 4 MiB of its own. Needs root, as the test command has where it may install packages."""
    folder = tmp_path / "disk"
    folder.mkdir()
    with mounted(folder, "size=4m"):
        yield folder


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root may mount a file system of its own to fill it")
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True, capture_output=True)
    except subprocess.CalledProcessError as error:
        pytest.skip(f"mounting a small file system is not allowed here: {error.stderr.decode()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
