"""The one door to the desktop: screens, clipboard, and addresses opened in other programs."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage, QScreen
    from PySide6.QtWidgets import QWidget


def screen_of(widget: QWidget) -> QScreen:
    """The screen that `widget` is on, or will be. (QWidget.screen() makes the screen a part of the widget, and Qt goes
    down when it asks for the screen of a widget that is gone.)
    """
    top = widget.window()
    parent = top.parentWidget()
    seen = parent.window() if parent is not None and not top.isVisible() else top
    return QGuiApplication.screenAt(seen.frameGeometry().center()) or QGuiApplication.primaryScreen()


def copy_text(text: str) -> bool:
    """Put `text` on the clipboard as it is; whether it is there now. Windows refuses while a program holds it, Wayland
    while this one has not the focus, and Qt tells nobody.
    """
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(text)
    return clipboard.text().splitlines() == text.splitlines()  # Windows writes its own line ends


_MARKS = {
    "win32": {
        "ExcludeClipboardContentFromMonitorProcessing": b"1",
        "CanIncludeInClipboardHistory": bytes(4),
        "CanUploadToCloudClipboard": bytes(4),
    },
    # Qt gives it to other programs under a name of its own; the one of nspasteboard.org is out of Python's reach
    "darwin": {"application/x-nspasteboard-concealed-type": b"1"},
}
_OTHERS = {"x-kde-passwordManagerHint": b"secret"}
"""What keeps a text out of the histories of clipboards, as password managers mark theirs."""


def confidential(text: str, system: str = sys.platform) -> QMimeData:
    """`text` for a clipboard, with that system's marks."""
    data = QMimeData()
    data.setText(text)
    for name, value in _MARKS.get(system, _OTHERS).items():
        data.setData(name, value)
    return data


def copy_confidential(text: str) -> bool:
    """Put on the clipboard what is nobody else's business: it can be pasted, and no history keeps it. Whether it is
    there now.
    """
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(confidential(text))
    return clipboard.text().splitlines() == text.splitlines()


def copy_image(image: QImage) -> bool:
    """Put `image` on the clipboard; whether one is there now."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setImage(image)
    return clipboard.image().size() == image.size()


def clipboard() -> QMimeData:
    """What is on the clipboard; nothing, where the system has nothing or does not say."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()


def clipboard_text() -> str:
    return QGuiApplication.clipboard().text()


def place_to_save(usual: QStandardPaths.StandardLocation) -> str:
    """The folder that a save dialog begins in: the system's `usual` one, or the home folder where there is none."""
    folder = Path(QStandardPaths.writableLocation(usual))
    return str(folder if folder.is_dir() else Path.home())


def list_separator() -> str:
    """What parts the columns of a table: Excel on Windows takes the system's word for it, in Arabic a semicolon."""
    if sys.platform == "win32":
        import winreg

        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, r"Control Panel\International") as key:
            return ";" if winreg.QueryValueEx(key, "sList")[0] == ";" else ","
    return ","


def open_url(url: str) -> bool:
    """Open an http(s), mailto or file address in the program the user has for it; whether one was found."""
    return QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode))


def open_folder(folder: Path) -> bool:
    """Show it in the file manager; whether one was found."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
