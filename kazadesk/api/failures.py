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
    9: "tls_not_yet_valid",
    18: "tls_self_signed",
    19: "tls_self_signed",
    62: "tls_wrong_host",
    64: "tls_wrong_host",
    0x800B010F: "tls_wrong_host",
    -67602: "tls_wrong_host",
}
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
# A handshake that waits, and one that the other side breaks off
_NO_TLS_FAULT = (ssl.SSLWantReadError, ssl.SSLWantWriteError, ssl.SSLEOFError, ssl.SSLZeroReturnError)

_MOST_TELLING = ("connection_refused", "reset", "connect_timeout", "network_unreachable")


def not_sent_code(failure: Exception, *, api_host: str, peer: str, reached: bool) -> tuple[str, str]:
    """Code of a failure before the first byte of the request could leave, and the host that it is about.

    `peer`: the host of the last connection tried, which is the proxy's where there is one; `reached`: that worked.
    """
    import httpx

    host = peer or api_host
    if isinstance(failure, httpx.TimeoutException | TimeoutError):
        return "connect_timeout", host
    chain = list(_chain(failure))
    for cause in chain:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _certificate_code(cause), api_host
    if any(isinstance(cause, ssl.SSLError) and not isinstance(cause, _NO_TLS_FAULT) for cause in chain):
        return "tls_failed", api_host
    if isinstance(failure, httpx.ProxyError):
        return ("proxy_auth" if str(failure).startswith("407") else "proxy_refused"), host
    if host != api_host:
        return ("proxy_refused" if reached else "proxy_unreachable"), host
    if any(isinstance(cause, socket.gaierror) for cause in chain):
        return "dns_failed", host
    codes = [_socket_code(cause) for cause in chain]
    return next((code for code in _MOST_TELLING if code in codes), "reset"), host


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
