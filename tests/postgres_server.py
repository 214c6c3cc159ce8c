"""A PostgreSQL server of the tests' own, in a folder of its own, on a free port, as a user that is not root."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg

LACKING = "the package postgresql is not installed: no tests of a ledger on a server"
_PATIENCE = 30.0
# what the tests put in is small: the folder in memory makes each synced commit as quick as on a good disk
_MEMORY = Path("/dev/shm")
_ROOM = 1 << 30


def binaries() -> Path | None:
    """The folder of initdb and postgres, the newest that there is."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _place() -> Path | None:
    """None for the usual folder: a container's memory for files is often small."""
    return _MEMORY if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM else None


class PostgresServer:
    """A running server; `owner` may do everything."""

    def __init__(self, *settings: str) -> None:
        found = binaries()
        assert found is not None
        self._binaries = found
        self._user: dict[str, Any] = {"user": "nobody", "group": "nogroup"} if os.geteuid() == 0 else {}
        self.folder = Path(tempfile.mkdtemp(prefix="kazadesk-pg-", dir=_place()))
        if self._user:
            shutil.chown(self.folder, **self._user)
        self.data = self.folder / "data"
        self.port = free_port()
        self.settings = list(settings)
        self._process: subprocess.Popen[bytes] | None = None
        self._tool(
            "initdb", "-D", self.data, "-U", "owner", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
        )

    def start(self) -> None:
        """Blocks until it takes connections."""
        options = [word for setting in self.settings for word in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._binaries / "postgres", "-D", self.data, "-h", "127.0.0.1", "-p", str(self.port),
                 "-k", self.folder, "-c", "max_connections=60", "-c", "shared_buffers=32MB", *options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **self._user,
            )  # fmt: skip
        latest = time.monotonic() + _PATIENCE
        while True:
            try:
                psycopg.connect(self.conninfo("postgres"), connect_timeout=2).close()
            except psycopg.OperationalError:
                if time.monotonic() > latest or self._process.poll() is not None:
                    raise RuntimeError((self.folder / "log").read_text("utf-8", "replace")) from None
                time.sleep(0.02)
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT ends it in order, SIGQUIT at once."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_PATIENCE)
            self._process = None

    def remove(self) -> None:
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def conninfo(self, database: str, user: str = "owner") -> str:
        return f"host=127.0.0.1 port={self.port} dbname={database} user={user} sslmode=prefer"

    def url(self, database: str, user: str = "owner", port: int | None = None) -> str:
        return f"postgresql://{user}@127.0.0.1:{port or self.port}/{database}"

    def execute(self, database: str, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """As the owner, in a connection of its own."""
        with psycopg.connect(self.conninfo(database), autocommit=True, cursor_factory=psycopg.RawCursor) as line:
            cursor = line.execute(sql.encode(), list(values))
            return cursor.fetchall() if cursor.description else []

    def psql(self, database: str, script: Path) -> None:
        """Hands it the text: below a home folder its user could not open the file."""
        self._tool("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(self.port), "-U", "owner",
                   "-d", database, "-f", "-", text=script.read_bytes())  # fmt: skip

    def _tool(self, name: str, *arguments: object, text: bytes = b"") -> None:
        done = subprocess.run(
            [self._binaries / name, *map(str, arguments)],
            input=text, capture_output=True, check=False, cwd="/", **self._user,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{name}: {done.stderr.decode('utf-8', 'replace')}")
