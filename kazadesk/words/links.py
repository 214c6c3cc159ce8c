"""What became of a link, in the user's words: a note for its row, and a line for each event of its life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kazadesk.core.errors import LinkError, LinkNotSent, LinkOutcomeUnknown, LinkRefused
from kazadesk.core.link import LinkState
from kazadesk.core.webhook.verdict import VerdictCode
from kazadesk.words.errors import sentence
from kazadesk.words.verdicts import title
from kazadesk.words.voice import isolated, ltr, translate, when

if TYPE_CHECKING:
    from kazadesk.core.link import PaymentLink
    from kazadesk.core.records import LinkEvent

_ERRORS: dict[LinkState, type[LinkError]] = {
    LinkState.FAILED: LinkRefused,
    LinkState.UNSENT: LinkNotSent,
    LinkState.UNKNOWN: LinkOutcomeUnknown,
}


def note(link: PaymentLink) -> str:
    """Why the link needs somebody's eye, or by whose word it is paid; "" where its state says it all."""
    if link.state is LinkState.PAID_BY_HAND:
        return isolated(link.by_hand_reason or "")
    if link.state is LinkState.NEEDS_ATTENTION:
        return translate("Links", "The notice differs from this link")
    if link.reminded_at:
        return translate("Links", "Reminded on {when}").format(when=when(link.reminded_at))
    return trouble(link)


def trouble(link: PaymentLink) -> str:
    """Why no URL came, as a sentence; "" where one came."""
    kind = _ERRORS.get(link.state)
    if kind is None:
        return ""
    if link.error is None:  # left behind by a process that was killed: as where one was closed
        return sentence(kind("cancelled")) if kind is not LinkRefused else ""
    if link.error == "user_not_found" and link.profile == "practice":
        from kazadesk.practice.account import EMAIL  # noqa: PLC0415 - its package brings asyncio, before the first paint

        told = translate("Links", "Practice mode knows one account only: type the email {email}. No link was made.")
        return told.format(email=ltr(EMAIL))
    return sentence(kind(link.error, **({"message": link.message} if link.message else {})))


def event_text(event: LinkEvent) -> str:
    """One event as a line of a link's history."""
    detail = event.detail or ""
    match event.kind:
        case "created":
            reference = detail.split(" ", 2)[2:]
            if reference:
                return translate("Links", "Created in place of {reference}").format(reference=ltr(reference[0]))
            if detail:
                return translate("Links", "Created in place of another link")
            return translate("Links", "Created")
        case "maybe_sent":
            return translate("Links", "Sent to Kazawallet")
        case "answered":
            return _answered(event.to_state or "", detail)
        case "retried":
            return translate("Links", "Sent again")
        case "recovered":
            if event.to_state == LinkState.UNKNOWN:
                return translate("Links", "Found unfinished after a restart: nobody knows whether it was sent")
            return translate("Links", "Found unfinished after a restart: it was not sent")
        case "after_restore":
            return translate("Links", "A backup was restored: nobody knows whether it was sent since")
        case "replaced":
            return translate("Links", "Created again as {reference}").format(reference=ltr(detail))
        case "confirmed":
            return translate("Links", "Notice: {verdict}").format(verdict=_verdict_label(detail))
        case "by_hand":
            return translate("Links", "Marked as paid by hand: {reason}").format(reason=isolated(detail))
        case "bound":
            return translate("Links", "A payment was assigned by hand: order id {order_id}").format(
                order_id=ltr(detail)
            )
        case "reminded":
            return _reminded(detail)
        case "archived":
            return translate("Links", "Archived")
        case "restored":
            return translate("Links", "Restored from the archive")
    return translate("Links", "Something that a newer KazaDesk has written")


def _reminded(via: str) -> str:
    return {
        "whatsapp": translate("Links", "Reminded by WhatsApp"),
        "telegram": translate("Links", "Reminded by Telegram"),
        "email": translate("Links", "Reminded by email"),
    }.get(via, translate("Links", "Reminded with a copied message"))


def _answered(state: str, detail: str) -> str:
    """`detail`: the code of what went wrong, and the order id with `order_id_taken`."""
    code, _, order_id = detail.partition(" ")
    if code == "order_id_taken":
        told = translate("Links", "Kazawallet answered with a URL, but with another link's order id: {order_id}")
        return told.format(order_id=ltr(order_id))
    kind = _ERRORS.get(LinkState(state)) if state in set(LinkState) else None
    if kind is not None and code:
        return sentence(kind(code))
    return {
        LinkState.WAITING.value: translate("Links", "Kazawallet answered with the payment URL"),
        LinkState.FAILED.value: translate("Links", "Kazawallet refused"),
        LinkState.UNSENT.value: translate("Links", "Could not be sent"),
        LinkState.UNKNOWN.value: translate("Links", "No usable answer came"),
    }.get(state, translate("Links", "Kazawallet answered"))


def _verdict_label(code: str) -> str:
    return title(VerdictCode(code)) if code in set(VerdictCode) else code
