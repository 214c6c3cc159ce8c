"""The way to a server is verified, and its password stands nowhere but in the keyring or libpq's own file."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kazadesk.core.errors import LedgerError
from kazadesk.storage.postgres.address import Address, parse
from kazadesk.storage.postgres.ledger import PostgresLedger, check
from kazadesk.storage.server_password import ServerPassword
from tests.certificates import self_signed
from tests.postgres_server import LACKING, PostgresServer, binaries

PASSWORD = "pässwörd ' \\ سر %s @:/?#"


def certificate(host: str, folder: Path) -> tuple[Path, Path]:
    """Paths of a certificate that is its own authority, and of its key as PostgreSQL wants it kept."""
    public, private = self_signed(host, folder)
    private.chmod(0o600)
    if os.geteuid() == 0:
        shutil.chown(private, "nobody", "nogroup")
    return public, private


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """It wants a password of sara, and proves itself by a certificate for localhost."""
    if binaries() is None:
        pytest.skip(LACKING)
    running = PostgresServer()
    try:
        public, private = certificate("localhost", running.folder)
        certificate("other.example", running.folder)
        running.settings += ["ssl=on", f"ssl_cert_file={public}", f"ssl_key_file={private}"]
        rules = running.data / "pg_hba.conf"
        rules.write_text("host all sara all scram-sha-256\nhost all owner all trust\nlocal all owner trust\n")
        running.start()
        running.execute("postgres", "CREATE DATABASE shop")
        PostgresLedger.open(parse(running.url("shop")), desk="owner").close_now()
        quoted = PASSWORD.replace("'", "''")
        running.execute("postgres", f"CREATE ROLE sara SUPERUSER LOGIN PASSWORD '{quoted}'")
        yield running
    finally:
        running.remove()


@pytest.fixture
def address(server: PostgresServer) -> Callable[[str], Address]:
    def of(options: str, user: str = "owner") -> Address:
        return parse(f"postgresql://{user}@localhost:{server.port}/shop?{options}")

    return of


def refused(address: Address, password: str | None = None) -> LedgerError:
    with pytest.raises(LedgerError) as caught:
        check(address, "desk", password)
    return caught.value


def test_a_certificate_of_the_given_authority_for_this_name_is_taken(server, address):
    root = server.folder / "localhost.crt"
    found = dict(check(address(f"sslmode=verify-full&sslrootcert={root}"), "desk", None))
    assert found["tls"] == "yes"


def test_no_other_certificate_is_taken(server, address, tmp_path):
    other = server.folder / "other.example.crt"
    for options in ("sslmode=verify-full", f"sslmode=verify-full&sslrootcert={other}"):
        assert refused(address(options)).code == "ledger_certificate"
    public, private = certificate("another.example", server.folder)
    server.execute("postgres", f"ALTER SYSTEM SET ssl_cert_file = '{public}'")
    server.execute("postgres", f"ALTER SYSTEM SET ssl_key_file = '{private}'")
    settings = list(server.settings)
    server.stop()
    server.settings = ["ssl=on"]
    server.start()
    try:
        assert refused(address(f"sslmode=verify-full&sslrootcert={public}")).code == "ledger_certificate"
        server.stop()
        server.settings = ["ssl=off"]
        server.start()
        assert refused(address(f"sslmode=verify-full&sslrootcert={public}")).code == "ledger_certificate"
    finally:
        server.stop()
        server.settings = settings
        server.start()


def test_a_password_is_used_and_is_seen_nowhere(server, address, caplog):
    caplog.set_level(logging.DEBUG)
    password = ServerPassword(address("", "sara").login, PASSWORD)
    ledger = PostgresLedger.open(address("", "sara"), desk="desk", password=password)
    ledger.run(lambda: ledger._connection.execute("SELECT 1"))
    line = ledger._connection._line
    seen = [
        repr(password),
        repr(vars(password)),
        repr(ledger.address),
        repr(line),
        repr(ledger),
        str(line.info.dsn),
        caplog.text,
    ]
    assert not any(PASSWORD in text for text in seen)
    assert not any(PASSWORD in value for value in os.environ.values())
    ledger.close_now()


def test_a_wrong_password_is_told_and_not_repeated(server, address):
    for wrong in ("wrong-secret", None):
        error = refused(address("", "sara"), wrong)
        assert error.code == "ledger_login"
        told = [str(error), repr(error.details), str(error.__cause__), repr(error.__cause__)]
        assert not any("wrong-secret" in text for text in told)


def test_libpqs_own_password_file_is_enough(server, address, tmp_path, monkeypatch):
    file = tmp_path / ".pgpass"
    escaped = PASSWORD.replace("\\", "\\\\").replace(":", "\\:")
    file.write_text(f"localhost:{server.port}:*:sara:{escaped}\n", "utf-8")
    file.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert dict(check(address("", "sara"), "desk", None))["schema"] != "0"


def test_a_server_that_may_lose_commits_or_letters_is_not_used(server):
    server.execute(
        "postgres", "CREATE DATABASE latin ENCODING 'SQL_ASCII' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
    )
    with pytest.raises(LedgerError) as caught:
        check(parse(server.url("latin")), "desk", None)
    assert caught.value.code == "ledger_server"
    server.execute("shop", "ALTER DATABASE shop SET synchronous_commit = off")
    try:
        ledger = PostgresLedger.open(parse(server.url("shop")), desk="desk")
        assert ledger.run(lambda: ledger._connection.execute("SHOW synchronous_commit").get) == "on"
        ledger.close_now()
    finally:
        server.execute("shop", "ALTER DATABASE shop RESET synchronous_commit")
