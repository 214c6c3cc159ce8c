"""kazadesk credentials: API key and secret of an account, without a window."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from kazadesk.cli import PROGRAM
from kazadesk.cli.asking import ask, ask_secret
from kazadesk.cli.status import EXIT_NO_CREDENTIALS, EXIT_OK, EXIT_REFUSED, say
from kazadesk.cli.words import error_sentence
from kazadesk.core.errors import CheckError
from kazadesk.core.plain import visible
from kazadesk.words.voice import isolated, ltr, translate

if TYPE_CHECKING:
    import argparse

    from kazadesk.services.session import Session


async def set_credentials(session: Session, args: argparse.Namespace) -> int:
    """Keep what is typed, or read as three lines: key, secret, email. Raises InputErrors, VaultError."""
    profiles = session.profiles
    called = profiles.shown(profiles.current) if args.new is None else profiles.check_name(args.new)
    known = profiles.defaults().email if args.new is None else ""
    told = translate("Credentials", "For the account {name}. Kazawallet shows both keys in your account's settings.")
    say(told.format(name=isolated(called)))
    key = await asyncio.to_thread(ask_secret, translate("Credentials", "API key: "))
    secret = await asyncio.to_thread(ask_secret, translate("Credentials", "API secret: "))
    email = args.email or await asyncio.to_thread(
        ask, translate("Credentials", "Email of the Kazawallet account"), known
    )
    if args.new is None:
        kept = await profiles.save(profiles.current, key, secret, email)
    else:
        kept = await profiles.add(called, key, secret, email)
    if kept.problem is not None:  # what only this process knows is gone with it
        raise kept.problem
    done = translate("Credentials", "Kept in {keyring}. Whether they are right: {command}")
    print(done.format(keyring=isolated(kept.where), command=ltr(f"{PROGRAM} credentials check")))
    return EXIT_OK


async def check(session: Session, _args: argparse.Namespace) -> int:
    """Ask Kazawallet for the balances, which proves key, secret and email. Raises VaultError."""
    try:
        wallets = await session.profiles.check_kept()
    except CheckError as error:
        say(error_sentence(error))
        return EXIT_NO_CREDENTIALS if error.code == "no_credentials" else EXIT_REFUSED
    lines = [visible(f"{wallet.amount} {wallet.currency}") for wallet in wallets]
    print("\n".join(lines or [translate("Credentials", "The keys are right; there are no wallets.")]))
    return EXIT_OK


async def forget(session: Session, _args: argparse.Namespace) -> int:
    """Delete them from the keyring; links and webhooks stay. Raises VaultError."""
    name = session.profiles.current
    if await session.profiles.credentials(name, asked=True) is None:
        told = translate("Credentials", "The account {name} has no API key and secret here.")
        say(told.format(name=isolated(session.profiles.shown(name))))
        return EXIT_NO_CREDENTIALS
    await session.profiles.forget(name)
    print(translate("Credentials", "Forgotten: {name}").format(name=isolated(session.profiles.shown(name))))
    return EXIT_OK


COMMANDS = {"set": set_credentials, "check": check, "forget": forget}
