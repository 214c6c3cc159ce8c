"""Trouble page, backups and support file: what they offer, and that nothing happens unasked."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QListWidget, QWidget

from kazadesk.core.errors import LedgerError
from kazadesk.ui.care.backups_dialog import BackupsDialog
from kazadesk.ui.care.support_dialog import SupportDialog
from kazadesk.ui.care.trouble_page import TroublePage
from kazadesk.ui.widgets.notice import Notice

Play = Callable[..., None]


def button(parent: QWidget, name: str) -> QAbstractButton:
    found = parent.findChild(QAbstractButton, name)
    assert found is not None
    return found


def offered(parent: QWidget) -> set[str]:
    return {each.objectName() for each in parent.findChildren(QAbstractButton) if not each.isHidden()}


def told(parent: QWidget, name: str) -> str:
    found = parent.findChild(QLabel, name)
    assert found is not None
    return found.text()


@pytest.mark.parametrize("code", ["ledger_corrupt", "ledger_missing"])
def test_a_ledger_that_is_lost_can_be_replaced_after_a_second_question(code: str) -> None:
    page = TroublePage(LedgerError(code, path="/data/ledger.sqlite"))
    asked: list[str] = []
    page.anew_requested.connect(lambda: asked.append("anew"))
    page.backups_requested.connect(lambda: asked.append("backups"))
    assert offered(page) == {"chooseBackupButton", "beginAnewButton", "tryAgainButton", "troubleSupportButton"}
    button(page, "beginAnewButton").click()
    assert asked == []
    assert "nothing is deleted" in told(page, "troubleText")
    button(page, "troubleBackButton").click()
    assert "beginAnewButton" in offered(page)
    button(page, "beginAnewButton").click()
    button(page, "confirmAnewButton").click()
    button(page, "chooseBackupButton").click()
    assert asked == ["anew", "backups"]


@pytest.mark.parametrize("code", ["ledger_newer", "ledger_busy", "read_only", "disk_full", "ledger_unavailable"])
def test_a_ledger_that_is_only_out_of_reach_is_never_replaced(code: str) -> None:
    page = TroublePage(LedgerError(code))
    assert offered(page) == {"tryAgainButton", "troubleSupportButton"}
    again: list[bool] = []
    page.retry_requested.connect(lambda: again.append(True))
    button(page, "tryAgainButton").click()
    assert again == [True]


def test_a_backup_is_made_looked_into_and_asked_for(play: Play) -> None:
    async def scenario(stage) -> None:
        await stage.link(reference="INV-77", amount="1500.00")
        dialog = BackupsDialog(stage.session.upkeep, stage.tasks)
        rows = dialog.findChild(QListWidget, "backupsList")
        assert rows is not None
        await stage.until(lambda: told(dialog, "backupPreview") == "There is no backup yet.")
        assert not button(dialog, "restoreButton").isEnabled()
        button(dialog, "makeBackupButton").click()
        await stage.until(lambda: rows.count() == 1)
        await stage.until(lambda: "INV-77" in told(dialog, "backupPreview"))
        assert told(dialog, "backupPreview").startswith("1 link, 0 webhooks.")
        assert "made by you" in rows.item(0).text()
        chosen: list[Path] = []
        dialog.restore_requested.connect(chosen.append)
        button(dialog, "restoreButton").click()
        assert chosen == []
        button(dialog, "confirmRestoreButton").click()
        [kept] = await stage.session.upkeep.backups()
        assert chosen == [kept.path]

    play(scenario)


def test_a_backup_that_cannot_be_read_cannot_be_restored(play: Play) -> None:
    async def scenario(stage) -> None:
        kept = await stage.session.upkeep.back_up()
        kept.path.write_bytes(b"not a ledger" * 1000)
        dialog = BackupsDialog(stage.session.upkeep, stage.tasks, can_make=False)
        notice = dialog.findChild(Notice)
        await stage.until(lambda: "cannot be read" in notice.text())
        assert not button(dialog, "restoreButton").isEnabled()
        assert "makeBackupButton" not in offered(dialog)

    play(scenario)


def test_the_support_file_is_described_and_then_written(play: Play, tmp_path: Path) -> None:
    async def scenario(stage) -> None:
        await stage.link(reference="INV-77")
        dialog = SupportDialog(stage.session.support, stage.tasks)
        words = " ".join(label.text() for label in dialog.findChildren(QLabel))
        for part in ("versions", "log", "errors", "which state", "No API key or secret"):
            assert part in words
        notice = dialog.findChild(Notice)
        dialog.save(tmp_path / "support.zip")
        await stage.until(lambda: notice.text().startswith("Saved"))
        with zipfile.ZipFile(tmp_path / "support.zip") as archive:
            assert "waiting: 1" in archive.read("ledger.txt").decode()
            assert "Qt 6." in archive.read("versions.txt").decode()
        dialog.save(tmp_path / "nowhere" / "support.zip")
        await stage.until(lambda: "cannot be written" in notice.text())

    play(scenario)
