"""The log: a rotating file, redacted as a whole line. Nothing about it ever reaches or stops the user.

`logging` costs start-up 11 ms: it is imported inside, so that the window can paint first.
"""

from __future__ import annotations

import atexit
import faulthandler
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from kazadesk.core.redact import Redactor
from kazadesk.storage.paths import DataFolder

if TYPE_CHECKING:
    import logging
    from io import TextIOWrapper

MAX_BYTES = 1024 * 1024
FILES_KEPT = 5
# They write URLs with their query, response headers, or a line a request.
_TALKATIVE = ("httpx", "httpcore", "uvicorn", "uvicorn.access", "keyring", "asyncio", "qasync")

NO_CRASH = "The process that wrote this ended by itself: what stands above was handled, and is no crash."

_undo: ExitStack | None = None


def set_up_logs(folder: DataFolder, redactor: Redactor, *, debug: bool = False) -> Callable[[], None]:
    """Log to `folder.log`, also what nothing else catches. Returns what undoes it; a second call replaces the first.

    With `debug` each step of our own, on standard error too.
    """
    global _undo

    if _undo is not None:
        _undo.close()
    _undo = stack = ExitStack()
    _replace_missing_stdio()
    root = logging.getLogger()
    handlers = [_file_handler(folder.log)]
    if debug:
        handlers.append(_terminal_handler())
        ours = logging.getLogger("kazadesk")
        stack.callback(ours.setLevel, ours.level)
        ours.setLevel(logging.DEBUG)
    formatter = _redacting_formatter(redactor)
    for handler in handlers:
        handler.setFormatter(formatter)
        stack.callback(handler.close)
        root.addHandler(handler)
        stack.callback(root.removeHandler, handler)
    stack.callback(root.setLevel, root.level)
    root.setLevel(logging.INFO)
    for name in _TALKATIVE:
        logger = logging.getLogger(name)
        stack.callback(logger.setLevel, logger.level)
        logger.setLevel(logging.WARNING)
    logging.captureWarnings(True)
    stack.callback(logging.captureWarnings, False)
    _set_hooks(stack)
    _watch_crashes(stack, folder.log.with_name("crash.log"))
    return stack.close


def _redacting_formatter(redactor: Redactor) -> logging.Formatter:
    class RedactingFormatter(logging.Formatter):
        default_msec_format = "%s.%03dZ"
        default_time_format = "%Y-%m-%dT%H:%M:%S"

        def format(self, record: logging.LogRecord) -> str:
            return redactor.clean(super().format(record))

    formatter = RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    formatter.converter = time.gmtime
    return formatter


def _terminal_handler() -> logging.Handler:
    class QuietStream(logging.StreamHandler[TextIO]):
        def handleError(self, record: logging.LogRecord) -> None:
            """A terminal that was closed must not make every line fail."""

    return QuietStream(sys.stderr)


def _file_handler(path: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - brings sockets and pickle, for the file alone

    class QuietFile(RotatingFileHandler):
        def _open(self) -> TextIOWrapper:
            return open(self.baseFilename, "a", encoding=self.encoding, errors=self.errors, opener=_open_itself)

        def doRollover(self) -> None:
            try:
                super().doRollover()
            except OSError:  # on Windows while another process writes to it: goes on in the long file
                if self.stream is None:
                    self.stream = self._open()

        def handleError(self, record: logging.LogRecord) -> None:
            """A full disk must not print a traceback for each line."""

        def close(self) -> None:
            with suppress(OSError):
                super().close()

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return QuietFile(
            path, maxBytes=MAX_BYTES, backupCount=FILES_KEPT - 1, encoding="utf-8", errors="backslashreplace"
        )
    except OSError:
        # with no handler at all, logging would write to standard error
        return logging.NullHandler()


def _open_itself(path: str, flags: int) -> int:
    """Open a log, but never what a link in its place points to."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)


def _replace_missing_stdio() -> None:
    """A windowed bundle has no stdio; libraries that print would fail."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open("/dev/null" if sys.platform != "win32" else "nul", "w", encoding="utf-8"))  # noqa: SIM115, PTH123


def _set_hooks(stack: ExitStack) -> None:
    log = logging.getLogger("kazadesk")

    def unhandled(kind: Any, value: Any, traceback: Any) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, value, traceback)
        else:
            log.critical("nothing handled this", exc_info=(kind, value, traceback))

    def in_thread(args: Any) -> None:
        if args.exc_value is not None:
            thread = args.thread.name if args.thread else "?"
            log.critical("in thread %s", thread, exc_info=(args.exc_type, args.exc_value, args.exc_traceback))

    def unraisable(args: Any) -> None:
        # the object's repr may hold anything: its type says enough
        error = (args.exc_type, args.exc_value, args.exc_traceback)
        log.error("ignored in %s", type(args.object).__name__, exc_info=error)

    for owner, name, hook in (
        (sys, "excepthook", unhandled),
        (threading, "excepthook", in_thread),
        (sys, "unraisablehook", unraisable),
    ):
        stack.callback(setattr, owner, name, getattr(owner, name))
        setattr(owner, name, hook)


def _watch_crashes(stack: ExitStack, path: Path) -> None:
    """Python's stacks at a crash of C code: functions and lines, no values."""
    if faulthandler.is_enabled():
        return  # somebody else watches already
    try:
        file: TextIO = open(path, "a", encoding="utf-8", opener=_open_itself)  # noqa: SIM115
    except OSError:
        return
    stack.callback(file.close)
    before = path.stat().st_size
    faulthandler.enable(file)
    stack.callback(_say_no_crash, path, before)
    stack.callback(faulthandler.disable)
    atexit.register(_say_no_crash, path, before)
    stack.callback(atexit.unregister, _say_no_crash)


def _say_no_crash(path: Path, before: int) -> None:
    """At a clean end: on Windows faulthandler writes stacks for errors of COM, too, which Windows' dialogs handle."""
    with suppress(OSError):
        if path.stat().st_size > before:
            stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
            with path.open("a", encoding="utf-8") as file:
                file.write(f"{stamp} {NO_CRASH}\n\n")
