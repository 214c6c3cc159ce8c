"""Where KazaDesk starts: the window, or one command. No command opens the window."""

from __future__ import annotations

import gc
import sys

from kazadesk import win32
from kazadesk.assembly import Options
from kazadesk.core_dumps import forbid_core_dumps


def main(argv: list[str] | None = None) -> int:
    """Run one command, or the window. Returns the exit status; a traceback never reaches the user."""
    forbid_core_dumps()
    typed = sys.argv[1:] if argv is None else argv
    command, options = None, Options()
    if typed[:1] == ["--books"]:  # a bundle's own child, for spreadsheets
        from kazadesk.services.child import main as run_child

        return run_child(typed[1:])
    win32.announce()
    if typed:  # from a menu nothing is, and the window is there 5 ms sooner
        from kazadesk.cli.arguments import parse

        command, options = parse(typed)
    if command is None:
        # nothing is garbage yet: without the collector the window is there 10 ms sooner; ui/collector.py takes over
        gc.disable()
        try:
            from kazadesk.window.run import run_window
        except ImportError as error:
            # Qt's own words name the system library that is missing
            from kazadesk.cli.status import EXIT_CANNOT_WORK, say
            from kazadesk.words.voice import ltr, translate

            say(translate("Cli", "The window cannot be opened: {why}").format(why=ltr(str(error))))
            return EXIT_CANNOT_WORK
        return run_window(options)
    from kazadesk.cli.commands import run_command

    return run_command(command, options)
