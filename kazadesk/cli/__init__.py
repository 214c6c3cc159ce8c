"""The command line."""

from __future__ import annotations

import sys
from pathlib import PurePath

PROGRAM = PurePath(sys.executable).stem if getattr(sys, "frozen", False) else "kazadesk"
"""What is typed to start this program: kazadesk-cli where it is the Windows bundle's own one for the console."""
