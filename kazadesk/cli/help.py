"""The end of each command's help: examples that can be typed as they stand, and what its exit statuses mean."""

from __future__ import annotations

import argparse

from kazadesk.cli import PROGRAM
from kazadesk.words.voice import translate

_EXAMPLES = {
    "": ("", "tour", "create 10.50 USD --practice"),
    "create": (
        "create 10.50 USD",
        "create 25 USD --ref INV-7 --qr",
        "create 1500000 SYP --json --profile shop",
        "create 5 USD --practice",
        "create --item Coffee --item Tea",
        "create 25 USD --name Ahmad --phone +963944123456",
    ),
    "remind": ("remind", "remind INV-7", "remind INV-7 --url --note"),
    "prices": (
        "prices",
        "prices --add Coffee 2.50 USD",
        "prices --from prices.xlsx",
        "prices --remove Coffee",
    ),
    "verify": ("verify webhook.json", "verify --json < webhook.json", "verify monday.txt tuesday.txt"),
    "links": (
        "links --state waiting",
        "links --since 2026-11-01 --until 2026-11-30 --csv",
        "links --search INV-7 --archived --json",
        "links --paid-since 2026-11-22 --paid-until 2026-11-22 --xlsx paid.xlsx",
        "links --batch 3 --csv",
    ),
    "batch": (
        "batch links.xlsx --dry-run",
        "batch links.csv --encoding windows-1256 --results done.csv",
        "batch links.csv --resume",
        "batch --list",
    ),
    "close": ("close", "close --day 2026-11-22 --note till --xlsx close.xlsx", "close --list --json"),
    "report": ("report --by month", "report --since 2026-11-01 --until 2026-11-30 --csv"),
    "import": ("import old.xlsx --dry-run", "import old.csv --dates dmy", "import --take-back 1"),
    "samples": ("samples", "samples --erase", "samples --json"),
    "practice": ("practice", "practice --port 18420 --webhook-url http://127.0.0.1:8000/hook"),
    "inbox": ("inbox serve", "inbox connect https://shop.example/inbox.php", "inbox pull --watch"),
    "inbox serve": ("inbox serve", "inbox serve --host 0.0.0.0 --port 8787 --json"),
    "inbox connect": (
        "inbox connect https://shop.example/inbox.php",
        "inbox connect http://127.0.0.1:8787 --hook http://127.0.0.1:8787/hook < key.txt",
    ),
    "inbox disconnect": ("inbox disconnect",),
    "inbox pull": ("inbox pull", "inbox pull --watch --json"),
    "inbox php": ("inbox php > inbox.php",),
    "credentials": ("credentials set", "credentials check", "credentials forget --profile shop"),
    "credentials set": ("credentials set", "credentials set --new branch --email shop@example.com < keys.txt"),
    "credentials check": ("credentials check", "credentials check --profile shop"),
    "credentials forget": ("credentials forget",),
    "ledger": (
        "ledger copy --to postgresql://shop@db.example/kazadesk",
        "ledger join postgresql://shop@db.example/kazadesk",
    ),
    "ledger copy": (
        "ledger copy --to postgresql://shop@db.example/kazadesk",
        "ledger copy --to copy.sqlite --ledger postgresql://shop@db.example/kazadesk",
    ),
    "ledger join": ("ledger join postgresql://shop@db.example/kazadesk",),
    "ledger leave": ("ledger leave",),
    "ledger password": ("ledger password", "ledger password < password.txt"),
    "ledger roles": ("ledger roles > roles.sql",),
    "tour": ("tour", "tour --lang ar"),
    "selftest": ("selftest", "selftest --online"),
}
"""Command → what may be typed after the program's name."""


