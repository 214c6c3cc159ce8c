"""Addresses of shared ledgers: `postgresql://user@host:port/database?sslmode=verify-full`. Never a password in one."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from kazadesk.core.errors import InputError

SCHEMES = ("postgresql", "postgres")
_OPTIONS = ("sslmode", "sslrootcert", "sslcert", "sslkey")
_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_PORT = 5432


@dataclass(frozen=True, slots=True)
class Address:
    """A checked address; `hosts` with their ports, more than one where a standby may take over."""

    user: str
    hosts: tuple[tuple[str, int], ...]
    database: str
    options: tuple[tuple[str, str], ...]

    @property
    def is_local(self) -> bool:
        """Whether nothing leaves this machine: a Unix socket or a loopback address."""
        return all(_is_loopback(host) for host, _ in self.hosts)

    @property
    def place(self) -> str:
        """As people read it."""
        hosts = ",".join(host if port == _PORT else f"{host}:{port}" for host, port in self.hosts)
        return f"{hosts}/{self.database}"

    @property
    def login(self) -> str:
        """What a password is for."""
        return f"{self.user}@{self.place}"

    def parameters(self) -> dict[str, str]:
        """What libpq is told: every setting that decides about safety, so that no variable of the environment does."""
        given = dict(self.options)
        told = {
            "host": ",".join(host for host, _ in self.hosts),
            "port": ",".join(str(port) for _, port in self.hosts),
            "dbname": self.database,
            "sslmode": given.pop("sslmode", "prefer" if self.is_local else "verify-full"),
            "target_session_attrs": "read-write",
            "options": "",
            "gssencmode": "disable",  # else Kerberos would take the place of TLS and its certificate
            **given,
        }
        if self.user:
            told["user"] = self.user
        if told["sslmode"] == "verify-full" and "sslrootcert" not in told:
            told["sslrootcert"] = _root_certificates()
        return told


def is_address(text: str) -> bool:
    """Whether `text` means a shared ledger, well written or not."""
    return text.strip().partition(":")[0].lower() in SCHEMES


def parse(text: str) -> Address:
    """A usable address. Raises InputError(ledger): bad_address, password_in_address, address_option, weak_tls."""
    text = text.strip()
    try:
        parts = urlsplit(text)
        options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True)) if parts.query else {}
    except ValueError:
        raise InputError("ledger", "bad_address") from None
    if parts.scheme not in SCHEMES or parts.fragment:
        raise InputError("ledger", "bad_address")
    login, at, places = parts.netloc.rpartition("@")
    if (at and ":" in login) or "password" in options or "passfile" in options:
        raise InputError("ledger", "password_in_address")
    socket = options.pop("host", None)
    for name, value in options.items():
        if name not in _OPTIONS or not value or "\0" in value:
            raise InputError("ledger", "address_option", option=name)
    if options.get("sslmode", "prefer") not in _MODES:
        raise InputError("ledger", "address_option", option="sslmode")
    hosts = (
        [(socket, _PORT)]
        if socket is not None and not places
        else [_host(one) for one in (places or "localhost").split(",")]
    )
    database = unquote(parts.path.removeprefix("/"))
    if not database or "/" in database or "\0" in unquote(text) or (socket is not None and places):
        raise InputError("ledger", "bad_address")
    address = Address(unquote(login), tuple(hosts), database, tuple(options.items()))
    if not address.is_local and options.get("sslmode", "verify-full") != "verify-full":
        raise InputError("ledger", "weak_tls", mode=options["sslmode"])
    return address


def _host(text: str) -> tuple[str, int]:
    match = re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]\s]+)(?::(\d{1,5}))?", text)
    if match is None or not 0 < int(match[2] or _PORT) < 65536:
        raise InputError("ledger", "bad_address")
    return unquote(match[1]).strip("[]"), int(match[2] or _PORT)


def _is_loopback(host: str) -> bool:
    if host.startswith(("/", "@")) or host.lower() == "localhost":
        return True

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _root_certificates() -> str:
    """libpq's own file if somebody made one, else the well-known authorities."""
    own = Path.home() / ".postgresql" / "root.crt"
    if own.is_file():
        return str(own)
    import certifi

    return certifi.where()
