"""Compute and check the webhook signature (what is signed: kazadesk/api/__init__.py)."""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import b64encode
from binascii import a2b_base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kazadesk.core.money import same_amount, shortest
from kazadesk.core.redact import Secret

LENGTH = 64
"""Bytes of a signature; 88 characters of base64."""

UNPADDED = 86
"""Characters of a signature without its padding."""

MAX_DECIMALS = 8

_LETTERS = re.compile(r"[A-Za-z0-9+/]*|[A-Za-z0-9_-]*", re.ASCII)

_LAST = "AQgw"
_URL_SAFE = str.maketrans("-_", "+/")


@dataclass(frozen=True, slots=True)
class Credentials:
    """One profile's API key and API secret."""

    profile: str
    api_key: Secret
    api_secret: Secret
    usable: bool = field(init=False, repr=False, compare=False)
    """Whether both are there: with an empty secret, anybody could sign."""
    _mac: hmac.HMAC = field(init=False, repr=False, compare=False)
    """The HMAC with its key in place, to be copied: a third less work a signature."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "usable", bool(self.api_key) and bool(self.api_secret))
        key = self.api_secret.reveal().encode("utf-8", "surrogatepass")
        object.__setattr__(self, "_mac", hmac.new(key, digestmod="sha512"))

    def swapped(self) -> Credentials:
        """The two the other way round, as they may have been pasted."""
        return replace(self, api_key=self.api_secret, api_secret=self.api_key)

    def mac(self, message: bytes) -> bytes:
        """HMAC-SHA512 of `message` under the API secret."""
        mac = self._mac.copy()
        mac.update(message)
        return mac.digest()


class Match(NamedTuple):
    """Credentials that fit, with the amount, the order id and the signature that belong together."""

    profile: str
    amount: str
    order_id: str
    secret: str


def sign(amount: str, order_id: str, credentials: Credentials) -> bytes:
    """The 64 bytes: HMAC-SHA512(api_secret, SHA-256(amount ":::" order_id ":::" api_key))."""
    message = f"{amount}:::{order_id}:::{credentials.api_key.reveal()}"
    return credentials.mac(hashlib.sha256(message.encode("utf-8", "surrogatepass")).digest())


def signature_text(amount: str, order_id: str, credentials: Credentials) -> str:
    """The signature as a webhook carries it: 88 characters of base64."""
    return b64encode(sign(amount, order_id, credentials)).decode("ascii")


def decode(text: str) -> bytes | None:
    """The 64 bytes of a signature, or None.

    Strict but for two spellings taken on purpose: the URL-safe alphabet (not mixed with the other) and missing padding.
    """
    letters, padding = text[:UNPADDED], text[UNPADDED:]
    if padding not in ("==", "=", ""):
        return None
    if "-" in letters or "_" in letters:
        if "+" in letters or "/" in letters:
            return None
        letters = letters.translate(_URL_SAFE)
    try:
        decoded = a2b_base64(letters + "==", strict_mode=True)
    except ValueError:
        return None
    # The last letter carries four bits of nothing: taking it without them only leaves one spelling a signature.
    return decoded if len(decoded) == LENGTH and letters[-1] in _LAST else None


def looks_cut(text: str) -> bool:
    """Whether `text` is the beginning of a signature: of its letters, but too few."""
    return len(text) < UNPADDED and _LETTERS.fullmatch(text) is not None


def spellings(amount: str) -> tuple[str, ...]:
    """Plain decimals numerically equal to `amount`: the shortest, then 1 to 8 fixed decimals where nothing is lost."""
    plain = shortest(amount)
    whole, _, fraction = plain.partition(".")
    fixed = (f"{whole}.{fraction:0<{places}}" for places in range(max(1, len(fraction)), MAX_DECIMALS + 1))
    return tuple(dict.fromkeys((plain, *fixed)))


def find_matches(
    amount: str,
    order_ids: Sequence[str],
    secrets: Sequence[str],
    credentials: Sequence[Credentials],
    asked: Iterable[str] = (),
) -> list[Match]:
    """Every way in which a signature fits, in the order of ids, secrets, credentials, spellings.

    The amount's own characters and what was sent at creation (of `asked`) come first, the other spellings if those fit
    nowhere. So what is not genuine always costs all comparisons, each in constant time, whatever it looks like.
    """
    likely = [amount]
    for text in asked:
        if text not in likely and same_amount(text, amount):
            likely.append(text)
    found = _compare(likely, order_ids, secrets, credentials)
    if not found:
        others = [text for text in spellings(amount) if text not in likely]
        found = _compare(others, order_ids, secrets, credentials)
    return found


def _compare(
    amounts: Iterable[str], order_ids: Sequence[str], secrets: Sequence[str], credentials: Sequence[Credentials]
) -> list[Match]:
    received = [(text, decoded) for text in secrets if (decoded := decode(text)) is not None]
    found = []
    same = hmac.compare_digest
    for order_id in order_ids:
        for one in credentials:
            for amount in amounts:
                expected = sign(amount, order_id, one)
                for text, decoded in received:
                    if same(expected, decoded):
                        found.append(Match(one.profile, amount, order_id, text))
    return found
