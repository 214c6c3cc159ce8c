"""kazadesk inbox: the mailbox that receives webhooks."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from kazadesk.inbox.server import InboxServer


async def serve(folder: Path, args: argparse.Namespace) -> int:
    """Until it is told to end. Raises InboxError."""
    from kazadesk.inbox.server import InboxServer

    server = InboxServer(
        folder / "mailbox.sqlite",
        host=args.host,
        port=args.port,
        renew_token=args.new_address,
        renew_key=args.new_key,
    )
    await asyncio.to_thread(server.start)
    try:
        _announce(server, as_json=args.json)
        told = asyncio.Event()
        if os.name == "posix":  # what is under way is answered first: each webhook comes only once
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, told.set)
        await told.wait()
    finally:
        await asyncio.to_thread(server.stop)
    return 0


def _announce(server: InboxServer, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"hook": server.hook, "pull": server.pull, "read_key": server.read_key}), flush=True)
        return
    print(f"Webhook address (secret; enter it at Kazawallet):  {server.hook}")
    print(f"Pull address (for KazaDesk):                       {server.pull}")
    if server.read_key:
        print(f"Read key (shown only this once; for KazaDesk):     {server.read_key}")
    print("From outside, a tunnel or a web server with HTTPS must forward to this address.", flush=True)


def print_php() -> int:
    """The file on standard output; what must be kept on standard error, so that it lands in no file by chance."""
    from kazadesk.inbox.php import make_php

    made = make_php()
    print(made.text, end="")
    lines = (
        "Put the file on your web space as inbox.php. For a shop.example of your own:",
        f"  Webhook address (secret; enter it at Kazawallet):  https://shop.example/inbox.php/{made.write_token}",
        "  Pull address (for KazaDesk):                       https://shop.example/inbox.php",
        f"  Read key (shown only this once; for KazaDesk):     {made.read_key}",
    )
    print("\n".join(lines), file=sys.stderr)
    return 0
