"""The installed KazaDesk on this Windows: its commands, its window, its setup program."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bare.root import until
from setup.common import Refusal, choose_practice
from wine.machine import SOURCES, Windows

FOLDER = "C:\\متجر الأمل\\KazaDesk"
SILENT = ["/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART", "/ALLUSERS"]
TITLE = "KazaDesk"


class Program:
    """KazaDesk in FOLDER, with a data folder whose name has Arabic letters and a blank."""

    data = "C:\\users\\root\\بيانات المتجر"

    def __init__(self, windows: Windows) -> None:
        self.windows = windows

    @property
    def setup(self) -> str:
        """The setup program, once it is built."""
        found = next(self.here(f"{SOURCES}\\dist").glob("*-setup.exe"), None)
        if not found:
            raise Refusal("There is no setup program.")
        return f"{SOURCES}\\dist\\{found.name}"

    def here(self, path: str) -> Path:
        """A path on drive C: as this system sees it."""
        return self.windows.drive / path.removeprefix("C:\\").replace("\\", "/")

    def install(self, *, status: int = 0) -> None:
        self.windows.run(self.setup, *SILENT, f"/DIR={FOLDER}", status=status)

    def uninstall(self) -> bool:
        """Whether the program's folder is gone afterwards. The uninstaller goes on in a copy of itself."""
        self.windows.run(f"{FOLDER}\\unins000.exe", "/VERYSILENT", "/SUPPRESSMSGBOXES", status=None)
        try:
            until("the uninstaller", lambda: not self.here(f"{FOLDER}\\kazadesk.exe").exists(), 60)
        except Refusal:
            return False
        return True

    def kazadesk(self, *arguments: str, status: int = 0, stdin: str = "") -> str:
        """What the program for the console prints."""
        words = [*arguments, "--data-dir", self.data]
        if stdin:
            place = self.here("C:\\paste.txt")
            place.write_text(stdin, "utf-8")
            words.append("C:\\paste.txt")
        return self.windows.run(f"{FOLDER}\\kazadesk-cli.exe", *words, status=status)

    def links(self) -> list[dict[str, str]]:
        """Newest first."""
        return [json.loads(line) for line in self.kazadesk("--practice", "links", "--json").splitlines()]

    def open(self, *arguments: str, **variables: str) -> subprocess.Popen[bytes]:
        """Starts the window, and waits until it is there and has the keyboard."""
        choose_practice(self.here(self.data))
        words = [*arguments, "--data-dir", self.data]
        process = self.windows.start(f"{FOLDER}\\kazadesk.exe", *words, **variables)
        number = until("the window", lambda: self._shown(process), 120)
        self.windows.x("xdotool", "windowactivate", "--sync", number)
        return process

    def _shown(self, process: subprocess.Popen[bytes]) -> str:
        if process.poll() is not None:
            raise Refusal(f"The window ended with {process.returncode}.")
        return next(iter(self.windows.windows(TITLE)), "")

    @contextmanager
    def running(self, *arguments: str, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
        """The window until the block ends; then it is closed with Alt+F4 and must end with 0 and nothing left."""
        process = self.open(*arguments, **variables)
        try:
            yield process
            self.close(process)
        finally:
            if process.poll() is None:
                self.windows.run("taskkill", "/f", "/im", "kazadesk.exe", status=None)
                process.wait(60)

    def close(self, process: subprocess.Popen[bytes]) -> None:
        [number, *_] = until("the window", lambda: self.windows.windows(TITLE))
        self.windows.x("xdotool", "windowactivate", "--sync", number)
        self.windows.key("alt+F4")
        self.ended(process)

    def ended(self, process: subprocess.Popen[bytes], seconds: float = 20) -> None:
        """Within so many seconds: the process with status 0, its window and its locks gone."""
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Refusal(f"It had not ended after {seconds:.0f} s.") from None
        if status:
            raise Refusal(f"It ended with {status}.")
        left = list(self.here(self.data).glob("*/senders/*.lock"))
        if left or self.windows.windows(TITLE):
            raise Refusal(f"It left {left} and windows {self.windows.windows(TITLE)}.")
