"""A few words inside a dialog: an icon, what is so, and the colour of what it means."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.growing_dialog import bring_into_view
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.words.i18n import spoken

_ICON = 18


class Notice(QWidget):
    """Hidden while it has nothing to say. Tones: "info", "warning", "error", "quiet"."""

    spoke = Signal(bool)
    """Whether it has something to say now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = theme.Ink("info", "#000000", "#ffffff", "#ffffff")
        self._tone, self._icon_name = "info", ""
        self._mark = QLabel(self)
        self._text = PlainLabel("", self)
        self._text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        row.setSpacing(theme.S)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    def say(self, text: str, tone: str = "info", icon: str = "", *, heard: str = "") -> None:
        """Show `text`; "" hides the notice. A screen reader announces it, or `heard` in its place."""
        self._tone, self._icon_name = tone, icon
        self._text.setText(text)
        self.setAccessibleName(spoken(text))
        self._tint()
        self.setVisible(bool(text))
        self.spoke.emit(bool(text))
        if text:
            announce(self, heard or text)

    def take_place_of(self, other: QWidget, lines: int) -> QWidget:
        """A widget in which `other` stands while there is nothing to say, with room for so many lines: so nothing
        moves when they come, and there is no empty room for them.
        """
        both = QWidget()
        rows = QVBoxLayout(both)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(other)
        rows.addWidget(self)
        rows.addStretch(1)
        both.setMinimumHeight(lines * self._text.fontMetrics().lineSpacing() + 2 * theme.M)
        self.spoke.connect(other.setHidden)
        self.spoke.connect(lambda _speaks: bring_into_view(self))
        return both

    def text(self) -> str:
        return self._text.text()

    def _tint(self) -> None:
        inks = theme.inks(theme.is_dark())
        names = {"info": "waiting", "warning": "amber", "error": "red", "quiet": "grey"}
        icon = {"info": "info", "warning": "alert", "error": "alert", "quiet": "info"}[self._tone]
        self._ink = inks[names[self._tone]]
        ratio = self.devicePixelRatioF()
        self._mark.setPixmap(icons.pixmap(self._icon_name or icon, self._ink.text, _ICON, ratio))
        palette = self._text.palette()
        colour = QColor(self._ink.text)
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self._text.setPalette(palette)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_text"):
            self._tint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._ink.edge))
        painter.setBrush(QColor(self._ink.fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
