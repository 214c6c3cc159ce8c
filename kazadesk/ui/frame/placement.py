"""Where the window stood the last time, and how its panels shared the room, as one line of the settings."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow


def saved(window: QMainWindow, shares: QByteArray) -> str:
    """Place and size of the window, and the `shares` of its panels."""
    parts = (window.saveGeometry(), shares)
    return ":".join(bytes(part.toBase64().data()).decode("ascii") for part in parts)


def restore(window: QMainWindow, text: str) -> QByteArray:
    """Put the window where `saved` says; returns the shares. What cannot be read changes nothing."""
    place, _, shares = text.partition(":")
    if place:
        window.restoreGeometry(QByteArray.fromBase64(place.encode("ascii", "ignore")))
    return QByteArray.fromBase64(shares.encode("ascii", "ignore"))


def follow(window: QMainWindow, before: QMainWindow) -> None:
    """Place and size of `before`, frame and all: how wide that is nobody knows before the window is shown."""
    window.restoreGeometry(before.saveGeometry())
    if not before.isMaximized() and not before.isFullScreen():
        window.resize(before.size())
        window.move(before.pos())
