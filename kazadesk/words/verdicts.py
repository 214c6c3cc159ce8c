"""Verdicts in the user's words: what was found, what it means for handing goods over, and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kazadesk.core.link import LinkState, may_move
from kazadesk.core.plain import visible_identifier
from kazadesk.core.webhook.field_views import Backing
from kazadesk.core.webhook.verdict import VerdictCode
from kazadesk.words.accounts import profile_word
from kazadesk.words.amounts import grouped, grouped_latin
from kazadesk.words.voice import digits, isolated, ltr, translate, when

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kazadesk.core.webhook.field_views import FieldView
    from kazadesk.core.webhook.verdict import Verdict

COLOURS = {
    VerdictCode.PAID: "green",
    VerdictCode.PAID_UNKNOWN: "amber",
    VerdictCode.MISMATCH: "amber",
    VerdictCode.REPEATED: "amber",
    VerdictCode.NOT_PAID: "grey",
    VerdictCode.INCOMPLETE: "amber",
    VerdictCode.UNKNOWN_STATUS: "amber",
    VerdictCode.NOT_AUTHENTIC: "red",
    VerdictCode.UNREADABLE: "grey",
    VerdictCode.NO_CREDENTIALS: "grey",
}


def title(code: VerdictCode) -> str:
    """The verdict in a few words, for the card's head, lists and histories."""
    return {
        VerdictCode.PAID: translate("Verdict", "Paid"),
        VerdictCode.PAID_UNKNOWN: translate("Verdict", "Unexpected payment"),
        VerdictCode.MISMATCH: translate("Verdict", "Differs from your link"),
        VerdictCode.REPEATED: translate("Verdict", "Already seen"),
        VerdictCode.NOT_PAID: translate("Verdict", "Not paid"),
        VerdictCode.INCOMPLETE: translate("Verdict", "Copy not complete"),
        VerdictCode.UNKNOWN_STATUS: translate("Verdict", "Status not known"),
        VerdictCode.NOT_AUTHENTIC: translate("Verdict", "Not authentic"),
        VerdictCode.UNREADABLE: translate("Verdict", "Not readable"),
        VerdictCode.NO_CREDENTIALS: translate("Verdict", "Keys are missing"),
    }[code]


def heading(verdict: Verdict) -> str:
    """The verdict's title; of a webhook that was seen before, as what: only a payment was ever confirmed."""
    if verdict.code is not VerdictCode.REPEATED:
        return title(verdict.code)
    if "restored" in verdict.reasons:
        return translate("Verdict", "Perhaps confirmed before")
    if _is_assigned_only(verdict):
        return translate("Verdict", "Assigned: not yet paid")
    before = verdict.earlier.verdict if verdict.earlier is not None else _settled_as(verdict)
    if before == VerdictCode.PAID:
        return translate("Verdict", "Already confirmed")
    if before == "marked":
        return translate("Verdict", "Already marked paid")
    seen_as = {
        VerdictCode.NOT_PAID.value: translate("Verdict", "Already seen: not paid"),
        VerdictCode.PAID_UNKNOWN.value: translate("Verdict", "Already seen: unexpected payment"),
        VerdictCode.MISMATCH.value: translate("Verdict", "Already seen: differs from your link"),
    }
    return seen_as.get(before, title(verdict.code))


def _is_assigned_only(verdict: Verdict) -> bool:
    link = verdict.link
    return "bound_by_hand" in verdict.reasons and link is not None and may_move(link.state, LinkState.PAID_BY_HAND)


def _settled_as(verdict: Verdict) -> str:
    """What the link is settled as, where no confirmation of it is on record."""
    state = verdict.link.state if verdict.link is not None else None
    settled = {
        LinkState.PAID: VerdictCode.PAID.value,
        LinkState.PAID_BY_HAND: "marked",
        LinkState.TIMED_OUT: VerdictCode.NOT_PAID.value,
        LinkState.NEEDS_ATTENTION: VerdictCode.MISMATCH.value,
    }
    return settled.get(state, "") if state is not None else ""


