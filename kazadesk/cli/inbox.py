"""kazadesk inbox: the mailbox that receives webhooks."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

from kazadesk.cli.asking import ask_secret
from kazadesk.core.errors import InboxError, KazaDeskError
from kazadesk.core.plain import json_line
from kazadesk.words.voice import isolated, local_time, ltr, translate

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from kazadesk.inbox.server import InboxServer
    from kazadesk.services.inbox import Arrived
    from kazadesk.services.receiving_state import ReceivingState
    from kazadesk.services.session import Session


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
        if args.with_parent:  # the pipe closes however the parent ends
            _watch_parent(asyncio.get_running_loop(), told)
        await told.wait()
    finally:
        await asyncio.to_thread(server.stop)
    return 0


def _watch_parent(loop: asyncio.AbstractEventLoop, told: asyncio.Event) -> None:
    def wait() -> None:
        with contextlib.suppress(OSError, ValueError):
            while sys.stdin is not None and sys.stdin.buffer.read(1):
                pass
        with contextlib.suppress(RuntimeError):  # ended already
            loop.call_soon_threadsafe(told.set)

    threading.Thread(target=wait, name="parent", daemon=True).start()


def _announce(server: InboxServer, *, as_json: bool) -> None:
    if as_json:
        print(json_line({"hook": server.hook, "pull": server.pull, "read_key": server.read_key}), flush=True)
        return
    print("\n".join(_addresses(server.hook, server.pull, server.read_key)))
    print(
        translate("Cli", "From outside, a tunnel or a web server with HTTPS must forward to this address."), flush=True
    )


def _addresses(hook: str, pull: str, read_key: str | None) -> list[str]:
    lines = [
        (translate("Cli", "Notice (webhook) address (secret; enter it at Kazawallet):"), hook),
        (translate("Cli", "Pull address (for KazaDesk):"), pull),
    ]
    if read_key:
        lines.append((translate("Cli", "Read key (shown only this once; for KazaDesk):"), read_key))
    wide = max(len(words) for words, _ in lines)
    return [f"{words:<{wide}}  {what}" for words, what in lines]  # nothing around it that a copy would carry


def print_php() -> int:
    """The file on standard output; what must be kept on standard error, so that it lands in no file by chance."""
    from kazadesk.inbox.php import make_php

    made = make_php()
    print(made.text, end="")
    place = "https://shop.example/inbox.php"
    lines = [
        translate("Cli", "Put the file on your web space as inbox.php. For a shop.example of your own:"),
        *(f"  {line}" for line in _addresses(f"{place}/{made.write_token}", place, made.read_key)),
    ]
    print("\n".join(lines), file=sys.stderr)
    return 0


async def connect(session: Session, args: argparse.Namespace) -> int:
    """Keep the way to the mailbox after it was proved. Raises InputErrors, InboxError, VaultError."""
    key = await asyncio.to_thread(ask_secret, translate("Cli", "Read key:") + " ")
    access = session.inbox.checked(session.profiles.current, args.pull, args.hook, key)
    seconds = await session.inbox.check(access)
    kept = await session.inbox.save(access)
    if kept.problem is not None:
        raise kept.problem
    what = translate("Cli", "a probe came back") if args.hook else translate("Cli", "the read key fits")
    told = translate("Cli", "Connected: {what} after {seconds} s. Pull with: {command}")
    print(told.format(what=what, seconds=f"{seconds:.1f}", command=ltr("kazadesk inbox pull")))
    return 0


async def disconnect(session: Session, _args: argparse.Namespace) -> int:
    """Nothing is pulled any more. Raises VaultError."""
    await session.inbox.forget(session.profiles.current)
    return 0


async def pull(session: Session, args: argparse.Namespace) -> int:
    """Everything that has come, or what comes until interrupted. The exit status is that of `verify`."""
    from kazadesk.core.webhook.verdict_data import exit_status, gravest
    from kazadesk.services.receiving import Receiving

    profiles = await session.inbox.set_up()
    if session.profiles.chosen is not None:
        profiles = [name for name in profiles if name == session.profiles.chosen]
    if not profiles:
        raise InboxError("inbox_not_set_up")
    if args.watch:
        told: dict[str, str | None] = {}

        def tell(state: ReceivingState) -> None:
            code = state.problem.code if state.problem is not None else None
            if code != told.get(state.profile):
                told[state.profile] = code
                _say_state(session, state)

        await Receiving(session.inbox, profiles, lambda arrived: _print(session, arrived, args.json), tell).run()
    status = 0
    for profile in profiles:
        gap_told = False
        while (pulled := await session.inbox.pull(profile, asked=True)).posts or (pulled.gap and not gap_told):
            if pulled.gap and not gap_told:
                gap_told = True
                _say(gap_sentence())
            for arrived in pulled.arrived:
                _print(session, arrived, args.json)
                status = gravest((status, exit_status(arrived.verdicts)))
    return status


COMMANDS = {"connect": connect, "disconnect": disconnect, "pull": pull}


def gap_sentence() -> str:
    return translate(
        "Cli",
        "The mailbox does not know what this desk had last: it was restored or replaced, or another desk has read more."
        " Look whether a payment is missing.",
    )


def _print(session: Session, arrived: Arrived, as_json: bool) -> None:
    from kazadesk.cli.words import verdict_sentence
    from kazadesk.core.webhook.verdict_data import to_json

    for verdict in arrived.verdicts:
        if as_json:
            about = {"source": "inbox", "arrived_at": arrived.at, **to_json(verdict)}
            print(json_line(about | {"profile": session.verify.profile_shown(verdict)}), flush=True)
        else:
            print(f"{local_time(arrived.at)}  {verdict_sentence(verdict)}", flush=True)


def _say_state(session: Session, state: ReceivingState) -> None:
    from kazadesk.cli.words import error_sentence

    if state.problem is not None:
        _say(error_sentence(state.problem) if isinstance(state.problem, KazaDeskError) else str(state.problem))
    elif state.gap:
        _say(gap_sentence())
    else:
        told = translate("Cli", "Receiving for {account}.")
        _say(told.format(account=isolated(session.profiles.shown(state.profile))))


def _say(sentence: str) -> None:
    from kazadesk.cli.status import say

    say(sentence)
