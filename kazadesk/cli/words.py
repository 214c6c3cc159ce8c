"""The command line's sentences: those of the window in English, and what names its own options."""

from __future__ import annotations

from kazadesk.cli.books_words import SHEET
from kazadesk.cli.desks_words import SHARED
from kazadesk.core.errors import InputErrors, KazaDeskError
from kazadesk.core.link import PaymentLink
from kazadesk.core.plain import visible_identifier
from kazadesk.core.webhook.verdict import Verdict
from kazadesk.words.errors import sentence, state_word
from kazadesk.words.links import trouble
from kazadesk.words.verdicts import reason, repair, title
from kazadesk.words.verdicts import sentence as verdict_words
from kazadesk.words.voice import local_time

_OPTIONS = {
    "email.missing": "Give the email of your own Kazawallet account with --email.",
    "base_url.not_https": "--base-url must begin with https:// (http:// only for this machine).",
    "base_url.bad_url": "--base-url is not a complete address.",
    "base_url.practice_stays_here": "Practice mode works on this computer only: leave out --base-url, or give an"
    " address of this machine, such as http://127.0.0.1:18420.",
    "since.bad_date": "--since takes a day such as 2026-11-22, or a time such as 2026-11-22T14:00, from 2000 to 2999.",
    "until.bad_date": "--until takes a day such as 2026-11-22, or a time such as 2026-11-22T14:00, from 2000 to 2999.",
    "file.is_a_folder": "{path} is a folder: name the files in it.",
    "webhook_url.not_loopback": "--webhook-url must be an http: address of this machine.",
    "no_credentials": "This profile has no API key and secret: open KazaDesk and enter them, or use --practice.",
    "sent_before": "This list was sent before ({name}, {when}). Go on with --resume, or send all of it once more with"
    " --again.",
    "nothing_to_resume": "No batch of this list was begun yet: leave out --resume.",
    "zone.bad_zone": "--zone takes an offset such as +03:00, UTC, or a name such as Asia/Damascus where the system has"
    " them.",
    "ends.bad_clock": "--day-ends takes a time such as 04:00.",
    "day.bad_date": "--day takes a day such as 2026-11-22.",
    "since.after_until": "--since lies after --until.",
    "columns.bad_columns": "--columns is written like amount=B,ref=Invoice.",
    "folder_foreign": "The data folder belongs to another user: choose one of your own with --data-dir: {path}",
    "folder_open": "Other users may write in the data folder: take that right away (chmod go-w), or choose another with"
    " --data-dir: {path}",
    "profile_unknown": "There is no profile {profile}. Known: {known}.",
    "port_in_use": "The port is used by another program: choose one with --port.",
    "inbox_not_set_up": "No mailbox is set up for this account: kazadesk inbox connect PULL-ADDRESS",
    "bad_host": "There is no address {host} on this computer to listen on ({why}).",
}
"""Where the way out is an option of the command line."""


def error_sentence(error: KazaDeskError) -> str:
    """One line that says what is wrong and what to do."""
    if isinstance(error, InputErrors):
        return " ".join(error_sentence(each) for each in error.errors)
    field = getattr(error, "field", None)
    code = f"{field}.{error.code}" if field else error.code
    details = {key: visible_identifier(text) for key, text in error.details.items()}
    if own := _OPTIONS.get(code) or SHEET.get(code) or SHARED.get(code):
        return own.format_map(_Details(details))
    told = sentence(error)
    if "url" in error.details:
        return f"The link was made, but could not be kept. Write its URL down. {told}"
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
    told = f"{title(verdict.code).upper()}. {verdict_words(verdict)}"
    facts = [f"{name} {visible_identifier(value)}" for name, value in _facts(verdict) if value]
    lines = [told, " · ".join(facts)]
    lines += [f"Why: {reason(code, verdict)}" for code in verdict.reasons]
    lines += [f"Put right: {repair(code)}" for code in verdict.repairs]
    if verdict.earlier and (at := local_time(verdict.earlier.at)) not in told:
        lines.append(f"Confirmed before, at {at}, as {verdict.earlier.verdict}")
    return "\n  ".join(line for line in lines if line)


def _facts(verdict: Verdict) -> list[tuple[str, str | None]]:
    return [
        ("order id", verdict.order_id),
        ("amount", verdict.amount),
        ("currency", verdict.currency),
        ("status", verdict.status),
        ("reference", verdict.ref),
    ]