def sentence(verdict: Verdict) -> str:
    """One sentence or two: what it means for the goods on the counter.

    The signature vouches for amount and order id alone. No sentence gives Kazawallet's word for a status or a currency;
    `paid` names the currency because it is the one of the link.
    """
    match verdict.code:
        case VerdictCode.PAID:
            return translate("Verdict", "{amount} for {reference} are yours. You can hand over the goods.").format(
                amount=quoted(verdict.amount, verdict.currency), reference=_reference(verdict)
            )
        case VerdictCode.PAID_UNKNOWN:
            return translate(
                "Verdict",
                "Only the amount {amount} and the order id are signed, not currency or status. Check your Kazawallet"
                " account before you hand anything over.",
            ).format(amount=quoted(verdict.amount))
        case VerdictCode.MISMATCH:
            return translate(
                "Verdict",
                "The signature is genuine, but the notice differs from your link {reference}."
                " Compare the fields before you hand anything over.",
            ).format(reference=_reference(verdict))
        case VerdictCode.REPEATED:
            return _repeated(verdict)
        case VerdictCode.NOT_PAID:
            return _not_paid(verdict)
        case VerdictCode.INCOMPLETE:
            return translate(
                "Verdict",
                "The signature is genuine, but something is missing in this copy. Paste the whole notice,"
                " from its first character to its last; nothing is counted yet.",
            )
        case VerdictCode.UNKNOWN_STATUS:
            return _unknown_status(verdict)
        case VerdictCode.NOT_AUTHENTIC:
            return translate(
                "Verdict",
                "The signature does not fit your keys: anybody could have written this. Do not hand over the goods.",
            )
        case VerdictCode.UNREADABLE:
            return translate("Verdict", "Nothing could be checked, so nothing is confirmed.")
        case VerdictCode.NO_CREDENTIALS:
            return translate(
                "Verdict", "The signature can only be checked with your API key and API secret. Nothing is decided yet."
            )


def _repeated(verdict: Verdict) -> str:
    if _is_assigned_only(verdict):
        return translate(
            "Verdict",
            "The signature covers the amount {amount}, which you assigned to your link {reference}. It counts as paid"
            " only when you mark the link as paid by hand.",
        ).format(amount=quoted(verdict.amount), reference=_reference(verdict))
    if "restored" in verdict.reasons:
        return translate(
            "Verdict",
            "The signature is genuine, but the goods may be gone: what was confirmed before the restore is not known."
            " Look into your Kazawallet account, then mark the link as paid by hand.",
        )
    if verdict.earlier is None:
        return translate(
            "Verdict",
            "The link with this order id is settled already. Do not hand anything over because of this notice.",
        )
    if verdict.earlier.verdict == VerdictCode.PAID:
        return translate(
            "Verdict",
            "Hand nothing over because of this notice: its payment was counted already, on {when}."
            " Nothing counts twice.",
        ).format(when=when(verdict.earlier.at))
    return translate(
        "Verdict",
        "Hand nothing over because of this notice: it was seen before, on {when}, and was not a payment of your link:"
        " {verdict}.",
    ).format(when=when(verdict.earlier.at), verdict=title(VerdictCode(verdict.earlier.verdict)))


def _not_paid(verdict: Verdict) -> str:
    if verdict.link is not None and verdict.move is None:
        return translate("Verdict", "The notice says that the time to pay ran out. Your link stays as it is.")
    return translate("Verdict", "The notice says that the customer did not pay in time. Do not hand over the goods.")


def _unknown_status(verdict: Verdict) -> str:
    return translate(
        "Verdict",
        "The signature is genuine, but the status {status} says neither paid nor timed out."
        " Look into your Kazawallet account before you hand anything over.",
    ).format(status=isolated(verdict.status or ""))


