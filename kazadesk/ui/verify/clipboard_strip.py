"""A strip across a panel: something came up, with one button to take it up and one to let it be."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.words.i18n import translate

_ICON = 18


class Strip(QFrame):
    """Hidden until it is shown; both buttons hide it again."""

    taken = Signal()

    def __init__(self, name: str, icon: str, text: str, button: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        mark = QLabel(self)
        mark.setPixmap(icons.pixmap(icon, theme.scheme().accent, _ICON, self.devicePixelRatioF()))
        take = QPushButton(button, self)
        take.setObjectName(f"{name}Button")
        dismiss = QToolButton(self)
        dismiss.setIcon(icons.icon("close"))
        dismiss.setToolTip(translate("Strip", "Not now"))
        dismiss.setAccessibleName(dismiss.toolTip())
        take.clicked.connect(self.hide)
        take.clicked.connect(self.taken)
        dismiss.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.M, theme.XS, theme.XS, theme.XS)
        row.setSpacing(theme.S)
        row.addWidget(mark)
        row.addWidget(PlainLabel(text, self), 1)
        row.addWidget(take)
        row.addWidget(dismiss)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.scheme().accent_soft))
        painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
