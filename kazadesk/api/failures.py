"""What httpx, httpcore, anyio, ssl and the socket raise → our codes."""

from __future__ import annotations

import errno
import re
import socket
import ssl
from collections.abc import Iterator

# verify_code of OpenSSL, of Windows' certificate store (HRESULT) and of macOS' Security framework
_CERTIFICATE_CODES = {
    10: "tls_expired",
    0x800B0101: "tls_expired",
    -67818: "tls_expired",
    9: "tls_expired",
    18: "tls_self_signed",
    19: "tls_self_signed",
    62: "tls_wrong_host",
    64: "tls_wrong_host",
    0x800B010F: "tls_wrong_host",
    -67602: "tls_wrong_host",
}
_NOT_YET_VALID = 9

_SOCKET_CODES = {
    errno.ECONNREFUSED: "connection_refused",
    errno.ECONNRESET: "reset",
    errno.ECONNABORTED: "reset",
    errno.EPIPE: "reset",
    errno.ETIMEDOUT: "connect_timeout",
    errno.ENETUNREACH: "network_unreachable",
    errno.EHOSTUNREACH: "network_unreachable",
    errno.ENETDOWN: "network_unreachable",
    errno.EADDRNOTAVAIL: "network_unreachable",
    errno.EACCES: "network_unreachable",
    errno.EPERM: "network_unreachable",
    # The same six of Windows' sockets, which its event loop reports by their own numbers
    10061: "connection_refused",
    10054: "reset",
    10053: "reset",
    10060: "connect_timeout",
    10051: "network_unreachable",
    10065: "network_unreachable",
}
_MOST_TELLING = ("connection_refused", "reset", "connect_timeout", "network_unreachable")


def not_sent_code(failure: Exception, *, api_host: str, connecting_to: str) -> tuple[str, dict[str, str]]:
    """Code and details of a failure before the first byte of the request could leave.

    `connecting_to`: the host of the last connection that was tried, the proxy's where there is one.
    """
    import httpx

    through_proxy = connecting_to not in ("", api_host)
    details = {"host": connecting_to or api_host}
    if isinstance(failure, httpx.ProxyError):
        status = str(failure)[:3]
        if status == "407":
            return "proxy_auth", details
        return "proxy_refused", details | ({"status": status} if status.isdigit() else {})
    if isinstance(failure, httpx.UnsupportedProtocol):
        return "proxy_unsupported", {}
    chain = list(_chain(failure))
    for cause in chain:
        if isinstance(cause, ssl.SSLCertVerificationError):
            code = _certificate_code(cause)
            reason = {"reason": "not_yet_valid"} if cause.verify_code == _NOT_YET_VALID else {}
            return code, {"host": api_host} | reason
    if any(isinstance(cause, ssl.SSLError) for cause in chain):
        return "tls_failed", {"host": api_host}
    if through_proxy and isinstance(failure, httpx.ReadError | httpx.ReadTimeout | httpx.RemoteProtocolError):
        return "proxy_refused", details
    if through_proxy and isinstance(failure, httpx.ConnectError | httpx.ConnectTimeout):
        return "proxy_unreachable", details
    if any(isinstance(cause, socket.gaierror) for cause in chain):
        return "dns_failed", details
    if isinstance(failure, httpx.TimeoutException | TimeoutError):
        return "connect_timeout", details
    codes = [_socket_code(cause) for cause in chain]
    return next((code for code in _MOST_TELLING if code in codes), "reset"), details


def sent_code(failure: Exception, *, answering: bool) -> str:
    """Code of a failure after bytes may have left. `answering`: the head of an answer has come."""
    import httpx

    if isinstance(failure, TimeoutError):
        return "total_timeout"
    if isinstance(failure, httpx.TimeoutException):
        return "read_timeout"
    if answering:
        return "cut_answer"
    if isinstance(failure, httpx.RemoteProtocolError):
        return "no_answer" if "without sending" in str(failure) else "broken_http"
    if isinstance(failure, httpx.NetworkError):
        return "reset"
    return "broken_http"


def _certificate_code(failure: ssl.SSLCertVerificationError) -> str:
    number = getattr(failure, "verify_code", 0)
    if number in _CERTIFICATE_CODES:
        return _CERTIFICATE_CODES[number]
    # Python itself checks the name on some systems and then gives no number
    return "tls_wrong_host" if re.search(r"(?i)hostname|not valid for", str(failure)) else "tls_untrusted"


def _socket_code(failure: BaseException) -> str:
    number = getattr(failure, "winerror", None) or getattr(failure, "errno", None)
    return _SOCKET_CODES.get(number, "") if isinstance(number, int) else ""


def _chain(failure: BaseException) -> Iterator[BaseException]:
    """The exception and all that stands behind it; httpcore hides some causes in the arguments."""
    waiting: list[BaseException] = [failure]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        behind = [one.__cause__, one.__context__, *one.args]
        if isinstance(one, BaseExceptionGroup):
            behind.extend(one.exceptions)
        waiting.extend(cause for cause in behind if isinstance(cause, BaseException))
