"""Says that a backup took the ledger's place: which one, what it holds, and where the ledger before it lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.widgets.buttons import push_button
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel, QuietLabel
from kazadesk.ui.words.i18n import ltr, translate
from kazadesk.ui.words.times import full, parsed

if TYPE_CHECKING:
    from kazadesk.services.upkeep import Preview, Upkeep
    from kazadesk.ui.tasks import Tasks

_WIDTH = 480


class RestoredDialog(GrowingDialog):
    """Shown with open(). `chosen` is the backup, `aside` the folder of the ledger that it replaced."""

    def __init__(self, chosen: Path, aside: Path, upkeep: Upkeep, tasks: Tasks, parent: QWidget | None = None) -> None:
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
        path = QuietLabel(ltr(str(aside)), self)
        path.setObjectName("replacedFolder")
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        path.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        close = push_button(translate("Backups", "Close"), name="closeRestoredButton", primary=True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout()
        column.setSpacing(theme.M)
        for label in (title, self._held, before, path):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        self.fill(column, foot)
        self.setMinimumWidth(_WIDTH)
        tasks.start(self, _look(upkeep, chosen), done=self._tell)

    def _tell(self, found: tuple[str, Preview]) -> None:
        made_at, preview = found
        told = translate("Backups", "The ledger is now that of {when}: {links}, {webhooks}.").format(
            when=full(parsed(made_at)) if made_at else ltr(self._name),
            links=translate("Backups", "%n link(s)", "", preview.links),
            webhooks=translate("Backups", "%n webhook(s)", "", preview.confirmations),
        )
        self._held.setText(told)


async def _look(upkeep: Upkeep, chosen: Path) -> tuple[str, Preview]:
    made_at = next((backup.made_at for backup in await upkeep.backups() if backup.path == chosen), "")
    return made_at, await upkeep.preview(chosen)
