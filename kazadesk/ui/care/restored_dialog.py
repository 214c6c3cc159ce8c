"""Says that a backup took the ledger's place: which one, what it holds, and where the ledger before it lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.widgets.buttons import button_row, push_button
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel, QuietLabel
from kazadesk.ui.words.i18n import ltr, translate
from kazadesk.ui.words.times import full, parsed

if TYPE_CHECKING:
    from kazadesk.services.upkeep import Preview, Restored, Upkeep
    from kazadesk.ui.tasks import Tasks

_WIDTH = 480


class RestoredDialog(GrowingDialog):
    """Shown with open(). `chosen` is the backup; `result` says what became of the ledger that it replaced."""

    def __init__(
        self, chosen: Path, result: Restored, upkeep: Upkeep, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = chosen.name
        self.setObjectName("restoredDialog")
        self.setWindowTitle(translate("Backups", "Backups of the ledger"))
        title = PlainLabel(translate("Backups", "The backup is restored"), self)
        title.setFont(theme.font("title"))
        self._held = PlainLabel("", self)
        self._held.setObjectName("restoredTold")
        self._held.setWordWrap(True)
        self._held.setMinimumHeight(2 * self.fontMetrics().height())  # nothing moves when it is read
        before = QuietLabel(translate("Backups", "The ledger that it replaced lies in this folder:"), self)
        path = QuietLabel(ltr(str(result.aside)), self)
        path.setObjectName("replacedFolder")
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        path.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        close = push_button(translate("Backups", "Close"), name="closeRestoredButton", primary=True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout()
        column.setSpacing(theme.M)
        known = QuietLabel(_known(result), self)
        known.setObjectName("restoredKnown")
        for label in (title, self._held, known, before, path):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(1)
        self.fill(column, button_row(leave=close))
        self.setMinimumWidth(_WIDTH)
        tasks.start(self, _read_ledger(upkeep, chosen), done=self._show_ledger)

    def _show_ledger(self, found: tuple[str, Preview]) -> None:
        made_at, preview = found
        told = translate("Backups", "The ledger is now that of {when}: {links}, {webhooks}.").format(
            when=full(parsed(made_at)) if made_at else ltr(self._name),
            links=translate("Backups", "%n link(s)", "", preview.links),
            webhooks=translate("Backups", "%n notice(s)", "", preview.confirmations),
        )
        self._held.setText(told)


def _known(result: Restored) -> str:
    """What the restored ledger knows of the one before it."""
    if result.remembered:
        text = translate("Backups", "What the ledger before it had confirmed is still known: nothing counts twice.")
    else:
        text = translate(
            "Backups",
            "What was confirmed after this backup is not known. Notices of links that are older than this restore are"
            " not shown as paid, because they may have been confirmed before: look into your Kazawallet account for"
            " each.",
        )
    if result.uncertain:
        doubt = translate(
            "Backups", "%n link(s) may have been sent since: their outcome is unknown.", "", result.uncertain
        )
        return f"{text} {doubt}"
    return text


async def _read_ledger(upkeep: Upkeep, chosen: Path) -> tuple[str, Preview]:
    made_at = next((backup.made_at for backup in await upkeep.backups() if backup.path == chosen), "")
    return made_at, await upkeep.preview(chosen)
