"""The command line's sentences, in English: what happened and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from kazadesk.cli.books_words import SHEET
from kazadesk.core.errors import InputErrors, KazaDeskError
from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.plain import visible, visible_identifier
from kazadesk.core.webhook.payload import REPAIRS, UNREADABLE_REASONS
from kazadesk.core.webhook.verdict import REASONS, Verdict, VerdictCode
from kazadesk.services.practice import account_email

_ERRORS = {
    # what was typed
    "amount.missing": "Give the amount, such as 10 or 10.50.",
    "amount.not_a_number": "The amount is not a number: write it like 10 or 10.50.",
    "amount.negative": "The amount must be more than zero, without a sign.",
    "amount.exponent": "Write the amount in full digits, such as 1000 instead of 1e3.",
    "amount.ambiguous": "{comma} can be read in two ways: write {plain} for thousands, or use a point for decimals.",
    "amount.zero": "The amount must be more than zero.",
    "amount.too_many_decimals": "{currency} takes at most {allowed} decimal places.",
    "amount.too_long": "The amount has too many digits (at most {digits}).",
    "currency.missing": "Give the currency, such as USD.",
    "currency.bad_currency": "The currency must be a code of 3 to 10 letters and digits, such as USD.",
    "email.missing": "Give the email of your Kazawallet account with --email (not the customer's).",
    "email.bad_email": "The email is not a complete address, such as name@example.com.",
    "reference.too_long": "The reference is too long (at most {allowed} characters).",
    "reference.invisible": "The reference holds characters that cannot be seen: type it anew.",
    "reference.reference_structure": "In a copied webhook, {found} would look like a field: leave out the sign after"
    " the word in the reference.",
    "reference.taken": "This reference is already used by another link: choose a new one, or leave it out.",
    "redirect_url.too_long": "The redirect URL is too long (at most {allowed} characters).",
    "redirect_url.blank_inside": "The redirect URL holds a blank or an invisible character.",
    "redirect_url.not_http": "The redirect URL must begin with https:// or http://.",
    "redirect_url.bad_url": "The redirect URL is not a complete address, such as https://shop.example/thanks.",
    "base_url.not_https": "--base-url must begin with https:// (http:// only for this machine).",
    "base_url.practice_stays_here": "Practice mode works on this computer only: leave out --base-url, or give an"
    " address of this machine, such as http://127.0.0.1:18420.",
    "base_url.bad_url": "--base-url is not a complete address.",
    "since.bad_date": "--since takes a day such as 2026-11-22, or a time such as 2026-11-22T14:00, from 2000 to 2999.",
    "until.bad_date": "--until takes a day such as 2026-11-22, or a time such as 2026-11-22T14:00, from 2000 to 2999.",
    "file.not_a_file": "There is no file {path}.",
    "file.is_a_folder": "{path} is a folder: name the files in it.",
    "file.unreadable_file": "The file {path} cannot be read ({why}).",
    "webhook_url.not_loopback": "--webhook-url must be an http: address of this machine.",
    # credentials
    "api_key.missing": "Give the API key.",
    "api_key.too_long": "The API key is too long (at most {allowed} characters): copy the key alone.",
    "api_key.not_ascii": "The API key holds characters that no key has: copy it anew.",
    "api_secret.missing": "Give the API secret.",
    "api_secret.too_long": "The API secret is too long (at most {allowed} characters): copy the secret alone.",
    "api_secret.not_ascii": "The API secret holds characters that no secret has: copy it anew.",
    "profile.missing": "Give the account a name.",
    "profile.bad_name": "The account's name is too long, or holds characters that cannot be seen.",
    "profile.taken": "There is an account called {name} already: choose another name.",
    "no_credentials": "This profile has no API key and secret: open KazaDesk and enter them, or use --practice.",
    "no_keyring": "No system keyring can be used here, so no credentials can be read.",
    "keyring_locked": "The system keyring is locked: unlock it and try again.",
    "prompt_dismissed": "The keyring's question was dismissed: try again and allow it.",
    "keyring_timeout": "The system keyring did not answer in time: unlock it and try again.",
    "keyring_not_kept": "The system keyring did not keep what was written.",
    "keyring_failed": "The system keyring failed.",
    # many links from one file
    "sent_before": "This list was sent before ({name}, {when}). Go on with --resume, or send all of it once more with"
    " --again.",
    "nothing_to_resume": "No batch of this list was begun yet: leave out --resume.",
    "row_taken": "Another KazaDesk has sent this row.",
    "closed_already": "The days up to {last} are closed already (close {number}).",
    "day_to_come": "{day} has not begun yet.",
    "no_such_close": "There is no close {number} of this account.",
    "zone.bad_zone": "--zone takes an offset such as +03:00, UTC, or a name such as Asia/Damascus where the system has"
    " them.",
    "ends.bad_clock": "--day-ends takes a time such as 04:00.",
    "day.bad_date": "--day takes a day such as 2026-11-22.",
    "since.after_until": "--since lies after --until.",
    "note.too_long": "The note is too long (at most {allowed} characters).",
    "columns.bad_columns": "--columns is written like amount=B,ref=Invoice.",
    # the way to the provider
    "dns_failed": "Kazawallet's address could not be found: check the internet connection.",
    "network_unreachable": "There is no way to Kazawallet: check the internet connection.",
    "connection_refused": "Kazawallet's server refused the connection: try again later.",
    "connect_timeout": "The connection to Kazawallet took too long: check the internet connection.",
    "tls_expired": "The server's certificate is not valid at this computer's date and time. Check the clock; if it is"
    " right, do not go on.",
    "tls_untrusted": "The server's certificate is not trusted: somebody may be in between. Nothing was sent.",
    "tls_wrong_host": "The server's certificate is for another name: somebody may be in between. Nothing was sent.",
    "tls_failed": "No secure connection could be made. Nothing was sent.",
    "proxy_refused": "The proxy refused the connection: check the system's proxy settings.",
    "proxy_auth": "The proxy asks for a password, which KazaDesk does not send.",
    "proxy_unsupported": "The system's proxy is of a kind KazaDesk does not speak (SOCKS): use an HTTP proxy or none.",
    "user_not_found": "Kazawallet does not know this account email: give your own account's email, not the customer's.",
    "account_blocked": "Kazawallet has locked this account because its internet address changed. Only Kazawallet's"
    " support can unlock it; sending again does not help.",
    "key_rejected": "Kazawallet rejected the API key: check it in the credentials.",
    "rate_limited": "Kazawallet asks to wait before the next request.",
    "practice_has_its_own_keys": "Practice mode has its own keys.",
    # files
    "ledger_newer": "The ledger was written by a newer KazaDesk: update KazaDesk. Nothing was changed.",
    "ledger_corrupt": "The ledger is damaged. Nothing was changed; open KazaDesk to restore a backup.",
    "ledger_busy": "Another program holds the ledger: close it and try again.",
    "ledger_unavailable": "The ledger cannot be opened: {path} ({why})",
    "unclear_refusal": "Kazawallet answered with an error that does not say whether a link was made.",
    "disk_full": "The disk is full: free some space and try again.",
    "folder_foreign": "The data folder belongs to another user: choose one of your own with --data-dir: {path}",
    "folder_open": "Other users may write in the data folder: take that right away (chmod go-w), or choose another with"
    " --data-dir: {path}",
    "ledger_altered": "The ledger's file is not as KazaDesk makes it ({why}), so its rules are not kept. Restore a"
    " backup.",
    "path_too_long": "The data folder's path is too long: choose a folder nearer to the top of the drive: {path}",
    "read_only": "The data folder cannot be written: {path}",
    "ledger_missing": "The ledger's file is gone: put it back, or open KazaDesk to restore a backup.",
    "settings_unwritable": "The settings cannot be written: {path}",
    "profile_unknown": "There is no profile {profile}. Known: {known}.",
    "port_in_use": "The port is used by another program: choose one with --port.",
    "practice_failed": "The stand-in for Kazawallet could not start.",
    # the mailbox
    "inbox_full": "The mailbox has no room: free some space on its disk.",
    "inbox_damaged": "The mailbox's file is damaged, or is no mailbox: {path}. Put a backup in its place, or move it"
    " away and start again.",
    "inbox_unavailable": "The mailbox's file cannot be used: {path} ({why})",
    "inbox_failed": "The mailbox could not start: {why}",
    "pull.missing": "Give the mailbox's pull address.",
    "pull.bad_url": "The pull address is not a complete address, such as https://shop.example/inbox.php.",
    "pull.not_https": "The pull address must begin with https:// (http:// only for this computer).",
    "pull.too_long": "The addresses are too long.",
    "hook.bad_url": "The webhook address is not a complete address.",
    "hook.not_https": "The webhook address must begin with https:// (http:// only for this computer).",
    "read_key.missing": "Give the mailbox's read key: it was shown when the mailbox was made.",
    "read_key.bad_read_key": "This is no read key: copy it as it was shown when the mailbox was made.",
    "inbox_not_set_up": "No mailbox is set up for this account: kazadesk inbox connect PULL-ADDRESS",
    "inbox_no_keys": "The account {profile} has no API key and secret, so what came cannot be checked. It stays in the"
    " mailbox.",
    "inbox_key_refused": "The mailbox refuses the read key: enter the one that was shown last.",
    "inbox_not_found": "There is no mailbox at the pull address (answer {status}): check it.",
    "inbox_hook_refused": "The webhook address does not take webhooks (answer {status}): check it.",
    "inbox_elsewhere": "The address leads elsewhere (answer {status}): enter the one it leads to, with https:// and"
    " with or without www.",
    "inbox_unwell": "The mailbox has trouble of its own (answer {status}): look at its disk and its log.",
    "inbox_strange_answer": "What answers at the address is no mailbox of KazaDesk's (answer {status}).",
    "inbox_unreachable": "The mailbox at {host} cannot be reached ({why}): check the internet connection and the"
    " address.",
    "inbox_untrusted": "The certificate of {host} is not trusted ({why}). Nothing was sent.",
    "inbox_cut": "The mailbox at {host} broke off its answer. What came stays there and is pulled again.",
    "inbox_probe_lost": "The probe was taken but did not come back: does the pull address belong to the same mailbox?",
    "bad_host": "There is no address {host} on this computer to listen on ({why}).",
    "restored": "A backup was restored since, and the link may have been sent after it was made: look in your"
    " Kazawallet account before you create it again.",
    "cancelled": "Stopped before an answer came.",
    "surprise": "Something unforeseen happened; the log holds the details.",
}

_STATES = {
    LinkState.FAILED: "Kazawallet refused: no link was made.",
    LinkState.UNSENT: "The request was certainly not sent.",
    LinkState.UNKNOWN: "The outcome is not known: the link may exist. Do not send it again blindly; check your"
    " Kazawallet account, or create a new link with a new reference.",
}

_VERDICTS = {
    VerdictCode.PAID: "PAID. The webhook is genuine and matches your link {link}: the money is yours.",
    VerdictCode.PAID_UNKNOWN: "UNEXPECTED. The signature is genuine, but it covers only amount and order id, neither"
    " currency nor status. Check in your Kazawallet account whether this was paid, and what for, before you hand"
    " anything over.",
    VerdictCode.MISMATCH: "DIFFERS. The signature is genuine, but the webhook differs from your link {link}. Do not"
    " hand anything over yet.",
    VerdictCode.REPEATED: "ALREADY CONFIRMED before. Nothing is counted twice.",
    VerdictCode.NOT_PAID: "NOT PAID: the webhook says that the link timed out.",
    VerdictCode.INCOMPLETE: "INCOMPLETE. The signature is genuine, but this copy lacks what is named below: paste the"
    " whole webhook. Nothing is counted yet.",
    VerdictCode.UNKNOWN_STATUS: "STATUS NOT KNOWN. The signature is genuine, but it does not cover the status. Check"
    " your Kazawallet account.",
    VerdictCode.NOT_AUTHENTIC: "NOT AUTHENTIC: the signature fits none of your credentials. Do not trust it.",
    VerdictCode.UNREADABLE: "UNREADABLE: no webhook could be read.",
    VerdictCode.NO_CREDENTIALS: "NOT CHECKED: no profile has both API key and API secret.",
}


def error_sentence(error: KazaDeskError) -> str:
    """One line that says what is wrong and what to do."""
    if isinstance(error, InputErrors):
        return " ".join(error_sentence(each) for each in error.errors)
    field = getattr(error, "field", None)
    text = code_sentence(f"{field}.{error.code}" if field else error.code, error.details)
    if "url" in error.details:
        return f"The link was made, but could not be kept. Write its URL down. {text}"
    if error.details.get("outcome") == LinkState.UNKNOWN:
        return f"{_STATES[LinkState.UNKNOWN]} {text}"
    return text


def code_sentence(code: str, details: dict[str, str] | None = None) -> str:
    """The sentence of a code; one that is not known is shown as it is, never hidden."""
    known = _ERRORS.get(code) or SHEET.get(code) or _ERRORS.get(code.rpartition(".")[2])
    safe = {key: visible_identifier(text) for key, text in (details or {}).items()}
    if known is None:
        message = safe.get("message", "")
        return f"Kazawallet's answer: {message} ({code})" if message else f"It did not work ({code})."
    return known.format_map(_Details(safe))


class _Details(dict[str, str]):
    """The ledger keeps the code of what went wrong, and no details."""

    def __missing__(self, name: str) -> str:
        return "…"


def link_sentence(link: PaymentLink) -> str:
    """What became of a create that gave no URL, with the reason."""
    parts = [_STATES.get(link.state, "")]
    if link.error == "user_not_found" and link.profile == "practice":
        email = account_email()
        parts.append(f"Practice mode knows one account only: use --email {email}, or leave it out.")
    elif link.error:
        parts.append(code_sentence(link.error))
    if link.message:
        parts.append(f"Kazawallet says: {visible(link.message)}")
    return " ".join(part for part in parts if part).replace("\n", " ")


def verdict_sentence(verdict: Verdict) -> str:
    """The verdict's word and meaning, then its reasons and repairs."""
    link = visible_identifier(verdict.link.reference) if verdict.link else ""
    text = " ".join(_VERDICTS[verdict.code].format(link=link).split())
    facts = [f"{name} {visible_identifier(value)}" for name, value in _facts(verdict) if value]
    lines = [text, " · ".join(facts)]
    lines += [f"Why: {_meaning(REASONS | UNREADABLE_REASONS, code)}" for code in verdict.reasons]
    lines += [f"Repaired: {_meaning(REPAIRS, code)}" for code in verdict.repairs]
    if verdict.earlier:
        lines.append(f"Confirmed before, at {local_time(verdict.earlier.at)}, as {verdict.earlier.verdict}")
    return "\n  ".join(line for line in lines if line)


def local_time(utc: str) -> str:
    """A moment of the ledger (ISO 8601, UTC) in this computer's time zone, to the second, with its offset."""
    try:
        moment = datetime.fromisoformat(utc).astimezone()
    except (ValueError, OverflowError):
        return visible_identifier(utc)
    return moment.isoformat(sep=" ", timespec="seconds")


def _meaning(meanings: Mapping[str, str], code: str) -> str:
    """The code's meaning as the core states it, without what only a program needs."""
    return meanings.get(code, code).partition(" (")[0]


def _facts(verdict: Verdict) -> list[tuple[str, str | None]]:
    return [
        ("order id", verdict.order_id),
        ("amount", verdict.amount),
        ("currency", verdict.currency),
        ("status", verdict.status),
        ("reference", verdict.ref),
    ]
