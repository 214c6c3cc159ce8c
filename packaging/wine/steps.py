"""What is proven of the bundle and the installer, a step each: a merchant's day and what can go wrong in it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bare.root import until
from setup.common import Refusal
from wine.machine import SOURCES, Windows
from wine.program import FOLDER, TITLE, Program

LIMITS = {"folder": 75.0, "zip": 35.0, "setup": 24.0}
"""MB (10^6 bytes), before the features below."""
GROWN = {
    "spreadsheets: calamine, XlsxWriter": (2.0, 1.1, 0.9),
    "a shared ledger: psycopg with libpq and an OpenSSL of its own": (7.7, 3.3, 2.6),
    "time zones of shops: tzdata": (0.4, 0.3, 0.1),
}
"""What named features add to folder, zip and setup."""
SCREENS = [
    ("qr-code", ["ctrl+shift+d"], []),
    ("slip", ["ctrl+p"], ["Escape", "Escape"]),
    ("settings", ["ctrl+comma"], ["Escape"]),
    ("shortcuts", ["F1"], ["Escape"]),
    ("export", ["ctrl+e"], ["alt+F4"]),  # Wine's own dialog does not always have the keyboard
]
"""Name, keys that open it, keys that close it."""
HELPERS = Path(__file__).with_name("inside")
VENV = SOURCES + r"\.venv\Scripts\python.exe"

Step = Callable[[], str]


class Steps:
    """Each method proves one thing and gives what it found; Refusal says what was wrong."""

    def __init__(self, windows: Windows, pictures: Path) -> None:
        self.windows, self.pictures = windows, pictures
        self.percent = 100
        self.program = Program(windows)

    def all(self) -> Iterator[tuple[str, Step]]:
        yield "set up and run from the sources", self.from_sources
        yield "bundle, zip and setup.exe from the sources", self.build
        yield "silent setup into a folder with Arabic letters and a blank", self.install
        yield "selftest", self.selftest
        yield "tour, create, verify, links", self.commands
        yield "mistakes and refusals have a sentence", self.sentences
        for percent in (100, 150):
            for language in ("en", "ar"):
                yield f"a sale by the keyboard ({language}, {percent} %)", self.sale(language, percent)
        yield "a second start shows the first window", self.second_start
        yield "end of the Windows session", self.end_of_session
        yield "killed, and started again", self.killed
        yield "setup and uninstaller leave a running KazaDesk alone", self.running_setup
        yield "an upgrade replaces and tidies", self.upgrade
        yield "the Credential Manager keeps keys over a restart", self.credentials
        yield "uninstalled, the ledger is kept", self.uninstall

    # ── build ──

    def from_sources(self) -> str:
        report = self.windows.run(self.windows.python, r"packaging\bootstrap.py", "run", "selftest", folder=SOURCES)
        return _line(report, "Qt platform:")

    def build(self) -> str:
        self.windows.run(self.windows.python, r"packaging\bootstrap.py", "bundle", folder=SOURCES, seconds=3600)
        sources = self.program.here(SOURCES)
        setup = self.program.here(self.program.setup)
        [packed] = (sources / "dist").glob("*-windows-*.zip")
        tree = sources / "build" / "bundle" / "tree" / "kazadesk"
        found = {
            "folder": sum(path.stat().st_size for path in tree.rglob("*") if path.is_file()) / 1e6,
            "zip": packed.stat().st_size / 1e6,
            "setup": setup.stat().st_size / 1e6,
        }
        limits = {name: LIMITS[name] + sum(more[place] for more in GROWN.values()) for place, name in enumerate(LIMITS)}
        text = ", ".join(f"{name} {size:.1f} MB of {limits[name]:.1f}" for name, size in found.items())
        if any(size > limits[name] for name, size in found.items()):
            raise Refusal(f"Too large: {text}")
        return text

    # ── the command line ──

    def install(self) -> str:
        self.program.install()
        for name in ("kazadesk.exe", "kazadesk-cli.exe", "unins000.exe"):
            if not self.program.here(f"{FOLDER}\\{name}").exists():
                raise Refusal(f"{name} is not in {FOLDER}.")
        return FOLDER

    def selftest(self) -> str:
        report = self.program.kazadesk("selftest")
        for words in ("Qt platform: windows", "keyring: Windows Credential Manager", "TLS: the system's", "SQLite:"):
            _line(report, words)
        return _line(report, "Qt style:")

    def commands(self) -> str:
        tour = self.program.kazadesk("tour")
        webhook = next(line.strip() for line in tour.splitlines() if line.strip().startswith('{"'))
        again = json.loads(self.program.kazadesk("--practice", "verify", "--json", status=1, stdin=webhook))
        forged = webhook.replace('"amount": "25.00"', '"amount": "99.00"')
        altered = json.loads(self.program.kazadesk("--practice", "verify", "--json", status=3, stdin=forged))
        if (again["verdict"], altered["verdict"]) != ("repeated", "not_authentic"):
            raise Refusal(f"verify said {again['verdict']} and {altered['verdict']}")
        made = self.program.kazadesk("--practice", "create", "12.50", "USD", "--ref", "طلب ٧", "--qr")
        if not (made.startswith("http://127.0.0.1:") and "█" in made):
            raise Refusal(f"create said {made}")
        table = self.program.kazadesk("--practice", "links", "--csv")
        if "طلب ٧" not in table:
            raise Refusal(f"links --csv said {table}")
        return f"{len(table.splitlines()) - 1} links; repeated, and not authentic where the amount was altered"

    def sentences(self) -> str:
        early = self.program.kazadesk("links", "--since", "1900-01-01", status=2)
        _line(early, "takes a day such as")
        refused = self.program.kazadesk(
            "--practice", "--base-url", "http://127.0.0.1:9", "create", "10", "USD", status=6
        )
        _line(refused, "does not accept connections now")
        usage = self.program.kazadesk("create", status=2)
        _line(usage, "usage: kazadesk-cli create")
        long = self.windows.run(f"{FOLDER}\\kazadesk-cli.exe", "links", "--data-dir", "C:\\" + "x" * 220, status=10)
        return f"{_line(refused, 'does not accept')} · {_line(long, 'path is too long')[:60]}…"

    # ── the window ──

    def sale(self, language: str, percent: int) -> Step:
        """Create, pay, paste, green by keys alone; then every other screen; pictures of each."""

        def step() -> str:
            if percent != self.percent:
                self.windows.set_scale(percent)
                self.percent = percent
            before = len(self.program.links())
            began = time.monotonic()
            with self.program.running("--lang", language):
                opened = time.monotonic() - began
                show = self._pictures(f"{language}-{percent}")
                show("window")
                link = self._create("25", before)
                show("created")
                self.windows.key("ctrl+shift+p")
                until("the webhook on the clipboard", lambda: link["order_id"] in self._clipboard(), 30)
                self.windows.key("ctrl+shift+v")
                until("the link to be paid", lambda: self._newest(before)["state"] == "paid", 60)
                show("paid")
                # From the search to the list: a paid link is chosen, so the buttons between are not to be reached
                self.windows.key("ctrl+f", "Tab", "Tab", "Tab", "Tab", "Down", "Up")
                self._screens(show, [("menu", ["Menu"], ["Escape"]), ("details", ["Return"], ["Escape"])])
                self._create("7.5", before + 1)
                self._screens(show, SCREENS)
            return f"paid; window after {opened:.1f} s"

        return step

    def _create(self, amount: str, before: int) -> dict[str, str]:
        self.windows.key("ctrl+n")
        self.windows.type(amount)
        self.windows.key("ctrl+Return")
        return until("the new link with its URL", lambda: self._newest(before), 60)

    def _newest(self, before: int) -> dict[str, str]:
        links = self.program.links()
        return links[0] if len(links) > before and links[0]["url"] else {}

    def _clipboard(self) -> str:
        return self.windows.x("timeout", "5", "xclip", "-selection", "clipboard", "-out")

    def _pictures(self, prefix: str) -> Callable[[str], None]:
        def show(name: str) -> None:
            time.sleep(1.5)  # until nothing moves any more: for people who look at the pictures, nothing depends on it
            self.windows.picture(f"{prefix}-{name}.png")

        return show

    def _screens(self, show: Callable[[str], None], screens: list[tuple[str, list[str], list[str]]]) -> None:
        """Opens each by its keys, takes a picture, closes it by its keys."""
        for name, opening, closing in screens:
            if name == "menu":  # whose window has no name
                self.windows.key(*opening)
            else:
                self._press(f"{name} to open", opening)
            show(name)
            for key in closing:
                if name == "menu":
                    self.windows.key(key)
                else:
                    self._press(f"{name} to close", [key])

    def _press(self, what: str, keys: list[str]) -> None:
        """Keys that make a window come or go."""
        before = self.windows.windows(".")
        self.windows.key(*keys)
        until(what, lambda: self.windows.windows(".") != before)

    def second_start(self) -> str:
        with self.program.running():
            first = self.windows.windows(TITLE)
            self.windows.x("xdotool", "windowminimize", first[0])
            second = self.windows.start(f"{FOLDER}\\kazadesk.exe", "--practice", "--data-dir", self.program.data)
            status = second.wait(60)
            shown = until("the first window", lambda: self.windows.windows(TITLE), 20)
            if status or shown != first:
                raise Refusal(f"The second one ended with {status}; windows {first}, then {shown}.")
        return "one window, shown again; the second process ended with 0"

    def end_of_session(self) -> str:
        process = self.program.open()
        script = self.program.here("C:\\end_session.py")
        script.write_text((HELPERS / "end_session.py").read_text("utf-8"), "utf-8")
        said = self.windows.run(self.windows.python, "C:\\end_session.py")
        try:
            self.program.ended(process)
        except Refusal:
            self.windows.run("taskkill", "/f", "/im", "kazadesk.exe", status=None)
            raise
        return said.strip().replace("\n", "; ")

    def killed(self) -> str:
        before = self.program.links()
        process = self.program.open()
        self.windows.run("taskkill", "/f", "/im", "kazadesk.exe")
        process.wait(30)
        until("the killed one's window to go", lambda: not self.windows.windows(TITLE))
        with self.program.running():
            if self.program.links() != before:
                raise Refusal("The ledger is not as it was.")
        return f"{len(before)} links as before, closed cleanly afterwards"

    # ── upgrade and removal ──

    def running_setup(self) -> str:
        files = self._files()
        with self.program.running():
            self.program.install(status=None)
            gone = self.program.uninstall()
            if gone or self._files() != files:
                lost = len(set(files) - set(self._files()))
                raise Refusal(f"The installation changed under the running program: {lost} files lost.")
            self.program.kazadesk("selftest")
        return f"all {len(files)} files untouched, selftest passes meanwhile"

    def upgrade(self) -> str:
        stale = self.program.here(f"{FOLDER}\\_internal\\of_the_version_before")
        stale.mkdir()
        (stale / "old.pyd").write_bytes(b"old")
        files = self._files()
        self.program.install()
        if self._files() - files or stale.exists():
            raise Refusal(f"Left over: {stale.exists()}; new: {self._files() - files}")
        self.program.kazadesk("selftest")
        return "a file of the version before is gone, selftest passes"

    def _files(self) -> set[str]:
        folder = self.program.here(FOLDER)
        return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}

    def credentials(self) -> str:
        """Through the product's own vault, in two Windows sessions: the server and all its processes end between."""
        script = self.program.here("C:\\vault.py")
        script.write_text((HELPERS / "vault.py").read_text("utf-8"), "utf-8")
        where = self.windows.run(VENV, "C:\\vault.py", "save", folder=SOURCES, PYTHONPATH=SOURCES)
        self.windows.restart()
        found = self.windows.run(VENV, "C:\\vault.py", "load", folder=SOURCES, PYTHONPATH=SOURCES)
        if found.strip() != "as saved":
            raise Refusal(f"After the restart: {found}")
        return where.strip()

    def uninstall(self) -> str:
        ledger = self.program.here(self.program.data) / "practice" / "ledger.sqlite"
        size = ledger.stat().st_size
        if not self.program.uninstall():
            raise Refusal("The uninstaller left the program.")
        folder = self.program.here(FOLDER)
        until("the folder to go", lambda: not (folder.exists() and self._files()), 30)
        if ledger.stat().st_size != size:
            raise Refusal("The ledger was touched.")
        return f"no file left in {FOLDER}; ledger of {size} bytes kept"


def _line(report: str, words: str) -> str:
    """The line that holds these words. Raises Refusal where there is none."""
    for line in report.splitlines():
        if words in line:
            return line.strip()
    raise Refusal(f"This does not say {words!r}:\n{report[-2000:]}")
