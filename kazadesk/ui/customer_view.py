"""What the customer sees: amount, shop and QR code over the whole screen, black on white in every theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from kazadesk.ui import icons, theme
from kazadesk.ui.amounts import grouped
from kazadesk.ui.i18n import isolated, ltr, translate, visible_identifier
from kazadesk.ui.qr_view import QrView
from kazadesk.ui.widgets import PlainLabel

if TYPE_CHECKING:
    from kazadesk.core.link import PaymentLink

_BLACK, _GREY, _WHITE = "#000000", "#4a4a4a", "#ffffff"
_ICON = 22


class CustomerView(QWidget):
    """A window of its own, shown with `show_on_screen_of`; Esc, a click on the cross or F11 closes and deletes it."""

    def __init__(self, link: PaymentLink, shop_name: str, parent: QWidget | None = None, *, practice: bool = False):
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("customerView")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("CustomerView", "KazaDesk: pay here"))
        self.setAutoFillBackground(True)
        _tint(self, _BLACK, _WHITE)
        self._shop = PlainLabel(isolated(shop_name.strip()), self)
        self._shop.setVisible(bool(shop_name.strip()))
        self._amount = PlainLabel(ltr(f"{grouped(link.amount)} {link.currency}"), self)
        self._amount.setObjectName("customerAmount")
        self._how = PlainLabel(translate("CustomerView", "Scan with your phone's camera to pay"), self)
        self._reference = PlainLabel(ltr(visible_identifier(link.reference)), self)
        self._practice = PlainLabel(translate("CustomerView", "Practice mode: no real money"), self)
        self._practice.setVisible(practice)
        self.qr = QrView(self, usual=theme.XXL * 12)
        self.qr.setObjectName("customerQr")
        self.qr.show_text(link.url or "")
        self._close = QToolButton(self)
        self._lay_out()

    def _lay_out(self) -> None:
        self._close.setObjectName("closeCustomerViewButton")
        self._close.setIcon(icons.icon("close", _GREY))
        self._close.setIconSize(QSize(_ICON, _ICON))
        self._close.setToolTip(translate("CustomerView", "Close (Esc)"))
        self._close.setAccessibleName(translate("CustomerView", "Close"))
        self._close.clicked.connect(self.close)
        top = QHBoxLayout()
        top.addStretch(1)
        top.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.L, theme.L, theme.XL)
        column.setSpacing(theme.S)
        column.addLayout(top)
        labels = (self._shop, self._amount, self._how, self._reference, self._practice)
        for label in labels:
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        for label in (self._how, self._reference):
            _tint(label, _GREY, _WHITE)
        _tint(self._practice, _WHITE, theme.LIGHT.practice)
        self._practice.setAutoFillBackground(True)
        self._practice.setMargin(theme.S)
        column.addWidget(self._practice)
        column.addWidget(self._shop)
        column.addWidget(self._amount)
        column.addWidget(self.qr, 1)
        column.addWidget(self._how)
        column.addWidget(self._reference)

    def show_on_screen_of(self, widget: QWidget) -> None:
        """Over the whole of the screen that `widget` is on."""
        screen = widget.screen() or QGuiApplication.primaryScreen()
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        unit = min(self.width(), self.height()) / 100
        sizes: tuple[tuple[QLabel, str, float], ...] = (
            (self._shop, "title", 4.0),
            (self._amount, "display", 9.0),
            (self._how, "body", 3.0),
            (self._reference, "body", 2.4),
            (self._practice, "strong", 2.4),
        )
        for label, role, share in sizes:
            font = theme.font(role)
            font.setPixelSize(max(12, round(share * unit)))
            label.setFont(font)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()
            return
        super().keyPressEvent(event)


def _tint(widget: QWidget, text: str, ground: str) -> None:
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(text))
    palette.setColor(QPalette.ColorRole.Window, QColor(ground))
    widget.setPalette(palette)
