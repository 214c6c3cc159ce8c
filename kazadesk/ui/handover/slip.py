"""A payment slip: a small piece of paper that tells a customer how to pay one link. Its words, in either language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from kazadesk.core.link import payable
from kazadesk.ui.words import times
from kazadesk.ui.words.i18n import isolated, ltr, speaking, translate, visible_identifier
from kazadesk.words.amounts import price

if TYPE_CHECKING:
    from kazadesk.core.link import PaymentLink


class Paper(StrEnum):
    """What a slip is printed on: a sheet, or a roll of so many millimetres."""

    A4 = "a4"
    LETTER = "letter"
    ROLL_80 = "roll80"
    ROLL_58 = "roll58"


@dataclass(frozen=True, slots=True)
class Slip:
    """All words of one slip, ready to be drawn; nothing of the merchant's account."""

    language: str
    title: str
    shop: str
    """May be empty."""
    amount: tuple[str, str]
    """Its name, and the amount with its currency; so the next two."""
    reference: tuple[str, str]
    date: tuple[str, str]
    how: str
    or_open: str
    url: str
    practice: str
    """Empty where the money is real."""


def may_have_slip(link: PaymentLink) -> bool:
    """Whether there is something to pay: paper that says how must not be made of a link that is paid or over."""
    return payable(link)


def made_slip(link: PaymentLink, shop_name: str, language: str, *, practice: bool) -> Slip:
    """The slip of `link` in "en" or "ar"; the window keeps its own language."""
    with speaking(language):
        # the longest amounts need two lines, and may be broken between their groups only
        amount = re.sub("[\u202f\u066c]", "\\g<0>\u200b", price(link.amount, link.currency))
        return Slip(
            language=language,
            title=translate("Slip", "Payment slip"),
            shop=isolated(shop_name.strip()) if shop_name.strip() else "",
            amount=(translate("Slip", "Amount to pay"), ltr(f"{amount} {link.currency}")),
            reference=(translate("Slip", "Reference"), ltr(visible_identifier(link.reference))),
            date=(translate("Slip", "Date"), times.date(times.parsed(link.created_at))),
            how=translate("Slip", "Scan the code with your phone's camera, check the amount, then pay."),
            or_open=translate("Slip", "Or open this address:"),
            url=link.url or "",
            practice=translate("Slip", "Practice: no real money") if practice else "",
        )


def usual_paper() -> Paper:
    """The sheet of this system's country."""
    american = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return Paper.LETTER if american else Paper.A4
