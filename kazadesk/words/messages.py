"""Messages to customers: the words of the merchant or ours, with what they are about filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from kazadesk.core.money import padded
from kazadesk.words.amounts import grouped_latin

if TYPE_CHECKING:
    from kazadesk.core.link import PaymentLink

TEMPLATES = {
    "en": "{shop}\nPlease pay {amount} here:\n{url}\nReference: {reference}",
    "ar": "{shop}\nنرجو دفع {amount} عبر هذا الرابط:\n{url}\nالمرجع: {reference}",
}
"""What is said unless the merchant writes something else. The language is the customer's, not the window's."""
REMINDERS = {
    "en": "{shop}\nA reminder: {amount} can still be paid here:\n{url}\nReference: {reference}\n"
    "If you have paid already, please ignore this message.",
    "ar": "{shop}\nتذكير: ما زال بالإمكان دفع {amount} عبر هذا الرابط:\n{url}\nالمرجع: {reference}\n"
    "إن كنت قد دفعت فنرجو تجاهل هذه الرسالة.",
}
"""As `TEMPLATES`, for links that wait for days."""

PLACEHOLDERS = ("amount", "url", "reference", "shop")

_PLACEHOLDER = re.compile("{(" + "|".join(PLACEHOLDERS) + ")}")
_ISLAND, _END = "\u2066", "\u2069"


class MessageSettings(Protocol):
    """The settings that messages depend on; "" means as built in."""

    @property
    def message_language(self) -> str: ...
    @property
    def message_template_en(self) -> str: ...
    @property
    def message_template_ar(self) -> str: ...
    @property
    def reminder_template_en(self) -> str: ...
    @property
    def reminder_template_ar(self) -> str: ...


def template_in(language: str, settings: MessageSettings | None = None, *, reminder: bool = False) -> str:
    """The merchant's own words in that language, or ours."""
    kind, ours = ("reminder", REMINDERS) if reminder else ("message", TEMPLATES)
    own = getattr(settings, f"{kind}_template_{language}", "")
    return str(own) if own.strip() else ours[language]


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
    return f"{_ISLAND}{text}{_END}"
