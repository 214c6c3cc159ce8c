"""Only what concerns every test: fixtures are beside the tests that use them."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Generator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import settings

from kazadesk.words import voice

settings.register_profile("any machine", deadline=None)  # 200 ms an example is much where eight programs share a core
settings.load_profile("any machine")

if sys.platform in ("win32", "darwin"):
    # The keyring is that of whoever runs the tests; on Linux they have a session bus of their own
    os.environ.setdefault("KAZADESK_KEYRING_SERVICE", f"KazaDesk tests {os.getpid()}")


@pytest.fixture(autouse=True)
def own_voice() -> Generator[None]:
    """A test that speaks Arabic does so for itself alone."""
    before = list(voice._speaking)  # what speaks is the process's; no act gives it back
    yield
    voice._speaking[:] = before


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leaves nothing in Windows' Credential Manager."""
    if sys.platform == "win32" and not hasattr(session.config, "workerinput"):
        from win32ctypes.pywin32 import pywintypes, win32cred  # noqa: PLC0415

        with suppress(pywintypes.error):  # nothing was kept
            for kept in win32cred.CredEnumerate(f"{os.environ['KAZADESK_KEYRING_SERVICE']}*", 0):
                win32cred.CredDelete(Type=kept["Type"], TargetName=kept["TargetName"])


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, Any, Any]:
    """pytest-xdist sends reports as UTF-8; one that quotes a lone surrogate, as some of our tests do, would end it."""
    return _sendable((yield))


def _sendable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _sendable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(_sendable, value))
    return value


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell ignores Ctrl+C for what it runs in the background, and every child would inherit that:
    # tests that press it on a program of their own could never end it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
