"""Delete an account from this program: says what goes and what stays, and what to do if the keyring does not let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kazadesk.core.errors import SettingsError
from kazadesk.core.link import LinkState
from kazadesk.core.records import LinkQuery
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.buttons import button_row, push_button
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.words.i18n import isolated, translate
from kazadesk.words.accounts import profile_word
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from kazadesk.core.errors import KazaDeskError
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_WIDTH = 480
_LINES_TOLD = 4
"""Of what went wrong, in the place of the consequences."""
_OPEN = (LinkState.SENDING, LinkState.WAITING, LinkState.UNKNOWN)


class DeleteAccount(GrowingDialog):
    """Shown with open()."""

    deleted = Signal()

    def __init__(self, name: str, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deleteAccountDialog")
        self.setWindowTitle(translate("DeleteAccount", "Delete an account"))
        self._name, self._session, self._tasks = name, session, tasks
        shown = isolated(profile_word(session.profiles.shown(name)))
        title = PlainLabel(translate("DeleteAccount", "Delete {account} from KazaDesk?").format(account=shown), self)
        title.setFont(theme.font("title"))
        title.setWordWrap(True)
        self._told = PlainLabel("", self)
        self._told.setObjectName("deleteAccountTold")
        self._told.setWordWrap(True)
        self._open = Notice(self)
        self._problem = Notice(self)
        self._problem.setObjectName("deleteAccountProblem")
        self._delete = push_button(
            translate("DeleteAccount", "Delete the account"), "trash", name="confirmDeleteAccountButton"
        )
        self._leave = push_button(
            translate("DeleteAccount", "Delete, and leave the keys there"), name="deleteAccountLeaveKeysButton"
        )
        self._leave.hide()
        policy = self._leave.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # no button moves when it comes
        self._leave.setSizePolicy(policy)
        self._cancel = push_button(translate("DeleteAccount", "Cancel"), name="cancelDeleteAccountButton")
        self._cancel.setDefault(True)
        self._delete.clicked.connect(lambda: self._start(leave_keys=False))
        self._leave.clicked.connect(lambda: self._start(leave_keys=True))
        self._cancel.clicked.connect(self.reject)
        self._lay_out(title)
        self.setMinimumWidth(_WIDTH)
        self._cancel.setFocus()
        self._tasks.start(self, self._count_links(), done=self._show_consequences)

    def _lay_out(self, title: QWidget) -> None:
        column = QVBoxLayout()
        column.setSpacing(theme.M)
        consequences = QWidget()
        rows = QVBoxLayout(consequences)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.M)
        rows.addWidget(self._told)
        rows.addWidget(self._open)
        column.addWidget(title)
        column.addWidget(self._problem.take_place_of(consequences, _LINES_TOLD))
        column.addStretch(1)
        self.fill(column, button_row(self._leave, leave=self._cancel, acts=(self._delete,)))

    async def _count_links(self) -> tuple[str, int, int]:
        """The keyring's name, and how many links the account has: all, and those that may still be paid."""
        ledger, name = self._session.ledger, self._name
        total = await ledger.count(LinkQuery(profile=name, archived=None))
        still = await ledger.count(LinkQuery(profile=name, states=_OPEN, archived=None))
        return await self._session.profiles.where(), total, still

    def _show_consequences(self, found: tuple[str, int, int]) -> None:
        where, total, still = found
        keys = translate("DeleteAccount", "Its API key and API secret are removed from {where} on this computer.")
        gone = translate("DeleteAccount", "Its API key and API secret are forgotten.")
        lines = [keys.format(where=isolated(where)) if where else gone]
        if total:
            kept = translate(
                "DeleteAccount",
                "%n link(s) and their notices stay in the ledger and can be read as before.",
                "",
                total,
            )
            lines.append(kept)
        lines.append(
            translate(
                "DeleteAccount",
                "Your account at Kazawallet is not touched. You can add it here again under the same name.",
            )
        )
        self._told.setText("\n".join(f"• {line}" for line in lines))
        if still:
            waiting = translate(
                "DeleteAccount",
                "%n link(s) may still be paid: without the keys their notices can no longer be verified.",
                "",
                still,
            )
            self._open.say(waiting, "warning")

    def _start(self, *, leave_keys: bool) -> None:
        self._set_busy(True)
        self._problem.say(
            translate("DeleteAccount", "Deleting… The keyring may ask for your password."), "quiet", "clock"
        )
        job = self._session.profiles.remove(self._name, leave_keys=leave_keys)
        self._tasks.start(self, job, done=self._done, refused=self._refused, ended=lambda: self._set_busy(False))

    def _done(self, _nothing: None) -> None:
        self.deleted.emit()
        self.accept()

    def _refused(self, error: KazaDeskError) -> None:
        if isinstance(error, SettingsError):
            self._problem.say(sentence(error), "error")
            return
        told = translate(
            "DeleteAccount",
            "{problem} Nothing was deleted. Try again when the keyring answers, or delete the account and leave its"
            " keys in the keyring, where they are called “{item}”.",
        )
        self._problem.say(told.format(problem=sentence(error), item=isolated(f"KazaDesk: {self._name}")), "error")
        self._leave.show()

    def reject(self) -> None:
        """Not while it is deleted: the window has to hear what came of it."""
        if self._cancel.isEnabled():
            super().reject()

    def _set_busy(self, busy: bool) -> None:
        for button in (self._cancel, self._leave, self._delete):
            button.setEnabled(not busy)
