"""What can be done with a link: which of it a row offers, and what it is called."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from kazadesk.core.link import LinkState, payable
from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from kazadesk.core.link import PaymentLink


class Action(StrEnum):
    """What a click into a row may ask for."""

    COPY = "copy"
    QR = "qr"
    SHARE = "share"
    SEND_AGAIN = "send_again"
    CREATE_AGAIN = "create_again"
    CORRECT = "correct"
    LIKE_THIS = "like_this"
    DETAILS = "details"
    SLIP = "slip"
    REMIND = "remind"


def actions_of(link: PaymentLink) -> tuple[Action, ...]:
    """The row's actions: what brings this link further, or its URL to the customer."""
    match link.state:
        case LinkState.UNSENT:
            return (Action.SEND_AGAIN,)
        case LinkState.FAILED:
            return () if link.replaced else (Action.CORRECT,)
        case LinkState.UNKNOWN:
            return () if link.replaced else (Action.CREATE_AGAIN,)
        case LinkState.TIMED_OUT:
            return (Action.LIKE_THIS,)
    return (Action.COPY, Action.QR, Action.SHARE) if payable(link) else ()


def why_not_payable(link: PaymentLink) -> str:
    """Why its URL is not handed out, "" where it may be."""
    if payable(link):
        return ""
    return {
        LinkState.PAID: translate("Links", "This link is paid already"),
        LinkState.PAID_BY_HAND: translate("Links", "This link is paid already"),
        LinkState.TIMED_OUT: translate("Links", "This link has timed out"),
        LinkState.NEEDS_ATTENTION: translate("Links", "A notice of this link has to be reviewed first"),
    }.get(link.state) or translate("Links", "This link has no URL")


def action_word(action: Action) -> str:
    """What stands on the action's button, or in its tooltip where it is an icon."""
    return {
        Action.COPY: translate("Links", "Copy the URL"),
        Action.QR: translate("Links", "Show the QR code"),
        Action.SHARE: translate("Links", "Share the link"),
        Action.SEND_AGAIN: translate("Links", "Send again"),
        Action.CREATE_AGAIN: translate("Links", "Create again"),
        Action.CORRECT: translate("Links", "Correct…"),
        Action.LIKE_THIS: translate("Links", "New link"),
        Action.DETAILS: translate("Links", "Details…"),
        Action.SLIP: translate("Links", "Print a slip…"),
        Action.REMIND: translate("Links", "Remind the customer…"),
    }[action]
