"""`bootstrap.py listen [en|ar]`: the window used by keys alone, and after each key what Orca said.

It is the test of what is heard, shown: where something else is said than it expects, it stops there. Where Orca is not
installed, it shows what any screen reader is told.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from dev.check import display, private_environment, ready_for_windows, session, step
from setup.common import PYTHON

HEARD = "tests/end_to_end/test_heard.py"


def main(arguments: list[str]) -> int:
    """0 where everything was heard as it is expected, else 1."""
    parser = argparse.ArgumentParser(prog="bootstrap.py listen", description=__doc__)
    parser.add_argument("language", nargs="?", choices=("en", "ar"), default="en")
    language: str = parser.parse_args(arguments).language
    ready_for_windows()
    with tempfile.TemporaryDirectory(prefix="kazadesk-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        environment = private_environment(home)
        with display(home, environment) as screen, session(home, environment | screen) as bus:
            command = [PYTHON, "-m", "pytest", HEARD, "-k", f"[{language}]", "-n0", "-q", "-s", "--tb=line"]
            return 1 if step("listen", command, environment | screen | bus).status else 0
