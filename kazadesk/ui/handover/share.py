"""Hand a payment link over: WhatsApp, Telegram, email, or a message to paste anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from kazadesk.core.customers import dialled
from kazadesk.core.money import padded
from kazadesk.ui.desktop import desktop
from kazadesk.ui.handover.slip import may_have_slip
from kazadesk.ui.look import icons
from kazadesk.ui.widgets.copying import copied
from kazadesk.ui.words.i18n import (
    LEFT_TO_RIGHT_ISOLATE,
    POP_ISOLATE,
    current_language,
    isolated,
    listed,
    ltr,
    translate,
)
from kazadesk.words.amounts import grouped_latin

if TYPE_CHECKING:
    from kazadesk.core.customers import Customer
    from kazadesk.core.link import PaymentLink

TEMPLATES = {
    "en": "{shop}\nPlease pay {amount} here:\n{url}\nReference: {reference}",
    "ar": "{shop}\nنرجو دفع {amount} عبر هذا الرابط:\n{url}\nالمرجع: {reference}",
}
"""What is said unless the merchant writes something else. The language is the customer's, not the window's."""

PLACEHOLDERS = ("amount", "url", "reference", "shop")

_PLACEHOLDER = re.compile("{(" + "|".join(PLACEHOLDERS) + ")}")


class MessageSettings(Protocol):
    """The settings that messages depend on; "" means as built in."""

    @property
    def message_language(self) -> str: ...
    @property
    def message_template_en(self) -> str: ...
    @property
    def message_template_ar(self) -> str: ...


def message_language(settings: MessageSettings | None = None) -> str:
    """ "en" or "ar": the one chosen in the settings, else the window's."""
    chosen = settings.message_language if settings is not None else "auto"
    return current_language() if chosen == "auto" else chosen


def template(settings: MessageSettings | None = None) -> str:
    """The merchant's own words in the language of messages, or ours."""
    language = message_language(settings)
    own = getattr(settings, f"message_template_{language}", "")
    return str(own) if own.strip() else TEMPLATES[language]


def message(link: PaymentLink, words: str, shop_name: str = "") -> str:
    """`words` with their placeholders filled in; a line that holds nothing but empty ones is left out."""
    values = {
        "amount": _island(f"{grouped_latin(padded(link.amount, link.currency))} {link.currency}"),
        "reference": _island(link.reference),
        # nothing around it: chat programs would take a mark for a part of the address
        "url": link.url or "",
        "shop": shop_name.strip(),
    }
    lines = []
    for line in words.splitlines():
        filled = _PLACEHOLDER.sub(lambda match: values[match.group(1)], line)
        if filled.strip() or not _PLACEHOLDER.search(line):
            lines.append(filled)
    return "\n".join(lines).strip("\n")


def _island(text: str) -> str:
    """So that Arabic around it does not turn "25 USD" round."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{POP_ISOLATE}"


def whatsapp_url(text: str, number: str = "") -> str:
    """`number`: the digits with their country code, or "" to choose the chat there."""
    return f"https://wa.me/{number}?text={quote(text, safe='')}"


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

    def __init__(
        self,
        link: PaymentLink,
        parent: QWidget | None = None,
        *,
        settings: MessageSettings | None = None,
        shop_name: str = "",
        customer: Customer | None = None,
        country: str = "",
    ) -> None:
        """`country`: the code that a number without one belongs to."""
        super().__init__(parent)
        self.setObjectName("shareMenu")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = message(link, template(settings), shop_name)
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
        whatsapp.triggered.connect(lambda: self._open(whatsapp_url(self.text, number)))
        telegram.triggered.connect(lambda: self._open(telegram_url(self.text, link.url or "")))
        email.triggered.connect(lambda: self._open(email_url(self.text, self._subject())))
        copy.triggered.connect(self._copy)
        if may_have_slip(link):
            slip = self.addAction(icons.icon("print"), translate("Links", "Print a slip…"))
            slip.setObjectName("slipAction")
            slip.triggered.connect(lambda: self.slip_requested.emit(link))

    def _subject(self) -> str:
        return translate("Share", "Payment link {reference}").format(reference=self._link.reference)

    def _open(self, url: str) -> None:
        if not desktop.open_url(url) and copied(self.text, self.parentWidget() or self):
            self.told.emit(translate("Share", "No program for this was found. The message is copied instead."))

    def _copy(self) -> None:
        if copied(self.text, self.parentWidget() or self):
            self.told.emit(translate("Share", "Message copied"))
