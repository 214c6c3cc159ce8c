"""A part of the form that is there for those who want it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from kazadesk.ui.look import icons
from kazadesk.ui.widgets.buttons import explain


class Fold(QToolButton):
    """Remembers what was chosen; a low window is folded until somebody asks, each time anew."""

    changed = Signal()

    def __init__(self, icon: str, name: str, words: str, keys: str, parent: QWidget, *, text: str = "") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setCheckable(True)
        self.setIcon(icons.icon(icon))
        if text:
            self.setText(text)
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        else:
            self.setAccessibleName(words)
        explain(self, words, keys)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._low = False
        self._usual, self._in_low = False, False
        self._keep: Callable[[bool], object] = lambda _unfolded: None
        self.clicked.connect(self.unfold)

    def attach(self, unfolded: bool, keep: Callable[[bool], object]) -> None:
        """As it was left; `keep` remembers."""
        self._usual, self._keep = unfolded, keep
        self._show()

    @property
    def unfolded(self) -> bool:
        return self._in_low if self._low else self._usual

    def set_low(self, low: bool) -> None:
        if low is not self._low:
            self._low, self._in_low = low, False
            self._show()

    def unfold(self, unfolded: bool) -> None:
        if self._low:
            self._in_low = unfolded
        else:
            self._usual = unfolded
            self._keep(unfolded)
        self._show()

    def _show(self) -> None:
        self.setChecked(self.unfolded)
        self.changed.emit()