def _statuses() -> dict[str, dict[int, str]]:
    """Command → exit status → meaning; what all have in common is added by `epilog`."""
    done = {0: translate("Help", "it was done")}
    judged = {
        0: translate("Help", "all are paid"),
        1: translate("Help", "all could be judged, but not all are paid"),
        3: translate("Help", "one is not authentic, whatever else is there"),
        4: translate("Help", "one cannot be read"),
        5: translate("Help", "there are no credentials to judge with"),
    }
    sent = {
        6: translate("Help", "certainly not sent"),
        7: translate("Help", "the outcome is not known: look at your Kazawallet account before you send it again"),
    }
    return {
        "create": {0: translate("Help", "the link was made"), 1: translate("Help", "Kazawallet refused it"), **sent},
        "verify": judged,
        "inbox pull": judged,
        "batch": {
            0: translate("Help", "every row has its link"),
            1: translate("Help", "some rows were refused"),
            2: translate("Help", "the file is wrong, and nothing was sent"),
            6: translate("Help", "some were certainly not sent"),
            7: translate("Help", "of some the outcome is not known; the highest of all wins"),
        },
        "credentials check": {
            0: translate("Help", "the keys are right"),
            1: translate("Help", "Kazawallet refused them, or could not be reached"),
            5: translate("Help", "there are no keys to check"),
        },
        "credentials forget": {**done, 5: translate("Help", "there were no keys")},
        "tour": {0: translate("Help", "everything went as it should"), 1: translate("Help", "something went wrong")},
        "selftest": {0: translate("Help", "nothing is missing"), 1: translate("Help", "something is missing")},
        "practice": {130: translate("Help", "ended by Ctrl+C")},
        "inbox serve": {0: translate("Help", "ended by the system"), 130: translate("Help", "ended by Ctrl+C")},
        "inbox": {},
        "credentials": {},
        "ledger": {},
    }


def commands_with_help() -> set[str]:
    return _EXAMPLES.keys() - {""}


def examples(command: str) -> tuple[str, ...]:
    return _EXAMPLES.get(command, ())


def epilog(command: str) -> str:
    """What stands below the options of `command`, such as "inbox pull"; "" is the program itself."""
    lines = [translate("Help", "examples:")]
    lines += [f"  {PROGRAM} {example}".rstrip() for example in examples(command)]
    meanings = _statuses().get(command, {0: translate("Help", "it was done")})
    common = {
        2: translate("Help", "what was typed is wrong"),
        10: translate("Help", "ledger, keyring, settings, network port or output cannot be used"),
        141: translate("Help", "whoever read the output has closed it"),
    }
    lines += ["", translate("Help", "exit status:")]
    lines += [f"  {status:<4} {meaning}" for status, meaning in sorted((common | meanings).items())]
    return "\n".join(lines)


class HelpFormatter(argparse.HelpFormatter):
    """Leaves the lines of the examples and statuses as they are; everything else is wrapped."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if "\n" in text:
            return text
        return super()._fill_text(text, width, indent)


def translate_argparse() -> None:
    """argparse asks gettext, which knows nothing here, for its own words: give it ours."""
    ours = {
        "usage: ": translate("Help", "usage: "),
        "positional arguments": translate("Help", "positional arguments"),
        "options": translate("Help", "options"),
        "show this help message and exit": translate("Help", "show this help message and exit"),
        "%(prog)s: error: %(message)s\n": translate("Help", "%(prog)s: error: %(message)s\n"),
        "the following arguments are required: %s": translate("Help", "the following arguments are required: %s"),
        "unrecognized arguments: %s": translate("Help", "unrecognized arguments: %s"),
        "expected one argument": translate("Help", "expected one argument"),
        "not allowed with argument %s": translate("Help", "not allowed with argument %s"),
        "argument %(argument_name)s: %(message)s": translate("Help", "argument %(argument_name)s: %(message)s"),
        "invalid choice: %(value)r (choose from %(choices)s)": translate(
            "Help", "invalid choice: %(value)r (choose from %(choices)s)"
        ),
        "unknown parser %(parser_name)r (choices: %(choices)s)": translate(
            "Help", "unknown parser %(parser_name)r (choices: %(choices)s)"
        ),
    }
    argparse._ = lambda text: ours.get(text, text)  # type: ignore[attr-defined]
