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

        # Linux hands dumps to apport or systemd whatever the limit is, but for 1: no file is that small either
        size = 1 if sys.platform == "linux" else 0
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (size, size))
        except (OSError, ValueError):
            return
