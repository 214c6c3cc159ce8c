"""The process around the window: Qt's application object, its messages, signals, threads, and the end."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from kazadesk.ui.look import theme
from kazadesk.ui.words import languages

if TYPE_CHECKING:
    import asyncio
    import threading
    from collections.abc import Callable

    from kazadesk.core.errors import KazaDeskError

EXIT_CANNOT_WORK = 10
_WATCHDOG_SECONDS = 4.0


def make_application() -> QApplication:
    """Without a display Qt ends the process: with one line that says so, and the command line's status for it."""
    told: list[str] = []

    def note(kind: QtMsgType, _where: object, text: str) -> None:
        told.append(text)
        if kind == QtMsgType.QtFatalMsg:
            _write_error(f"kazadesk: The window cannot be opened: {told[0].strip()}")
            _write_error("kazadesk: In the terminal, without a window: kazadesk tour")
            os._exit(EXIT_CANNOT_WORK)

    qInstallMessageHandler(note)
    app = QApplication([*sys.argv[:1], *theme.STYLE_ARGUMENTS])
    qInstallMessageHandler(None)
    for text in told:
        _write_error(text)
    app.setApplicationName("KazaDesk")
    app.setDesktopFileName("kazadesk")
    app.setQuitOnLastWindowClosed(False)
    return app


def show_and_end(app: QApplication, error: KazaDeskError) -> int:
    """Without a data folder there is no window; say why in one box. Returns the exit status."""
    from PySide6.QtWidgets import QMessageBox

    from kazadesk.words.errors import sentence

    languages.install(app, "auto")
    text = sentence(error)
    _write_error(f"kazadesk: {text}")
    box = QMessageBox(QMessageBox.Icon.Warning, "KazaDesk", text)
    box.finished.connect(app.quit)
    box.open()
    app.exec()
    return EXIT_CANNOT_WORK


def log_qt_messages() -> None:
    """Qt's warnings go into the log from here on."""
    import logging

    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }
    qt = logging.getLogger("qt")
    qInstallMessageHandler(lambda kind, _where, text: qt.log(levels.get(kind, logging.WARNING), "%s", text))


def log_unhandled(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """The event loop's exception handler."""
    import logging

    logging.getLogger("asyncio").error("%s", context.get("message"), exc_info=context.get("exception"))


def listen_for_signals(loop: asyncio.AbstractEventLoop, close: Callable[[], object]) -> None:
    """`close` is called in the loop when the system or a terminal asks the process to end."""
    import signal

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, close)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(close))


def never_waiting_executor() -> Any:
    from concurrent.futures import ThreadPoolExecutor

    class _NeverWaiting(ThreadPoolExecutor):
        """A stuck name look-up must not keep the window's process alive."""

        def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
            super().shutdown(wait=False, cancel_futures=True)

    return _NeverWaiting(4, "kazadesk")


def guard_the_end() -> threading.Timer:
    """Whatever hangs (a name look-up, a keyring's prompt), the process ends: all that matters is committed."""
    import threading

    watchdog = threading.Timer(_WATCHDOG_SECONDS, _end_now)
    watchdog.daemon = True
    watchdog.start()
    return watchdog


def _end_now() -> None:
    import logging

    logging.getLogger(__name__).error("closing took longer than %s s; ended", _WATCHDOG_SECONDS)
    os._exit(0)


def _write_error(line: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
