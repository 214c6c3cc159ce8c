"""A merchant's desktop session beside a bare system: X server, window manager, D-Bus, keyring, AT-SPI.

Its programs are this machine's; in the bare system is nothing but what its packages declare.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from bare.root import MERCHANT, SHARED, mount, until

TOOLS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "zbarimg": "zbar-tools",
    "dbus-daemon": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
}


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
        from bare.accessible import Bus  # noqa: PLC0415 - needs jeepney, which a bare machine has not

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