def reason(code: str, verdict: Verdict) -> str:
    """Why, in one sentence; `code` is one of the verdict's reasons."""
    details = dict(verdict.details)
    if code == "bad_field":
        return _bad_field(details)
    if code == "no_payload" and details.get("why") == "binary":
        return translate("Verdict", "This file is not text.")
    text = digits((_link_reasons() | _signature_reasons() | _reading_reasons())[code])
    shown = {name: isolated(_short(value)) for name, value in details.items()}
    for name in ("link_profile", "fix_profile"):
        if name in details:
            shown[name] = isolated(_short(profile_word(details[name])))
    if "field" in details:
        shown["field"], shown["name"] = field_name(details["field"]), ltr(details["field"])
    if "length" in details:
        shown["length"] = digits(details["length"])
    if "asked_amount" in details:
        shown["asked_amount"] = quoted(details["asked_amount"])
    if verdict.earlier is not None:
        shown["earlier"] = isolated(verdict.earlier.status or translate("Verdict", "none"))
    return text.format_map(_Known(shown))


class _Known(dict[str, str]):
    """A value that a verdict of an older version lacks leaves a gap: better than no sentence."""

    def __missing__(self, key: str) -> str:
        return "…"


def _link_reasons() -> dict[str, str]:
    return {
        "amount_differs": translate("Verdict", "The amount is not the {asked_amount} that you asked for."),
        "currency_differs": translate("Verdict", "The currency is not the {asked_currency} that you asked for."),
        "currency_missing": translate("Verdict", "It names no currency; you asked for {asked_currency}."),
        "ref_differs": translate("Verdict", "The reference is not {asked_ref}, the one of your link."),
        "unknown_id": translate("Verdict", "No link here has this order id: it may have been made elsewhere."),
        "ref_only": translate(
            "Verdict", "Only its reference leads to a link here, and the reference is not signed: it could be changed."
        ),
        "other_profile": translate("Verdict", "Its link belongs to another account: {link_profile}."),
        "bound_by_hand": translate(
            "Verdict", "You assigned it to this link by hand; Kazawallet did not name the link."
        ),
        "link_not_waiting": translate("Verdict", "Its link never went out, as far as this ledger knows."),
        "status_changed": translate("Verdict", "Its status is not the one confirmed before, and no status is signed."),
        "already_paid": translate("Verdict", "Its link is paid already."),
        "marked_by_hand": translate("Verdict", "Its link was marked as paid by hand."),
        "needs_attention": translate("Verdict", "Its link waits for an earlier difference to be settled."),
        "status_missing": translate("Verdict", "It has no status."),
        "copies_differ": translate(
            "Verdict",
            "An earlier copy of this notice says {earlier_currency}. The currency is not signed: ask Kazawallet which"
            " one was paid, then settle it by hand.",
        ),
        "ref_missing": translate(
            "Verdict",
            "It has no reference, and is not as it was sent: what stood in a reference could look like fields.",
        ),
        "restored_memory": translate("Verdict", "The ledger that a backup has replaced since knew of it."),
        "restored": translate(
            "Verdict",
            "Its link is older than the restored backup, and what was confirmed after that backup is not known.",
        ),
    }


def _signature_reasons() -> dict[str, str]:
    return {
        "amount_altered": translate(
            "Verdict", "The signature fits {asked_amount}, which you asked for: the amount written here was changed."
        ),
        "order_id_altered": translate(
            "Verdict",
            "The signature fits the order id {asked_order_id} of the link with this reference: the program it was"
            " copied from changed the id. Copy it from the raw notice.",
        ),
        "secret_incomplete": translate(
            "Verdict", "The signature is cut off: {length} of 88 characters. Copy the whole notice and paste it again."
        ),
        "secret_not_base64": translate("Verdict", "This is not a signature."),
        "keys_swapped": translate(
            "Verdict", "It fits if API key and API secret change places: correct them in the account {fix_profile}."
        ),
        "keys_untrimmed": translate(
            "Verdict", "It fits without the blanks around your keys: enter them again in the account {fix_profile}."
        ),
        "no_keys": translate(
            "Verdict",
            "A link of the account {link_profile} has this order id, and the keys of that account are not here: it can"
            " only be checked with them.",
        ),
        "no_match": translate("Verdict", "It was signed with other keys, or changed after it was signed."),
    }


