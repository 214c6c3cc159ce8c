"""Which addresses are talked to, and which URLs are taken for a payment page."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

from kazadesk.core.errors import InputError
from kazadesk.core.link import MAX_URL, has_unseen

# "BASE URL https://outdoor.kasroad.com/wallet" (www.kazawallet.com/api-docs)
BASE_URL = "https://outdoor.kasroad.com/wallet"

# Where the provider is seen in public: its API and company, its site and documents
PROVIDER_DOMAINS = ("kasroad.com", "kazawallet.com", "kazawallet.net")


def check_base_url(text: str) -> str:
    """The API's address without a trailing slash; without a path it gets `/wallet`.

    Raises InputError(base_url): bad_url, not_https (http is for this machine only: 127.0.0.0/8, ::1, localhost).
    """
    url = text.strip()
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise InputError("base_url", "bad_url") from None
    if not host or parts.username is not None or parts.query or parts.fragment or not url.isascii() or " " in url:
        raise InputError("base_url", "bad_url")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise InputError("base_url", "not_https")
    path = parts.path.rstrip("/") or "/wallet"
    return f"{parts.scheme}://{parts.netloc}{path}"


def is_loopback(host: str) -> bool:
    """Whether `host` is literally this machine; names are not looked up."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def url_fault(url: str, *, base_url: str, redirect_url: str | None) -> str | None:
    """Why `url` is not taken for a payment page (a code of the `url_` family), or None where it is.

    The host of the real pay page is published nowhere, so the live API, which TLS has authenticated, may name any
    public host but the merchant's own; refusing a real page would lose every sale. On loopback (practice, tests)
    the page must be on loopback too, or the provider's.
    """
    if len(url) > MAX_URL:
        return "url_too_long"
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return "bad_url"
    if has_unseen(url) or any(mark in url for mark in ' \\"<>') or parts.username is not None:
        return "bad_url"
    local = is_loopback(host) and is_loopback(urlsplit(base_url).hostname or "")
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        return "url_not_https"
    if not host or not host.isascii():
        return "bad_url"
    redirect = urlsplit(redirect_url) if redirect_url else None
    if redirect is not None and _same_page(parts, redirect):
        return "url_is_redirect"
    return None if local or _may_be_pay_host(host, base_url, redirect) else "url_host"


def _same_page(first: SplitResult, second: SplitResult) -> bool:
    def page(parts: SplitResult) -> tuple[str, str, str]:
        return parts.netloc.lower(), parts.path.rstrip("/"), parts.query

    return page(first) == page(second)


def _may_be_pay_host(host: str, base_url: str, redirect: SplitResult | None) -> bool:
    api_host = urlsplit(base_url).hostname or ""
    if any(host == domain or host.endswith("." + domain) for domain in (*PROVIDER_DOMAINS, api_host)):
        return True
    if is_loopback(api_host) or (redirect is not None and host == redirect.hostname):
        return False
    return _is_public_name(host)


def _is_public_name(host: str) -> bool:
    last = host.rstrip(".").rpartition(".")[2]
    return "." in host.rstrip(".") and not last.isdigit() and last not in ("local", "localhost", "internal", "lan")
