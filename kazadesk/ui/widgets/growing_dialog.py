"""A dialog that makes room for words that come while it is open, and is never larger than the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from kazadesk.ui.desktop.desktop import screen_of
from kazadesk.ui.look import theme

FRAME = QSize(8, 40)
"""What window managers put around a window, about: they say it only of one that is shown."""
_SOME_LINES = 96
"""What a dialog keeps of its content in sight, however much stands below it."""


class Scrolled(QScrollArea):
    """Holds what is to scroll, up and down, where there is less room than it needs."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = inside
        self.setWidget(inside)

    def needed(self, width: int) -> int:
        """How high all of it is at that width."""
        inside = self.inside
        return inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # Qt takes what stands in a scroll area for nobody else's matter
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        return self.inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        least = self.inside.minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        room = screen_of(self).availableSize() - FRAME
        return QSize(min(least.width() + bar, room.width()), min(least.height(), _SOME_LINES))


def bring_into_view(widget: QWidget) -> None:
    """Scroll to it, once it has its place: what was just said or offered is seen on a low screen too."""

    def scroll() -> None:
        around: QWidget | None = widget.parentWidget()
        while around is not None and not isinstance(around, Scrolled):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(widget)

    QTimer.singleShot(0, widget, scroll)


class GrowingDialog(QDialog):
    """As high as what it has to say; grows with it, never shrinks under the mouse, and keeps to its screen."""

    usual = QSize(0, 0)
    """What it is at least as large as, where the screen has the room."""
    _parts: tuple[Scrolled, QLayout] | None = None

    def fill(self, content: QLayout, foot: QLayout) -> None:
        """Put `content` over `foot`: on a low screen the one scrolls, and the other, with the buttons, stays."""
        inside = QWidget(self)
        inside.setLayout(content)
        content.setContentsMargins(theme.XL, theme.L, theme.XL, 0)
        foot.setContentsMargins(theme.XL, theme.M, theme.XL, theme.L)
        scrolled = Scrolled(inside, self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(scrolled, 1)
        rows.addLayout(foot)
        self._parts = scrolled, foot

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Show and not event.spontaneous():
            # before Qt puts it in the middle of its window
            self._fit(self._needed())
        handled = super().event(event)  # which may have been the last of this dialog
        if kind == QEvent.Type.LayoutRequest and isValid(self) and self.isVisible():
            self._fit(max(self.height(), self._needed()))
            self._stay_on_screen()
        return handled

    def _room(self) -> QSize:
        around = self.frameGeometry().size() - self.size()
        return screen_of(self).availableSize() - (FRAME if around.isEmpty() else around)

    def _fit(self, height: int) -> None:
        room = self._room()
        self.setMinimumSize(self.minimumSize().boundedTo(room))
        self.resize(QSize(self._width(), height).boundedTo(room))

    def _width(self) -> int:
        rows = self.layout()
        least = rows.totalMinimumSize().width() if rows is not None else 0
        return max(self.width(), self.usual.width(), least)

    def _needed(self) -> int:
        """Qt asks for the room of wrapped words once, and gives no more than two thirds of the screen."""
        rows, width = self.layout(), self._width()
        if self._parts is not None:
            content, foot = self._parts
            below = foot.heightForWidth(width) if foot.hasHeightForWidth() else foot.sizeHint().height()
            needed = content.needed(width) + below + 1  # which a scale such as 1.5 may round away
        elif rows is not None:
            needed = rows.totalHeightForWidth(width) if rows.hasHeightForWidth() else rows.totalSizeHint().height()
        else:
            needed = 0
        return max(needed, self.usual.height())

    def _stay_on_screen(self) -> None:
        room, frame = screen_of(self).availableGeometry(), self.frameGeometry()
        if frame.bottom() > room.bottom():
            self.move(frame.x(), max(room.top(), room.bottom() - frame.height() + 1))
