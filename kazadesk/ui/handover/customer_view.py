"""What the customer sees: amount, shop and QR code over the whole screen, black on white in every theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from kazadesk.ui.desktop.desktop import screen_of
from kazadesk.ui.handover.qr_view import QrView
from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.buttons import explain
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.words import keys
from kazadesk.ui.words.i18n import isolated, ltr, spoken, translate, visible_identifier
from kazadesk.words.amounts import money

if TYPE_CHECKING:
    from kazadesk.core.link import PaymentLink

_BLACK, _GREY, _WHITE = "#000000", "#4a4a4a", "#ffffff"
_ICON = 22


class CustomerView(QWidget):
    """A window of its own, shown with `show_on_screen_of`. Esc, F11 or the cross close it; then it deletes itself."""

    def __init__(
        self, link: PaymentLink, shop_name: str, parent: QWidget | None = None, *, practice: bool = False
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("customerView")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("CustomerView", "KazaDesk: pay here"))
        self._shop = self._label(isolated(shop_name.strip()) if shop_name.strip() else "", _BLACK)
        self._amount = self._label(money(link.amount, link.currency), _BLACK)
        self._amount.setObjectName("customerAmount")
        self._how = self._label(translate("CustomerView", "Scan with your phone's camera to pay"), _GREY)
        self._reference = self._label(ltr(visible_identifier(link.reference)), _GREY)
        told = translate("CustomerView", "Practice mode: no real money") if practice else ""
        self._practice = self._label(told, theme.LIGHT.practice)
        self.setAccessibleName(
            translate("CustomerView", "To be shown to the customer: {amount}. Escape closes.").format(
                amount=spoken(money(link.amount, link.currency))
            )
        )
        self._qr = QrView(self, usual=theme.XXL * 8)
        self._qr.setObjectName("customerQr")
        self._qr.show_text(link.url or "")
        self._close = QToolButton(self)
        self._close.setObjectName("closeCustomerViewButton")
        self._close.setIcon(icons.icon("close", _GREY))
        self._close.setIconSize(QSize(_ICON, _ICON))
        self._close.setAccessibleName(translate("CustomerView", "Close"))
        explain(self._close, self._close.accessibleName(), keys.CLOSE)
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.close)
        # the keys are the window's; a frame around the cross would be all that a customer looks at
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()
        self._lay_out()

    def _label(self, text: str, colour: str) -> QLabel:
        label = PlainLabel(text, self)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        label.setContentsMargins(0, 0, 0, theme.XS)  # dots below Arabic letters reach out of a large font's line
        label.setVisible(bool(text))
        palette = label.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        label.setPalette(palette)
        return label

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(theme.L)
        words.addStretch(1)
        for label in (self._practice, self._shop, self._amount, self._how, self._reference):
            words.addWidget(label)
        words.addStretch(1)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setSpacing(theme.XL)
        self._halves.addLayout(words, 1)
        self._halves.addWidget(self._qr, 1)

    def show_on_screen_of(self, widget: QWidget) -> None:
        """Over the whole of the screen that `widget` is on."""
        self.setGeometry(screen_of(widget).geometry())
        self.showFullScreen()
        self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() > self.height()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(across if wide else down)
        edge = min(self.width(), self.height()) // 30
        self._halves.setContentsMargins(edge, edge, edge, edge)
        self._halves.setStretch(1, 1 if wide else 2)
        room = (self.width() // 2 if wide else self.width()) - 2 * edge
        for label, role, share in (
            (self._practice, "strong", 0.05),
            (self._shop, "title", 0.075),
            (self._amount, "display", 0.13),
            (self._how, "body", 0.05),
            (self._reference, "body", 0.038),
        ):
            font = theme.font(role)
            font.setPixelSize(max(12, round(share * room)))
            label.setFont(font)
        size = self._close.sizeHint()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._close.setGeometry(
            theme.S if mirrored else self.width() - size.width() - theme.S, theme.S, size.width(), size.height()
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(_WHITE))
