"""Windows as Wine gives it: one prefix, one screen, and the programs that run there."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from bare.root import mount, until
from setup.common import Refusal, say
from wine.root import INSIDE, WineRoot

SCREEN = "1920x1200"
PREFIX = INSIDE / "run" / "prefix"
PYTHON = r"C:\Python313\python.exe"


class Windows:
    """A fresh prefix in the folder of this run; `drive` is its drive C: as this system sees it."""

    def __init__(self, root: WineRoot, run: Path, mounts: dict[str, Path], icu: Path) -> None:
        self.root, self.folder = root, run
        self.log = (run / "wine.log").open("wb")
        self.drive = root.path / PREFIX.relative_to("/") / "drive_c"  # not by `run`: mounts are seen on this path only
        self.variables = {
            "WINEPREFIX": str(PREFIX),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=d",
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": r"C:\wheels",
        }
        self._display()
        say("Starting Wine.")
        shutil.rmtree(run / "prefix", ignore_errors=True)
        (run / "prefix").mkdir()
        # The server outlives its programs, and what starts first starts Wine's services, which keep its files open
        self.root.start("wineserver", "--persistent", output=self.log, **self.variables).wait(60)
        if self.root.start("wine", "wineboot", "--init", output=self.log, **self.variables).wait(300):
            raise Refusal(f"Wine did not start: {(run / 'wine.log').read_text('utf-8', 'replace')[-2000:]}")
        shutil.copy(icu, self.drive / "windows" / "system32")
        for name, folder in mounts.items():
            (self.drive / name).mkdir()
            mount("--bind", folder, self.drive / name)

    def _display(self) -> None:
        answer, report = os.pipe()
        screen = ["-screen", "0", f"{SCREEN}x24", "-nolisten", "tcp", "-noreset", "-ac"]
        xvfb = ["chroot", self.root.path, "Xvfb", "-displayfd", str(report), *screen]
        self.screen = subprocess.Popen(xvfb, pass_fds=[report], stdout=self.log, stderr=self.log)
        os.close(report)
        with os.fdopen(answer) as lines:
            number = lines.readline().strip()
        if not number or self.screen.poll() is not None:
            raise Refusal("No X server could be started.")
        self.variables["DISPLAY"] = f":{number}"
        self.root.start("openbox", "--sm-disable", output=self.log, **self.variables)
        until("the window manager", lambda: self.x("xdotool", "get_num_desktops") != "")

    def start(self, *command: object, **variables: str) -> subprocess.Popen[bytes]:
        """Starts a Windows program; its output goes to the log of this run."""
        return self.root.start("wine", *command, output=self.log, **{**self.variables, **variables})

    def run(self, *command: object, status: int | None = 0, seconds: float = 600, **variables: str) -> str:
        """The output of a Windows program that ends with this status (None: any)."""
        options = {**self.variables, **variables}
        return self.root.run("wine", *command, status=status, seconds=seconds, **options)[1].replace("\r\n", "\n")

    def x(self, *command: object) -> str:
        """The output of a program for X, on the screen of this Windows."""
        return self.root.run(*command, status=None, seconds=60, **self.variables)[1].strip()

    def key(self, *names: str) -> None:
        self.x("xdotool", "key", "--delay", "60", *names)

    def type(self, text: str) -> None:
        self.x("xdotool", "type", "--delay", "30", text)

    def picture(self, name: str) -> Path:
        """The screen as PNG in the folder of this run."""
        self.x("import", "-window", "root", INSIDE / "run" / name)
        return self.folder / name

    def windows(self, title: str) -> list[str]:
        """X's numbers of the visible windows whose title has these words."""
        return self.x("xdotool", "search", "--onlyvisible", "--name", title).split()
