"""Notice a webhook on the clipboard, if the merchant asked for it: whether it is one is all that is looked at."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from kazadesk.ui.desktop import desktop

_LONGEST = 1 << 20
_SIGNATURES = ("secret", "signature")


def looks_like_a_webhook(text: str) -> bool:
    """Whether the names of a webhook's signed fields occur in `text`."""
    if len(text) > _LONGEST or "amount" not in text:
        return False
    return "id" in text and any(name in text for name in _SIGNATURES)


def owns_clipboard() -> bool:
    """Whether what is on the clipboard was put there by this program."""
    return QGuiApplication.clipboard().ownsClipboard()


class ClipboardWatch(QObject):
    """Off until `watch(True)`. Nothing of the clipboard is kept; what is offered is read again when it is taken."""

    appeared = Signal()
    gone = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watching = False

    def watch(self, on: bool) -> None:
        if on == self._watching:
            return
        self._watching = on
        clipboard = QGuiApplication.clipboard()
        if on:
            clipboard.dataChanged.connect(self._read_clipboard)
            self._read_clipboard()
        else:
            clipboard.dataChanged.disconnect(self._read_clipboard)
            self.gone.emit()

    def _read_clipboard(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if not (desktop.clipboard().hasText() and looks_like_a_webhook(clipboard.text())):
            self.gone.emit()
        elif not owns_clipboard():
            self.appeared.emit()
