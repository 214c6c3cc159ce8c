"""Copying that never says more than is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kazadesk.ui.desktop import desktop

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def copied(text: str, parent: QWidget, *, confidential: bool = False) -> bool:
    """Put `text` on the clipboard; whether it is there now. Where it is not, it is shown over `parent`.

    `confidential`: no history of the clipboard is to keep it.
    """
    copy = desktop.copy_confidential if confidential else desktop.copy_text
    if copy(text):
        return True
    from kazadesk.ui.widgets.not_copied import NotCopied

    NotCopied(text, copy, parent.window()).open()
    return False
