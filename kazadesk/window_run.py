"""The composition root of the window: from the first paint to the last commit.

The window is painted before asyncio, qasync, the services and their libraries are imported: a boot thread opens the
ledger, hands over the first rows, and imports the rest, while a plain Qt loop keeps the window alive. Then one qasync
loop runs until the end.
"""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QDeadlineTimer,
    QEventLoop,
    QObject,
    QThread,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from kazadesk.core.errors import KazaDeskError
from kazadesk.ui import collector, i18n, theme
from kazadesk.ui.main_window import MainWindow
from kazadesk.ui.resources import RESOURCES

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from kazadesk.app import Options
    from kazadesk.core.redact import Redactor
    from kazadesk.services.session import Session
    from kazadesk.services.support import SupportFile
    from kazadesk.services.upkeep import Upkeep
    from kazadesk.storage.paths import DataFolder
    from kazadesk.storage.process_lock import ProcessLock
    from kazadesk.storage.settings_file import SettingsFile
    from kazadesk.storage.sqlite.ledger import SqliteLedger
    from kazadesk.storage.vault import Vault
    from kazadesk.ui.single_instance import InstanceServer

FIRST_ROWS = 200
_WATCHDOG_SECONDS = 4.0
_LATEST_START_MS = 1000
_OTHER_ANSWERS_WITHIN_MS = 10_000
CLOSE = "close"
RESTART = "restart"


class _Boot(QObject):
    """What the boot thread tells the main thread; signals from it are queued."""

    rows = Signal(object)
    ready = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows_shown = threading.Event()

    def note_rows_shown(self) -> None:
        self.rows_shown.set()


