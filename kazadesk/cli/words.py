"""The command line's sentences: those of the window, and what names its own options."""

from __future__ import annotations

from collections.abc import Callable

from kazadesk.cli.books_words import SHEET
from kazadesk.cli.desks_words import SHARED
from kazadesk.core.errors import InputErrors, KazaDeskError
from kazadesk.core.link import PaymentLink
from kazadesk.core.webhook.verdict import Verdict, VerdictCode
from kazadesk.words.errors import sentence, state_word
from kazadesk.words.links import trouble
from kazadesk.words.verdicts import heading, reason, repair, title
from kazadesk.words.verdicts import sentence as verdict_words
from kazadesk.words.voice import local_time, ltr, translate

_OPTIONS: dict[str, Callable[[], str]] = {
    "email.missing": lambda: translate("Cli", "Give the email of your own Kazawallet account with --email."),
    "phone.no_country": lambda: translate("Cli", "Give --phone with its country code, such as +963944123456."),
    "item.instead": lambda: translate("Cli", "Give an amount with its currency, or --item, not both."),
    "item.unknown": lambda: translate("Cli", "The price list has no {name}. It has: {known}"),
    "base_url.not_https": lambda: translate(
        "Cli", "--base-url must begin with https:// (http:// only for this machine)."
    ),
    "base_url.bad_url": lambda: translate("Cli", "--base-url is not a complete address."),
    "base_url.practice_stays_here": lambda: translate(
        "Cli",
        "Practice mode works on this computer only: leave out --base-url, or give an"
        " address of this machine, such as http://127.0.0.1:18420.",
    ),
    "since.bad_date": lambda: translate(
        "Cli", "--since takes a day such as 2026-11-22, or a time such as 2026-11-22T14:00, from 2000 to 2999."
    ),
    "until.bad_date": lambda: translate(
        "Cli", "--until takes a day such as 2026-11-22, or a time such as 2026-11-22T14:00, from 2000 to 2999."
    ),
    "paid_since.bad_date": lambda: translate(
        "Cli", "--paid-since takes a day such as 2026-11-22, or a time such as 2026-11-22T14:00, from 2000 to 2999."
    ),
    "paid_until.bad_date": lambda: translate(
        "Cli", "--paid-until takes a day such as 2026-11-22, or a time such as 2026-11-22T14:00, from 2000 to 2999."
    ),
    "file.is_a_folder": lambda: translate("Cli", "{path} is a folder: name the files in it."),
    "webhook_url.not_loopback": lambda: translate("Cli", "--webhook-url must be an http: address of this machine."),
    "no_credentials": lambda: translate(
        "Cli", "This account has no API key and secret: kazadesk credentials set enters them; --practice needs none."
    ),
    "sent_before": lambda: translate(
        "Cli",
        "This list was sent before ({name}, {when}). Go on with --resume, or send all of it once more with --again.",
    ),
    "imported_before": lambda: translate("Cli", "This file was taken over before ({name}, list {number})."),
    "no_such_import": lambda: translate("Cli", "There is no list {number} that could be taken back."),
    "file.missing": lambda: translate("Cli", "Name the file, or use --list."),
    "nothing_to_resume": lambda: translate("Cli", "No batch of this list was begun yet: leave out --resume."),
    "zone.bad_zone": lambda: translate(
        "Cli", "--zone takes an offset such as +03:00, UTC, or a name such as Asia/Damascus where the system has them."
    ),
    "ends.bad_clock": lambda: translate("Cli", "--day-ends takes a time such as 04:00."),
    "day.bad_date": lambda: translate("Cli", "--day takes a day such as 2026-11-22."),
    "since.after_until": lambda: translate("Cli", "--since lies after --until."),
    "columns.bad_columns": lambda: translate("Cli", "--columns is written like amount=B,ref=Invoice."),
    "folder_foreign": lambda: translate(
        "Cli", "The data folder belongs to another user: choose one of your own with --data-dir: {path}"
    ),
    "folder_open": lambda: translate(
        "Cli",
        "Other users may write in the data folder: take that right away (chmod go-w), or choose another with"
        " --data-dir: {path}",
    ),
    "profile_unknown": lambda: translate("Cli", "There is no account {profile}. Known: {known}."),
    "port_in_use": lambda: translate("Cli", "The port is used by another program: choose one with --port."),
    "inbox_not_set_up": lambda: translate(
        "Cli", "No mailbox is set up for this account: kazadesk inbox connect PULL-ADDRESS"
    ),
    "bad_host": lambda: translate("Cli", "There is no address {host} on this computer to listen on ({why})."),
}
"""Where the way out is an option of the command line."""


def error_sentence(error: KazaDeskError) -> str:
    """One line that says what is wrong and what to do."""
    if isinstance(error, InputErrors):
        return " ".join(error_sentence(each) for each in error.errors)
    field = getattr(error, "field", None)
    code = f"{field}.{error.code}" if field else error.code
    details = {key: ltr(text) for key, text in error.details.items()}
    if own := (_OPTIONS | SHEET | SHARED).get(code):
        return own().format_map(_Details(details))
    told = sentence(error)
    if "url" in error.details:
        return f"{translate('Cli', 'The link was made, but could not be kept. Write its URL down.')} {told}"
    causes = [details[name] for name in ("path", "why") if details.get(name) and details[name] not in told]
    return f"{told} ({': '.join(causes)})" if causes else told


def code_sentence(code: str) -> str:
    """The sentence of a code that the ledger keeps."""
    return error_sentence(KazaDeskError(code))


class _Details(dict[str, str]):
    """A detail that is missing leaves a gap, never a fault."""

    def __missing__(self, name: str) -> str:
        return "…"


def link_sentence(link: PaymentLink) -> str:
    """What became of a create that gave no URL, with the reason."""
    return trouble(link) or f"{state_word(link.state)}."


def verdict_sentence(verdict: Verdict) -> str:
    """The verdict's word and meaning, then its reasons and repairs."""
    told = f"{heading(verdict).upper()}. {verdict_words(verdict)}"
    facts = [f"{name} {ltr(value)}" for name, value in _facts(verdict) if value]
    lines = [told, " · ".join(facts)]
    lines += [translate("Cli", "Why: {reason}").format(reason=reason(code, verdict)) for code in verdict.reasons]
    lines += [translate("Cli", "Cleaned up: {repair}").format(repair=repair(code)) for code in verdict.repairs]
    if verdict.earlier and (at := local_time(verdict.earlier.at)) not in told:
        as_what = title(VerdictCode(verdict.earlier.verdict))
        lines.append(translate("Cli", "Judged before: {when}, {verdict}").format(when=ltr(at), verdict=as_what))
    return "\n  ".join(line for line in lines if line)


def _facts(verdict: Verdict) -> list[tuple[str, str | None]]:
    return [
        (translate("Cli", "order id"), verdict.order_id),
        (translate("Cli", "amount"), verdict.amount),
        (translate("Cli", "currency"), verdict.currency),
        (translate("Cli", "status"), verdict.status),
        (translate("Cli", "reference"), verdict.ref),
    ]
