"""A D-Bus session bus of a test's own, with a real GNOME Keyring or with no keyring at all."""

from __future__ import annotations

import shutil
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

CONFIGURATION = """<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
# GNOME Keyring dies now and then under load: as on a real desktop, the bus starts it again when it is called next.
SERVICE = """[D-BUS Service]
Name=org.freedesktop.secrets
Exec=/bin/sh -c "printf pw | exec gnome-keyring-daemon --foreground --unlock --components=secrets"
"""


class SessionBus:
    """A bus, and what it starts, in the private folder `home`; nothing on it but an unlocked keyring if asked for."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch, *, keyring: bool) -> None:
        if not shutil.which("dbus-run-session") or (keyring and not shutil.which("gnome-keyring-daemon")):
            pytest.skip("dbus-run-session and gnome-keyring-daemon are not installed")
        for name, folder in {
            "HOME": home,
            "XDG_DATA_HOME": home / "data",
            "XDG_CONFIG_HOME": home / "config",
            "XDG_CACHE_HOME": home / "cache",
            "XDG_RUNTIME_DIR": home / "run",
        }.items():
            folder.mkdir(0o700, exist_ok=True)
            monkeypatch.setenv(name, str(folder))
        services = home / "services"
        services.mkdir()
        self.service = services / "org.freedesktop.secrets.service"
        if keyring:
            self.service.write_text(SERVICE, "utf-8")
        configuration = home / "bus.conf"
        configuration.write_text(CONFIGURATION.format(services=services), "utf-8")
        self._process = subprocess.Popen(
            ["dbus-run-session", "--config-file", configuration, "--",
             "sh", "-c", 'printf "%s\\n" "$DBUS_SESSION_BUS_ADDRESS"; cat >/dev/null'],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", self._process.stdout.readline().strip())
        if keyring:
            self._wait_for_keyring()

    def end(self) -> None:
        self._process.communicate()

    def _wait_for_keyring(self) -> None:
        """It has its name on the bus before it has its collection."""
        import secretstorage

        deadline = time.monotonic() + 20
        with closing(secretstorage.dbus_init()) as connection:
            while True:
                try:
                    secretstorage.Collection(connection)
                    return
                except secretstorage.ItemNotFoundException:
                    assert time.monotonic() < deadline, "GNOME Keyring did not start"
