"""The command line's sentences about a shared ledger that name an option or a command."""

from __future__ import annotations

from collections.abc import Callable

from kazadesk.words.voice import translate

SHARED: dict[str, Callable[[], str]] = {
    "ledger.password_in_address": lambda: translate(
        "Desks",
        "Leave the password out of the address: other programs and users could read it"
        " there. Keep it with kazadesk ledger password, or in libpq's own password file (~/.pgpass).",
    ),
    "ledger.weak_tls": lambda: translate(
        "Desks",
        "With sslmode={mode} others could read along or take the server's place: leave it out"
        " (verify-full is the default). For a certificate of your own add sslrootcert=FILE.",
    ),
    "ledger.practice_stays_here": lambda: translate(
        "Desks", "Practice mode has its own ledger on this computer: leave out --ledger."
    ),
    "ledger.not_shared": lambda: translate("Desks", "This desk's ledger is not shared: give --ledger URL."),
    "ledger_login": lambda: translate(
        "Desks", "The ledger's server, {path}, does not accept user or password: kazadesk ledger password"
    ),
    "ledger_rights": lambda: translate(
        "Desks", "The ledger's server does not allow this to the user: see kazadesk ledger roles"
    ),
    "ledger_owner": lambda: translate(
        "Desks",
        "This step needs the owner of the tables: open the ledger once as that user, and see kazadesk ledger roles",
    ),
    "ledger_moved": lambda: translate(
        "Desks", "This file was moved to a server, and takes no more links: kazadesk ledger join URL, or --ledger URL."
    ),
    "copy_stopped": lambda: translate("Desks", "Stopped. The same command goes on where it was."),
}
