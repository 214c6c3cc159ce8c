"""What all shapes of a pasted webhook share: the types, the bounds, the codes, and the checks each payload passes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from kazadesk.core.link import has_unseen
from kazadesk.core.money import is_positive
from kazadesk.core.webhook.damage import SIGNATURE, bared, is_damaged, is_masked, mended_values
from kazadesk.core.webhook.same_ref import undone

MAX_TEXT = 1 << 20
"""Bytes of UTF-8 in one paste. Longer texts are read only where they hold payloads one a line: see MAX_LINES."""
MAX_LINES = 64 << 20
"""Bytes of UTF-8 in a text of payloads one a line; each line has MAX_TEXT for itself."""
MAX_DEPTH = 64
MAX_AMOUNT = 40
MAX_ORDER_ID = 255
MAX_REF = 1024
MAX_SECRET = 512
MAX_CODE = 64
EVIDENCE = 4096
"""Characters kept of a text that could not be read."""
"""Characters of `status` and `currency`, which the provider's page knows as short codes."""

SIGNATURE_NAMES = ("secret", "signature")
NAMES = ("order_id", "id", *SIGNATURE_NAMES, "amount", "ref", "status", "currency")
"""The fields that are read, by their names in a webhook (kazadesk/api/__init__.py)."""
STATES = ("fulfilled", "timed_out")
"""What `status` is known to be."""

UNREADABLE_REASONS = {
    "empty": "nothing but blanks",
    "too_large": "more text, or more parts, than is read at once",
    "too_deep": "nested deeper than 64",
    "truncated": "looks cut off: copy the whole payload",
    "no_payload": "nothing here looks like a webhook (why: binary, for a file that is no text)",
    "ambiguous": "a name occurs twice in one object (field: which)",
    "missing_field": "amount, order_id or secret is not there (field: which)",
    "unnamed": "no names stand beside the values, and no account's keys fit any of them as the order id",
    "bad_field": "a field cannot be what Kazawallet sends (field: which; why)",
    "secret_masked": "the program it was copied from hides the signature, or broke it (field: secret)",
    "return_page": "the address to which a customer comes back: it proves nothing",
}
"""Why a paste is no payload: code → meaning."""

WHY = {
    "not_text": "neither text nor a number",
    "not_plain_decimal": "not a positive number written with digits and at most one point",
    "controls": "holds control, bidi or other characters that cannot be seen",
    "separator": "holds `:::`, which separates the signed parts",
    "surrogate": "holds half of a character",
    "damaged": "holds what a page, a mail or a chat put in place of its characters",
    "too_long": "longer than Kazawallet would send",
    "binary": "the file is not text (only with no_payload)",
}
"""What is wrong with a field: code → meaning."""

REPAIRS = {
    "quotes": "typographic quotes around names and values were read as straight ones",
    "spaces": "no-break and other unusual spaces were read as blanks",
    "zero_width": "zero-width characters between the parts were ignored",
    "byte_order_mark": "a byte-order mark was ignored",
    "bidi_marks": "marks of writing direction between the parts were ignored",
    "markup": "chat markup (asterisks, backticks, underscores) around names and values was ignored",
    "quoted_lines": "the `>` of an e-mail's quoted lines were removed",
    "escapes": "a payload copied with the backslashes of the text around it was read without them",
    "html": "characters written as HTML (`&quot;`) were read as such",
    "mail": "characters written as mail sends them (`=3D`) were read as such",
    "percent": "characters written with percent signs (`%2B`) were read as such",
    "utf16": "UTF-16 text that was read in the wrong encoding was put right",
    "colours": "the colours of a terminal were removed",
    "wrapped": "lines that were cut at one width were joined",
    "secret_blanks": "white space and line ends inside the signature were removed",
    "ref_form": "the reference is the link's, in another form of the same characters",
    "secret_plus": "blanks inside the signature were read as the `+` that a form had turned into them",
}
"""What was mended in a paste: code → meaning."""


