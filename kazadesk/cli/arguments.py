"""What can be typed after `kazadesk`."""

from __future__ import annotations

import argparse
from dataclasses import fields
from pathlib import Path

from kazadesk import __version__
from kazadesk.assembly import Options
from kazadesk.cli import PROGRAM


def parse(argv: list[str]) -> tuple[argparse.Namespace | None, Options]:
    """The command with its arguments, None for the window, and the options. Says what is wrong, and ends with 2."""
    # the window starts sooner without the commands' parsers
    try:
        args, more = _shared_parser().parse_known_args(argv)
    except argparse.ArgumentError:
        more = argv
    command = _parser().parse_args(argv) if more else None
    given = vars(command or args)
    options = Options(**{each.name: given[each.name] for each in fields(Options) if each.name in given})
    return (command if command is not None and command.command else None), options


def _shared_parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(
        PROGRAM, add_help=False, allow_abbrev=False, argument_default=argparse.SUPPRESS, exit_on_error=False
    )
    shared.add_argument("--practice", action="store_true", help="use the stand-in for Kazawallet on this machine")
    shared.add_argument("--profile", metavar="NAME", help="the Kazawallet account to use")
    shared.add_argument("--data-dir", type=_folder, metavar="DIR", help="folder of ledger, logs and settings")
    shared.add_argument("--base-url", metavar="URL", help="address of the provider's API (http: only on this machine)")
    shared.add_argument("--lang", choices=("en", "ar"), help="language of the window")
    shared.add_argument("--ledger", metavar="URL", help="a ledger that several desks share: postgresql://user@host/db")
    shared.add_argument("--debug", action="store_true", help="write each step to the log and to standard error")
    return shared


