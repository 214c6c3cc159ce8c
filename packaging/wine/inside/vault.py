"""Saves or loads credentials through KazaDesk's own vault, in the Credential Manager of this Windows."""

from __future__ import annotations

import asyncio
import sys

from kazadesk.core.redact import Secret
from kazadesk.core.webhook.signature import Credentials
from kazadesk.storage.vault import Vault

KEPT = Credentials("متجر الأمل", Secret("0DE5C0FFEE01"), Secret("s3cret-of-the-check"))


async def main(act: str) -> str:
    vault = Vault()
    if act == "save":
        return (await vault.save(KEPT)).where
    loaded = await vault.load(KEPT.profile, asked=True)
    await vault.delete(KEPT.profile)
    return "as saved" if loaded == KEPT else f"not as saved: {loaded}"


print(asyncio.run(main(sys.argv[1])))
