"""The ledger, in the settings: a file on this computer, or one on a server that several desks share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from kazadesk.core.errors import InputError
from kazadesk.ui.look import theme
from kazadesk.ui.settings.secret_edit import SecretEdit
from kazadesk.ui.widgets.buttons import push_button
from kazadesk.ui.widgets.field import Field, from_the_start, left_to_right
from kazadesk.ui.widgets.growing_dialog import bring_into_view
from kazadesk.ui.widgets.labels import WrappedLabel
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.words.i18n import ltr, translate
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Coroutine
    from typing import Any

    from kazadesk.core.errors import KazaDeskError
    from kazadesk.services.desks import Server
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_LONGEST_NAME = 60


class LedgerPage(QWidget):
    """The desk's name is kept by `save`; sharing, joining and bringing back happen at once."""

    changed = Signal()
    """This desk works with another ledger from now on."""
    leave_requested = Signal()
    """Everything was brought back, and is to take the place of this desk's own file."""
    _went_on = Signal(int, int)
    """Rows copied, of so many: comes from another thread."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ledgerPage")
        self._session, self._tasks, self._desks = session, tasks, session.desks
        self._running: asyncio.Task[Any] | None = None
        self._about = WrappedLabel(self, tone="text")
        self._notice = Notice(self)
        self._make_fields()
        self._make_buttons()
        self._progress = QProgressBar(self)
        self._progress.setObjectName("ledgerProgress")
        self._progress.hide()
        self._went_on.connect(self._show_progress)
        self._lay_out()
        self._explain()

    def _make_fields(self) -> None:
        self._name = from_the_start(QLineEdit(self._session.settings.value.desk_name, self))
        self._name.setObjectName("deskNameEdit")
        self._name.setMaxLength(_LONGEST_NAME)
        self._name.setPlaceholderText(self._desks.name)
        self._url = left_to_right(QLineEdit(self._desks.url, self))
        self._url.setObjectName("ledgerUrlEdit")
        self._url.setPlaceholderText("postgresql://user@host/database")
        self._password = SecretEdit("ledgerPasswordEdit", translate("Desks", "Password"), self)
        seen = translate("Desks", "Other desks see it beside everything that is done here.")
        kept = translate("Desks", "Kept in this computer's keyring; empty where libpq's own password file has it.")
        self._fields = {
            "desk": Field(translate("Desks", "Name of this desk"), self._name, self, hint=seen),
            "ledger": Field(translate("Desks", "Address of the server"), self._url, self),
            "password": Field(translate("Desks", "Password"), self._password, self, hint=kept),
        }
        self._name.textEdited.connect(lambda _text: self._fields["desk"].show_error(""))
        self._url.textEdited.connect(self._url_edited)

    def _make_buttons(self) -> None:
        self._check = push_button(translate("Desks", "Check"), "shield-check", name="checkLedgerButton")
        self._share = push_button(translate("Desks", "Share this ledger"), name="shareLedgerButton", primary=True)
        self._join = push_button(translate("Desks", "Join that ledger"), name="joinLedgerButton", primary=True)
        self._leave = push_button(translate("Desks", "Bring back to this computer"), name="leaveLedgerButton")
        self._stop = push_button(translate("Desks", "Stop"), name="stopCopyButton")
        self._check.clicked.connect(self.check)
        self._share.clicked.connect(self.share)
        self._join.clicked.connect(self.join)
        self._leave.clicked.connect(self.bring_back)
        self._stop.clicked.connect(self.stop)

    def _lay_out(self) -> None:
        self._entry = QWidget(self)
        inside = QVBoxLayout(self._entry)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.M)
        inside.addWidget(self._fields["ledger"])
        inside.addWidget(self._fields["password"])
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.S)
        for button in (self._check, self._share, self._join, self._leave, self._stop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.M)
        column.addWidget(self._about)
        column.addWidget(self._fields["desk"])
        column.addWidget(self._entry)
        column.addWidget(self._notice)
        column.addWidget(self._progress)
        column.addLayout(buttons)
        column.addStretch(1)

    def _explain(self) -> None:
        """What there is, and what can be done about it."""
        practice, shared = self._session.practice, bool(self._desks.url)
        if practice:
            about = translate("Desks", "Practice mode has a ledger of its own on this computer, which is not shared.")
        elif shared:
            about = translate("Desks", "This desk works with the ledger on {place}, together with other desks.").format(
                place=ltr(self._place())
            )
        else:
            about = translate(
                "Desks",
                "The ledger is a file on this computer. Several desks can share one ledger on a PostgreSQL server:"
                " share this one, or join the one of another desk.",
            )
        self._about.say(about)
        self._fields["desk"].setVisible(not practice)
        self._entry.setVisible(not practice and not shared)
        self._check.setVisible(not practice)
        self._leave.setVisible(not practice and shared)
        for button in (self._share, self._join, self._stop):
            button.hide()

    def _place(self) -> str:
        return self._desks.url.partition("@")[2].partition("?")[0] or self._desks.url

    def save(self) -> bool:
        """Whether the desk's name could be kept."""
        try:
            self._desks.rename(self._name.text())
        except InputError as error:
            self._fields["desk"].show_error(sentence(error))
            self._name.setFocus()
            return False
        return True

    # ── acts ──

    def check(self) -> None:
        """Ask the server what it is and has; what can be done then is offered."""
        self._clear()
        self._notice.say(translate("Desks", "Checking…"), "quiet", "hourglass")
        job = self._desks.look(self._url.text() or self._desks.url, self._password.text())
        self._start(job, self._checked)

    def _checked(self, server: Server) -> None:
        told = [translate("Desks", "The server answers: PostgreSQL {version}.").format(version=ltr(server.version))]
        if not server.trigrams:
            told.append(translate("Desks", "It lacks pg_trgm, so searches of very many links are slow."))
        if server.links is None:
            told.append(translate("Desks", "It has no ledger yet: this one can be moved there."))
        else:
            told.append(translate("Desks", "It has a ledger with %n link(s).", "", server.links))
        self._notice.say(" ".join(told), "info", "check-circle")
        if not self._desks.url:
            # an empty ledger may be one that the owner of the tables has prepared, or one that is half copied
            self._share.setVisible(not server.links)
            self._join.setVisible(server.links is not None)
        bring_into_view(self._check)

    def share(self) -> None:
        """Move the ledger to the server, with all that is in it."""
        self._clear()
        self._save_name()
        job = self._desks.share(self._url.text(), self._went_on.emit, password=self._password.text())
        self._copy(job, lambda _rows: self._finish())

    def join(self) -> None:
        """Work with the ledger that is there."""
        self._clear()
        self._save_name()
        self._start(self._desks.join(self._url.text(), password=self._password.text()), lambda _none: self._finish())

    def bring_back(self) -> None:
        """Copy everything from the server, to go on with a file of one's own."""
        self._clear()
        self._copy(self._desks.bring_back(self._went_on.emit), lambda _rows: self.leave_requested.emit())

    def stop(self) -> None:
        """Started again, the copying goes on where it was."""
        if self._running is not None:
            self._running.cancel()

    def _save_name(self) -> None:
        if self._name.text().strip():
            self.save()

    def _finish(self) -> None:
        self._password.forget()
        self.changed.emit()

    def _copy(self, job: Coroutine[Any, Any, int], done: Any) -> None:
        self._notice.say(translate("Desks", "Copying… Leave KazaDesk open meanwhile."), "quiet", "hourglass")
        self._progress.setRange(0, 0)
        self._progress.show()
        self._start(job, done, work="copy")
        self._stop.setVisible(self._running is not None)

    def _start(self, job: Coroutine[Any, Any, Any], done: Any, *, work: str = "") -> None:
        for button in (self._check, self._share, self._join, self._leave):
            button.setEnabled(False)
        self._running = self._tasks.start(self, job, done=done, refused=self._refused, ended=self._ended, work=work)

    def _ended(self) -> None:
        was_cancelled = self._running is not None and self._running.cancelled()
        self._running = None
        self._progress.hide()
        self._stop.hide()
        for button in (self._check, self._share, self._join, self._leave):
            button.setEnabled(True)
        if was_cancelled:
            self._notice.say(translate("Desks", "The copying was stopped. Started again, it goes on where it was."))

    def _refused(self, error: KazaDeskError) -> None:
        self._notice.say("")
        if isinstance(error, InputError) and error.field in self._fields:
            self._fields[error.field].show_error(sentence(error))
            self._fields[error.field].editor.setFocus()
        else:
            self._notice.say(sentence(error), "error")
            bring_into_view(self._check)

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done)

    def _clear(self) -> None:
        for field in self._fields.values():
            field.show_error("")

    def _url_edited(self, _text: str) -> None:
        self._clear()
        self._notice.say("")
        for button in (self._share, self._join):
            button.hide()
