"""From a damaged ledger back to work, in the real window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import apsw
import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QWidget

from kazadesk.core.link import LinkRequest
from kazadesk.storage.paths import DataFolder
from kazadesk.storage.sqlite import backup
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

pytestmark = pytest.mark.window


def damaged_ledger(data: Path) -> Path:
    """A ledger of practice mode whose file is not readable any more, and a backup of it with one link."""

    async def fill() -> None:
        ledger = SqliteLedger.open(path)
        request = LinkRequest("12.50", "USD", "merchant@example.com", "INV-1")
        await ledger.add_link(request, profile="practice", sender="gone")
        await backup.back_up(ledger.path, ledger.copy_to)
        await ledger.close()

    path = DataFolder.make(data).ledger(practice=True)
    asyncio.run(fill())
    path.write_bytes(b"\x5a" * 40_000)
    return path


def test_a_backup_takes_the_damaged_ledgers_place(drive: Callable[..., None], tmp_path: Path) -> None:
    path = damaged_ledger(tmp_path / "data")

    async def scenario(desk) -> None:
        await desk.until(lambda: desk.window.findChild(QLabel, "troubleText") is not None, "the trouble page")
        assert "damaged" in desk.find(QLabel, "troubleText").text()
        await desk.click(desk.find(QAbstractButton, "chooseBackupButton"))
        await desk.until(lambda: "INV-1" in desk.find(QLabel, "backupPreview").text(), "the preview")
        await desk.click(desk.find(QAbstractButton, "restoreButton"))
        await desk.click(desk.find(QAbstractButton, "confirmRestoreButton"))
        await desk.until(lambda: desk.window.findChild(QLabel, "troubleText") is None, "the window anew")
        rows = desk.find(QAbstractItemView, "linksView")
        await desk.until(lambda: rows.model().rowCount() == 1, "the restored link")
        create = desk.find(QAbstractButton, "createButton")
        await desk.until(create.isEnabled, "the services")
        await desk.until(lambda: "1 link, 0 notices" in desk.find(QLabel, "restoredTold").text(), "what was restored")
        [aside] = path.parent.glob("replaced-*")
        assert str(aside) in desk.find(QLabel, "replacedFolder").text()
        await desk.click(desk.find(QAbstractButton, "closeRestoredButton"))
        newest = desk.find(QWidget, "newestLink")
        await desk.until(lambda: newest.link is not None and newest.link.reference == "INV-1", "the newest link")

    drive(scenario, practice=True)
    [aside] = path.parent.glob("replaced-*")
    assert (aside / path.name).read_bytes() == b"\x5a" * 40_000


def test_a_new_ledger_takes_the_damaged_ones_place(drive: Callable[..., None], tmp_path: Path) -> None:
    path = damaged_ledger(tmp_path / "data")

    async def scenario(desk) -> None:
        await desk.until(lambda: desk.window.findChild(QLabel, "troubleText") is not None, "the trouble page")
        await desk.click(desk.find(QAbstractButton, "beginAnewButton"))
        await desk.click(desk.find(QAbstractButton, "confirmAnewButton"))
        await desk.until(lambda: desk.window.findChild(QLabel, "troubleText") is None, "the window anew")
        await desk.until(desk.find(QAbstractButton, "createButton").isEnabled, "the services")

    drive(scenario, practice=True)
    SqliteLedger.open(path).close_now()
    assert len(backup.list_backups(path)) >= 1


def test_damage_found_after_an_unclean_end_leads_to_the_same_way_on(drive: Callable[..., None], tmp_path: Path) -> None:
    path = damaged_ledger(tmp_path / "data")
    [kept] = backup.list_backups(path)
    broken = bytearray(kept.path.read_bytes())
    with closing(apsw.Connection(str(kept.path))) as ledger:
        page = ledger.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'confirmations'").get
    broken[(page - 1) * 4096 : (page - 1) * 4096 + 64] = b"\x5a" * 64
    path.write_bytes(broken)
    senders = DataFolder.make(tmp_path / "data").senders(practice=True)
    senders.mkdir(exist_ok=True)
    (senders / "killed.lock").touch()

    async def scenario(desk) -> None:
        await desk.until(lambda: desk.window.findChild(QLabel, "troubleText") is not None, "the trouble page")
        await desk.click(desk.find(QAbstractButton, "chooseBackupButton"))
        restore = desk.find(QAbstractButton, "restoreButton")
        await desk.until(restore.isEnabled, "the preview")
        await desk.click(restore)
        await desk.click(desk.find(QAbstractButton, "confirmRestoreButton"))
        await desk.until(lambda: desk.window.findChild(QLabel, "troubleText") is None, "the window anew")
        await desk.until(desk.find(QAbstractButton, "createButton").isEnabled, "the services")

    drive(scenario, practice=True)
    [aside] = path.parent.glob("replaced-*")
    assert (aside / path.name).exists()
    asyncio.run(_checked(path))


async def _checked(path: Path) -> None:
    ledger = SqliteLedger.open(path)
    await ledger.quick_check()
    await ledger.close()
