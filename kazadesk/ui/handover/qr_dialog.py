"""One link's QR code, large: to be scanned from the screen, copied, saved, or shown to the customer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kazadesk.core.link import payable
from kazadesk.services.files import write_whole
from kazadesk.ui.desktop import desktop
from kazadesk.ui.desktop.file_names import safe_file_name
from kazadesk.ui.handover.customer_view import CustomerView
from kazadesk.ui.handover.qr_view import QrView, qr_image, qr_png, qr_svg
from kazadesk.ui.handover.slip import may_have_slip
from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.buttons import button_row, explain, push_button
from kazadesk.ui.widgets.copying import copied
from kazadesk.ui.widgets.field import left_to_right
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel, QuietLabel
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.widgets.save_dialog import Place, ask_where_to_save
from kazadesk.ui.widgets.toast import Toast
from kazadesk.ui.words import keys
from kazadesk.ui.words.actions import why_not_payable
from kazadesk.ui.words.i18n import isolated, listed, ltr, translate, visible_identifier
from kazadesk.words.amounts import money
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from kazadesk.core.link import PaymentLink
    from kazadesk.ui.tasks import Tasks

_CODE = 300
_COPIED = 720
"""Pixels of the image on the clipboard: sharp in a chat and on paper, and not heavy."""


class QrDialog(GrowingDialog):
    """Shown with open(); deletes itself when it is closed. For links that have a URL."""

    slip_requested = Signal(object)

    def __init__(
        self,
        link: PaymentLink,
        shop_name: str,
        parent: QWidget | None = None,
        *,
        tasks: Tasks | None = None,
        practice: bool = False,
    ) -> None:
        """Without `tasks` nothing can be saved yet."""
        super().__init__(parent)
        self.setObjectName("qrDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Qr", "QR code"))
        self._link, self._shop_name, self._practice = link, shop_name, practice
        self._tasks = tasks
        self._url = link.url or ""
        self._view = QrView(self, usual=_CODE)
        self._view.show_text(self._url)
        self._instead = QLabel(self)
        self._instead.hide()
        self._handing_over: list[QWidget] = []
        """What would give the URL away."""
        self._said = Toast(self)
        self._problem = Notice(self)
        self._problem.setObjectName("qrProblem")
        self._lay_out()

    def _lay_out(self) -> None:
        amount = PlainLabel(money(self._link.amount, self._link.currency), self)
        amount.setFont(theme.font("amount"))
        shop = isolated(self._shop_name.strip()) if self._shop_name.strip() else ""
        told = listed(shop, ltr(visible_identifier(self._link.reference)))
        reference = QuietLabel(told, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.XL, theme.L, theme.XL, theme.L)
        column.setSpacing(theme.S)
        for label in (amount, reference, self._instead):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(amount)
        column.addWidget(reference)
        column.addSpacing(theme.XS)
        column.addWidget(self._view, 1)
        column.addWidget(self._instead, 1)
        column.addSpacing(theme.XS)
        column.addLayout(self._address())
        column.addWidget(self._problem)
        column.addSpacing(theme.XS)
        column.addLayout(self._buttons())

    def _address(self) -> QHBoxLayout:
        edit = left_to_right(QLineEdit(self._url, self))
        edit.setObjectName("qrUrlEdit")
        edit.setReadOnly(True)
        edit.setCursorPosition(0)
        edit.setAccessibleName(translate("Qr", "URL of the payment link"))
        copy = push_button(translate("Qr", "Copy the URL"), "copy", name="copyQrUrlButton")
        copy.clicked.connect(self._copy_url)
        row = QHBoxLayout()
        row.setSpacing(theme.S)
        row.addWidget(edit, 1)
        row.addWidget(copy)
        self._handing_over += [edit, copy]
        return row

    def _buttons(self) -> QHBoxLayout:
        copy = push_button(translate("Qr", "Copy image"), "image", name="copyQrImageButton")
        save = push_button(translate("Qr", "Save…"), "download", name="saveQrButton")
        slip = push_button(translate("Links", "Print a slip…"), "print", name="slipButton")
        show = push_button(translate("Qr", "Show to customer"), "fullscreen", name="customerViewButton", primary=True)
        close = push_button(translate("Qr", "Close"), name="closeQrButton")
        close.clicked.connect(self.reject)
        copy.clicked.connect(self._copy_image)
        save.clicked.connect(self._ask_where)
        slip.clicked.connect(lambda: self.slip_requested.emit(self._link))
        show.clicked.connect(self.show_customer)
        for button, pressed in ((save, keys.SAVE), (slip, keys.PRINT), (show, keys.CUSTOMER_VIEW)):
            button.setShortcut(pressed)
            explain(button, button.text(), pressed)
        show.setDefault(True)
        show.setFocus()
        row = button_row(copy, save, slip, leave=close, acts=(show,))
        slip.setVisible(may_have_slip(self._link))
        self._handing_over += [copy, save, slip, show]
        return row

    def follow(self, link: PaymentLink) -> None:
        """Some link was moved. Paid or timed out, this one's URL is taken back: nobody shall pay it a second time."""
        # a URL that the ledger could not keep is here, and not in the ledger's link
        if link.id != self._link.id or not link.url or payable(link):
            return
        for window in (*self.findChildren(CustomerView), *self.findChildren(QFileDialog)):
            window.close()
        self._view.hide()
        icon, ink = theme.state_ink(link.state).icon, theme.scheme().control_edge
        self._instead.setPixmap(icons.pixmap(icon, ink, _CODE // 3, self.devicePixelRatioF()))
        self._instead.show()
        for widget in self._handing_over:
            widget.setEnabled(False)
        self._problem.say(why_not_payable(link))

    def _copy_url(self) -> None:
        if copied(self._url, self):
            self._said.say(translate("Qr", "URL copied"))

    def _copy_image(self) -> None:
        if desktop.copy_image(qr_image(self._url, _COPIED)):
            self._said.say(translate("Qr", "Image copied"))
        else:
            told = translate("Qr", "The clipboard did not take the image. Save it instead.")
            self._said.say(told, icon="alert")

    def show_customer(self) -> None:
        """Cover the screen with what the customer needs, and nothing of the shop's own."""
        view = CustomerView(self._link, self._shop_name, self, practice=self._practice)
        view.show_on_screen_of(self)

    def _ask_where(self) -> None:
        ask_where_to_save(
            self,
            translate("Qr", "Save the QR code"),
            safe_file_name(self._link.reference),
            {
                "png": translate("Qr", "PNG image (*.png)"),
                "svg": translate("Qr", "SVG drawing, for print at any size (*.svg)"),
            },
            self.save_as,
            object_name="saveQrDialog",
            place=Place.PicturesLocation,
        )

    def save_as(self, path: Path) -> None:
        """Write the code to the file, as SVG if it is called so, else as PNG."""
        if self._tasks is None:
            return
        data = qr_svg(self._url) if path.suffix.lower() == ".svg" else qr_png(self._url)

        def done(_nothing: None) -> None:
            self._problem.say("")
            self._said.say(translate("Qr", "Saved as {name}").format(name=isolated(path.name)))

        self._tasks.start(
            self,
            asyncio.to_thread(write_whole, path, data),
            done=done,
            refused=lambda error: self._problem.say(sentence(error), "error"),
        )