class Payload(NamedTuple):
    """One webhook as received. `amount` and the ids are the exact characters."""

    amount: str
    order_ids: tuple[str, ...]
    """Values of `order_id`, then `id` where it differs: one or two, the documented one first."""
    secrets: tuple[str, ...]
    """Values of `secret`, then `signature` where it differs: one or two; white space inside is gone."""
    status: str | None
    currency: str | None
    ref: str | None
    repairs: tuple[str, ...] = ()
    """Codes of what was repaired in the paste."""
    raw: str = ""
    """The text this payload was read from, as pasted."""
    exact: bool = False
    """Whether strict JSON was read from the text as it stands, where no value can become a field."""
    unnamed: bool = False
    """Whether no names stood beside the values: one of `order_ids` may be the reference."""
    other_ref: str | None = None
    """`ref` with the rest of its line, where nothing says whether that belongs to it."""


class Unreadable(NamedTuple):
    """Why a paste, or one part of it, is no payload."""

    reason: str
    """A key of UNREADABLE_REASONS."""
    field: str | None = None
    why: str | None = None
    """For bad_field: a key of WHY."""
    repairs: tuple[str, ...] = ()
    raw: str = ""


_UNSEEN_BLANKS = dict.fromkeys(
    [0x00AD, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)
_PLAIN = 1000
"""Characters of a webhook that is read in the short way: its reference is no longer than one may be."""
_BLANK = re.compile("[ \u00a0]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class _Bad(Exception):
    def __init__(self, reason: str, field: str, why: str | None = None) -> None:
        self.reason, self.field, self.why = reason, field, why


def build(
    fields: Mapping[str, object], repairs: tuple[str, ...], raw: str, *, exact: bool = False
) -> Payload | Unreadable:
    """The checks every payload passes. `fields`: name → text (numbers by their literal), None, or anything else."""
    if exact and not repairs and (sent := as_sent(fields, raw)) is not None:
        return sent
    secret = fields.get("secret") or fields.get("signature")
    if fields.get("status") not in STATES or type(secret) is not str or SIGNATURE.fullmatch(secret) is None:
        fields, codes = bared(fields)
        repairs = (*repairs, *codes)
    try:
        secrets = _either(_signature(fields, "secret"), _signature(fields, "signature"), "secret")
        if not any(SIGNATURE.fullmatch(secret) for secret in secrets):
            fields, codes = _mended(fields, secrets[0], _one(fields.get("secret") or fields.get("signature")))
            repairs = tuple(dict.fromkeys((*repairs, *codes)))
            secrets = _either(_signature(fields, "secret"), _signature(fields, "signature"), "secret")
        order_ids = _either(_text(fields, "order_id", MAX_ORDER_ID), _text(fields, "id", MAX_ORDER_ID), "order_id")
        amount = _text(fields, "amount", MAX_AMOUNT)
        if amount is None:
            raise _Bad("missing_field", "amount")
        if not is_positive(amount):
            raise _Bad("bad_field", "amount", "not_plain_decimal")
        for order_id in order_ids:
            if ":::" in order_id:
                raise _Bad("bad_field", "order_id", "separator")
        status = _text(fields, "status", MAX_CODE)
        currency = _text(fields, "currency", MAX_CODE)
        ref, codes = _reference(fields)
        repairs = (*repairs, *codes)
    except _Bad as bad:
        return Unreadable(bad.reason, bad.field, bad.why, repairs, raw)
    written = (_one(fields.get("secret")), _one(fields.get("signature")))
    if secrets[0] not in written or secrets[-1] not in written:
        repairs = (*repairs, "secret_blanks")
    return Payload(amount, order_ids, secrets, status, currency, ref, repairs, raw, exact)


def as_sent(fields: Mapping[str, object], raw: str) -> Payload | None:
    """The payload, where it is as Kazawallet's page shows it, in letters without escapes: most are. None of the checks
    below could find anything in it that these do not.
    """
    if len(raw) > _PLAIN or not raw.isascii() or not raw.isprintable() or "\\" in raw:
        return None
    get = fields.get
    order_id, secret, amount = get("order_id") or get("id"), get("secret"), get("amount")
    status, currency, ref = get("status"), get("currency"), get("ref")
    if not (type(order_id) is type(secret) is type(amount) is type(status) is type(currency) is type(ref) is str):
        return None
    if (
        "signature" in fields
        or get("id", order_id) != order_id
        or not (status and currency and ref)
        or len(status) > MAX_CODE
        or len(currency) > MAX_CODE
        or len(order_id) > MAX_ORDER_ID
        or ":::" in order_id
        or len(amount) > MAX_AMOUNT
        or not is_positive(amount)
        or SIGNATURE.fullmatch(secret) is None
    ):
        return None
    return Payload(amount, (order_id,), (secret,), status, currency, ref, (), raw, exact=True)


def _mended(fields: Mapping[str, object], secret: str, written: object) -> tuple[Mapping[str, object], tuple[str, ...]]:
    """The fields as they were before a program wrote them in its way, as `secret`, which can be no signature, tells.

    `written`: with its line ends, some of which a mail marks.
    """
    text = str(written).strip()
    if is_masked(secret) or is_masked(text):
        raise _Bad("secret_masked", "secret")
    plus = _BLANK.sub("+", text)  # as the `+` that was lost on its way through a form
    if SIGNATURE.fullmatch(plus):
        return {**fields, "secret" if fields.get("secret") else "signature": plus}, ("secret_plus",)
    if not is_damaged(str(written)):
        return fields, ()
    mended, codes = mended_values(fields)
    if not codes:
        raise _Bad("bad_field", "secret", "damaged")
    return mended, codes


def nearness(fields: Mapping[str, object]) -> int:
    """How many of the three parts without which nothing can be checked are there: 3 make a payload, 2 a near miss."""
    order_id = "order_id" in fields or "id" in fields
    secret = "secret" in fields or "signature" in fields
    return order_id + secret + ("amount" in fields)


def _either(documented: str | None, other: str | None, name: str) -> tuple[str, ...]:
    if documented is None:
        if other is None:
            raise _Bad("missing_field", name)
        return (other,)
    return (documented,) if other is None or other == documented else (documented, other)


def _signature(fields: Mapping[str, object], name: str) -> str | None:
    """Without white space: base64 has none, and a chat or a page may have broken the long word."""
    value = _one(fields.get(name))
    if not isinstance(value, str) or (value.isascii() and value.isprintable() and " " not in value):
        return _text(fields, name, MAX_SECRET)
    return _text({name: "".join(value.translate(_UNSEEN_BLANKS).split())}, name, MAX_SECRET)


def _text(fields: Mapping[str, object], name: str, longest: int) -> str | None:
    """The field's text, None where it is absent, null or empty."""
    value = fields.get(name)
    if value is None:
        return None
    if isinstance(value, list):
        value = _one(value)
    if not isinstance(value, str):
        raise _Bad("bad_field", name, "not_text")
    if len(value) > longest:
        raise _Bad("bad_field", name, "too_long")
    if not (value.isascii() and value.isprintable()):
        if _SURROGATE.search(value):
            raise _Bad("bad_field", name, "surrogate")
        if has_unseen(value):
            raise _Bad("bad_field", name, "controls")
    return value or None


def _reference(fields: Mapping[str, object]) -> tuple[str | None, tuple[str, ...]]:
    """The reference, and what was mended. It is held against the link's, so what the way adds to it does no harm:
    marks that cannot be seen, and those of UTF-8 that was read as another encoding.
    """
    try:
        return _text(fields, "ref", MAX_REF), ()
    except _Bad as bad:
        text = _one(fields["ref"])
        if bad.why != "controls" or not isinstance(text, str):
            raise
        for plain in (text.translate(_UNSEEN_BLANKS), undone(text) or text):
            if plain and not has_unseen(plain):
                return plain, ("ref_form",)
        raise


def _one(value: object) -> object:
    """What a list of one holds: so Django and some services write every field of a form."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value
