"""One create, seen from outside: what goes over the wire, when "maybe sent" is committed, what cancelling leaves."""

from __future__ import annotations

import asyncio
import base64
import json
import socket
import subprocess
import sys
from collections.abc import Callable

import httpcore
import pytest

from kazadesk.api.client import AT_ONCE, KazawalletClient, Wallet
from kazadesk.api.codes import CHECK
from kazadesk.core.errors import CheckError, LedgerError, LinkNotSent, LinkOutcomeUnknown, LinkRefused
from kazadesk.core.link import LinkRequest
from kazadesk.core.redact import Redactor, Secret
from kazadesk.core.webhook.signature import Credentials
from kazadesk.practice import CREDENTIALS, EMAIL, Faults

KEY = CREDENTIALS.api_key
REQUEST = LinkRequest("10.00", "USD", EMAIL, "KD-7F3KQ", None)


async def nothing() -> None:
    pass


def test_a_created_link_has_the_providers_id_and_url(attempt, provider) -> None:
    outcome = attempt(provider.base_url)
    made = provider.records.all()[-1]
    assert outcome.link.order_id == made.id
    assert outcome.link.url == provider.pay_url(made.id)
    assert (made.amount, made.currency, made.email, made.ref) == ("10.00", "USD", EMAIL, "KD-7F3KQ")
    assert made.redirect_url == "https://shop.example/thanks"


def test_what_goes_over_the_wire(attempt, answering) -> None:
    server = answering("200 OK", b'{"success": true, "id": "1", "url": "http://127.0.0.1/pay/1"}')
    request = LinkRequest("10.50", "SYP", "تاجر@example.com", "فاتورة ١٢", None)
    assert attempt(server.base_url, request).link.order_id == "1"
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    lines = head.decode("ascii").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines[1:])
    assert lines[0] == "POST /wallet/createPaymentLink HTTP/1.1"
    assert headers["x-api-key"] == KEY.reveal().lower()
    assert headers["content-type"] == "application/json"
    assert headers["accept-encoding"] == "identity"
    assert headers["connection"] == "close"
    assert CREDENTIALS.api_secret.reveal().encode() not in server.requests[0]
    assert json.loads(body) == {
        "amount": "10.50",
        "currency": "SYP",
        "email": "تاجر@example.com",
        "ref": "فاتورة ١٢",
    }


def test_maybe_sent_is_committed_before_the_first_byte(request_to_send) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    seen: list[str] = []

    async def create() -> None:
        loop = asyncio.get_running_loop()

        async def before_send() -> None:
            connection, _ = await loop.run_in_executor(None, listener.accept)
            with connection:
                connection.setblocking(False)
                with pytest.raises(BlockingIOError):
                    connection.recv(1)
                seen.append("connected, nothing sent")
            raise LedgerError("disk_full")

        client = KazawalletClient(f"http://127.0.0.1:{listener.getsockname()[1]}")
        await client.create_link(request_to_send, KEY, before_send=before_send)

    with listener, pytest.raises(LedgerError, match="disk_full"):
        asyncio.run(create())
    assert seen == ["connected, nothing sent"]


@pytest.mark.parametrize("raised", [OSError("disk"), ValueError("bug"), TimeoutError(), LinkNotSent("dns_failed")])
def test_what_before_send_raises_comes_out_as_it_is_and_nothing_is_sent(raised, raw_server, request_to_send) -> None:
    got: list[bytes] = []
    server = raw_server(lambda server, connection: got.append(connection.recv(1)))

    async def create() -> None:
        async def before_send() -> None:
            raise raised

        await KazawalletClient(server.base_url).create_link(request_to_send, KEY, before_send=before_send)

    with pytest.raises(type(raised)) as caught:
        asyncio.run(create())
    assert caught.value is raised
    assert got in ([b""], [])


