"""Compute and check the webhook signature (provider/payment-link-api, "Security Verification")."""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import b64encode
from binascii import Error as Base64Error
from binascii import a2b_base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kazadesk.core.money import same_amount
from kazadesk.core.redact import Secret

LENGTH = 64
"""Bytes of a signature; 88 characters of base64."""

UNPADDED = 86
"""Characters of a signature without its padding."""

MAX_DECIMALS = 8

_LETTERS = re.compile(r"[A-Za-z0-9+/]*|[A-Za-z0-9_-]*", re.ASCII)

_ALPHABETS = re.compile(r"(?:[A-Za-z0-9+/]{86}|[A-Za-z0-9_-]{86})(?:={0,2})", re.ASCII)
_URL_SAFE = str.maketrans("-_", "+/")


@dataclass(frozen=True, slots=True)
class Credentials:
    """One profile's API key and API secret."""

    profile: str
    api_key: Secret
    api_secret: Secret

    @property
    def usable(self) -> bool:
        """Whether both are there: an empty secret would accept anybody's signature."""
        return bool(self.api_key) and bool(self.api_secret)


@dataclass(frozen=True, slots=True)
class Match:
    """Credentials that fit, with the amount as it was signed and the order id that was signed."""

    profile: str
    amount: str
    order_id: str
    secret: str


def sign(amount: str, order_id: str, credentials: Credentials) -> bytes:
    """The 64 bytes: HMAC-SHA512(api_secret, SHA-256(amount ":::" order_id ":::" api_key))."""
    message = f"{amount}:::{order_id}:::{credentials.api_key.reveal()}"
    digest = hashlib.sha256(message.encode("utf-8", "surrogatepass")).digest()
    return hmac.digest(credentials.api_secret.reveal().encode("utf-8", "surrogatepass"), digest, "sha512")


def signature_text(amount: str, order_id: str, credentials: Credentials) -> str:
    """The signature as a webhook carries it: 88 characters of base64."""
    return b64encode(sign(amount, order_id, credentials)).decode("ascii")


def decode(text: str) -> bytes | None:
    """The 64 bytes of a signature, or None.

    Strict but for two spellings taken on purpose: the URL-safe alphabet (not mixed with the other) and missing padding.
    """
    if not _ALPHABETS.fullmatch(text):
        return None
    standard = text[:UNPADDED].translate(_URL_SAFE) + "=="
    try:
        decoded = a2b_base64(standard, strict_mode=True)
    except Base64Error:  # pragma: no cover
        return None
    # Four bits of the last letter carry nothing: one signature, one spelling.
    return decoded if b64encode(decoded).decode("ascii") == standard else None


def looks_cut(text: str) -> bool:
    """Whether `text` is the beginning of a signature: of its letters, but too few."""
    return len(text) < UNPADDED and _LETTERS.fullmatch(text) is not None


def spellings(amount: str, asked: Iterable[str] = ()) -> tuple[str, ...]:
    """Texts numerically equal to `amount` that may have been signed, the literal first.

    Then the string sent at creation (of `asked`), the shortest plain decimal, and 1 to 8 fixed decimals.
    """
    whole, _, fraction = amount.partition(".")
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
    equal = [amount, *(text for text in asked if same_amount(text, amount))]
    equal.append(f"{whole}.{fraction}" if fraction else whole)
    equal += [f"{whole}.{fraction:0<{places}}" for places in range(max(1, len(fraction)), MAX_DECIMALS + 1)]
    return tuple(dict.fromkeys(equal))


def find_matches(
    amounts: Sequence[str], order_ids: Sequence[str], secrets: Sequence[str], credentials: Sequence[Credentials]
) -> list[Match]:
    """Every way in which a signature fits, in the order of credentials, ids, secrets, amounts.

    All combinations are computed and compared in constant time, whether or not an earlier one fitted.
    """
    received = [(text, decoded) for text in secrets if (decoded := decode(text)) is not None]
    found = []
    for one in credentials:
        for order_id in order_ids:
            expected = [(amount, sign(amount, order_id, one)) for amount in amounts]
            for text, decoded in received:
                for amount, computed in expected:
                    if hmac.compare_digest(computed, decoded):
                        found.append(Match(one.profile, amount, order_id, text))
    return found
