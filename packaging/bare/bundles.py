"""Runs a bundle on a system that has nothing but what its package declares. Linux, as root; needs debootstrap.

`bootstrap.py bundle --bare` does it after building; by hand, with the Python of build/bundle/venv and
PYTHONPATH=packaging:
    python -m bare.bundles dist [--suite SUITE] [--mirror ADDRESS] [--components LIST] [--work FOLDER]
DIST holds the .deb and the .tar.xz. The suite and its mirror are this machine's own unless said otherwise; an Ubuntu
needs "main,universe", as its users have. Pictures of the windows are left in FOLDER (default: build/bare).
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bare import accessible
from bare.desktop import TOOLS, Desktop
from bare.root import (
    MERCHANT,
    SHARED,
    Root,
    base_system,
    enter_namespaces,
    mount,
    provide,
    this_mirror,
    this_system,
    until,
)
from setup.common import ROOT, Refusal, choose_practice, say

# Stands for the user's browser: notes with which environment and address it was opened.
XDG_OPEN = f"""#!/bin/sh
env > {SHARED}/browser.new
echo "ADDRESS=$1" >> {SHARED}/browser.new
mv {SHARED}/browser.new {SHARED}/browser
"""


class Checks:
    """One program in one place: what a merchant does with it."""

    def __init__(self, root: Root, desktop: Desktop, program: str, data: str, pictures: Path, title: str) -> None:
        self.root, self.desktop, self.program = root, desktop, program
        self.data, self.pictures, self.title = data, pictures, title

    def kazadesk(self, *arguments: str, status: int = 0, text: str = "") -> str:
        command = [self.program, *arguments, "--data-dir", self.data]
        return self.root.run(*command, status=status, text=text, **self.desktop.variables)

    def selftest(self) -> None:
        report = self.kazadesk("selftest")
        for line in (
            "ok       Qt platform: xcb",
            "ok       keyring: GNOME Keyring",
            "ok       TLS:",
            "ok       SQLite:",
        ):
            if line not in report:
                raise Refusal(f"selftest does not say {line!r}:\n{report}")
        passed(f"{self.title}: selftest: xcb, GNOME Keyring (wrote, read, deleted), TLS, SQLite")

    def commands(self) -> None:
        tour = self.kazadesk("tour")
        webhook = next(line.strip() for line in tour.splitlines() if line.strip().startswith('{"'))
        again = json.loads(self.kazadesk("--practice", "verify", "--json", status=1, text=webhook))
        forged = webhook.replace('"amount": "25.00"', '"amount": "99.00"')
        altered = json.loads(self.kazadesk("--practice", "verify", "--json", status=3, text=forged))
        if (again["verdict"], altered["verdict"]) != ("repeated", "not_authentic"):
            raise Refusal(f"verify said {again} and {altered}")
        created = self.kazadesk("--practice", "create", "12.50", "USD", "--qr")
        if not (created.startswith("http://127.0.0.1:") and "█" in created):
            raise Refusal(f"create said {created}")
        passed(f"{self.title}: tour, create with QR, verify (repeated; altered amount not authentic)")

    def window(self, language: str) -> None:
        """Creates a link with the keyboard, reads its QR code off the screen, opens its pay page in a browser."""
        before = len(self.links())
        choose_practice(self.root.path / self.data.lstrip("/"))
        with self.running("--lang", language) as bus:
            until("the form", lambda: accessible.enabled(bus, "kazadesk", "createButton"))
            self.desktop.type("25")
            self.desktop.key("ctrl+Return")
            until("the new link", lambda: len(self.links()) > before)
            link = self.links()[0]
            picture = self.pictures / f"{self.title.replace(' ', '-')}-{language}.png"
            until("its QR code on the screen", lambda: link["url"] in self.codes_on_screen(picture))
            names = [each.name for each in accessible.things(bus, "kazadesk")]
            arabic = sum(any("\u0620" <= letter <= "\u064a" for letter in name) for name in names)
            if (arabic > 20) != (language == "ar"):
                raise Refusal(f"{arabic} of {len(names)} accessible names have Arabic letters")
            if language == "en":
                self.browser(bus)
        seen = f"{len(names)} accessible objects"
        passed(f"{self.title}: window ({language}), link made by keyboard, QR code read off the screen, {seen}")

    def browser(self, bus: accessible.Bus) -> None:
        """The pay page opens in a program whose environment is the user's, not ours."""
        (SHARED / "browser").unlink(missing_ok=True)
        things = accessible.things(bus, "kazadesk")
        accessible.press(bus, next(each for each in things if each.name == "Open the pay page"))
        until("the browser", (SHARED / "browser").exists)
        lines = dict(line.split("=", 1) for line in (SHARED / "browser").read_text("utf-8").splitlines() if "=" in line)
        if not lines["ADDRESS"].startswith("http://127.0.0.1:"):
            raise Refusal(f"The browser was asked for {lines['ADDRESS']}.")
        ours = [name for name in lines if name.startswith(("_PYI", "QT_PLUGIN", "QML", "LD_LIBRARY_PATH_"))]
        if ours or lines.get("LD_LIBRARY_PATH") != "/opt/of-the-user":
            raise Refusal(f"The browser got {ours}, LD_LIBRARY_PATH={lines.get('LD_LIBRARY_PATH')}.")
        passed(f"{self.title}: xdg-open got the user's own environment, LD_LIBRARY_PATH included")

    def links(self) -> list[dict[str, str]]:
        return [json.loads(line) for line in self.kazadesk("--practice", "links", "--json").splitlines()]

    def codes_on_screen(self, picture: Path) -> str:
        command = ["zbarimg", "--quiet", "--raw", self.desktop.picture(picture)]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    @contextmanager
    def running(self, *arguments: str) -> Iterator[accessible.Bus]:
        variables = {**self.desktop.variables, "LD_LIBRARY_PATH": "/opt/of-the-user"}
        process = self.root.start(self.program, *arguments, "--data-dir", self.data, **variables)
        try:
            address = accessible.accessibility_bus(variables["DBUS_SESSION_BUS_ADDRESS"], MERCHANT)
            with accessible.Bus(address, MERCHANT) as bus:
                yield bus
            process.terminate()
            output = process.communicate(timeout=10)[0]
            if process.returncode or output.strip():
                raise Refusal(f"The window ended with {process.returncode} and said: {output}")
        finally:
            process.kill()