def test_the_order_of_httpcores_steps_on_which_maybe_sent_stands(provider) -> None:
    """Their names are no promise of httpcore: this fails if an upgrade changes them."""
    steps: list[str] = []

    async def trace(event: str, info: dict[str, object]) -> None:
        steps.append(event)

    async def ask() -> None:
        async with httpcore.AsyncConnectionPool() as pool:
            url = f"http://127.0.0.1:{provider.port}/practice/health"
            await pool.request("GET", url, headers={"host": f"127.0.0.1:{provider.port}"}, extensions={"trace": trace})

    asyncio.run(ask())
    assert steps[:6] == [
        "connection.connect_tcp.started",
        "connection.connect_tcp.complete",
        "http11.send_request_headers.started",
        "http11.send_request_headers.complete",
        "http11.send_request_body.started",
        "http11.send_request_body.complete",
    ]


def test_a_surprise_after_sending_is_logged_and_leaves_the_outcome_unknown(
    provider, request_to_send, monkeypatch, caplog
) -> None:
    def broken(answer: object) -> str:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr("kazadesk.api.exchange._head", broken)

    async def create() -> None:
        await KazawalletClient(provider.base_url).create_link(request_to_send, KEY, before_send=nothing)

    with pytest.raises(LinkOutcomeUnknown):
        asyncio.run(create())
    assert "a mistake of ours" in caplog.text
    assert KEY.reveal() not in caplog.text


def test_a_key_that_no_header_can_carry_is_never_sent(request_to_send, provider) -> None:
    async def create(key: str) -> None:
        await KazawalletClient(provider.base_url).create_link(request_to_send, Secret(key), before_send=nothing)

    for key in ("", "ключ", "two\r\nlines", "tab\tinside"):
        with pytest.raises(LinkNotSent, match="bad_key"):
            asyncio.run(create(key))


def test_a_slow_commit_can_run_into_the_total_timeout_and_then_nothing_is_sent(provider, request_to_send) -> None:
    async def create() -> None:
        async def never() -> None:
            await asyncio.Event().wait()

        client = KazawalletClient(provider.base_url, total_timeout=0.2)
        await client.create_link(request_to_send, KEY, before_send=never)

    before = len(provider.records.all())
    with pytest.raises(LinkNotSent, match="connect_timeout"):
        asyncio.run(create())
    assert len(provider.records.all()) == before


def test_balances_prove_key_secret_and_email(provider) -> None:
    async def wallets(credentials: Credentials = CREDENTIALS, email: str = EMAIL) -> list[Wallet]:
        return await KazawalletClient(provider.base_url).wallets(credentials, email)

    assert asyncio.run(wallets())[0] == Wallet("USD", "125.50")
    wrong_key = Credentials("practice", Secret("000000000000"), CREDENTIALS.api_secret)
    wrong_secret = Credentials("practice", KEY, Secret("000000000000"))
    for arguments, code in (
        ((wrong_key,), "key_rejected"),
        ((wrong_secret,), "secret_rejected"),
        ((CREDENTIALS, "stranger@example.com"), "user_not_found"),
        ((CREDENTIALS, "two\nlines@example.com"), "bad_email"),
    ):
        with pytest.raises(CheckError) as caught:
            asyncio.run(wallets(*arguments))
        assert caught.value.code == code
        assert code in CHECK


def test_a_check_that_fails_on_the_way_says_why(provider) -> None:
    provider.fail_next(Faults(drop="close"), Faults(status=502, body=b"<html>", content_type="text/html"))

    async def check() -> list[str]:
        codes = []
        client = KazawalletClient(provider.base_url)
        for _ in range(2):
            with pytest.raises(CheckError) as caught:
                await client.wallets(CREDENTIALS, EMAIL)
            assert caught.value.code in CHECK
            codes.append(caught.value.code)
        return codes

    assert asyncio.run(check()) == ["no_answer", "server_error"]


SPELLINGS: list[Callable[[str], str]] = [
    str,
    str.lower,
    lambda text: text.encode().hex(),
    lambda text: base64.b64encode(text.encode()).decode(),
    lambda text: base64.b64encode(f"key:{text}:1".encode()).decode(),
    lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
]


