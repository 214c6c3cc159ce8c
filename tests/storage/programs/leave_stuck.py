"""Ask a keyring that never answers, stop waiting, and end."""

# ruff: noqa: T201

import asyncio

from kazadesk.storage.vault import Vault


async def main():
    asking = asyncio.create_task(Vault().load("shop", asked=True))
    await asyncio.wait([asking], timeout=0.5)
    print("stuck" if not asking.done() else "answered")
    asking.cancel()
    await asyncio.wait([asking])


asyncio.run(main())
