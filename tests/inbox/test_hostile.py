"""Senders that mean no good, against the Python form: bounds hold, and genuine posts are kept meanwhile."""

from __future__ import annotations

import contextlib
import json
import socket
import sqlite3
import time
from collections.abc import Iterator

import pytest

from kazadesk.inbox import guard
from kazadesk.inbox.post import MAX_BODY
from kazadesk.inbox.server import InboxServer

from .conftest import Box, until

GENUINE = json.dumps({"order_id": "pl-1", "amount": "10.00"}).encode()


@contextlib.contextmanager
def connections(box: Box, number: int, opening: bytes = b"") -> Iterator[list[socket.socket]]:
    with contextlib.ExitStack() as stack:
        opened = []
        for _ in range(number):
            each = stack.enter_context(socket.create_connection(("127.0.0.1", box.port), 10))
            with contextlib.suppress(OSError):
                each.sendall(opening)
            opened.append(each)
        yield opened


def answer_of(connection: socket.socket) -> bytes:
    answer = b""
    with contextlib.suppress(ConnectionError):
        while part := connection.recv(65536):
            answer += part
    return answer


def head(box: Box, *lines: str, method: str = "POST") -> bytes:
    path = box.hook.partition(f":{box.port}")[2]
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: x", *lines, "", ""]).encode()


@pytest.mark.parametrize(
    "opening",
    [b"", b"POST /x HTTP/1.1\r\nHost: x\r\nX-Slow: ", b"POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"],
    ids=["silent", "half a head", "half a body"],
)
def test_half_open_connections_keep_nobody_out(python: Box, opening: bytes) -> None:
    with connections(python, guard.MOST_CONNECTIONS + 200, opening):
        for _ in range(5):
            assert python.post(GENUINE).status == 200
        assert len(python.entries()) == 5


def test_as_many_as_are_too_many_are_dropped_when_they_come_at_once(
    python: Box, server: InboxServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "REQUEST_TIME", 3_600.0)
    monkeypatch.setattr(guard, "MOST_CONNECTIONS", 20)
    with contextlib.ExitStack() as stack:
        for _ in range(400):
            one = stack.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", python.port))
        assert python.post(GENUINE).status == 200
        assert server._server is not None
        here = server._server.server_state.connections
        until(lambda: 0 < len(here) <= 20)
        assert python.post(GENUINE).status == 200
    assert len(python.entries()) == 2


def test_answers_are_sent_at_once(python: Box, server: InboxServer) -> None:
    """Else each waits for the acknowledgement of its own first half, 40 ms later."""
    with connections(python, 1) as [_one]:
        assert server._server is not None
        here = server._server.server_state.connections
        until(lambda: len(here) == 1)
        inside = next(iter(here)).transport.get_extra_info("socket")
        assert inside.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_request_that_does_not_come_to_its_end_is_dropped(python: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "REQUEST_TIME", 1.0)
    with connections(python, 3, head(python, "Content-Length: 100") + b"{") as [one, *_]:
        one.settimeout(20)
        assert answer_of(one) == b""
    assert python.entries() == []


def test_a_reader_that_takes_nothing_is_dropped(python: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "STALLED_TIME", 1.0)
    for _ in range(40):
        python.post(b"x" * MAX_BODY)
    question = f"GET /pull?after=0 HTTP/1.1\r\nHost: x\r\nX-Inbox-Key: {python.key}\r\n\r\n".encode()
    with socket.socket() as greedy:
        greedy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        greedy.settimeout(20)
        greedy.connect(("127.0.0.1", python.port))
        greedy.sendall(question * 20)
        began = time.monotonic()
        with pytest.raises(OSError):  # noqa: PT012  it may fail at any of them
            while time.monotonic() - began < 20:
                greedy.sendall(question)
                time.sleep(0.05)
    assert python.post(GENUINE).status == 200


def test_a_body_without_end_is_refused(python: Box) -> None:
    with connections(python, 1, head(python, "Transfer-Encoding: chunked")) as [one]:
        chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        with contextlib.suppress(OSError):
            for _ in range(200):
                one.sendall(chunk)
        answer = answer_of(one)
    assert not answer or answer.startswith(b"HTTP/1.1 413")  # none where the sender is reset while it still sends
    assert python.entries() == []
    assert python.post(GENUINE).status == 200


def test_a_long_body_that_is_announced_is_refused_before_it_is_sent(python: Box) -> None:
    opening = head(python, "Content-Length: 10000000000", "Expect: 100-continue")
    with connections(python, 1, opening) as [one]:
        assert answer_of(one).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    "lines",
    [["X-Long: " + "y" * 100_000], [f"X-{number}: y" for number in range(14_000)]],
    ids=["one long header", "many headers"],
)
def test_floods_of_headers_are_refused(python: Box, lines: list[str]) -> None:
    with connections(python, 1, head(python, *lines, "Content-Length: 2") + b"{}") as [one]:
        answer = answer_of(one)
    assert not answer or answer.split()[1] in (b"400", b"431")
    assert python.entries() == []
    assert python.post(GENUINE).status == 200


def test_pipelined_posts_are_all_kept(python: Box) -> None:
    posts = b"".join(head(python, "Content-Length: 3") + b"%03d" % number for number in range(50))
    with connections(python, 1, posts) as [one]:
        one.shutdown(socket.SHUT_WR)
        answers = answer_of(one)
    assert answers.count(b"200 OK") == 50
    assert [entry["body"] for entry in python.entries()] == [f"{number:03}" for number in range(50)]


@pytest.mark.parametrize(
    "noise",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\r\n" * 1000,
        b"POST http://elsewhere/ HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST //[::1 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_what_is_no_http_ends_nothing(python: Box, noise: bytes) -> None:
    with connections(python, 3, noise) as opened:
        for each in opened:
            each.shutdown(socket.SHUT_WR)
            assert b" 200 " not in answer_of(each).partition(b"\r\n")[0]
    assert python.post(GENUINE).status == 200
    assert len(python.entries()) == 1


def test_junk_is_bounded_and_genuine_posts_come_through(python: Box) -> None:
    junk = b"".join(
        b"POST /guess%d HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\njunk" % number for number in range(520)
    )
    with connections(python, 2, junk) as opened:
        for number in range(10):
            assert python.post(b"%d" % number).status == 200
        for each in opened:
            each.shutdown(socket.SHUT_WR)
            assert answer_of(each).count(b"404 Not Found") == 520
    assert [entry["body"] for entry in python.entries()] == [str(number) for number in range(10)]
    until(lambda: not list(python.folder.glob("*-wal")))
    database = sqlite3.connect(python.folder / "mailbox.sqlite")
    assert database.execute("SELECT count(*) FROM strays").fetchone() == (1000,)
    database.close()


def test_answers_wait_no_longer_than_they_may(python: Box) -> None:
    began = time.monotonic()
    assert python.read("wait=1").lines == []
    assert 0.9 < time.monotonic() - began < 10