def passed(what: str) -> None:
    print(f"ok  {what}", flush=True)


def only(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise Refusal(f"There should be one {pattern} in {folder}: {found}")
    return found[0]


def check(root: Root, desktop: Desktop, dist: Path, pictures: Path) -> None:
    package = only(dist, "kazadesk_*.deb")
    shutil.copy(package, root.path / "tmp")
    root.run("apt-get", "update", user=0)
    root.run("apt-get", "install", "-y", "--no-install-recommends", f"/tmp/{package.name}", user=0)
    passed(f"apt-get install ./{package.name}, nothing recommended")
    for fonts in ("usr/share/fonts", "usr/local/share/fonts"):
        shutil.rmtree(root.path / fonts, ignore_errors=True)
    opener = root.path / "usr/local/bin/xdg-open"
    opener.write_text(XDG_OPEN, "utf-8")
    opener.chmod(0o755)

    installed = Checks(root, desktop, "kazadesk", "/home/merchant/data", pictures, "installed package")
    before = fingerprints(root.path / "usr/lib/kazadesk")
    every_check(installed)
    if fingerprints(root.path / "usr/lib/kazadesk") != before:
        raise Refusal("Running KazaDesk changed its own folder.")

    folder = root.path / "home/merchant" / "متجر الأمل"
    folder.mkdir()
    archive = only(dist, "kazadesk-*.tar.xz")
    subprocess.run(["tar", "-xJf", archive, "-C", folder], check=True)
    mount("--bind", folder, folder)
    mount("-o", "remount,bind,ro", folder)
    program = f"/home/merchant/متجر الأمل/{archive.name.removesuffix('.tar.xz')}/kazadesk"
    every_check(Checks(root, desktop, program, "/home/merchant/بيانات المتجر", pictures, "unpacked archive"))
    passed("from a read-only folder whose path has Arabic letters and blanks")

    said = root.run("apt-get", "remove", "-y", "kazadesk", user=0)
    if "~/.local/share/KazaDesk" not in said or (root.path / "usr/lib/kazadesk").exists():
        raise Refusal(f"Removing said: {said}")
    if not (root.path / "home/merchant/data/practice/ledger.sqlite").exists():
        raise Refusal("Removing the package took the ledger along.")
    passed("apt-get remove: the program is gone, the data stays, and the user is told where")


def every_check(checks: Checks) -> None:
    checks.selftest()
    checks.commands()
    checks.window("en")
    checks.window("ar")


def fingerprints(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.lstat().st_size, path.lstat().st_mtime_ns) for path in folder.rglob("*")}


def main() -> int:
    enter_namespaces()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dist", type=Path)
    parser.add_argument("--suite", default=this_system("VERSION_CODENAME"))
    parser.add_argument("--mirror", default=this_mirror())
    parser.add_argument("--components", default="main")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "bare")
    options = parser.parse_args()
    provide({"debootstrap": "debootstrap", **TOOLS})
    options.work.mkdir(parents=True, exist_ok=True)
    base = base_system(options.work, options.suite, options.mirror, options.components)
    scratch = options.work / "root"
    scratch.mkdir(exist_ok=True)
    mount("-t", "tmpfs", "tmpfs", scratch)  # goes with this process, and all that is mounted below it
    desktop = Desktop()
    root = Root(base, scratch)
    root.add_merchant()
    passed(f"a bare {options.suite}")
    check(root, desktop, options.dist.absolute(), options.work)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Refusal as refusal:
        say(str(refusal))
        sys.exit(1)
