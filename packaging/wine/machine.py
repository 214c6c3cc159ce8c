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
SOURCES = r"C:\src"


class Windows:
    """A fresh prefix in the folder of this run; `drive` is its drive C: as this system sees it."""

    python = r"C:\Python\python.exe"

    def __init__(
        self, root: WineRoot, run: Path, *, python: Path, wheels: Path, icu: Path, again: bool = False
    ) -> None:
        """With `again` it goes on with what the run before has left on its disk."""
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
        if not again:
            shutil.rmtree(run / "prefix", ignore_errors=True)
            (run / "prefix").mkdir()
        self._boot("--restart" if again else "--init")
        shutil.copy(icu, self.drive / "windows" / "system32")
        for name, folder in {"Python": python, "wheels": wheels}.items():
            (self.drive / name).mkdir(exist_ok=True)
            mount("--bind", folder, self.drive / name)

    def _boot(self, how: str) -> None:
        # The server outlives its programs, and what starts first starts Wine's services, which keep its files open
        self.root.start("wineserver", "--persistent", output=self.log, **self.variables).wait(60)
        if self.root.start("wine", "wineboot", how, output=self.log, **self.variables).wait(300):
            raise Refusal(f"Wine did not start: {(self.folder / 'wine.log').read_text('utf-8', 'replace')[-2000:]}")

    def restart(self) -> None:
        """Ends every process of this Windows, and starts it again from what is on its disk."""
        self.root.run("wineserver", "--kill", "--wait", status=None, **self.variables)
        self._boot("--restart")

    def set_scale(self, percent: int) -> None:
        """Windows' own scale of the screen, as its settings keep it; in force after a restart."""
        place = ["reg", "add", r"HKCU\Control Panel\Desktop", "/v", "LogPixels", "/t", "REG_DWORD", "/f"]
        self.run(*place, "/d", str(96 * percent // 100))
        self.restart()

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

    def copy_sources(self, sources: Path) -> None:
        """The files of a checkout, those not yet committed included, into SOURCES."""
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=sources, capture_output=True, check=True).stdout
        for name in filter(None, listed.decode("utf-8").split("\0")):
            target = self.drive / "src" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if (sources / name).is_file():
                shutil.copyfile(sources / name, target)

    def run(
        self,
        *command: object,
        folder: str = "C:\\",
        status: int | None = 0,
        seconds: float = 600,
        **variables: str,
    ) -> str:
        """The output of a Windows program that runs in this folder and ends with this status (None: any)."""
        place = PREFIX / "drive_c" / folder.removeprefix("C:\\").replace("\\", "/")
        options = {**self.variables, **variables}
        said = self.root.run("wine", *command, folder=place, status=status, seconds=seconds, **options)[1]
        return said.replace("\r\n", "\n")

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
        while "X Error" in (found := self.x("xdotool", "search", "--onlyvisible", "--name", title)):
            pass  # a window went while it was looked at
        return [word for word in found.split() if word.isdigit()]
