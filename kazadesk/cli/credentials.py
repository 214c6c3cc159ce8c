"""kazadesk credentials: API key and secret of an account, without a window."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from kazadesk.cli.asking import ask, ask_secret
from kazadesk.cli.status import EXIT_NO_CREDENTIALS, EXIT_OK, EXIT_REFUSED, say
from kazadesk.cli.words import error_sentence
from kazadesk.core.errors import CheckError
from kazadesk.core.plain import visible

if TYPE_CHECKING:
    import argparse

    from kazadesk.services.session import Session


async def set_credentials(session: Session, args: argparse.Namespace) -> int:
    """Keep what is typed, or read as three lines: key, secret, email. Raises InputErrors, VaultError."""
    profiles = session.profiles
    called = profiles.shown(profiles.current) if args.new is None else profiles.check_name(args.new)
    known = profiles.defaults().email if args.new is None else ""
    say(f"For the account {visible(called)}. Kazawallet shows both keys in your account's settings.")
    key = await asyncio.to_thread(ask_secret, "API key: ")
    secret = await asyncio.to_thread(ask_secret, "API secret: ")
    email = args.email or await asyncio.to_thread(ask, "Email of the Kazawallet account", known)
    if args.new is None:
        kept = await profiles.save(profiles.current, key, secret, email)
    else:
        kept = await profiles.add(called, key, secret, email)
    if kept.problem is not None:  # what only this process knows is gone with it
        raise kept.problem
    print(f"Kept in {kept.where}. Whether they are right: kazadesk credentials check")
    return EXIT_OK


async def check(session: Session, _args: argparse.Namespace) -> int:
    """Ask Kazawallet for the balances, which proves key, secret and email. Raises VaultError."""
    try:
        wallets = await session.profiles.check_kept()
    except CheckError as error:
        say(error_sentence(error))
        return EXIT_NO_CREDENTIALS if error.code == "no_credentials" else EXIT_REFUSED
    print(
        "\n".join(visible(f"{wallet.amount} {wallet.currency}") for wallet in wallets) or "Right; there are no wallets."
    )
    return EXIT_OK


async def forget(session: Session, _args: argparse.Namespace) -> int:
    """Delete them from the keyring; links and webhooks stay. Raises VaultError."""
    name = session.profiles.current
    if await session.profiles.credentials(name, asked=True) is None:
        say(f"The account {visible(session.profiles.shown(name))} has no API key and secret here.")
        return EXIT_NO_CREDENTIALS
    await session.profiles.forget(name)
    print(f"Forgotten: {visible(session.profiles.shown(name))}")
    return EXIT_OK


COMMANDS = {"set": set_credentials, "check": check, "forget": forget}
