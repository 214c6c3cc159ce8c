"""Starting, stopping, sharing a port, and failing on purpose."""

from __future__ import annotations

import http.client
import json
import socket
import sys
import threading
import time

import pytest

from kazadesk.core.errors import InputError, PracticeError
from kazadesk.practice import Faults, PracticeServer, RandomFaults, start_anywhere
from kazadesk.practice.faults import HARMFUL, error


def test_it_starts_listening_and_stops(browse) -> None:
    server = PracticeServer()
    server.start()
    assert server.base_url == f"http://127.0.0.1:{server.port}/wallet"
    assert browse(server).create().status == 200
    server.stop()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port))
    server.stop()


def test_it_stops_with_calls_under_way(browse) -> None:
    with PracticeServer(faults=Faults(delay=60)) as server:
        ended = threading.Event()

        def ask() -> None:
            with pytest.raises((http.client.HTTPException, OSError)):
                browse(server).create()
            ended.set()

        asking = threading.Thread(target=ask)
        asking.start()
        while not server.records.all():
            time.sleep(0.01)
        started = time.monotonic()
        server.stop()
        assert time.monotonic() - started < 30  # half a second; not the minute that the calls have left
        assert ended.wait(30)
        asking.join()


def test_links_outlive_a_restart(tmp_path, browse) -> None:
    path = tmp_path / "provider.jsonl"
    with PracticeServer(records=path) as server:
        link_id = browse(server).create().json["id"]
        port = server.port
    with PracticeServer(records=path, port=port) as server:
        assert browse(server).get(f"/pay/{link_id}").status == 200
        assert browse(server).post(f"/practice/pay/{link_id}").json["status"] == "fulfilled"


def test_a_taken_port_is_said_and_another_one_found(tmp_path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PracticeError) as caught:
            PracticeServer(port=port).start()
        assert (caught.value.code, caught.value.details["port"]) == ("port_in_use", str(port))
    with PracticeServer() as stranger:
        server = start_anywhere(port=stranger.port, records=tmp_path / "provider.jsonl")
        try:
            assert server.port != stranger.port
            assert server.pay_url("1") == f"http://127.0.0.1:{server.port}/pay/1"
        finally:
            server.stop()


def test_of_two_with_the_same_records_the_first_shows_the_pages(tmp_path, browse) -> None:
    path = tmp_path / "provider.jsonl"
    with PracticeServer(records=path) as first:
        second = start_anywhere(port=first.port, records=path)
        try:
            created = browse(second).create().json
        finally:
            second.stop()
        assert created["url"] == first.pay_url(created["id"])
        assert browse(first).get(f"/pay/{created['id']}").status == 200


def test_a_port_that_is_held_by_something_else_entirely(tmp_path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:

        def answer() -> None:
            connection, _ = other.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"SSH-2.0-OpenSSH\r\n")

        answering = threading.Thread(target=answer)
        answering.start()
        server = start_anywhere(port=other.getsockname()[1], records=tmp_path / "provider.jsonl")
        server.stop()
        answering.join()
        assert server.page_port is None


def test_records_that_cannot_be_read_are_said(tmp_path) -> None:
    folder = tmp_path / "provider.jsonl"
    folder.mkdir()
    with pytest.raises(PracticeError, match="practice_failed"):
        PracticeServer(records=folder)


def test_a_server_that_cannot_run_says_why(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    server = PracticeServer()
    with pytest.raises(PracticeError) as caught:
        server.start()
    assert caught.value.code == "practice_failed"
    assert "uvicorn" in caught.value.details["reason"]
    with socket.create_server(("127.0.0.1", server.port)):
        pass  # its port is free again


@pytest.mark.parametrize(
    "url",
    ["https://127.0.0.1/", "http://shop.example/", "http://127.0.0.1:x/", "http://u@localhost/", "//localhost/", ""],
)
def test_webhooks_stay_on_this_machine(url) -> None:
    if not url:
        assert PracticeServer(webhook_url=url).webhook_url is None
        return
    with pytest.raises(InputError) as caught:
        PracticeServer(webhook_url=url)
    assert (caught.value.field, caught.value.code) == ("webhook_url", "not_loopback")


class TestFaults:
    def test_each_queued_fault_is_for_one_call(self, server, browser) -> None:
        server.fail_next(error(429, b'{"message": "slow down"}', retry_after="7"), error(503, b""))
        first, second, third = (browser.create() for _ in range(3))
        assert (first.status, first.headers["retry-after"]) == (429, "7")
        assert second.status == 503
        assert third.status == 200

    @pytest.mark.parametrize("drop", ["close", "reset"])
    @pytest.mark.parametrize("record", [True, False])
    def test_the_connection_breaks_with_or_without_a_link_made(self, drop, record, server, browser) -> None:
        before = len(server.records.all())
        server.fail_next(Faults(drop=drop, record=record))
        with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
            browser.create()
        assert len(server.records.all()) - before == int(record)

    def test_an_answer_is_cut_off(self, server, browser) -> None:
        server.fail_next(Faults(cut=True))
        with pytest.raises(http.client.IncompleteRead):
            browser.create()

    def test_an_answer_may_be_made_of_the_request(self, server, browser) -> None:
        server.fail_next(Faults(body=lambda asked: json.dumps({"url": asked["redirectUrl"]}).encode()))
        assert browser.create(redirectUrl="https://shop.example").json == {"url": "https://shop.example"}

    def test_a_drip_and_an_endless_answer(self, server, browser) -> None:
        server.fail_next(Faults(drip=0.001), Faults(body=b"x" * 65536, endless=True))
        assert browser.create().json["success"] is True
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        headers = {"x-api-key": "0DE5C0FFEE01"}
        connection.request("POST", "/wallet/createPaymentLink", b"{}", headers)
        assert len(connection.getresponse().read(1_000_000)) == 1_000_000
        connection.close()
        assert browser.create().status == 200, "the endless answer ended with its caller"

    def test_random_faults_come_in_the_same_row_for_the_same_seed(self) -> None:
        rows = [
            [faults.draw() for _ in range(200)] for faults in (RandomFaults(0.5, seed=7), RandomFaults(0.5, seed=7))
        ]
        assert rows[0] == rows[1]
        assert 60 < sum(fault is not None for fault in rows[0]) < 140
        assert {fault for fault in rows[0] if fault} == set(HARMFUL)

    def test_no_harmful_fault_denies_a_link_that_was_made(self) -> None:
        for fault in HARMFUL:
            assert not (400 <= fault.status < 500 and fault.record)
