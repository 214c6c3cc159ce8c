"""From the first paint to the first rows: a thread opens the ledger and imports what the session needs."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from kazadesk.core.errors import KazaDeskError
from kazadesk.window.application import log_qt_messages

if TYPE_CHECKING:
    from kazadesk.assembly import Options
    from kazadesk.core.redact import Redactor
    from kazadesk.storage.ledger import SqlLedger
    from kazadesk.storage.opening import UpgradeNews
    from kazadesk.storage.paths import DataFolder
    from kazadesk.storage.settings import Settings
    from kazadesk.ui.frame.main_window import MainWindow

FIRST_ROWS = 200
_LATEST_START_MS = 1000


class Boot(QObject):
    """What the boot thread tells the main thread; signals from it are queued."""

    rows = Signal(object)
    upgrading = Signal(int)
    """How far an old ledger has been brought up to date, in hundredths."""
    ready = Signal()

    def __init__(self, folder: DataFolder, settings: Settings, options: Options) -> None:
        super().__init__()
        self._folder = folder
        self._settings = settings
        self._options = options
        self._rows_shown = threading.Event()
        self._given_up = False
        self._news: UpgradeNews  # begins with the opening
        self.redactor: Redactor  # made by the thread, as no line is logged before
        self.ledger: SqlLedger | None = None
        self.ledger_error: KazaDeskError | None = None

    def run(self, app: QApplication, window: MainWindow) -> None:
        """Keep the window alive in a plain Qt loop until the thread is done."""
        self.rows.connect(window.show_first_links)
        self.rows.connect(self._note_rows_shown)
        self.upgrading.connect(window.show_upgrading)
        window.close_requested.connect(self._give_up)
        waiting = QEventLoop()
        self.ready.connect(waiting.quit)
        thread = threading.Thread(target=self._open_and_import, name="boot", daemon=True)
        window.painted.connect(lambda: None if thread.ident else thread.start())
        # a window that starts minimised is never painted, and must come to life all the same
        QTimer.singleShot(_LATEST_START_MS, app, lambda: None if thread.ident else thread.start())
        # The only Qt loop beside qasync's, and never inside it: there is no coroutine yet.
        waiting.exec()
        # it may still be inside the emission: freed under it, this object takes the process down, once in a hundred
        # starts
        thread.join()

    def _give_up(self) -> None:
        """Nobody waits any more for an old ledger to be brought up to date."""
        self._given_up = True

    def _upgrading(self, share: float) -> bool:
        return self._news(share) and not self._given_up

    def _note_rows_shown(self) -> None:
        self._rows_shown.set()

    def _open_and_import(self) -> None:
        from kazadesk.core.records import LinkQuery
        from kazadesk.storage.opening import UpgradeNews, open_ledger

        try:
            practice, address = self._options.practice, self._options.ledger
            path = self._folder.ledger(practice=practice)
            self._news = UpgradeNews(self.upgrading.emit)
            self.ledger = open_ledger(path, self._settings, practice=practice, address=address, told=self._upgrading)
            self.rows.emit(self.ledger.first_page(LinkQuery(), FIRST_ROWS))
            # two threads that both run Python hinder each other, and the links are looked at first
            self._rows_shown.wait(_LATEST_START_MS / 1000)
        except KazaDeskError as error:
            self.ledger_error = error
        finally:
            self._set_up_logs()
            import asyncio  # noqa: F401 - paid for here, while the window is already alive

            import qasync  # noqa: F401

            import kazadesk.services.links
            import kazadesk.services.verify
            import kazadesk.ui.tasks  # noqa: F401

            self.ready.emit()

    def _set_up_logs(self) -> None:
        from kazadesk.core.redact import Redactor
        from kazadesk.storage.logs import set_up_logs

        self.redactor = Redactor()
        set_up_logs(self._folder, self.redactor, debug=self._options.debug)
        log_qt_messages()
