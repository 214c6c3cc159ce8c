"""Qt's libraries are there before anything of PySide is imported, and Qt's main thread is Python's all the same."""

from __future__ import annotations

import subprocess
import sys

import pytest

WATCH = """
import sys
from pathlib import Path
from kazadesk.window.load_ahead import qt_loading
with qt_loading():
    pass
assert "PySide6" not in sys.modules
loaded = Path("/proc/self/maps").read_text()
print("libQt6Widgets" in loaded, "libfontconfig" in loaded, "libpyside" in loaded)
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
app = QApplication(["", "-platform", "offscreen"])
print(QThread.isMainThread(), app.thread() is QThread.currentThread())
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries are loaded ahead on Linux only")
def test_a_thread_loads_qts_libraries_and_the_application_still_belongs_to_the_main_thread() -> None:
    done = run(WATCH)
    assert done.stdout.split("\n")[:2] == ["True True False", "True True"], done.stderr
    assert done.stderr == ""


@pytest.mark.parametrize(
    "trouble",
    [
        "load_ahead.find_spec = lambda name: None",
        "load_ahead._load([load_ahead.Path('/nowhere/libQt6Widgets.so.6')])",
        # a library of another make, which knows nothing of fontconfig
        "import _ctypes; load_ahead._load([load_ahead.Path(_ctypes.__file__)])",
    ],
)
def test_what_cannot_be_loaded_is_left_to_the_import(trouble: str) -> None:
    done = run(
        f"from kazadesk.window import load_ahead\n{trouble}\nwith load_ahead.qt_loading():\n    print('imported')"
    )
    assert (done.stdout, done.stderr) == ("imported\n", "")