@pytest.mark.parametrize("spelled", SPELLINGS)
@pytest.mark.parametrize("filling", ["", "x" * 290, "x" * 296])
def test_a_secret_that_the_provider_echoes_is_never_told(provider, spelled, filling) -> None:
    key, secret = CREDENTIALS.api_key.reveal(), CREDENTIALS.api_secret.reveal()
    said = json.dumps({"success": False, "error": f"{filling} {spelled(key)} {spelled(secret)}"}).encode()
    provider.fail_next(*(Faults(status=400, body=said) for _ in range(2)))
    redactor = Redactor()
    redactor.learn([CREDENTIALS.api_key, CREDENTIALS.api_secret])  # as the session's has

    async def both() -> list[str]:
        client = KazawalletClient(provider.base_url, redactor=redactor)
        with pytest.raises(LinkRefused) as refused:
            await client.create_link(REQUEST, CREDENTIALS.api_key, before_send=nothing)
        with pytest.raises(CheckError) as unchecked:
            await client.wallets(CREDENTIALS, EMAIL)
        return [refused.value.details["message"], unchecked.value.details["message"]]

    for message in asyncio.run(both()):
        assert len(message) <= 300
        for hidden in (key, secret):
            assert spelled(hidden)[:8].lower() not in message.lower()


def test_importing_the_client_loads_nothing_heavy() -> None:
    code = (
        "import sys, kazadesk.api.client, kazadesk.practice;"
        "print(sorted({'httpx', 'httpcore', 'truststore', 'starlette', 'uvicorn', 'anyio'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


class TestManyAtOnce:
    def test_two_hundred_links_at_once_are_all_accounted_for(self, provider, request_to_send) -> None:
        under_way = most = 0

        async def before_send() -> None:
            nonlocal under_way, most
            under_way += 1
            most = max(most, under_way)

        async def create(client: KazawalletClient) -> str | None:
            nonlocal under_way
            link = await client.create_link(request_to_send, KEY, before_send=before_send)
            under_way -= 1
            return link.order_id

        async def create_all() -> list[str | None]:
            client = KazawalletClient(provider.base_url)
            return await asyncio.gather(*(create(client) for _ in range(200)))

        before = {link.id for link in provider.records.all()}
        ids = asyncio.run(create_all())
        assert len(set(ids)) == 200
        assert set(ids) == {link.id for link in provider.records.all()} - before
        assert most <= AT_ONCE

    def test_cancelling_at_any_point_takes_no_slot_away(self, provider, request_to_send) -> None:
        """httpcore #1093: cancelled while many compete, a pool loses its slots one by one for ever."""

        async def create_and_cancel() -> None:
            client = KazawalletClient(provider.base_url, total_timeout=20)
            for steps in range(0, 120, 3):
                tasks = [
                    asyncio.create_task(client.create_link(request_to_send, KEY, before_send=nothing))
                    for _ in range(2 * AT_ONCE)
                ]
                for _ in range(steps):
                    await asyncio.sleep(0)
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
            links = await asyncio.gather(
                *(client.create_link(request_to_send, KEY, before_send=nothing) for _ in range(3 * AT_ONCE))
            )
            assert len({link.order_id for link in links}) == 3 * AT_ONCE
            assert len(asyncio.all_tasks()) == 1

        asyncio.run(create_and_cancel())

    def test_a_cancelled_create_ends_at_once(self, raw_server, request_to_send) -> None:
        server = raw_server(lambda server, connection: (server.read_request(connection), connection.recv(1)))

        async def create() -> None:
            sent = asyncio.Event()

            async def before_send() -> None:
                sent.set()

            client = KazawalletClient(server.base_url)
            task = asyncio.create_task(client.create_link(request_to_send, KEY, before_send=before_send))
            await sent.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asyncio.wait_for(task, 1)

        asyncio.run(create())
