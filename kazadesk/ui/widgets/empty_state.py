"""What stands where a list would: why it is empty, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.labels import PlainLabel, tint

if TYPE_CHECKING:
    from collections.abc import Callable

_ICON = 40


class EmptyState(QWidget):
    """An icon, a few words, perhaps a button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = "link"
        self._act: Callable[[], None] | None = None
        self._icon = QLabel(self)
        self._title = PlainLabel("", self)
        self._title.setObjectName("emptyTitle")
        self._text = PlainLabel("", self)
        self._text.setObjectName("emptyText")
        self._text.setWordWrap(True)
        self._button = QPushButton(self)
        self._button.setObjectName("emptyButton")
        self._button.clicked.connect(self._pressed)
        rows = QVBoxLayout()
        rows.setSpacing(theme.S)
        rows.addStretch(2)
        for part in (self._icon, self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            rows.addWidget(part)
        rows.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)
        middle = QHBoxLayout(self)
        middle.addStretch(1)
        middle.addLayout(rows, 3)
        middle.addStretch(1)

    def tell(
        self, icon: str, title: str, text: str = "", button: str = "", act: Callable[[], None] | None = None
    ) -> None:
        self._name, self._act = icon, act
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._recolour()

    def title(self) -> str:
        return self._title.text()

    def _pressed(self) -> None:
        if self._act is not None:
            self._act()

    def _recolour(self) -> None:
        colours = theme.scheme()
        self._icon.setPixmap(icons.pixmap(self._name, colours.control_edge, _ICON, self.devicePixelRatioF()))
        self._title.setFont(theme.font("title"))
        tint(self._text, colours.muted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_button"):
            self._recolour()
