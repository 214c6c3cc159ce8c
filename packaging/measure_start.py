"""How fast a bundle's window is there, and how much memory it takes, against PyInstaller's bundle of an empty window.

`python packaging/measure_start.py BUNDLE [--links FOLDER]` on Linux with a display, in an environment that has
PyInstaller (build/bundle/venv has). The empty window is bundled as PyInstaller does it when nothing is said; BUNDLE is
build/bundle/tree/kazadesk, started without options as from a menu; FOLDER holds the data folder KazaDesk with a ledger
to open (default: an empty one). Medians, alternating. The first pixels are known from what Qt logs while it paints, a
line or two a widget: some 5 ms for KazaDesk's many.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 11

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


def measure(command: Path, home: Path) -> tuple[float, float]:
    """(milliseconds from the start of the process until its window's first pixels are flushed, PSS in MiB 1 s later)"""
    told = {"QT_LOGGING_RULES": "qt.widgets.painting.info=true", "QT_LOGGING_TO_CONSOLE": "1"}
    environment = {**os.environ, **told, "XDG_DATA_HOME": str(home)}
    began = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        for line in process.stderr:
            if "Flushing" in line:
                break
        else:
            raise SystemExit(f"{command} showed no window")
        shown = (time.monotonic() - began) * 1000
        time.sleep(1)
        rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text("ascii")
        return shown, next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
    finally:
        process.kill()
        process.communicate()


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
        found: dict[str, list[tuple[float, float]]] = {title: [] for title in commands}
        for command in commands.values():
            measure(command, home)  # files into the cache
        for _ in range(ROUNDS):
            for title, command in commands.items():
                found[title].append(measure(command, home))
        sizes = {"empty window": size(empty), "KazaDesk": size(options.bundle)}
    base: tuple[float, ...] = ()
    for title, values in found.items():
        figures = (*(statistics.median(column) for column in zip(*values, strict=True)), sizes[title] / 1e6)
        base = base or figures
        names = ("first pixels {:.0f} ms", "PSS {:.0f} MiB", "{:.1f} MB on disk")
        texts = [
            f"{text.format(figure)} ({figure / first:.2f} x)"
            for text, figure, first in zip(names, figures, base, strict=True)
        ]
        print(f"{title}: {', '.join(texts)}; medians of {ROUNDS}")


if __name__ == "__main__":
    main()
