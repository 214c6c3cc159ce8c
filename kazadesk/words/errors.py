"""Known causes and link states in the user's words: what happened, and what to do."""

from __future__ import annotations

from collections.abc import Callable

from kazadesk.core.errors import (
    CheckError,
    InputError,
    InputErrors,
    KazaDeskError,
    LinkNotSent,
    LinkOutcomeUnknown,
    LinkRefused,
)
from kazadesk.core.link import LinkState
from kazadesk.words import books, desks
from kazadesk.words.voice import digits, isolated, ltr, translate

_INPUT: dict[str, Callable[[], str]] = {
    "amount.missing": lambda: translate("Errors", "Type the amount, such as 10 or 10.50."),
    "amount.not_a_number": lambda: translate("Errors", "Type the amount in digits, such as 10 or 10.50."),
    "amount.negative": lambda: translate("Errors", "The amount must be more than zero, without a sign."),
    "amount.exponent": lambda: translate("Errors", "Type the amount in full digits, such as 1000."),
    "amount.ambiguous": lambda: translate("Errors", "{typed} can be read in two ways: type {thousands} or {decimal}."),
    "amount.ambiguous_thousands": lambda: translate("Errors", "{typed} can be misread. Do you mean {thousands}?"),
    "amount.unusual": lambda: translate(
        "Errors", "Is {amount} {currency} right? This account usually asks about {usual} {currency}."
    ),
    "amount.zero": lambda: translate("Errors", "The amount must be more than zero."),
    "amount.too_many_decimals": lambda: translate("Errors", "{currency} takes at most {allowed} decimal places."),
    "amount.too_long": lambda: translate("Errors", "The amount has too many digits (at most {digits})."),
    "currency.missing": lambda: translate("Errors", "Choose a currency, such as USD."),
    "currency.bad_currency": lambda: translate("Errors", "Type a currency code of 3 to 10 letters, such as USD."),
    "currency.unknown_currency": lambda: translate(
        "Errors", "{currency} is a currency that this account has not used yet. Is it right?"
    ),
    "email.missing": lambda: translate("Errors", "Type the email of your own Kazawallet account."),
    "email.bad_email": lambda: translate("Errors", "Type a complete address, such as name@example.com."),
    "reference.too_long": lambda: translate("Errors", "The reference is too long (at most {allowed} characters)."),
    "reference.invisible": lambda: translate("Errors", "The reference holds invisible characters: retype it."),
    "reference.reference_structure": lambda: translate(
        "Errors", "In a copied notice, {found} would look like a field: leave out the sign after the word."
    ),
    "reference.taken": lambda: translate(
        "Errors", "Another link has this reference: choose a new one, or leave it empty."
    ),
    "reference.taken_but": lambda: translate("Errors", "Another link has this reference; {free} is free."),
    "reference.unknown": lambda: translate("Errors", "This account has no link {reference}."),
    "reference.not_waiting": lambda: translate("Errors", "The link {reference} does not wait for its payment."),
    "redirect_url.too_long": lambda: translate(
        "Errors", "The redirect URL is too long (at most {allowed} characters)."
    ),
    "redirect_url.blank_inside": lambda: translate(
        "Errors", "The redirect URL holds a blank or an invisible character."
    ),
    "redirect_url.not_http": lambda: translate("Errors", "The redirect URL must begin with https:// or http://."),
    "redirect_url.bad_url": lambda: translate(
        "Errors", "Type a complete address, such as https://shop.example/thanks."
    ),
    "name.too_long": lambda: translate("Errors", "The customer's name is too long (at most {allowed} characters)."),
    "name.invisible": lambda: translate("Errors", "The customer's name holds invisible characters: retype it."),
    "phone.too_long": lambda: translate("Errors", "The phone number is too long (at most {allowed} characters)."),
    "phone.invisible": lambda: translate("Errors", "The phone number holds invisible characters: retype it."),
    "phone.bad_phone": lambda: translate("Errors", "Type a phone number, such as +963 944 123 456."),
    "phone.no_country": lambda: translate(
        "Errors",
        "Of which country? Type the number with its code, such as +963 944 123 456, or set the code for all numbers"
        " in Settings → Accounts.",
    ),
    "phone.two_numbers": lambda: translate("Errors", "This can be two numbers: type {first} or {second}."),
    "phone_country.bad_country": lambda: translate("Errors", "Type a country code, such as +963."),
    "item.missing": lambda: translate("Errors", "Type the item's name."),
    "item.too_long": lambda: translate("Errors", "The item's name is too long (at most {allowed} characters)."),
    "item.invisible": lambda: translate("Errors", "The item's name holds invisible characters: retype it."),
    "item.reference_structure": lambda: translate(
        "Errors", "In a copied notice, {found} would look like a field: leave out the sign after the word."
    ),
    "item.taken": lambda: translate("Errors", "The price list has {name} already."),
    "item.too_many": lambda: translate("Errors", "A price list has at most {allowed} items."),
    "item.unknown": lambda: translate("Errors", "The price list has no {name}."),
    "item.bad_cell": lambda: translate("Errors", "A cell of the file is a date, an error or merged: make it text."),
    "item.two_currencies": lambda: translate("Errors", "A link has one currency: these items have several."),
    "reason.missing": lambda: translate("Errors", "Type the reason: it stays with the link permanently."),
    "reason.too_long": lambda: translate("Errors", "The reason is too long (at most {allowed} characters)."),
    "order_id.taken": lambda: translate("Errors", "Another link already has this order id."),
    "order_id.not_confirmed": lambda: translate(
        "Errors", "Only a payment that was verified, and that no link was known for, can be assigned."
    ),
    "profile.missing": lambda: translate("Errors", "Type a name, such as that of a branch."),
    "profile.bad_name": lambda: translate("Errors", "Type a name of 1 to 60 visible characters."),
    "profile.taken": lambda: translate("Errors", "That name is taken: choose another name."),
    "api_key.missing": lambda: translate("Errors", "Paste the API key from your Kazawallet account."),
    "api_key.too_long": lambda: translate("Errors", "This is too long for an API key: copy only the key."),
    "api_key.not_ascii": lambda: translate(
        "Errors", "An API key holds only Latin letters, digits and signs: copy it again."
    ),
    "api_key.practice_keys": lambda: translate(
        "Errors", "This is the key of practice mode, which everybody knows: paste your own from Kazawallet."
    ),
    "api_secret.practice_keys": lambda: translate(
        "Errors", "This is the secret of practice mode, which everybody knows: paste your own from Kazawallet."
    ),
    "api_secret.missing": lambda: translate("Errors", "Paste the API secret from your Kazawallet account."),
    "api_secret.too_long": lambda: translate("Errors", "This is too long for an API secret: copy only the secret."),
    "api_secret.not_ascii": lambda: translate(
        "Errors", "An API secret holds only Latin letters, digits and signs: copy it again."
    ),
    "base_url.not_https": lambda: translate("Errors", "The provider's address must begin with https://."),
    "base_url.practice_stays_here": lambda: translate(
        "Errors", "Practice mode works on this computer only: start KazaDesk without another address for Kazawallet."
    ),
    "base_url.bad_url": lambda: translate("Errors", "The provider's address is not complete."),
    "pull.missing": lambda: translate("Errors", "Enter the mailbox's pull address."),
    "pull.bad_url": lambda: translate(
        "Errors", "The pull address is not complete, such as https://shop.example/inbox.php."
    ),
    "pull.not_https": lambda: translate("Errors", "The pull address must begin with https://."),
    "pull.too_long": lambda: translate("Errors", "The addresses are too long."),
    "hook.bad_url": lambda: translate("Errors", "The notice address is not complete."),
    "hook.not_https": lambda: translate("Errors", "The notice address must begin with https://."),
    "read_key.missing": lambda: translate(
        "Errors", "Enter the mailbox's read key: it was shown when the mailbox was made."
    ),
    "read_key.bad_read_key": lambda: translate(
        "Errors", "This is no read key: copy it as it was shown when the mailbox was made."
    ),
    "note.too_long": lambda: translate("Errors", "The note is too long (at most {allowed} characters)."),
    "ledger.bad_address": lambda: translate(
        "Errors", "The ledger's address is not complete, such as postgresql://name@server/kazadesk."
    ),
    "ledger.password_in_address": lambda: translate(
        "Errors", "Leave the password out of the ledger's address: it is asked for, and kept in the keyring."
    ),
    "ledger.address_option": lambda: translate("Errors", "The ledger's address cannot have the option {option}."),
    "ledger.weak_tls": lambda: translate(
        "Errors", "A ledger on another computer needs sslmode=verify-full: the server must prove who it is."
    ),
    "file.log_too_large": lambda: translate("Errors", "{path} is larger than {allowed} MB: cut it into several files."),
    "file.not_a_file": lambda: translate("Errors", "There is no such file: {path}"),
    "file.unreadable_file": lambda: translate("Errors", "The file cannot be read: {path}"),
    "webhook_url.not_loopback": lambda: translate("Errors", "The webhook URL must be an address of this computer."),
    **desks.INPUT,
    **books.INPUT,
}