def _reading_reasons() -> dict[str, str]:
    return {
        "empty": translate("Verdict", "There is no text."),
        "too_large": translate("Verdict", "This is far more text than a notice has."),
        "too_deep": translate("Verdict", "This is nested too deeply to be a notice."),
        "truncated": translate("Verdict", "It looks cut off: copy the whole notice and paste it again."),
        "no_payload": translate("Verdict", "Nothing in this text looks like a notice from Kazawallet."),
        "secret_masked": translate(
            "Verdict", "The program it was copied from hides or breaks the signature: copy the raw request instead."
        ),
        "return_page": translate(
            "Verdict",
            "This is the address to which a customer comes back. It proves nothing: only the notice does.",
        ),
        "ambiguous": translate("Verdict", "The field “{field}” occurs twice, so nobody can say which one counts."),
        "missing_field": translate("Verdict", "The field “{field}” ({name}) is missing. Copy the whole notice."),
        "unnamed": translate(
            "Verdict",
            "The names of the fields were not copied, and your keys fit no order id among the values. Check the API"
            " key and secret in the settings, or copy the notice with its names.",
        ),
    }


def _bad_field(details: dict[str, str]) -> str:
    why = {
        "not_text": translate("Verdict", "it is neither text nor a number"),
        "not_plain_decimal": translate("Verdict", "it is not a plain positive number"),
        "controls": translate("Verdict", "it holds invisible characters"),
        "separator": translate("Verdict", "it holds “:::”, which separates the signed parts"),
        "surrogate": translate("Verdict", "it holds a broken character"),
        "damaged": translate("Verdict", "the program it was copied from changed it"),
        "too_long": translate("Verdict", "it is longer than Kazawallet would send"),
    }[details["why"]]
    return translate("Verdict", "The field “{field}” cannot be used: {why}.").format(
        field=field_name(details["field"]), why=why
    )


def repair(code: str) -> str:
    """What was put right in the paste before it was read; the values themselves never change."""
    return {
        "quotes": translate("Verdict", "curly quotes"),
        "spaces": translate("Verdict", "unusual blanks"),
        "zero_width": translate("Verdict", "invisible characters between the parts"),
        "byte_order_mark": translate("Verdict", "a byte-order mark"),
        "bidi_marks": translate("Verdict", "marks of writing direction"),
        "markup": translate("Verdict", "chat markup"),
        "quoted_lines": translate("Verdict", "the > of quoted lines"),
        "escapes": translate("Verdict", "backslashes of the text around it"),
        "html": translate("Verdict", "characters written as HTML"),
        "mail": translate("Verdict", "characters written as mail sends them"),
        "percent": translate("Verdict", "characters written with percent signs"),
        "utf16": translate("Verdict", "text in the wrong encoding"),
        "colours": translate("Verdict", "the colours of a terminal"),
        "wrapped": translate("Verdict", "lines that were cut at one width"),
        "ref_form": translate("Verdict", "another form of the reference's characters"),
        "secret_blanks": translate("Verdict", "blanks inside the signature"),
        "secret_plus": translate("Verdict", "a lost + in the signature"),
    }[code]


def totals(verdicts: Iterable[Verdict]) -> list[tuple[VerdictCode, int]]:
    """How many of each verdict, the ones to look at first."""
    counts = Counter(verdict.code for verdict in verdicts)
    order = (
        VerdictCode.NOT_AUTHENTIC,
        VerdictCode.MISMATCH,
        VerdictCode.PAID_UNKNOWN,
        VerdictCode.INCOMPLETE,
        VerdictCode.UNKNOWN_STATUS,
        VerdictCode.REPEATED,
        VerdictCode.UNREADABLE,
        VerdictCode.NO_CREDENTIALS,
        VerdictCode.NOT_PAID,
        VerdictCode.PAID,
    )
    return [(code, counts[code]) for code in order if counts[code]]


