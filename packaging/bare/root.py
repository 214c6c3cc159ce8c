"""A bare system in a folder, which forgets everything at the end.

Everything lives in namespaces of its own and ends with this process (see enter_namespaces).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any

from setup.common import Refusal, say
from setup.system_packages import apt_install

MERCHANT = 1000  # the user in there, and the one whose session it is
SHARED = Path("/run/kazadesk-bare")  # the same folder inside and outside
AUTHORITIES = "usr/local/share/ca-certificates"  # what this machine's owner trusts beyond the usual
# What a program in there needs to know to reach the packages' indexes as this machine does.
NETWORK = re.compile(r"(https?|all|no)_proxy|PIP_.*|(SSL|REQUESTS|CURL)_(CERT|CA)_.*", re.IGNORECASE)


def enter_namespaces() -> None:
    """Starts this script anew where its mounts and processes are its own."""
    if os.geteuid() != 0:
        raise Refusal("Bare systems are made by root only.")
    if os.environ.get("KAZADESK_BARE") != "inside":
        environment = {**os.environ, "KAZADESK_BARE": "inside"}
        unshare = ["unshare", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child"]
        os.execvpe("unshare", [*unshare, sys.executable, *sys.argv], environment)


def provide(tools: dict[str, str]) -> None:
    """Sees to it that these programs are here; they are named with their Debian packages."""
    missing = sorted({package for tool, package in tools.items() if not shutil.which(tool)})
    if missing and not apt_install(missing):
        raise Refusal(f"This needs {', '.join(missing)}.")


def this_mirror() -> str:
    """The address that this machine's own packages come from."""
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Identifier: Packages"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[0]


def this_system(field: str) -> str:
    """A field of /etc/os-release, "" if it is not there."""
    lines = Path("/etc/os-release").read_text("utf-8").splitlines()
    return next((line.partition("=")[2].strip('"') for line in lines if line.startswith(f"{field}=")), "")


def base_system(folder: Path, suite: str, mirror: str, components: str) -> Path:
    """The smallest installation of `suite`, made once and then left as it is."""
    base = folder / f"base-{suite}"
    if not (base / "complete").exists():
        say(f"Making a bare {suite} in {base}.")
        shutil.rmtree(base, ignore_errors=True)
        command = ["debootstrap", "--variant=minbase", f"--components={components}", suite, base, mirror]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Refusal(f"debootstrap failed:\n{(done.stdout + done.stderr)[-2000:]}")
        reach_the_same_network(base)
        (base / "complete").touch()
    return base


def reach_the_same_network(base: Path) -> None:
    """Gives a bare system this machine's proxies for apt and its own certificate authorities."""
    command = ["apt-config", "dump", "--format", '%F "%v";%n', "Acquire"]
    settings = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    proxies = [line for line in settings if re.search(r"::Proxy\b", line)]
    (base / "etc/apt/apt.conf.d/90network").write_text("".join(f"{line}\n" for line in proxies), "utf-8")
    here = Path("/") / AUTHORITIES
    if here.is_dir():
        shutil.copytree(here, base / AUTHORITIES, dirs_exist_ok=True)


class Root:
    """A copy of a bare system that forgets everything at the end."""

    def __init__(self, base: Path, folder: Path) -> None:
        self.path = folder / "root"
        layers = {name: folder / name for name in ("upper", "work")}
        for place in (self.path, *layers.values()):
            place.mkdir(parents=True)
        options = f"lowerdir={base},upperdir={layers['upper']},workdir={layers['work']}"
        mount("-t", "overlay", "overlay", "-o", options, self.path)
        mount("-t", "proc", "proc", self.path / "proc")
        shutil.copy("/etc/resolv.conf", self.path / "etc/resolv.conf")

    def bind(self, places: Iterable[Path]) -> None:
        """Makes these folders of this machine the same ones in there."""
        for place in places:
            place.mkdir(exist_ok=True)
            (self.path / place.relative_to("/")).mkdir(parents=True, exist_ok=True)
            mount("--rbind", place, self.path / place.relative_to("/"))

    def add_merchant(self) -> None:
        """A user in there whose session is the one of this machine's Desktop."""
        self.bind([SHARED, Path("/tmp/.X11-unix")])
        self.run("useradd", "--create-home", "--uid", str(MERCHANT), "merchant", user=0)

    def start(
        self, *command: str, user: int = MERCHANT, output: IO[str] | int | None = subprocess.PIPE, **variables: str
    ) -> subprocess.Popen[str]:
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
            stdout=output,
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
