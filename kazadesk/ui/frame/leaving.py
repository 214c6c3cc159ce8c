"""Asks before what is under way is thrown away: wait until it is done, go now, or stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.widgets.buttons import button_row, push_button
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_WIDTH = 460
_EVERY_MS = 100


class LeaveDialog(GrowingDialog):
    """Shown with open(); accepted when the session may end. Goes away by itself when all is done."""

    waits = Signal()
    """It is to be done first: whatever was paused has to go on."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None, *, closing: bool) -> None:
        """`closing`: KazaDesk itself, not only this window's session."""
        super().__init__(parent)
        self.setObjectName("leaveDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._tasks, self._closing = session, tasks, closing
        self._waiting = False
        self.setWindowTitle(translate("Leaving", "Not done yet"))
        title = PlainLabel(self.windowTitle(), self)
        title.setFont(theme.font("title"))
        self._words = PlainLabel("", self)
        self._words.setObjectName("leaveWords")
        self._words.setWordWrap(True)
        self._busy = QProgressBar(self)
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(translate("Leaving", "Waiting until it is done"))
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(policy)
        self._busy.hide()
        wait, now = translate("Leaving", "Wait, then close"), translate("Leaving", "Close anyway")
        if not closing:
            wait, now = translate("Leaving", "Wait, then go on"), translate("Leaving", "Go on anyway")
        self._stay = push_button(translate("Leaving", "Stay here"), name="leaveStayButton")
        self._now = push_button(now, name="leaveNowButton")
        self._wait = push_button(wait, name="leaveWaitButton", primary=True)
        self._wait.setDefault(True)
        self._wait.setFocus()
        self._stay.clicked.connect(self.reject)
        self._now.clicked.connect(self.accept)
        self._wait.clicked.connect(self._begin_to_wait)
        self._lay_out(title)
        self.setMinimumWidth(_WIDTH)
        self._look = QTimer(self)
        self._look.setInterval(_EVERY_MS)
        self._look.timeout.connect(self._tell)
        self._look.start()
        self._tell()

    def _lay_out(self, title: QWidget) -> None:
        column = QVBoxLayout()
        column.setSpacing(theme.M)
        for widget in (title, self._words, self._busy):
            column.addWidget(widget)
        self.fill(column, button_row(leave=self._stay, acts=(self._now, self._wait)))

    def _begin_to_wait(self) -> None:
        self._waiting = True
        self.waits.emit()
        self._wait.setEnabled(False)
        self._busy.show()
        self._tell()

    def _tell(self) -> None:
        """What is still under way, second by second; nothing any more: whoever waited goes, whoever did not stays."""
        links = self._session.links
        said = []
        if links.under_way and "batch" not in self._tasks.work:
            said.append(translate("Leaving", "%n link(s) are being created.", "", links.under_way))
            if seconds := links.seconds_left:  # else it is there, and is being kept
                at_most = translate("Leaving", "Kazawallet's answer is there in %n second(s) at most.", "", seconds)
                said.append(at_most)
            said.append(translate("Leaving", "Without it nobody knows whether the link exists."))
        said += [_sentence(kind) for kind in self._tasks.work]
        if said:
            self._words.setText("\n".join(said))
        elif self._waiting:
            self.accept()
        else:
            self._look.stop()
            self._words.setText(translate("Leaving", "It is done now."))
            self._now.setText(
                translate("Leaving", "Close KazaDesk") if self._closing else translate("Leaving", "Go on")
            )
            self._wait.hide()

    def done(self, result: int) -> None:
        self._look.stop()
        super().done(result)


def _sentence(kind: str) -> str:
    match kind:
        case "export":
            return translate("Leaving", "Links are being exported. Stopped now, no file is saved.")
        case "archive":
            return translate("Leaving", "Links are being archived. Stopped now, the rest stays where it is.")
        case "copy":
            return translate("Leaving", "The ledger is being copied. Stopped now, it goes on the next time.")
        case "batch":
            return translate("Leaving", "The links of a file are being created. Stopped now, it can be gone on with.")
        case "backup":
            return translate("Leaving", "A backup is being made. Stopped now, there is none.")
    return translate("Leaving", "Something is not done yet.")
