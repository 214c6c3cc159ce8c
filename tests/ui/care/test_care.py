"""Trouble page, backups and support file: what they offer, and that nothing happens unasked."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from kazadesk.core.errors import LedgerError
from kazadesk.ui.care.backups_dialog import BackupsDialog
from kazadesk.ui.care.support_dialog import SupportDialog
from kazadesk.ui.care.trouble_page import TroublePage
from kazadesk.ui.frame.main_window import MainWindow
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


def plain(text: str) -> str:
    """Without the marks that keep amounts apart from what stands beside them."""
    return text.translate({0x2066: None, 0x2068: None, 0x2069: None, 0x202F: " "})


@pytest.mark.parametrize("code", ["ledger_corrupt", "ledger_missing", "ledger_altered"])
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
        assert told(dialog, "backupPreview").startswith("1 link, 0 notices.")
        assert plain(told(dialog, "backupPreview")).endswith("Waiting: 1 (1 500.00 USD)")
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


# a second place


def test_a_copy_goes_where_the_merchant_wants_it_and_is_restored_from_there(
    play: Play, qtbot: QtBot, tmp_path: Path
) -> None:
    async def scenario(stage) -> None:
        await stage.link()
        dialog = BackupsDialog(stage.session.upkeep, stage.tasks)
        qtbot.addWidget(dialog)
        dialog.show()
        target = tmp_path / "stick" / "copy.sqlite"
        target.parent.mkdir()
        dialog._save_copy(target)
        await stage.until(target.exists)
        await stage.until(lambda: str(target) in dialog.findChild(Notice).text())
        assert not list(target.parent.glob("*.part"))
        await stage.link()
        asked: list[Path] = []
        dialog.restore_requested.connect(asked.append)
        dialog.add_file(target)
        await stage.until(button(dialog, "restoreButton").isEnabled)
        button(dialog, "restoreButton").click()
        await stage.until(lambda: "Now: 2 links. In the backup: 1 link." in dialog.findChild(Notice).text())
        assert "Made since the backup: Waiting: 1 (10.00 USD)." in plain(dialog.findChild(Notice).text())
        assert asked == []
        button(dialog, "confirmRestoreButton").click()
        assert asked == [target]

    play(scenario)


def test_the_second_place_gets_each_backup_and_is_known_by_its_marker(play: Play, tmp_path: Path) -> None:
    async def scenario(stage) -> None:
        upkeep = stage.session.upkeep
        place = tmp_path / "stick"
        place.mkdir()
        (place / "ledger-2020-01-01T00-00-00Z.sqlite").write_bytes(b"somebody else's")
        await upkeep.choose_second(place)
        first = set(place.glob("ledger-2*.sqlite"))
        assert len(first) == 2
        made = next(path for path in first if "2020" not in path.name)
        assert made.read_bytes() == (await upkeep.backups())[0].path.read_bytes()
        await upkeep.back_up()
        await upkeep.copy_to_second()
        later = (await upkeep.backups())[0]
        assert (place / later.path.name).exists()
        assert upkeep.days_without_second() == 0
        assert upkeep.days_without_second(datetime.now(UTC) + timedelta(days=3, hours=1)) == 3

        # the stick is out: an empty folder is in its place, and nothing is written there or taken from here
        place.rename(tmp_path / "in the drawer")
        place.mkdir()
        with pytest.raises(LedgerError) as missing:
            await upkeep.copy_to_second()
        assert missing.value.code == "second_place_missing"
        assert list(place.iterdir()) == []
        assert await upkeep.backups()
        place.rmdir()
        (tmp_path / "in the drawer").rename(place)
        copy = place / later.path.name
        copy.write_bytes(bytes(copy.stat().st_size))
        await upkeep.copy_to_second()
        assert copy.read_bytes() == later.path.read_bytes(), "what was out is read again"
        await upkeep.choose_second(None)
        assert upkeep.second is None
        assert (place / later.path.name).exists(), "nothing is deleted"

    play(scenario, practice=False)


def test_a_notice_stands_while_the_second_place_has_had_nothing_for_days(
    play: Play, qtbot: QtBot, tmp_path: Path
) -> None:
    async def scenario(stage) -> None:
        window = MainWindow(practice=False, first_run=False, settings=stage.session.settings.value)
        qtbot.addWidget(window, before_close_func=lambda window: window.close_requested.disconnect())
        window.close_requested.connect(lambda: None)
        window.show()
        place = tmp_path / "stick"
        place.mkdir()
        await stage.session.upkeep.choose_second(place)
        window.attach(stage.session, stage.tasks)
        notice = window.findChild(Notice, "secondPlaceNotice")
        assert not notice.isVisible()
        (place / "kazadesk-backups.json").unlink()
        stage.session.settings.change(second_place_at="2026-01-01T00:00:00Z")
        stage.session.upkeep.second_changed()
        assert notice.isVisible()
        assert str(place) in notice.text()

    play(scenario, practice=False)


def test_practice_mode_has_no_second_place(play: Play, qtbot: QtBot) -> None:
    async def scenario(stage) -> None:
        dialog = BackupsDialog(stage.session.upkeep, stage.tasks)
        qtbot.addWidget(dialog)
        assert button(dialog, "secondPlaceButton").isHidden()

    play(scenario)
