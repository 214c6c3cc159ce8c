"""JSON ↔ core values: what is sent to createPaymentLink, and every answer it is known or feared to give."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, NoReturn
from urllib.parse import urlsplit

from kazadesk.api.address import url_fault
from kazadesk.api.codes import PROVIDER_KEYS
from kazadesk.core.errors import CheckError, LinkError, LinkOutcomeUnknown, LinkRefused
from kazadesk.core.link import CreatedLink, LinkRequest, has_unseen

MAX_ANSWER = 1024 * 1024
MAX_DEPTH = 64
MAX_ID = 255
MAX_MESSAGE = 300
MAX_NUMBER = 255
_MOST_SENTENCES = 20

# Vendor's plug-in: url; the others in public integrations (the package's docstring). Each also under `data`.
_URL_NAMES = ("url", "paymentLink", "payment_url", "payment_link", "link")
# Given up waiting, a conflict with what is there, or the words of a proxy: the link may have been made all the same
_NO_PROOF = frozenset({408, 409, 424, 425, 444, 460, 499})
# fmt: off
_WRONG = frozenset([
    "invalid", "wrong", "incorrect", "unknown", "bad", "missing", "expired", "revoked", "unauthorized", "not", "no",
])
# fmt: on
# The webhook's name first: where both are there, this one comes back
_ID_NAMES = ("order_id", "id")


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer, read whole. `content_type` without parameters, lower case."""

    status: int
    content_type: str
    body: bytes
    location: str = ""
    retry_after: str = ""


@dataclass(frozen=True, slots=True)
class Wallet:
    """One balance. `amount` is the provider's own text."""

    currency: str
    amount: str


class _Number(str):
    """A JSON number's own characters."""

    __slots__ = ()


class _NotJson(ValueError):
    pass


def encode_request(request: LinkRequest) -> bytes:
    """The body of createPaymentLink: every value a string, `ref` above all (a number is refused).

    `redirectUrl` is left out where there is none: no program is known to send an empty one.
    """
    body = {
        "amount": request.amount,
        "currency": request.currency,
        "email": request.email,
        "ref": request.reference,
    }
    if request.redirect_url:
        body["redirectUrl"] = request.redirect_url
    return json.dumps(body, ensure_ascii=False).encode("utf-8")


def read_created(answer: Answer, request: LinkRequest, base_url: str) -> CreatedLink:
    """The created link. Raises LinkRefused or LinkOutcomeUnknown.

    Refused: any 4xx but those that prove nothing, and a refusal in a known error shape under any other status. A 5xx
    whose body only says that the server broke down is no refusal: the link may have been made before.
    """
    if 300 <= answer.status < 400:
        raise LinkOutcomeUnknown("redirected", status=str(answer.status), host=_goal(answer))
    try:
        value = _load(answer.body)
    except _NotJson:
        value = None
    refusal = _refusal(answer, value)
    if refusal is not None:
        raise refusal
    if answer.status >= 500:
        raise LinkOutcomeUnknown("server_error", status=str(answer.status), **_texts(value))
    if value is None:
        code = "captive_portal" if _is_page(answer) else "not_json"
        raise LinkOutcomeUnknown(code, status=str(answer.status))
    if not isinstance(value, dict):
        raise LinkOutcomeUnknown("bad_shape", status=str(answer.status))
    return _created(value, request, base_url)


def read_wallets(answer: Answer) -> list[Wallet]:
    """The balances that get-merchant-wallets gives. Raises CheckError."""
    if 300 <= answer.status < 400:
        raise CheckError("redirected", status=str(answer.status), host=_goal(answer))
    try:
        value = _load(answer.body)
    except _NotJson:
        value = None
    wallets = value.get("wallets") if isinstance(value, dict) and value.get("success") is not False else None
    if answer.status < 300 and isinstance(wallets, list):
        return [_wallet(item) for item in wallets]
    refusal = _refusal(answer, value)
    if refusal is not None:
        code = "refused" if isinstance(refusal, LinkOutcomeUnknown) else refusal.code  # no link hangs on it here
        if code in ("key_rejected", "refused") and (named := _rejected(refusal.details)):
            raise CheckError(named, **refusal.details, named="yes")
        raise CheckError(code, **refusal.details)
    if answer.status >= 500:
        raise CheckError("server_error", status=str(answer.status), **_texts(value))
    if value is None:
        raise CheckError("captive_portal" if _is_page(answer) else "not_json", status=str(answer.status))
    raise CheckError("bad_shape", status=str(answer.status))


