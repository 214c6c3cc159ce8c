"""The ledger's backups: what each holds, one more now, and one put in the ledger's place."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kazadesk.services.days import time_of_file
from kazadesk.services.upkeep import Backup
from kazadesk.ui.care.backup_words import content, title, what_it_lacks
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.buttons import button_row, push_button
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel, QuietLabel
from kazadesk.ui.widgets.list_item import list_item
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.widgets.save_dialog import ask_where_to_save
from kazadesk.ui.words.i18n import digits, ltr, translate, visible_identifier
from kazadesk.ui.words.times import full, parsed
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from kazadesk.core.errors import KazaDeskError
    from kazadesk.services.upkeep import Preview, Upkeep
    from kazadesk.ui.tasks import Tasks

_WIDTH, _ROWS = 520, 4
"""Pixels; backups in sight without scrolling."""
_BACKUP = Qt.ItemDataRole.UserRole


class BackupsDialog(GrowingDialog):
    """Shown with open(). `can_make`: the ledger is open, so a backup can be made now."""

    restore_requested = Signal(object)
    """The Path of a backup that was looked at and is to take the ledger's place."""

    def __init__(self, upkeep: Upkeep, tasks: Tasks, parent: QWidget | None = None, *, can_make: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("backupsDialog")
        self.setWindowTitle(translate("Backups", "Backups of the ledger"))
        self._upkeep, self._tasks = upkeep, tasks
        self._preview: Preview | None = None
        """Of the chosen backup."""
        self._list = QListWidget(self)
        self._list.setObjectName("backupsList")
        self._list.setAccessibleName(translate("Backups", "Backups, newest first"))
        # with room from the start for what is read a moment later, so that nothing moves
        self._list.setFixedHeight(_ROWS * (self.fontMetrics().height() + theme.S) + theme.S)
        self._list.currentItemChanged.connect(lambda item: self._look_into(item))
        self._held = PlainLabel("", self)
        self._held.setObjectName("backupPreview")
        self._held.setWordWrap(True)
        self._held.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._held.setMinimumHeight(2 * self.fontMetrics().height())
        self._notice = Notice(self)
        self._make = push_button(translate("Backups", "Back up now"), "plus", name="makeBackupButton")
        self._make.setVisible(can_make)
        self._restore = push_button(translate("Backups", "Restore…"), name="restoreButton")
        self._confirm = push_button(translate("Backups", "Restore this backup"), name="confirmRestoreButton")
        self._close = push_button(translate("Backups", "Close"), name="closeBackupsButton")
        self._copy = push_button(translate("Backups", "Save a copy to…"), name="saveBackupCopyButton")
        self._copy.setVisible(can_make)
        self._open = push_button(translate("Backups", "Restore from a file…"), name="restoreFromFileButton")
        self._second = push_button("", name="secondPlaceButton")
        self._second.setVisible(upkeep.can_have_second)
        self._told_second = QuietLabel("", self)
        self._told_second.setObjectName("secondPlaceTold")
        self._told_second.setWordWrap(True)
        self._told_second.setVisible(upkeep.can_have_second)
        self._copy.clicked.connect(self._ask_copy)
        self._open.clicked.connect(self._ask_file)
        self._second.clicked.connect(self._choose_second)
        self._make.clicked.connect(self._back_up)
        self._restore.clicked.connect(self._ask)
        self._confirm.clicked.connect(self._restore_backup)
        self._close.clicked.connect(self.reject)
        self._lay_out()
        self._look_into(None)
        self.setMinimumWidth(_WIDTH)
        self._show_second()
        self._read()

    def _lay_out(self) -> None:
        each_day = translate(
            "Backups",
            "KazaDesk makes one each day, beside the ledger, and keeps those of the last 7 days and 4 weeks.",
        )
        by_hand = translate("Backups", "Those that you make yourself stay until you delete their files.")
        told = QuietLabel(f"{digits(each_day)} {by_hand}", self)
        told.setWordWrap(True)
        acts = (self._restore, self._confirm)
        buttons = button_row(self._make, self._copy, self._open, leave=self._close, acts=acts)
        second = QHBoxLayout()
        second.setSpacing(theme.S)
        second.addWidget(self._told_second, 1)
        second.addWidget(self._second)
        column = QVBoxLayout()
        column.setSpacing(theme.M)
        for widget in (told, self._list, self._held):
            column.addWidget(widget)
        column.addLayout(second)
        column.addStretch(1)
        foot = QVBoxLayout()
        foot.setSpacing(theme.M)
        foot.addWidget(self._notice)
        foot.addLayout(buttons)
        self.fill(column, foot)

    def _read(self) -> None:
        self._tasks.start(self, self._upkeep.backups(), done=self._show, refused=self._failed)

    def _show(self, backups: list[Backup]) -> None:
        self._list.clear()
        for backup in backups:
            item = list_item(title(backup), self._list)
            item.setData(_BACKUP, backup)
        if backups:
            self._list.setCurrentRow(0)
            self._list.setFocus()
        else:
            self._held.setText(translate("Backups", "There is no backup yet."))

    def _chosen(self) -> Backup | None:
        item = self._list.currentItem()
        backup: Backup | None = item.data(_BACKUP) if item is not None else None
        return backup

    def _look_into(self, item: QListWidgetItem | None) -> None:
        self._held.setText("")
        self._notice.say("")
        self._restore.setVisible(True)
        self._restore.setEnabled(False)
        self._confirm.setVisible(False)
        backup = self._chosen()
        if item is None or backup is None:
            return

        def done(preview: Preview) -> None:
            if self._chosen() is backup:
                self._preview = preview
                self._held.setText(content(preview))
                self._restore.setEnabled(True)

        self._tasks.start(self, self._upkeep.preview(backup.path), done=done, refused=self._unusable)

    def _unusable(self, _error: KazaDeskError | None) -> None:
        self._notice.say(translate("Backups", "This backup cannot be read. Choose another one."), "error")

    def _back_up(self) -> None:
        self._make.setEnabled(False)
        self._tasks.start(
            self,
            self._upkeep.back_up(),
            done=lambda _backup: self._read(),
            refused=self._failed,
            ended=lambda: self._make.setEnabled(True),
            work="backup",
        )

    # a copy elsewhere

    def _ask_copy(self) -> None:
        ask_where_to_save(
            self,
            translate("Backups", "Save a copy of the ledger"),
            f"kazadesk-{datetime.now().astimezone():%Y-%m-%d}",
            {"sqlite": translate("Backups", "Backup of the ledger (*.sqlite)")},
            self._save_copy,
            object_name="backupCopyDialog",
        )

    def _save_copy(self, target: Path) -> None:
        def done(_nothing: None) -> None:
            told = translate("Backups", "Saved, and read again to make sure: {path}")
            self._notice.say(told.format(path=ltr(str(target))), "info", "check-circle")

        self._tasks.start(self, self._upkeep.save_copy(target), done=done, refused=self._failed, work="backup")

    def _ask_file(self) -> None:
        asked = QFileDialog(self, translate("Backups", "Restore from a file"))
        asked.setObjectName("restoreFileDialog")
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        asked.setNameFilters([translate("Backups", "Backup of the ledger (*.sqlite)")])
        asked.fileSelected.connect(lambda name: self.add_file(Path(name)))
        asked.open()

    def add_file(self, path: Path) -> None:
        """A backup from elsewhere, at the head of the list and chosen."""
        try:
            found = path.stat()
        except OSError:
            self._unusable(None)
            return
        made = time_of_file(found.st_mtime)
        item = list_item(f"{ltr(visible_identifier(path.name))} · {full(parsed(made))}")
        item.setData(_BACKUP, Backup(path, made, found.st_size, for_upgrade=False, by_hand=True))
        self._list.insertItem(0, item)
        self._list.setCurrentRow(0)

    def _show_second(self) -> None:
        place = self._upkeep.second
        if place is None:
            told = translate(
                "Backups", "A dead disk takes the ledger and these backups: keep them in a second place as well."
            )
            word = translate("Backups", "Second place…")
        else:
            told = translate("Backups", "Second place: {path}").format(path=ltr(visible_identifier(str(place))))
            word = translate("Backups", "No second place any more")
        self._told_second.setText(told)
        self._second.setText(word)

    def _choose_second(self) -> None:
        if self._upkeep.second is not None:
            self._use_second(None)
            return
        asked = QFileDialog(self, translate("Backups", "Second place for backups"))
        asked.setObjectName("secondPlaceDialog")
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setFileMode(QFileDialog.FileMode.Directory)
        asked.setOption(QFileDialog.Option.ShowDirsOnly)
        asked.fileSelected.connect(lambda name: self._use_second(Path(name)))
        asked.open()

    def _use_second(self, folder: Path | None) -> None:
        def done(_nothing: None) -> None:
            self._show_second()
            self._read()

        self._tasks.start(self, self._upkeep.choose_second(folder), done=done, refused=self._failed, work="backup")

    def _failed(self, error: KazaDeskError) -> None:
        self._notice.say(sentence(error), "error")

    def _ask(self) -> None:
        self._tasks.start(self, self._upkeep.links_now(), done=self._ask_about, refused=self._failed)

    def _ask_about(self, now: int | None) -> None:
        if self._chosen() is None or self._preview is None:
            return
        told = translate(
            "Backups",
            "The present ledger is moved into a folder beside it, and this backup takes its place. Links made after the"
            " backup are then missing from the list, and their notices count as unknown. What the present ledger has"
            " confirmed stays known, as far as it can be read: nothing counts twice. Nothing is deleted.",
        )
        if lacking := what_it_lacks(self._preview):
            told = f"{lacking} {told}"
        if now is not None:
            there = translate("Backups", "%n link(s)", "", self._preview.links)
            here = translate("Backups", "%n link(s)", "", now)
            counted = translate("Backups", "Now: {now}. In the backup: {backup}.").format(now=here, backup=there)
            told = f"{counted} {told}"
        self._restore.setVisible(False)
        self._confirm.setVisible(True)
        self._close.setFocus()  # a held key must not answer too
        self._notice.say(told, "warning")

    def _restore_backup(self) -> None:
        backup = self._chosen()
        if backup is not None:
            self.accept()
            self.restore_requested.emit(backup.path)
