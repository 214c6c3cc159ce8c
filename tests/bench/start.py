"""Start of the window against a bare QMainWindow: first paint, first rows, memory one second later."""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 9
LINKS = 100_000

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Window(QMainWindow):
    told = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.told:
            self.told = True
            QTimer.singleShot(0, lambda: print("painted", time.time(), flush=True))
app = QApplication(sys.argv)
window = Window()
window.setCentralWidget(QLabel("KazaDesk"))
window.show()
app.exec()
"""

OURS = """
import gc, time
gc.disable()  # as main does before it imports the window
from kazadesk.ui.frame.main_window import MainWindow
shown, init = MainWindow.show_first_links, MainWindow.__init__
def show_first_links(self, rows):
    shown(self, rows)
    print("rows", time.time(), flush=True)
def __init__(self, *args, **kwargs):
    init(self, *args, **kwargs)
    self.painted.connect(lambda: print("painted", time.time(), flush=True))
MainWindow.show_first_links, MainWindow.__init__ = show_first_links, __init__
from kazadesk.main import main
main([])
"""


def measure(code: str, home: str = "") -> dict[str, float]:
    """Seconds from process start to each event the program prints, and its PSS in MiB one second after the last."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)} | ({"XDG_DATA_HOME": home} if home else {})
    # an installed program has its bytecode; without it each start would compile
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.time()
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    found: dict[str, float] = {}
    wanted = {"painted", "rows"} if home else {"painted"}
    while wanted - found.keys():
        name, moment = process.stdout.readline().split()
        found[name] = float(moment) - began
    time.sleep(1.0)
    rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
    found["pss"] = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
    process.kill()
    process.wait()
    return found


async def _fill(folder: Path) -> None:
    from kazadesk.core.link import CreatedLink, LinkRequest, LinkState  # noqa: PLC0415 - measured is what a start loads
    from kazadesk.storage.paths import DataFolder  # noqa: PLC0415
    from kazadesk.storage.sqlite.ledger_file import SqliteLedger  # noqa: PLC0415

    ledger = SqliteLedger.open(DataFolder.make(folder).ledger(practice=False))
    await ledger.call(lambda: ledger._connection.pragma("synchronous", "off"))
    for number in range(LINKS):
        request = LinkRequest("10.00", "USD", "a@example.com", f"INV-{number}")
        link = await ledger.add_link(request, profile="default", sender="bench")
        created = CreatedLink(f"https://pay.kazawallet.com/{number}", f"id{number}")
        await ledger.finish_link(link.id, LinkState.WAITING, created=created)
    await ledger.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "KazaDesk")  # found without an option, as a start from the menu finds it
        began = time.time()
        asyncio.run(_fill(folder))
        (folder / "settings.json").write_text('{"mode": "live"}')
        print(f"{LINKS} links in the ledger, made in {time.time() - began:.0f} s")
        bare, ours = [], []
        for _ in range(ROUNDS):
            bare.append(measure(BARE))
            ours.append(measure(OURS, home))
    base = statistics.median(each["painted"] for each in bare)
    base_pss = statistics.median(each["pss"] for each in bare)
    print(f"bare window: painted after {base * 1000:.0f} ms, PSS {base_pss:.0f} MiB (medians of {ROUNDS})")
    for name in ("painted", "rows"):
        value = statistics.median(each[name] for each in ours)
        print(f"KazaDesk {name}: {value * 1000:.0f} ms, {value / base:.2f} x the bare window's first paint")
    pss = statistics.median(each["pss"] for each in ours)
    print(f"KazaDesk PSS: {pss:.0f} MiB, {pss / base_pss:.2f} x")


if __name__ == "__main__":
    main()
