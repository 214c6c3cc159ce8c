"""Hand a payment link over: WhatsApp, Telegram, email, or a message to paste anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from kazadesk.core.customers import dialled
from kazadesk.services.reminders import whatsapp_url
from kazadesk.ui.desktop import desktop
from kazadesk.ui.handover.slip import may_have_slip
from kazadesk.ui.look import icons
from kazadesk.ui.widgets.copying import copied
from kazadesk.ui.words.i18n import current_language, isolated, listed, ltr, translate
from kazadesk.words.messages import MessageSettings, message, template_in

if TYPE_CHECKING:
    from kazadesk.core.customers import Customer
    from kazadesk.core.link import PaymentLink


def message_language(settings: MessageSettings | None = None) -> str:
    """ "en" or "ar": the one chosen in the settings, else the window's."""
    chosen = settings.message_language if settings is not None else "auto"
    return current_language() if chosen == "auto" else chosen


def template(settings: MessageSettings | None = None, *, reminder: bool = False) -> str:
    """The merchant's own words in the language of messages, or ours."""
    return template_in(message_language(settings), settings, reminder=reminder)


def telegram_url(text: str, url: str) -> str:
    """Telegram shows the address by itself, so the message goes without it."""
    rest = "\n".join(line for line in text.replace(url, "").splitlines() if line.strip())
    return f"https://t.me/share/url?url={quote(url, safe='')}&text={quote(rest, safe='')}"


def email_url(text: str, subject: str) -> str:
    body = text.replace("\n", "\r\n")
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def _whatsapp_word(customer: Customer | None, number: str) -> str:
    """With whom it opens a chat, where that is certain."""
    if customer is None or not number:
        return translate("Share", "WhatsApp")
    whom = listed(isolated(customer.name) if customer.name else "", ltr(f"+{number}"))
    return translate("Share", "WhatsApp: {whom}").format(whom=whom)


class ShareMenu(QMenu):
    """For one link that has a URL; shown with popup(), deletes itself when it is closed."""

    told = Signal(str)
    """What was done, for a few words over the panel."""
    slip_requested = Signal(object)
    handed_over = Signal(str)
    """How the message went: whatsapp, telegram, email or copy."""

    def __init__(
        self,
        link: PaymentLink,
        parent: QWidget | None = None,
        *,
        settings: MessageSettings | None = None,
        shop_name: str = "",
        customer: Customer | None = None,
        country: str = "",
        reminder: bool = False,
    ) -> None:
        """`country`: the code that a number without one belongs to; `reminder`: of a link that waits for long."""
        super().__init__(parent)
        self.setObjectName("shareMenu")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = message(link, template(settings, reminder=reminder), shop_name)
        """The message as it is sent."""
        self._link = link
        number = dialled(customer.phone, country) if customer is not None else ""
        whatsapp = self.addAction(icons.icon("whatsapp"), _whatsapp_word(customer, number))
        telegram = self.addAction(icons.icon("telegram"), translate("Share", "Telegram"))
        email = self.addAction(icons.icon("mail"), translate("Share", "Email"))
        self.addSeparator()
        copy = self.addAction(icons.icon("message"), translate("Share", "Copy message"))
        for action, name in ((whatsapp, "whatsapp"), (telegram, "telegram"), (email, "email"), (copy, "copy")):
            action.setObjectName(f"{name}Action")
        whatsapp.triggered.connect(lambda: self._open("whatsapp", whatsapp_url(self.text, number)))
        telegram.triggered.connect(lambda: self._open("telegram", telegram_url(self.text, link.url or "")))
        email.triggered.connect(lambda: self._open("email", email_url(self.text, self._subject())))
        copy.triggered.connect(self._copy)
        if may_have_slip(link) and not reminder:
            slip = self.addAction(icons.icon("print"), translate("Links", "Print a slip…"))
            slip.setObjectName("slipAction")
            slip.triggered.connect(lambda: self.slip_requested.emit(link))

    def _subject(self) -> str:
        return translate("Share", "Payment link {reference}").format(reference=self._link.reference)

    def _open(self, via: str, url: str) -> None:
        if desktop.open_url(url):
            self.handed_over.emit(via)
        elif copied(self.text, self.parentWidget() or self):
            self.told.emit(translate("Share", "No program for this was found. The message is copied instead."))
            self.handed_over.emit("copy")

    def _copy(self) -> None:
        if copied(self.text, self.parentWidget() or self):
            self.told.emit(translate("Share", "Message copied"))
            self.handed_over.emit("copy")
