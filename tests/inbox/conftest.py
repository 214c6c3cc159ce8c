"""Running mailboxes of every form, and a plain HTTP client that hides nothing."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from kazadesk.inbox.php import make_php
from kazadesk.inbox.server import InboxServer

ROOT = Path(__file__).resolve().parents[2]
Entry = dict[str, Any]


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def lines(self) -> list[Entry]:
        return [json.loads(each) for each in self.body.split(b"\n") if each]


@dataclass
class Box:
    """One running mailbox: `hook` is what a sender knows, `pull` and `key` what a desk knows."""

    form: str
    hook: str
    pull: str
    key: str
    folder: Path
    process: subprocess.Popen[bytes] | None = None
    mark: int = 0
    """The newest id when the test began."""

    @property
    def port(self) -> int:
        return urlsplit(self.hook).port or 80

    def ask(self, method: str, url: str, body: Any = None, headers: dict[str, str] | None = None) -> Reply:
        target = url.partition(f":{self.port}")[2] or "/"
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method, target, body, headers or {})
            answer = connection.getresponse()
            return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())

    def post(self, body: bytes, url: str | None = None, **headers: str) -> Reply:
        return self.ask("POST", url or self.hook, body, {name.replace("_", "-"): it for name, it in headers.items()})

    def read(self, query: str = "", *, what: str = "", key: str | None = None) -> Reply:
        address = self.pull
        if what:
            address = f"{self.pull}?{what}" if self.form.startswith("php") else self._beside(what)
        if query:
            address += ("&" if "?" in address else "?") + query
        return self.ask("GET", address, headers={"X-Inbox-Key": self.key if key is None else key})

    def entries(self, after: int | None = None, limit: int = 1000) -> list[Entry]:
        """What came after `after`, or in this test."""
        reply = self.read(f"after={self.mark if after is None else after}&limit={limit}")
        assert reply.status == 200, reply
        return reply.lines

    def _beside(self, what: str) -> str:
        return self.pull.rpartition("/")[0] + "/" + what


def until(condition: Callable[[], bool]) -> None:
    """Wait for it, at most 20 seconds."""
    latest = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < latest, "it did not happen"
        time.sleep(0.01)


def php_command(form: str) -> list[str]:
    """PHP of this form, or a skip with the reason."""
    php = shutil.which("php")
    if php is None:
        pytest.skip("php-cli is not installed, so the PHP form cannot run")
    if form == "php-files":
        return [php, "-n"]  # no extension that is not built in: no SQLite3
    if "sqlite3" not in subprocess.run([php, "-m"], capture_output=True, text=True, check=True).stdout.split():
        pytest.skip("php-sqlite3 is not installed")
    return [php]


@contextlib.contextmanager
def php_box(form: str, folder: Path, *, box: Box | None = None, user: int | None = None) -> Iterator[Box]:
    """PHP's own server on the file; `box` of an earlier run keeps address and key."""
    command = php_command(form)
    if box is None:
        made = make_php()
        (folder / "inbox.php").write_text(made.text, "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    environment = {**os.environ, "PHP_CLI_SERVER_WORKERS": "4"}
    process = subprocess.Popen(
        [*command, "-S", f"127.0.0.1:{port}", "-t", str(folder)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        user=user,
    )
    try:
        _until_listening(port, process)
        base = f"http://127.0.0.1:{port}/inbox.php"
        token, key = (made.write_token, made.read_key) if box is None else (box.hook.rpartition("/")[2], box.key)
        yield Box(form, f"{base}/{token}", base, key, folder, process=process)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, 9)  # its workers too
        process.wait()


def _until_listening(port: int, process: subprocess.Popen[bytes]) -> None:
    latest = time.monotonic() + 20
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        assert process.poll() is None, "PHP's server ended"
        assert time.monotonic() < latest, "PHP's server does not listen"


@contextlib.contextmanager
def python_box(folder: Path) -> Iterator[Box]:
    with InboxServer(folder / "mailbox.sqlite") as server:
        yield Box("python", server.hook, server.pull, server.read_key or "", folder)


@contextlib.contextmanager
def served_box(folder: Path, *, box: Box | None = None, user: int | None = None) -> Iterator[Box]:
    """The command in a process of its own; `box` of an earlier run on this folder keeps the key."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kazadesk", "inbox", "serve", "--port", "0", "--json", "--data-dir", str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        user=user,
    )
    try:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        key = told["read_key"] or (box.key if box else "")
        yield Box("python", told["hook"], told["pull"], key, folder, process=process)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def running(form: str, folder: Path, **options: Any) -> contextlib.AbstractContextManager[Box]:
    """A process of this form on `folder`."""
    return served_box(folder, **options) if form == "python" else php_box(form, folder, **options)


@pytest.fixture(scope="session", params=["python", "php-sqlite", "php-files"])
def running_box(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    folder = tmp_path_factory.mktemp(request.param)
    with python_box(folder) if request.param == "python" else php_box(request.param, folder) as started:
        yield started


@pytest.fixture
def box(running_box: Box) -> Box:
    """A mailbox of each form; what earlier tests left in it is behind its mark."""
    running_box.mark = running_box.read(what="health").json["newest_id"]
    return running_box


@pytest.fixture(params=["python", "php-sqlite", "php-files"])
def new_box(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Box]:
    """A mailbox of each form that nobody has used."""
    with python_box(tmp_path) if request.param == "python" else php_box(request.param, tmp_path) as started:
        yield started


@pytest.fixture
def server(tmp_path: Path) -> Iterator[InboxServer]:
    with InboxServer(tmp_path / "mailbox.sqlite") as started:
        yield started


@pytest.fixture
def python(server: InboxServer, tmp_path: Path) -> Box:
    """The Python form, in this process."""
    return Box("python", server.hook, server.pull, server.read_key or "", tmp_path)


@pytest.fixture
def make_box() -> Callable[..., contextlib.AbstractContextManager[Box]]:
    return running


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MiB of its own. Needs root, as the test command has where it may install packages."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root may mount a file system of its own to fill it")
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", str(folder)]
    if (done := subprocess.run(mount, capture_output=True, text=True, check=False)).returncode:
        pytest.skip(f"mounting a small file system is not allowed here: {done.stderr}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
