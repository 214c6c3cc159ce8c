"""Everything that a network and a provider can do to one create, over real sockets."""

from __future__ import annotations

import gzip
import json
import socket
import struct
import threading
import time
import tracemalloc
import zlib

import pytest

MIB = 1024 * 1024
GOOD = b'{"success": true, "id": "1", "url": "http://127.0.0.1/pay/1"}'


def hang_up_by_reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


class TestNotSent:
    def test_a_name_that_does_not_exist(self, attempt) -> None:
        outcome = attempt("https://outdoor.kazadesk-test.invalid/wallet")
        assert (outcome.state, outcome.code) == ("unsent", "dns_failed")
        assert outcome.details["host"] == "outdoor.kazadesk-test.invalid"

    def test_nobody_listens(self, attempt) -> None:
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        outcome = attempt(f"http://127.0.0.1:{port}")
        assert (outcome.state, outcome.code) == ("unsent", "connection_refused")

    def test_no_network(self, attempt) -> None:
        # TCP never reaches the broadcast address: the system itself says that the network is unreachable
        outcome = attempt("https://255.255.255.255/wallet")
        assert (outcome.state, outcome.code) == ("unsent", "network_unreachable")

    def test_nobody_answers_the_connection(self, attempt) -> None:
        with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
            address = full.getsockname()
            waiting = [socket.socket() for _ in range(3)]
            for one in waiting:
                one.setblocking(False)
                one.connect_ex(address)
            outcome = attempt(f"http://127.0.0.1:{address[1]}", connect_timeout=0.3)
            for one in waiting:
                one.close()
        assert (outcome.state, outcome.code) == ("unsent", "connect_timeout")

    def test_the_total_timeout_before_anything_was_sent(self, attempt) -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            base_url = f"https://127.0.0.1:{silent.getsockname()[1]}"
            outcome = attempt(base_url, total_timeout=0.3)
        assert (outcome.state, outcome.code) == ("unsent", "connect_timeout")


