"""What can be typed after `kazadesk`."""

from __future__ import annotations

import argparse
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

from kazadesk import __version__
from kazadesk.assembly import Options
from kazadesk.cli import PROGRAM
from kazadesk.cli.groups import add_credentials, add_inbox, add_ledger, add_sheet_options, adder, port
from kazadesk.cli.help import HelpFormatter, epilog, translate_argparse
from kazadesk.words.voice import translate


def parse(argv: list[str]) -> tuple[argparse.Namespace | None, Options]:
    """The command with its arguments, None for the window, and the options. Says what is wrong, and ends with 2."""
    if "ar" in _languages(argv):
        from kazadesk.words.catalogue import speak_arabic

        speak_arabic()
    # the window starts sooner without the commands' parsers
    try:
        args, more = _shared_parser().parse_known_args(argv)
    except argparse.ArgumentError:
        more = argv
    command = _parser().parse_args(argv) if more else None
    given = vars(command or args)
    options = Options(**{each.name: given[each.name] for each in fields(Options) if each.name in given})
    return (command if command is not None and command.command else None), options


def _languages(argv: list[str]) -> list[str]:
    """What --lang asks for, before anything is parsed: help and complaints are in that language too."""
    after = [argument for option, argument in pairwise(argv) if option == "--lang"]
    return after + [argument.removeprefix("--lang=") for argument in argv if argument.startswith("--lang=")]


def _shared_parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(
        PROGRAM, add_help=False, allow_abbrev=False, argument_default=argparse.SUPPRESS, exit_on_error=False
    )
    shared.add_argument(
        "--practice", action="store_true", help=translate("Help", "use the stand-in for Kazawallet on this machine")
    )
    shared.add_argument("--profile", metavar="NAME", help=translate("Help", "the Kazawallet account to use"))
    shared.add_argument(
        "--data-dir", type=_folder, metavar="DIR", help=translate("Help", "folder of ledger, logs and settings")
    )
    shared.add_argument(
        "--base-url",
        metavar="URL",
        help=translate("Help", "address of the provider's API (http: only on this machine)"),
    )
    shared.add_argument(
        "--lang", choices=("en", "ar"), help=translate("Help", "language of the window and of what commands say")
    )
    shared.add_argument(
        "--ledger",
        metavar="URL",
        help=translate("Help", "a ledger that several desks share: postgresql://user@host/db"),
    )
    shared.add_argument(
        "--debug", action="store_true", help=translate("Help", "write each step to the log and to standard error")
    )
    return shared


