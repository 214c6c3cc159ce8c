"""The composition root of the window: from the first paint to the last commit.

The window is painted before asyncio, qasync, the services and their libraries are imported: a boot thread opens the
ledger, hands over the first rows, and imports the rest, while a plain Qt loop keeps the window alive. Then one qasync
loop runs until the end.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from kazadesk.core.errors import KazaDeskError
from kazadesk.resources import RESOURCES
from kazadesk.ui import collector
from kazadesk.ui.frame.main_window import MainWindow
from kazadesk.ui.look import theme
from kazadesk.ui.words import languages
from kazadesk.window.application import (
    guard_the_end,
    listen_for_signals,
    log_unhandled,
    make_application,
    never_waiting_executor,
    show_and_end,
)
from kazadesk.window.boot import Boot

if TYPE_CHECKING:
    import asyncio
    import threading
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from kazadesk.assembly import Options
    from kazadesk.core.redact import Redactor
    from kazadesk.services.session import Session
    from kazadesk.services.support import SupportFile
    from kazadesk.services.upkeep import Restored, Upkeep
    from kazadesk.storage.ledger import SqlLedger
    from kazadesk.storage.paths import DataFolder
    from kazadesk.storage.settings_file import SettingsFile
    from kazadesk.storage.vault import Vault
    from kazadesk.window.single_instance import InstanceServer

_SETTLED_SECONDS = 3.0
"""After which the libraries of the network are loaded, if nobody has typed an amount before."""
CLOSE = "close"
RESTART = "restart"


class WindowRun:
    """One run of the window on one data folder whose window lock this process holds."""

    def __init__(self, app: QApplication, options: Options, folder: DataFolder, settings: SettingsFile) -> None:
        self._app = app
        self._options = options
        self._folder = folder
        self._settings = settings
        self._redactor: Redactor  # made while booting, as no line is logged before
        self._ledger: SqlLedger | None = None
        self._ledger_error: KazaDeskError | None = None
        self._vault: Vault | None = None
        self._repair: Callable[[Upkeep], Awaitable[object]] | None = None
        self._restored: tuple[Path, Restored] | None = None
        """The backup that took the ledger's place, and where that lies; until it is told."""
        self._choice = ""
        self._chosen: asyncio.Event | None = None
        self._watchdog: threading.Timer | None = None

    def run(self) -> int:
        """Returns the exit status when the window is closed for good."""
        if not self._options.practice and self._settings.value.mode == "practice":
            self._options = replace(self._options, practice=True)
        # The system's session may end while the window is still being built
        self._app.commitDataRequest.connect(lambda _manager: self._choose(CLOSE))
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

    def _open_window(self, before: MainWindow | None = None) -> MainWindow:
        """`before`: the window in whose place it comes."""
        settings = self._settings.value
        languages.install(self._app, self._options.lang or settings.language, settings.digits)
        theme.apply(self._app, settings.theme)
        window = MainWindow(practice=self._options.practice, first_run=settings.mode == "none", settings=settings)
        self._choice = ""
        window.close_requested.connect(lambda: self._choose(CLOSE))
        window.restart_requested.connect(lambda: self._choose(RESTART))
        window.mode_requested.connect(self._choose)
        window.repair_requested.connect(self._plan_repair)
        window.leave_requested.connect(self._plan_leave)
        if before is not None:
            window.take_place_of(before)
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

    def _plan_leave(self) -> None:
        """Done when the shared ledger is closed, between this window and the next."""
        from kazadesk.services.desks import Desks

        self._options = replace(self._options, ledger=None)
        desks = Desks(self._folder.ledger(practice=False), self._settings)
        self._repair = lambda _upkeep: desks.leave()
        self._choose(RESTART)

    def _boot(self, window: MainWindow) -> None:
        boot = Boot(self._folder, self._settings.value, self._options)
        boot.run(self._app, window)
        self._redactor, self._ledger, self._ledger_error = boot.redactor, boot.ledger, boot.ledger_error
        self._app.setWindowIcon(QIcon(str(RESOURCES / "icons" / "kazadesk.svg")))
        collector.start(self._app)

    # ── inside the event loop ──

    async def _main(self, window: MainWindow) -> None:
        import asyncio

        from kazadesk.window.single_instance import InstanceServer

        loop = asyncio.get_running_loop()
        loop.set_default_executor(never_waiting_executor())
        loop.set_exception_handler(log_unhandled)
        self._chosen = chosen = asyncio.Event()
        if self._choice:  # closed while starting
            chosen.set()
        listen_for_signals(loop, lambda: self._choose(CLOSE))
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
            old, window = window, self._open_window(window)
            window.continue_from(old)
            _drop(old)
        _drop(window)

    async def _serve(self, window: MainWindow, chosen: asyncio.Event, server: InstanceServer) -> str:
        """One window with its session, until it is closed or another mode is asked for. Returns the choice."""
        import asyncio

        from kazadesk.ui.tasks import Tasks

        tasks = Tasks(window)
        tasks.crashed.connect(window.show_surprise)
        sessions: list[Session] = []

        async def open_and_attach() -> None:
            sessions.append(await self._open_session())
            window.attach(sessions[0], tasks)
            tasks.start(window, load_later(sessions[0]))
            if self._restored is not None:
                window.dialogs.restored(*self._restored)
                self._restored = None

        async def load_later(session: Session) -> None:
            await asyncio.sleep(_SETTLED_SECONDS)
            await session.links.load()

        def trouble(error: KazaDeskError) -> None:
            window.show_trouble(error, upkeep=self._upkeep(), support=self._support(), tasks=tasks)

        tasks.start(window, open_and_attach(), refused=trouble)
        await chosen.wait()
        if self._choice == CLOSE:
            server.close()  # who opens KazaDesk now gets a new one
            self._watchdog = guard_the_end()
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
        from kazadesk.assembly import open_session
        from kazadesk.storage.vault import Vault

        self._vault = self._vault or Vault()
        ledger, self._ledger = self._ledger, None
        error, self._ledger_error = self._ledger_error, None
        if error is not None:
            raise error
        return await open_session(
            self._options, self._folder, self._settings, self._redactor, ledger=ledger, vault=self._vault
        )


def _drop(window: MainWindow) -> None:
    window.hide()
    window.deleteLater()


def run_window(options: Options) -> int:
    """Open the window, or raise the one that already shows this data folder. Returns the exit status."""
    from kazadesk.storage.paths import DataFolder
    from kazadesk.storage.process_lock import ProcessLock
    from kazadesk.storage.settings_file import SettingsFile

    app = make_application()
    try:
        folder = DataFolder.make(options.data_dir)
        settings = SettingsFile(folder.settings)
        lock = ProcessLock(folder.window_lock)
        if not lock.acquire():
            from kazadesk.window.single_instance import is_first

            if not is_first(lock, folder):
                return 0
    except KazaDeskError as error:
        return show_and_end(app, error)
    try:
        return WindowRun(app, options, folder, settings).run()
    finally:
        lock.release()