def support_question(verdict: Verdict) -> str:
    """What Kazawallet's support needs to find the payment; never the signature or the pasted text."""
    lines = [
        translate("Verdict", "Hello, please tell me what became of this payment link:"),
        f"order_id: {verdict.order_id or ''}",
        f"amount: {verdict.amount or ''} {verdict.currency or ''}".rstrip(),
        f"status: {verdict.status or ''}",
    ]
    if verdict.ref:
        lines.append(f"ref: {verdict.ref}")
    if verdict.link is not None:
        asked = f"{verdict.link.amount} {verdict.link.currency}, ref {verdict.link.reference}"
        lines.append(translate("Verdict", "Asked for: {asked}").format(asked=asked))
    return "\n".join(visible_identifier(line) for line in lines)


def field_name(name: str) -> str:
    """A field of the webhook, as the card's table and sentences call it."""
    return {
        "amount": translate("Verdict", "Amount"),
        "order_id": translate("Verdict", "Order id"),
        "currency": translate("Verdict", "Currency"),
        "status": translate("Verdict", "Status"),
        "ref": translate("Verdict", "Reference"),
        "secret": translate("Verdict", "Signature"),
    }.get(name, name)


def backing(value: Backing) -> str:
    """What stands behind a field."""
    return {
        Backing.SIGNED: translate("Verdict", "Signed"),
        Backing.MATCHES: translate("Verdict", "Matches your link"),
        Backing.DIFFERS: translate("Verdict", "Differs from your link"),
        Backing.UNCHECKED: translate("Verdict", "Cannot be checked"),
    }[value]


def is_changed(field: FieldView, verdict: Verdict) -> bool:
    """Whether it is known that the field was changed after the webhook was signed."""
    return f"{field.name}_altered" in verdict.reasons


def field_backing(field: FieldView, verdict: Verdict) -> str:
    """What stands behind a field of a webhook with that verdict, with the link's own value where it differs."""
    code = verdict.code
    if is_changed(field, verdict):
        signed = dict(verdict.details).get(f"asked_{field.name}", "")
        value = grouped_latin(signed) if field.name == "amount" else _short(signed, 18)
        return translate("Verdict", "Changed: {value} was signed").format(value=ltr(value))
    if field.name == "secret":
        if field.backing is Backing.SIGNED:
            return translate("Verdict", "Fits your keys")
        if code is VerdictCode.NOT_AUTHENTIC:
            return translate("Verdict", "Does not fit your keys")
    if field.expected is not None:
        value = grouped_latin(field.expected) if field.name == "amount" else field.expected
        return translate("Verdict", "Your link: {value}").format(value=ltr(_short(value, 18)))
    return backing(field.backing)


def field_heard(field: FieldView, verdict: Verdict) -> str:
    """One field as one thing to hear; of the signature only whether it fits, never its 88 characters."""
    name, stands, told = field_name(field.name), backing(field.backing), field_backing(field, verdict)
    if field.name == "secret":
        return translate("Verdict", "{name}: {backing}").format(name=name, backing=inside(told))
    value = visible_identifier(field.value) or translate("Verdict", "none")
    said = inside(told) if is_changed(field, verdict) or told == stands else f"{inside(stands)}. {told}"
    return translate("Verdict", "{name}: {value}, {backing}").format(name=name, value=value, backing=said)


def inside(text: str) -> str:
    """`text` in the middle of a sentence."""
    return text[:1].lower() + text[1:]


def quoted(amount: str | None, currency: str | None = None) -> str:
    """`25.00 USD` inside a sentence, in the digits that the user reads in the list too, as a left-to-right island.

    Only the table of fields keeps the webhook's own digits, so that it can be held against the paste.
    """
    return ltr(f"{grouped(amount or '')} {currency or ''}".strip())


def _reference(verdict: Verdict) -> str:
    return ltr(_short(verdict.link.reference if verdict.link is not None else verdict.ref or ""))


def _short(text: str, longest: int = 28) -> str:
    """The beginning and the end of what is too long for a sentence."""
    return text if len(text) <= longest else f"{text[: longest // 2]}…{text[-longest // 2 :]}"