_CAUSES: dict[str, Callable[[], str]] = {
    # the way to Kazawallet
    "dns_failed": lambda: translate(
        "Errors", "Kazawallet's address could not be found. Check the internet connection."
    ),
    "network_unreachable": lambda: translate("Errors", "There is no internet connection."),
    "connection_refused": lambda: translate("Errors", "Kazawallet's server does not accept connections now."),
    "connect_timeout": lambda: translate("Errors", "Kazawallet could not be reached in time. Check the connection."),
    "reset": lambda: translate("Errors", "The connection to Kazawallet broke."),
    "tls_expired": lambda: translate(
        "Errors",
        "The server's certificate is not valid at this computer's date. Set the date right; if it is, stop and wait.",
    ),
    "tls_not_yet_valid": lambda: translate(
        "Errors", "The server's certificate is not valid yet: this computer's date is probably wrong. Set it right."
    ),
    "tls_self_signed": lambda: translate(
        "Errors", "The server's certificate is not trusted: somebody may be listening. Use another network."
    ),
    "tls_untrusted": lambda: translate(
        "Errors", "The server's certificate is not trusted: somebody may be listening. Use another network."
    ),
    "tls_wrong_host": lambda: translate(
        "Errors", "The server's certificate belongs to another name: somebody may be listening. Use another network."
    ),
    "tls_failed": lambda: translate("Errors", "No secure connection could be made."),
    "proxy_unreachable": lambda: translate("Errors", "The proxy cannot be reached. Check the system's proxy settings."),
    "proxy_refused": lambda: translate(
        "Errors", "The proxy refused the connection. Check the system's proxy settings."
    ),
    "proxy_auth": lambda: translate("Errors", "The proxy asks for a password, which KazaDesk does not send."),
    "proxy_unsupported": lambda: translate(
        "Errors", "The system's proxy is of a kind that KazaDesk cannot use (SOCKS). Use an HTTP proxy or none."
    ),
    "bad_key": lambda: translate("Errors", "The API key holds characters that cannot be sent: enter it again."),
    "no_answer": lambda: translate("Errors", "Kazawallet closed the connection without an answer."),
    "cut_answer": lambda: translate("Errors", "Kazawallet's answer was cut off."),
    "read_timeout": lambda: translate("Errors", "Kazawallet did not answer in time."),
    "total_timeout": lambda: translate("Errors", "Kazawallet did not answer in time."),
    "broken_http": lambda: translate("Errors", "The answer could not be read."),
    "answer_too_large": lambda: translate("Errors", "The answer was far too long."),
    "bad_encoding": lambda: translate("Errors", "The answer could not be read."),
    "not_json": lambda: translate("Errors", "The answer could not be read."),
    "captive_portal": lambda: translate(
        "Errors", "A web page answered instead of Kazawallet. Sign in to this network in a browser first."
    ),
    "bad_shape": lambda: translate("Errors", "Kazawallet's answer was not as expected."),
    "no_url": lambda: translate("Errors", "Kazawallet's answer held no payment URL."),
    "redirected": lambda: translate(
        "Errors", "Kazawallet pointed to another address ({host}), which was not followed."
    ),
    "server_error": lambda: translate("Errors", "Kazawallet's server had a fault ({status})."),
    "unclear_refusal": lambda: translate(
        "Errors", "Kazawallet answered with an error ({status}) that does not say whether a link was made."
    ),
    "url_is_redirect": lambda: translate("Errors", "The answer held only your own redirect URL."),
    "url_not_https": lambda: translate("Errors", "The URL in the answer is not a secure one."),
    "url_host": lambda: translate("Errors", "The URL in the answer leads elsewhere ({host})."),
    "url_too_long": lambda: translate("Errors", "The URL in the answer is far too long."),
    "bad_url": lambda: translate("Errors", "The URL in the answer is not usable."),
    # what Kazawallet says no to
    "user_not_found": lambda: translate(
        "Errors", "Kazawallet does not know this email. Type your own account's email, not the customer's."
    ),
    "account_blocked": lambda: translate(
        "Errors",
        "Kazawallet has locked your account because your internet address changed. Only Kazawallet's support can"
        " unlock it; sending again does not help.",
    ),
    "key_rejected": lambda: translate(
        "Errors", "Kazawallet rejected the API key. Look at it under API key and secret."
    ),
    "secret_rejected": lambda: translate(
        "Errors", "Kazawallet knows the API key, but this is not its API secret. Copy the secret again."
    ),
    "keys_rejected": lambda: translate("Errors", "Kazawallet rejected the API key or the API secret. Copy both again."),
    "keys_swapped": lambda: translate(
        "Errors", "API key and API secret are swapped: the other way round Kazawallet knows them."
    ),
    "access_blocked": lambda: translate(
        "Errors", "Kazawallet's gate refuses this connection. Try another network, without a VPN."
    ),
    "not_found": lambda: translate("Errors", "Kazawallet's service was not found at its address."),
    "too_large": lambda: translate("Errors", "Kazawallet found the request too long. Shorten the reference or URL."),
    "rate_limited": lambda: translate("Errors", "Kazawallet asks to wait a little before the next request."),
    "refused": lambda: translate("Errors", "Kazawallet refused."),
    "bad_email": lambda: translate("Errors", "Type the email of your own Kazawallet account."),
    # this program
    "no_credentials": lambda: translate("Errors", "Enter your API key and API secret first."),
    "cancelled": lambda: translate("Errors", "It was stopped before an answer came."),
    "restored": lambda: translate(
        "Errors",
        "A backup was restored since, and it may have been sent after that backup was made. Look in your Kazawallet"
        " account before you create it again.",
    ),
    "surprise": lambda: translate("Errors", "Something unforeseen happened. The details are in the log."),
    "already_open": lambda: translate(
        "Errors",
        "KazaDesk is already open but does not answer. Wait a minute, then start it again;"
        " if that does not help, restart the computer.",
    ),
    # ledger, settings, practice
    "ledger_newer": lambda: translate(
        "Errors", "The ledger was written by a newer KazaDesk. Update KazaDesk; nothing was changed."
    ),
    "ledger_corrupt": lambda: translate("Errors", "The ledger is damaged. Nothing was changed; restore a backup."),
    "ledger_missing": lambda: translate(
        "Errors", "The ledger's file was deleted or moved while it was open. Put it back, or restart KazaDesk."
    ),
    "ledger_owner": lambda: translate(
        "Errors", "The shared ledger has to be brought up to date. Only the login that owns its tables can do that."
    ),
    "ledger_copying": lambda: translate("Errors", "A ledger is being copied into this one. Try again in a moment."),
    "ledger_server": lambda: translate("Errors", "The ledger's server is set up in a way that could lose links."),
    "ledger_busy": lambda: translate("Errors", "Another program holds the ledger. Close it and try again."),
    "upgrade_stopped": lambda: translate(
        "Errors", "The ledger was not made ready for this version, and is as it was. The next start begins again."
    ),
    "ledger_unavailable": lambda: translate("Errors", "The ledger cannot be opened."),
    "second_place_missing": lambda: translate(
        "Errors", "The second place for backups is not there: {path}. Plug it in, or choose another folder."
    ),
    "disk_full": lambda: translate("Errors", "The disk is full. Free some space and try again."),
    "folder_foreign": lambda: translate(
        "Errors", "The data folder belongs to another user: choose a folder of your own. {path}"
    ),
    "folder_open": lambda: translate(
        "Errors", "Other users of this computer may write in the data folder: take that right away. {path}"
    ),
    "ledger_altered": lambda: translate(
        "Errors", "The ledger's file is not as KazaDesk makes it, so its rules are not kept ({why}). Restore a backup."
    ),
    "path_too_long": lambda: translate(
        "Errors", "The data folder's path is too long. Choose a folder nearer to the top of the drive: {path}"
    ),
    "read_only": lambda: translate("Errors", "The data folder cannot be written: {path}"),
    "move_refused": lambda: translate("Errors", "The link has changed meanwhile, so this is no longer possible."),
    "backup_unusable": lambda: translate("Errors", "This backup cannot be used."),
    "file_unwritable": lambda: translate("Errors", "The file cannot be written there: {path}"),
    "file_taken": lambda: translate(
        "Errors", "The file is open in another program, or protected. Close it there, or choose another name: {path}"
    ),
    "name_too_long": lambda: translate(
        "Errors", "The file's name, or the path of its folder, is too long. Choose a shorter one: {path}"
    ),
    "file_protected": lambda: translate("Errors", "This folder does not let the file be written: {path}"),
    "settings_unwritable": lambda: translate("Errors", "The settings cannot be written: {path}"),
    "profile_unknown": lambda: translate("Errors", "There is no account {profile}."),
    "last_profile": lambda: translate("Errors", "The last account cannot be deleted."),
    "port_in_use": lambda: translate("Errors", "The port is used by another program."),
    "practice_failed": lambda: translate("Errors", "Practice mode could not start its stand-in for Kazawallet."),
    "practice_has_its_own_keys": lambda: translate("Errors", "Practice mode has its own keys."),
    "unknown_link": lambda: translate("Errors", "The stand-in for Kazawallet does not know this link."),
    "already_settled": lambda: translate("Errors", "This link was already paid or has expired."),
    "not_settled": lambda: translate("Errors", "This link is neither paid nor expired yet."),
    # the mailbox
    "inbox_full": lambda: translate("Errors", "The mailbox has no room. Free some space on its disk."),
    "inbox_damaged": lambda: translate(
        "Errors",
        "The mailbox's file is damaged, or is no mailbox. Put a backup in its place, or move it away and start again:"
        " {path}",
    ),
    "inbox_unavailable": lambda: translate("Errors", "The mailbox's file cannot be used: {path}"),
    "inbox_failed": lambda: translate("Errors", "The mailbox could not start."),
    "inbox_not_set_up": lambda: translate("Errors", "No mailbox is set up for this account."),
    "inbox_no_keys": lambda: translate(
        "Errors",
        "The account {profile} has no API key and secret, so what came cannot be checked. It stays in the mailbox.",
    ),
    "inbox_key_refused": lambda: translate(
        "Errors", "The mailbox refuses the read key. Enter the one that was shown last."
    ),
    "inbox_not_found": lambda: translate("Errors", "There is no mailbox at the pull address ({status}). Check it."),
    "inbox_hook_refused": lambda: translate("Errors", "The notice address does not take notices ({status}). Check it."),
    "inbox_elsewhere": lambda: translate(
        "Errors",
        "The address leads elsewhere ({status}). Enter the one it leads to, with https:// and with or without www.",
    ),
    "inbox_unwell": lambda: translate(
        "Errors", "The mailbox has trouble of its own ({status}). Look at its disk and its log."
    ),
    "inbox_strange_answer": lambda: translate("Errors", "What answers at the address is no mailbox of KazaDesk's."),
    "inbox_unreachable": lambda: translate(
        "Errors", "The mailbox at {host} cannot be reached. Check the internet connection and the address."
    ),
    "inbox_untrusted": lambda: translate("Errors", "The certificate of {host} is not trusted. Nothing was sent."),
    "inbox_cut": lambda: translate(
        "Errors", "The mailbox at {host} broke off its answer. What came stays there and is pulled again."
    ),
    "inbox_probe_lost": lambda: translate(
        "Errors", "The probe was taken but did not come back: the pull address may belong to another mailbox."
    ),
    # many links at once
    "row_taken": lambda: translate("Errors", "Another KazaDesk has sent this row."),
    # books
    "closed_already": lambda: translate("Errors", "The days up to {last} are closed already (close {number})."),
    "day_to_come": lambda: translate("Errors", "{day} has not begun yet."),
    "no_such_close": lambda: translate("Errors", "There is no close {number} of this account."),
    # keyring
    "no_keyring": lambda: translate("Errors", "This computer has no keyring that KazaDesk can use."),
    "keyring_locked": lambda: translate("Errors", "The keyring is locked. Unlock it and try again."),
    "prompt_dismissed": lambda: translate("Errors", "The keyring's question was dismissed. Try again and allow it."),
    "keyring_timeout": lambda: translate("Errors", "The keyring did not answer. Unlock it and try again."),
    "keyring_not_kept": lambda: translate("Errors", "The keyring did not keep the credentials."),
    "keyring_failed": lambda: translate("Errors", "The keyring failed."),
    **desks.CAUSES,
    **books.CAUSES,
    **books.SHEET,
}


