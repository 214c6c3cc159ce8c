"""1,000 webhooks in a file of 50 MB, in six forms: found, and how long that takes; then damaged lines.

python tests/bench/log_paste.py [MB] [WEBHOOKS] [DAMAGED LINES]
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kazadesk.assembly import Options, open_session
from kazadesk.core.link import CreatedLink, LinkRequest, LinkState
from kazadesk.core.redact import Redactor
from kazadesk.practice.account import CREDENTIALS, EMAIL
from kazadesk.services.log_file import verify_log
from kazadesk.services.session import Session
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.settings_file import SettingsFile
from tests.log_forms import FORMS, Webhook, webhooks


async def opened(folder: Path) -> tuple[Session, SettingsFile]:
    data = DataFolder.make(folder)
    settings = SettingsFile(data.settings)
    options = Options(practice=True, base_url="http://127.0.0.1:9")
    return await open_session(options, data, settings, Redactor()), settings


async def add_links(session: Session, hooks: list[Webhook]) -> None:
    for each in hooks:
        request = LinkRequest(each["amount"], "USD", EMAIL, each["ref"])
        link = await session.links._ledger.add_link(request, profile="practice", sender="bench")
        created = CreatedLink(f"http://127.0.0.1/{each['order_id']}", each["order_id"])
        await session.links._ledger.finish_link(link.id, LinkState.WAITING, created=created)


async def stalls(longest: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(0.001)
        longest[0] = max(longest[0], time.perf_counter() - began - 0.001)


async def form(name: str, size: int, number: int) -> None:
    hooks = webhooks(number, CREDENTIALS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        characters, text = size, FORMS[name](size, hooks)
        while (written := len(text.encode())) > size:  # letters of more than a byte
            characters = characters * size // written - 1000
            text = FORMS[name](characters, hooks)
        path.write_text(text, "utf-8")
        session, settings = await opened(Path(folder) / "data")
        await add_links(session, hooks)
        longest = [0.0]
        watch = asyncio.create_task(stalls(longest))
        await asyncio.sleep(5.0)
        idle, longest[0] = longest[0], 0.0
        began = time.perf_counter()
        verdicts = await verify_log(session.verify, path, lambda percent, found: None)
        took = time.perf_counter() - began
        paid = sum(verdict.code == "paid" for verdict in verdicts)
        job = asyncio.create_task(verify_log(session.verify, path, lambda percent, found: None))
        await asyncio.sleep(0.4)
        began = time.perf_counter()
        job.cancel()
        await asyncio.gather(job, return_exceptions=True)
        stopped = time.perf_counter() - began
        watch.cancel()
        await session.close()
        settings.close()
    print(
        f"{name:<10} {written / 1e6:.0f} MB: {paid} of {number} paid in {took:.1f} s,"
        f" longest stall {longest[0] * 1000:.0f} ms (with nothing to do {idle * 1000:.0f} ms),"
        f" stopped in {stopped * 1000:.0f} ms"
    )


def damaged(hook: Webhook, chance: random.Random) -> str:
    """One line of a log whose webhook has lost, doubled or changed something."""
    text = json.dumps(hook)
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(text))
        match chance.randrange(5):
            case 0:
                text = text[:place]
            case 1:
                text = text[:place] + text[place + chance.randint(1, 20) :]
            case 2:
                text = text[:place] + chance.choice('0123456789abcXYZ":{},') + text[place + 1 :]
            case 3:
                text = text[:place] + text[max(0, place - 15) : place] + text[place:]
            case _:
                name = chance.choice(list(hook))
                text = text.replace(f'"{name}"', f'"{name[:-1]}"', 1)
        text = text or "x"
    return text


async def damage(number: int) -> None:
    """Of links that timed out or ask another amount: whatever the damage, nothing may turn green."""
    chance = random.Random(11)
    hooks = [each | {"status": "timed_out"} for each in webhooks(200, CREDENTIALS, seed=9)]
    asked = [each | {"amount": f"{float(each['amount']) + 1:.2f}"} for each in hooks[:100]] + hooks[100:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "damaged.log"
        lines = [f"2026-11-26 [info] {damaged(chance.choice(hooks), chance)}" for _ in range(number)]
        good = webhooks(1, CREDENTIALS, seed=12)[0]
        lines.insert(number // 2, json.dumps(good))
        path.write_text("\n".join(lines), "utf-8")
        session, settings = await opened(Path(folder) / "data")
        await add_links(session, [*asked, good | {"ref": "KD-GOOD"}])
        began = time.perf_counter()
        verdicts = await verify_log(session.verify, path, lambda percent, found: None)
        green = [verdict.order_id for verdict in verdicts if verdict.code == "paid"]
        await session.close()
        settings.close()
    print(
        f"{number} damaged lines: {len(verdicts)} verdicts in {time.perf_counter() - began:.0f} s, wrong greens:", green
    )


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    lines = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
    for name in FORMS:
        asyncio.run(form(name, size << 20, number))
    asyncio.run(damage(lines))


if __name__ == "__main__":
    main()