def _parser() -> argparse.ArgumentParser:
    from kazadesk.core.link import LinkState

    translate_argparse()
    shared = _shared_parser()
    parser = argparse.ArgumentParser(
        PROGRAM,
        epilog=epilog(""),
        formatter_class=HelpFormatter,
        description=translate(
            "Help", "Create payment links and verify payment notices (webhooks). No command opens the window."
        ),
        parents=[shared],
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"KazaDesk {__version__}",
        help=translate("Help", "show program's version number and exit"),
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    command = adder(commands, shared)

    create = command("create", translate("Help", "create one payment link and print its URL"))
    create.add_argument("amount", metavar="AMOUNT", nargs="?", help=translate("Help", "such as 10 or 10.50"))
    create.add_argument("currency", metavar="CURRENCY", nargs="?", help=translate("Help", "its code, such as USD"))
    create.add_argument(
        "--item",
        action="append",
        metavar="NAME",
        help=translate("Help", "instead of both: an item of the price list; may be given several times"),
    )
    create.add_argument("--email", help=translate("Help", "your Kazawallet account's email (default: the account's)"))
    create.add_argument("--ref", help=translate("Help", "your reference (default: one is made)"))
    create.add_argument(
        "--ref-again",
        action="store_true",
        help=translate("Help", "where the reference is taken, take the next free one: 1045-2"),
    )
    create.add_argument("--redirect", metavar="URL", help=translate("Help", "where the customer is sent afterwards"))
    create.add_argument("--name", default="", help=translate("Help", "the customer's name, kept with the link"))
    create.add_argument(
        "--phone",
        default="",
        help=translate("Help", "the customer's phone number, kept with the link: +963944123456"),
    )
    create.add_argument("--qr", action="store_true", help=translate("Help", "also print the QR code"))
    create.add_argument("--json", action="store_true", help=translate("Help", "print one JSON object"))

    verify = command("verify", translate("Help", "judge pasted payment notices (webhooks): each file is one paste"))
    verify.add_argument(
        "files", nargs="*", metavar="FILE", help=translate("Help", "a file, or - for standard input (default)")
    )
    verify.add_argument(
        "--json", action="store_true", help=translate("Help", "print one JSON object a payload, a line each")
    )

    links = command("links", translate("Help", "list the ledger"))
    links.add_argument(
        "--state", choices=(*map(str, LinkState), "archived"), help=translate("Help", "only links in this state")
    )
    links.add_argument("--archived", action="store_true", help=translate("Help", "also archived links"))
    links.add_argument(
        "--since", metavar="D", help=translate("Help", "created on or after this day (2026-11-22) or time")
    )
    links.add_argument(
        "--until", metavar="D", help=translate("Help", "created before the end of this day, or before this time")
    )
    links.add_argument(
        "--paid-since", metavar="D", help=translate("Help", "paid on or after this day of the shop, or this time")
    )
    links.add_argument(
        "--paid-until",
        metavar="D",
        help=translate("Help", "paid before the end of this day of the shop, or before this time"),
    )
    links.add_argument(
        "--batch", type=int, metavar="N", help=translate("Help", "only links of this batch (batch --list)")
    )
    links.add_argument(
        "--search",
        metavar="T",
        default="",
        help=translate("Help", "part of reference, amount, order id, email, URL, customer's name or phone"),
    )
    links.add_argument(
        "--without-answer",
        action="store_true",
        help=translate("Help", "only links whose notice was probably lost"),
    )
    links.add_argument(
        "--remind", action="store_true", help=translate("Help", "only links whose customers are to be reminded")
    )
    shape = links.add_mutually_exclusive_group()
    shape.add_argument(
        "--json", action="store_true", help=translate("Help", "print one JSON object a link, a line each")
    )
    shape.add_argument(
        "--csv", action="store_true", help=translate("Help", "print comma-separated values with a header")
    )
    shape.add_argument("--xlsx", metavar="FILE", help=translate("Help", "save a workbook, with a sheet of totals"))

    remind = command(
        "remind", translate("Help", "show whose customers are to be reminded, or the message for one of them")
    )
    remind.add_argument("reference", metavar="REF", nargs="?", help=translate("Help", "reference of a waiting link"))
    remind.add_argument(
        "--note",
        action="store_true",
        help=translate("Help", "note in the link's history that the customer was reminded"),
    )
    remind.add_argument(
        "--url", action="store_true", help=translate("Help", "print an address that opens WhatsApp with it")
    )
    remind.add_argument(
        "--json", action="store_true", help=translate("Help", "print one JSON object a link, a line each")
    )

    prices = command("prices", translate("Help", "show or change the account's price list"))
    change = prices.add_mutually_exclusive_group()
    change.add_argument(
        "--add",
        nargs=3,
        metavar=("NAME", "AMOUNT", "CURRENCY"),
        help=translate("Help", "add an item, or change the price of the one of that name"),
    )
    change.add_argument("--remove", metavar="NAME", help=translate("Help", "remove an item"))
    change.add_argument(
        "--from",
        dest="source",
        metavar="FILE",
        help=translate("Help", "add the items of a CSV, XLSX or ODS file: name, amount, currency"),
    )
    change.add_argument(
        "--in-references",
        choices=("yes", "no"),
        help=translate("Help", "whether the reference of a link for items begins with their names"),
    )
    prices.add_argument(
        "--json", action="store_true", help=translate("Help", "print one JSON object an item, a line each")
    )

    batch = command("batch", translate("Help", "create many payment links from one CSV, XLSX or ODS file"))
    add_sheet_options(batch, nargs="?")
    batch.add_argument(
        "--dry-run", action="store_true", help=translate("Help", "check the file and show what would be sent")
    )
    batch.add_argument(
        "--results", metavar="FILE", help=translate("Help", "save the rows with their URLs, as CSV or XLSX")
    )
    batch.add_argument(
        "--failed", metavar="FILE", help=translate("Help", "save the rows that nothing was made of, to be used again")
    )
    which = batch.add_mutually_exclusive_group()
    which.add_argument("--resume", action="store_true", help=translate("Help", "go on with the batch of this file"))
    which.add_argument(
        "--again", action="store_true", help=translate("Help", "send the same list once more, as a new batch")
    )
    which.add_argument(
        "--list", action="store_true", help=translate("Help", "show the batches that were sent, and send nothing")
    )
    batch.add_argument(
        "--json", action="store_true", help=translate("Help", "print one JSON object a row, a line each")
    )

    close = command(
        "close", translate("Help", "close the day: what happened to the account's links since the close before")
    )
    close.add_argument("--day", metavar="D", help=translate("Help", "up to the end of this day (default: today)"))
    close.add_argument("--note", metavar="T", default="", help=translate("Help", "kept with the close"))
    close.add_argument(
        "--without-balance", action="store_true", help=translate("Help", "do not ask Kazawallet for the balances")
    )
    close.add_argument(
        "--zone", metavar="Z", help=translate("Help", "the shop's time zone, such as +03:00; kept for the next time")
    )
    close.add_argument(
        "--day-ends", metavar="HH:MM", help=translate("Help", "when the shop's day ends; kept for the next time")
    )
    close.add_argument(
        "--list", action="store_true", help=translate("Help", "show the closes that were made, and close nothing")
    )
    close.add_argument("--number", type=int, metavar="N", help=translate("Help", "show this close, and close nothing"))
    close.add_argument("--xlsx", metavar="FILE", help=translate("Help", "also save it as a workbook"))
    close.add_argument(
        "--json", action="store_true", help=translate("Help", "print one JSON object a close, a line each")
    )

    report = command("report", translate("Help", "takings per period and currency"))
    report.add_argument("--since", metavar="D", help=translate("Help", "first day (default: 30 days up to --until)"))
    report.add_argument("--until", metavar="D", help=translate("Help", "last day (default: today)"))
    report.add_argument(
        "--by",
        choices=("day", "week", "month"),
        default="day",
        help=translate("Help", "how long a period is (default: day)"),
    )
    report.add_argument(
        "--imported",
        action="store_true",
        help=translate("Help", "also the sales of old lists, in a column of their own"),
    )
    form = report.add_mutually_exclusive_group()
    form.add_argument(
        "--json",
        action="store_true",
        help=translate("Help", "print one JSON object a period and currency, a line each"),
    )
    form.add_argument(
        "--csv", action="store_true", help=translate("Help", "print comma-separated values with a header")
    )
    report.add_argument("--xlsx", metavar="FILE", help=translate("Help", "also save it as a workbook"))

    old = command(
        "import", translate("Help", "take over an old list of sales from a CSV, XLSX or ODS file, as history")
    )
    add_sheet_options(old, nargs="?")
    old.add_argument(
        "--dates", choices=("auto", "dmy", "mdy"), default="auto", help=translate("Help", "order of day and month")
    )
    old.add_argument("--dry-run", action="store_true", help=translate("Help", "check the file and keep nothing"))
    old.add_argument("--list", action="store_true", help=translate("Help", "show the lists that were taken over"))
    old.add_argument(
        "--take-back",
        type=int,
        metavar="N",
        help=translate("Help", "delete the sales of list N again, all of them"),
    )
    old.add_argument("--json", action="store_true", help=translate("Help", "print one JSON object a list, a line each"))

    samples = command("samples", translate("Help", "put sample takings of 30 days into the ledger of practice mode"))
    samples.add_argument("--erase", action="store_true", help=translate("Help", "erase all of them again"))
    samples.add_argument("--json", action="store_true", help=translate("Help", "print one JSON object"))

    practice = command("practice", translate("Help", "run the stand-in for Kazawallet in the foreground"))
    practice.add_argument(
        "--port",
        type=port,
        metavar="N",
        help=translate("Help", "port to listen on (default: 18420, or any free one; 0: any)"),
    )
    practice.add_argument(
        "--webhook-url", metavar="URL", help=translate("Help", "also post each notice to this loopback address")
    )

    practice.add_argument(
        "--webhook-ids",
        choices=("both", "id", "order_id"),
        default="both",
        help=translate(
            "Help",
            "names of the link's id in its notices: order_id is documented, id is what Kazawallet's own plug-in reads",
        ),
    )
    practice.add_argument(
        "--webhook-body", choices=("json", "form"), default="json", help=translate("Help", "how a notice is written")
    )
    practice.add_argument(
        "--no-webhook-type",
        dest="webhook_type",
        action="store_false",
        help=translate("Help", "post notices without a Content-Type"),
    )

    add_inbox(
        command("inbox", translate("Help", "receive payment notices (webhooks): a mailbox that is always on")), shared
    )

    add_credentials(
        command(
            "credentials", translate("Help", "API key and secret of your Kazawallet account, in the system's keyring")
        ),
        shared,
    )

    add_ledger(
        command(
            "ledger", translate("Help", "share the ledger with other desks on a PostgreSQL server, and bring it back")
        ),
        shared,
    )

    command("tour", translate("Help", "the whole job in the terminal, in practice mode: create, pay, verify"))
    selftest = command("selftest", translate("Help", "show what KazaDesk works with, and what is missing"))
    selftest.add_argument(
        "--online", action="store_true", help=translate("Help", "also ask Kazawallet for the account's balances")
    )
    return parser


def _folder(text: str) -> Path:
    if not text:  # a variable that was not set: Path would take it for the folder one is in
        raise argparse.ArgumentTypeError(translate("Help", "give the name of a folder"))
    return Path(text)
