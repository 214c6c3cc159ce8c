"""A few words that come up over the lower edge of a panel and go away again: something was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.labels import PlainLabel, tint

if TYPE_CHECKING:
    from collections.abc import Callable

_SHOWN_MS = 2600
_SHOWN_WITH_BUTTON_MS = 7000
_READ_MS = 65
"""For a character: so long does somebody take who reads it between two customers."""
_ICON = 16


class Toast(QFrame):
    """Lies over `panel`, in nobody's way and never focused; a screen reader announces it."""

    def __init__(self, panel: QWidget, rise: int = 3 * theme.L) -> None:
        """`rise`: how far over the lower edge of `panel`."""
        super().__init__(panel)
        self.setObjectName("toast")
        self.hide()
        self._panel, self.rise = panel, rise
        self._act: Callable[[], None] | None = None
        self._icon = QLabel(self)
        self._text = PlainLabel("", self)
        self._button = QPushButton(self)
        self._button.setObjectName("toastButton")
        self._button.clicked.connect(self._pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.M, theme.XS, theme.M, theme.XS)
        row.addStrut(_ICON + theme.S)
        row.setSpacing(theme.S)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        panel.installEventFilter(self)

    def say(self, text: str, button: str = "", act: Callable[[], None] | None = None, *, icon: str = "check") -> None:
        """Show `text`, and a button that does `act` while it is there."""
        self._act = act
        self._text.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        pixmap = icons.pixmap(icon, theme.scheme().on_tooltip, _ICON, self.devicePixelRatioF())
        self._icon.setPixmap(pixmap)
        tint(self._text, theme.scheme().on_tooltip)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(max(_SHOWN_WITH_BUTTON_MS if button else _SHOWN_MS, _READ_MS * len(text)))
        announce(self, text)

    def hush(self) -> None:
        """Go, unless there is a button to be pressed."""
        if self._button.isHidden():
            self.hide()

    def text(self) -> str:
        """What is being said, "" while nothing is."""
        return self._text.text() if self.isVisible() else ""

    def _pressed(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()

    def _place(self) -> None:
        """In one line where it fits, else in as many as it takes."""
        room = self._panel.width() - 2 * theme.M
        self._text.setWordWrap(False)
        self.adjustSize()
        if self.width() > room:
            self._text.setWordWrap(True)
            self.resize(room, self.heightForWidth(room))
        self.move((self._panel.width() - self.width()) // 2, self._panel.height() - self.height() - self.rise)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.scheme().tooltip))
        painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
