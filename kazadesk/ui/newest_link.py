"""The newest link at a glance: its QR code, its URL, and the ways to hand it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.ui import icons, theme
from kazadesk.ui.i18n import ltr, translate
from kazadesk.ui.link_words import trouble
from kazadesk.ui.qr_view import QrView
from kazadesk.ui.sentences import sentence, state_word
from kazadesk.ui.widgets import PlainLabel, QuietLabel, left_to_right

if TYPE_CHECKING:
    from kazadesk.core.errors import KazaDeskError

_QR = 132
_ICON = 16


class NewestLink(QFrame):
    """Shows one link; empty until there is one."""

    copy_requested = Signal(object)
    qr_requested = Signal(object)
    share_requested = Signal(object, object)
    show_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.link: PaymentLink | None = None
        self._title = QuietLabel(translate("NewestLink", "Newest link"), self)
        self._qr = QrView(self)
        self._qr.setObjectName("newestLinkQr")
        self._qr.setAccessibleName(translate("NewestLink", "QR code of the newest link"))
        self._qr.setFixedSize(_QR, _QR)
        self._money = PlainLabel("", self)
        self._money.setFont(theme.font("title"))
        self._reference = QuietLabel("", self)
        self._mark = QLabel(self)
        self._state = PlainLabel("", self)
        self._url = left_to_right(QLineEdit(self))
        self._url.setObjectName("newestLinkUrl")
        self._url.setReadOnly(True)
        self._url.setAccessibleName(translate("NewestLink", "URL of the newest link"))
        self._told = QuietLabel("", self)
        self._told.setWordWrap(True)
        self._buttons = [
            self._button("newestCopyButton", "copy", translate("NewestLink", "Copy"), self.copy_requested),
            self._button("newestQrButton", "qr", translate("NewestLink", "QR code"), self.qr_requested),
            self._button("newestShareButton", "share", translate("NewestLink", "Share"), None),
        ]
        self._lay_out()
        self.show_link(None)

    def _button(self, name: str, icon: str, word: str, signal: object) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setIcon(icons.icon(icon))
        button.setText(word)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("framed", True)
        if signal is None:
            button.clicked.connect(lambda: self.share_requested.emit(self.link, button))
        elif signal is self.copy_requested:
            button.clicked.connect(lambda: self.copy_requested.emit(self.link))
        else:
            button.clicked.connect(lambda: self.qr_requested.emit(self.link))
        return button

    def _lay_out(self) -> None:
        state = QHBoxLayout()
        state.setSpacing(theme.XS)
        state.addWidget(self._mark)
        state.addWidget(self._state, 1)
        words = QVBoxLayout()
        words.setSpacing(theme.XS)
        words.addWidget(self._money)
        words.addWidget(self._reference)
        words.addLayout(state)
        words.addStretch(1)
        top = QGridLayout()
        top.setHorizontalSpacing(theme.M)
        top.addWidget(self._qr, 0, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 0, 1)
        top.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.XS)
        for button in self._buttons:
            buttons.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.M, theme.L, theme.M)
        column.setSpacing(theme.S)
        column.addWidget(self._title)
        column.addLayout(top)
        column.addWidget(self._told)
        column.addWidget(self._url)
        column.addLayout(buttons)

    def show_link(self, link: PaymentLink | None) -> None:
        """Show `link` as it is now, or the empty state."""
        self.link = link
        url = link.url if link is not None else None
        self._qr.setVisible(bool(url))
        self._url.setVisible(bool(url))
        for button in self._buttons:
            button.setVisible(bool(url))
        for widget in (self._money, self._reference, self._mark, self._state):
            widget.setVisible(link is not None)
        if link is None:
            self._told.setText(
                translate("NewestLink", "The link you create appears here with its QR code, ready to copy and share.")
            )
        else:
            self._money.setText(ltr(f"{link.amount} {link.currency}"))
            self._reference.setText(ltr(link.reference))
            self._state.setText(state_word(link.state))
            self._told.setText(trouble(link))
        if url:
            self._qr.show_text(url)
            self._url.setText(url)
            self._url.setCursorPosition(0)
        else:
            self._qr.clear()
            self._url.clear()
        self._told.setVisible(bool(self._told.text()))
        self._tint()

    def update_link(self, link: PaymentLink) -> None:
        """Show `link` again if it is the one that is shown."""
        if self.link is not None and self.link.id == link.id:
            self.show_link(link)

    def show_not_kept(self, link: PaymentLink, error: KazaDeskError) -> None:
        """The ledger could not keep the outcome: the URL, if there is one, is here and nowhere else."""
        self.show_link(link)
        told = sentence(error)
        if url := error.details.get("url"):
            self._url.setText(url)
            self._url.show()
            told = translate(
                "NewestLink", "The link was made, but could not be kept. Copy its URL before you close KazaDesk. {why}"
            ).format(why=told)
        self._told.setText(told)
        self._told.show()

    def shown_url(self) -> str:
        """The URL as it is shown, also one that could not be kept."""
        return self._url.text()

    def _tint(self) -> None:
        if self.link is None:
            return
        ink = theme.state_ink(self.link.state)
        self._mark.setPixmap(icons.pixmap(ink.icon, ink.text, _ICON, self.devicePixelRatioF()))
        palette = self._state.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(ink.text))
        self._state.setPalette(palette)
        paid = self.link.state in (LinkState.PAID, LinkState.PAID_BY_HAND)
        self._state.setFont(theme.font("strong" if paid else "body"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_buttons"):
            self._tint()
