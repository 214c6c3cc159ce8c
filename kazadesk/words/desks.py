"""Sentences about a ledger that several desks share."""

from __future__ import annotations

from collections.abc import Callable

from kazadesk.words.voice import translate

INPUT: dict[str, Callable[[], str]] = {
    "ledger.practice_stays_here": lambda: translate(
        "Desks", "Practice mode has a ledger of its own on this computer, which is not shared."
    ),
    "ledger.not_shared": lambda: translate("Desks", "This desk's ledger is not shared."),
    "to.exists": lambda: translate("Desks", "This file is there already. Choose another name: {path}"),
    "password.missing": lambda: translate("Desks", "Type the password."),
    "desk.bad_name": lambda: translate("Desks", "Type a name of at most {allowed} visible characters."),
}

CAUSES: dict[str, Callable[[], str]] = {
    "ledger_unreachable": lambda: translate(
        "Desks", "The ledger's server cannot be reached: {path}. Check the connection."
    ),
    "ledger_login": lambda: translate("Desks", "The ledger's server does not accept the user or the password: {path}"),
    "ledger_database": lambda: translate("Desks", "There is no such database on the server: {path}"),
    "ledger_rights": lambda: translate(
        "Desks", "The ledger's server does not allow this to the user. Ask whoever looks after it: {path}"
    ),
    "ledger_certificate": lambda: translate(
        "Desks",
        "The server's certificate cannot be verified, so nothing was sent: {path}. If it is from an authority of your"
        " own, add sslrootcert=FILE to the address; if not, somebody may be listening.",
    ),
    "ledger_driver": lambda: translate("Desks", "This KazaDesk came without what speaks to PostgreSQL."),
    "ledger_moved": lambda: translate(
        "Desks", "This ledger was moved to a server, and the file takes no more links. Join the shared ledger."
    ),
    "ledger_not_empty": lambda: translate(
        "Desks", "There is another ledger on the server already: {path}. Take an empty database, or join that ledger."
    ),
    "ledger_sending": lambda: translate("Desks", "A link is being sent. Try again in a minute."),
    "copy_differs": lambda: translate(
        "Desks", "The copy has rows that the ledger does not have ({table}). Take an empty database or a new file."
    ),
    "copy_stopped": lambda: translate("Desks", "The copying was stopped. Started again, it goes on where it was."),
}
