"""The wire format, which every form of the mailbox speaks."""

from __future__ import annotations

import base64
import json
import re
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from kazadesk.inbox.post import MAX_BODY

from .conftest import Box

WEBHOOK = json.dumps({"order_id": "pl-1", "amount": "10.00", "ref": "طلب 12"}, ensure_ascii=False)


def raw(box: Box, data: bytes) -> bytes:
    """What comes back on one connection until the server closes it."""
    with socket.create_connection(("127.0.0.1", box.port), 30) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while part := connection.recv(65536):
            answer += part
        return answer


def test_a_post_is_kept_and_read_as_it_was(box: Box) -> None:
    reply = box.post(WEBHOOK.encode(), Content_Type="application/json", X_Odd="Grüße", Cookie="session=1")
    assert (reply.status, reply.json) == (200, {"ok": True})
    (entry,) = box.entries()
    assert entry["body"] == WEBHOOK
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", entry["at"])
    assert entry["peer"] == "127.0.0.1"
    assert entry["path"] == box.hook.partition(f":{box.port}")[2]
    headers = {name.lower(): value for name, value in entry["headers"]}
    assert headers["content-type"] == "application/json"
    assert headers["x-odd"] == "Grüße"
    assert "cookie" not in headers
    assert "x-inbox-key" not in headers


def test_names_of_headers_keep_their_letters(python: Box) -> None:
    python.post(b"{}", X_Kaza_SIGNATURE="1")
    assert ["X-Kaza-SIGNATURE", "1"] in python.entries()[0]["headers"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\xff\xfe\x80 not text",
        "\ufeffنعم".encode(),
        b"<script>alert(1)</script>",
        b"x" * MAX_BODY,
        b"<?php echo 1; ?>",
    ],
    ids=["empty", "binary", "arabic", "html", "largest", "php"],
)
def test_what_no_one_can_parse_is_kept_too(box: Box, body: bytes) -> None:
    assert box.post(body, Content_Type="text/plain").status == 200
    (entry,) = box.entries()
    kept = base64.b64decode(entry["body_base64"]) if "body_base64" in entry else entry["body"].encode()
    assert kept == body


def test_one_byte_too_many_is_refused(box: Box) -> None:
    assert box.post(b"x" * (MAX_BODY + 1), Content_Type="text/plain").status == 413
    assert box.entries() == []


def test_ids_grow_and_pages_go_on_where_the_last_one_ended(box: Box) -> None:
    for number in range(7):
        assert box.post(b"%d" % number).status == 200
    entries = box.entries()
    assert [entry["body"] for entry in entries] == [str(number) for number in range(7)]
    ids = [entry["id"] for entry in entries]
    assert ids == sorted(set(ids))
    assert all(0 < number < 2**53 for number in ids)
    assert [entry["body"] for entry in box.entries(after=ids[2], limit=3)] == ["3", "4", "5"]
    assert box.entries(after=ids[6]) == []


def test_many_at_once_are_all_kept_once(box: Box) -> None:
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda number: box.post(b"%d" % number).status, range(120)))
    assert answers == [200] * 120
    entries = box.entries()
    assert sorted(int(entry["body"]) for entry in entries) == list(range(120))
    ids = [entry["id"] for entry in entries]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_other_methods_on_the_write_path_are_answered_kindly(box: Box, method: str) -> None:
    reply = box.ask(method, box.hook)
    assert reply.status == 405
    assert reply.headers["allow"] == "POST"
    assert reply.headers["content-type"].startswith("text/plain")
    if method == "GET":
        assert b"POST" in reply.body


def test_a_slash_at_the_end_and_the_token_as_query_are_taken(box: Box) -> None:
    token = box.hook.rpartition("/")[2]
    assert box.post(b"1", box.hook + "/").status == 200
    assert box.post(b"2", f"{box.pull}?{token}").status == 200
    assert box.post(b"3", box.hook.replace(token, token.upper())).status == 200
    assert [entry["body"] for entry in box.entries()] == ["1", "2", "3"]


