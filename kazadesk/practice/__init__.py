"""A stand-in for Kazawallet on this machine, for practice mode and for the tests. Nothing here is real money.

Importing it is cheap: Starlette and uvicorn are loaded in the server's own thread.
"""

from __future__ import annotations

from kazadesk.practice.account import CREDENTIALS, EMAIL, PROFILE
from kazadesk.practice.faults import Faults, RandomFaults
from kazadesk.practice.server import DEFAULT_PORT, PracticeServer, start_anywhere

__all__ = [
    "CREDENTIALS",
    "DEFAULT_PORT",
    "EMAIL",
    "PROFILE",
    "Faults",
    "PracticeServer",
    "RandomFaults",
    "start_anywhere",
]