class TestTheConnectionBreaks:
    def test_reset_before_the_request_was_read(self, attempt, raw_server) -> None:
        server = raw_server(lambda server, connection: hang_up_by_reset(connection))
        outcome = attempt(server.base_url)
        # It may come so early that the connection never stood
        assert (outcome.state, outcome.code) in (("unsent", "reset"), ("unknown", "reset"), ("unknown", "no_answer"))

    def test_reset_after_the_request(self, attempt, raw_server) -> None:
        def script(server, connection) -> None:
            server.read_request(connection)
            hang_up_by_reset(connection)

        outcome = attempt(raw_server(script).base_url)
        assert (outcome.state, outcome.code) == ("unknown", "reset")

    def test_closed_without_an_answer(self, attempt, raw_server) -> None:
        outcome = attempt(raw_server(lambda server, connection: server.read_request(connection)).base_url)
        assert (outcome.state, outcome.code) == ("unknown", "no_answer")

    @pytest.mark.parametrize(
        "answer",
        [
            b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + GOOD,
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n" + GOOD[:16] + b"\r\n",
        ],
    )
    def test_the_answer_is_cut_off(self, answer, attempt, raw_server) -> None:
        def script(server, connection) -> None:
            server.read_request(connection)
            connection.sendall(answer)

        outcome = attempt(raw_server(script).base_url)
        assert (outcome.state, outcome.code) == ("unknown", "cut_answer")

    @pytest.mark.parametrize(
        "answer",
        [b"SSH-2.0-OpenSSH_9.6\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000, b"HTTP/1.1 2000\r\n\r\n"],
    )
    def test_the_answer_is_no_http(self, answer, attempt, raw_server) -> None:
        def script(server, connection) -> None:
            server.read_request(connection)
            connection.sendall(answer)

        outcome = attempt(raw_server(script).base_url)
        assert (outcome.state, outcome.code) == ("unknown", "broken_http")


class TestTimeAndSize:
    def test_no_answer_in_time(self, attempt, raw_server) -> None:
        server = raw_server(lambda server, connection: (server.read_request(connection), connection.recv(1)))
        outcome = attempt(server.base_url, read_timeout=0.3)
        assert (outcome.state, outcome.code) == ("unknown", "read_timeout")

    @pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"])
    def test_a_drip_ends_with_the_total_timeout(self, head, attempt, raw_server) -> None:
        def script(server, connection) -> None:
            server.read_request(connection)
            connection.sendall(head)
            hung_up = threading.Event()
            for _ in range(600):
                connection.sendall(b"1" if head else b"H")
                hung_up.wait(0.1)

        server = raw_server(script)
        started = time.monotonic()
        outcome = attempt(server.base_url, total_timeout=0.6)
        assert (outcome.state, outcome.code) == ("unknown", "total_timeout")
        assert time.monotonic() - started < 30  # not the minute that the drip goes on

    def test_an_answer_of_a_gigabyte_is_given_up_after_one_mebibyte(self, attempt, raw_server) -> None:
        sent = 0

        def script(server, connection) -> None:
            nonlocal sent
            server.read_request(connection)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n")
            piece = b"x" * 65536
            while sent < 1024 * MIB:
                connection.sendall(piece)
                sent += len(piece)

        server = raw_server(script)
        attempt("http://127.0.0.1:9")  # loads what the first request loads
        tracemalloc.start()
        outcome = attempt(server.base_url)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert (outcome.state, outcome.code) == ("unknown", "answer_too_large")
        assert sent < 32 * MIB
        assert peak < 6 * MIB

    def test_a_gzip_bomb_grows_no_further_than_one_mebibyte(self, attempt, answering) -> None:
        packer = zlib.compressobj(9, wbits=31)
        bomb = b"".join(packer.compress(bytes(MIB)) for _ in range(512)) + packer.flush()
        assert len(bomb) < MIB
        server = answering("200 OK", bomb, "Content-Encoding: gzip", "Content-Type: application/json")
        attempt("http://127.0.0.1:9")
        tracemalloc.start()
        outcome = attempt(server.base_url)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert (outcome.state, outcome.code) == ("unknown", "answer_too_large")
        assert peak < 8 * MIB

    @pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
    def test_an_answer_packed_unasked_is_read_all_the_same(self, encoding, pack, attempt, answering) -> None:
        server = answering("200 OK", pack(GOOD), f"Content-Encoding: {encoding}")
        assert attempt(server.base_url).link.order_id == "1"

    @pytest.mark.parametrize(
        ("encoding", "body", "code"),
        [
            pytest.param("br", GOOD, "bad_encoding", id="brotli"),
            pytest.param("gzip", GOOD, "bad_encoding", id="not packed"),
            # Named by hand: a gzip header carries the time, and workers must collect the same names.
            pytest.param("gzip", gzip.compress(GOOD)[:30], "cut_answer", id="cut"),
        ],
    )
    def test_an_answer_packed_strangely_is_unreadable(self, encoding, body, code, attempt, answering) -> None:
        outcome = attempt(answering("200 OK", body, f"Content-Encoding: {encoding}").base_url)
        assert (outcome.state, outcome.code) == ("unknown", code)

    def test_a_long_answer_within_the_bound_is_read(self, attempt, answering) -> None:
        body = GOOD[:-1] + b', "more": "' + b"x" * (MIB - 100) + b'"}'
        assert attempt(answering("200 OK", body).base_url).link.order_id == "1"


class TestAnswers:
    @pytest.mark.parametrize(
        ("status", "body", "state", "code"),
        [
            ("200 OK", b"{", "unknown", "not_json"),
            ("200 OK", b"", "unknown", "not_json"),
            ("200 OK", b'{"url": "https://a.kasroad.com/1", "url": "https://b.kasroad.com/2"}', "unknown", "not_json"),
            ("200 OK", b"[" * 100_000, "unknown", "not_json"),
            ("200 OK", b'["https://a.kasroad.com/1"]', "unknown", "bad_shape"),
            ("200 OK", b'{"success": true, "id": "1"}', "unknown", "no_url"),
            ("200 OK", b'{"success": false, "error": "no such currency"}', "failed", "refused"),
            (
                "200 OK",
                b'{"error": {"message": "x", "details": {"key": "USER_NOT_FOUND"}}}',
                "failed",
                "user_not_found",
            ),
            ("201 Created", GOOD, "waiting", None),
            ("400 Bad Request", b'{"message": "amount is too small"}', "failed", "refused"),
            ("400 Bad Request", b"", "failed", "refused"),
            ("401 Unauthorized", b'{"success": false, "error": "wrong key"}', "failed", "key_rejected"),
            ("403 Forbidden", b'{"message": "wrong key"}', "failed", "key_rejected"),
            ("403 Forbidden", b"<!DOCTYPE html><title>Attention required</title>", "failed", "access_blocked"),
            ("404 Not Found", b"", "failed", "not_found"),
            ("413 Content Too Large", b"", "failed", "too_large"),
            ("429 Too Many Requests", b"", "failed", "rate_limited"),
            ("500 Internal Server Error", b'{"message": "Internal server error"}', "unknown", "server_error"),
            ("500 Internal Server Error", b'{"success": false, "error": "no such currency"}', "failed", "refused"),
            ("502 Bad Gateway", b"<html>", "unknown", "server_error"),
            ("503 Service Unavailable", b"", "unknown", "server_error"),
            ("504 Gateway Timeout", b"upstream timed out", "unknown", "server_error"),
        ],
    )
    def test_outcome_by_status_and_shape(self, status, body, state, code, attempt, answering) -> None:
        outcome = attempt(answering(status, body).base_url)
        assert (outcome.state, outcome.code) == (state, code)

    def test_a_captive_portals_page(self, attempt, answering) -> None:
        page = b"<html><body>Please log in to the hotel's network</body></html>"
        outcome = attempt(answering("200 OK", page, "Content-Type: text/html; charset=utf-8").base_url)
        assert (outcome.state, outcome.code) == ("unknown", "captive_portal")

    @pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
    def test_a_redirect_is_never_followed_so_the_key_stays_here(self, status, attempt, answering) -> None:
        elsewhere = answering("200 OK", GOOD)
        location = f"Location: http://localhost:{elsewhere.port}/wallet/createPaymentLink"
        outcome = attempt(answering(status, GOOD, location).base_url)
        assert (outcome.state, outcome.code) == ("unknown", "redirected")
        assert outcome.details["host"] == "localhost"
        assert elsewhere.connections == 0

    @pytest.mark.parametrize(
        ("header", "told"), [("120", "120"), ("soon", None), ("-5", None), ("Wed, 21 Oct 2015 07:28:00 GMT", "0")]
    )
    def test_how_long_to_wait_after_too_many_requests(self, header, told, attempt, answering) -> None:
        outcome = attempt(answering("429 Too Many Requests", b"", f"Retry-After: {header}").base_url)
        assert outcome.code == "rate_limited"
        assert outcome.details.get("retry_after") == told

    def test_a_refusal_counts_even_if_its_body_never_comes(self, attempt, raw_server) -> None:
        def script(server, connection) -> None:
            server.read_request(connection)
            connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 100\r\n\r\n{")

        outcome = attempt(raw_server(script).base_url)
        assert (outcome.state, outcome.code) == ("failed", "key_rejected")

    def test_the_key_is_removed_from_the_providers_words(self, attempt, answering) -> None:
        body = json.dumps({"error": {"message": "key 0DE5C0FFEE01 is unknown"}}).encode()
        outcome = attempt(answering("401 Unauthorized", body).base_url)
        assert outcome.details["message"] == "key ••• is unknown"

    def test_words_in_arabic_arrive_as_they_are(self, attempt, answering) -> None:
        body = json.dumps({"success": False, "error": "العملة غير مدعومة"}, ensure_ascii=False).encode()
        outcome = attempt(answering("400 Bad Request", body).base_url)
        assert outcome.details["message"] == "العملة غير مدعومة"
