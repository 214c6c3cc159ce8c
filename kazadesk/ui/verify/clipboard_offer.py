"""The check box that has the clipboard watched, and the strip that offers what appeared there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from kazadesk.ui.look import icons, theme
from kazadesk.ui.verify.clipboard_watch import ClipboardWatch
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.buttons import native
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.words import keys
from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from kazadesk.services.session import Session


_ICON = 18


class ClipboardBox(QCheckBox):
    """Checked as the settings say, from `attach` on. The offer lies over the panel's upper edge: nothing moves."""

    taken = Signal()
    """The merchant wants to verify what is on the clipboard."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__(translate("Verifier", "Watch the clipboard"), panel)
        self.setObjectName("watchClipboardBox")
        self.setToolTip(
            translate("Verifier", "Offer to verify a notice that appears on the clipboard; nothing else is looked at")
        )
        self._panel = panel
        self._session: Session | None = None
        self._watch: ClipboardWatch | None = None
        self._offer: Strip | None = None
        self.toggled.connect(self._toggled)

    def attach(self, session: Session) -> None:
        self._session = session
        self.setChecked(session.settings.value.watch_clipboard)

    def hide_offer(self) -> None:
        if self._offer is not None:
            self._offer.hide()

    def offer(self) -> None:
        """What this program itself put on the clipboard, which the watch passes over."""
        if self._watch is not None and self.isChecked():
            self._show_offer()

    def _toggled(self, on: bool) -> None:
        if self._session is None:
            return
        self._session.settings.change(watch_clipboard=on)
        if self._watch is None:
            self._watch = ClipboardWatch(self)
            self._watch.appeared.connect(self._show_offer)
            self._watch.gone.connect(self.hide_offer)
        self._watch.watch(on)

    def _show_offer(self) -> None:
        if self._offer is None:
            told = translate("Verifier", "There is a notice on the clipboard.")
            self._offer = Strip("clipboardOffer", "paste", told, translate("Verifier", "Verify it"), self._panel)
            self._offer.taken.connect(self.taken)
            self._panel.installEventFilter(self)
        self._place()
        self._offer.show()
        self._offer.raise_()
        told = translate("Verifier", "There is a notice on the clipboard. {keys} verifies it.")
        announce(self._offer, told.format(keys=native(keys.PASTE_AND_VERIFY)))

    def _place(self) -> None:
        if self._offer is not None:
            height, room = self._offer.sizeHint().height(), self._panel.width() - 2 * theme.S
            self._offer.setGeometry(theme.S, theme.XS, room, height)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False


class Strip(QFrame):
    """Across a panel: one button takes up what came, one lets it be. Hidden until it is shown; both hide it again."""

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
