"""Qt's libraries, loaded by a thread while Python imports its own modules: the window is there some 10 ms sooner."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from threading import Thread


@contextmanager
def qt_loading() -> Iterator[None]:
    """While the block runs, on Linux. What cannot be loaded is left to the import, which says what is missing."""
    found = find_spec("PySide6") if sys.platform.startswith("linux") else None
    if found is None or found.origin is None:
        yield
        return
    names = ("Widgets", "Svg", *(() if "WAYLAND_DISPLAY" in os.environ else ("XcbQpa",)))
    folder = Path(found.origin).parent / "Qt" / "lib"
    thread = Thread(target=_load, args=([folder / f"libQt6{name}.so.6" for name in names],), daemon=True)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _load(libraries: list[Path]) -> None:
    # CDLL keeps the interpreter's lock while it loads; a call of C's own function does not. Only Qt's own libraries:
    # PySide's may want that lock.
    dlopen = ctypes.CDLL(None).dlopen
    dlopen.restype = ctypes.c_void_p
    for path in libraries:
        if not dlopen(os.fsencode(path), os.RTLD_NOW):
            return
    # the list of the system's fonts, which QApplication asks for, with the fontconfig that Qt was linked to
    read_fonts = getattr(ctypes.CDLL(os.fspath(libraries[0])), "FcInit", None)
    if read_fonts is not None:
        read_fonts()
