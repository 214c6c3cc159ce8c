"""`create` with its durable commits against a bare httpx POST, and 200 links at once."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

import httpx

from kazadesk.assembly import Options, open_session
from kazadesk.core.link import LinkForm, LinkState
from kazadesk.core.redact import Redactor
from kazadesk.practice import CREDENTIALS, EMAIL, PracticeServer
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.settings_file import SettingsFile

ROUNDS = 100
AT_ONCE = 200


async def _bare(client: httpx.AsyncClient, url: str, number: int) -> None:
    body = {"amount": "10", "currency": "USD", "email": EMAIL, "ref": f"bare-{number}", "redirectUrl": ""}
    answer = await client.post(url, json=body, headers={"x-api-key": CREDENTIALS.api_key.reveal()})
    assert answer.json()["success"]


async def _stalls(ended: asyncio.Event) -> float:
    """The longest time in which the event loop did nothing else, in seconds."""
    longest = 0.0
    while not ended.is_set():
        began = time.perf_counter()
        await asyncio.sleep(0.001)
        longest = max(longest, time.perf_counter() - began - 0.001)
    return longest


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder, PracticeServer() as server:
        data = DataFolder.make(Path(folder))
        options = Options(practice=True, base_url=server.base_url)
        session = await open_session(options, data, SettingsFile(data.settings), Redactor())
        form = LinkForm("10", "USD", EMAIL)
        await session.links.create(form)
        # A fresh connection for each request, as KazaDesk makes them
        client = httpx.AsyncClient(limits=httpx.Limits(max_keepalive_connections=0))
        url = f"{server.base_url}/createPaymentLink"
        await _bare(client, url, -1)
        bare, ours = [], []
        for number in range(ROUNDS):
            began = time.perf_counter()
            await _bare(client, url, number)
            bare.append(time.perf_counter() - began)
            began = time.perf_counter()
            await session.links.create(form)
            ours.append(time.perf_counter() - began)
        base, value = statistics.median(bare), statistics.median(ours)
        print(f"bare httpx POST: {base * 1000:.1f} ms; create: {value * 1000:.1f} ms, {value / base:.2f} x")

        ended = asyncio.Event()
        watch = asyncio.ensure_future(_stalls(ended))
        began = time.perf_counter()
        links = await asyncio.gather(*(session.links.create(form) for _ in range(AT_ONCE)))
        seconds = time.perf_counter() - began
        ended.set()
        waiting = sum(link.state is LinkState.WAITING for link in links)
        print(f"{AT_ONCE} at once: {waiting} waiting after {seconds:.2f} s, longest stall {await watch * 1000:.0f} ms")
        await client.aclose()
        await session.close()


if __name__ == "__main__":
    asyncio.run(main())
