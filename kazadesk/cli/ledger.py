"""kazadesk ledger: share the ledger with other desks on a PostgreSQL server, and bring it back."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kazadesk.cli.status import EXIT_OK, say
from kazadesk.core.errors import InputError
from kazadesk.words.voice import isolated, ltr, translate

if TYPE_CHECKING:
    import argparse

    from kazadesk.services.desks import Desks


async def run_ledger(desks: Desks, args: argparse.Namespace, given: str | None) -> int:
    """`given`: the address of --ledger."""
    if args.action == "roles":
        return print_roles()
    actions: dict[str, Callable[[Desks, argparse.Namespace, str | None], Awaitable[int]]] = {
        "copy": _copy,
        "join": _join,
        "leave": _leave,
        "password": _password,
    }
    return await actions[args.action](desks, args, given)


async def _copy(desks: Desks, args: argparse.Namespace, given: str | None) -> int:
    from kazadesk.services.desks import is_address

    if is_address(args.to):
        source = Path(args.source) if args.source else None
        rows = await desks.share(args.to, _Progress(), source=source)
        print(translate("Cli", "{rows} rows copied and compared.").format(rows=rows))
        if source is None:
            print(
                translate(
                    "Cli",
                    "This desk works with the server from now on. The file stays as it is, and takes no more links.",
                )
            )
    else:
        rows = await desks.copy_back(_shared(desks, given), Path(args.to), _Progress())
        print(translate("Cli", "{rows} rows copied and compared: {place}").format(rows=rows, place=ltr(args.to)))
    return EXIT_OK


async def _join(desks: Desks, args: argparse.Namespace, _given: str | None) -> int:
    server = await desks.look(args.url)
    await desks.join(args.url)
    told = translate("Cli", "This desk, {desk}, works with {place} from now on ({links} links).")
    print(told.format(desk=isolated(desks.name), place=ltr(server.place), links=server.links or 0))
    return EXIT_OK


async def _leave(desks: Desks, _args: argparse.Namespace, given: str | None) -> int:
    _shared(desks, given)
    rows = await desks.bring_back(_Progress())
    await desks.leave()
    told = translate(
        "Cli",
        "{rows} rows brought back. This desk works with its own file from now on; the server's ledger is as it was.",
    )
    print(told.format(rows=rows))
    return EXIT_OK


async def _password(desks: Desks, _args: argparse.Namespace, given: str | None) -> int:
    import getpass

    url = _shared(desks, given)
    typed = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    if not typed:
        raise InputError("password", "missing")
    await desks.keep_password(url, typed)
    print(translate("Cli", "The password is in the system keyring."))
    return EXIT_OK


def print_roles() -> int:
    """The SQL for the server's administrator."""
    from kazadesk.resources import RESOURCES

    print((RESOURCES / "postgres" / "roles.sql").read_text("utf-8"), end="")
    return EXIT_OK


def _shared(desks: Desks, given: str | None) -> str:
    if not (given or desks.url):
        raise InputError("ledger", "not_shared")
    return given or desks.url


class _Progress:
    """Says on a terminal how far it is."""

    def __init__(self) -> None:
        self._told = 0

    def __call__(self, done: int, total: int) -> None:
        percent = done * 100 // max(total, 1)
        if sys.stderr.isatty() and percent >= self._told + 5:
            self._told = percent
            say(f"{percent} %")
