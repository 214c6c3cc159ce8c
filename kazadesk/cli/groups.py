"""Commands that have actions of their own, and what several commands take."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from kazadesk.cli.help import HelpFormatter, epilog
from kazadesk.words.voice import translate


def adder(
    parsers: argparse._SubParsersAction[argparse.ArgumentParser], shared: argparse.ArgumentParser, before: str = ""
) -> Callable[[str, str], argparse.ArgumentParser]:
    """`before`: the command whose actions are added."""

    def add(name: str, text: str) -> argparse.ArgumentParser:
        return parsers.add_parser(
            name,
            help=text,
            description=text,
            epilog=epilog(before + name),
            formatter_class=HelpFormatter,
            parents=[shared],
            allow_abbrev=False,
        )

    return add


def add_inbox(inbox: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """The commands below `inbox`."""
    actions = inbox.add_subparsers(dest="action", metavar="ACTION", required=True)
    action = adder(actions, shared, "inbox ")

    serve = action(
        "serve",
        translate(
            "Help", "run the mailbox here: it keeps each notice (webhook) that is posted to it until a desk pulls it"
        ),
    )
    serve.add_argument(
        "--host",
        metavar="HOST",
        default="127.0.0.1",
        help=translate("Help", "address to listen on (default: 127.0.0.1)"),
    )
    serve.add_argument(
        "--port",
        type=port,
        metavar="N",
        default=8787,
        help=translate("Help", "port to listen on (default: 8787, 0: any)"),
    )
    serve.add_argument(
        "--json", action="store_true", help=translate("Help", "print the addresses as one JSON object, first of all")
    )
    serve.add_argument(
        "--new-address", action="store_true", help=translate("Help", "new write address: the old one takes no more")
    )
    serve.add_argument(
        "--with-parent", action="store_true", help=translate("Help", "end when standard input is closed")
    )
    serve.add_argument(
        "--new-key", action="store_true", help=translate("Help", "new read key: the old one reads no more")
    )

    connect = action(
        "connect", translate("Help", "say where the mailbox is; the read key is asked for, or read from standard input")
    )
    connect.add_argument("pull", metavar="PULL-ADDRESS", help=translate("Help", "where notices are pulled from"))
    connect.add_argument(
        "--hook", metavar="ADDRESS", default="", help=translate("Help", "its public notice address, to check the way")
    )

    action("disconnect", translate("Help", "forget where the mailbox is"))

    pull = action("pull", translate("Help", "pull what has come into the mailbox, and judge it"))
    pull.add_argument("--watch", action="store_true", help=translate("Help", "go on until interrupted"))
    pull.add_argument(
        "--json", action="store_true", help=translate("Help", "print one JSON object a payload, a line each")
    )

    action(
        "php",
        translate("Help", "print the mailbox as one PHP file for web hosting, and its read key on standard error"),
    )


def add_credentials(credentials: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """The commands below `credentials`."""
    actions = credentials.add_subparsers(dest="action", metavar="ACTION", required=True)
    action = adder(actions, shared, "credentials ")

    keep = action(
        "set",
        translate(
            "Help",
            "enter API key and secret: asked on the terminal without being shown, or read from standard input,"
            " a line each",
        ),
    )
    keep.add_argument(
        "--email", metavar="E", help=translate("Help", "the account's email (default: asked, or a third line)")
    )
    keep.add_argument("--new", metavar="NAME", help=translate("Help", "for one more account of that name"))
    action("check", translate("Help", "ask Kazawallet for the balances, which proves key, secret and email"))
    action("forget", translate("Help", "delete API key and secret from the keyring; links and notices stay"))


def add_ledger(ledger: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """The commands below `ledger`."""
    actions = ledger.add_subparsers(dest="action", metavar="ACTION", required=True)
    action = adder(actions, shared, "ledger ")

    copy = action(
        "copy",
        translate("Help", "move this desk's ledger to a server, or copy a shared one into a file; goes on after a cut"),
    )
    copy.add_argument(
        "--to",
        metavar="URL|FILE",
        required=True,
        help=translate("Help", "postgresql://user@host/database, or a new file"),
    )
    copy.add_argument(
        "--from",
        dest="source",
        metavar="FILE",
        help=translate("Help", "to a server: another file, which stays as it is"),
    )

    join = action("join", translate("Help", "work with a shared ledger from now on"))
    join.add_argument("url", metavar="URL", help=translate("Help", "postgresql://user@host/database"))

    action(
        "leave", translate("Help", "bring everything back into this desk's own file, and work with that from now on")
    )
    action(
        "password",
        translate(
            "Help", "keep the password for the server in the system keyring; asked for, or read from standard input"
        ),
    )
    action(
        "roles",
        translate("Help", "print the SQL that makes roles with the least rights, for the server's administrator"),
    )


def add_sheet_options(parser: argparse.ArgumentParser, nargs: str | None = None) -> None:
    from kazadesk.core.books.batch import DECIMAL_MARKS
    from kazadesk.core.books.sheet import ENCODINGS, SEPARATORS

    parser.add_argument(
        "file", metavar="FILE", nargs=nargs, help=translate("Help", "the file with a row for each link or sale")
    )
    parser.add_argument(
        "--encoding", choices=ENCODINGS, help=translate("Help", "of a CSV file (default: UTF-8, or as its mark says)")
    )
    parser.add_argument(
        "--separator", choices=SEPARATORS, help=translate("Help", "of a CSV file (default: the only one in it)")
    )
    parser.add_argument("--sheet", metavar="NAME", help=translate("Help", "of a workbook (default: the first)"))
    parser.add_argument(
        "--columns", metavar="C", help=translate("Help", "where the words do not say it: amount=B,ref=Invoice")
    )
    parser.add_argument(
        "--decimal-mark", choices=DECIMAL_MARKS, default="auto", help=translate("Help", "how 1,234 is to be read")
    )


def port(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(translate("Help", "a port is a number from 0 to 65535"))
    return number
