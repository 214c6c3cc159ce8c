"""A mailbox on this computer: a child of KazaDesk, which ends with it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from kazadesk.core.errors import InboxError
from kazadesk.inbox.php import make_php
from kazadesk.services.files import write_whole

PORT = 8787
_STOP_TIMEOUT = 10.0


@dataclass(frozen=True, slots=True)
class OwnAddresses:
    """`hook` and `pull` are on this computer; `read_key` is there only where it is new."""

    hook: str
    pull: str
    read_key: str | None


class OwnMailbox:
    """At most one child. `start` and `stop` may be called in any order."""

    def __init__(self, root: Path, port: int = PORT) -> None:
        self._root = root
        self._port = port
        self._child: subprocess.Popen[bytes] | None = None
        self.addresses: OwnAddresses | None = None

    async def start(self, *, new_key: bool = False) -> OwnAddresses:
        """Raises InboxError(port_in_use, inbox_failed)."""
        await self.stop()
        self.addresses = await asyncio.to_thread(self._start, new_key)
        return self.addresses

    def _start(self, new_key: bool) -> OwnAddresses:
        command = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "kazadesk"]
        command += ["inbox", "serve", "--json", "--with-parent", "--port", str(self._port)]
        command += ["--data-dir", str(self._root), *(["--new-key"] if new_key else [])]
        try:
            child = subprocess.Popen(  # noqa: S603  our own program
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                cwd=None if getattr(sys, "frozen", False) else Path(__file__).parents[2],
                env={**os.environ, "PYTHONUTF8": "1"},
            )
        except OSError as error:
            raise InboxError("inbox_failed", why=str(error)) from None
        assert child.stdout is not None  # noqa: S101
        assert child.stderr is not None  # noqa: S101
        said: deque[bytes] = deque(maxlen=20)
        reading = threading.Thread(target=said.extend, args=(child.stderr,), daemon=True)  # else it would block in time
        reading.start()
        line = child.stdout.readline()
        if not line.strip():
            child.wait(_STOP_TIMEOUT)
            reading.join(_STOP_TIMEOUT)
            why = b" ".join(said).decode("utf-8", "replace").strip()
            _close(child)
            raise InboxError("port_in_use" if "port" in why else "inbox_failed", port=str(self._port), why=why)
        told = json.loads(line)
        self._child = child
        return OwnAddresses(told["hook"], told["pull"], told["read_key"])

    async def stop(self) -> None:
        """What is under way is answered first."""
        child, self._child, self.addresses = self._child, None, None
        if child is not None:
            await asyncio.to_thread(_end, child)

    @property
    def running(self) -> bool:
        return self._child is not None and self._child.poll() is None


def _end(child: subprocess.Popen[bytes]) -> None:
    assert child.stdin is not None  # noqa: S101
    with contextlib.suppress(OSError):
        child.stdin.close()
    try:
        child.wait(_STOP_TIMEOUT)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    _close(child)


def _close(child: subprocess.Popen[bytes]) -> None:
    for pipe in (child.stdin, child.stdout, child.stderr):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


async def save_php(path: Path) -> tuple[str, str]:
    """Write the PHP mailbox there; gives its write token and read key, which it holds hashes of. Raises FileError."""
    made = await asyncio.to_thread(make_php)
    await asyncio.to_thread(write_whole, path, made.text.encode("utf-8"))
    return made.write_token, made.read_key
