"""verify over 100,000 genuine payloads, without and with recording, against a bare loop of the same cryptography."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import tempfile
import time
from base64 import b64encode
from pathlib import Path

from kazadesk.assembly import Options, open_session
from kazadesk.core.redact import Redactor
from kazadesk.core.webhook.signature import signature_text
from kazadesk.core.webhook.verdict import VerdictCode
from kazadesk.practice import CREDENTIALS
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.settings_file import SettingsFile

COUNT = 100_000
A_PASTE = 1000


def _payload(number: int) -> str:
    amount, order_id = f"{number % 900 + 1}.50", f"65f1a2b3c4{number:08x}"
    fields = {"order_id": order_id, "secret": signature_text(amount, order_id, CREDENTIALS), "amount": amount}
    return json.dumps(fields | {"ref": f"INV-{number}", "status": "fulfilled", "currency": "USD"})


def _bare(lines: list[str]) -> float:
    key, secret = CREDENTIALS.api_key.reveal(), CREDENTIALS.api_secret.reveal().encode()
    began = time.perf_counter()
    for line in lines:
        fields = json.loads(line)
        digest = hashlib.sha256(f"{fields['amount']}:::{fields['order_id']}:::{key}".encode()).digest()
        expected = b64encode(hmac.new(secret, digest, "sha512").digest())
        assert hmac.compare_digest(expected, fields["secret"].encode())
    return len(lines) / (time.perf_counter() - began)


async def main() -> None:
    lines = [_payload(number) for number in range(COUNT)]
    pastes = ["\n".join(lines[start : start + A_PASTE]) for start in range(0, COUNT, A_PASTE)]
    with tempfile.TemporaryDirectory() as folder:
        data = DataFolder.make(Path(folder))
        options = Options(practice=True)
        session = await open_session(options, data, SettingsFile(data.settings), Redactor(), with_stand_in=False)
        base = _bare(lines)
        print(f"bare loop: {base:,.0f} payloads a second")
        for record in (False, True):
            began = time.perf_counter()
            for paste in pastes:
                verdicts = await session.verify.verify(paste, record=record)
                assert all(verdict.code is VerdictCode.PAID_UNKNOWN for verdict in verdicts)
            rate = COUNT / (time.perf_counter() - began)
            kind = "recorded, durable" if record else "not recorded"
            print(f"verify, {kind}: {rate:,.0f} a second, {rate / base:.2f} x the bare loop")
        await session.close()


if __name__ == "__main__":
    asyncio.run(main())