def _parser() -> argparse.ArgumentParser:
    from kazadesk.core.link import LinkState

    shared = _shared_parser()
    parser = argparse.ArgumentParser(
        PROGRAM,
        description="Create payment links and verify webhooks. No command opens the window.",
        parents=[shared],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"KazaDesk {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[shared], allow_abbrev=False)

    create = command("create", "create one payment link and print its URL")
    create.add_argument("amount")
    create.add_argument("currency")
    create.add_argument("--email", help="your Kazawallet account's email (default: the profile's)")
    create.add_argument("--ref", help="your reference (default: one is made)")
    again = "where the reference is taken, take the next free one: 1045-2"
    create.add_argument("--ref-again", action="store_true", help=again)
    create.add_argument("--redirect", metavar="URL", help="where the customer is sent afterwards")
    create.add_argument("--qr", action="store_true", help="also print the QR code")
    create.add_argument("--json", action="store_true", help="print one JSON object")

    verify = command("verify", "judge pasted webhooks: each file is one paste")
    verify.add_argument("files", nargs="*", metavar="FILE", help="a file, or - for standard input (default)")
    verify.add_argument("--json", action="store_true", help="print one JSON object a payload, a line each")

    links = command("links", "list the ledger")
    links.add_argument("--state", choices=(*map(str, LinkState), "archived"), help="only links in this state")
    links.add_argument("--archived", action="store_true", help="also archived links")
    links.add_argument("--since", metavar="D", help="created on or after this day (2026-11-22) or time")
    links.add_argument("--until", metavar="D", help="created before the end of this day, or before this time")
    links.add_argument("--search", metavar="T", default="", help="part of reference, amount, order id, email or URL")
    shape = links.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print one JSON object a link, a line each")
    shape.add_argument("--csv", action="store_true", help="print comma-separated values with a header")
    shape.add_argument("--xlsx", metavar="FILE", help="save a workbook, with a sheet of totals")

    batch = command("batch", "create many payment links from one CSV, XLSX or ODS file")
    _sheet_options(batch)
    batch.add_argument("--dry-run", action="store_true", help="check the file and show what would be sent")
    batch.add_argument("--results", metavar="FILE", help="save the rows with their URLs, as CSV or XLSX")
    batch.add_argument("--failed", metavar="FILE", help="save the rows that nothing was made of, to be used again")
    which = batch.add_mutually_exclusive_group()
    which.add_argument("--resume", action="store_true", help="go on with the batch of this file")
    which.add_argument("--again", action="store_true", help="send the same list once more, as a new batch")
    batch.add_argument("--json", action="store_true", help="print one JSON object a row, a line each")

    close = command("close", "close the day: what happened to the account's links since the close before")
    close.add_argument("--day", metavar="D", help="up to the end of this day (default: today)")
    close.add_argument("--note", metavar="T", default="", help="kept with the close")
    close.add_argument("--without-balance", action="store_true", help="do not ask Kazawallet for the balances")
    close.add_argument("--zone", metavar="Z", help="the shop's time zone, such as +03:00; kept for the next time")
    close.add_argument("--day-ends", metavar="HH:MM", help="when the shop's day ends; kept for the next time")
    close.add_argument("--list", action="store_true", help="show the closes that were made, and close nothing")
    close.add_argument("--number", type=int, metavar="N", help="show this close, and close nothing")
    close.add_argument("--xlsx", metavar="FILE", help="also save it as a workbook")
    close.add_argument("--json", action="store_true", help="print one JSON object a close, a line each")

    report = command("report", "takings per period and currency")
    report.add_argument("--since", metavar="D", help="first day (default: 30 days up to --until)")
    report.add_argument("--until", metavar="D", help="last day (default: today)")
    report.add_argument("--by", choices=("day", "week", "month"), default="day")
    form = report.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object a period and currency, a line each")
    form.add_argument("--csv", action="store_true", help="print comma-separated values with a header")
    report.add_argument("--xlsx", metavar="FILE", help="also save it as a workbook")

    practice = command("practice", "run the stand-in for Kazawallet in the foreground")
    practice.add_argument("--port", type=_port, metavar="N")
    practice.add_argument("--webhook-url", metavar="URL", help="also post each webhook to this loopback address")
    ids = "names of the link's id in its webhooks: order_id is documented, id is what Kazawallet's own plug-in reads"
    practice.add_argument("--webhook-ids", choices=("both", "id", "order_id"), default="both", help=ids)
    practice.add_argument("--webhook-body", choices=("json", "form"), default="json", help="how a webhook is written")
    untyped = "post webhooks without a Content-Type"
    practice.add_argument("--no-webhook-type", dest="webhook_type", action="store_false", help=untyped)

    _inbox(command("inbox", "receive webhooks: a mailbox that is always on"), shared)

    _credentials(
        command("credentials", "API key and secret of your Kazawallet account, in the system's keyring"), shared
    )

    _ledger(command("ledger", "share the ledger with other desks on a PostgreSQL server, and bring it back"), shared)

    command("tour", "the whole job in the terminal, in practice mode: create, pay, verify")
    selftest = command("selftest", "show what KazaDesk works with, and what is missing")
    selftest.add_argument("--online", action="store_true", help="also ask Kazawallet for the account's balances")
    return parser


def _inbox(inbox: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """The commands below `inbox`."""
    actions = inbox.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, text: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=text, description=text, parents=[shared], allow_abbrev=False)

    serve = action("serve", "run the mailbox here: it keeps each webhook that is posted to it until a desk pulls it")
    serve.add_argument("--host", metavar="HOST", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    serve.add_argument(
        "--port", type=_port, metavar="N", default=8787, help="port to listen on (default: 8787, 0: any)"
    )
    serve.add_argument("--json", action="store_true", help="print the addresses as one JSON object, first of all")
    serve.add_argument("--new-address", action="store_true", help="write address anew: the old one takes no more")
    serve.add_argument("--with-parent", action="store_true", help="end when standard input is closed")
    serve.add_argument("--new-key", action="store_true", help="read key anew: the old one reads no more")

    connect = action("connect", "say where the mailbox is; the read key is asked for, or read from standard input")
    connect.add_argument("pull", metavar="PULL-ADDRESS", help="where webhooks are pulled from")
    connect.add_argument("--hook", metavar="ADDRESS", default="", help="its public webhook address, to check the way")

    action("disconnect", "forget where the mailbox is")

    pull = action("pull", "pull what has come into the mailbox, and judge it")
    pull.add_argument("--watch", action="store_true", help="go on until interrupted")
    pull.add_argument("--json", action="store_true", help="print one JSON object a payload, a line each")

    action("php", "print the mailbox as one PHP file for web hosting, and its read key on standard error")


def _credentials(credentials: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """The commands below `credentials`."""
    actions = credentials.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, text: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=text, description=text, parents=[shared], allow_abbrev=False)

    keep = action(
        "set",
        "enter API key and secret: asked on the terminal without being shown, or read from standard input, a line each",
    )
    keep.add_argument("--email", metavar="E", help="the account's email (default: asked, or a third line)")
    keep.add_argument("--new", metavar="NAME", help="for one more account that is called so")
    action("check", "ask Kazawallet for the balances, which proves key, secret and email")
    action("forget", "delete API key and secret from the keyring; links and webhooks stay")


def _ledger(ledger: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """The commands below `ledger`."""
    actions = ledger.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, text: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=text, description=text, parents=[shared], allow_abbrev=False)

    copy = action("copy", "move this desk's ledger to a server, or copy a shared one into a file; goes on after a cut")
    copy.add_argument("--to", metavar="URL|FILE", required=True, help="postgresql://user@host/database, or a new file")
    copy.add_argument("--from", dest="source", metavar="FILE", help="to a server: another file, which stays as it is")

    join = action("join", "work with a shared ledger from now on")
    join.add_argument("url", metavar="URL", help="postgresql://user@host/database")

    action("leave", "bring everything back into this desk's own file, and work with that from now on")
    action("password", "keep the password for the server in the system keyring; asked for, or read from standard input")
    action("roles", "print the SQL that makes roles with the least rights, for the server's administrator")


def _sheet_options(parser: argparse.ArgumentParser) -> None:
    from kazadesk.core.books.batch import DECIMAL_MARKS
    from kazadesk.core.books.sheet import ENCODINGS, SEPARATORS

    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--encoding", choices=ENCODINGS, help="of a CSV file (default: UTF-8, or as its mark says)")
    parser.add_argument("--separator", choices=SEPARATORS, help="of a CSV file (default: the only one in it)")
    parser.add_argument("--sheet", metavar="NAME", help="of a workbook (default: the first)")
    parser.add_argument("--columns", metavar="C", help="where the words do not say it: amount=B,ref=Invoice")
    parser.add_argument("--decimal-mark", choices=DECIMAL_MARKS, default="auto", help="how 1,234 is to be read")


def _port(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number


def _folder(text: str) -> Path:
    if not text:  # a variable that was not set: Path would take it for the folder one is in
        raise argparse.ArgumentTypeError("give the name of a folder")
    return Path(text)
