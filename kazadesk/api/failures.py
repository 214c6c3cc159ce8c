"""What the wire, ssl and the socket raise → our codes."""

from __future__ import annotations

import errno
import re
import socket
import ssl
from collections.abc import Iterator

from kazadesk.api.wire import HttpError

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
# The system's class of error says most, whatever number it came with: Windows alone has three for one refusal
_CLASS_CODES: dict[type[BaseException], str] = {
    ConnectionRefusedError: "connection_refused",
    ConnectionError: "reset",
    TimeoutError: "connect_timeout",
    PermissionError: "network_unreachable",
}
_ERRNO_CODES = {
    errno.ENETUNREACH: "network_unreachable",
    errno.EHOSTUNREACH: "network_unreachable",
    errno.ENETDOWN: "network_unreachable",
    errno.EADDRNOTAVAIL: "network_unreachable",
}
# Windows Sockets Error Codes, then System Error Codes, which the Proactor loop's ConnectEx and WSARecv report
_WINDOWS_CODES = {
    10013: "network_unreachable",  # WSAEACCES: a firewall of this computer
    10049: "network_unreachable",  # WSAEADDRNOTAVAIL
    10050: "network_unreachable",  # WSAENETDOWN
    10051: "network_unreachable",  # WSAENETUNREACH
    10052: "reset",  # WSAENETRESET
    10053: "reset",  # WSAECONNABORTED
    10054: "reset",  # WSAECONNRESET
    10060: "connect_timeout",  # WSAETIMEDOUT
    10061: "connection_refused",  # WSAECONNREFUSED
    10064: "network_unreachable",  # WSAEHOSTDOWN
    10065: "network_unreachable",  # WSAEHOSTUNREACH
    59: "reset",  # ERROR_UNEXP_NET_ERR
    64: "reset",  # ERROR_NETNAME_DELETED
    121: "connect_timeout",  # ERROR_SEM_TIMEOUT
    1222: "network_unreachable",  # ERROR_NO_NETWORK
    1225: "connection_refused",  # ERROR_CONNECTION_REFUSED
    1226: "reset",  # ERROR_GRACEFUL_DISCONNECT
    1231: "network_unreachable",  # ERROR_NETWORK_UNREACHABLE
    1232: "network_unreachable",  # ERROR_HOST_UNREACHABLE
    1233: "network_unreachable",  # ERROR_PROTOCOL_UNREACHABLE
    1234: "connection_refused",  # ERROR_PORT_UNREACHABLE
    1236: "reset",  # ERROR_CONNECTION_ABORTED
    1460: "connect_timeout",  # ERROR_TIMEOUT
}
# A handshake that waits, and one that the other side breaks off
_NO_TLS_FAULT = (ssl.SSLWantReadError, ssl.SSLWantWriteError, ssl.SSLEOFError, ssl.SSLZeroReturnError)

_MOST_TELLING = ("connection_refused", "reset", "connect_timeout", "network_unreachable")


def not_sent_code(failure: Exception, *, api_host: str, peer: str, reached: bool) -> tuple[str, str]:
    """Code of a failure before the first byte of the request could leave, and the host that it is about.

    `peer`: the host of the last connection tried, which is the proxy's where there is one; `reached`: that worked.
    """
    host = peer or api_host
    kind = failure.kind if isinstance(failure, HttpError) else ""
    if kind == "proxy_unsupported":
        return kind, ""
    if kind == "timeout" or isinstance(failure, TimeoutError):
        return "connect_timeout", host
    chain = list(_chain(failure))
    for cause in chain:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _certificate_code(cause), api_host
    if any(isinstance(cause, ssl.SSLError) and not isinstance(cause, _NO_TLS_FAULT) for cause in chain):
        return "tls_failed", api_host
    if isinstance(failure, HttpError) and kind == "proxy":
        return ("proxy_auth" if failure.status == "407" else "proxy_refused"), host
    if host != api_host:
        return ("proxy_refused" if reached else "proxy_unreachable"), host
    if any(isinstance(cause, socket.gaierror) for cause in chain):
        return "dns_failed", host
    codes = [_socket_code(cause) for cause in chain]
    return next((code for code in _MOST_TELLING if code in codes), "reset"), host


def sent_code(failure: Exception, *, answering: bool) -> str:
    """Code of a failure after bytes may have left. `answering`: the head of an answer has come."""
    if isinstance(failure, TimeoutError):
        return "total_timeout"
    kind = failure.kind if isinstance(failure, HttpError) else "broken"
    if kind == "timeout":
        return "read_timeout"
    if answering:
        return "cut_answer"
    return {"no_answer": "no_answer", "network": "reset"}.get(kind, "broken_http")


def _certificate_code(failure: ssl.SSLCertVerificationError) -> str:
    number = getattr(failure, "verify_code", 0)
    if number in _CERTIFICATE_CODES:
        return _CERTIFICATE_CODES[number]
    # Python itself checks the name on some systems and then gives no number
    return "tls_wrong_host" if re.search(r"(?i)hostname|not valid for", str(failure)) else "tls_untrusted"


def _socket_code(failure: BaseException) -> str:
    """By the class of the exception, then by Windows' number, then by errno: 64 and 121 mean other things there."""
    for kind, code in _CLASS_CODES.items():
        if isinstance(failure, kind):
            return code
    if not isinstance(failure, OSError):
        return ""
    return _WINDOWS_CODES.get(getattr(failure, "winerror", None) or 0) or _ERRNO_CODES.get(failure.errno or 0, "")


def _chain(failure: BaseException) -> Iterator[BaseException]:
    """The exception and all that stands behind it; some libraries hide causes in the arguments."""
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