class WindowRun:
    """One run of the window on one data folder whose window lock this process holds."""

    def __init__(self, app: QApplication, options: Options, folder: DataFolder, settings: SettingsFile) -> None:
        self._app = app
        self._options = options
        self._folder = folder
        self._settings = settings
        self._redactor: Redactor  # made by the boot thread, as no line is logged before
        self._ledger: SqliteLedger | None = None
        self._ledger_error: KazaDeskError | None = None
        self._vault: Vault | None = None
        self._repair: Callable[[Upkeep], Awaitable[object]] | None = None
        self._restored: tuple[Path, Path] | None = None
        """The backup that took the ledger's place, and where that lies; until it is told."""
        self._choice = ""
        self._chosen: asyncio.Event | None = None
        self._watchdog: threading.Timer | None = None

    def run(self) -> int:
        """Returns the exit status when the window is closed for good."""
        if not self._options.practice and self._settings.value.mode == "practice":
            self._options = replace(self._options, practice=True)
        window = self._open_window()
        self._boot(window)
        import asyncio

        import qasync

        try:
            with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(self._app)) as runner:
                runner.run(self._main(window))
        finally:
            self._settings.close()
            if self._watchdog is not None:
                self._watchdog.cancel()
        return 0

    # ── before the event loop ──

    def _open_window(self) -> MainWindow:
        settings = self._settings.value
        i18n.install(self._app, self._options.lang or settings.language, settings.digits)
        theme.apply(self._app, settings.theme)
        first_run = not self._options.practice and settings.mode == "none"
        window = MainWindow(practice=self._options.practice, first_run=first_run, settings=settings)
        self._choice = ""
        window.close_requested.connect(lambda: self._choose(CLOSE))
        window.restart_requested.connect(lambda: self._choose(RESTART))
        window.mode_requested.connect(self._choose)
        window.repair_requested.connect(self._plan_repair)
        window.show()
        return window

    def _choose(self, choice: str) -> None:
        self._choice = self._choice or choice
        if self._chosen is not None:
            self._chosen.set()

    def _plan_repair(self, backup: Path | None) -> None:
        """Done when the ledger is closed, between this window and the next."""

        async def restore(upkeep: Upkeep, backup: Path) -> None:
            self._restored = backup, await upkeep.restore(backup)

        self._repair = lambda upkeep: upkeep.begin_anew() if backup is None else restore(upkeep, backup)
        self._choose(RESTART)

    def _boot(self, window: MainWindow) -> None:
        boot = _Boot()
        boot.rows.connect(window.show_first_links)
        boot.rows.connect(boot.note_rows_shown)
        waiting = QEventLoop()
        boot.ready.connect(waiting.quit)
        thread = threading.Thread(target=self._boot_thread, args=(boot,), name="boot", daemon=True)
        window.painted.connect(lambda: None if thread.ident else thread.start())
        # a window that starts minimised is never painted, and must come to life all the same
        QTimer.singleShot(_LATEST_START_MS, self._app, lambda: None if thread.ident else thread.start())
        # The only Qt loop beside qasync's, and never inside it: there is no coroutine yet.
        waiting.exec()
        # it may still be inside the emission: freed under it, `boot` takes the process down, once in a hundred starts
        thread.join()
        self._app.setWindowIcon(QIcon(str(RESOURCES / "icons" / "kazadesk.svg")))
        collector.start(self._app)

    def _boot_thread(self, boot: _Boot) -> None:
        from kazadesk.core.records import LinkQuery
        from kazadesk.storage.sqlite.ledger import SqliteLedger

        try:
            self._ledger = SqliteLedger.open(self._folder.ledger(practice=self._options.practice))
            boot.rows.emit(self._ledger.first_page(LinkQuery(), FIRST_ROWS))
            # two threads that both run Python hinder each other, and the links are looked at first
            boot.rows_shown.wait(_LATEST_START_MS / 1000)
        except KazaDeskError as error:
            self._ledger_error = error
        finally:
            self._set_up_logs()
            import asyncio  # noqa: F401 - paid for here, while the window is already alive

            import qasync  # noqa: F401

            import kazadesk.services.links
            import kazadesk.services.verify
            import kazadesk.ui.tasks  # noqa: F401

            boot.ready.emit()

    def _set_up_logs(self) -> None:
        import logging

        from kazadesk.core.redact import Redactor
        from kazadesk.storage.logs import set_up_logs

        self._redactor = Redactor()
        set_up_logs(self._folder, self._redactor)
        levels = {
            QtMsgType.QtDebugMsg: logging.DEBUG,
            QtMsgType.QtInfoMsg: logging.INFO,
            QtMsgType.QtWarningMsg: logging.WARNING,
            QtMsgType.QtCriticalMsg: logging.ERROR,
            QtMsgType.QtFatalMsg: logging.CRITICAL,
        }
        qt = logging.getLogger("qt")
        qInstallMessageHandler(lambda kind, _where, text: qt.log(levels.get(kind, logging.WARNING), "%s", text))

    # ── inside the event loop ──

    async def _main(self, window: MainWindow) -> None:
        import asyncio

        from kazadesk.ui.single_instance import InstanceServer

        loop = asyncio.get_running_loop()
        loop.set_default_executor(_executor())
        loop.set_exception_handler(_log_unhandled)
        self._chosen = chosen = asyncio.Event()
        if self._choice:  # closed while starting
            chosen.set()
        self._listen_for_signals(loop)
        self._app.commitDataRequest.connect(lambda _manager: self._choose(CLOSE))
        server = InstanceServer(self._folder.root, self._app)
        while True:
            language = self._settings.value.language
            raise_window = server.raise_asked.connect(window.raise_to_front)
            choice = await self._serve(window, chosen, server)
            server.raise_asked.disconnect(raise_window)
            if choice == CLOSE:
                break
            await self._repair_ledger()
            if choice != RESTART:
                self._settings.change(mode=choice)
                self._options = replace(self._options, practice=choice == "practice", base_url=None, profile=None)
            chosen.clear()
            if self._settings.value.language != language:  # the merchant's choice comes after that of --lang
                self._options = replace(self._options, lang=None)
            old, window = window, self._open_window()
            window.continue_from(old)
            _drop(old)
        _drop(window)

    def _listen_for_signals(self, loop: asyncio.AbstractEventLoop) -> None:
        import signal

        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is None:
                continue
            try:
                loop.add_signal_handler(number, self._choose, CLOSE)
            except NotImplementedError:  # Windows
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(self._choose, CLOSE))

    async def _serve(self, window: MainWindow, chosen: asyncio.Event, server: InstanceServer) -> str:
        """One window with its session, until it is closed or another mode is asked for. Returns the choice."""
        from kazadesk.ui.tasks import Tasks

        tasks = Tasks(window)
        tasks.crashed.connect(window.show_surprise)
        sessions: list[Session] = []

        async def open_and_attach() -> None:
            sessions.append(await self._open_session())
            window.attach(sessions[0], tasks)
            if self._restored is not None:
                window.dialogs.restored(*self._restored)
                self._restored = None

        def trouble(error: KazaDeskError) -> None:
            window.show_trouble(error, upkeep=self._upkeep(), support=self._support(), tasks=tasks)

        tasks.start(window, open_and_attach(), refused=trouble)
        await chosen.wait()
        if self._choice == CLOSE:
            server.close()  # who opens KazaDesk now gets a new one
            self._guard_the_end()
        window.setEnabled(False)
        await tasks.close()
        for session in sessions:
            if self._options.profile is not None:  # which may have been renamed, and another chosen
                self._options = replace(self._options, profile=session.profiles.shown(session.profiles.current))
            await session.close()
        if not sessions and self._ledger is not None:
            await self._ledger.close()
        self._ledger = None
        return self._choice

    def _upkeep(self) -> Upkeep:
        """Of the ledger while it is closed."""
        from kazadesk.services.upkeep import Upkeep

        return Upkeep(self._folder.ledger(practice=self._options.practice))

    def _support(self) -> SupportFile:
        from kazadesk.services.support import SupportFile

        return SupportFile(self._folder, self._redactor, None)

    async def _repair_ledger(self) -> None:
        repair, self._repair = self._repair, None
        if repair is not None:
            try:
                await repair(self._upkeep())
            except KazaDeskError as error:
                self._ledger_error = error

    async def _open_session(self) -> Session:
        from kazadesk.app import open_session
        from kazadesk.storage.vault import Vault

        self._vault = self._vault or Vault()
        ledger, self._ledger = self._ledger, None
        error, self._ledger_error = self._ledger_error, None
        if error is not None:
            raise error
        return await open_session(
            self._options, self._folder, self._settings, self._redactor, ledger=ledger, vault=self._vault
        )

    def _guard_the_end(self) -> None:
        """Whatever hangs (a name look-up, a keyring's prompt), the process ends: all that matters is committed."""
        self._watchdog = threading.Timer(_WATCHDOG_SECONDS, _end_now)
        self._watchdog.daemon = True
        self._watchdog.start()


