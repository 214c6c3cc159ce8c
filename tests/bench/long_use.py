"""A day of use by its number of events: tasks, timers, file handles and memory must not grow with them.

A busy shop's day is some 300 links and webhooks and 144 looks after the backup; each round here is such a day.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import tempfile
import threading
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from kazadesk.assembly import Options, open_session
from kazadesk.core.errors import LedgerError
from kazadesk.core.link import LinkForm, LinkState
from kazadesk.core.records import LinkQuery
from kazadesk.core.redact import Redactor
from kazadesk.practice import EMAIL
from kazadesk.services.session import Session
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.settings import ProfileSettings, Settings
from kazadesk.storage.settings_file import SettingsFile
from kazadesk.ui.frame.main_window import MainWindow
from kazadesk.ui.look import theme
from kazadesk.ui.tasks import Tasks

LINKS_A_DAY, LOOKS_A_DAY = 300, 144
LISTED = 200


def counted(window: MainWindow) -> dict[str, int]:
    """What may grow. `private` in KiB: memory of this process alone. (Of what it shares with others, such as Qt's code,
    the system counts to each its part, which jumps by tens of MiB when another program with Qt begins or ends.)

    Each day's links stay in the list that is shown, and in the stand-in's records, which are in this process too.
    """
    gc.collect()
    rollup = Path("/proc/self/smaps_rollup").read_text()
    return {
        "tasks": len(asyncio.all_tasks()),
        "threads": threading.active_count(),
        "handles": len(list(Path("/proc/self/fd").iterdir())),
        "timers": len(window.findChildren(QTimer)),
        "qt objects": len(window.findChildren(QObject)),
        "private": next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss_Anon:")),
    }


async def day(session: Session, window: MainWindow, tasks: Tasks) -> None:
    assert session.customer is not None
    for _ in range(LINKS_A_DAY):
        link = await session.links.begin(LinkForm("10", "USD", EMAIL))
        window._begun(link)
        link = await session.links.send(link)
        assert link.state is LinkState.WAITING
        [verdict] = await session.verify.verify(await session.customer.pay(link.order_id or ""))
        assert verdict.link is not None
        await session.ledger.links(LinkQuery(), limit=LISTED)
    for _ in range(LOOKS_A_DAY):
        watching = tasks.start(window, session.upkeep.watch(_ignore))
        await asyncio.sleep(0.002)
        assert watching is not None
        watching.cancel()


def _ignore(_error: LedgerError) -> None:
    raise AssertionError


async def main(days: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = DataFolder.make(name)
        settings = SettingsFile(folder.settings)
        session = await open_session(Options(practice=True), folder, settings, Redactor())
        window = MainWindow(practice=True, first_run=False, settings=Settings(profiles=[ProfileSettings("default")]))
        window.show()
        tasks = Tasks(window)
        window.attach(session, tasks)
        for number in range(days):
            await day(session, window, tasks)
            await asyncio.sleep(0.5)
            print(f"after day {number + 1}: {counted(window)}", flush=True)
        await tasks.close()
        await session.close()
        settings.close()
        window.hide()


if __name__ == "__main__":
    import qasync

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=6)
    app = QApplication([])
    theme.apply(app, "light")
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
        runner.run(main(parser.parse_args().days))
