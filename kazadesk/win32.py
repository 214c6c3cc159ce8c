"""What only Windows asks of a program: to say that it runs, who it is, and who may come to the front.

Elsewhere nothing here does anything. Failures are of no use to anybody and are ignored.
"""

from __future__ import annotations

import sys
from contextlib import suppress

MUTEXES = ("KazaDesk", "Global\\KazaDesk")
"""Named mutexes of a running KazaDesk. Setup and Uninstall look for them (AppMutex): replacing the files of a program
that runs leaves half of the old version and half of the new one."""

APP_USER_MODEL_ID = "KazaDesk"
"""By it the taskbar puts windows and pinned shortcuts together; every shortcut of the installer has it, too."""

_ANY_PROCESS = -1

if sys.platform == "win32":
    import ctypes

    _kept: list[object] = []

    def announce() -> None:
        """Make the mutexes, which the system gives back when this process ends, and name it for the taskbar."""
        with suppress(OSError, AttributeError):
            create = ctypes.WinDLL("kernel32").CreateMutexW
            create.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_wchar_p]
            create.restype = ctypes.c_void_p
            _kept.extend(create(None, False, name) for name in MUTEXES)
        with suppress(OSError, AttributeError):
            name_process = ctypes.WinDLL("shell32").SetCurrentProcessExplicitAppUserModelID
            name_process.argtypes = [ctypes.c_wchar_p]
            name_process(APP_USER_MODEL_ID)

    def let_others_come_to_front() -> None:
        """This process, which the user has just started, lets another one raise its window; alone that one may not."""
        with suppress(OSError, AttributeError):
            ctypes.WinDLL("user32").AllowSetForegroundWindow(_ANY_PROCESS)

else:

    def announce() -> None:
        """Nothing to be done here."""

    def let_others_come_to_front() -> None:
        """Nothing to be done here."""
