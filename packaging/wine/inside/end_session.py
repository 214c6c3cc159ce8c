"""Asks every window of KazaDesk whether the session may end, and ends it, as Windows does at sign-out."""

from __future__ import annotations

import ctypes

WM_QUERYENDSESSION, WM_ENDSESSION = 0x11, 0x16
user = ctypes.WinDLL("user32")
user.SendMessageW.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_size_t, ctypes.c_ssize_t]
found = []


@ctypes.WINFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)
def each(window, _):
    title = ctypes.create_unicode_buffer(200)
    user.GetWindowTextW(window, title, 200)
    if "KazaDesk" in title.value and user.IsWindowVisible(window):
        found.append(window)
    return True


user.EnumWindows(each, 0)
for window in found:
    may = user.SendMessageW(window, WM_QUERYENDSESSION, 0, 1)
    user.SendMessageW(window, WM_ENDSESSION, 1, 1)
    print(f"a window was asked and said {may}")
