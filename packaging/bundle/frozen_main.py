"""Where a bundle starts: undoes what PyInstaller's bootloader left behind, then runs KazaDesk."""

from __future__ import annotations

import os
import sys


def restore_environment() -> None:
    """Browsers and other programs that KazaDesk opens must not load our libraries. This process read them already."""
    if sys.platform.startswith("linux"):
        os.environ.pop("LD_LIBRARY_PATH", None)
        original = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
        if original:
            os.environ["LD_LIBRARY_PATH"] = original
    for name in [name for name in os.environ if name.startswith("_PYI_")]:
        del os.environ[name]


def provide_output() -> None:
    """A windowed program on Windows has no output: give it the console that it was typed in, or none that fails."""
    if sys.stdout is not None and sys.stderr is not None:
        return
    console = os.devnull
    if sys.platform == "win32" and len(sys.argv) > 1:
        import ctypes  # noqa: PLC0415 - on Windows only

        attach_to_parent = -1
        if ctypes.windll.kernel32.AttachConsole(attach_to_parent):
            console = "CONOUT$"
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(console, "w", encoding="utf-8", errors="backslashreplace"))  # noqa: PTH123, SIM115


if __name__ == "__main__":
    restore_environment()
    provide_output()
    from kazadesk.main import main

    sys.exit(main())
