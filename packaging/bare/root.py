"""A bare system in a folder, and a desktop session beside it: X server, window manager, D-Bus, keyring, AT-SPI.

The session's programs are the host's; in the bare system is nothing but what its packages declare. Everything lives in
namespaces of its own and ends with this process (see enter_namespaces).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from setup.common import Refusal, say

TOOLS = {
    "debootstrap": "debootstrap",
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "zbarimg": "zbar-tools",
    "dbus-daemon": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
}
MERCHANT = 1000  # the user in there, and the one whose session it is
SHARED = Path("/run/kazadesk-bare")  # the same folder inside and outside


def enter_namespaces() -> None:
    """Starts this script anew where its mounts and processes are its own."""
    if os.environ.get("KAZADESK_BARE") != "inside":
        environment = {**os.environ, "KAZADESK_BARE": "inside"}
        unshare = ["unshare", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child"]
        os.execvpe("unshare", [*unshare, sys.executable, *sys.argv], environment)


def debian_mirror() -> str:
    """The address that this machine's own packages come from."""
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Identifier: Packages"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[0]


def base_system(folder: Path, suite: str, mirror: str, components: str) -> Path:
    """The smallest installation of `suite`, made once and then left as it is."""
    base = folder / f"base-{suite}"
    if not (base / "complete").exists():
        say(f"Making a bare {suite} in {base}.")
        shutil.rmtree(base, ignore_errors=True)
        command = ["debootstrap", "--variant=minbase", f"--components={components}", suite, base, mirror]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Refusal(f"debootstrap failed:\n{done.stdout[-2000:]}")
        if mirror == debian_mirror():
            shutil.copytree("/etc/apt", base / "etc/apt", dirs_exist_ok=True, symlinks=True)
            (base / "etc/apt/sources.list").unlink(missing_ok=True)
            host = suite_of_this_machine()
            for sources in (base / "etc/apt/sources.list.d").iterdir():
                sources.write_text(sources.read_text("utf-8").replace(host, suite), "utf-8")
        (base / "complete").touch()
    return base


def suite_of_this_machine() -> str:
    lines = Path("/etc/os-release").read_text("utf-8").splitlines()
    return next(line.partition("=")[2] for line in lines if line.startswith("VERSION_CODENAME="))


class Root:
    """A copy of the bare system that forgets everything at the end, with one user, and no font in it."""

    def __init__(self, base: Path, folder: Path) -> None:
        self.path = folder / "root"
        layers = {name: folder / name for name in ("upper", "work")}
        for place in (self.path, *layers.values()):
            place.mkdir(parents=True)
        options = f"lowerdir={base},upperdir={layers['upper']},workdir={layers['work']}"
        mount("-t", "overlay", "overlay", "-o", options, self.path)
        mount("-t", "proc", "proc", self.path / "proc")
        for place in (SHARED, Path("/tmp/.X11-unix")):
            place.mkdir(exist_ok=True)
            (self.path / place.relative_to("/")).mkdir(parents=True, exist_ok=True)
            mount("--bind", place, self.path / place.relative_to("/"))
        shutil.copy("/etc/resolv.conf", self.path / "etc/resolv.conf")
        self.run("useradd", "--create-home", "--uid", str(MERCHANT), "merchant", user=0)

    def start(self, *command: str, user: int = MERCHANT, **variables: str) -> subprocess.Popen[str]:
        environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            "HOME": "/root" if user == 0 else "/home/merchant",
            "LC_ALL": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
            **variables,
        }
        return subprocess.Popen(
            ["chroot", f"--userspec={user}:{user}", self.path, *command],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def run(self, *command: str, user: int = MERCHANT, status: int = 0, text: str = "", **variables: str) -> str:
        """The output of a command that ends with this status; `text` is its standard input."""
        process = self.start(*command, user=user, **variables)
        output, _ = process.communicate(text, timeout=600)
        if process.returncode != status:
            raise Refusal(f"{' '.join(command)} ended with {process.returncode}, not {status}:\n{output[-3000:]}")
        return output


class Desktop:
    """The merchant's session; `variables` lead programs in the bare system to it."""

    def __init__(self) -> None:
        SHARED.mkdir(exist_ok=True)
        mount("-t", "tmpfs", "tmpfs", SHARED)
        os.chown(SHARED, MERCHANT, MERCHANT)
        SHARED.chmod(0o700)
        self.variables = {"XDG_RUNTIME_DIR": str(SHARED), "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        self.variables["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={SHARED}/bus"
        self._display()
        address = self.variables["DBUS_SESSION_BUS_ADDRESS"]
        self._start("dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}")
        until("D-Bus", (SHARED / "bus").exists)
        keyring = self._start(
            "gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets", text="a password"
        )
        until("the keyring", lambda: keyring.poll() is not None or self._owned("org.freedesktop.secrets"))
        self._start("openbox", "--sm-disable")
        until("the window manager", lambda: self._xdotool("get_num_desktops") != "")

    def _display(self) -> None:
        answer, report = os.pipe()
        screen = ["-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset", "-ac"]
        subprocess.Popen(["Xvfb", "-displayfd", str(report), *screen], pass_fds=[report], stderr=subprocess.DEVNULL)
        os.close(report)
        with os.fdopen(answer) as lines:
            self.variables["DISPLAY"] = f":{lines.readline().strip()}"

    def _start(self, *command: str, text: str | None = None) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            ["setpriv", f"--reuid={MERCHANT}", f"--regid={MERCHANT}", "--clear-groups", *command],
            env={"PATH": os.environ["PATH"], "HOME": str(SHARED), "LC_ALL": "C.UTF-8", **self.variables},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        assert process.stdin
        if text is not None:
            process.stdin.write(text)
        process.stdin.close()
        return process

    def _owned(self, name: str) -> bool:
        from bare.accessible import Bus

        with Bus(self.variables["DBUS_SESSION_BUS_ADDRESS"], MERCHANT) as bus:
            method = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner")
            return bool(bus.call(*method, "s", (name,))[0])

    def _xdotool(self, *command: str) -> str:
        done = subprocess.run(
            ["xdotool", *command], env={**os.environ, **self.variables}, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "20", text)

    def key(self, name: str) -> None:
        self._xdotool("key", name)

    def picture(self, target: Path) -> Path:
        """The whole screen, as PNG."""
        subprocess.run(["import", "-window", "root", target], env={**os.environ, **self.variables}, check=True)
        return target


def mount(*arguments: Any) -> None:
    subprocess.run(["mount", *arguments], check=True)


def until(what: str, condition: Callable[[], Any], seconds: float = 30) -> Any:
    """What the condition gives, once it gives something."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > deadline:
            raise Refusal(f"Waited {seconds:.0f} s in vain for {what}.")
        time.sleep(0.1)
    return found
