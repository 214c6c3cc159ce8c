"""How fast a bundle's window is there, and how much memory it takes, against PyInstaller's bundle of an empty window.

`python packaging/bundle/measure.py BUNDLE [--links FOLDER]` on Linux with a display, in an environment that has
PyInstaller (build/bundle/venv has). The empty window is bundled as PyInstaller does it when nothing is said; BUNDLE is
build/bundle/tree/kazadesk, started without options as from a menu; FOLDER holds the data folder KazaDesk with a ledger
to open (default: an empty one). Medians, alternating. The X server tells of a window's first pixels (libXdamage).
"""

from __future__ import annotations

import argparse
import ctypes
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 25

EMPTY = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("KazaDesk"))
window.show()
app.exec()
"""


def bundle_of_an_empty_window(folder: Path) -> Path:
    script = folder / "empty.py"
    script.write_text(EMPTY, "utf-8")
    places = ["--distpath", folder, "--workpath", folder / "work", "--specpath", folder]
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--windowed", *places, script], check=True, capture_output=True
    )
    return folder / "empty"


def size(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


class Screen:
    """Sees when something is drawn into another program's window. Raises OSError where X or libXdamage is missing."""

    _SUBSTRUCTURE, _CREATED, _ONCE = 1 << 19, 16, 3
    _SMALLEST = 100  # pixels; Qt has windows of its own that nobody sees

    def __init__(self) -> None:
        self._x, self._damage = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXdamage.so.1")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(None))
        if not self._display:
            raise OSError("no X server at DISPLAY")
        self._event = ctypes.create_string_buffer(192)
        # windows come and go: what is asked about one that has gone is no error
        self._ignore = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda _display, _error: 0)
        self._x.XSetErrorHandler(self._ignore)
        first, errors = ctypes.c_int(), ctypes.c_int()
        self._damage.XDamageQueryExtension(self._display, ctypes.byref(first), ctypes.byref(errors))
        self._drawn = first.value
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._x.XSelectInput(self._display, root, ctypes.c_long(self._SUBSTRUCTURE))
        self._x.XSync(self._display, 0)

    def forget(self) -> None:
        """What has happened so far."""
        while self._x.XPending(self._display):
            self._x.XNextEvent(self._display, self._event)

    def wait_for_pixels(self) -> None:
        """In the next window that is made."""
        while True:
            self._x.XNextEvent(self._display, self._event)
            kind = ctypes.c_int.from_buffer(self._event).value
            if kind == self._drawn:
                return
            # an XCreateWindowEvent: the window at byte 40, its width at 56
            if kind == self._CREATED and ctypes.c_int.from_buffer(self._event, 56).value > self._SMALLEST:
                window = ctypes.c_ulong.from_buffer(self._event, 40)
                self._damage.XDamageCreate(self._display, window, self._ONCE)
                self._x.XFlush(self._display)


def measure(screen: Screen, command: Path, home: Path) -> tuple[float, float]:
    """(milliseconds from the start of the process until its window's first pixels, PSS in MiB 1 s later)"""
    screen.forget()
    environment = {**os.environ, "XDG_DATA_HOME": str(home)}
    began = time.monotonic()
    process = subprocess.Popen([command], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        screen.wait_for_pixels()
        shown = (time.monotonic() - began) * 1000
        time.sleep(1)
        rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text("ascii")
        return shown, next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
    finally:
        process.kill()
        process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--links", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        empty = bundle_of_an_empty_window(Path(name))
        home = options.links or Path(name)
        data = home / "KazaDesk"
        data.mkdir(exist_ok=True)
        (data / "settings.json").write_text('{"mode": "live"}', "utf-8")
        commands = {"empty window": empty / "empty", "KazaDesk": options.bundle.absolute() / "kazadesk"}
        screen = Screen()
        found: dict[str, list[tuple[float, float]]] = {title: [] for title in commands}
        for command in commands.values():
            measure(screen, command, home)  # files into the cache
        for _ in range(ROUNDS):
            for title, command in commands.items():
                found[title].append(measure(screen, command, home))
        sizes = {"empty window": size(empty) / 1e6, "KazaDesk": size(options.bundle) / 1e6}
    base = found["empty window"]
    for title, values in found.items():
        columns = zip(zip(*values, strict=True), zip(*base, strict=True), strict=True)
        # pair by pair: whatever else the machine does holds up both of a pair about alike
        (shown, times), (memory, more) = (
            (statistics.median(own), statistics.median(one / other for one, other in zip(own, first, strict=True)))
            for own, first in columns
        )
        print(
            f"{title}: first pixels {shown:.0f} ms ({times:.2f} x), PSS {memory:.0f} MiB ({more:.2f} x),"
            f" {sizes[title]:.1f} MB on disk ({sizes[title] / sizes['empty window']:.2f} x); medians of {ROUNDS}"
        )


if __name__ == "__main__":
    main()
