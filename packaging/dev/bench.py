"""`bootstrap.py bench [PROGRAM [ARG ...]]`: what measures KazaDesk, in tests/bench; without a PROGRAM, their list.

They see the checkout and nothing of the user's data, session or language. Where there is no display, they get one in
memory.
"""

from __future__ import annotations

import ast
import os
import tempfile
from pathlib import Path

from dev.check import display, leave_in_order, missing_tools, private_environment, session, step
from setup.common import LINUX, PYTHON, ROOT, Refusal
from setup.environment import set_up

FOLDER = ROOT / "tests" / "bench"


def main(arguments: list[str]) -> int:
    """The program's exit status; 2 if there is none of that name."""
    if not arguments or arguments[0] not in programs():
        for name, purpose in programs().items():
            print(f"{name:<12} {purpose}")
        return 2 if arguments else 0
    sentence = set_up("requirements.lock", "requirements-test.lock")
    if sentence:
        raise Refusal(sentence)
    leave_in_order()
    with tempfile.TemporaryDirectory(prefix="kazadesk-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        command = [PYTHON, FOLDER / f"{arguments[0]}.py", *arguments[1:]]
        own = private_environment(home)
        shown = {name: os.environ[name] for name in ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY") if name in os.environ}
        if shown or not LINUX:
            return step(arguments[0], command, own | shown).status
        if lacking := missing_tools().get("window tests"):
            raise Refusal(f"There is no display here, and none can be made without {', '.join(lacking)}.")
        with display(home, own) as screen, session(home, own | screen) as bus:
            return step(arguments[0], command, own | screen | bus).status


def programs() -> dict[str, str]:
    """Name -> what it measures, from the first line of each."""
    files = sorted(FOLDER.glob("*.py"))
    return {
        file.stem: (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "").partition("\n")[0] for file in files
    }
