"""kazadesk selftest: what KazaDesk works with here, and what is missing."""

from __future__ import annotations

import asyncio
import platform
import sys
from importlib import metadata
from typing import TYPE_CHECKING

from kazadesk import __version__
from kazadesk.cli.words import error_sentence
from kazadesk.core.errors import KazaDeskError
from kazadesk.core.plain import visible
from kazadesk.words.voice import isolated, ltr, translate

if TYPE_CHECKING:
    from kazadesk.services.profiles import ProfileService
    from kazadesk.storage.paths import DataFolder

_LIBRARIES = ("PySide6_Essentials", "qasync", "httpx", "keyring", "apsw", "segno", "truststore", "starlette", "uvicorn")
_NOT_LOADED = (ImportError, OSError)
"""A library that is not there, or cannot be loaded for want of one that it needs."""


class Report:
    """Lines of `name: what was found`, text from outside isolated; and whether anything a user needs is missing."""

    def __init__(self) -> None:
        self.complete = True

    def add(self, name: str, found: str) -> None:
        print(f"  {translate('Selftest', 'ok'):<8} {name}: {found}")

    def miss(self, name: str, why: str, *, needed: bool = True) -> None:
        self.complete = self.complete and not needed
        word = translate("Selftest", "MISSING") if needed else translate("Selftest", "absent")
        print(f"  {word:<8} {name}: {why}")


async def selftest(folder: DataFolder, shared: str) -> bool:
    """Print the report; True if nothing that a user needs is missing. `shared`: address of a shared ledger, or ""."""
    report = Report()
    print(f"KazaDesk {__version__}, Python {platform.python_version()}, {platform.platform()}")
    report.add(translate("Selftest", "data folder"), isolated(str(folder.root)))
    _libraries(report)
    _window(report)
    _sqlite(report, folder)
    await asyncio.to_thread(_postgres, report, shared)
    await _keyring(report)
    await asyncio.to_thread(_tls, report)
    if report.complete:
        print(translate("Selftest", "Everything needed is there."))
    else:
        print(translate("Selftest", "Something needed is missing: see above."))
    return report.complete


async def check_online(profiles: ProfileService) -> bool:
    """Ask the provider for the current profile's balances, which proves key, secret and email; True if it did."""
    report = Report()
    print(translate("Selftest", "online:"))
    try:
        wallets = await profiles.check_kept()
        report.add(
            translate("Selftest", "credentials"),
            ", ".join(visible(f"{wallet.amount} {wallet.currency}") for wallet in wallets)
            or translate("Selftest", "no wallets"),
        )
    except KazaDeskError as error:
        report.miss(translate("Selftest", "credentials"), error_sentence(error))
    return report.complete


def _libraries(report: Report) -> None:
    for name in _LIBRARIES:
        try:
            report.add(name, ltr(metadata.version(name)))
        except metadata.PackageNotFoundError:
            # a bundle may carry a library without its metadata
            report.miss(name, translate("Selftest", "version not known"), needed=not getattr(sys, "frozen", False))


def _window(report: Report) -> None:
    try:
        from kazadesk.ui.selftest import window_report
    except _NOT_LOADED as error:
        report.miss(translate("Selftest", "window"), isolated(str(error)))
        return
    for name, found, present in window_report():
        if present:
            report.add(name, isolated(found))
        else:
            report.miss(name, isolated(found))


def _sqlite(report: Report, folder: DataFolder) -> None:
    try:
        import apsw

        from kazadesk.storage.sqlite.ledger_file import SqliteLedger
    except _NOT_LOADED as error:
        report.miss("SQLite", isolated(str(error)))
        return
    report.add("SQLite", ltr(apsw.sqlite_lib_version()))
    for practice in (False, True):
        name = translate("Selftest", "ledger of practice mode") if practice else translate("Selftest", "ledger")
        try:
            SqliteLedger.open(folder.ledger(practice=practice)).close_now()
            report.add(name, translate("Selftest", "opens, write-ahead log, full synchronisation"))
        except KazaDeskError as error:
            report.miss(name, error_sentence(error))


def _postgres(report: Report, shared: str) -> None:
    """The driver is there in case; a server is looked at where this desk works with one."""
    driver, ledger = translate("Selftest", "PostgreSQL driver"), translate("Selftest", "shared ledger")
    try:
        import psycopg

        report.add(driver, ltr(f"psycopg {psycopg.__version__}, libpq {psycopg.pq.version()}"))
    except _NOT_LOADED as error:
        why = translate("Selftest", "{error}: no ledger can be shared").format(error=ltr(str(error)))
        report.miss(driver, why, needed=bool(shared))
        return
    if not shared:
        return
    from kazadesk.storage.postgres.address import parse
    from kazadesk.storage.postgres.ledger import check
    from kazadesk.storage.server_password import ServerPassword

    try:
        address = parse(shared)
        found = dict(check(address, "selftest", ServerPassword(address.login)()))
        safe = translate("Selftest", "not encrypted, on this computer")
        if found["tls"] == "yes":
            safe = translate("Selftest", "encrypted")
        told = translate("Selftest", "{server}, {safe}, {count} links")
        server = ltr(f"PostgreSQL {found['server']}")
        report.add(f"{ledger} ({ltr(address.place)})", told.format(server=server, safe=safe, count=found["links"]))
        if found["pg_trgm"] == "yes":
            report.add("pg_trgm", translate("Selftest", "searches of many links are quick"))
        else:
            why = translate("Selftest", "searches read every link: ask the server's administrator for it")
            report.miss("pg_trgm", why, needed=False)
    except KazaDeskError as error:
        report.miss(ledger, error_sentence(error))


async def _keyring(report: Report) -> None:
    from kazadesk.storage.vault import Vault

    vault = Vault()
    try:
        report.add(translate("Selftest", "keyring"), isolated(await vault.probe()))
    except KazaDeskError as error:
        then = translate("Selftest", "Keys are then kept until KazaDesk closes.")
        report.miss(translate("Selftest", "keyring"), f"{error_sentence(error)} {then}", needed=False)


def _tls(report: Report) -> None:
    import ssl

    try:
        import truststore

        truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        certificates = translate("Selftest", "the system's certificates, {version}").format(
            version=ltr(ssl.OPENSSL_VERSION)
        )
        report.add("TLS", certificates)
    except (ImportError, OSError, ssl.SSLError) as error:
        report.miss("TLS", type(error).__name__)
