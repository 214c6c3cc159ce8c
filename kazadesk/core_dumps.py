"""Keeps the memory of this process, which holds keys, out of the files that systems write when a program crashes."""

from __future__ import annotations

import sys


def forbid_core_dumps() -> None:
    """Called before any key is loaded. Where the system does not let it, nothing is said: it is a second line."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - on Windows only

        try:
            ctypes.windll.wer.WerAddExcludedApplication(sys.executable.rpartition("\\")[2], False)
        except OSError:
            return
    else:
        import resource

        try:
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        except (OSError, ValueError):
            return