def _unknown_key() -> str:
    return translate("Errors", "Kazawallet does not know this API key. Copy it again.")


_STATES: dict[LinkState, Callable[[], str]] = {
    LinkState.SENDING: lambda: translate("States", "Sending"),
    LinkState.WAITING: lambda: translate("States", "Waiting"),
    LinkState.FAILED: lambda: translate("States", "Failed"),
    LinkState.UNSENT: lambda: translate("States", "Not sent"),
    LinkState.UNKNOWN: lambda: translate("States", "Outcome unknown"),
    LinkState.PAID: lambda: translate("States", "Paid"),
    LinkState.TIMED_OUT: lambda: translate("States", "Timed out"),
    LinkState.NEEDS_ATTENTION: lambda: translate("States", "Needs attention"),
    LinkState.PAID_BY_HAND: lambda: translate("States", "Marked paid"),
}


def state_word(state: LinkState) -> str:
    """A link's state in a word or two."""
    return _STATES[state]()


def known_codes() -> frozenset[str]:
    """Every code with a sentence of its own; those of fields as `field.code`."""
    return frozenset(_INPUT) | frozenset(_CAUSES)


def sentence(error: KazaDeskError) -> str:
    """What happened and what to do, in one or two plain sentences."""
    if isinstance(error, InputErrors):
        return " ".join(sentence(each) for each in error.errors)
    if isinstance(error, InputError):
        code = f"{error.field}.{error.code}"
        if code == "amount.ambiguous" and not error.details.get("decimal"):
            code = "amount.ambiguous_thousands"
        elif code == "reference.taken" and error.details.get("free"):
            code = "reference.taken_but"
        return _filled(_INPUT.get(code), error)
    words = _CAUSES.get(error.code)
    if isinstance(error, CheckError) and error.code == "key_rejected":  # a check sends both
        words = _unknown_key if error.details.get("named") else _CAUSES["keys_rejected"]
    cause = _filled(words, error)
    if message := error.details.get("message"):
        text = translate("Errors", "{cause} Kazawallet says: “{message}”.")
        cause = text.format(cause=cause, message=isolated(message.rstrip(".")))
    if isinstance(error, LinkNotSent):
        return translate("Errors", "{cause} Nothing was sent.").format(cause=cause)
    if isinstance(error, LinkOutcomeUnknown) or error.details.get("outcome") == LinkState.UNKNOWN:
        return translate(
            "Errors", "{cause} The link may exist: look in your Kazawallet account before you create it again."
        ).format(cause=cause)
    if isinstance(error, LinkRefused):
        refused = translate("Errors", "{cause} No link was made.").format(cause=cause)
        if error.code != "key_rejected":
            return refused
        may_not = translate(
            "Errors", "If Check says that the key is right, ask Kazawallet's support whether it may create links."
        )
        return f"{refused} {may_not}"
    return cause


def _filled(words: Callable[[], str] | None, error: KazaDeskError) -> str:
    if words is None:
        return translate("Errors", "It did not work ({code}).").format(code=ltr(error.code))
    return digits(words()).format_map(_Details(error.details))


_COUNTS = ("allowed", "digits", "row")
"""Details that are numbers to read; all others are identifiers, or are repeated as they were typed."""


class _Details(dict[str, str]):
    """Details as they may stand inside a sentence; one that is missing leaves a dash, never a fault."""

    def __getitem__(self, key: str) -> str:
        value = self.get(key, "–")
        return ltr(digits(value) if key in _COUNTS else value)
