"""verify over 100,000 genuine payloads, without and with recording, against a bare loop of the same cryptography.

In turns, a paste each, as the pace of a shared machine changes within seconds.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import tempfile
import time
from base64 import b64encode
from pathlib import Path
from statistics import median

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
    return time.perf_counter() - began


async def main() -> None:
    lines = [_payload(number) for number in range(COUNT)]
    pastes = ["\n".join(lines[start : start + A_PASTE]) for start in range(0, COUNT, A_PASTE)]
    with tempfile.TemporaryDirectory() as folder:
        data = DataFolder.make(Path(folder))
        options = Options(practice=True)
        session = await open_session(options, data, SettingsFile(data.settings), Redactor(), with_stand_in=False)
        for record in (False, True):
            bare, took = [], []
            for paste in pastes:
                bare.append(_bare(paste.split("\n")))
                began = time.perf_counter()
                verdicts = await session.verify.verify(paste, record=record)
                took.append(time.perf_counter() - began)
                assert all(verdict.code is VerdictCode.PAID_UNKNOWN for verdict in verdicts)
            ratio = median(one / other for one, other in zip(bare, took, strict=True))
            kind = "recorded, durable" if record else "not recorded"
            print(f"bare loop: {COUNT / sum(bare):,.0f} payloads a second")
            print(f"verify, {kind}: {COUNT / sum(took):,.0f} a second, {ratio:.2f} x the bare loop")
        await session.close()


if __name__ == "__main__":
    asyncio.run(main())
