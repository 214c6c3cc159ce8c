"""Which code a connection that failed has, also as Windows' event loop reports it."""

from __future__ import annotations

import errno
import os

import httpcore
import httpx
import pytest

from kazadesk.api import wire
from kazadesk.api.failures import not_sent_code


class WindowsFailure(OSError):
    """An OSError whose number only Windows knows: its errno is EINVAL there."""

    def __init__(self, number: int) -> None:
        super().__init__(errno.EINVAL, "what Windows says")
        self.number = number

    @property
    def winerror(self) -> int:
        return self.number


class Refused(WindowsFailure, ConnectionRefusedError):
    """As ConnectEx raises it on the Proactor loop."""


class Aborted(WindowsFailure, ConnectionAbortedError):
    pass


def code(cause: BaseException) -> str:
    """The code of an httpx error as httpx, httpcore and anyio wrap such a cause."""
    middle = OSError("All connection attempts failed")
    middle.__cause__ = cause
    low = httpcore.ConnectError(middle)
    low.__cause__ = middle
    top = httpx.ConnectError("All connection attempts failed")
    top.__cause__ = low
    told = wire.failure(top)
    told.__cause__ = top
    found, host = not_sent_code(told, api_host="outdoor.example", peer="outdoor.example", reached=False)
    assert host == "outdoor.example"
    return found


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (Refused(1225), "connection_refused"),
        (WindowsFailure(1225), "connection_refused"),
        (WindowsFailure(10061), "connection_refused"),
        (Aborted(1236), "reset"),
        (WindowsFailure(64), "reset"),
        (WindowsFailure(10054), "reset"),
        (WindowsFailure(121), "connect_timeout"),
        (WindowsFailure(10060), "connect_timeout"),
        (WindowsFailure(1231), "network_unreachable"),
        (WindowsFailure(1232), "network_unreachable"),
        (WindowsFailure(10051), "network_unreachable"),
        (WindowsFailure(10065), "network_unreachable"),
        (WindowsFailure(10013), "network_unreachable"),
        (WindowsFailure(87), "reset"),
    ],
)
def test_windows_numbers(failure, expected):
    assert code(failure) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ECONNREFUSED, "connection_refused"),
        (errno.ECONNRESET, "reset"),
        (errno.EPIPE, "reset"),
        (errno.ETIMEDOUT, "connect_timeout"),
        (errno.ENETUNREACH, "network_unreachable"),
        (errno.EHOSTUNREACH, "network_unreachable"),
        (errno.EACCES, "network_unreachable"),
        (errno.EPERM, "network_unreachable"),
    ],
)
def test_errno(number, expected):
    assert code(OSError(number, os.strerror(number))) == expected


@pytest.mark.skipif(os.name != "posix", reason="errno of Linux and macOS")
@pytest.mark.parametrize("number", [64, 121])
def test_a_number_of_windows_is_no_errno(number):
    assert code(OSError(number, "ENONET or EREMOTEIO")) == "reset"


def test_the_most_telling_of_several_attempts_counts():
    """A name with an IPv6 and an IPv4 address, of which one has no route."""
    both = ExceptionGroup("attempts", [WindowsFailure(1231), Refused(1225)])
    assert code(both) == "connection_refused"
