"""`bootstrap.py bare SYSTEM`: both commands of the README on a fresh machine, as root, from a clone of the last commit.

    python3 packaging/bootstrap.py bare debian-13 [--mirror ADDRESS] [--work FOLDER] [PYTEST ARG ...]

SYSTEM: debian-12, debian-13, ubuntu-22.04 or ubuntu-24.04, the smallest that debootstrap makes, with nothing added but
a Python. The mirror is this machine's own where the system is of the same family. Linux, as root. Takes as long as the
tests do and then as long as a new machine takes for its packages; with PYTEST ARGs only those tests run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
from pathlib import Path
from typing import NamedTuple

from bare.root import (
    NETWORK,
    Root,
    base_system,
    enter_namespaces,
    mount,
    provide,
    this_mirror,
    this_system,
)
from setup.common import ROOT, Refusal, say


class System(NamedTuple):
    family: str
    suite: str
    components: str
    python: str  # the packages of a Python that KazaDesk runs on


SYSTEMS = {
    "debian-12": System("debian", "bookworm", "main", "python3"),
    "debian-13": System("debian", "trixie", "main", "python3"),
    "ubuntu-22.04": System("ubuntu", "jammy", "main,universe", "python3 python3.11"),
    "ubuntu-24.04": System("ubuntu", "noble", "main,universe", "python3"),
}
CLONE = "/root/KazaDesk"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("bootstrap.py bare", allow_abbrev=False)
    parser.add_argument("system", choices=SYSTEMS)
    parser.add_argument("--mirror", help="where its packages are (default: where this machine's are)")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "bare")
    options, pytest_arguments = parser.parse_known_args(arguments)
    system = SYSTEMS[options.system]
    if not (options.mirror or this_system("ID") == system.family):
        raise Refusal(f"This machine knows no mirror of {system.family}: name one with --mirror.")
    enter_namespaces()
    provide({"debootstrap": "debootstrap", "git": "git"})
    work = options.work.absolute()
    work.mkdir(parents=True, exist_ok=True)
    base = base_system(work, system.suite, options.mirror or this_mirror(), system.components)
    scratch = work / "root"
    scratch.mkdir(exist_ok=True)
    mount("-t", "tmpfs", "tmpfs", scratch)  # goes with this process, and all that is mounted below it
    root = Root(base, scratch)
    root.bind([Path("/dev")])
    mount("-t", "sysfs", "-o", "ro", "sysfs", root.path / "sys")
    root.run("apt-get", "update", user=0)
    needed = [*system.python.split(), "ca-certificates"]
    root.run("apt-get", "install", "-y", "--no-install-recommends", *needed, user=0)
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, f"{root.path}{CLONE}"], check=True)
    say(f"A bare {options.system} with {root.run('python3', '--version', user=0).strip()}.")
    for command in (["run"], ["test", *pytest_arguments]):
        say(f"\n===== {options.system}: python3 packaging/bootstrap.py {' '.join(command)}")
        status = command_of_the_readme(root, command)
        if status:
            say(f"That ended with {status}.")
            return 1
    return 0


def command_of_the_readme(root: Root, arguments: list[str]) -> int:
    """Runs bootstrap.py in the clone, its output passed on; the exit status."""
    network = {name: value for name, value in os.environ.items() if NETWORK.fullmatch(name)}
    settings = ["-u", "LC_ALL", "-u", "DEBIAN_FRONTEND", *(f"{name}={value}" for name, value in network.items())]
    process = root.start(
        "env", "-C", CLONE, *settings, "python3", "packaging/bootstrap.py", *arguments, user=0, output=None
    )
    process.communicate()
    return process.returncode
