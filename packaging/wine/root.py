"""A Debian with Wine in a folder, made once; the folders and programs of this check are mounted into it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import IO

from bare.root import base_system, mount, this_mirror
from setup.common import Refusal, say

SUITE = "trixie"  # Wine 10
PACKAGES = """
    wine wine64 wine32:i386 xvfb xauth xdotool xclip imagemagick openbox fonts-dejavu-core fonts-noto-core
    gcc-mingw-w64-x86-64-win32 mingw-w64-tools
"""
INSIDE = Path("/kazadesk")
"""Where the cache and the folder of this run are mounted: INSIDE/cache and INSIDE/run."""


class WineRoot:
    """A chroot; its mounts and processes are those of this process's namespaces and end with it."""

    def __init__(self, cache: Path, run: Path) -> None:
        mirror = this_mirror()
        self.path = base_system(cache, SUITE, mirror, "main")
        mount("--bind", self.path, self.path)
        mount("-t", "proc", "proc", self.path / "proc")
        mount("--rbind", "/dev", self.path / "dev")
        mount("-t", "tmpfs", "tmpfs", self.path / "tmp")
        shutil.copy("/etc/resolv.conf", self.path / "etc/resolv.conf")
        for name, folder in {"cache": cache, "run": run}.items():
            target = self.path / INSIDE.relative_to("/") / name
            target.mkdir(parents=True, exist_ok=True)
            mount("--bind", folder, target)
        if not (self.path / "with-wine").exists():
            say("Installing Wine there (once; 3 GB).")
            kinds = [f"{kind} {mirror} {SUITE} main\n" for kind in ("deb", "deb-src")]
            (self.path / "etc/apt/sources.list").write_text("".join(kinds), "utf-8")
            self.run("dpkg", "--add-architecture", "i386")
            self.run("apt-get", "update")
            self.run("apt-get", "install", "-y", "--no-install-recommends", *PACKAGES.split())
            (self.path / "with-wine").touch()

    def start(
        self, *command: object, output: IO[bytes], folder: str = "/", **variables: str
    ) -> subprocess.Popen[bytes]:
        """Starts a program in there; it writes to a file, for a pipe would be inherited and held open by Wine."""
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8", **variables}
        environment.setdefault("DEBIAN_FRONTEND", "noninteractive")
        return subprocess.Popen(
            ["chroot", self.path, "/usr/bin/env", "-C", folder, *map(str, command)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )

    def run(
        self,
        *command: object,
        folder: str | Path = "/",
        status: int | None = 0,
        seconds: float = 1800,
        **variables: str,
    ) -> tuple[int, str]:
        """(exit status, output). Raises Refusal where the status is not this one; None takes any."""
        with tempfile.TemporaryFile() as output:
            process = self.start(*command, output=output, folder=folder, **variables)
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            output.seek(0)
            text = output.read().decode("utf-8", "replace")
        if status is not None and process.returncode != status:
            words = " ".join(map(str, command))
            raise Refusal(f"{words} ended with {process.returncode}, not {status}:\n{text[-3000:]}")
        return process.returncode, text