def _rejected(details: dict[str, str]) -> str:
    """Which of key and secret the answer names as the wrong one, "" where it names neither.

    "Invalid secret key" is about the secret, "API key or secret" about either.
    """
    words = set(re.findall(r"[a-z]+", f"{details.get('message', '')} {details.get('key', '')}".lower()))
    if "secret" in words:
        return "keys_rejected" if words & {"or", "and"} and words & {"key", "keys"} else "secret_rejected"
    if words & {"key", "keys", "apikey"} and words & _WRONG:
        return "key_rejected"
    return ""


def _wallet(item: Any) -> Wallet:
    match item:
        case {"currency": str(currency), "amount": str(amount)} if not has_unseen(currency + amount):
            return Wallet(str(currency)[:32], str(amount)[:64])
    raise CheckError("bad_shape")


def _created(value: dict[str, Any], request: LinkRequest, base_url: str) -> CreatedLink:
    inner = value.get("data")
    places = [place for place in (value, inner) if isinstance(place, dict)]
    named = {"order_id": order_id} if (order_id := _first_id(places)) else {}
    fault: LinkOutcomeUnknown | None = None
    for place in places:
        for name in _URL_NAMES:
            text = place.get(name)
            if not isinstance(text, str) or isinstance(text, _Number) or not text.strip():
                continue
            url = text.strip()
            code = url_fault(url, base_url=base_url, redirect_url=request.redirect_url)
            if code is None:
                return CreatedLink(url, order_id)
            shown = clean_message(url)
            # Kept as the provider's words: should the page be real after all, its URL is not lost
            fault = fault or LinkOutcomeUnknown(code, url=shown, message=shown, host=_host(url), **named)
    raise fault or LinkOutcomeUnknown("no_url", **named, **_texts(value))


def _first_id(places: list[dict[str, Any]]) -> str | None:
    for place in places:
        for name in _ID_NAMES:
            text = place.get(name)
            if isinstance(text, str) and 0 < len(text) <= MAX_ID and not has_unseen(text):
                return str(text)
    return None


def _refusal(answer: Answer, value: Any) -> LinkError | None:
    texts = _texts(value)
    if answer.status in _NO_PROOF and _provider_code(texts) is None:
        return LinkOutcomeUnknown("unclear_refusal", status=str(answer.status), **texts)
    if 400 <= answer.status < 500:
        return LinkRefused(_refused_code(answer, texts), status=str(answer.status), **_retry(answer), **texts)
    if not isinstance(value, dict) or not _says_no(value):
        return None
    known = _provider_code(texts)
    if known is None and _is_breakdown(answer.status, value, texts.get("message", "")):
        return None
    return LinkRefused(known or "refused", status=str(answer.status), **texts)


def _says_no(value: dict[str, Any]) -> bool:
    """The three error shapes; a message beside a success or a URL is none."""
    if value.get("success") is False:
        return True
    if isinstance(value.get("error"), str | dict) and value["error"]:
        return True
    inner = value.get("data")
    places = [place for place in (value, inner) if isinstance(place, dict)]
    answered = value.get("success") is True or any(place.get(name) for place in places for name in _URL_NAMES)
    return not answered and bool(_text(value.get("message")))


def _is_breakdown(status: int, value: dict[str, Any], message: str) -> bool:
    """Whether an error only says that a server on the way broke down, which refuses nothing.

    Gateways and frameworks put `{"message": …}` under a 5xx by themselves; others name the status in words.
    """
    if status >= 500 and "error" not in value and value.get("success") is not False:
        return True
    said = _letters(message)
    phrases = {_letters(one.phrase) for one in HTTPStatus if one >= 500}
    return said in phrases or (status >= 500 and not said)