def test_a_mistyped_address_is_found_among_the_strays(box: Box) -> None:
    mistyped = box.hook[:-1]
    assert box.post(WEBHOOK.encode(), mistyped, Content_Type="application/json").status == 404
    assert box.entries() == []
    *_, stray = box.read("limit=1000", what="strays").lines
    assert stray["body"] == WEBHOOK
    assert mistyped.endswith(stray["path"])


@pytest.mark.parametrize(
    "end",
    [
        "",
        "/",
        "/../{token}x",
        "/{token}/..",
        "/{token}/%2e%2e",
        "/{token}%00",
        "/{token}%0a",
        "/%2e%2e%2f{token}/x",
        "//",
    ],
)
def test_path_tricks_write_nothing(box: Box, end: str) -> None:
    token = box.hook.rpartition("/")[2]
    address = box.hook.rpartition("/")[0] + end.format(token=token)
    assert box.post(b"{}", address).status in (400, 404)
    assert box.entries() == []


@pytest.mark.parametrize("key", ["", "wrong", "ü" * 43])
def test_a_wrong_key_reads_nothing(new_box: Box, key: str) -> None:
    box = new_box
    box.post(b"secret")
    for what in ("", "health", "strays"):
        reply = box.read(what=what, key=key.encode().decode("latin-1"))
        assert reply.status == 403
        assert b"secret" not in reply.body


def test_guesses_get_slow_and_the_right_key_does_not(new_box: Box) -> None:
    box = new_box
    for _ in range(11):
        assert box.read(key="guess").status == 403
    with ThreadPoolExecutor(8) as pool:
        guesses = [pool.submit(box.read, key="guess") for _ in range(8)]
        assert box.read().status == 200
        assert not all(guess.done() for guess in guesses)  # the right key did not wait for the guesses


def test_health_tells_how_it_is(new_box: Box) -> None:
    box = new_box
    empty = box.read(what="health").json
    assert (empty["count"], empty["newest_id"], empty["newest_at"]) == (0, 0, None)
    box.post(b"1")
    (entry,) = box.entries()
    health = box.read(what="health").json
    assert (health["count"], health["newest_id"], health["newest_at"]) == (1, entry["id"], entry["at"])
    assert health["free_bytes"] > 0
    assert health["version"]


@pytest.mark.parametrize(
    "query", ["after=x", "after=-1", "after=99999999999999999", "limit=0", "limit=a", "wait=-1", "after=1e3"]
)
def test_a_question_that_makes_no_sense_is_refused(box: Box, query: str) -> None:
    assert box.read(query).status == 400


def test_nothing_that_is_answered_can_be_shown_as_a_page(box: Box) -> None:
    box.post(b"<script>alert(1)</script>", box.hook[:-1])
    box.post(b"<script>alert(1)</script>")
    replies = [
        box.read(),
        box.read(what="strays"),
        box.read(what="health"),
        box.read(key="x"),
        box.ask("GET", box.hook),
    ]
    for reply in replies:
        kind = reply.headers["content-type"].partition(";")[0]
        assert kind in ("application/json", "application/x-ndjson", "text/plain")
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["cache-control"] == "no-store"
    kinds = [reply.headers["content-type"].partition(";")[0] for reply in replies[:2]]
    assert kinds == ["application/x-ndjson"] * 2


def test_an_id_that_is_not_here_any_more_is_told_as_a_gap(box: Box) -> None:
    box.post(b"1")
    (kept,) = box.entries()
    later = kept["id"] + 10**9
    assert box.entries(after=later) == [{"gap": {"after": kept["id"], "upto": later}}]
    box.post(b"2")
    gap, entry = box.entries(after=later)
    assert gap == {"gap": {"after": kept["id"], "upto": later}}
    assert entry["body"] == "2"
    assert entry["id"] > later  # never an id that the desk has passed already


def test_http_1_0_is_served(box: Box) -> None:
    path = box.hook.partition(f":{box.port}")[2]
    answer = raw(box, f"POST {path} HTTP/1.0\r\nContent-Length: 2\r\n\r\n{{}}".encode())
    assert answer.partition(b"\r\n")[0].endswith(b"200 OK")
    assert [entry["body"] for entry in box.entries()] == ["{}"]
