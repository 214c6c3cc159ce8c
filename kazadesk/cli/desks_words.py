"""The command line's sentences about a ledger that several desks share."""

from __future__ import annotations

SHARED = {
    "ledger.bad_address": "The ledger's address is written like postgresql://user@host/database.",
    "ledger.password_in_address": "Leave the password out of the address: other programs and users could read it"
    " there. Keep it with kazadesk ledger password, or in libpq's own password file (~/.pgpass).",
    "ledger.address_option": "The ledger's address takes sslmode, sslrootcert, sslcert and sslkey; not {option}, or"
    " not with this value.",
    "ledger.weak_tls": "sslmode={mode} would let others read along or take the server's place: leave it out"
    " (verify-full is the default). For a certificate of your own add sslrootcert=FILE.",
    "ledger.practice_stays_here": "Practice mode has its own ledger on this computer: leave out --ledger.",
    "ledger.not_shared": "This desk's ledger is not shared: give --ledger URL.",
    "to.exists": "{path} is there already: choose another name.",
    "password.missing": "Give the password.",
    "desk.bad_name": "The desk's name has at most {allowed} visible characters.",
    "ledger_unreachable": "The ledger's server, {path}, cannot be reached: check the connection.",
    "ledger_login": "The ledger's server, {path}, does not accept user or password: kazadesk ledger password",
    "ledger_database": "The ledger's server has no such database: {path}",
    "ledger_rights": "The ledger's server does not allow this to the user: see kazadesk ledger roles",
    "ledger_owner": "This step needs the owner of the tables: open the ledger once as that user ({path}), and see"
    " kazadesk ledger roles",
    "ledger_certificate": "The server's certificate cannot be verified ({path}), so nothing was sent. If it is of"
    " your own authority, add sslrootcert=FILE to the address; if not, somebody may be in between.",
    "ledger_server": "The server does not keep a ledger safely: it needs PostgreSQL 14 or newer, the encoding UTF8,"
    " and fsync ({why}).",
    "ledger_driver": "The driver for PostgreSQL is missing ({why}).",
    "ledger_moved": "This file was moved to a server, and takes no more links: kazadesk ledger join URL, or --ledger"
    " URL.",
    "ledger_copying": "The ledger on {path} is only half copied: let the copying end, or start it again.",
    "ledger_not_empty": "There is another ledger on {path} already: take an empty database, or kazadesk ledger join"
    " URL.",
    "ledger_sending": "A link is being sent: try again in a minute.",
    "copy_differs": "The copy on {path} has rows that the ledger does not have ({table}): take an empty database or"
    " file.",
    "copy_stopped": "Stopped. The same command goes on where it was.",
}