def _refused_code(answer: Answer, texts: dict[str, str]) -> str:
    known = _provider_code(texts)
    if known is not None:
        return known
    if answer.status == 403 and _is_page(answer):
        return "access_blocked"
    codes = {401: "key_rejected", 403: "key_rejected", 404: "not_found", 413: "too_large", 429: "rate_limited"}
    return codes.get(answer.status, "refused")


def _provider_code(texts: dict[str, str]) -> str | None:
    words = set(re.findall(r"[A-Z_]{4,}", texts.get("key", "") + " " + texts.get("message", "")))
    return next((code for key, code in PROVIDER_KEYS.items() if key in words), None)


def _retry(answer: Answer) -> dict[str, str]:
    seconds = answer.retry_after.strip()
    return {"retry_after": seconds} if re.fullmatch(r"\d{1,6}", seconds, re.ASCII) else {}


def _texts(value: Any) -> dict[str, str]:
    """The provider's own words and key in an error of any known shape, as `message` and `key`."""
    if not isinstance(value, dict):
        return {}
    error = value.get("error")
    found: dict[str, str] = {}
    if isinstance(error, dict):
        found["message"] = _text(error.get("message"))
        details = error.get("details")
        found["key"] = _text(details.get("key") if isinstance(details, dict) else details)
    else:
        found["message"] = _text(error)
        found["key"] = _text(value.get("details"))
    said = _text(value.get("message"))
    if said and (not found["message"] or _is_status_phrase(found["message"])):
        found["message"] = said  # frameworks put "Bad Request" beside the sentences that say what is wrong
    return {name: text for name, text in found.items() if text}


def _is_status_phrase(text: str) -> bool:
    return _letters(text) in {_letters(one.phrase) for one in HTTPStatus}


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _text(value: Any) -> str:
    """A text, or a list of sentences as one, on one line that any file can hold; not yet cut."""
    if isinstance(value, list):
        return " · ".join(filter(None, (_text(item) for item in value[:_MOST_SENTENCES] if isinstance(item, str))))
    return _line(value) if isinstance(value, str) else ""


def _line(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def clean_message(text: str) -> str:
    """At most 300 characters on one line that any file can hold."""
    line = _line(text)
    return line if len(line) <= MAX_MESSAGE else line[: MAX_MESSAGE - 1] + "…"


def _host(url: str) -> str:
    try:
        return clean_message(urlsplit(url).hostname or "")
    except ValueError:
        return ""


def _goal(answer: Answer) -> str:
    """Where a redirect would have gone: a host, or a path of the same one."""
    return _host(answer.location) or clean_message(answer.location)


def _is_page(answer: Answer) -> bool:
    start = answer.body[:512].lstrip().lower()
    return answer.content_type in ("text/html", "application/xhtml+xml") or start.startswith((b"<!doctype", b"<html"))


def _load(body: bytes) -> Any:
    """Strict JSON: UTF-8, no key twice, depth and numbers bounded. Numbers keep their characters."""
    if len(body) > MAX_ANSWER or _depth(body) > MAX_DEPTH:
        raise _NotJson
    try:
        return json.loads(
            body.decode("utf-8-sig"),
            parse_int=_number,
            parse_float=_number,
            parse_constant=_no_constant,
            object_pairs_hook=_no_key_twice,
        )
    except (ValueError, RecursionError):
        raise _NotJson from None


def _depth(body: bytes) -> int:
    depth = deepest = 0
    for token in re.finditer(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]', body, re.DOTALL):
        mark = token.group()[:1]
        if mark in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in b"]}":
            depth -= 1
    return deepest


def _number(text: str) -> _Number:
    if len(text) > MAX_NUMBER:
        raise _NotJson
    return _Number(text)


def _no_constant(text: str) -> NoReturn:
    raise _NotJson


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _NotJson
    return found