def _end_now() -> None:
    import logging

    logging.getLogger(__name__).error("closing took longer than %s s; ended", _WATCHDOG_SECONDS)
    os._exit(0)


def _drop(window: MainWindow) -> None:
    window.hide()
    window.deleteLater()


def _executor() -> Any:
    from concurrent.futures import ThreadPoolExecutor

    class _NeverWaiting(ThreadPoolExecutor):
        """A stuck name look-up must not keep the window's process alive."""

        def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
            super().shutdown(wait=False, cancel_futures=True)

    return _NeverWaiting(4, "kazadesk")


def _log_unhandled(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    import logging

    logging.getLogger("asyncio").error("%s", context.get("message"), exc_info=context.get("exception"))


def run_window(options: Options) -> int:
    """Open the window, or raise the one that already shows this data folder. Returns the exit status."""
    from kazadesk.storage.paths import DataFolder
    from kazadesk.storage.process_lock import ProcessLock
    from kazadesk.storage.settings_file import SettingsFile

    app = _application()
    app.setApplicationName("KazaDesk")
    app.setDesktopFileName("kazadesk")
    app.setQuitOnLastWindowClosed(False)
    try:
        folder = DataFolder.make(options.data_dir)
        settings = SettingsFile(folder.settings)
        lock = ProcessLock(folder.window_lock)
        if not _is_first(lock, folder):
            return 0
    except KazaDeskError as error:
        return _show_and_end(app, error)
    try:
        return WindowRun(app, options, folder, settings).run()
    finally:
        lock.release()


def _is_first(lock: ProcessLock, folder: DataFolder) -> bool:
    """Whether the data folder is this KazaDesk's; if not, the window of the one that has it was raised.

    That one may just be starting, and not listen yet, or just be leaving. Raises KazaDeskError(already_open).
    """
    deadline = QDeadlineTimer(_OTHER_ANSWERS_WITHIN_MS)
    while not lock.acquire():
        from kazadesk.ui.single_instance import raise_first

        if raise_first(folder.root):
            return False
        if deadline.hasExpired():
            raise KazaDeskError("already_open")
        QThread.msleep(50)
    return True


def _application() -> QApplication:
    """Without a display Qt ends the process: with one line that says so, and the command line's status for it."""
    told: list[str] = []

    def note(kind: QtMsgType, _where: object, text: str) -> None:
        told.append(text)
        if kind == QtMsgType.QtFatalMsg:
            _write_error(f"kazadesk: The window cannot be opened: {told[0].strip()}")
            os._exit(10)

    qInstallMessageHandler(note)
    app = QApplication([*sys.argv[:1], *theme.STYLE_ARGUMENTS])
    qInstallMessageHandler(None)
    for text in told:
        _write_error(text)
    return app


def _write_error(line: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


def _show_and_end(app: QApplication, error: KazaDeskError) -> int:
    """Without a data folder there is no window; say why in one box."""
    from PySide6.QtWidgets import QMessageBox

    from kazadesk.ui.sentences import sentence

    i18n.install(app, "auto")
    text = sentence(error)
    _write_error(f"kazadesk: {text}")
    box = QMessageBox(QMessageBox.Icon.Warning, "KazaDesk", text)
    box.finished.connect(app.quit)
    box.open()
    app.exec()
    return 10
